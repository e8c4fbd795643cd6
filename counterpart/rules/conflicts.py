"""Cells that several rows give: two sources are a conflict, one source repeats itself."""

from __future__ import annotations

from datetime import date

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal
from counterpart.rules.cells import Cells


def source_rank(catalogue: Catalogue, alias: str, last: str | None = None) -> str:
    """SQL that orders sources by the policy; rows of the source `last` come after all others."""
    order = catalogue.parameters["resolution_order"].on(date.today())
    ranks = ", ".join(literal(kind) for kind in order)
    own = f"{alias}.source = {literal(last)}, " if last else ""
    return (
        f"{own}coalesce(list_position([{ranks}], {alias}.source_kind), 99), "
        f"{alias}.published_on DESC NULLS LAST, {alias}.source"
    )


def settle_conflicts(store: Store, catalogue: Catalogue, cells: Cells, flows: str) -> None:
    """Make `conflict_cells` (id, cell, sources, place, spread_low, spread_high), drop the rest.

    `cell` is the number of the first row of a cell, `sources` how many speak of it, `place` the
    rank of the row's source by the resolution policy: 1 is what roll-ups take; the other rows are
    taken out of the cells, so that they are compared with nothing more. Where each source speaks
    once, their values are the spread. The view `flow_conflicts` adds flow and value.
    """
    run = store.connection.execute
    run(
        f"""
        CREATE OR REPLACE TABLE conflict_cells AS
        WITH same AS (
            SELECT id, min(id) OVER (PARTITION BY key, starts, ends) AS cell FROM {cells.name}
            JOIN (SELECT DISTINCT key, starts, ends FROM {cells.name} WHERE twin) USING
                (key, starts, ends)
        ),
        ranked AS (
            SELECT id, cell, f.value,
                   dense_rank() OVER (PARTITION BY cell
                                      ORDER BY {source_rank(catalogue, "s")}) AS place
            FROM same JOIN (SELECT id, source, value FROM {flows}) f USING (id)
            LEFT JOIN sources s ON s.source = f.source
        ),
        summed AS (
            SELECT cell, max(place) AS sources, count(*) AS rows, min(value) AS low,
                   max(value) AS high
            FROM ranked GROUP BY cell
        )
        SELECT id, cell, sources, place,
               CASE WHEN sources > 1 AND rows = sources THEN low END AS spread_low,
               CASE WHEN sources > 1 AND rows = sources THEN high END AS spread_high
        FROM ranked JOIN summed USING (cell)
        """
    )
    run(
        "CREATE OR REPLACE VIEW flow_conflicts AS SELECT id, flow, cell, value, sources, place "
        f"FROM conflict_cells JOIN (SELECT id, flow, value FROM {flows}) USING (id)"
    )
    run(f"DELETE FROM {cells.name} WHERE id IN (SELECT id FROM conflict_cells WHERE place > 1)")
