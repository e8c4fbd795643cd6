"""What a template says of itself to machines: the hidden sheet `_form`, written and read here.

Rows of text: a word, then values. `column` and `line` rows hold the units that the template asked
in, so that a figure is never read in another unit than it was entered in; `id` rows hold the lines
that the template was made with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms.asked import asked_of, entry_name, id_column, unit_of
from counterpart.intake.forms.ids import key_columns
from counterpart.intake.forms.lines import Reporting

FORM_SHEET = "_form"
LISTS_SHEET = "_lists"
MARK = "counterpart form template 1"
# The first column of the sheet marks its lines where the form needs no id.
LINE = "_line"
# What stands there in the rows above the lines; a row so marked is no line.
HEADS = ("编号", "id", "示例 example", "单位 unit", "标记", "mark")
EXAMPLE = "示例 example"


@dataclass(slots=True)
class Machine:
    """What a template was made for."""

    form: str = ""
    digest: str = ""
    sheet: str = ""
    programme: str = ""
    reporter: str = ""
    catalogue: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def first_column(form: Form) -> str:
    """The key of the first column of the sheet: the ids, or the marks of lines."""
    return id_column(form) or LINE


def digest_of(form: Form, catalogue: Catalogue) -> str:
    """A hash of what decides how lines are read: columns, lists, units, fixed values, keys."""
    asked = asked_of(form, catalogue)
    told = [
        [form.code, form.table, list(form.key), dict(sorted(form.fixed.items()))],
        [[each.key, each.required, each.listed] for each in asked],
        sorted(columns_units(form, catalogue).items()),
        sorted(lines_units(form, catalogue).items()),
        [dict(sorted(row.fixed.items())) for row in form.rows],
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def columns_units(form: Form, catalogue: Catalogue) -> dict[str, str]:
    """Key of a column -> the unit it is asked in, as a code; empty where there is none."""
    return {each.key: each.unit.code if each.unit else "" for each in asked_of(form, catalogue)}


def lines_units(form: Form, catalogue: Catalogue) -> dict[str, str]:
    """Printed kind or indicator -> the unit it is asked in."""
    return {row.entry: row.unit or unit_of(catalogue, row.entry).code for row in form.rows}


def compared(form: Form) -> tuple[str, ...]:
    """The columns by which a line is known again; a form of one kind does not ask for it."""
    entry = entry_name(form) if len(form.entries) == 1 else None
    return tuple(name for name in key_columns(form) if name != entry)


def key_text(form: Form, cells: Mapping[str, str]) -> str:
    """The key of a prefilled line as one text, to tell later whether its id was moved."""
    names = compared(form)
    return json.dumps([cells.get(name) or "" for name in names], ensure_ascii=False)


def machine_rows(
    form: Form,
    catalogue: Catalogue,
    sheet: str,
    reporting: Reporting | None,
    ids: Mapping[str, str],
) -> list[list[str]]:
    """The rows of the hidden sheet."""
    rows = [
        [MARK],
        ["form", form.code],
        ["digest", digest_of(form, catalogue)],
        ["catalogue", catalogue.version],
        ["sheet", sheet],
    ]
    if reporting is not None:
        rows += [["programme", reporting.programme], ["reporter", reporting.reporter]]
    rows += [["column", *each] for each in columns_units(form, catalogue).items()]
    rows += [["line", *each] for each in lines_units(form, catalogue).items()]
    return rows + [["id", *each] for each in ids.items()]


def read_machine(rows: Iterable[Sequence[str]]) -> Machine | None:
    """What the rows of the hidden sheet say; None where it is no template of ours."""
    machine: Machine | None = None
    for row in rows:
        word, first, second = (*(cell.strip() for cell in row), "", "", "")[:3]
        if machine is None:
            if word != MARK:
                return None
            machine = Machine()
        elif word in ("form", "digest", "catalogue", "sheet", "programme", "reporter"):
            setattr(machine, word, first)
        elif word in ("column", "line", "id"):
            {"column": machine.columns, "line": machine.lines, "id": machine.ids}[word][first] = (
                second
            )
    return machine
