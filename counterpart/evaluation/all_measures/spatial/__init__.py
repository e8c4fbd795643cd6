"""The spatial lines of the table, by theme: people, movers, distances, gravity, composition."""

from counterpart.evaluation.all_measures.spatial.composition import composition_lines
from counterpart.evaluation.all_measures.spatial.distances import distance_lines
from counterpart.evaluation.all_measures.spatial.experts import expert_lines
from counterpart.evaluation.all_measures.spatial.gravity import gravity_lines
from counterpart.evaluation.all_measures.spatial.movers import mover_lines
from counterpart.evaluation.all_measures.spatial.near import near_lines
from counterpart.evaluation.all_measures.spatial.people import people_lines
from counterpart.evaluation.measure import Measure


def spatial_measures() -> list[Measure]:
    """The spatial lines of the table."""
    return [
        *people_lines(),
        *expert_lines(),
        *mover_lines(),
        *distance_lines(),
        *gravity_lines(),
        *composition_lines(),
        *near_lines(),
    ]


__all__ = ["spatial_measures"]
