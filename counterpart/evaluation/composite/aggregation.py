"""From scores of indicators to one number, over nested groups, every part kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.composite.arrays import Noted, Numbers, listed, matrix_of, weights_of

How = Literal["arithmetic", "geometric"]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one level: their names, and their values (units, groups)."""

    names: tuple[str, ...]
    values: Numbers


class Aggregated(Noted):
    """The index (units,); NaN for a unit that lacks what it needs. `parts` are its levels below."""

    parts: tuple[Groups, ...] = ()


def aggregate(
    matrix: ArrayLike,
    weights: Any = None,
    how: How = "arithmetic",
    levels: Sequence[Sequence[str] | Mapping[str, str]] | None = None,
    *,
    least_share: float = 1.0,
) -> Aggregated:
    """The weighted mean of scores (units, indicators), arithmetic or geometric.

    `levels` nest it: of each level, from below, the group that each thing below belongs to, as a
    sequence (one for each indicator or for each group below, in order of first mention) or a
    mapping from the names below. The last level's groups make the index. `weights` are relative
    within each group: one array for the indicators (groups then weigh the same), or a sequence with
    an array, a mapping or None for each level and one for the top. With two or more levels of
    aggregation the geometric mean is taken on each.
    A unit without a value lacks the index. `least_share` below 1 declares otherwise: groups of
    which at least that share of the weight is known are made of what is known. ValueError for
    shapes, unknown names, and negative scores in a geometric mean; a score of 0 makes it 0.
    OECD & JRC 2008, Handbook, step 6.
    """
    values = matrix_of(matrix)
    if how not in ("arithmetic", "geometric"):
        raise ValueError(f"how {how!r}: give 'arithmetic' or 'geometric'")
    if not 0 < least_share <= 1:
        raise ValueError(f"least_share {least_share}: give more than 0, at most 1")
    if how == "geometric" and (values < 0).any():
        negative = listed((values < 0).any(axis=0))
        raise ValueError(f"indicators {negative} have negative scores: no geometric mean of these")
    nested = list(levels or ())
    given = _weights_by_level(weights, len(nested) + 1)
    names = tuple(str(place + 1) for place in range(values.shape[1]))
    indicators = names
    parts = []
    owners = dict(zip(names, names, strict=True))
    for level, own in zip(nested, given, strict=False):
        above = _above(level, names, indicators, owners)
        groups = tuple(dict.fromkeys(above[name] for name in names))
        shares = _shares(own, names)
        made = np.column_stack(
            [
                _mean(values[:, inside], shares[inside], how, least_share)
                for group in groups
                for inside in [np.array([above[name] == group for name in names])]
            ]
        )
        owners = {key: above[owner] for key, owner in owners.items()}
        parts.append(Groups(groups, made))
        values, names = made, groups
    index: Any = Aggregated.of(_mean(values, _shares(given[-1], names), how, least_share))
    lacking = int(np.isnan(np.asarray(index)).sum())
    index.notes = (f"{lacking} units lack a value and have no index",) if lacking else ()
    index.parts = tuple(parts)
    result: Aggregated = index
    return result


def _mean(values: Numbers, weights: Numbers, how: How, least_share: float) -> Numbers:
    """The weighted mean of each row; NaN where less than a share of the weight is known."""
    shares = weights_of(weights, values.shape[1])
    known = ~np.isnan(values)
    held = known @ shares
    enough = held >= least_share - 1e-12
    divisor = np.where(held > 0, held, 1)
    if how == "arithmetic":
        means = (np.where(known, values, 0) @ shares) / divisor
    else:
        with np.errstate(divide="ignore"):
            logs = np.log(np.where(known, values, 1))
        # A weight of 0 leaves a score of 0 out of it.
        heavy = shares > 0
        means = np.exp((logs[:, heavy] @ shares[heavy]) / divisor)
    return np.where(enough & (held > 0), means, np.nan)


def _weights_by_level(weights: Any, count: int) -> list[Any]:
    """What is given for each level, None for equal weights."""
    if weights is None:
        return [None] * count
    if (
        count > 1
        and isinstance(weights, (list, tuple))
        and any(each is None or np.ndim(each) == 1 or isinstance(each, Mapping) for each in weights)
    ):
        if len(weights) > count:
            raise ValueError(f"{len(weights)} sets of weights for {count} levels")
        return [*weights, *[None] * (count - len(weights))]
    return [weights, *[None] * (count - 1)]


def _shares(given: Any, names: Sequence[str]) -> Numbers:
    """Weights of the things of a level, by their names or in their order."""
    if given is None:
        return np.ones(len(names))
    if isinstance(given, Mapping):
        missing = [name for name in names if name not in given]
        if missing:
            raise ValueError(f"no weight for {', '.join(missing)}")
        given = [given[name] for name in names]
    shares = np.asarray(given, dtype=float)
    if shares.shape != (len(names),):
        raise ValueError(f"weights {shares.shape} for {len(names)} parts: give one to each")
    return shares


def _above(
    level: Sequence[str] | Mapping[str, str],
    names: Sequence[str],
    indicators: Sequence[str],
    owners: Mapping[str, str],
) -> dict[str, str]:
    """The group of each thing of a level."""
    if isinstance(level, Mapping):
        missing = [name for name in names if name not in level]
        if missing:
            raise ValueError(f"no group for {', '.join(missing)}")
        return {name: str(level[name]) for name in names}
    if len(level) == len(names):
        return dict(zip(names, map(str, level), strict=True))
    if len(level) != len(indicators):
        raise ValueError(f"{len(level)} groups for {len(names)} parts: give one to each")
    found: dict[str, str] = {}
    for key, group in zip(indicators, map(str, level), strict=True):
        if found.setdefault(owners[key], group) != group:
            raise ValueError(f"{owners[key]} is in {found[owners[key]]} and in {group}")
    return found
