"""What the lines of the table share: how a line is written, two directions, two sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from counterpart.evaluation import intervals
from counterpart.evaluation.measure import (
    About,
    Answer,
    Better,
    Direction,
    Known,
    Level,
    Measure,
    Read,
    Side,
)
from counterpart.evaluation.texts import measure_texts

ARROWS: tuple[Direction, ...] = ("a_to_b", "b_to_a")
SIDES: tuple[Side, ...] = ("a", "b")
SAID = {"a_to_b": "A → B", "b_to_a": "B → A"}
METHODS = "Counterpart methods"


def line(
    template: str,
    level: Level,
    about: About,
    unit: str,
    better: Better,
    reads: Mapping[str, Read],
    function: Callable[..., Any],
    source: str,
    *,
    direction: Direction | None = None,
    side: Side | None = None,
    **more: Any,
) -> Measure:
    """One line of the table; its texts stand in `texts/` under `template`.

    A template with `{direction}` or `{side}` is one measure for each; its texts may say `{arrow}`
    or `{SIDE}`.
    """
    words = {
        "direction": direction or "",
        "arrow": SAID.get(direction or "", ""),
        "side": side or "",
        "SIDE": (side or "").upper(),
    }
    return Measure(
        key=template.format(**words),
        level=level,
        about=about,
        unit=unit,
        better=better,
        reads=dict(reads),
        function=function,
        source=source,
        texts=measure_texts(template, words),
        page=re.sub(r"_\{\w+\}", "", template),
        **more,
    )


def same(amount: float) -> float:
    """The input itself: a total is its own measure."""
    return amount


def estimated(
    found: intervals.Estimate, reason: str = "undefined", times: float = 1.0, **words: object
) -> Answer:
    """An estimate of the functions as one of a line, its interval being one of sampling.

    Where it has no finite value, `reason` with its words says why.
    """
    if not isfinite(found.value):
        return Answer(None, reason=reason, words=words)
    low, high = (each * times if isfinite(each) else None for each in (found.low, found.high))
    interval: Known | None = None if low is None and high is None else "sampling"
    return Answer(found.value * times, low, high, interval)
