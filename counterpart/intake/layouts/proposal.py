"""What a proposal says: a layout, how sure each part of it is, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterpart.intake.layouts.layout import Layout


@dataclass(frozen=True, slots=True)
class Understood:
    """One column as it was understood, with how surely (0 to 1) and why."""

    sheet: str
    column: str
    header: str
    taken_as: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the office must answer before the layout can be trusted."""

    sheet: str | None
    about: str
    text: str


@dataclass(slots=True)
class Proposal:
    """A layout that may be right. `remembered` names the layout it was taken from, if any, and
    `differs` what is not as that one knows it.
    """

    layout: Layout
    understood: list[Understood] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remembered: str | None = None
    likeness: float = 0.0
    differs: list[str] = field(default_factory=list)
