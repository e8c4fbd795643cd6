"""Spatial measures: where people live and move, and how evenly."""

from counterpart.evaluation.spatial.indices import (
    dissimilarity,
    diversity,
    entropy_index,
    exposure,
    isolation,
    mutual_information,
)
from counterpart.evaluation.spatial.mobility import concentration, mobility_rate, retention
from counterpart.evaluation.spatial.nulls import SegregationTest, segregation_test
from counterpart.evaluation.spatial.surroundings import spatial_profile

__all__ = [
    "SegregationTest",
    "concentration",
    "dissimilarity",
    "diversity",
    "entropy_index",
    "exposure",
    "isolation",
    "mobility_rate",
    "mutual_information",
    "retention",
    "segregation_test",
    "spatial_profile",
]
