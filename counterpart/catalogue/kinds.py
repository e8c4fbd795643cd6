"""What a catalogue holds: mechanisms, kinds of flow, indicators, units, code lists, parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from counterpart.catalogue.code import Code, Part
from counterpart.catalogue.forms import Form


@dataclass(frozen=True, slots=True)
class Unit(Code):
    """A unit: what it counts, and its size in the base unit of that quantity.

    Units of different quantities never add: persons, person-times and person-days are three.
    """

    quantity: str
    factor: Decimal
    currency: str | None
    valid_from: date


@dataclass(frozen=True, slots=True)
class Mechanism(Code):
    """A way in which cooperation works, which the record, the measures and the forms serve.

    `tables` are contract tables, or parts of them: `pairings:hospital` the rows of that level,
    `projects.serves` the rows that fill that column.
    `outcome` says how it is judged, or why no outcome is claimed; `form_reason` why no office
    reports it, where no form serves it.
    """

    section: str
    tables: tuple[str, ...]
    outcome: str
    form_reason: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class FlowKind(Code):
    """A kind of flow. Unit `money` takes the currency of the row."""

    unit: str
    family: str
    nature: str
    dimension: str
    field: str
    level: str
    about: str
    aggregation: str
    mechanisms: tuple[str, ...]
    sensitive: bool
    valid_from: date
    superseded_by: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class Indicator(Code):
    """An indicator of a subject. `composition` reads the make-up of a population.

    `sensitive` marks small counts about people, which are not for everyone below a threshold.
    """

    unit: str
    aggregation: str
    nature: str
    dimension: str
    field: str
    level: str
    about: str
    better: str
    mechanisms: tuple[str, ...]
    valid_from: date
    reference: str
    composition: bool = False
    sensitive: bool = False

    @property
    def additive(self) -> bool:
        """Whether parts sum to their whole; a mean, a rate or a price never does."""
        return self.aggregation != "mean"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from a day on, with the document that sets it."""

    valid_from: date
    value: Any
    reference: str


@dataclass(frozen=True, slots=True)
class Parameter(Code):
    """A weight, threshold or policy whose values are dated, oldest first."""

    unit: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> Any:
        """The value in force on `day`; KeyError when none was in force yet."""
        for entry in reversed(self.values):
            if entry.valid_from <= day:
                return entry.value
        raise KeyError(f"{self.code} has no value on {day.isoformat()}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be recorded and measured."""

    version: str
    mechanisms: dict[str, Mechanism]
    kinds: dict[str, FlowKind]
    indicators: dict[str, Indicator]
    units: dict[str, Unit]
    codes: dict[str, Mapping[str, Code]]
    parameters: dict[str, Parameter]
    form_reader: Callable[[], dict[str, Form]] = field(repr=False, compare=False)

    @property
    def forms(self) -> dict[str, Form]:
        """The delivery forms, read when first asked for: most commands need none.

        Raises InputError with every finding in the files of forms.
        """
        return self.form_reader()

    def allowed(self, name: str) -> frozenset[str]:
        """The values that a column of code list `name` may take."""
        return frozenset(self._own(name) or self.codes[name])

    def name(self, list_name: str, code: str, language: str = "en") -> str:
        """The name of an entry in `language`; the code itself where it is not in the list."""
        entry = (self._own(list_name) or self.codes.get(list_name, {})).get(code)
        if entry is None:
            return code
        return str(entry.name_zh if language == "zh" and entry.name_zh else entry.name_en)

    def parts_of(self, list_name: str) -> dict[str, str]:
        """Entry -> the entry it is part of, in a code list that has parts."""
        return {
            code: entry.parent
            for code, entry in self.codes[list_name].items()
            if isinstance(entry, Part) and entry.parent
        }

    def kinds_of(self, *families: str) -> tuple[str, ...]:
        """The kinds of flow of these families, in catalogue order."""
        return tuple(kind for kind, entry in self.kinds.items() if entry.family in families)

    def _own(self, name: str) -> Mapping[str, Code]:
        """The parts of the catalogue that columns and pages take codes of, by the list's name."""
        own: dict[str, Mapping[str, Code]] = {
            "kinds": self.kinds,
            "indicators": self.indicators,
            "units": self.units,
            "mechanisms": self.mechanisms,
        }
        return own.get(name, {})
