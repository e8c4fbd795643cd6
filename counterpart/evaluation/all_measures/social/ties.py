"""Who is tied to whom: how many, how densely, in which pattern, in what besides."""

from __future__ import annotations

from collections.abc import Collection
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line, same
from counterpart.evaluation.measure import Answer, Measure, Observed, Places, Ties

INSTITUTIONS = ("school", "hospital", "institution-firm", "firm-park")
NETWORK = f"{METHODS}, section 4: dated two-sided network"
DRAWS = 199

Tied = Collection[tuple[str, str, str]]


def tie_measures() -> list[Measure]:
    """The lines of ties."""
    lines = [
        line(
            "social.institution_ties", "activity", "pair", "pairs", "higher",
            {"ties": Ties(INSTITUTIONS, ends="parties")},
            social.tie_count, NETWORK,
            by=("programme",), mechanisms=("M38", "M44", "M55"),
        ),
        line(
            "social.multiplexity", "outcome", "pair", "ratio", "none",
            {"layers": Ties()},
            social.multiplexity, f"{METHODS}, section 4: layers per tied pair",
            by=("programme",), mechanisms=("M01", "M07"),
        ),
    ]  # fmt: skip
    for side in SIDES:
        for indicator in ("paired_schools", "paired_hospitals"):
            lines.append(
                line(
                    f"social.{indicator}_{{side}}", "activity", "pair",
                    indicator.removeprefix("paired_"), "none",
                    {"amount": Observed((indicator,), side)},
                    same, f"{METHODS}, section 4: service coverage",
                    side=side, rises=("amount",), mechanisms=("M38", "M44"),
                )
            )  # fmt: skip
    return [*lines, *_patterns()]


def _patterns() -> list[Measure]:
    return [
        line(
            "social.tie_density", "activity", "pair", "index", "none",
            {"ties": Ties(), "places_a": Places("a"), "places_b": Places("b")},
            tie_density, f"{NETWORK}: density", by=("programme",), mechanisms=("M01", "M09"),
        ),
        line(
            "social.tie_nestedness", "context", "pair", "index", "none",
            {"ties": Ties()}, tie_nestedness, "Almeida-Neto et al. 2008; null of fixed margins",
            by=("programme",), mechanisms=("M01", "M09"),
        ),
        line(
            "social.tie_clustering", "context", "pair", "index", "none",
            {"ties": Ties(ends="parties")}, tie_clustering,
            "Robins & Alexander 2004; null of fixed margins",
            by=("programme",), mechanisms=("M38", "M44"),
        ),
        line(
            "social.new_ties", "activity", "pair", "index", "none",
            {"before": Ties(before=True), "now": Ties()}, new_ties, f"{NETWORK}: ties new and kept",
            by=("programme",), periods=("year",), mechanisms=("M01", "M60"),
        ),
    ]  # fmt: skip


def tie_density(ties: Tied, places_a: dict[str, str], places_b: dict[str, str]) -> float | None:
    """Tied pairs in all pairs of places, of the levels that have a tie on each side."""
    pairs = {tie[:2] for tie in ties}
    possible = 1
    for position, places in enumerate((places_a, places_b)):
        levels = {places[pair[position]] for pair in pairs if pair[position] in places}
        possible *= sum(level in levels for level in places.values())
    inside = sum(one in places_a and other in places_b for one, other in pairs)
    return inside / possible if possible else None


def tie_nestedness(ties: Tied) -> Answer:
    """Nestedness from 0 to 1 with the p of networks of the same margins."""
    return _beside_chance(ties, "nodf", 100.0)


def tie_clustering(ties: Tied) -> Answer:
    """Clustering of the two sides with the p of networks of the same margins."""
    return _beside_chance(ties, "clustering", 1.0)


def new_ties(before: Tied, now: Tied) -> float | None:
    """The share of the year's tied pairs that were not tied the year before."""
    pairs = {tie[:2] for tie in now}
    return len(pairs - {tie[:2] for tie in before}) / len(pairs) if pairs else None


def _beside_chance(ties: Tied, statistic: str, full: float) -> Answer:
    matrix = _matrix(ties)
    found = social.network_test(matrix, statistic, draws=DRAWS)
    if not isfinite(found.value):
        return Answer(None, reason="no pattern")
    words = {"p": f"{found.p:.2g}", "mean": f"{found.null_mean / full:.3g}", "draws": found.draws}
    return Answer(found.value / full, notes=(("against chance", words),))


def _matrix(ties: Tied) -> NDArray[np.int64]:
    """Who is tied: a row for each of side a, a column for each of side b, in order of name."""
    rows, columns = (sorted({tie[place] for tie in ties}) for place in (0, 1))
    matrix = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for one, other, _ in ties:
        matrix[rows.index(one), columns.index(other)] = 1
    return matrix
