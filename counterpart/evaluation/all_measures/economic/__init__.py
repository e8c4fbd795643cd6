"""The economic lines of the table, a file a theme."""

from counterpart.evaluation.all_measures.economic.allocation import allocation_lines
from counterpart.evaluation.all_measures.economic.convergence import convergence_lines
from counterpart.evaluation.all_measures.economic.energy import energy_lines
from counterpart.evaluation.all_measures.economic.farming import farming_lines
from counterpart.evaluation.all_measures.economic.industry import industry_lines
from counterpart.evaluation.all_measures.economic.land import land_lines
from counterpart.evaluation.all_measures.economic.ledgers import ledger_lines
from counterpart.evaluation.all_measures.economic.market import market_lines
from counterpart.evaluation.all_measures.economic.projects import project_lines
from counterpart.evaluation.all_measures.economic.reciprocity import reciprocity_lines
from counterpart.evaluation.all_measures.economic.structure import structure_lines
from counterpart.evaluation.all_measures.economic.sustaining import sustaining_lines
from counterpart.evaluation.measure import Measure

__all__ = ["economic_measures"]


def economic_measures() -> list[Measure]:
    """The economic lines of the table."""
    return [
        *ledger_lines(),
        *allocation_lines(),
        *project_lines(),
        *sustaining_lines(),
        *reciprocity_lines(),
        *market_lines(),
        *farming_lines(),
        *industry_lines(),
        *structure_lines(),
        *energy_lines(),
        *land_lines(),
        *convergence_lines(),
    ]
