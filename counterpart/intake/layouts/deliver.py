"""Facts of a workbook become contract tables, by way of the forms that they are lines of."""

from __future__ import annotations

from pathlib import Path

from counterpart.catalogue import Catalogue, Form, load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Part, Store, connect, quoted
from counterpart.intake.check import Checked
from counterpart.intake.forms import Lines, Reporting, take_lines
from counterpart.intake.layouts.layout import Layout
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.read import extract
from counterpart.intake.layouts.taken import Taken
from counterpart.intake.text_rows import load_rows


def read_with_layout(
    path: Path | str,
    layout: Layout,
    reporting: Reporting,
    catalogue: Catalogue | None = None,
    places: Places | None = None,
    progress: Progress = silent,
) -> Checked:
    """Read an office's workbook by its layout into contract tables; no rule is run yet.

    Nothing is raised for bad input: the findings name the cells. Facts that cannot be understood
    are left out.
    """
    catalogue = catalogue or load_catalogue()
    found = extract(path, layout, reporting, catalogue, places, progress)
    store = Store(connect())
    findings = list(found.findings)
    by_form: dict[str, list[Taken]] = {}
    for fact in found.facts:
        by_form.setdefault(fact.form, []).append(fact)
    for name, facts in by_form.items():
        form = catalogue.forms[name]
        lines = _lines(store, form, found.file, facts)
        findings += take_lines(store, catalogue, form, reporting, lines)
        for each in lines:
            store.connection.execute(f"DROP TABLE {each.relation}")
    store.complete()
    return Checked(store, catalogue, tuple(dict.fromkeys(findings)))


def _lines(store: Store, form: Form, file: str, facts: list[Taken]) -> list[Lines]:
    """The facts of a form as lines: one relation a sheet.

    In forms with a column for each indicator a relation names the one column of the sheet that each
    indicator came from; where one came from several columns (a month each), there are several.
    """
    entries = {column.entry for column in form.columns if column.entry}
    parts: dict[tuple[str, int], list[Taken]] = {}
    origins: dict[tuple[str, int], dict[str, str]] = {}
    for fact in facts:
        own = next((key for key in fact.values if key in entries), None)
        number = 0
        while own and origins.get((fact.sheet, number), {}).get(own, fact.letters) != fact.letters:
            number += 1
        parts.setdefault((fact.sheet, number), []).append(fact)
        if own:
            origins.setdefault((fact.sheet, number), {})[own] = fact.letters
    starts = any(column.key == "start_on" and column.required for column in form.columns)
    made = []
    for number, ((sheet, part), group) in enumerate(parts.items()):
        keys = list(dict.fromkeys(key for fact in group for key in fact.values))
        if starts and any(fact.since for fact in group) and "start_on" not in keys:
            keys.append("start_on")
        name = f"layout_lines_{form.code}_{number}"
        header = {key: position for position, key in enumerate([*keys, "_column"])}
        rows = [
            (fact.row + 1, [*(_text(fact, key, starts) for key in keys), fact.letters])
            for fact in group
        ]
        load_rows(store.connection, name, header, rows)
        made.append(Lines(Part(file, sheet), quoted(name), origins.get((sheet, part), {})))
    return made


def _text(fact: Taken, key: str, starts: bool) -> str:
    """What a fact says for a key. A form that asks when a stock's period began is told so."""
    if key == "start_on" and starts and fact.since:
        return fact.since
    return fact.values.get(key, "")
