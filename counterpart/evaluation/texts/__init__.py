"""The texts of measures - names, questions, methods, traps, reasons - in every language, as data.

A file a dimension, and `shared.yaml`. Imported by the table of measures and by phrases only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

FILES = ("shared", "spatial", "cultural", "economic", "social")
SECTIONS = ("inputs", "reasons", "measures")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def section(name: str) -> Mapping[str, Any]:
    """One of SECTIONS of all files together.

    Raises ValueError where two files say the same word differently, or a file has another section.
    """
    found: dict[str, Any] = {}
    for file in FILES:
        document = _document(file)
        if unknown := set(document) - set(SECTIONS):
            raise ValueError(f"{file}.yaml: no section {', '.join(unknown)}; there are {SECTIONS}")
        for key, text in (document.get(name) or {}).items():
            if found.setdefault(key, text) != text:
                raise ValueError(f"{file}.yaml says {key} of {name} differently than another file")
    return found


def measure_texts(template: str, words: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The texts of a measure with its words filled in: text -> language -> sentence.

    Raises KeyError for a measure without texts.
    """
    return {
        text: {language: sentence.format(**words) for language, sentence in said.items()}
        for text, said in section("measures")[template].items()
    }


@cache
def _document(file: str) -> dict[str, Any]:
    text = (files(__package__) / f"{file}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, LOADER) or {}
    return loaded
