"""Cultural measures: how much is exchanged, how evenly, how far, how varied, whether it lasts."""

from counterpart.evaluation.cultural.comparison import EqualCoverage, equal_coverage
from counterpart.evaluation.cultural.continuity import (
    Change,
    Continuity,
    continuity,
    continuity_by_year,
)
from counterpart.evaluation.cultural.exchange import balance, reciprocity, reverse_ratio
from counterpart.evaluation.cultural.extrapolation import extrapolated, extrapolated_coverage
from counterpart.evaluation.cultural.reach import Reach, coverage, coverage_by_side
from counterpart.evaluation.cultural.repeat import RepeatContact, repeat_contact
from counterpart.evaluation.cultural.spread import Spread, spread, spread_by_instrument
from counterpart.evaluation.cultural.survey import ItemChange, SurveyChange, item_change
from counterpart.evaluation.cultural.variety import hill_numbers, rarefied, sample_coverage
from counterpart.evaluation.cultural.volume import Stay, per_head, person_days

__all__ = [
    "Change",
    "Continuity",
    "EqualCoverage",
    "ItemChange",
    "Reach",
    "RepeatContact",
    "Spread",
    "Stay",
    "SurveyChange",
    "balance",
    "continuity",
    "continuity_by_year",
    "coverage",
    "coverage_by_side",
    "equal_coverage",
    "extrapolated",
    "extrapolated_coverage",
    "hill_numbers",
    "item_change",
    "per_head",
    "person_days",
    "rarefied",
    "reciprocity",
    "repeat_contact",
    "reverse_ratio",
    "sample_coverage",
    "spread",
    "spread_by_instrument",
]
