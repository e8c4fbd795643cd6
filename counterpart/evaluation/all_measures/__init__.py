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

# What pages draw over the years first; all others stand in the tables.
HEADLINES: dict[str, Measure] = {
    key: measure
    for key, measure in MEASURES.items()
    if measure.page
    in (
        *("spatial.people", "spatial.person_days", "spatial.labour", "spatial.mobility_rate"),
        *("spatial.mobility_retention", "cultural.participants", "cultural.events"),
        *("cultural.reciprocity", "cultural.coverage", "cultural.continuity", "economic.aid"),
        *("economic.investment", "economic.market", "economic.self_sustaining_ratio"),
        *("economic.due", "economic.fulfilment", "economic.energy", "social.institution_ties"),
        *("social.multiplexity", "social.paired_schools", "social.paired_hospitals"),
        *("social.outpatient_visits_change", "social.surgical_procedures_change"),
    )
}

__all__ = ["HEADLINES", "MEASURES"]
