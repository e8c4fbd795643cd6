"""Forms that choose from the lists of the catalogue, in the reader's language."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext

from counterpart.catalogue import load_catalogue
from counterpart.catalogue.code import Code
from counterpart.reports.words import Language

Choices = list[tuple[str, Any]]
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def named(entry: Code, language: Language) -> str:
    """An entry of the catalogue in the reader's language."""
    return entry.name_zh if language == "zh" else entry.name_en


def codes(name: str, language: Language) -> Choices:
    """A code list of the catalogue as choices."""
    entries = load_catalogue().codes[name].values()
    return [(each.code, named(each, language)) for each in entries]


def kinds(language: Language) -> Choices:
    """What can be promised, by family, with the unit it is counted in."""
    catalogue = load_catalogue()
    families: dict[str, Choices] = {}
    for kind in catalogue.kinds.values():
        family = named(catalogue.codes["family"][kind.family], language)
        unit = gettext("money") if kind.unit == "money" else kind.unit
        families.setdefault(family, []).append((kind.code, f"{named(kind, language)} ({unit})"))
    return [("", gettext("nothing that is counted")), *families.items()]


class Spoken(forms.Form):
    """A form with lists of the catalogue, in the reader's language."""

    # Field -> code list.
    lists: ClassVar[dict[str, str]] = {}
    # The fields that are folded away.
    more: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, language: Language = "en", **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, listed in self.lists.items():
            self.fields[name].choices = codes(listed, language)  # type: ignore[attr-defined]
