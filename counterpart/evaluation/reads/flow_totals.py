"""Totals of flows by subject and period: one heavy pass, after which everything is small.

A flow that lies in wider flows counts only where none of them does: in a year, in a stage, for a
subject. Which wider flows there are was settled when the record was frozen; the pass keeps flows
with different sets of holders apart, and each question looks at the sets.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.flows import SUMS, compiled
from counterpart.engine.store import Store, literal, literals
from counterpart.evaluation.measure import By, Flows
from counterpart.evaluation.reads.described import kinds_of
from counterpart.evaluation.select import compare
from counterpart.evaluation.subjects import ABOVE, Span, Subject
from counterpart.rules.cells import row_id
from counterpart.rules.containment import DEPTHS
from counterpart.rules.marks import stage_days

# How a flow belongs to a subject: the subject, how deep its holders must be to belong to it as well
# (origin, destination, pairing), the join that finds it. All ways are united.
SIDES = ("so.top", "sd.top", "0")
BELONGS: dict[By, tuple[tuple[str, tuple[str, str, str], str], ...]] = {
    "programme": (("so.programme", SIDES, ""),),
    "pairing": (
        (
            "up.ancestor",
            ("so.top", "sd.top", "up.depth"),
            "JOIN pairings_above up ON up.pairing = e.pairing",
        ),
        ("roots.pairing", SIDES, "JOIN roots ON roots.programme = so.programme"),
    ),
    "place": (
        (
            "up.ancestor",
            ("greatest(so.top, up.depth)", "sd.top", "0"),
            "JOIN places_above up ON up.place = e.origin",
        ),
        (
            "up.ancestor",
            ("so.top", "greatest(sd.top, up.depth)", "0"),
            "JOIN places_above up ON up.place = e.destination",
        ),
    ),
}
# The cell of a located row in each scope, the condition under which it has one, and the condition
# under which one of its holders has the same.
SCOPES = {
    "year": ("period_year::VARCHAR", "", "period_year IS NOT NULL", "h.in_year = 1"),
    "stage": (
        "sb.stage",
        "JOIN stage_buckets sb ON sb.programme = e.programme "
        "AND e.first_bucket >= sb.first AND e.last_bucket <= sb.last",
        "true",
        "h.first_bucket >= sb.first AND h.last_bucket <= sb.last",
    ),
    "all": ("''", "", "true", "true"),
}
# The columns that a sum is divided by.
SPLIT = {
    "kind": ("kind",),
    "origin": ("origin",),
    "destination": ("destination",),
    "pair": ("origin", "destination"),
}

# What is read of a flow that counts.
TAKEN = (
    *("kind", "origin", "destination", "start_on", "end_on", "value", "low", "high", "precision"),
    *("currency", "money_stage", "source", "locator", "note", "period_year"),
    *("stated_low", "stated_high"),
)
# Subject, scope, name, direction, kind, money stage.
Cell = tuple[str, str, str, str, str, str | None]

FEW = 100_000

_NUMBERS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over rows: None where nothing is known, a bound None where that side is open.

    `whole` is how many of its rows speak of the two sides as a whole, not of places in them.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    left_out: int = 0
    whole: int = 0
    currencies: tuple[str, ...] = ()


class FlowTotals:
    """The totals of flows for all subjects of one kind.

    What it makes in the store carries a number, so that several stand beside each other.
    """

    def __init__(self, store: Store, catalogue: Catalogue, by: By, kinds: Sequence[str]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._by = by
        self._number = next(_NUMBERS)
        compare(store, catalogue)
        self._holders = store.row("SELECT count(*) FROM holders")[0]
        self._hierarchies()
        self._buckets()
        self._pass(kinds)
        self._totals = self._read()
        self._split: dict[tuple[str, Flows], dict[tuple[str, str], dict[Any, float]]] = {}
        self._taken: dict[str, str] = {}

    def years(self, subject: str) -> set[int]:
        """The calendar years in which a subject has flows."""
        return {int(key[2]) for key in self._totals if key[0] == subject and key[1] == "year"}

    def sum(self, read: Flows, subject: Subject, span: Span) -> Sum:
        """The flows that `read` asks for, of a subject in a span."""
        parts = [
            part
            for kind in self.kinds(read)
            for stage in read.stages
            for part in self._totals.get(
                (subject.key, span.scope, span.name, read.direction, kind, stage), ()
            )
        ]
        n = sum(part["n"] for part in parts)
        left_out = sum(part["left_out"] for part in parts)
        whole = sum(part["whole"] for part in parts)
        currencies = tuple(sorted({part["currency"] for part in parts if part["currency"]}))
        if not n or len(currencies) > 1:
            return Sum(None, None, None, n, left_out, whole, currencies)
        value, low, high = (
            float(sum(part[name] or 0 for part in parts))
            if sum(part[known] for part in parts) == n
            else None
            for name, known in (("value", "counted"), ("low", "low_known"), ("high", "high_known"))
        )
        return Sum(value, low, high, n, left_out, whole, currencies)

    def keys(self, read: Flows, subject: Subject, span: Span, *, held: bool = False) -> list[str]:
        """The flows that went into `sum`, or those left out because wider ones hold them."""
        known = self.sum(read, subject, span)
        if not (known.left_out if held else known.n):
            return []
        return [
            row[0]
            for row in self._store.rows(
                f"SELECT DISTINCT flow FROM ({self._in_scope('located_entries', span.scope)}) "
                f"WHERE {'held' if held else 'NOT held'} AND subject = {literal(subject.key)} "
                f"AND name = {literal(span.name)} AND {self._asked(read)} ORDER BY 1"
            )
        ]

    def split(self, read: Flows, subject: Subject, span: Span) -> dict[Any, float]:
        """The sums of known values by kind, by place of one end, or by (origin, destination)."""
        asked = (span.scope, read)
        if asked not in self._split:
            self._split[asked] = self._divide(read, span.scope)
        return self._split[asked].get((subject.key, span.name), {})

    def cells_with(self, flows: frozenset[str]) -> set[Cell]:
        """The cells (subject, scope, name, direction, kind, stage) with one of these flows in."""
        found: set[Cell] = set()
        for scope in SCOPES if flows else ():
            rows = self._store.rows(
                f"SELECT DISTINCT subject, {literal(scope)}, name, direction, kind, money_stage "
                f"FROM ({self._in_scope('located_entries', scope)}) "
                f"WHERE NOT held AND flow IN ({literals(flows)})"
            )
            found.update(rows)
        return found

    def taken(self, subject: Subject) -> str:
        """The name of a table of the flows that count for a subject, one row a flow and direction.

        `ever` and `yearly` say whether it counts in the record as a whole and in its calendar year
        (`period_year`); `stated_low` and `stated_high` are what its figure allows by itself.
        """
        if subject.key not in self._taken:
            name = self._own(f"taken_{len(self._taken)}")
            columns = ", ".join(f"any_value({each}) AS {each}" for each in TAKEN)
            ever, yearly = (f"NOT {self._held(scope)}" for scope in ("all", "year"))
            self._store.connection.execute(
                f"CREATE TABLE {name} AS SELECT flow, direction, {columns}, "
                f"bool_or({ever}) AS ever, bool_or(period_year IS NOT NULL AND {yearly}) AS yearly "
                f"FROM {self._own('located_entries')} e WHERE subject = {literal(subject.key)} "
                "GROUP BY flow, direction"
            )
            self._taken[subject.key] = name
        return self._taken[subject.key]

    def kinds(self, read: Flows) -> tuple[str, ...]:
        """The kinds of flow that a read takes: named, or of its families, in its unit."""
        return kinds_of(read, self._catalogue)

    def _divide(self, read: Flows, scope: str) -> dict[tuple[str, str], dict[Any, float]]:
        """The parts of a split for every subject and span of a scope, in one query."""
        columns = SPLIT[read.split]
        found: dict[tuple[str, str], dict[Any, float]] = defaultdict(dict)
        for subject, name, value, *parts in self._store.rows(
            f"SELECT subject, name, sum(value)::DOUBLE, {', '.join(columns)} "
            f"FROM ({self._in_scope('located_cells', scope)}) "
            f"WHERE NOT held AND {self._asked(read)} GROUP BY ALL HAVING sum(value) IS NOT NULL "
            f"ORDER BY ALL"
        ):
            found[subject, name][parts[0] if len(parts) == 1 else tuple(parts)] = value
        return found

    def _asked(self, read: Flows) -> str:
        """SQL for the direction, kinds and money stages of a read."""
        named = frozenset(stage for stage in read.stages if stage is not None)
        money = f"money_stage IN ({literals(named)})"
        if None in read.stages:
            money += " OR money_stage IS NULL"
        return (
            f"direction = {literal(read.direction)} "
            f"AND kind IN ({literals(frozenset(self.kinds(read)))}) AND ({money})"
        )

    def _hierarchies(self) -> None:
        run = self._store.connection.execute
        run(
            """
            CREATE OR REPLACE TABLE roots AS
            SELECT pairing, pairings.programme FROM pairings JOIN programmes USING (programme)
            WHERE pairings.side_a = programmes.side_a AND pairings.side_b = programmes.side_b
              AND pairings.parent IS NULL
            """
        )
        run(
            """
            CREATE OR REPLACE TABLE pairings_above AS
            WITH RECURSIVE up AS (
                SELECT pairing, pairing AS ancestor FROM pairings
                UNION SELECT up.pairing, p.parent FROM up JOIN pairings p ON p.pairing = up.ancestor
                WHERE p.parent IS NOT NULL
            )
            SELECT up.pairing, ancestor, depth FROM up
            JOIN (SELECT pairing, count(*) AS depth FROM up GROUP BY pairing) depths
              ON depths.pairing = ancestor
            WHERE ancestor NOT IN (SELECT pairing FROM roots)
            """
        )
        run(
            f"CREATE OR REPLACE TABLE places_above AS {ABOVE} SELECT DISTINCT above.*, depth "
            "FROM above JOIN sides ON sides.place = above.ancestor AND NOT root "
            "JOIN (SELECT place, count(*) AS depth FROM above GROUP BY place) depths "
            "ON depths.place = above.ancestor"
        )

    def _buckets(self) -> None:
        """The days that separate stages, and the buckets between them that each stage covers."""
        stages = self._store.rows("SELECT programme, stage, start_on, end_on FROM stages")
        self._boundaries = stage_days(self._store)

        def bucket(day: date) -> int:
            return sum(boundary <= day for boundary in self._boundaries)

        self._store.connection.execute(
            "CREATE OR REPLACE TABLE stage_buckets "
            "(programme VARCHAR, stage VARCHAR, first TINYINT, last TINYINT)"
        )
        for programme, stage, start, end in stages:
            last = len(self._boundaries) if end is None else bucket(end)
            self._store.connection.execute(
                "INSERT INTO stage_buckets VALUES "
                f"({literal(programme)}, {literal(stage)}, {bucket(start)}, {last})"
            )

    def _pass(self, kinds: Sequence[str]) -> None:
        """The one heavy aggregation, and the views through which its rows are located."""
        run, own = self._store.connection.execute, self._own
        marked = self._store.row("SELECT count(*) FROM flow_marks")[0]
        number = f", {row_id(self._store)} AS id" if marked else ""
        run(f"CREATE OR REPLACE VIEW numbered_flows AS SELECT *{number} FROM flows")
        entries, cells = compiled(
            self._columns("numbered_flows", "_part", "_row"),
            tuple(kinds),
            tuple(self._boundaries),
            self._columns("flow_marks", "cell", "sources") if marked else None,
        )
        # Of few flows, planning the view at each question takes longer than keeping its rows.
        few = self._store.row("SELECT count(*) FROM flows")[0] <= FEW
        kept = "TABLE" if few else "VIEW"
        run(f"CREATE VIEW {own('entries')} AS {entries}")
        run(f"CREATE TABLE {own('cells')} AS {cells}")
        run(f"CREATE VIEW {own('located_cells')} AS {self._located(own('cells'))}")
        run(f"CREATE {kept} {own('located_entries')} AS {self._located(own('entries'))}")

    def _columns(self, table: str, *without: str) -> tuple[tuple[str, str], ...]:
        """The columns of a table with their types."""
        rows = self._store.rows(f"DESCRIBE {table}")
        return tuple((row[0], row[1]) for row in rows if row[0] not in without)

    def _located(self, source: str) -> str:
        """Rows of `source` with subject, programme and direction; rows within a side fall away."""
        return " UNION ALL ".join(
            f"SELECT e.*, {subject} AS subject, so.programme AS programme, "
            "CASE so.side WHEN 'a' THEN 'a_to_b' ELSE 'b_to_a' END AS direction, "
            f"so.root AND sd.root AS whole, {depths[0]} AS origin_depth, "
            f"{depths[1]} AS destination_depth, {depths[2]} AS pairing_depth "
            f"FROM {source} e JOIN sides so ON so.place = e.origin "
            "JOIN sides sd ON sd.place = e.destination AND sd.programme = so.programme "
            f"AND sd.side <> so.side {join}"
            for subject, depths, join in BELONGS[self._by]
        )

    def _read(self) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
        """The totals by (subject, scope, name, direction, kind, money stage), one per currency."""
        sums = ", ".join(f"coalesce(sum({name}) FILTER (NOT held), 0) AS {name}" for name in SUMS)
        columns = (*SUMS, "left_out", "whole")
        totals: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for scope in SCOPES:
            for subject, name, direction, kind, stage, currency, *values in self._store.rows(
                f"SELECT subject, name, direction, kind, money_stage, currency, {sums}, "
                "coalesce(sum(n) FILTER (held), 0), "
                "coalesce(sum(n) FILTER (whole AND NOT held), 0) "
                f"FROM ({self._in_scope('located_cells', scope)}) GROUP BY ALL"
            ):
                totals[subject, scope, name, direction, kind, stage].append(
                    {"currency": currency, **dict(zip(columns, values, strict=True))}
                )
        return totals

    def _in_scope(self, source: str, scope: str) -> str:
        """Rows of a located `source` with the `name` of their cell; `held` where a wider is."""
        name, join, known, _ = SCOPES[scope]
        return (
            f"SELECT e.*, {name} AS name, {self._held(scope)} AS held "
            f"FROM {self._own(source)} e {join} WHERE {known}"
        )

    def _held(self, scope: str) -> str:
        """SQL: whether a row `e` lies in a wider one of the same cell of a scope."""
        if not self._holders:
            return "false"
        deep = " AND ".join(f"h.{depth} >= e.{depth}" for depth in DEPTHS)
        return (
            "(e.holders IS NOT NULL AND EXISTS (SELECT 1 FROM holders h "
            f"WHERE h.holders = e.holders AND {deep} AND {SCOPES[scope][3]}))"
        )

    def _own(self, name: str) -> str:
        return f"{name}_{self._number}"
