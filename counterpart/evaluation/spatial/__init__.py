"""Spatial measures: where people live and move, and how evenly."""

from counterpart.evaluation.spatial.autocorrelation import Moran, moran, neighbours
from counterpart.evaluation.spatial.change import Change, decompose_change
from counterpart.evaluation.spatial.distance import great_circle
from counterpart.evaluation.spatial.gravity import Gravity, gravity
from counterpart.evaluation.spatial.indices import (
    dissimilarity,
    diversity,
    entropy_index,
    exposure,
    isolation,
    mutual_information,
)
from counterpart.evaluation.spatial.mobility import (
    concentration,
    mean_distance,
    mobility_rate,
    net_migration,
    retention,
    two_way_balance,
)
from counterpart.evaluation.spatial.nulls import SegregationTest, segregation_test
from counterpart.evaluation.spatial.paired import PairedRatio, paired_residual_ratio
from counterpart.evaluation.spatial.profile import macro_micro_ratio, spatial_profile
from counterpart.evaluation.spatial.projected import projected

__all__ = [
    "Change",
    "Gravity",
    "Moran",
    "PairedRatio",
    "SegregationTest",
    "concentration",
    "decompose_change",
    "dissimilarity",
    "diversity",
    "entropy_index",
    "exposure",
    "gravity",
    "great_circle",
    "isolation",
    "macro_micro_ratio",
    "mean_distance",
    "mobility_rate",
    "moran",
    "mutual_information",
    "neighbours",
    "net_migration",
    "paired_residual_ratio",
    "projected",
    "retention",
    "segregation_test",
    "spatial_profile",
    "two_way_balance",
]
