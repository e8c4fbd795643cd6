"""How many fields the cooperation works in, how evenly, and what is new in it."""

from __future__ import annotations

from counterpart.evaluation import cultural
from counterpart.evaluation.all_measures.shares import reported
from counterpart.evaluation.all_measures.words import METHODS, line, same
from counterpart.evaluation.measure import Answer, Counted, Measure

SECTORS = (
    "industry",
    "rural_revitalization",
    "education",
    "health",
    "labour",
    "culture",
    "energy",
    "ecology",
    "united_front",
    "general",
)


def variety_measures() -> list[Measure]:
    """The lines of variety and of what is new."""
    return [
        line(
            "cultural.active_fields", "activity", "pair", "fields", "none",
            {"amount": Counted("projects", filled=("sector",), distinct="sector")},
            same, "Hill 1973, order 0", rises=("amount",),
            by=("programme", "pairing"), periods=("all",), mechanisms=("M60",),
        ),
        line(
            "cultural.effective_fields", "activity", "pair", "fields", "none",
            {sector: Counted("projects", having=(("sector", (sector,)),)) for sector in SECTORS},
            effective_fields, "Hill 1973, order 1",
            by=("programme", "pairing"), periods=("all",), mechanisms=("M60",),
        ),
        reported(
            "cultural.instruments_first_used", "activity", "instruments", "none",
            "instruments_first_used", f"{METHODS}, section 2: spread of instruments", ("M60",),
        ),
    ]  # fmt: skip


def effective_fields(**projects: float) -> float | Answer:
    """How many fields with equally many projects are as varied as these."""
    if not sum(projects.values()):
        return Answer(None, reason="empty whole")
    return float(cultural.hill_numbers(list(projects.values()), (1,))[0])
