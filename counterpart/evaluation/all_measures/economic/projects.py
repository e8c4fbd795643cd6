"""Works of the money: traced to a site, on time, in use afterwards, serving a stated aim."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import SECTION
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.measure import Answer, Counted, Level, Measure

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
        line(
            "economic.milestones_on_time", "output", "pair", "index", "higher",
            {
                "on_time": Counted(
                    "milestones", filled=("due",), dated="due", on_time=("due", "done_on")
                ),
                "done": Counted("milestones", filled=("due", "done_on"), dated="due"),
                "due_in_all": Counted("milestones", filled=("due",), dated="due"),
            },
            _on_time, f"{SECTION}: delay of works", mechanisms=("M04", "M13", "M15", "M36"),
        ),
        _share(
            "assets_in_use", "outcome",
            Counted("assets", where=(("state", ("in_use", "idle", "lost")),)),
            Counted("assets", where=(("state", ("in_use",)),)),
            "M13", "M15", "M30", "M36",
        ),
    ]  # fmt: skip


def _share(key: str, level: Level, whole: Counted, part: Counted, *mechanisms: str) -> Measure:
    return line(
        f"economic.{key}", level, "pair", "index", "higher", {"part": part, "whole": whole},
        economic.ratio, f"{SECTION}: works on record",
        rises=("part",), falls=("whole",),
        periods=("year", "stage", "all") if whole.dated else ("all",), mechanisms=mechanisms,
    )  # fmt: skip


def _on_time(on_time: float, done: float, due_in_all: float) -> Answer:
    """Of milestones with a day of completion; bounds have the others all late, or all on time."""
    if not done:
        return Answer(None, reason="days of completion")
    low, high = on_time / due_in_all, (on_time + due_in_all - done) / due_in_all
    return Answer(on_time / done, low, high, "sensitivity")
