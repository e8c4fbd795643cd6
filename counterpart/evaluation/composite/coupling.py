"""Coupling coordination of systems, in the right form, and between the two ends of flows.

Of 379 papers surveyed about half had the degree wrong: the root of the geometric mean left out, a
factor n too many, weights inside C. Here C is the geometric over the arithmetic mean of the scores,
unweighted; weights are in T alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.composite.arrays import Numbers, matrix_of, weights_of

Form = Literal["standard", "wang", "fan"]
FORMS: tuple[Form, ...] = ("standard", "wang", "fan")


@dataclass(frozen=True, slots=True, eq=False)
class Coupling:
    """Of each unit: `coupling` C, `development` T, `coordination` D, and the signed `gap`.

    The gap is the first system's score less the mean of the others': which lags, and how far. C is
    near 1 wherever systems are alike, high or low, so that D is near the root of T: read all three.
    """

    coupling: Numbers
    development: Numbers
    coordination: Numbers
    gap: Numbers
    form: Form
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Telecoupling:
    """Coordination of the two ends of flows: `pairs` (a, b), NaN where nothing flows.

    `by_a` and `by_b` are each end's mean over its partners, weighted by the flows, NaN without any;
    `total` is the mean over all flows.
    """

    pairs: Numbers
    by_a: Numbers
    by_b: Numbers
    total: float


def coupling_coordination(
    scores: ArrayLike, weights: ArrayLike | None = None, form: Form = "standard"
) -> Coupling:
    """C, T and D = sqrt(C T) of scores (units, systems), two systems or more, each 0 to 1.

    Forms of C for n systems: "standard" (prod u)^(1/n) / (sum u / n); "wang"
    sqrt((1 - mean |u_i - u_j|) prod(u_i / max u)^(1/(n-1))), Wang et al. 2021; "fan" 1 - 2 sd
    (population), Fan et al. 2024. The last two depend on the scale, so scores above 1 are refused
    for them. T is the mean by `weights` (relative; equal ones if not given). A score of 0 makes the
    standard and wang C 0, and D: it is noted, never shifted away. A unit with a missing score has
    none. ValueError for negative scores, one system, an unknown form.
    """
    values = matrix_of(scores, "scores")
    if values.shape[1] < 2:
        raise ValueError("coupling is of two systems or more: give a column to each")
    if form not in FORMS:
        raise ValueError(f"form {form!r}: give one of {', '.join(FORMS)}")
    if (values < 0).any():
        raise ValueError("a score is negative: give scores of 0 to 1")
    over = bool((values > 1).any())
    if over and form != "standard":
        raise ValueError(f"a score is above 1, and the form {form} is not free of scale")
    shares = weights_of(weights, values.shape[1])
    if shares.ndim > 1:
        raise ValueError(f"weights {shares.shape}: give one to each system")
    coupled = _coupled(values, form)
    developed = values @ shares
    others = values[:, 1:].mean(axis=1)
    return Coupling(
        coupled,
        developed,
        np.sqrt(coupled * developed),
        values[:, 0] - others,
        form,
        tuple(_notes(values, over=over)),
    )


def telecoupling(
    scores_a: ArrayLike, scores_b: ArrayLike, flows: ArrayLike, form: Form = "standard"
) -> Telecoupling:
    """Coordination of paired units at a distance, weighted by what flows between them.

    `scores_a` (a,) and `scores_b` (b,) are 0 to 1, `flows` (a, b) amounts of 0 or more, both ways
    together. Each pair between which anything flows is coupled as two systems; the means weigh
    pairs by their flows. ValueError as `coupling_coordination`, and for shapes. The frame of
    telecoupling is Liu et al. 2013; the form is ours, and says so.
    """
    one, two = (np.asarray(each, dtype=float).ravel() for each in (scores_a, scores_b))
    amounts = np.asarray(flows, dtype=float)
    if amounts.shape != (one.size, two.size):
        raise ValueError(f"flows {amounts.shape} between {one.size} and {two.size} units")
    if not np.isfinite(amounts).all() or (amounts < 0).any():
        raise ValueError("a flow is negative or missing: give amounts of 0 or more")
    ends = np.column_stack([np.repeat(one, two.size), np.tile(two, one.size)])
    found = coupling_coordination(ends, form=form).coordination.reshape(amounts.shape)
    pairs = np.where(amounts > 0, found, np.nan)
    return Telecoupling(
        pairs,
        np.array([_weighted(row, own) for row, own in zip(pairs, amounts, strict=True)]),
        np.array([_weighted(row, own) for row, own in zip(pairs.T, amounts.T, strict=True)]),
        _weighted(pairs.ravel(), amounts.ravel()),
    )


def _coupled(values: Numbers, form: Form) -> Numbers:
    systems = values.shape[1]
    if form == "fan":
        return np.asarray(1 - 2 * values.std(axis=1))
    highest = values.max(axis=1)
    scale = np.where(highest > 0, highest, 1)
    relative = values / scale[:, None]
    if form == "standard":
        # Of the scores relative to the largest: the same, without underflow.
        mean = relative.mean(axis=1)
        root = np.prod(relative, axis=1) ** (1 / systems)
        return np.asarray(root / np.where(mean > 0, mean, 1))
    i, j = np.triu_indices(systems, 1)
    apart = np.abs(values[:, i] - values[:, j]).mean(axis=1)
    return np.asarray(np.sqrt((1 - apart) * np.prod(relative, axis=1) ** (1 / (systems - 1))))


def _notes(values: Numbers, *, over: bool) -> Sequence[str]:
    notes = []
    zeros = int((values == 0).any(axis=1).sum())
    missing = int(np.isnan(values).any(axis=1).sum())
    if zeros:
        notes.append(f"{zeros} units have a score of 0, which makes their coupling 0")
    if missing:
        notes.append(f"{missing} units lack a score")
    if over:
        notes.append("scores above 1 are taken as they are")
    return notes


def _weighted(values: Numbers, weights: Numbers) -> float:
    there = weights > 0
    if not there.any():
        return float("nan")
    return float((values[there] * weights[there]).sum() / weights[there].sum())
