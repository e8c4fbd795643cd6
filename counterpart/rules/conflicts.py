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


def settle_conflicts(
    store: Store, catalogue: Catalogue, cells: Cells, flows: str, last: str | None = None
) -> None:
    """Make `flow_conflicts` (id, flow, cell, value, sources, place) and drop what is not taken.

    `cell` is the number of the first row of a cell, `sources` how many speak of it, `place` the
    rank of the row's source by the resolution policy: 1 is what roll-ups take; the other rows are
    taken out of the cells, so that they are compared with nothing more. Comes after `make_keys`.
    """
    run = store.connection.execute
    run(
        f"""
        CREATE OR REPLACE TABLE flow_conflicts AS
        WITH same AS (
            SELECT id, min(id) OVER cell AS cell FROM {cells.name}
            WHERE key IN (SELECT key FROM key_rows WHERE NOT first_of_key)
            WINDOW cell AS (PARTITION BY key, starts, ends) QUALIFY count(*) OVER cell > 1
        )
        SELECT id, f.flow, cell, f.value,
               count(DISTINCT f.source) OVER (PARTITION BY cell) AS sources,
               dense_rank() OVER (PARTITION BY cell
                                  ORDER BY {source_rank(catalogue, "s", last)}) AS place
        FROM same JOIN {flows} f USING (id) LEFT JOIN sources s ON s.source = f.source
        """
    )
    run(f"DELETE FROM {cells.name} WHERE id IN (SELECT id FROM flow_conflicts WHERE place > 1)")
