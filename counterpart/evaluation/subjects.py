"""Of whom measures speak: programmes, pairings or places, their two sides and their periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpart.engine.store import Store, literal
from counterpart.evaluation.measure import By
from counterpart.periods import Period, year_period

ABOVE = """
    WITH RECURSIVE above AS (
        SELECT place, place AS ancestor FROM places
        UNION SELECT above.place, p.parent FROM above JOIN places p ON p.place = above.ancestor
        WHERE p.parent IS NOT NULL
    )
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: its programme and, of each side, the place that stands for it (None: unknown).

    `whole` marks a subject that is its whole programme: the programme, or the pairing at its top.
    """

    type: By
    key: str
    programme: str
    place_a: str | None
    place_b: str | None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A period a value is computed over: `scope` is year, stage or all, `name` tells which."""

    scope: str
    name: str
    period: Period


def prepare_sides(store: Store) -> None:
    """Make `party_place` (party, place) and `sides` (programme, place, side, root, top).

    `root` marks the place that is the side itself, `top` is its depth below the highest place.
    """
    store.connection.execute(
        """
        CREATE OR REPLACE TABLE party_place AS
        SELECT place AS party, place FROM places
        UNION ALL SELECT organisation, place FROM organisations WHERE place IS NOT NULL
        """
    )
    store.connection.execute(
        f"""
        CREATE OR REPLACE TABLE sides AS {ABOVE}
        SELECT programme, above.place, side, above.place = ends.place AS root, depth AS top
        FROM (SELECT programme, a.place, 'a' AS side FROM programmes
              JOIN party_place a ON a.party = side_a
              UNION ALL SELECT programme, b.place, 'b' FROM programmes
              JOIN party_place b ON b.party = side_b) ends
        JOIN above ON above.ancestor = ends.place
        JOIN (SELECT place, count(*) AS depth FROM above GROUP BY place) depths
          ON depths.place = ends.place
        """
    )


def subjects(store: Store, by: By) -> list[Subject]:
    """The subjects of a kind, in order of key."""
    queries = {
        "programme": """
            SELECT programme, programme, a.place, b.place, true FROM programmes
            LEFT JOIN party_place a ON a.party = side_a LEFT JOIN party_place b ON b.party = side_b
        """,
        "pairing": """
            SELECT pairing, p.programme, a.place, b.place,
                   p.parent IS NULL AND p.side_a = g.side_a AND p.side_b = g.side_b
            FROM pairings p JOIN programmes g USING (programme)
            LEFT JOIN party_place a ON a.party = p.side_a
            LEFT JOIN party_place b ON b.party = p.side_b
        """,
        "place": """
            SELECT place, programme, CASE WHEN side = 'a' THEN place END,
                   CASE WHEN side = 'b' THEN place END, false
            FROM sides WHERE NOT root
        """,
    }
    rows = store.rows(f"SELECT DISTINCT * FROM ({queries[by]}) ORDER BY 1, 2")
    return [Subject(by, *row) for row in rows]


def stages(store: Store, programme: str) -> list[tuple[str, date, date | None]]:
    """The stages of a programme: name, first day, last day (None while it lasts)."""
    return [
        (row[0], row[1], row[2])
        for row in store.rows(
            "SELECT stage, start_on, end_on FROM stages "
            f"WHERE programme = {literal(programme)} ORDER BY start_on"
        )
    ]


def spans(store: Store, programme: str, as_of: date, years: set[int]) -> list[Span]:
    """The whole, each stage and each of `years`, oldest first."""
    named = stages(store, programme)
    first = named[0][1] if named else (date(min(years), 1, 1) if years else None)
    whole = Span("all", "", Period(first, as_of))
    by_stage = [Span("stage", name, Period(start, end or as_of)) for name, start, end in named]
    by_year = [Span("year", str(year), year_period(year)) for year in sorted(years)]
    return [whole, *by_stage, *by_year]
