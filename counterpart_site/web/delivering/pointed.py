"""A table of an office's own workbook, and what each of its columns is said to be.

What is pointed out on a page becomes a block of a layout, and a block becomes what the page shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms import Asked, asked_of
from counterpart.intake.forms.asked import FIGURES
from counterpart.intake.layouts.grid import Grid
from counterpart.intake.layouts.headings import BETWEEN, Heading, read_headings
from counterpart.intake.layouts.layout import Block, Fact, Label, PeriodRule, UnitRule, Value
from counterpart.intake.layouts.matched import Column, find_block
from counterpart.intake.layouts.spans import GRAINS, whole_span
from counterpart.reports.words import Language

KEEP = "keep"
# Rules of a column: `set:<key>` fills a key of the form, `value:<key>:<entry>` is a figure.
SET, VALUE = "set:", "value:"
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a column can be."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class PointedColumn:
    """A column of the sheet: its head, some of its cells, and what it is said to be."""

    number: int
    letters: str
    head: str
    samples: tuple[str, ...]
    choice: str
    kept: str
    stage: str
    unit: str


@dataclass(slots=True)
class Pointed:
    """What was said of one table: header rows (from 1), columns, fixed values, period and unit."""

    sheet: str
    header: tuple[int, ...]
    choices: dict[int, str] = field(default_factory=dict)
    stages: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    period: str = ""
    unit: str = ""
    base: Block | None = None


def options_of(form: Form, catalogue: Catalogue, language: Language) -> list[Option]:
    """What a column can be: a figure of the form, or another of its keys."""
    chinese = language == "zh"
    figures, words = [], []
    for each in asked_of(form, catalogue):
        title = each.title_zh if chinese else each.title_en
        if each.entry:
            figures.append(Option(f"{VALUE}{each.key}:", title))
        elif each.key in FIGURES and form.rows and each.key == "value":
            listed = "kinds" if form.table == "flows" else "indicators"
            for row in form.rows:
                own = row.title_zh if chinese else row.title_en
                name = own or catalogue.name(listed, row.entry, language)
                figures.append(Option(f"{VALUE}value:{row.entry}", name))
        elif each.key in FIGURES:
            figures.append(Option(f"{VALUE}{each.key}:", title))
        elif each.key not in ("kind", "indicator"):
            words.append(Option(f"{SET}{each.key}", title))
    return [*figures, *words]


def stage_key(form: Form, catalogue: Catalogue) -> Asked | None:
    """A closed list that tells columns of figures apart, such as planned and paid."""
    for each in asked_of(form, catalogue):
        if each.closed and each.required and each.listed not in ("currencies", "entries"):
            return each
    return None


def fixed_keys(form: Form, catalogue: Catalogue) -> list[Asked]:
    """What the form requires of every line, and a column may not tell."""
    return [
        each
        for each in asked_of(form, catalogue)
        if (each.required or each.key == "currency")
        and not each.entry
        and each.key not in (*FIGURES, "kind", "indicator", "start_on", "end_on")
    ]


def headings_of(grid: Grid, pointed: Pointed, catalogue: Catalogue) -> list[Heading]:
    """The heads of the columns below the header rows that were pointed at."""
    rows = [row - 1 for row in pointed.header]
    spread = pointed.base.spread if pointed.base else False
    return read_headings(grid, rows, range(grid.width), catalogue, {}, spread)


def columns_of(grid: Grid, pointed: Pointed, catalogue: Catalogue) -> list[PointedColumn]:
    """The columns with heads, as the page shows them."""
    first = max(pointed.header)
    found = []
    for heading in headings_of(grid, pointed, catalogue):
        cells = [grid.text(row, heading.column) for row in range(first, len(grid.rows))]
        samples = tuple([cell for cell in cells if cell][:SAMPLES])
        number = heading.column
        choice = pointed.choices.get(number, "")
        found.append(
            PointedColumn(
                number,
                heading.letters,
                heading.written,
                samples,
                choice,
                _said_by_header(pointed, number, grid, catalogue),
                pointed.stages.get(number, ""),
                pointed.units.get(number, ""),
            )
        )
    return found


def pointed_of(block: Block, grid: Grid, form: Form, catalogue: Catalogue) -> Pointed:
    """What a block says of a sheet, as a person would have pointed it out."""
    matched = find_block(block, grid, catalogue, {})
    if matched is None:
        return Pointed(grid.name, block.header, base=block)
    found = Pointed(grid.name, tuple(row + 1 for row in matched.header), base=block)
    stage = stage_key(form, catalogue)
    for fact in (fact for fact in block.facts if fact.form == form.code):
        for key, text in fact.set.items():
            name = text.strip("{}")
            label = block.labels.get(name)
            if text != "{" + name + "}":
                found.fixed[key] = text
            elif name in matched.labels:
                found.choices.setdefault(matched.labels[name].column, f"{SET}{key}")
            elif label is not None and label.fixed is not None:
                found.fixed[key] = label.fixed
    for column in matched.columns:
        if block.facts[column.rule].form == form.code:
            _take(found, column, stage)
    found.period = block.period.fixed or ""
    found.unit = block.unit.fixed or ""
    return found


def block_of(
    pointed: Pointed, grid: Grid, form: Form, catalogue: Catalogue, name: str
) -> Block | None:
    """The block that reads the table so; None where no column is pointed out."""
    headings = {each.column: each for each in headings_of(grid, pointed, catalogue)}
    stage = stage_key(form, catalogue)
    labels: dict[str, Label] = {}
    told = {key: text for key, text in pointed.fixed.items() if text}
    values: list[Value] = []
    for number, choice in pointed.choices.items():
        if number not in headings:
            continue
        if choice.startswith(SET):
            key = choice.removeprefix(SET)
            labels[key] = _label(pointed.base, headings[number])
            told[key] = "{" + key + "}"
        elif choice == KEEP:
            values += _kept(pointed, number, grid, catalogue)
        elif choice.startswith(VALUE):
            values.append(_value(pointed, headings[number], choice, form, stage))
    if not values and not labels:
        return None
    base_labels = pointed.base.labels if pointed.base else {}
    for text in [*told.values(), *(text for value in values for text in value.set.values())]:
        used = text.strip("{}")
        if text.startswith("{") and used in base_labels:
            labels.setdefault(used, base_labels[used])
    at = None if values else next(iter(labels))
    columns = tuple({repr(value): value for value in values}.values())
    taken = {number for number, choice in pointed.choices.items() if choice}
    base = pointed.base or Block(name, (grid.name,))
    period = PeriodRule(fixed=pointed.period) if pointed.period else base.period
    return replace(
        base,
        header=pointed.header,
        period=replace(period, label=period.label if period.label in labels else None),
        unit=UnitRule(fixed=pointed.unit) if pointed.unit else _unit(base, labels),
        labels=labels,
        facts=(Fact(form.code, told, columns, at),),
        ignore=tuple(each.written for each in headings.values() if each.column not in taken),
        seen=tuple(each.written for each in headings.values()),
    )


def _take(found: Pointed, column: Column, stage: Asked | None) -> None:
    number, value = column.heading.column, column.value
    if column.captured:
        found.choices[number] = KEEP
        return
    entry = value.set.get("kind") or value.set.get("indicator") or ""
    found.choices[number] = f"{VALUE}{value.key}:{entry}"
    if stage and stage.key in value.set:
        found.stages[number] = value.set[stage.key]
    found.units[number] = value.unit or ""


def _label(base: Block | None, heading: Heading) -> Label:
    """The label of a column, with what a proposal knows of how it is filled in."""
    for label in base.labels.values() if base else ():
        if label.header == (heading.written,):
            return label
    return Label((heading.written,))


def _value(
    pointed: Pointed, heading: Heading, choice: str, form: Form, stage: Asked | None
) -> Value:
    key, _, entry = choice.removeprefix(VALUE).partition(":")
    told = {"kind" if form.table == "flows" else "indicator": entry} if entry else {}
    said = pointed.stages.get(heading.column)
    if stage and said:
        told[stage.key] = said
    return Value((_dated(heading),), key, told, unit=pointed.units.get(heading.column) or None)


def _dated(heading: Heading) -> str:
    """The head of a column, any time in it left open for the next issue."""
    parts = []
    for part in heading.written.split(BETWEEN):
        span = whole_span(part)
        parts.append("{" + span.grain + "}" if span and span.grain in GRAINS else part)
    return BETWEEN.join(parts)


def _matching(pointed: Pointed, number: int, grid: Grid, catalogue: Catalogue) -> list[Column]:
    matched = find_block(pointed.base, grid, catalogue, {}) if pointed.base else None
    return [each for each in matched.columns if each.heading.column == number] if matched else []


def _kept(pointed: Pointed, number: int, grid: Grid, catalogue: Catalogue) -> Sequence[Value]:
    return [each.value for each in _matching(pointed, number, grid, catalogue)]


def _said_by_header(pointed: Pointed, number: int, grid: Grid, catalogue: Catalogue) -> str:
    """What a proposed rule reads from the head of a column: shown as the choice to keep it."""
    for each in _matching(pointed, number, grid, catalogue):
        if each.captured:
            return ", ".join(f"{name}: {text}" for name, text in each.captured.items())
    return ""


def _unit(base: Block, labels: Mapping[str, Label]) -> UnitRule:
    return base.unit if base.unit.label is None or base.unit.label in labels else UnitRule()
