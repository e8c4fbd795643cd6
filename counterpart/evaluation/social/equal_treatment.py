"""Whether classes of cases are served alike: a test on aggregates, small cells withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from counterpart.evaluation.intervals import Estimate, risk_ratio, wilson
from counterpart.evaluation.intervals.estimate import check_part, missing

if TYPE_CHECKING:
    import pyarrow as pa

# So many tables are listed rather than drawn; so many numbers are drawn at a time.
LISTED, ROOM = 200_000, 1 << 22
WITHHELD = "withheld: too few cases"


@dataclass(frozen=True, slots=True)
class ClassServed:
    """The share served of one class, and its ratio to the reference; withheld where too small."""

    name: str
    served: int | None
    cases: int | None
    share: Estimate
    ratio: Estimate

    @property
    def withheld(self) -> bool:
        """Whether its numbers are not shown."""
        return self.cases is None


@dataclass(frozen=True, slots=True)
class EqualTreatment:
    """A test that all classes are served alike.

    `p` is "exact" over all tables of these margins, or (1 + draws as extreme) / (1 + draws);
    `how` says which. NaN, with the reason in `note`, where nothing can differ. `least_p` is the
    smallest p that these margins can give: where it is above the level asked for, no difference
    could be found, and a large p says nothing.
    """

    chi_square: float
    p: float
    least_p: float
    how: str
    classes: tuple[ClassServed, ...]
    note: str = ""

    @property
    def table(self) -> pa.Table:
        """A row a class; what is withheld is null."""
        import pyarrow as pa

        def numbers(name: str, end: str) -> pa.DoubleArray:
            found = [getattr(getattr(each, name), end) for each in self.classes]
            return pa.array([None if np.isnan(each) else each for each in found], pa.float64())

        return pa.table(
            {
                "class": [each.name for each in self.classes],
                "served": pa.array([each.served for each in self.classes], pa.int64()),
                "cases": pa.array([each.cases for each in self.classes], pa.int64()),
                **{
                    f"{name}_{end}": numbers(name, end)
                    for name in ("share", "ratio")
                    for end in ("value", "low", "high")
                },
                "note": [each.ratio.note for each in self.classes],
            }
        )


def equal_treatment(
    classes: Mapping[str, tuple[int, int]],
    reference: str | None = None,
    smallest: int = 10,
    draws: int = 9999,
    seed: int = 0,
    level: float = 0.95,
) -> EqualTreatment:
    """Whether the share served is the same in all classes, of (served, cases) by class.

    Classes are of places, offices, kinds of permit or employer; no person is compared. The test is
    the permutation of chi-square: exact where the tables of these margins are few, else drawn.
    Ratios of shares are to `reference`, the largest class if none is named, with Koopman's
    interval. A class with a number served or not served from 1 to below `smallest` is withheld, and
    if it is the only one, the next smallest with it, for else it could be told from the total.
    ValueError where more are served than there are cases, or the reference is no class.
    """
    for part, whole in classes.values():
        check_part(part, whole)
    if reference is not None and reference not in classes:
        raise ValueError(f"there is no class {reference!r}; there are {', '.join(classes)}")
    hidden = _hidden(classes, smallest)
    shown = [name for name in classes if name not in hidden and classes[name][1]]
    if reference is None and shown:
        reference = max(shown, key=lambda name: classes[name][1])
    rows = tuple(_shown(name, classes, reference, hidden, level) for name in classes)
    counts = np.array([each for each in classes.values() if each[1]], dtype=float).reshape(-1, 2)
    served, cases = counts[:, 0], counts[:, 1]
    if len(counts) < 2 or not 0 < served.sum() < cases.sum():
        reason = "fewer than two classes have cases" if len(counts) < 2 else "all cases ended alike"
        return EqualTreatment(nan, nan, nan, "", rows, reason)
    value = float(_chi_square(served, cases, served.sum()))
    near = value * (1 - 1e-9)
    listed = _all_tables(served, cases)
    if listed is not None:
        statistics, chances = listed
        p, least = (
            float(chances[statistics >= near].sum()),
            float(chances[statistics >= statistics.max() * (1 - 1e-9)].sum()),
        )
        return EqualTreatment(value, min(p, 1.0), least, "exact", rows)
    if draws < 1:
        raise ValueError(f"give at least one draw, not {draws}")
    random, extreme, left = np.random.default_rng(seed), 0, draws
    people, size = cases.astype(np.int64), max(1, ROOM // len(cases))
    while left:
        number = min(left, size)
        drawn = random.multivariate_hypergeometric(people, int(served.sum()), number)
        extreme += int((_chi_square(drawn, cases, served.sum()) >= near).sum())
        left -= number
    p = (1 + extreme) / (1 + draws)
    return EqualTreatment(value, p, 1 / (1 + draws), f"{draws} permutations", rows)


def _chi_square(
    served: NDArray[np.float64] | NDArray[np.int64], cases: NDArray[np.float64], total: float
) -> NDArray[np.float64]:
    """Pearson's chi-square of served and not served by class; classes are the last axis."""
    share = total / cases.sum()
    gaps = (served - cases * share) ** 2 / (cases * share * (1 - share))
    return np.asarray(gaps.sum(axis=-1))


def _all_tables(
    served: NDArray[np.float64], cases: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Chi-square and chance of every table of these margins; None where they are too many."""
    total = served.sum()
    room = np.minimum(cases, total) + 1
    # The last class has what is left: take the one with most room for it.
    order = np.argsort(room, kind="stable")
    cases, room = cases[order], room[order]
    if np.log(room[:-1]).sum() > np.log(LISTED):
        return None
    grids = np.meshgrid(*(np.arange(each) for each in room[:-1]), indexing="ij")
    tables = np.column_stack([each.ravel() for each in grids])
    last = total - tables.sum(axis=1)
    fits = (last >= 0) & (last <= cases[-1])
    tables = np.column_stack([tables, last])[fits]
    chances = (gammaln(cases + 1) - gammaln(tables + 1) - gammaln(cases - tables + 1)).sum(axis=1)
    chances = np.exp(chances - chances.max())
    return _chi_square(tables, cases, total), chances / chances.sum()


def _hidden(classes: Mapping[str, tuple[int, int]], smallest: int) -> set[str]:
    found = {
        name
        for name, (served, cases) in classes.items()
        if 0 < served < smallest or 0 < cases - served < smallest
    }
    others = [name for name in classes if name not in found and classes[name][1]]
    if len(found) == 1 and others:
        found.add(min(others, key=lambda name: classes[name][1]))
    return found


def _shown(
    name: str,
    classes: Mapping[str, tuple[int, int]],
    reference: str | None,
    hidden: set[str],
    level: float,
) -> ClassServed:
    if name in hidden:
        return ClassServed(name, None, None, missing(WITHHELD), missing(WITHHELD))
    served, cases = classes[name]
    share = wilson(served, cases, level)
    if reference is None or reference in hidden:
        return ClassServed(name, served, cases, share, missing("the reference is withheld"))
    if name == reference:
        alone = Estimate(1.0, 1.0, 1.0, "the reference") if isfinite(share.value) else share
        return ClassServed(name, served, cases, share, alone)
    return ClassServed(
        name, served, cases, share, risk_ratio(served, cases, *classes[reference], level)
    )
