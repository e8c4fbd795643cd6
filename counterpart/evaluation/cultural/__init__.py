"""Cultural measures: exchange in both directions, how far it reaches, how varied it is."""

from counterpart.evaluation.cultural.exchange import balance, continuity, coverage, reciprocity
from counterpart.evaluation.cultural.variety import hill_numbers, sample_coverage

__all__ = ["balance", "continuity", "coverage", "hill_numbers", "reciprocity", "sample_coverage"]
