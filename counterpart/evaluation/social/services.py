"""Services for people who moved: how many are reached, and how long it takes, of aggregates."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from counterpart.evaluation.intervals import Estimate, clopper_pearson, grouped_quantile
from counterpart.evaluation.intervals.classes import GroupedQuantile
from counterpart.evaluation.intervals.estimate import check_part, missing


@dataclass(frozen=True, slots=True)
class Served:
    """Shares of a service: `reached` cases in those eligible, `completed` and `refused` in cases.

    What is neither completed nor refused is still open.
    """

    reached: Estimate
    completed: Estimate
    refused: Estimate


def service_coverage(
    eligible: int | None, cases: int, completed: int, refused: int, level: float = 0.95
) -> Served:
    """What became of the cases of one service, with exact intervals (Clopper & Pearson 1934).

    Counts are of cases in one period and one side. `eligible` None, or below the cases, makes
    `reached` NaN with the reason. ValueError where more were completed and refused than there are.
    """
    check_part(completed + refused, cases)
    if eligible is None:
        reached = missing("nobody counted who is eligible")
    elif eligible < cases:
        reached = missing(f"{cases} cases of {eligible} eligible: the two count different things")
    else:
        reached = clopper_pearson(cases, eligible, level)
    return Served(
        reached, clopper_pearson(completed, cases, level), clopper_pearson(refused, cases, level)
    )


def time_to_service(
    bounds: ArrayLike, counts: ArrayLike, quantile: float = 0.5, level: float = 0.95
) -> GroupedQuantile:
    """The median time to service, or another quantile, of cases counted by class of days.

    See `grouped_quantile`: a median in the open class has a lower bound and no value. Only cases
    that were served have a time; those still waiting make the true median longer, so count them in
    the last, open class.
    """
    return grouped_quantile(bounds, counts, quantile, level)
