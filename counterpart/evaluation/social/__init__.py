"""Social measures: ties of institutions between the sides, and what became of services."""

from counterpart.evaluation.social.capability import LearningCurve, learning_curve
from counterpart.evaluation.social.clustering import (
    Clustering,
    bipartite_clustering,
    clustering,
)
from counterpart.evaluation.social.dated import DatedNetwork, dated_network
from counterpart.evaluation.social.density import density
from counterpart.evaluation.social.equal_treatment import EqualTreatment, equal_treatment
from counterpart.evaluation.social.matching import SkillMatch, skill_match
from counterpart.evaluation.social.nestedness import Nestedness, nodf
from counterpart.evaluation.social.network import ei_index, modularity
from counterpart.evaluation.social.nulls import NetworkTest, fixed_margins, network_test
from counterpart.evaluation.social.placement import (
    Retention,
    placement_rate,
    retention,
    wage_gain,
)
from counterpart.evaluation.social.postings import PostCover, Postings, post_cover
from counterpart.evaluation.social.services import Served, service_coverage, time_to_service
from counterpart.evaluation.social.ties import multiplexity, tie_count, volume_change
from counterpart.evaluation.social.volumes import (
    VolumeChange,
    mantel_haenszel,
    standardised_rate,
    volume_ratio,
)

__all__ = [
    "Clustering",
    "DatedNetwork",
    "EqualTreatment",
    "LearningCurve",
    "Nestedness",
    "NetworkTest",
    "PostCover",
    "Postings",
    "Retention",
    "Served",
    "SkillMatch",
    "VolumeChange",
    "bipartite_clustering",
    "clustering",
    "dated_network",
    "density",
    "ei_index",
    "equal_treatment",
    "fixed_margins",
    "learning_curve",
    "mantel_haenszel",
    "modularity",
    "multiplexity",
    "network_test",
    "nodf",
    "placement_rate",
    "post_cover",
    "retention",
    "service_coverage",
    "skill_match",
    "standardised_rate",
    "tie_count",
    "time_to_service",
    "volume_change",
    "volume_ratio",
    "wage_gain",
]
