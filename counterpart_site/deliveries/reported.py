"""Every figure has a source: what a partner reports has that partner's report as its source."""

from __future__ import annotations

from dataclasses import replace

from counterpart.engine.store import Store, literal, quoted

KIND = "delivery"


def state_source(store: Store, report: str, title: str, reporter: str) -> None:
    """Give rows that name no source the report itself, and put it into `sources`.

    `report` is the form or the layout that the rows came by. The source is the same for all its
    issues by a reporter, so that a corrected figure is the same fact from the same source; which
    file it came in says the delivery of the row.
    """
    source = f"{report}:{reporter}"
    run = store.connection.execute
    filled = [each for each in store.relations.values() if each.rows]
    stated = [
        each for each in filled if "source" in each.table.has and each.table.name != "sources"
    ]
    for relation in stated:
        run(f"UPDATE {relation.name} SET source = {literal(source)} WHERE source IS NULL")
        store.relations[relation.table.name] = replace(
            relation, columns=relation.columns | {"source"}
        )
    if not stated:
        return
    cells = {"source": source, "title": f"{title}: {reporter}", "publisher": reporter}
    cells["source_kind"] = KIND
    names = ", ".join(quoted(name) for name in cells)
    values = ", ".join(literal(value) for value in cells.values())
    run(f"INSERT INTO sources ({names}, _part, _row) VALUES ({values}, 0, NULL)")
    sources = store.relations["sources"]
    store.relations["sources"] = replace(
        sources, columns=sources.columns | cells.keys(), rows=sources.rows + 1
    )
