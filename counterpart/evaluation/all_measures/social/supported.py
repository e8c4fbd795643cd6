"""Supported institutions beside others: how much more they changed from the first year on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from counterpart.evaluation.measure import Answer, Known

Tied = Collection[tuple[str, str, str]]
Each = Mapping[int, Mapping[str, float]]
SPREAD: Known = "spread of comparisons"


def supported_by(ties: Tied) -> frozenset[str]:
    """The parties of either side that have a tie."""
    return frozenset(end for tie in ties for end in tie[:2])


def growth_beyond(volumes: Each, ties: Tied) -> Answer:
    """Growth of the volume of tied institutions over that of the others of the same side.

    Volumes are summed before they are divided, so the value lies between those beside single
    others. Of institutions that report the first and the last year.
    """

    def grown(names: Collection[str], first: int, last: int) -> float | None:
        before, after = (sum(volumes[year][name] for name in names) for year in (first, last))
        return after / before if before and after else None

    return _beyond(volumes, supported_by(ties), grown, lambda own, other: own / other)


def change_beyond(scores: Each, hours: Mapping[str, float]) -> Answer:
    """Change of the mean of institutions with hours of help less that of those with none.

    Who reports no hours is in neither.
    """

    known = {
        year: {name: value for name, value in by_name.items() if name in hours}
        for year, by_name in scores.items()
    }

    def changed(names: Collection[str], first: int, last: int) -> float | None:
        return sum(known[last][name] - known[first][name] for name in names) / len(names)

    return _beyond(
        known, {name for name in hours if hours[name]}, changed, lambda own, other: own - other
    )


def _beyond(
    each: Each,
    supported: Collection[str],
    change: Callable[[Collection[str], int, int], float | None],
    less: Callable[[float, float], float],
) -> Answer:
    """The change of those supported beside that of the others, and beside each other alone."""
    if len(each) < 2:
        return Answer(None, reason="too short", words={"needed": 2, "count": len(each)})
    first, last = min(each), max(each)
    both = sorted(each[first].keys() & each[last].keys())
    own_names = [name for name in both if name in supported]
    others = [name for name in both if name not in supported]
    if not own_names or not others:
        return Answer(None, reason="no comparison")
    own, other = change(own_names, first, last), change(others, first, last)
    if own is None or other is None:
        return Answer(None, reason="undefined")
    alone = [change([name], first, last) for name in others]
    beside = [less(own, each_alone) for each_alone in alone if each_alone is not None]
    words = {"supported": len(own_names), "others": len(others), "first": first, "last": last}
    notes = (("compared", words),)
    if len(beside) < 2:
        return Answer(less(own, other), notes=notes)
    return Answer(less(own, other), min(beside), max(beside), SPREAD, notes=notes)
