"""What a delivery would change, a page of rows at a time, in the reader's language."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpart.catalogue import load_catalogue
from counterpart.engine.store import Store, connect, literal, quoted
from counterpart.intake.forms import asked_of
from counterpart.tables import TABLES, Column, Table
from counterpart_site.deliveries.models import Delivery, Staged
from counterpart_site.records.models import MODELS
from counterpart_site.web.reader import Reader
from counterpart_site.web.records.labels import COLUMNS
from counterpart_site.web.records.labels import TABLES as TABLE_NAMES

PAGE = 25
# The record writes these itself.
QUIET = frozenset({"delivery"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A column that differs: what it is called, what it was, what it would be."""

    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that would be added, changed or withdrawn, and for which sides."""

    key: str
    kind: str
    needs: str
    row: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of one table: how many of each kind, and one page of them."""

    table: str
    title: str
    counts: dict[str, int]
    listed: tuple[Change, ...]
    page: int
    pages: int
    left: int


def changes_of(reader: Reader, delivery: Delivery, table: str, page: int) -> list[Changes]:
    """The changes of every table; those of `table` (or of the first) from `page` on."""
    preview = delivery.preview or {}
    counts: dict[str, dict[str, int]] = preview.get("counts", {})
    form = load_catalogue().forms.get(delivery.form or "")
    differing = [name for name, each in counts.items() if _differ(each)]
    # What the form is about comes first, the source that it states for itself last.
    differing.sort(key=lambda name: (form is not None and name != form.table, name == "sources"))
    found = []
    for name in differing:
        asked = page if name == (table or differing[0]) else 1
        total = _differ(counts[name])
        listed, shown = _listed(delivery, name, asked, total)
        told = tuple(_said(reader, delivery, TABLES[name], each) for each in listed)
        pages = max(1, -(-shown // PAGE))
        found.append(
            Changes(
                name, str(TABLE_NAMES[name][0]), counts[name], told, asked, pages, total - shown
            )
        )
    return found


def _differ(counts: dict[str, int]) -> int:
    return counts["added"] + counts["changed"] + counts["withdrawn"]


def _listed(
    delivery: Delivery, name: str, page: int, total: int
) -> tuple[list[dict[str, Any]], int]:
    """A page of changes, and how many there are to turn over.

    The first ones stand in the preview; the others are staged until the delivery is decided on.
    """
    kept: list[dict[str, Any]] = (delivery.preview or {}).get("changes", {}).get(name, [])
    staged = delivery.staged.filter(table=name).first()
    if staged is None or page * PAGE <= len(kept) or total == len(kept):
        return kept[(page - 1) * PAGE : page * PAGE], len(kept) if staged is None else total
    return _staged(delivery, staged, page), total


def _staged(delivery: Delivery, staged: Staged, page: int) -> list[dict[str, Any]]:
    """A page of changes from the staged rows of a table."""
    table = TABLES[staged.table]
    columns = ", ".join(f"{quoted(each)}::VARCHAR" for each in table.names)
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        path = Path(folder) / "staged.parquet"
        path.write_bytes(bytes(staged.parquet))
        rows = Store(connect()).rows(
            f"SELECT row_key, change, revision, needs, _row, {columns} "
            f"FROM read_parquet({literal(str(path))}) WHERE change <> 'unchanged' "
            f"ORDER BY _part, _row, row_key LIMIT {PAGE} OFFSET {(page - 1) * PAGE}"
        )
    found = []
    for key, change, revision, needs, row, *cells in rows:
        now = dict(zip(table.names, cells, strict=True))
        was = _revision(delivery, table, key, revision - 1) if change != "added" else {}
        told = {
            each: [was.get(each), None if change == "withdrawn" else now[each]]
            for each in table.names
            if (was.get(each) != now[each] if change == "changed" else now[each] is not None)
        }
        found.append({"key": key, "change": change, "needs": needs, "row": row, "columns": told})
    return found


def _revision(delivery: Delivery, table: Table, key: str, revision: int) -> dict[str, str | None]:
    """What an earlier revision of a row says, as text."""
    model = MODELS[table.name]
    rows = model._default_manager.filter(chain=delivery.chain_id, row_key=key, revision=revision)
    row = rows.values(*table.names).first() or {}
    return {name: None if value is None else _text(value) for name, value in row.items()}


def _text(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _said(reader: Reader, delivery: Delivery, table: Table, change: dict[str, Any]) -> Change:
    titles = {**COLUMNS, **titles_of(reader, delivery)}
    cells = tuple(
        Cell(str(titles.get(name, name)), *(_named(reader, table.column(name), v) for v in pair))
        for name, pair in change["columns"].items()
        if name not in QUIET and name not in table.key[:1]
    )
    return Change(change["key"], change["change"], change["needs"], change.get("row"), cells)


def titles_of(reader: Reader, delivery: Delivery) -> dict[str, str]:
    """Contract column -> what the form of a delivery calls it, in the reader's language."""
    catalogue = load_catalogue()
    form = catalogue.forms.get(delivery.form or "")
    if form is None:
        return {}
    chinese = reader.language == "zh"
    return {
        each.column.name: each.title_zh if chinese else each.title_en
        for each in asked_of(form, catalogue)
        if each.column is not None and each.entry is None
    }


def _named(reader: Reader, column: Column, value: str | None) -> str:
    """A value with the name of what it refers to."""
    if value is None:
        return ""
    if column.codes and value:
        return reader.record.code(column.codes, value)
    if column.references and not column.many:
        name = reader.record.name(value)
        return name if name == value else f"{name} ({value})"
    if column.type == "decimal" and "." in value:
        return value.rstrip("0").rstrip(".")
    return value


def meeting_rows(meetings: dict[str, Any], what: str, first: int = 50) -> Sequence[Any]:
    """The conflicts, containments or overlaps that are listed."""
    listed: list[Any] = meetings.get(what, {}).get("listed", [])
    return listed[:first]
