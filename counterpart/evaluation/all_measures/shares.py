"""Lines of what is reported and of shares: their reads, their function, their exact bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpart.evaluation.all_measures.words import estimated, line, same
from counterpart.evaluation.intervals import Stated, share_of_whole, wilson
from counterpart.evaluation.measure import (
    Answer,
    Better,
    Bounds,
    Counted,
    Level,
    Measure,
    Reported,
    Side,
)

Ends = tuple[float | None, float | None]


def reported(
    template: str,
    level: Level,
    unit: str,
    better: Better,
    indicator: str,
    source: str,
    mechanisms: tuple[str, ...],
    side: Side | None = None,
) -> Measure:
    """An indicator as it is reported, of the pair or of a side."""
    return line(
        template, level, "one_side" if side else "pair", unit, better,
        {"amount": Reported((indicator,), side)}, same, source,
        side=side, rises=("amount",), mechanisms=mechanisms,
    )  # fmt: skip


def share_reported(
    template: str,
    level: Level,
    better: Better,
    part: str,
    whole: str,
    source: str,
    mechanisms: tuple[str, ...],
    side: Side | None = None,
    sampled: bool = False,
) -> Measure:
    """A share of two indicators that the same subjects report for the same periods.

    `sampled` gives the interval of chance, for events that could have turned out otherwise.
    """
    bounds: Mapping[str, Any] = {} if sampled else {"extremes": share_extremes}
    return line(
        template, level, "one_side" if side else "pair", "index", better,
        {
            "part": Reported((part,), side, beside=(whole,)),
            "whole": Reported((whole,), side, beside=(part,)),
        },
        sampled_share if sampled else share, source,
        side=side, mechanisms=mechanisms, **bounds,
    )  # fmt: skip


def share_counted(
    template: str,
    level: Level,
    better: Better,
    part: Counted,
    whole: Counted,
    source: str,
    mechanisms: tuple[str, ...],
) -> Measure:
    """A share of rows of the register, over the whole time."""
    return line(
        template, level, "pair", "index", better, {"part": part, "whole": whole},
        share, source, extremes=share_extremes, by=("programme",), periods=("all",),
        mechanisms=mechanisms,
    )  # fmt: skip


def share(part: float, whole: float) -> float | Answer:
    """The part in its whole, 0 to 1; without value where the whole is zero or the smaller."""
    if not whole:
        return Answer(None, reason="empty whole")
    if part > whole:
        words = {"part": f"{part:g}", "whole": f"{whole:g}"}
        return Answer(None, reason="part over whole", words=words)
    return part / whole


def per(amount: float, number: float) -> float | None:
    """An amount for each of a number of things; None for each of none."""
    return amount / number if number else None


def of_common(part: Mapping[str, float], whole: Mapping[str, float]) -> float | Answer | None:
    """The part over the whole of those that report both."""
    both = part.keys() & whole.keys()
    if not both:
        return Answer(None, reason="no common reporter")
    return per(sum(part[name] for name in sorted(both)), sum(whole[name] for name in sorted(both)))


def sampled_share(part: float, whole: float) -> float | Answer:
    """The same with Wilson's interval, where both are whole counts."""
    plain = share(part, whole)
    if isinstance(plain, Answer) or not (part.is_integer() and whole.is_integer()):
        return plain
    return estimated(wilson(part, whole))


def share_extremes(part: Ends, whole: Ends) -> Bounds:
    """The exact bounds of a share from those of part and whole; open where no part fits."""
    (low, high), (least, most) = part, whole
    if not most or (low is not None and low > most):
        return None, None
    found = share_of_whole(Stated(float("nan"), low, high), Stated(float("nan"), least, most))
    return found.low, found.high
