"""Intervals of shares, counts and their ratios, which several dimensions need."""

from counterpart.evaluation.intervals.classes import grouped_quantile
from counterpart.evaluation.intervals.estimate import Estimate
from counterpart.evaluation.intervals.proportions import (
    clopper_pearson,
    newcombe,
    risk_ratio,
    wilson,
)
from counterpart.evaluation.intervals.rates import garwood, rate_ratio, ratio_of_ratios

__all__ = [
    "Estimate",
    "clopper_pearson",
    "garwood",
    "grouped_quantile",
    "newcombe",
    "rate_ratio",
    "ratio_of_ratios",
    "risk_ratio",
    "wilson",
]
