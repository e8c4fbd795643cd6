"""Reading the register: how many rows of a table belong to a subject and satisfy conditions."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal, literals, quoted
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import Counted
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.subjects import ABOVE, Span, Subject
from counterpart.tables import TABLES

IN_SIDES = "{place} IN (SELECT place FROM sides WHERE programme = {programme})"
# Which rows of a table are of a programme. Tables that are in none here are of every programme.
OF_PROGRAMME = {
    "agreements": "programme = {programme}",
    "commitments": "agreement IN (SELECT agreement FROM agreements WHERE programme = {programme})",
    "pairings": "programme = {programme}",
    "projects": "programme = {programme}",
    "milestones": "project IN (SELECT project FROM projects WHERE programme = {programme})",
    "assets": "project IN (SELECT project FROM projects WHERE programme = {programme})",
    "stages": "programme = {programme}",
    "engagements": IN_SIDES.replace("{place}", "origin"),
    "needs": IN_SIDES.replace("{place}", "place"),
    "matches": f"need IN (SELECT need FROM needs WHERE {IN_SIDES.replace('{place}', 'place')})",
    "observations": f"(subject_type = 'place' AND {IN_SIDES.replace('{place}', 'subject')})",
    "offers": IN_SIDES.replace("{place}", "place"),
    "stories": f"(place IS NULL OR {IN_SIDES.replace('{place}', 'place')})",
    "organisations": IN_SIDES.replace("{place}", "place"),
}
# No row at all.
NOTHING = "false"
# Which are of a pairing, where a row says so.
OF_PAIRING = {
    "pairings": "parent = {pairing}",
    "projects": "pairing = {pairing}",
    "milestones": "project IN (SELECT project FROM projects WHERE pairing = {pairing})",
    "assets": "project IN (SELECT project FROM projects WHERE pairing = {pairing})",
    "engagements": "pairing = {pairing}",
}


class CountReader:
    """Answers `Counted` reads."""

    def __init__(self, store: Store, catalogue: Catalogue, say: Phrases) -> None:
        self._store = store
        self._catalogue = catalogue
        self._say = say
        self._counts: dict[tuple[str, str, str], int] = {}

    def years(self, subject: Subject) -> set[int]:
        """The register has no years of its own."""
        return set()

    def input(self, read: Counted, subject: Subject, span: Span) -> Input:
        """How many rows satisfy the conditions; missing where the subject has no row at all."""
        every = Counted(read.table, where=read.where, dated=read.dated, due=read.due)
        if not self._count(every, subject, span):
            return Input(None, missing=in_words(read, self._catalogue, self._say))
        number = self._count(read, subject, span)
        return Input(float(number), float(number), float(number), n=number)

    def rows(self, read: Counted, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The rows counted."""
        has = TABLES[read.table].has
        key = ", ".join(quoted(name) for name in TABLES[read.table].key)
        stated = ", ".join(
            name if name in has else "NULL" for name in ("source", "locator", "note")
        )
        return [
            UsedRow(read.table, row[0], role, str(row[1] or ""), 1.0, 1.0, 1.0, "items", *row[2:])
            for row in self._store.rows(
                f"SELECT concat_ws('+', {key}), {read.dated or 'NULL'}, {stated} "
                f"FROM {quoted(read.table)} WHERE {self._where(read, subject, span)} ORDER BY 1"
            )
        ]

    def _count(self, read: Counted, subject: Subject, span: Span) -> int:
        """How many rows; of a table without a row of the subject nothing more is asked."""
        belongs = self._belongs(read.table, subject)
        if belongs == NOTHING or not self._asked("*", read.table, belongs):
            return 0
        what = f"DISTINCT {quoted(read.distinct)}" if read.distinct else "*"
        return self._asked(what, read.table, self._where(read, subject, span))

    def _asked(self, what: str, table: str, where: str) -> int:
        """A count; the same question is asked once."""
        question = (what, table, where)
        if question not in self._counts:
            sql = f"SELECT count({what}) FROM {quoted(table)} WHERE {where}"
            self._counts[question] = int(self._store.row(sql)[0])
        return self._counts[question]

    def _where(self, read: Counted, subject: Subject, span: Span) -> str:
        conditions = [self._belongs(read.table, subject)]
        for column, values in (*read.where, *read.having):
            conditions.append(f"{quoted(column)}::VARCHAR IN ({literals(frozenset(values))})")
        conditions += [f"{_text(column)} IS NOT NULL" for column in read.filled]
        conditions += [f"{_text(column)} IS NULL" for column in read.empty]
        if read.on_time:
            due, done = (quoted(column) for column in read.on_time)
            conditions.append(f"{done} <= {due}")
        if read.due:
            conditions.append(f"{quoted(read.due)} <= {literal(span.period.end)}")
        if read.dated and span.scope != "all":
            first = literal(span.period.start or date.min)
            day = quoted(read.dated)
            conditions.append(f"{day} BETWEEN {first} AND {literal(span.period.end)}")
        return " AND ".join(conditions)

    @cached_property
    def _below(self) -> dict[str, str]:
        """The places that lie in each place, itself among them, as SQL: asked of all at once."""
        rows = self._store.rows(f"{ABOVE} SELECT ancestor, list(place) FROM above GROUP BY 1")
        return {place: literals(frozenset(below)) for place, below in rows}

    def _belongs(self, table: str, subject: Subject) -> str:
        if subject.type == "pairing" and not subject.whole:
            of = OF_PAIRING.get(table, NOTHING)
            return of.format(pairing=literal(subject.key))
        if subject.type == "place":
            if "place" not in TABLES[table].has:
                return NOTHING
            return f"place IN ({self._below.get(subject.key, literal(subject.key))})"
        of = OF_PROGRAMME.get(table, "true")
        return of.format(programme=literal(subject.programme))


def _text(column: str) -> str:
    """A column that is null where its text is empty."""
    return f"nullif({quoted(column)}::VARCHAR, '')"
