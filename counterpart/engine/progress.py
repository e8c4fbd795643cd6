"""How long work tells of itself: a callable is told the step, how much is done, of how much."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, of: int) -> None:
    """A listener that does nothing."""
