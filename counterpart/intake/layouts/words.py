"""The words that offices write: totals, notes, months, units, in both languages, from one file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_SPACE = re.compile(r"\s+")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef"
_BETWEEN = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_BRACKET = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")


def plain(text: object) -> str:
    """Text as it is compared: NFKC, lower case, no space beside Chinese, one space elsewhere."""
    return _folded(str(text))


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    folded = _BETWEEN.sub("", _SPACE.sub(" ", folded))
    return folded.replace("‘", "'").replace("’", "'")


def without_bracket(text: str) -> str:
    """The text without one bracket at its end: `Staff Total (GBP equiv.)` -> `Staff Total`."""
    return _BRACKET.sub("", text).strip()


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists, compared as `plain` writes them."""

    lists: Mapping[str, Any]

    def has(self, name: str, text: object) -> bool:
        """Whether the text is one of the words of a list."""
        return plain(text) in self.set_of(name)

    def contains(self, name: str, text: object) -> bool:
        """Whether any word of a list stands somewhere in the text."""
        folded = plain(text)
        return any(word in folded for word in self.set_of(name))

    def set_of(self, name: str) -> frozenset[str]:
        """A list of words."""
        return _sets(name)

    def table(self, name: str) -> dict[str, Any]:
        """A list of words with what each stands for."""
        return _tables(name)

    def starts(self, name: str, text: str) -> bool:
        """Whether a label begins with a word of `name`, as a word of its own."""
        return any(
            text == word or (text.startswith(word) and _parted(word[-1], text[len(word)]))
            for word in _edges(name, "starts")
        )

    def begins(self, name: str, text: str) -> bool:
        """Whether a label begins with a word of `name`, whatever follows."""
        return any(text.startswith(word) for word in _edges(name, "starts"))

    def signs(self, name: str, text: str) -> bool:
        """Whether a label is a word of `name` with a colon soon after it: `填报岗位：`."""
        return any(
            text.startswith(word) and ":" in text[len(word) : len(word) + 6]
            for word in _edges(name, "starts")
        )

    def ends(self, name: str, text: str) -> bool:
        """Whether a label ends with a word of `name`, as a word of its own."""
        return any(
            text == word or (text.endswith(word) and _apart(text[-len(word) - 1], word[0]))
            for word in _edges(name, "ends")
        )


@cache
def words() -> Words:
    """The words that ship with Counterpart."""
    text = (files("counterpart.intake.layouts") / "words.yaml").read_text("utf-8")
    return Words(yaml.safe_load(text))


@cache
def _sets(name: str) -> frozenset[str]:
    listed: Any = words().lists
    for part in name.split("."):
        listed = listed[part]
    return frozenset(plain(word) for word in listed)


@cache
def _tables(name: str) -> dict[str, Any]:
    listed: Any = words().lists
    for part in name.split("."):
        listed = listed[part]
    pairs = sorted(listed.items(), key=lambda item: -len(str(item[0])))
    return {plain(word): meaning for word, meaning in pairs}


@cache
def _edges(name: str, side: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in words().lists[name].get(side, ()))


def _apart(before: str, after: str) -> bool:
    """Whether a word may end between two characters: Latin letters of one word hang together."""
    return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())


def _parted(before: str, after: str) -> bool:
    """The same for the end of a word at the beginning of a label, where 总计划 is no 总计."""
    return _apart(before, after) and not (after > "\u2e7f" and after.isalnum())


def decimal_of(value: Any) -> Decimal:
    """A number of the word lists."""
    return Decimal(str(value))
