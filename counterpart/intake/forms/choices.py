"""Entries of drop-downs: the label people choose, and what a cell may say instead of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms.asked import YES_OR_NO, Asked, entry_name, unit_of
from counterpart.intake.forms.lines import Lists

BETWEEN = " | "
YES = (("true", "yes", "是"), ("false", "no", "否"))


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a list; `unit` is shown where each entry is counted in its own."""

    code: str
    name_en: str
    name_zh: str
    unit: str = ""

    @property
    def label(self) -> str:
        """What the drop-down shows: code | English | 中文 | unit."""
        parts = (self.code, self.name_en, self.name_zh, self.unit)
        return BETWEEN.join(part for part in parts if part)


def choices_of(
    asked: Asked, form: Form, catalogue: Catalogue, lists: Lists | None = None
) -> tuple[Choice, ...]:
    """What a column can be chosen from; empty where there is no list or it is not known here."""
    if asked.listed is None:
        return ()
    if asked.listed == "entries":
        return tuple(_entries(form, catalogue))
    if lists and asked.listed in lists and not asked.closed:
        return tuple(Choice(*entry) for entry in lists[asked.listed])
    if asked.listed == YES_OR_NO:
        return tuple(Choice(*entry) for entry in YES)
    if asked.listed == "party" and lists:
        both = [*lists.get("places", ()), *lists.get("organisations", ())]
        return tuple(Choice(*entry) for entry in both)
    if not asked.closed:
        return ()
    if asked.listed in ("kinds", "indicators"):
        return tuple(_counted(catalogue, asked.listed, sorted(catalogue.allowed(asked.listed))))
    return tuple(
        Choice(code, catalogue.name(asked.listed, code), catalogue.name(asked.listed, code, "zh"))
        for code in _in_order(catalogue, asked.listed)
    )


def plain(text: str) -> str:
    """Text as it is compared: NFKC, one space between words, no case."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


class Chooser:
    """Finds the entry that a cell means: its code, its label, or one of its names."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.codes = {choice.code for choice in choices}
        self._meant: dict[str, set[str]] = {}
        for choice in choices:
            for word in (choice.name_en, choice.name_zh):
                if word:
                    self._meant.setdefault(plain(word), set()).add(choice.code)
        # A code or a label says which entry is meant even where its words name another as well.
        for choice in choices:
            self._meant[plain(choice.label)] = {choice.code}
        for choice in choices:
            self._meant[plain(choice.code)] = {choice.code}
        self.words = [*self.codes, *(choice.name_en for choice in choices)]
        self.words += [choice.name_zh for choice in choices if choice.name_zh]

    def meant(self, cell: str) -> set[str]:
        """The codes that a cell can mean: none, one, or several with the same name."""
        if cell in self.codes:
            return {cell}
        found = self._meant.get(plain(cell))
        if found is None and BETWEEN in cell:
            # A label whose names have changed since still begins with its code.
            found = self._meant.get(plain(cell.split(BETWEEN)[0]))
        return found or set()


def _entries(form: Form, catalogue: Catalogue) -> Iterable[Choice]:
    listed = "kinds" if entry_name(form) == "kind" else "indicators"
    for row in form.rows:
        unit = catalogue.units[row.unit] if row.unit else unit_of(catalogue, row.entry)
        yield Choice(
            row.entry,
            row.title_en or catalogue.name(listed, row.entry),
            row.title_zh or catalogue.name(listed, row.entry, "zh"),
            _unit_words(unit.name_en, unit.name_zh),
        )


def _counted(catalogue: Catalogue, listed: str, codes: Iterable[str]) -> Iterable[Choice]:
    for code in codes:
        unit = unit_of(catalogue, code)
        yield Choice(
            code,
            catalogue.name(listed, code),
            catalogue.name(listed, code, "zh"),
            _unit_words(unit.name_en, unit.name_zh),
        )


def _unit_words(english: str, chinese: str) -> str:
    return f"{english} {chinese}" if chinese and chinese != english else english


def _in_order(catalogue: Catalogue, listed: str) -> list[str]:
    """Code lists keep their own order, which means something: from planned to held."""
    if listed in catalogue.codes:
        return list(catalogue.codes[listed])
    return sorted(catalogue.allowed(listed))
