"""How answers to survey items changed: item by item, of anonymous counts, never averaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterpart.evaluation.intervals import Estimate, newcombe, wilson

if TYPE_CHECKING:
    import pyarrow as pa

Answers = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item of two rounds: the share that agrees in each, and the change with its interval."""

    item: str
    before: Estimate
    now: Estimate
    change: Estimate


@dataclass(frozen=True, slots=True)
class SurveyChange:
    """The items asked in both rounds; those asked in one alone are listed and not compared."""

    items: tuple[ItemChange, ...]
    only_before: tuple[str, ...]
    only_now: tuple[str, ...]

    @property
    def table(self) -> pa.Table:
        """A row an item: the two shares, the change, its interval, and why there is none."""
        import pyarrow as pa

        return pa.table(
            {
                "item": [each.item for each in self.items],
                "before": [each.before.value for each in self.items],
                "now": [each.now.value for each in self.items],
                "change": [each.change.value for each in self.items],
                "low": [each.change.low for each in self.items],
                "high": [each.change.high for each in self.items],
                "note": [each.change.note for each in self.items],
            }
        )


def item_change(
    before: Mapping[str, Answers], now: Mapping[str, Answers], level: float = 0.95
) -> SurveyChange:
    """The change of the share that agrees, of items as (who agree, who answered) in two rounds.

    The rounds ask different people at random; of one panel asked twice the interval is too wide.
    Items are the same only if the wording is. One interval an item: of twenty items one is outside
    by chance. ValueError where more agree than answered. Newcombe 1998, method 10.
    """
    return SurveyChange(
        tuple(
            ItemChange(
                item,
                wilson(*before[item], level),
                wilson(*answers, level),
                newcombe(*answers, *before[item], level),
            )
            for item, answers in now.items()
            if item in before
        ),
        tuple(item for item in before if item not in now),
        tuple(item for item in now if item not in before),
    )
