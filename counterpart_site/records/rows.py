"""Single rows of the record, as they were known and through all their revisions."""

from __future__ import annotations

from typing import Any

from counterpart.tables import Table
from counterpart_site.records.models import MODELS, Chain, Entry, Row
from counterpart_site.records.queries import Moment, current


def known_rows(table: Table, moment: Moment, limit: int) -> list[dict[str, Any]]:
    """The first rows of a table in key order as known at a moment, with who recorded them."""
    model = MODELS[table.name]
    # Parameters are part of the text: identifiers of ours and two numbers.
    sql = f"{current(table, moment, 'r.*')} ORDER BY r.row_key LIMIT {int(limit)}"
    found = list(model._default_manager.raw(sql.replace("%", "%%")))
    return _documents(table, moment.chain, found)


def revisions(table: Table, chain: Chain, key: str) -> list[dict[str, Any]]:
    """Every revision of a row, oldest first, with `state`: known, withdrawn or erased."""
    found = MODELS[table.name]._default_manager.filter(chain=chain, row_key=key)
    return _documents(table, chain.pk, list(found.order_by("revision")))


def _documents(table: Table, chain: int, rows: list[Any]) -> list[dict[str, Any]]:
    entries = {
        each.sequence: each
        for each in Entry.objects.filter(chain=chain, sequence__in={r.sequence for r in rows})
    }
    return [_document(table, row, entries[row.sequence]) for row in rows]


def _document(table: Table, row: Row, entry: Entry) -> dict[str, Any]:
    """A row as plain JSON values: exact quantities and dates as text."""
    fields = {field.column: field.attname for field in row._meta.concrete_fields}
    facts = {name: _plain(getattr(row, fields[name])) for name in table.names}
    state = "erased" if row.erased else "withdrawn" if row.retracted else "known"
    return {
        **facts,
        "revision": row.revision,
        "recorded_at": entry.at.isoformat(),
        "recorded_by": entry.role,
        "delivery": entry.delivery,
        "sequence": row.sequence,
        "state": state,
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
