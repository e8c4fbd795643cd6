"""The social lines of the table: ties, governance, people, services, health, schools."""

from counterpart.evaluation.all_measures.social.governance import governance_measures
from counterpart.evaluation.all_measures.social.hospitals import hospital_measures
from counterpart.evaluation.all_measures.social.labour import labour_measures
from counterpart.evaluation.all_measures.social.patients import patient_measures
from counterpart.evaluation.all_measures.social.schools import school_measures
from counterpart.evaluation.all_measures.social.services import service_measures
from counterpart.evaluation.all_measures.social.staff import staff_measures
from counterpart.evaluation.all_measures.social.ties import tie_measures
from counterpart.evaluation.measure import Measure


def social_measures() -> list[Measure]:
    """The social lines of the table."""
    return [
        *tie_measures(),
        *governance_measures(),
        *staff_measures(),
        *labour_measures(),
        *service_measures(),
        *hospital_measures(),
        *patient_measures(),
        *school_measures(),
    ]


__all__ = ["social_measures"]
