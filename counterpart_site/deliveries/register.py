"""The register as the drop-downs of forms know it: code, English and Chinese name of each entry."""

from __future__ import annotations

from counterpart.engine.store import Store, quoted
from counterpart.intake.forms import Lists
from counterpart.intake.layouts import Places
from counterpart.tables import TABLES
from counterpart_site.records.queries import Moment
from counterpart_site.records.reading import record_store

LISTED = ("sources", "places", "groups", "organisations", "programmes", "agreements")
MORE = ("pairings", "projects", "engagements", "constructs", "needs", "offers")


def register_lists(moment: Moment) -> Lists:
    """Table -> its entries as known at a moment, by name."""
    store = record_store(moment, (*LISTED, *MORE))
    return {name: _entries(store, name) for name in (*LISTED, *MORE)}


def places_on_record(moment: Moment) -> Places:
    """The places known at a moment, to be asked by name."""
    store = record_store(moment, ["places"])
    columns = ("place", "name_en", "name_zh", "name_mn", "parent")
    rows = store.rows(f"SELECT {', '.join(columns)} FROM places ORDER BY place")
    return Places.from_rows([dict(zip(columns, row, strict=True)) for row in rows])


def _entries(store: Store, name: str) -> list[tuple[str, str, str]]:
    table = TABLES[name]
    key = quoted(table.key[0])
    english, chinese = _named(table.names)
    rows = store.rows(
        f"SELECT {key}, coalesce({english}, ''), coalesce({chinese}, '') "
        f"FROM {quoted(name)} ORDER BY 1"
    )
    return [(str(code), str(en), str(zh)) for code, en, zh in rows]


def _named(columns: tuple[str, ...]) -> tuple[str, str]:
    """SQL for the two names of an entry; some tables have a title, some have neither."""
    for stem in ("name", "title"):
        if f"{stem}_en" in columns:
            return f"{stem}_en", f"{stem}_zh"
    if "title" in columns:
        return "title", "NULL"
    if "capability" in columns:
        return "capability", "NULL"
    return "concat_ws(' – ', side_a, side_b)", "NULL"
