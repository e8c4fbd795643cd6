"""One named geography: figures of earlier places, carried to the places of a later day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from counterpart.engine.store import Store


class Geography:
    """The dated changes of places: merged, split, renamed, each with the share that went where."""

    def __init__(self, store: Store) -> None:
        self._changes = store.rows(
            'SELECT "on", from_place, to_place, share FROM place_changes '
            "WHERE share IS NOT NULL ORDER BY 1, 2, 3"
        )

    def carried(
        self, values: Mapping[str, float], day: date, until: date, additive: bool = True
    ) -> tuple[dict[str, float], int]:
        """Figures of places on `day` as figures of the places on `until`; how many were moved.

        Counts move by their shares. A rate goes along only where a place as a whole became the
        whole of another; otherwise it has no place on the later day.
        """
        found = dict(values)
        moved: set[str] = set()
        by_day: dict[date, list[tuple[str, str, float]]] = {}
        for on, origin, target, share in self._changes:
            # Places of the day itself are already the new ones.
            if day < on <= until:
                by_day.setdefault(on, []).append((origin, target, float(share)))
        for changes in by_day.values():
            found = _step(found, changes, additive, moved)
        return found, len(moved & set(values))


def _step(
    values: dict[str, float],
    changes: list[tuple[str, str, float]],
    additive: bool,
    moved: set[str],
) -> dict[str, float]:
    """The changes of one day, all at once: what a place gives away it has no more."""
    into: dict[str, int] = {}
    for _, target, _ in changes:
        into[target] = into.get(target, 0) + 1
    given: dict[str, float] = {}
    for origin, target, share in changes:
        if origin in values and origin != target:
            given[origin] = given.get(origin, 0.0) + share
    after = {
        place: value * (1 - given.get(place, 0.0)) if additive else value
        for place, value in values.items()
        if given.get(place, 0.0) < 1
    }
    # Where a part of a new place is not known, the new place is not either.
    unknown = {target for origin, target, _ in changes if origin not in values and additive}
    for origin, target, share in changes:
        if origin not in values or origin == target:
            continue
        moved.add(origin)
        if additive:
            after[target] = after.get(target, 0.0) + values[origin] * share
        elif share == 1 and into[target] == 1 and target not in values:
            after[target] = values[origin]
    return {place: value for place, value in after.items() if place not in unknown}
