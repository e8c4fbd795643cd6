"""Every figure has a source: what a partner reports on a form has that report as its source."""

from __future__ import annotations

from dataclasses import replace

from counterpart.catalogue import Form
from counterpart.engine.store import Store, literal, quoted
from counterpart.tables import TABLES

KIND = "delivery"


def state_source(store: Store, form: Form, reporter: str) -> None:
    """Give rows of a form that name no source the report itself, and put it into `sources`.

    The source is the same for all reports of a form by a reporter, so that a corrected figure is
    the same fact from the same source; which file it came in says the delivery of the row.
    """
    relation = store.relations[form.table]
    if not relation.rows or form.table == "sources" or "source" not in TABLES[form.table].has:
        return
    source = f"{form.code}:{reporter}"
    run = store.connection.execute
    run(f"UPDATE {relation.name} SET source = {literal(source)} WHERE source IS NULL")
    store.relations[form.table] = replace(relation, columns=relation.columns | {"source"})
    title = f"{form.name_zh} {form.name_en}: {reporter}"
    columns = ("source", "title", "publisher", "source_kind")
    values = ", ".join(literal(each) for each in (source, title, reporter, KIND))
    listed = ", ".join(quoted(name) for name in columns)
    run(f"INSERT INTO sources ({listed}, _part, _row) VALUES ({values}, 0, NULL)")
    store.relations["sources"] = replace(
        store.relations["sources"], columns=frozenset(columns), rows=1
    )
