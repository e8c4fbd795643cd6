"""Economic measures: what sustains itself, how concentrated, how equal, what is induced."""

from counterpart.evaluation.economic.concentration import effective_number, herfindahl
from counterpart.evaluation.economic.inequality import Theil, theil
from counterpart.evaluation.economic.input_output import Leontief, leontief
from counterpart.evaluation.economic.ratios import fulfilment, self_sustaining_ratio

__all__ = [
    "Leontief",
    "Theil",
    "effective_number",
    "fulfilment",
    "herfindahl",
    "leontief",
    "self_sustaining_ratio",
    "theil",
]
