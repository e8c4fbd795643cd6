"""Bundles: what the engine adds up is what adding row by row gives, and prints the same rows."""

from __future__ import annotations

import pytest

from counterpart.engine.store import literals
from counterpart.evaluation.measure import PAID, Flows
from counterpart.evaluation.reads.input import used
from counterpart.evaluation.select import Row, read_flows
from counterpart.evaluation.subjects import Span
from counterpart.periods import Period, year_period
from counterpart.quantities import total
from counterpart.reports.bundles import Bundle
from counterpart.reports.figures import PRINTED, Notes, digest
from counterpart.reports.flows import DIRECTIONS, Counted
from tests.built import Snapshots
from tests.reports.test_timelines import EXAMPLES, counted


def one_by_one(flows: Counted, family: str, direction: str, year: int | None) -> list[Row]:
    """The rows behind the totals of a family, read one by one."""
    snapshot = flows.record.snapshot
    span = Span("all", "", Period(None, year_period(9999).end))
    if year is not None:
        span = Span("year", str(year), year_period(year))
    (subject,) = flows.subjects.values()
    kinds = snapshot.catalogue.kinds
    units = {kinds[kind].unit for kind in snapshot.catalogue.kinds_of(family)}
    keys = {
        key
        for unit in units
        for key in flows.totals.keys(Flows((family,), direction, unit, PAID), subject, span)  # type: ignore[arg-type]
    }
    return read_flows(snapshot.store, f"flow IN ({literals(frozenset(keys))})")


def told(bundle: Bundle) -> tuple[object, ...]:
    quantity = bundle.quantity
    limits = (quantity.value, quantity.low, quantity.high)
    return (bundle.n, *limits, bundle.first, bundle.last, bundle.digest)


@pytest.mark.parametrize("name", EXAMPLES)
def test_bundles_are_the_sums_of_their_rows(snapshots: Snapshots, name: str) -> None:
    flows = counted(snapshots[name])
    (subject,) = flows.subjects
    families = {kind.family for kind in flows.record.snapshot.catalogue.kinds.values()}
    years = sorted(flows.totals.years(subject))
    compared = 0
    for year in (None, *years[:2], *years[-2:]):
        counting = "ever" if year is None else f"yearly AND period_year = {year}"
        by = ("family", "direction", "unit")
        found = flows.bundles(subject, by, f"stage = 'held' AND {counting}")
        cells = {bundle.cell: bundle for bundle in found}
        for family in families:
            for direction in DIRECTIONS:
                rows = one_by_one(flows, family, direction, year)
                for unit in {flows.unit(row) for row in rows}:
                    of_unit = [row for row in rows if flows.unit(row) == unit]
                    bundle = cells.pop((family, direction, unit))
                    sum_ = total([row.quantity for row in of_unit])
                    starts = [row.period.start for row in of_unit]
                    assert told(bundle) == (
                        len(of_unit),
                        sum_.value,
                        sum_.low,
                        sum_.high,
                        None if None in starts else min(starts),  # type: ignore[type-var]
                        max(row.period.end for row in of_unit),
                        digest([("flows", row.key) for row in of_unit]),
                    )
                    compared += 1
        assert not cells
    assert compared > len(EXAMPLES)


def test_a_footnote_of_some_rows_prints_what_one_of_all_does(
    snapshots: Snapshots,
) -> None:
    flows = counted(snapshots["cross_border"])
    (subject,) = flows.subjects
    catalogue = flows.record.snapshot.catalogue
    bundles = flows.bundles(subject, ("direction",), "ever")
    longest = max(bundles, key=lambda each: each.n)
    assert longest.n > PRINTED
    keys = flows.record.snapshot.store.rows(
        f"SELECT flow FROM {flows.totals.taken(flows.subjects[subject])} "
        f"WHERE ever AND direction = '{longest.cell[0]}'"
    )
    rows = read_flows(
        flows.record.snapshot.store, f"flow IN ({literals(frozenset(row[0] for row in keys))})"
    )
    whole = Notes().add(flows.days(longest), [used(row, "", catalogue) for row in rows])
    some = flows.sum_of("all", longest, "").note
    assert some is not None
    assert some.unprinted == whole.unprinted > 0
    printed = [[row.key for row in each] for each in some.by_source.values()]
    assert printed == [[row.key for row in each] for each in whole.by_source.values()]


def test_of_a_stock_the_last_day_stands(snapshots: Snapshots) -> None:
    for snapshot in map(snapshots.__getitem__, EXAMPLES):
        flows = counted(snapshot)
        (subject,) = flows.subjects
        by = ("kind", "unit", "direction")
        every = {each.cell: each for each in flows.bundles(subject, by, "ever")}
        standing = {each.cell: each for each in flows.bundles(subject, by, "ever", standing=True)}
        assert set(every) == set(standing)
        for cell, bundle in standing.items():
            stock = snapshot.catalogue.kinds[cell[0]].aggregation == "stock"
            assert bundle.last == every[cell].last
            assert bundle.n == every[cell].n or stock
            assert not stock or bundle.n <= every[cell].n


def test_a_bundle_with_a_row_that_is_not_for_this_reader_has_no_figure(
    snapshots: Snapshots,
) -> None:
    open_ = counted(snapshots["cross_border"])
    (subject,) = open_.subjects
    (first, *_) = open_.bundles(subject, ("kind", "unit"), "ever")
    hidden = frozenset({("flows", first.rows[0].key)})
    closed = Counted(open_.record, open_.numbers, Notes(), hidden=hidden)
    told_ = {each.cell: each.hidden for each in closed.bundles(subject, ("kind", "unit"), "ever")}
    assert told_.pop(first.cell) is True
    assert told_ and not any(told_.values())
    (again, *_) = closed.bundles(subject, ("kind", "unit"), "ever")
    assert closed.sum_of("x", again, again.cell[1]).value is None
    assert open_.sum_of("x", first, first.cell[1]).value is not None
