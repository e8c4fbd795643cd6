"""THE TABLE OF MEASURES, listed by hand by dimension: one line each, nothing is discovered."""

from counterpart.evaluation.all_measures.cultural import cultural_measures
from counterpart.evaluation.all_measures.economic import economic_measures
from counterpart.evaluation.all_measures.social import social_measures
from counterpart.evaluation.all_measures.spatial import spatial_measures
from counterpart.evaluation.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        *spatial_measures(),
        *cultural_measures(),
        *economic_measures(),
        *social_measures(),
    )
}

__all__ = ["MEASURES"]
