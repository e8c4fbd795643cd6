"""Social measures: ties of institutions between the sides, and what became of services."""

from counterpart.evaluation.social.nestedness import Nestedness, nodf
from counterpart.evaluation.social.network import ei_index, modularity
from counterpart.evaluation.social.ties import multiplexity, tie_count, volume_change

__all__ = [
    "Nestedness",
    "ei_index",
    "modularity",
    "multiplexity",
    "nodf",
    "tie_count",
    "volume_change",
]
