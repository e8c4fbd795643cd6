"""The social lines of the table: ties of institutions, services."""

from __future__ import annotations

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line, same
from counterpart.evaluation.measure import Measure, Observed, Ties

INSTITUTIONS = ("school", "hospital", "institution-firm", "firm-park")
VOLUMES = ("outpatient_visits", "inpatient_discharges", "surgical_procedures")


def social_measures() -> list[Measure]:
    """The social lines of the table."""
    lines = [
        line(
            "social.institution_ties", "activity", "pair", "pairs", "higher",
            {"ties": Ties(INSTITUTIONS, ends="parties")},
            social.tie_count, f"{METHODS}, section 4: dated two-sided network",
            by=("programme",), mechanisms=("M38", "M44", "M55"),
        ),
        line(
            "social.multiplexity", "outcome", "pair", "ratio", "none",
            {"layers": Ties()},
            social.multiplexity, f"{METHODS}, section 4: layers per tied pair",
            by=("programme",), mechanisms=("M01", "M07"),
        ),
    ]  # fmt: skip
    for side in SIDES:
        for indicator in ("paired_schools", "paired_hospitals"):
            lines.append(
                line(
                    f"social.{indicator}_{{side}}", "activity", "pair",
                    indicator.removeprefix("paired_"), "none",
                    {"amount": Observed((indicator,), side)},
                    same, f"{METHODS}, section 4: service coverage",
                    side=side, rises=("amount",), mechanisms=("M38", "M44"),
                )
            )  # fmt: skip
    for indicator in VOLUMES:
        lines.append(
            line(
                f"social.{indicator}_change", "outcome", "one_side", "%", "none",
                {"stated": Observed((f"{indicator}_growth",), "b", of="organisations")},
                social.volume_change, f"{METHODS}, section 4: hospital volumes",
                mechanisms=("M39",),
            )
        )  # fmt: skip
    return lines
