"""What a delivery form is: the rows it yields, the columns it asks for, the lines it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.catalogue.code import Code


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form.

    `column` is the contract column it fills. `entry` is set in wide forms: the kind or indicator
    whose `value` stands in this column, so that one line of the form yields one row each.
    `unit` is set where the form asks in another unit of the same quantity (10 thousand yuan).
    """

    column: str
    entry: str | None
    unit: str | None
    title_en: str
    title_zh: str
    required: bool
    help_en: str
    help_zh: str

    @property
    def key(self) -> str:
        """What the column is called in a form file and in its example row."""
        return self.entry or self.column


@dataclass(frozen=True, slots=True)
class FormRow:
    """A printed line of a form: a kind or indicator, and what else is the same for that line."""

    entry: str
    unit: str | None
    title_en: str
    title_zh: str
    fixed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form(Code):
    """A delivery form: who reports which rows of a contract table, how often, until when.

    `key` names the columns that make the row id (in a wide form with the indicator of the column),
    `fixed` holds the values the form fills in itself, `due_days` counts from the end of the period
    (from the event, where `every` is event).
    """

    mechanisms: tuple[str, ...]
    table: str
    reporter_en: str
    reporter_zh: str
    every: str
    due_days: int
    key: tuple[str, ...]
    columns: tuple[FormColumn, ...]
    fixed: Mapping[str, str]
    rows: tuple[FormRow, ...]
    example: Mapping[str, str]

    @property
    def entries(self) -> tuple[str, ...]:
        """The kinds or indicators that the form names; empty where the reporter chooses."""
        fixed = [self.fixed[name] for name in ("kind", "indicator") if name in self.fixed]
        columns = [column.entry for column in self.columns if column.entry]
        return (*fixed, *columns, *(row.entry for row in self.rows))
