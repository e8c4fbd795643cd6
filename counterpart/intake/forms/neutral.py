"""Text that must never become a formula in the spreadsheet of whoever opens a file of ours."""

from __future__ import annotations

SIGNS = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


def neutral(text: str) -> str:
    """Text for a CSV cell of a text column: an apostrophe goes before a sign that calculates.

    Figures are left as they are by whoever writes them: minus is part of a number.
    """
    return GUARD + text if text.startswith(SIGNS) else text


def unguarded(text: str) -> str:
    """The text of such a cell as it was before."""
    return text[1:] if text.startswith(tuple(GUARD + sign for sign in SIGNS)) else text
