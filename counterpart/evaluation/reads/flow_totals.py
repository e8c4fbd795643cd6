"""Totals of flows by subject and period: one heavy pass, then what contains what is settled.

Flows that lie in another flow count only where their container does not: in a year, in a stage, for
a subject. They are few and are looked at one by one; all others are summed in the engine's pass.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import ibis

from counterpart.catalogue import Catalogue
from counterpart.engine.flows import KEYS, SUMS, cells, entries
from counterpart.engine.store import Store, literal, literals
from counterpart.evaluation.measure import By, Flows
from counterpart.evaluation.select import compare
from counterpart.evaluation.subjects import ABOVE, Span, Subject

# How a flow belongs to a subject; each line is one way, and all ways are united.
BELONGS: dict[By, tuple[tuple[str, str], ...]] = {
    "programme": (("so.programme", ""),),
    "pairing": (
        ("up.ancestor", "JOIN pairings_above up ON up.pairing = e.pairing"),
        ("roots.pairing", "JOIN roots ON roots.programme = so.programme"),
    ),
    "place": (
        ("up.ancestor", "JOIN places_above up ON up.place = e.origin"),
        ("up.ancestor", "JOIN places_above up ON up.place = e.destination"),
    ),
}
# The cell of a located row in each scope, and the condition under which it has one.
SCOPES = {
    "year": ("period_year::VARCHAR", "", "period_year IS NOT NULL"),
    "stage": (
        "sb.stage",
        "JOIN stage_buckets sb ON sb.programme = e.programme "
        "AND first_bucket >= sb.first AND last_bucket <= sb.last",
        "true",
    ),
    "all": ("''", "", "true"),
}


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
        compared = compare(store, catalogue)
        self._hierarchies()
        self._buckets()
        if compared:
            self._conflicts()
        self._pass(kinds, compared)
        self._totals = self._read()

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

    def keys(self, read: Flows, subject: Subject, span: Span) -> list[str]:
        """The flows that went into `sum`."""
        named = frozenset(stage for stage in read.stages if stage is not None)
        money = f"money_stage IN ({literals(named)})"
        if None in read.stages:
            money += " OR money_stage IS NULL"
        rows = self._store.rows(
            f"SELECT DISTINCT flow FROM ({self._in_scope('located_entries', span.scope)}) "
            f"WHERE NOT held AND subject = {literal(subject.key)} AND name = {literal(span.name)} "
            f"AND direction = {literal(read.direction)} "
            f"AND kind IN ({literals(frozenset(self.kinds(read)))}) AND ({money}) ORDER BY 1"
        )
        return [row[0] for row in rows]

    def kinds(self, read: Flows) -> tuple[str, ...]:
        """The kinds of flow that a read takes: of its families, in its unit."""
        return tuple(
            kind
            for kind in self._catalogue.kinds_of(*read.families)
            if self._catalogue.kinds[kind].unit == read.unit
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
            ) SELECT * FROM up WHERE ancestor NOT IN (SELECT pairing FROM roots)
            """
        )
        run(
            f"CREATE OR REPLACE TABLE places_above AS {ABOVE} SELECT DISTINCT above.* FROM above "
            "JOIN sides ON sides.place = above.ancestor AND NOT root"
        )

    def _buckets(self) -> None:
        """The days that separate stages, and the buckets between them that each stage covers."""
        stages = self._store.rows("SELECT programme, stage, start_on, end_on FROM stages")
        after = [end + timedelta(days=1) for *_, end in stages if end is not None]
        self._boundaries = sorted({*(row[2] for row in stages), *after})

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

    def _conflicts(self) -> None:
        run = self._store.connection.execute
        run(
            """
            CREATE OR REPLACE TABLE picked AS
            SELECT flow, place = 1 AS taken, CASE WHEN spread THEN low END AS spread_low,
                   CASE WHEN spread THEN high END AS spread_high
            FROM (SELECT *, min(value) OVER w AS low, max(value) OVER w AS high,
                         count(*) OVER w = sources AND sources > 1 AS spread
                  FROM flow_conflicts WINDOW w AS (PARTITION BY cell))
            """
        )
        run(
            "CREATE OR REPLACE TABLE contested AS SELECT DISTINCT other AS flow "
            "FROM flow_pairs WHERE relation <> 'same'"
        )

    def _pass(self, kinds: Sequence[str], compared: bool) -> None:
        """The one heavy aggregation, and the views through which its rows are located."""
        run, own = self._store.connection.execute, self._own
        backend = ibis.duckdb.from_connection(self._store.connection)
        flows = backend.table("flows").drop("_part", "_row")
        picked = backend.table("picked") if compared else None
        contested = backend.table("contested") if compared else None
        taken = entries(flows, kinds, self._boundaries, picked)
        run(f"CREATE VIEW {own('entries')} AS {backend.compile(taken)}")
        summed = cells(taken, contested)
        run(f"CREATE TABLE {own('cells')} AS {backend.compile(summed)}")
        keys = ", ".join(KEYS)
        one = (
            f"SELECT flow, {keys}, value, bound_low AS low, bound_high AS high, "
            "(value IS NOT NULL)::INT AS counted, (bound_low IS NOT NULL)::INT AS low_known, "
            "(bound_high IS NOT NULL)::INT AS high_known, 1 AS n FROM " + own("entries")
        )
        few = "SELECT flow FROM contested" if compared else "SELECT '' WHERE false"
        holding = "SELECT flow FROM flow_pairs WHERE relation <> 'same'" if compared else few
        run(f"CREATE TABLE {own('contested_entries')} AS {one} WHERE flow IN ({few})")
        run(f"CREATE TABLE {own('container_entries')} AS {one} WHERE flow IN ({holding})")
        columns = ", ".join(SUMS)
        pool = (
            f"SELECT NULL AS flow, {keys}, {columns} FROM {own('cells')} "
            f"UNION ALL SELECT flow, {keys}, {columns} FROM {own('contested_entries')}"
        )
        run(f"CREATE VIEW {own('located_pool')} AS {self._located(f'({pool})')}")
        run(f"CREATE TABLE {own('containers')} AS {self._located(own('container_entries'))}")
        run(f"CREATE VIEW {own('located_entries')} AS {self._located(f'({one})')}")

    def _located(self, source: str) -> str:
        """Rows of `source` with subject, programme and direction; rows within a side fall away."""
        return " UNION ALL ".join(
            f"SELECT e.*, {subject} AS subject, so.programme AS programme, "
            "CASE so.side WHEN 'a' THEN 'a_to_b' ELSE 'b_to_a' END AS direction, "
            "so.root AND sd.root AS whole "
            f"FROM {source} e JOIN sides so ON so.place = e.origin "
            "JOIN sides sd ON sd.place = e.destination AND sd.programme = so.programme "
            f"AND sd.side <> so.side {join}"
            for subject, join in BELONGS[self._by]
        )

    def _read(self) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
        """The totals by (subject, scope, name, direction, kind, money stage), one per currency."""
        sums = ", ".join(f"coalesce(sum({name}) FILTER (NOT held), 0) AS {name}" for name in SUMS)
        columns = (*SUMS, "left_out", "whole")
        totals: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for scope in SCOPES:
            for subject, name, direction, kind, stage, currency, *values in self._store.rows(
                f"SELECT subject, name, direction, kind, money_stage, currency, {sums}, "
                f"count(*) FILTER (held), coalesce(sum(n) FILTER (whole AND NOT held), 0) "
                f"FROM ({self._in_scope('located_pool', scope)}) GROUP BY ALL"
            ):
                totals[subject, scope, name, direction, kind, stage].append(
                    {"currency": currency, **dict(zip(columns, values, strict=True))}
                )
        return totals

    def _in_scope(self, source: str, scope: str) -> str:
        """Rows of a located `source` with the `name` of their cell; `held` where a wider is."""
        name, join, known = SCOPES[scope]
        return (
            f"WITH wider AS (SELECT e.flow, e.subject, {name} AS name "
            f"FROM {self._own('containers')} e {join} WHERE {known}) "
            f"SELECT e.*, {name} AS name, e.flow IS NOT NULL AND EXISTS ("
            "SELECT 1 FROM flow_pairs p JOIN wider w ON w.flow = p.flow "
            "WHERE p.relation <> 'same' AND p.other = e.flow AND w.subject = e.subject "
            f"AND w.name = {name}) AS held FROM {self._own(source)} e {join} WHERE {known}"
        )

    def _own(self, name: str) -> str:
        return f"{name}_{self._number}"
