"""Intervals that several dimensions need: of shares, counts, ratios; and of stated bounds."""

from counterpart.evaluation.intervals.classes import grouped_quantile
from counterpart.evaluation.intervals.estimate import Estimate
from counterpart.evaluation.intervals.proportions import (
    clopper_pearson,
    newcombe,
    risk_ratio,
    wilson,
)
from counterpart.evaluation.intervals.rates import garwood, rate_ratio, ratio_of_ratios
from counterpart.evaluation.intervals.stated import (
    MOST_INPUTS,
    Interval,
    Shape,
    Stated,
    at_corners,
    drawn,
    share_of_whole,
    share_with_rest,
)

__all__ = [
    "MOST_INPUTS",
    "Estimate",
    "Interval",
    "Shape",
    "Stated",
    "at_corners",
    "clopper_pearson",
    "drawn",
    "garwood",
    "grouped_quantile",
    "newcombe",
    "rate_ratio",
    "ratio_of_ratios",
    "risk_ratio",
    "share_of_whole",
    "share_with_rest",
    "wilson",
]
