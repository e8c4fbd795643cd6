"""The cultural lines of the table: exchange, contact, surveys, what the record can bear."""

from counterpart.evaluation.all_measures.cultural.argument import argument_measures
from counterpart.evaluation.all_measures.cultural.contact import contact_measures
from counterpart.evaluation.all_measures.cultural.documented import documented_measures
from counterpart.evaluation.all_measures.cultural.exchange import exchange_measures
from counterpart.evaluation.all_measures.cultural.surveys import survey_measures
from counterpart.evaluation.all_measures.cultural.variety import variety_measures
from counterpart.evaluation.measure import Measure


def cultural_measures() -> list[Measure]:
    """The cultural lines of the table."""
    return [
        *exchange_measures(),
        *contact_measures(),
        *survey_measures(),
        *variety_measures(),
        *documented_measures(),
        *argument_measures(),
    ]


__all__ = ["cultural_measures"]
