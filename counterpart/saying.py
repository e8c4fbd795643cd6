"""Findings in other languages than English: `findings_<language>.yaml` says what each kind says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml

from counterpart.errors import Finding

# What fills a gap of a phrase: anything, where its name says no more.
GAPS = {"hint": ".*?", "word": r"\S+", "other_word": r"\S+"}


class _Filling(Formatter):
    """Fills gaps: what was delivered stands in quotes as it is, all else may be a phrase."""

    def __init__(self, saying: Saying) -> None:
        self.saying = saying

    def convert_field(self, value: Any, conversion: str | None) -> str:
        """`!r` is what was delivered."""
        if conversion is None:
            return self.saying.phrase(str(value))
        return f"“{repr(value)[1:-1] if isinstance(value, str) else value}”"


@dataclass(frozen=True, slots=True)
class Saying:
    """What kinds of findings say in one language, and the phrases that fill their gaps.

    `kinds`: code -> message and remedy; `phrases`: English with its gaps, and what it is.
    """

    kinds: dict[str, tuple[str, str]]
    phrases: tuple[tuple[re.Pattern[str], str], ...]

    def phrase(self, text: str) -> str:
        """An English phrase in the language, what fills its gaps as well; other text as it is."""
        for pattern, said in self.phrases:
            if found := pattern.fullmatch(text):
                return _Filling(self).vformat(said, (), found.groupdict())
        return text


def said(finding: Finding, language: str) -> tuple[str, str]:
    """The message and the remedy of a finding in a language such as "zh".

    In English where the language does not say it, and where the parts of the finding were not
    kept.
    """
    saying = load_saying(language)
    if finding.parts is None or finding.code not in saying.kinds:
        return finding.message, finding.remedy
    filling = _Filling(saying)
    parts = {"hint": "", **dict(finding.parts), "column": finding.column, "value": finding.value}
    message, remedy = (filling.vformat(words, (), parts) for words in saying.kinds[finding.code])
    return message, remedy


@cache
def load_saying(language: str) -> Saying:
    """What findings say in a language; nothing where no file says it."""
    file = files("counterpart").joinpath(f"findings_{language}.yaml")
    if not file.is_file():
        return Saying({}, ())
    document: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    kinds = {code: (message, remedy) for code, (message, remedy) in document["kinds"].items()}
    # A phrase with more words of its own is the better fit.
    phrases = sorted(document["phrases"].items(), key=lambda each: -len(_own_words(each[0])))
    return Saying(kinds, tuple((_pattern(english), said) for english, said in phrases))


def _own_words(template: str) -> str:
    return "".join(text for text, _, _, _ in Formatter().parse(template))


def _pattern(template: str) -> re.Pattern[str]:
    """What texts the template makes."""
    parts = []
    for text, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(text))
        if name:
            parts.append(f"(?P<{name}>{GAPS.get(name, '.+?')})")
    return re.compile("".join(parts), re.DOTALL)
