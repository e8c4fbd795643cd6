"""How alike two names are, in Chinese by pairs of characters, in English by words."""

from __future__ import annotations

import re
from functools import cache

from counterpart.intake.layouts.words import plain

_LATIN = re.compile(r"[a-z0-9]+")
_STOP = {"the", "of", "and", "a", "in", "to", "by", "with", "for", "on", "at", "from", "per"}
# Characters that every header may end with and that tell nothing.
_WEAK = {"人数", "金额", "数量", "情况", "合计", "本月", "当月"}


def likeness(one: str, other: str) -> float:
    """Between 0 and 1: the part that the two have in common, weighed towards the shorter."""
    left, right = _grams(plain(one)), _grams(plain(other))
    if not left or not right:
        return 0.0
    common = len(left & right)
    return (common / min(len(left), len(right)) + 2 * common / (len(left) + len(right))) / 2


def similar_sets(one: set[str], other: set[str]) -> float:
    """The share of texts that two sets have in common."""
    return len(one & other) / len(one | other) if one | other else 0.0


@cache
def _grams(text: str) -> frozenset[str]:
    words = {_singular(word) for word in _LATIN.findall(text) if word not in _STOP}
    chinese = re.sub(r"[^\u4e00-\u9fff]", " ", text).split()
    pairs = {piece[i : i + 2] for piece in chinese for i in range(max(1, len(piece) - 1))}
    return frozenset((words | pairs) - _WEAK)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
