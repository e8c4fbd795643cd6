"""Due, paid, missed: what every rule made due so far, beside what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from counterpart.evaluation.due import Commitment, commitments
from counterpart.evaluation.subjects import prepare_sides
from counterpart.periods import year_spans
from counterpart.reports.figures import Figure, Notes
from counterpart.reports.flows import Counted
from counterpart.reports.promises import Due, Rule, rules
from counterpart.reports.record import Programme
from counterpart_site.publishing.kept import kept
from counterpart_site.web.reader import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reading of a rule makes due, over its whole term and still until the year's end."""

    name: str
    chosen: bool
    term: Markup
    size: float
    still: Markup | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A rule up to a year: due, paid and missed with their intervals over all readings.

    `missed` is over the past years with anything on record; `unknown` are the years with nothing,
    and `unknown_due` what was due in them. `paid_query` asks the table of flows for what answers
    it. `size` is what was missed, for sorting.
    """

    title: str
    key: str
    account: str
    unit: str
    years: str
    due: Markup
    paid: Markup | None
    paid_query: str
    missed: Markup | None
    unknown: str
    unknown_due: Markup | None
    size: float
    readings: tuple[Reading, ...]


def promises(reader: Reader, year: int) -> list[Promise]:
    """The rules of the programme up to a year, what was missed most first."""

    def make() -> list[Promise]:
        found: list[Promise] = []
        for programme in reader.record.programmes:
            if programme.key == reader.programme.programme:
                found += _promises(reader, programme, year)
        return sorted(found, key=lambda each: (each.account, each.unit, -each.size))

    return kept(reader.snapshot, f"promises {year} {reader.language}", make)


def _promises(reader: Reader, programme: Programme, year: int) -> list[Promise]:
    prepare_sides(reader.snapshot.store)
    counted = Counted(reader.record, reader.numbers, Notes())
    stated = {each.commitment: each for each in commitments(reader.snapshot.store) if each.chosen}
    found = []
    for rule in rules(counted, programme):
        chosen = [each for each in rule.years if each.path.chosen and each.path.year <= year]
        if chosen:
            found.append(_promise(reader, rule, stated[rule.key], chosen, year))
    return found


def _promise(
    reader: Reader, rule: Rule, stated: Commitment, years: Sequence[Due], year: int
) -> Promise:
    """A rule with the sums over its years so far."""
    past = [each for each in years if each.path.year < year]
    told = [each for each in past if each.path.paid is not None]
    untold = [each for each in past if each.path.paid is None]
    missed = [
        tuple(max(0.0, limit - (each.path.paid or 0)) for limit in _limits(each)) for each in told
    ]
    sums = tuple(sum(each[place] for each in missed) for place in range(3))
    paid = [each.paid for each in years if each.paid is not None]
    return Promise(
        rule.title,
        f"{rule.key}+{years[0].path.reading}",
        reader.record.code("account", stated.account) if stated.account else "",
        rule.unit,
        year_spans([each.path.year for each in years]),
        _sum(reader, rule, [_limits(each) for each in years]),
        _together(reader, rule, paid) if paid else None,
        _rows_query(stated),
        Figure(reader.numbers, sums[0], rule.unit, sums[1], sums[2]).__html__() if told else None,
        year_spans([each.path.year for each in untold]),
        _sum(reader, rule, [_limits(each) for each in untold]) if untold else None,
        sums[0] if told else 0.0,
        tuple(_readings(reader, rule, year)),
    )


def _readings(reader: Reader, rule: Rule, year: int) -> list[Reading]:
    """Every reading of a rule, the chosen one first."""
    found: dict[str, list[Due]] = {}
    for each in rule.years:
        found.setdefault(each.path.reading, []).append(each)
    readings = []
    for name, years in found.items():
        total = sum(each.path.due for each in years)
        still = next(
            (
                max(0.0, each.path.due - (each.path.paid or 0))
                for each in years
                if each.path.year == year
            ),
            None,
        )
        readings.append(
            Reading(
                name,
                years[0].path.chosen,
                Figure(reader.numbers, total, rule.unit).__html__(),
                total,
                None if not still else Figure(reader.numbers, still, rule.unit).__html__(),
            )
        )
    return readings


def _rows_query(stated: Commitment) -> str:
    """The question to the table of flows that gives what answers a commitment."""
    asked = {
        "f_kind": stated.kind,
        "f_origin": stated.origin,
        "f_destination": stated.destination,
        "f_account": stated.account,
    }
    return urlencode({name: value for name, value in asked.items() if value})


def _together(reader: Reader, rule: Rule, figures: Sequence[Figure]) -> Markup:
    """The sum of figures; open to a side where one of them is."""
    value = sum(float(each.value or 0) for each in figures)
    bounds = [
        (each.value, each.value)
        if each.low is None and each.high is None
        else (each.low, each.high)
        for each in figures
    ]
    low, high = (
        None
        if any(each[place] is None for each in bounds)
        else sum(float(each[place] or 0) for each in bounds)
        for place in (0, 1)
    )
    return Figure(reader.numbers, value, rule.unit, low, high).__html__()


def _limits(due: Due) -> tuple[float, float, float]:
    return due.path.due, due.path.low, due.path.high


def _sum(reader: Reader, rule: Rule, limits: Sequence[tuple[float, float, float]]) -> Markup:
    value, low, high = (round(sum(each[place] for each in limits), 4) for place in range(3))
    return Figure(reader.numbers, value, rule.unit, low, high).__html__()
