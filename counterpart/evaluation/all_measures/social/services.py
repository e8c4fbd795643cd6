"""Services for people who moved: who is reached, what became of cases, whether all fare alike."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.shares import reported, share_reported
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line
from counterpart.evaluation.measure import Answer, Measure, Reported

SOURCE = f"{METHODS}, section 4: service coverage"
CASES, COMPLETED = ("migrant_service_cases",), ("migrant_service_completed",)


def service_measures() -> list[Measure]:
    """The lines of services for people who moved."""
    lines = []
    for side in SIDES:
        lines += [
            share_reported(
                "social.services_reached_{side}", "output", "higher",
                "migrant_service_cases", "migrant_service_eligible", SOURCE, ("M23",), side,
            ),
            share_reported(
                "social.services_completed_{side}", "outcome", "higher",
                "migrant_service_completed", "migrant_service_cases", SOURCE,
                ("M23", "M54"), side, sampled=True,
            ),
            share_reported(
                "social.services_refused_{side}", "outcome", "none",
                "migrant_service_refused", "migrant_service_cases", SOURCE,
                ("M23",), side, sampled=True,
            ),
            reported(
                "social.service_days_{side}", "outcome", "days", "lower",
                "migrant_service_days", SOURCE, ("M23", "M54"), side,
            ),
            line(
                "social.services_alike_{side}", "outcome", "one_side", "index", "none",
                {
                    "part": Reported(COMPLETED, side, beside=CASES, each=True),
                    "whole": Reported(CASES, side, beside=COMPLETED, each=True),
                },
                services_alike, f"{METHODS}, section 4: equal treatment on aggregates",
                side=side, mechanisms=("M23",),
            ),
        ]  # fmt: skip
    return lines


def services_alike(part: Mapping[str, float], whole: Mapping[str, float]) -> float | Answer:
    """How likely shares completed of the offices as far apart as these are if all serve alike."""
    classes = {name: (round(part[name]), round(whole[name])) for name in sorted(whole)}
    if len(classes) < 2:
        return Answer(None, reason="too few", words={"needed": 2, "count": len(classes)})
    if any(completed > cases for completed, cases in classes.values()):
        return Answer(None, reason="undefined")
    found = social.equal_treatment(classes)
    if not isfinite(found.p):
        return Answer(None, reason="all alike")
    words = {"least": f"{found.least_p:.2g}", "count": len(classes)}
    return Answer(found.p, notes=(("least p", words),))
