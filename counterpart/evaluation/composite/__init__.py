"""Composite indices: goalposts, weights, aggregation, coupling, and how fragile a rank is."""

from counterpart.evaluation.composite.aggregation import Aggregated, aggregate
from counterpart.evaluation.composite.coupling import (
    Coupling,
    Telecoupling,
    coupling_coordination,
    telecoupling,
)
from counterpart.evaluation.composite.goalposts import Normalised, normalise
from counterpart.evaluation.composite.ideal import Topsis, topsis
from counterpart.evaluation.composite.of_measures import directions_of
from counterpart.evaluation.composite.robustness import RankRobustness, rank_robustness
from counterpart.evaluation.composite.sensitivity import Sensitivity, rank_sensitivity
from counterpart.evaluation.composite.treatment import per_denominator, winsorise
from counterpart.evaluation.composite.weighting import (
    Weights,
    budget_weights,
    critic_weights,
    entropy_weights,
    equal_weights,
    expert_weights,
)

__all__ = [
    "Aggregated",
    "Coupling",
    "Normalised",
    "RankRobustness",
    "Sensitivity",
    "Telecoupling",
    "Topsis",
    "Weights",
    "aggregate",
    "budget_weights",
    "coupling_coordination",
    "critic_weights",
    "directions_of",
    "entropy_weights",
    "equal_weights",
    "expert_weights",
    "normalise",
    "per_denominator",
    "rank_robustness",
    "rank_sensitivity",
    "telecoupling",
    "topsis",
    "winsorise",
]
