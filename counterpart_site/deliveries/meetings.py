"""Where delivered flows meet flows of the record: conflict, containment, overlap, and with what."""

from __future__ import annotations

from typing import Any

from counterpart.engine.store import Store
from counterpart.rules.cells import row_id
from counterpart.rules.containment import HOLDER
from counterpart_site.records.reading import RECORD

SHOWN = 200


def meetings(store: Store) -> dict[str, Any]:
    """What the comparison of flows found that concerns delivered rows, counted and the first told.

    `conflicts`: cells that several rows give; `contains` and `overlaps`: pairs of rows, of which
    one at least is delivered. Empty where the rules did not come to compare.
    """
    if not store.has("flow_pairs"):
        return {"conflicts": _none(), "contains": _none(), "overlaps": _none()}
    store.connection.execute(
        f"CREATE OR REPLACE TABLE flow_numbers AS SELECT {row_id(store)} AS id, flow, source, "
        f"_part <> {store.parts.index(RECORD)} AS delivered, value::VARCHAR AS value FROM flows"
    )
    return {
        "conflicts": _conflicts(store),
        "contains": _pairs(store, "contains"),
        "overlaps": _pairs(store, "NOT contains"),
    }


def _none() -> dict[str, Any]:
    return {"count": 0, "listed": []}


def _conflicts(store: Store) -> dict[str, Any]:
    """Cells of which a delivered row speaks; the row that roll-ups take comes first."""
    rows = store.rows(
        f"""
        SELECT list({{'flow': flow, 'source': source, 'value': value, 'delivered': delivered,
                      'taken': place = 1}} ORDER BY place, flow) AS rows, count(*) OVER () AS cells
        FROM conflict_cells JOIN flow_numbers USING (id)
        GROUP BY cell HAVING bool_or(delivered) ORDER BY cell LIMIT {SHOWN}
        """
    )
    return {"count": rows[0][1] if rows else 0, "listed": [row[0] for row in rows]}


def _pairs(store: Store, relation: str) -> dict[str, Any]:
    rows = store.rows(
        f"""
        SELECT wide.flow, wide.delivered, narrow.flow, narrow.delivered, count(*) OVER () AS pairs
        FROM flow_pairs JOIN flow_numbers wide ON wide.id = {HOLDER}
        JOIN flow_numbers narrow ON narrow.id = other
        WHERE {relation} AND (wide.delivered OR narrow.delivered)
        ORDER BY wide.id, narrow.id LIMIT {SHOWN}
        """
    )
    listed = [
        {"wide": wide, "wide_delivered": first, "narrow": narrow, "narrow_delivered": second}
        for wide, first, narrow, second, _ in rows
    ]
    return {"count": rows[0][4] if rows else 0, "listed": listed}
