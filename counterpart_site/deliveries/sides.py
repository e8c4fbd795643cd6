"""Which sides a row concerns: where it crosses, both must accept it before it takes effect."""

from __future__ import annotations

from counterpart.engine.store import Store, literal, quoted
from counterpart.tables import Table
from counterpart_site.records.models import Chain

# Rows of these tables are about the two sides together.
JOINT = frozenset({"programmes", "stages", "agreements", "commitments", "pairings", "matches"})
# The columns that name a party; rows of tables that are not here are their author's alone.
PARTIES: dict[str, tuple[str, ...]] = {
    "places": ("place",),
    "place_changes": ("from_place", "to_place"),
    "group_members": ("place",),
    "organisations": ("organisation", "place"),
    "projects": ("place", "lead"),
    "assets": ("place",),
    "engagements": ("origin", "destination", "origin_organisation", "destination_organisation"),
    "needs": ("place", "organisation"),
    "offers": ("place", "organisation"),
    "flows": ("origin", "destination", "origin_organisation", "destination_organisation"),
    "observations": ("subject",),
    "stories": ("place",),
}


def make_sides(store: Store, chain: Chain) -> None:
    """Make `party_sides` (party, side) and `project_sides` (project, sides) in a store.

    A place is on the side of the nearest party of the programme that contains it; an organisation
    on that of its place. Where a side is an organisation, what lies in its place is on its side.
    """
    run = store.connection.execute
    run(
        f"""
        CREATE OR REPLACE TABLE party_sides AS
        WITH RECURSIVE roots AS (
            SELECT coalesce(o.place, s.party) AS place, s.side
            FROM (VALUES ({literal(chain.side_a)}, 'a'), ({literal(chain.side_b)}, 'b'))
                s(party, side)
            LEFT JOIN organisations o ON o.organisation = s.party
        ),
        above AS (
            SELECT place, place AS over, 0 AS depth FROM places
            UNION ALL
            SELECT a.place, p.parent, depth + 1 FROM above a JOIN places p ON p.place = a.over
            WHERE p.parent IS NOT NULL AND depth < 64
        ),
        sided AS (
            SELECT a.place, arg_min(side, depth) AS side
            FROM above a JOIN roots r ON r.place = a.over GROUP BY a.place
        )
        SELECT place AS party, side FROM sided
        UNION
        SELECT organisation, side FROM organisations JOIN sided USING (place)
        """
    )
    for party, side in ((chain.side_a, "a"), (chain.side_b, "b")):
        run(f"DELETE FROM party_sides WHERE party = {literal(party)}")
        run(f"INSERT INTO party_sides VALUES ({literal(party)}, {literal(side)})")
    # A key that is a place and an organisation, or a row given twice, says no side for certain.
    run(
        "CREATE OR REPLACE TABLE party_sides AS SELECT party, any_value(side) AS side "
        "FROM party_sides GROUP BY party HAVING count(DISTINCT side) = 1"
    )
    run(
        "CREATE OR REPLACE TABLE project_sides AS SELECT project, "
        "max(CASE WHEN p.pairing IS NOT NULL THEN 'ab' ELSE s.side END) AS sides "
        "FROM projects p LEFT JOIN party_sides s ON s.party = p.place GROUP BY project"
    )


def sides_of(table: Table, rows: str, always: str = "") -> str:
    """SQL: (row_key, needs) of the relation `rows`; `always` names sides that are asked anyway."""
    if table.name in JOINT:
        return f"SELECT row_key, 'ab' AS needs FROM {rows}"
    joins: list[str] = []
    told = [literal(always)]
    for number, column in enumerate(PARTIES.get(table.name, ())):
        joins.append(f"LEFT JOIN party_sides s{number} ON s{number}.party = r.{quoted(column)}")
        told.append(f"s{number}.side")
    if "pairing" in table.has and table.name != "pairings":
        told.append("CASE WHEN r.pairing IS NOT NULL THEN 'ab' END")
    if table.name in ("milestones", "assets"):
        joins.append("LEFT JOIN project_sides ps ON ps.project = r.project")
        told.append("ps.sides")
    if table.name == "observations":
        joins.append(
            "LEFT JOIN project_sides ps ON ps.project = r.subject AND r.subject_type = 'project'"
        )
        told += [
            "ps.sides",
            "CASE WHEN r.subject_type IN ('pairing', 'programme') THEN 'ab' END",
        ]
    sides = union_of(f"concat({', '.join(told)})")
    return f"SELECT r.row_key, {sides} AS needs FROM {rows} r {' '.join(joins)}"


def union_of(text: str) -> str:
    """SQL for the sides that a text names, in order: '', 'a', 'b' or 'ab'."""
    return (
        f"CASE WHEN contains({text}, 'a') THEN 'a' ELSE '' END || "
        f"CASE WHEN contains({text}, 'b') THEN 'b' ELSE '' END"
    )
