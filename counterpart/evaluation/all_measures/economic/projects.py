"""Works of the money: traced to a site, on time, in use afterwards, serving a stated aim."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import SECTION, as_reported, reported
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.measure import Counted, Measure

ALL = Counted("projects")


def project_lines() -> list[Measure]:
    """From money to works and what became of them."""
    return [
        _share(
            "projects_traced", "output", ALL,
            Counted("projects", filled=("place", "lead", "budget", "source")),
            "M13", "M15", "M36",
        ),
        _share(
            "projects_serving_aims", "activity", ALL, Counted("projects", filled=("serves",)),
            "M37",
        ),
        _share(
            "milestones_on_time", "output", Counted("milestones", filled=("due",), dated="due"),
            Counted("milestones", filled=("due",), dated="due", on_time=("due", "done_on")),
            "M04", "M13", "M15",
        ),
        _share(
            "assets_in_use", "outcome",
            Counted("assets", where=(("state", ("in_use", "idle", "lost")),)),
            Counted("assets", where=(("state", ("in_use",)),)),
            "M13", "M15", "M30", "M36",
        ),
        as_reported(
            "assisted_firms_active", "outcome", "firms", "higher",
            reported("assisted_firms_active", "b"), f"{SECTION}: survival after the grant",
            "M15", "M30",
        ),
    ]  # fmt: skip


def _share(key: str, level: str, whole: Counted, part: Counted, *mechanisms: str) -> Measure:
    return line(
        f"economic.{key}", level, "pair", "index", "higher", {"part": part, "whole": whole},
        economic.ratio, f"{SECTION}: works on record",
        rises=("part",), falls=("whole",),
        periods=("year", "stage", "all") if whole.dated else ("all",), mechanisms=mechanisms,
    )  # fmt: skip
