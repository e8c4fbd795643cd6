"""What people say in passing (a scope, a comment, the name of a file), as it can be kept."""

from __future__ import annotations


def remark(text: str) -> str:
    """The text without what no database keeps: U+0000, and halves of characters.

    What delivered rows say is never changed in this way: there it is an error.
    """
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return whole.replace("\0", "").strip()
