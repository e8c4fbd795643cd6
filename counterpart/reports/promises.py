"""What commitment rules made due year by year, under every reading, beside what is on record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.commitments import DueYear, due_paths
from counterpart.evaluation.due import Commitment
from counterpart.evaluation.measure import Direction
from counterpart.evaluation.owed import Owed
from counterpart.evaluation.subjects import prepare_sides
from counterpart.periods import Period
from counterpart.reports.figures import Figure, recorded
from counterpart.reports.flows import Counted
from counterpart.reports.record import Programme

# Commitments of a programme: of its agreements, or from a place on one of its sides.
OWN_COMMITMENTS = """
    SELECT c.commitment, c.reading FROM commitments c
    LEFT JOIN agreements a ON a.agreement = c.agreement
    WHERE a.programme = {own} OR c.origin IN (SELECT place FROM sides WHERE programme = {own})
"""
SIDES = """
    SELECT DISTINCT party, side FROM party_place JOIN sides USING (place) WHERE programme = {own}
"""
TITLES = """
    SELECT DISTINCT ON (c.commitment) c.commitment, a.title_en, a.title_zh FROM commitments c
    JOIN agreements a ON a.agreement = c.agreement ORDER BY c.commitment, c.chosen DESC
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A year of a reading: what was due, and what is on record as paid or done."""

    path: DueYear
    due: Figure
    paid: Figure | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A commitment: how people call it, what of, from whom to whom, the years of its readings.

    `direction` is None where the rule does not lead from one side to the other. `years` has the
    chosen reading first.
    """

    key: str
    title: str
    family: str
    unit: str
    money: bool
    direction: Direction | None
    years: tuple[Due, ...] = ()

    @property
    def readings(self) -> int:
        """In how many ways it is read."""
        return len({due.path.reading for due in self.years})

    def named(self, *, chosen: bool) -> list[str]:
        """The readings by name: the chosen one, or the others."""
        names = (due.path.reading for due in self.years if due.path.chosen is chosen)
        return list(dict.fromkeys(names))


def rules(counted: Counted, programme: Programme) -> list[Rule]:
    """The commitments of a programme that make an amount due, each under every reading."""
    snapshot = counted.record.snapshot
    store = snapshot.store
    owed = Owed(store, snapshot.catalogue)
    reading = _Reading(counted, programme, owed)
    own = set(store.rows(OWN_COMMITMENTS.format(own=literal(programme.key))))
    stated = {
        (rule.commitment, rule.reading): rule
        for rule in owed.rules
        if (rule.commitment, rule.reading) in own
    }
    found: dict[str, Rule] = {}
    for path in due_paths(snapshot, counted.record.words.language, owed):
        rule = stated.get((path.commitment, path.reading))
        if rule is None:
            continue
        entry = found.get(path.commitment) or reading.rule(rule)
        due = reading.due(path, rule, entry)
        found[path.commitment] = replace(entry, years=(*entry.years, due))
    titles = Counter(rule.title for rule in found.values())
    return [
        rule if titles[rule.title] == 1 else replace(rule, title=f"{rule.title} ({rule.key})")
        for rule in found.values()
    ]


class _Reading:
    """Reads rules with their names, sides and footnotes."""

    def __init__(self, counted: Counted, programme: Programme, owed: Owed) -> None:
        self.counted, self.programme, self.owed = counted, programme, owed
        store = counted.record.snapshot.store
        prepare_sides(store)
        self.sides = dict(store.rows(SIDES.format(own=literal(programme.key))))
        self.titles = {key: (english, chinese) for key, english, chinese in store.rows(TITLES)}

    def rule(self, stated: Commitment) -> Rule:
        """A commitment without its years."""
        record = self.counted.record
        kind = record.snapshot.catalogue.kinds[stated.kind]
        direction = self._direction(stated)
        title = record.code("kinds", stated.kind)
        agreement = record.in_language(*self.titles.get(stated.commitment, (None, None)))
        if agreement:
            title = record.words("rule_of", agreement=agreement, kind=title)
        if direction:
            title = record.words("rule_to", rule=title, direction=self.programme.arrow(direction))
        money = kind.unit == "money"
        unit = stated.currency or kind.unit if money else kind.unit
        return Rule(stated.commitment, title, kind.family, unit, money, direction)

    def due(self, path: DueYear, stated: Commitment, rule: Rule) -> Due:
        """A year of a reading with the footnotes of both amounts."""
        counted = self.counted
        label = Markup("{}, {}, {}").format(path.commitment, path.reading, path.year)
        locator, note = counted.record.snapshot.store.row(
            "SELECT locator, note FROM commitments "
            f"WHERE commitment = {literal(path.commitment)} AND reading = {literal(path.reading)}"
        )
        key = f"{path.commitment}+{path.reading}"
        period = str(Period(stated.start_on, stated.end_on))
        found = (stated.source, locator, note)
        row = recorded(
            "commitments", key, stated.rule, period, (stated.base, None, None), rule.unit, found
        )
        due = Figure(counted.numbers, path.due, rule.unit, note=counted.notes.add(label, [row]))
        if counted.hidden and not rule.money:
            # What is asked for tells the gap, and the gap a count that may be hidden.
            path = replace(path, explanation=None)
        if path.paid is None:
            return Due(path, due, None)
        rows = self.owed.payments(stated, path.year)
        name = counted.numbers.words("paid" if rule.money else "done")
        return Due(path, due, counted.figure(name, rows))

    def _direction(self, stated: Commitment) -> Direction | None:
        origin = self.sides.get(stated.origin or "")
        destination = self.sides.get(stated.destination or "")
        if origin == "a" and destination != "a":
            return "a_to_b"
        if origin == "b" and destination != "b":
            return "b_to_a"
        return None
