"""An entry of a code list: what every other entry of the catalogue is as well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a code list, named in two languages."""

    code: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class Part(Code):
    """An entry that may be part of another entry of its list (a city budget of all budgets)."""

    parent: str | None = None
