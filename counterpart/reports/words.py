"""Every word of the report's own, in English and Chinese; a missing word is an error (KeyError)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from markupsafe import Markup

from counterpart.catalogue.documents import LOADER

Language = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: Language
    entries: dict[str, str]

    def __call__(self, key: str, **parts: object) -> str:
        """The word `key` as text, its gaps filled; for charts and attributes."""
        return self.entries[key].format(**parts)

    def say(self, key: str, **parts: object) -> Markup:
        """The words `key` as markup; the parts that fill the gaps are escaped."""
        return Markup(self.entries[key]).format(**parts)

    def of(self, group: str, code: str) -> str:
        """The word for a code that evaluation gives, such as a verdict."""
        return self.entries[f"{group}.{code}"]


@cache
def load_words(language: Language) -> Words:
    """The words in `language`; ValueError where a word lacks a language."""
    text = files("counterpart.reports").joinpath("words.yaml").read_text("utf-8")
    entries: dict[str, dict[str, str]] = yaml.load(text, LOADER)
    for key, entry in entries.items():
        if set(entry) != {"en", "zh"} or not all(entry.values()):
            raise ValueError(f"words.yaml: {key} is not given in both languages")
    return Words(language, {key: entry[language] for key, entry in entries.items()})
