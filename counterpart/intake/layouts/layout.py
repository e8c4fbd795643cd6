"""What a layout says: which sheets, which header, which columns give which values of which form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Label:
    """Something that a row, a cell or the sheet's name says about figures.

    Exactly one of `header` (header texts, any of which may stand), `cell`, `sheet` and `fixed` is
    given. `after` and `until` cut a cell's text, `values` translates it, `fill` takes the value
    from above where a cell is empty, `within` names the place that holds the places named.
    """

    header: tuple[str, ...] = ()
    cell: str | None = None
    sheet: bool = False
    fixed: str | None = None
    after: str | None = None
    until: str | None = None
    fill: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """Columns of figures. `header` may hold {month}, {quarter}, {half}, {year} and {key} in place
    of a part; what stands there dates the figure or fills the form's key, translated by `values`.
    """

    header: tuple[str, ...]
    key: str = "value"
    set: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unit: str | None = None
    stock: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Rows of one form: `set` fills the form's keys with texts in which {label} stands for a label.

    Without `columns` each row of the table gives one line, whose place is the label `at`. `when`
    keeps the rows whose label holds one of the values named.
    """

    form: str
    set: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Value, ...] = ()
    at: str | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """Where the period comes from: a `fixed` one, the `sheet`'s name, a `cell` or a `label`.

    `year` is a number or the cell that tells it; `agrees` a cell, often the title, that must not
    say another time.
    """

    fixed: str | None = None
    sheet: bool = False
    cell: str | None = None
    label: str | None = None
    year: str | None = None
    agrees: str | None = None


@dataclass(frozen=True, slots=True)
class UnitRule:
    """The unit of figures whose header tells none: `fixed`, in a `cell`, or in each row's label."""

    fixed: str | None = None
    cell: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet, and of every sheet that looks like it.

    `header` are the rows of its header, counted from 1, where it was seen; it is found by its
    texts. `after` is a text above it, `part` its number from the left where tables stand side by
    side, `seen` its header texts when the layout was made, from left to right.
    """

    name: str
    sheets: tuple[str, ...]
    but: tuple[str, ...] = ()
    header: tuple[int, ...] = (1,)
    spread: bool = False
    after: str | None = None
    part: int | None = None
    period: PeriodRule = PeriodRule()
    year_starts: int = 1
    unit: UnitRule = UnitRule()
    labels: Mapping[str, Label] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    ignore: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    hidden_rows: str = "leave"
    order: str = "same"


@dataclass(frozen=True, slots=True)
class Layout:
    """How an office's workbook is read, once and for all its later issues.

    `names` leads what the office writes to what the record calls it (places, organisations,
    projects), `units` its words for units to the catalogue's, `ignore` the sheets that hold no
    facts, `words` its own words for totals, notes and rows that are data in spite of their label.
    """

    name: str
    blocks: tuple[Block, ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_document(self) -> dict[str, Any]:
        """The layout as plain YAML or JSON."""
        from counterpart.intake.layouts.document import to_document

        return to_document(self)

    @staticmethod
    def from_document(document: Any, file: str | None = None) -> Layout:
        """The layout of a document. Raises InputError with every finding about it."""
        from counterpart.intake.layouts.document import from_document

        return from_document(document, file)
