"""Published cases as arrays, and their answers with the tolerance that each states."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tests.evaluation.cases import columns, expected


def numbers(case: str, file: str) -> NDArray[np.float64]:
    """The columns of numbers of a table, side by side."""
    kept = [
        values
        for values in columns(case, file).values()
        if all(each.replace(".", "", 1).isdigit() for each in values)
    ]
    return np.array(kept, dtype=float).T


def close(case: str, name: str, found: ArrayLike) -> bool:
    """Whether what was found is the answer of that name, within its tolerance."""
    answer = expected(case)[name]
    return np.allclose(found, answer["value"], rtol=0, atol=answer["atol"])
