"""What a form asks for, column by column: the id, the printed line, then the form's own columns."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.catalogue import Catalogue, Form
from counterpart.catalogue.kinds import Unit
from counterpart.rules.references import SUBJECTS
from counterpart.tables import TABLES, Column

FIGURES = ("value", "low", "high")
YES_OR_NO = "yes_or_no"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column of a form file.

    `column` is the contract column that it fills, None for the id of the line where the form asks
    for the key itself. `listed` names the list its cells are chosen from: a code list of the
    catalogue, a table of the register, or `entries` of the form. `closed` lists take nothing else.
    """

    key: str
    column: Column | None
    title_en: str
    title_zh: str
    required: bool
    help_en: str
    help_zh: str
    unit: Unit | None = None
    entry: str | None = None
    listed: str | None = None
    closed: bool = False

    @property
    def title(self) -> str:
        """Both titles, for findings."""
        return f"{self.title_en} {self.title_zh}"


def entry_name(form: Form) -> str | None:
    """The column that names what is counted: `kind`, `indicator`, or none."""
    return {"flows": "kind", "observations": "indicator"}.get(form.table)


def is_wide(form: Form) -> bool:
    """Whether a line has a column for each figure, so that it becomes several rows."""
    return any(column.entry for column in form.columns)


def id_column(form: Form) -> str | None:
    """The key column that the record fills in; None where the form asks for the key itself."""
    key = TABLES[form.table].key
    asked = {column.column for column in form.columns}
    return key[0] if len(key) == 1 and key[0] not in asked else None


def unit_of(catalogue: Catalogue, entry: str) -> Unit:
    """The unit in which the record keeps a kind or an indicator."""
    kept = catalogue.kinds if entry in catalogue.kinds else catalogue.indicators
    return catalogue.units[kept[entry].unit]


def asked_of(form: Form, catalogue: Catalogue) -> tuple[Asked, ...]:
    """The columns of a form file in their order, without the column that marks its lines."""
    name = entry_name(form)
    asked: list[Asked] = []
    if name and len(form.rows) > 1 and name not in {column.column for column in form.columns}:
        asked.append(
            Asked(
                name,
                TABLES[form.table].column(name),
                "What is counted",
                "填报事项",
                True,
                "choose from the list; the unit stands in it",
                "从列表中选择；列表中注明单位",
                listed="entries",
                closed=True,
            )
        )
    for column in form.columns:
        target = TABLES[form.table].column(column.column)
        listed, closed = _list_of(form, target)
        asked.append(
            Asked(
                column.key,
                target,
                column.title_en,
                column.title_zh,
                column.required,
                column.help_en,
                column.help_zh,
                _unit(form, catalogue, column.key, column.unit, column.entry),
                column.entry,
                listed,
                closed,
            )
        )
    return tuple(asked)


def _list_of(form: Form, column: Column) -> tuple[str | None, bool]:
    """The list of a column, and whether nothing else may stand there."""
    if column.name == entry_name(form) and form.rows:
        return "entries", True
    if column.name == "subject" and form.table == "observations":
        return SUBJECTS.get(form.fixed.get("subject_type", "")), False
    if column.type == "boolean":
        return YES_OR_NO, False
    if column.codes:
        return column.codes, True
    return column.references, False


def _unit(
    form: Form, catalogue: Catalogue, key: str, unit: str | None, entry: str | None
) -> Unit | None:
    """The unit that people count in here; None where it is a line's, or there is none."""
    if unit:
        return catalogue.units[unit]
    if entry:
        return unit_of(catalogue, entry)
    if key in FIGURES and len(form.entries) == 1:
        row = form.rows[0] if form.rows else None
        return (
            catalogue.units[row.unit] if row and row.unit else unit_of(catalogue, form.entries[0])
        )
    return None
