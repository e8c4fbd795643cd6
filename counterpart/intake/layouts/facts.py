"""The data rows of a block become lines of forms; what cannot be understood becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms import Reporting
from counterpart.intake.layouts.amounts import written
from counterpart.intake.layouts.cells_of import Key, Names, keys_of
from counterpart.intake.layouts.document import named_in
from counterpart.intake.layouts.figures import Figure, read_figure
from counterpart.intake.layouts.filling import Filler, Said, only_entry
from counterpart.intake.layouts.grid import shown_text
from counterpart.intake.layouts.layout import Fact, Label, Layout
from counterpart.intake.layouts.matched import Column, Matched
from counterpart.intake.layouts.periods import dates_of, refined
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.sheet_xml import place_of
from counterpart.intake.layouts.spans import Span, whole_span
from counterpart.intake.layouts.taken import Taken
from counterpart.intake.layouts.units import Measure
from counterpart.intake.layouts.words import plain


@dataclass(slots=True)
class Maker:
    """Makes the lines of one block in one sheet."""

    found: Matched
    layout: Layout
    catalogue: Catalogue
    reporting: Reporting
    names: Names
    base: Span | None
    affected: set[int]
    remarked: Remarked
    _above: dict[str, tuple[int, int]] = field(default_factory=dict)
    _fixed: dict[str, tuple[str, object, tuple[int, int] | None]] = field(default_factory=dict)
    _keys: dict[int, tuple[Form, dict[str, Key]]] = field(default_factory=dict)
    _filler: Filler = field(init=False)
    _sound: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        grid, block = self.found.grid, self.found.block
        for name, label in block.labels.items():
            if label.fixed is not None:
                self._fixed[name] = (label.fixed, label.fixed, None)
            elif label.sheet:
                self._fixed[name] = (_cut(grid.name, label), grid.name, None)
            elif label.cell:
                place = place_of(label.cell) or (0, 0)
                text = _cut(grid.text(*place), label)
                self._fixed[name] = (text, text, place)
        for number, fact in enumerate(block.facts):
            form = self.catalogue.forms[fact.form]
            self._keys[number] = (form, keys_of(form))
        self._filler = Filler(
            self.found, self.layout, self.catalogue, self.names, self.base, self.remarked
        )

    def row_measures(self, rows: list[int]) -> dict[int, Measure | None]:
        """Row -> its unit, where a label of the row tells it."""
        return self._filler.row_measures(rows)

    def lines(self, rows: list[int]) -> Iterator[Taken]:
        """The lines of the data rows, in order; labels that fill downwards keep their last cell."""
        by_fact: dict[int, list[Column]] = {}
        for column in self.found.columns:
            if column.heading.column not in self.affected:
                by_fact.setdefault(column.rule, []).append(column)
        self._sound = {
            number for number in self._keys if self._known(number, by_fact.get(number, []))
        }
        wanted = set(rows)
        for row in range(self.found.first, (rows[-1] if rows else -1) + 1):
            for name, label in self.found.block.labels.items():
                if label.fill and name in self.found.labels:
                    place = (row, self.found.labels[name].column)
                    if self.found.grid.at(*place) is not None:
                        self._above[name] = place
            if row in wanted:
                yield from self._row(row, by_fact)

    def _known(self, number: int, columns: list[Column]) -> bool:
        """Whether the columns of all labels that a rule speaks of are there and unchanged."""
        block, rule = self.found.block, self.found.block.facts[number]
        texts = [*rule.set.values(), *(v for each in columns for v in each.value.set.values())]
        named = {name for text in texts for name in named_in(text)} | set(rule.when)
        named |= {name for name in (rule.at, block.period.label, block.unit.label) if name}
        return all(
            name in self.found.labels and self.found.labels[name].column not in self.affected
            for name in named
            if name in block.labels and block.labels[name].header
        )

    def _row(self, row: int, by_fact: Mapping[int, list[Column]]) -> Iterator[Taken]:
        labels = self._labels(row)
        for number, fact in enumerate(self.found.block.facts):
            if number not in self._sound or any(
                labels[name][0] not in wanted for name, wanted in fact.when.items()
            ):
                continue
            if fact.columns:
                for column in by_fact.get(number, ()):
                    yield from self._figure(row, number, fact, column, labels)
            elif fact.at:
                text, _, place = labels[fact.at]
                if text and place:
                    yield from self._line(number, fact, place, labels, None, None)

    def _figure(
        self, row: int, number: int, fact: Fact, column: Column, labels: Mapping[str, Said]
    ) -> Iterator[Taken]:
        grid, place = self.found.grid, (row, column.heading.column)
        cell = grid.at(*place)
        figure = read_figure(cell)
        below, beside = (row + 1, place[1]), (row, place[1] + 1)
        if figure.number is not None and place in (grid.spread.get(below), grid.spread.get(beside)):
            self.remarked.at("merged_figure", grid, *place, shown_text(cell))
            return
        if figure.unreadable:
            self.remarked.at("figure_not_read", grid, *place, shown_text(cell))
        if figure.number is None:
            if place in grid.shown.formulas and cell is None:
                self.remarked.at("formula_without_value", grid, *place, grid.shown.formulas[place])
            return
        if figure.as_text:
            self.remarked.at("number_as_text", grid, *place, str(cell), read=written(figure.number))
        if place in grid.shown.formulas:
            about = (grid.name, column.heading.column)
            formula = grid.shown.formulas[place]
            self.remarked.once(about, "formula_read", grid, *place, f"={formula}")
        if figure.number < 0:
            self.remarked.at("negative_figure", grid, *place, shown_text(cell))
        yield from self._line(number, fact, place, labels, column, figure)

    def _line(
        self,
        number: int,
        fact: Fact,
        place: tuple[int, int],
        labels: Mapping[str, Said],
        column: Column | None,
        figure: Figure | None,
    ) -> Iterator[Taken]:
        form, keys = self._keys[number]
        texts = {name: said[0] for name, said in labels.items()}
        templates = dict(fact.set)
        if column is not None:
            texts |= column.captured
            templates |= {name: "{" + name + "}" for name in column.captured if name in keys}
            templates |= column.value.set
        values: dict[str, str] = {}
        for key, template in templates.items():
            value = self._filler.value(key, keys[key], template, texts, labels, column, place)
            if value is None:
                return
            if value:
                values[key] = value
        if (
            column is not None
            and figure is not None
            and not self._filler.amount(values, form, keys, column, figure, place, texts)
        ):
            return
        since = self._timed(values, keys, labels, column, place)
        if since is None:
            return
        if "programme" in keys and "programme" not in values:
            values["programme"] = self.reporting.programme
        missing = _missing(form, keys, values, column)
        grid = self.found.grid
        if missing is not None:
            about = (grid.name, fact.form, missing, place[1])
            shown = shown_text(grid.seen(*place))
            asked: dict[str, Any] = {"key": missing, "form": fact.form}
            self.remarked.once(about, "key_empty", grid, *place, shown, **asked)
            return
        told = {name: text for name, (text, _, _) in labels.items() if text}
        block = self.found.block.name
        yield Taken(block, fact.form, grid.name, *place, values, told, since or None)

    def _timed(
        self,
        values: dict[str, str],
        keys: Mapping[str, Key],
        labels: Mapping[str, Said],
        column: Column | None,
        place: tuple[int, int],
    ) -> str | None:
        """Fill in the period where the form asks for one and nothing else gave it.

        Returns the first day where a stock has left it out, else nothing; None where it is not
        known which time the figure is for.
        """
        if "end_on" not in keys or "start_on" in values or "end_on" in values:
            return ""
        rule = self.found.block.period
        span = self.base
        if rule.label:
            raw = labels[rule.label][1]
            spot = labels[rule.label][2]
            finer = whole_span(raw)
            if finer and finer.grain == "day" and spot in self.found.grid.shown.months:
                finer = Span("month", finer.year, finer.first, finer.last)
            span = refined(span, finer)
            if finer is None:
                span = None
        if column is not None:
            span = refined(span, column.span)
        dates = dates_of(span, self.found.block.year_starts)
        if dates is None:
            grid = self.found.grid
            told = labels[rule.label][2] if rule.label else None
            spot = told or place
            about = (grid.name, self.found.block.name, told or place[1])
            shown = shown_text(grid.seen(*spot))
            self.remarked.once(about, "period_not_known", grid, *spot, shown)
            return None
        values["end_on"] = dates.end
        if column is not None and column.value.stock:
            return dates.start
        values["start_on"] = dates.start
        return ""

    def _labels(self, row: int) -> dict[str, Said]:
        found: dict[str, Said] = dict(self._fixed)
        grid = self.found.grid
        for name, label in self.found.block.labels.items():
            if name in found:
                continue
            heading = self.found.labels.get(name)
            if heading is None:
                found[name] = ("", None, None)
                continue
            place = grid.spread.get((row, heading.column), (row, heading.column))
            if label.fill and grid.at(*place) is None:
                place = self._above.get(name, place)
            raw = grid.at(*place)
            text = _cut(shown_text(raw), label)
            if label.values:
                known = {plain(written): value for written, value in label.values.items()}
                text = known.get(plain(text), text)
            found[name] = (text, raw if text else None, place)
        return found


def _cut(text: str, label: Label) -> str:
    """The part of a cell's text that a label means."""
    if label.after is not None:
        _, found, rest = text.partition(label.after)
        text = rest if found else ""
    if label.until is not None:
        text = text.partition(label.until)[0]
    return " ".join(text.split())


def _missing(
    form: Form, keys: Mapping[str, Key], values: Mapping[str, str], column: Column | None
) -> str | None:
    """A key that the form requires and that is empty; a stock needs no first day."""
    wide = any(one.entry for one in form.columns)
    for key, each in keys.items():
        fixed = key in form.fixed or (key in ("kind", "indicator") and only_entry(form))
        stock = key == "start_on" and column is not None and column.value.stock
        given = key in values or fixed or stock or (wide and key == "value")
        if each.required and not each.entry and not given:
            return key
    return None
