"""What the flow map shows: the flows of one family in one unit, from place to place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.engine.store import literal, literals
from counterpart.evaluation.measure import PAID, Direction, Flows
from counterpart.evaluation.select import Row
from counterpart.evaluation.subjects import Span
from counterpart.periods import year_period
from counterpart.reports.balance import Amount
from counterpart.reports.bundles import Bundle
from counterpart.reports.flows import DIRECTIONS, Counted
from counterpart.reports.record import Programme

# So many arcs, the largest, have a footnote and a line in tables.
LISTED = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """A family of flows in one unit, and the calendar years in which any is counted."""

    family: str
    unit: str
    name: str
    years: tuple[int, ...]

    @property
    def key(self) -> str:
        """How it is asked for."""
        return f"{self.family}:{self.unit}"


@dataclass(frozen=True, slots=True)
class Dot:
    """A place by its coordinates, with its newest population on record (None: none)."""

    place: str
    name: str
    longitude: float
    latitude: float
    population: float | None


@dataclass(frozen=True, slots=True)
class Arc:
    """What went from one place to another."""

    origin: str
    destination: str
    direction: Direction
    amount: Amount


@dataclass(frozen=True, slots=True)
class FlowMap:
    """The flows of a choice in a year (None: in the record as a whole), largest first.

    `dots` are the places with coordinates that any flow or pairing of the programme touches.
    """

    choice: Choice
    year: int | None
    arcs: tuple[Arc, ...]
    dots: dict[str, Dot]

    @property
    def listed(self) -> tuple[Arc, ...]:
        """The arcs that a table shows; the others are in the data of the chart."""
        return self.arcs[:LISTED]

    @property
    def drawn(self) -> list[Arc]:
        """The arcs of which both ends have coordinates."""
        return [arc for arc in self.arcs if {arc.origin, arc.destination} <= set(self.dots)]


def choices(counted: Counted, programme: Programme) -> list[Choice]:
    """What can be mapped, most counted first."""
    kinds = counted.record.snapshot.catalogue.kinds
    families = list(dict.fromkeys(kind.family for kind in kinds.values()))
    bundles = counted.bundles(
        programme.key, ("family", "direction", "unit"), "ever AND stage = 'held'"
    )
    bundles.sort(key=lambda each: (families.index(each.cell[0]), DIRECTIONS.index(each.cell[1])))
    rows: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Row] = {}
    for bundle in bundles:
        family, _, unit = bundle.cell
        rows[family, unit] += bundle.n
        first.setdefault((family, unit), bundle.rows[0])
    named = []
    for family, unit in sorted(rows, key=lambda each: -rows[each]):
        shown = counted.numbers.quantity(0, unit).unit
        name = f"{counted.record.code('family', family)}, {shown}"
        named.append(Choice(family, unit, name, _years(counted, programme, first[family, unit])))
    return named


def flow_map(
    counted: Counted, programme: Programme, choice: Choice, year: int | None = None
) -> FlowMap:
    """The flows of a choice, one arc a pair of places and direction."""
    counting = "ever" if year is None else f"yearly AND period_year = {year}"
    where = (
        f"family = {literal(choice.family)} AND unit = {literal(choice.unit)} "
        f"AND stage = 'held' AND {counting}"
    )
    by = ("direction", "origin", "destination")
    bundles = counted.bundles(programme.key, by, where, standing=True)
    bundles.sort(key=lambda each: DIRECTIONS.index(each.cell[0]))
    listed = {each.cell for each in sorted(bundles, key=_by_size)[:LISTED]}
    arcs = []
    for bundle in bundles:
        direction, origin, destination = bundle.cell
        name = f"{choice.name}, {counted.record.name(origin)} → {counted.record.name(destination)}"
        figure = counted.sum_of(name, bundle, choice.unit, noted=bundle.cell in listed)
        amount = Amount(figure, counted.days(bundle))
        arcs.append(Arc(origin, destination, direction, amount))
    arcs.sort(key=lambda each: (-each.amount.figure.size, each.origin, each.destination))
    return FlowMap(choice, year, tuple(arcs), dots(counted, programme.key, arcs))


def _by_size(bundle: Bundle) -> tuple[float, str, str]:
    _, origin, destination = bundle.cell
    return (-bundle.size, origin, destination)


def dots(counted: Counted, programme: str, arcs: Sequence[Arc]) -> dict[str, Dot]:
    """Where arcs begin and end, and the paired places of both sides that have coordinates."""
    store = counted.record.snapshot.store
    ends = literals(frozenset(end for arc in arcs for end in (arc.origin, arc.destination)))
    rows = store.rows(
        f"""
        SELECT place, longitude, latitude, people FROM places LEFT JOIN (
            SELECT subject, arg_max(coalesce(value, high, low), end_on) AS people
            FROM observations WHERE indicator = 'population' GROUP BY subject
        ) ON subject = place
        WHERE longitude IS NOT NULL AND latitude IS NOT NULL AND (place IN ({ends})
           OR place IN (SELECT side_a FROM pairings UNION SELECT side_b FROM pairings))
          AND place IN (SELECT place FROM sides WHERE programme = {literal(programme)})
        ORDER BY place
        """
    )
    name = counted.record.name
    return {
        place: Dot(place, name(place), x, y, None if people is None else float(people))
        for place, x, y, people in rows
    }


def _years(counted: Counted, programme: Programme, row: Row) -> tuple[int, ...]:
    """The calendar years in which flows like a row are counted, newest first."""
    totals, subject = counted.totals, counted.subjects[programme.key]
    kind = counted.record.snapshot.catalogue.kinds[row.kind]
    found = set()
    for year in totals.years(programme.key):
        span = Span("year", str(year), year_period(year))
        for direction in DIRECTIONS:
            counts = totals.sum(Flows((kind.family,), direction, kind.unit, PAID), subject, span)
            if counts.n and (row.currency is None or row.currency in counts.currencies):
                found.add(year)
    return tuple(sorted(found, reverse=True))
