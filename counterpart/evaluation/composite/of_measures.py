"""Which measures may be part of a composite: those of which more, or less, is better."""

from __future__ import annotations

from collections.abc import Sequence

from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.evaluation.all_measures import MEASURES

SIGNS = {"higher": 1, "lower": -1}


def directions_of(measures: Sequence[str]) -> list[int]:
    """+1 or -1 for each measure, as its declaration says.

    InputError with every fault: unknown_measure, and composite_undirected for a measure of which
    neither more nor less is better (what a composition is made of, such as the mix of kinds): it
    describes, and points for it would be ours.
    """
    faults = []
    for key in measures:
        if key not in MEASURES:
            faults.append(finding("unknown_measure", value=key, hint=near(key, MEASURES)))
        elif MEASURES[key].better not in SIGNS:
            faults.append(finding("composite_undirected", value=key))
    if faults:
        raise InputError(faults)
    return [SIGNS[MEASURES[key].better] for key in measures]
