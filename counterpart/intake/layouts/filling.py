"""Keys of a form filled from what a row says: names, dates, numbers, amounts in their unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.layouts.amounts import Scale, scale_of, target_unit, written
from counterpart.intake.layouts.cells_of import Key, Names, date_text, render
from counterpart.intake.layouts.document import named_in
from counterpart.intake.layouts.figures import Figure, read_figure
from counterpart.intake.layouts.layout import Layout
from counterpart.intake.layouts.matched import Column, Matched
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.sheet_xml import place_of
from counterpart.intake.layouts.spans import Span
from counterpart.intake.layouts.units import ANYTHING, Measure, read_unit
from counterpart.intake.layouts.words import plain

ZERO = Decimal(0)
# The text of a label, what stands in its cell, and the cell.
Said = tuple[str, object, tuple[int, int] | None]


@dataclass(slots=True)
class Filler:
    """Fills the keys of lines of one block in one sheet."""

    found: Matched
    layout: Layout
    catalogue: Catalogue
    names: Names
    base: Span | None
    remarked: Remarked
    _default: Measure | None = None
    _units: dict[str, Measure | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        grid, rule = self.found.grid, self.found.block.unit
        if rule.fixed:
            self._default = self._measure(rule.fixed)
        elif rule.cell:
            place = place_of(rule.cell) or (0, 0)
            text = grid.text(*place)
            self._default = self._measure(text)
            if self._default is None:
                self.remarked.at("unit_not_known", grid, *place, text)

    def value(
        self,
        key: str,
        asked: Key,
        template: str,
        texts: Mapping[str, str],
        labels: Mapping[str, Said],
        column: Column | None,
        place: tuple[int, int],
    ) -> str | None:
        """The text for a key; empty where there is none, None where the line must be left out."""
        grid = self.found.grid
        named = named_in(template)
        single = named[0] if len(named) == 1 and template == "{" + named[0] + "}" else None
        text = render(template, texts)
        if not text:
            return ""
        said = labels.get(single) if single else None
        spot = said[2] if said and said[2] else place
        if column is not None and single is not None and single in column.captured:
            mapped = column.value.values.get(single, {})
            known = {plain(name): value for name, value in mapped.items()}
            text = known.get(plain(text), text)
            spot = (self.found.header[0], column.heading.column)
        if asked.type == "date" and single is not None:
            year = self.base.year if self.base else None
            raw = said[1] if said else text
            as_month = spot in grid.shown.months
            found = date_text(key, raw, as_month, year)
            if found is None:
                self.remarked.at("date_not_read", grid, *spot, text)
                return ""
            return found
        if asked.type in ("decimal", "number", "integer") and single is not None and said:
            figure = read_figure(said[1])
            if figure.unreadable:
                self.remarked.at("figure_not_read", grid, *spot, text)
                return None
            if figure.number is None:
                return ""
            target = "money" if key == "budget" else None
            heading = self.found.labels.get(single)
            measure = (heading.unit if heading else None) or (self._default if target else None)
            return written(figure.number * scale_of(self.catalogue, target, measure).factor)
        if asked.refers:
            return self._named(asked.refers, text, single, spot)
        return text

    def _named(self, kind: str, text: str, label: str | None, spot: tuple[int, int]) -> str | None:
        """A name led to the key of the record; None where it is a place that nobody knows."""
        own = self.names.own(kind, text)
        if own is not None:
            return own
        if kind not in ("places", "party"):
            return text
        rule = self.found.block.labels.get(label or "")
        found = self.names.place(text, rule.within if rule else None)
        grid = self.found.grid
        if found.code is not None:
            if found.how not in ("code", "name"):
                told: dict[str, Any] = {"official": found.official, "place": found.code}
                self.remarked.once(text, "place_by_short_name", grid, *spot, text, **told)
            return found.code
        if kind == "party":
            return text
        code = "place_of_many" if found.how == "ambiguous" else "place_not_known"
        others = ", ".join(found.others)
        self.remarked.once((grid.name, text), code, grid, *spot, text, others=others)
        return None

    def _scale(self, target: str | None, column: Column, texts: Mapping[str, str]) -> Scale:
        rule = self.found.block.unit
        measure = column.heading.unit
        if column.value.unit:
            measure = self._measure(column.value.unit)
        elif rule.label:
            text = texts.get(rule.label, "")
            measure = self._measure(text) if text else measure
        elif measure is None:
            measure = self._default
            if measure is not None and target is not None and measure.quantity != ANYTHING:
                # A sheet's unit holds for what it can measure: 万元 beside columns of persons.
                unit = self.catalogue.units[target]
                if measure.quantity != unit.quantity:
                    measure = None
        return scale_of(self.catalogue, target, measure)

    def _measure(self, text: str) -> Measure | None:
        if text not in self._units:
            self._units[text] = read_unit(text, self.catalogue, self.layout.units)
        return self._units[text]

    def amount(
        self,
        values: dict[str, str],
        form: Form,
        keys: Mapping[str, Key],
        column: Column,
        figure: Figure,
        place: tuple[int, int],
        texts: Mapping[str, str],
    ) -> bool:
        """Fill in the figure in the unit of its form; False where its unit does not allow it."""
        grid, heading = self.found.grid, column.heading
        asked = keys[column.value.key]
        entry = values.get("kind") or values.get("indicator") or only_entry(form)
        target = target_unit(self.catalogue, form, asked, entry)
        scale = self._scale(target, column, texts)
        if scale.fault:
            said = heading.unit.written if heading.unit else ""
            about = (grid.name, heading.column, scale.fault)
            told: dict[str, Any] = {"expected": scale.expected, "header": heading.written}
            spot = (self.found.header[-1], heading.column)
            self.remarked.once(about, scale.fault, grid, *spot, said, **told)
            return False
        factor = scale.factor
        if target == "%" and place in grid.shown.percents:
            factor = factor * 100
        values[column.value.key] = written((figure.number or ZERO) * factor)
        named = scale.currency if "currency" in keys and target == "money" else None
        if named and values.setdefault("currency", named) != named:
            given = values["currency"]
            self.remarked.at("currency_differs", grid, *place, named, given=given)
            return False
        if figure.precision and "precision" in keys:
            values.setdefault("precision", figure.precision)
        return True

    def row_measures(self, rows: list[int]) -> dict[int, Measure | None]:
        """Row -> its unit, where a label of the row tells it."""
        heading = self.found.labels.get(self.found.block.unit.label or "")
        if heading is None:
            return {}
        return {row: self._measure(self.found.grid.text(row, heading.column)) for row in rows}


def only_entry(form: Form) -> str | None:
    """The one kind that a form is about; None where its lines choose."""
    return form.entries[0] if len(form.entries) == 1 and form.rows else form.fixed.get("kind")
