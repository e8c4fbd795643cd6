"""The one heavy pass over flows: entries and cells, located by subject, period and direction.

What it makes in the store carries a number, so that several stand beside each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

from counterpart.catalogue import Catalogue
from counterpart.engine.flows import compiled
from counterpart.engine.store import Store, literal
from counterpart.evaluation.measure import By
from counterpart.evaluation.select import compare
from counterpart.evaluation.subjects import ABOVE
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
FEW = 100_000

_NUMBERS = itertools.count(1)


class FlowPass:
    """Tables and views of the flows of some kinds, for all subjects of one kind."""

    def __init__(self, store: Store, catalogue: Catalogue, by: By, kinds: Sequence[str]) -> None:
        self._store = store
        self._by = by
        self._number = next(_NUMBERS)
        compare(store, catalogue)
        self._holders = store.row("SELECT count(*) FROM holders")[0]
        self._hierarchies()
        self._buckets()
        self._pass(kinds)

    def in_scope(self, source: str, scope: str) -> str:
        """Rows of a located `source` with the `name` of their cell; `held` where a wider is."""
        name, join, known, _ = SCOPES[scope]
        return (
            f"SELECT e.*, {name} AS name, {self.held(scope)} AS held "
            f"FROM {self.own(source)} e {join} WHERE {known}"
        )

    def held(self, scope: str) -> str:
        """SQL: whether a row `e` lies in a wider one of the same cell of a scope."""
        if not self._holders:
            return "false"
        deep = " AND ".join(f"h.{depth} >= e.{depth}" for depth in DEPTHS)
        return (
            "(e.holders IS NOT NULL AND EXISTS (SELECT 1 FROM holders h "
            f"WHERE h.holders = e.holders AND {deep} AND {SCOPES[scope][3]}))"
        )

    def own(self, name: str) -> str:
        """The name that something this pass makes has in the store."""
        return f"{name}_{self._number}"

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
        run, own = self._store.connection.execute, self.own
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
