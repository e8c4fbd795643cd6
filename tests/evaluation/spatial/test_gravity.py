"""Gravity models against printed figures and against regressions with every effect as a column."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray

from counterpart.evaluation.spatial import gravity, paired_residual_ratio, projection
from counterpart.evaluation.spatial.blocks import Blocks
from tests.evaluation.cases import columns, expected, needs_cases

Numbers = NDArray[np.float64]


def panel(years: int = 4, origins: int = 9, destinations: int = 7, seed: int = 3) -> dict[str, Any]:
    """Flows with zeros, more varied than Poisson, in an order of their own."""
    random = np.random.default_rng(seed)
    year, one, other = (
        each.ravel()
        for each in np.meshgrid(*map(np.arange, (years, origins, destinations)), indexing="ij")
    )
    far = random.uniform(0.1, 2, (origins, destinations))[one, other]
    paired = ((one + other) % 4 == 0) & (year >= 2)
    size = random.normal(0, 0.6, (years, origins))[year, one]
    size = size + random.normal(0, 0.6, (years, destinations))[year, other]
    mean = np.exp(1 + size - far + 0.5 * paired) * random.gamma(2, 0.5, year.size)
    flows = {
        "from": np.array([f"o{number}" for number in one]),
        "to": other + 100,
        "year": year + 2000,
        "flow": random.poisson(mean).astype(float),
        "far": far,
        "paired": paired,
        "product": random.integers(0, 2, year.size),
    }
    order = random.permutation(year.size)
    return {name: column[order] for name, column in flows.items()}


def as_columns(names: list[str], flows: dict[str, Any]) -> Numbers:
    """A column for each value of each effect."""
    found = []
    for name in names:
        parts = [flows[{"origin": "from", "destination": "to"}.get(p, p)] for p in name.split("-")]
        joined = np.array(["|".join(map(str, row)) for row in zip(*parts, strict=True)])
        found += [joined == level for level in np.unique(joined)]
    return np.array(found, dtype=float).reshape(len(found), len(flows["flow"]))


def by_hand(
    flows: dict[str, Any], covariates: list[str], effects: list[str], cluster: list[str]
) -> tuple[Numbers, Numbers, Numbers]:
    """Coefficients, clustered errors and fitted values of one regression on all columns."""
    y = flows["flow"]
    given = np.array([flows[name] for name in covariates], dtype=float)
    x = np.vstack([given, as_columns(effects, flows)]).T
    linear = np.log((y + y.mean()) / 2)
    for _ in range(15):
        fitted = np.exp(linear)
        root = np.sqrt(fitted)[:, None]
        target = (linear + (y - fitted) / fitted) * root[:, 0]
        found = np.linalg.lstsq(x * root, target, rcond=1e-12)[0]
        linear = x @ found
    fitted = np.exp(linear)
    k = len(covariates)
    bread = np.linalg.pinv((x * fitted[:, None]).T @ x, rcond=1e-12)
    _, group = np.unique(list(zip(*(flows[c] for c in cluster), strict=True)), axis=0,
                         return_inverse=True)  # fmt: skip
    scores = np.zeros((group.max() + 1, x.shape[1]))
    np.add.at(scores, group.ravel(), x * (y - fitted)[:, None])
    size = len(scores)
    factor = size / (size - 1) * (y.size - 1) / (y.size - k)
    variance = bread @ scores.T @ scores @ bread * factor
    return found[:k], np.sqrt(np.diag(variance))[:k], fitted


@needs_cases
@pytest.mark.parametrize(("form", "name"), [("pow", "log_dist"), ("exp", "dist_km")])
def test_migration_in_austria(form: str, name: str) -> None:
    case = expected("gravity_austria_migration")
    flows: dict[str, Any] = dict(columns("gravity_austria_migration", "flows.csv"))
    y = np.array(flows["flow"], dtype=float)
    flows["flow"], flows["dist_km"] = y, np.array(flows["dist_km"], dtype=float)
    flows["log_dist"] = np.log(flows["dist_km"])
    found = gravity(flows, "flow", "origin", "destination", [name], ("origin", "destination"))
    fitted = found.fitted
    deviance = 2 * float((y * np.log(y / fitted) - (y - fitted)).sum())
    for key, value in {
        "beta": found.coefficients[name],
        "deviance": deviance,
        "yhat_AT11_AT12": fitted[0],
    }.items():
        each = case[f"doubly_constrained.{form}.{key}"]
        assert value == pytest.approx(each["value"], abs=each["atol"]), key
    for side in ("origin", "destination"):
        _, code = np.unique(flows[side], return_inverse=True)
        assert np.bincount(code, fitted) == pytest.approx(np.bincount(code, y), rel=1e-10)
    assert found.residual_ratio == pytest.approx(y / fitted)


@needs_cases
def test_without_effects_there_is_a_constant() -> None:
    case = expected("gravity_austria_migration")
    table = columns("gravity_austria_migration", "flows.csv")
    numbers = {name: np.array(table[name], dtype=float) for name in list(table)[2:]}
    flows = {**table, **numbers}
    for short, name in (("o", "o_total"), ("d", "d_total"), ("c", "dist_km")):
        flows[short] = np.log(numbers[name])
    found = gravity(flows, "flow", "origin", "destination", ["o", "d", "c"], ())
    assert list(found.coefficients) == ["const", "o", "d", "c"]
    for name, value in found.coefficients.items():
        each = case[f"unconstrained.pow.{name}"]
        assert value == pytest.approx(each["value"], abs=each["atol"])
    flows["one"] = np.ones(72)
    own = gravity(flows, "flow", "origin", "destination", ["one", "o", "d", "c"], None)
    assert list(own.coefficients.values()) == pytest.approx(list(found.coefficients.values()))
    assert list(own.errors.values()) == pytest.approx(list(found.errors.values()))


EFFECTS = [
    ["origin-year", "destination-year"],
    ["origin", "destination", "year"],
    ["origin-year", "destination-year", "product"],
    ["origin-product", "destination-year"],
    ["origin-destination", "year-product"],
    ["year"],
]


@pytest.mark.parametrize("solver", ["exact", "gradients"])
@pytest.mark.parametrize("effects", EFFECTS, ids=" + ".join)
def test_as_if_every_effect_were_a_column(
    effects: list[str], solver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if solver == "gradients":
        monkeypatch.setattr(projection, "EXACT", 0)
        monkeypatch.setattr(Blocks, "fits", staticmethod(lambda *_: False))
    flows = panel()
    covariates = ["paired"] if "origin-destination" in effects else ["far", "paired"]
    found = gravity(flows, "flow", "from", "to", covariates, effects)
    keep = ~found.separated_rows
    kept = {name: column[keep] for name, column in flows.items()}
    values, errors, fitted = by_hand(kept, covariates, effects, ["from", "to"])
    assert list(found.coefficients.values()) == pytest.approx(values, rel=1e-9, abs=1e-11)
    assert list(found.errors.values()) == pytest.approx(errors, rel=1e-8)
    assert found.fitted[keep] == pytest.approx(fitted, rel=1e-7, abs=1e-9)
    assert (found.rows, found.separated) == (keep.sum(), (~keep).sum())


def test_clusters_and_names_of_columns() -> None:
    flows = panel()
    found = gravity(flows, "flow", "from", "to", "far", ["from-year", "to-year"], "origin-product")
    kept = {name: column[~found.separated_rows] for name, column in flows.items()}
    values, errors, _ = by_hand(kept, ["far"], ["from-year", "to-year"], ["from", "product"])
    assert found.coefficients["far"] == pytest.approx(values[0])
    assert found.errors["far"] == pytest.approx(errors[0])
    assert found.clusters == 18
    table = pa.table({name: pa.array(column) for name, column in flows.items()})
    coded = table.set_column(0, "from", table.column("from").dictionary_encode())
    for given in (table, coded, table.to_batches()[0]):
        again = gravity(given, "flow", "from", "to", ["far"], cluster="from-product")
        assert again.errors == pytest.approx(found.errors)
    assert found.table.column("covariate").to_pylist() == ["far"]
    alone = gravity(flows, "flow", "from", "to", ["far"], cluster=None)
    assert (alone.clusters, alone.coefficients) == (alone.rows, found.coefficients)
    assert "errors by 18 clusters" in repr(found)


def test_places_without_flows_are_left_out() -> None:
    flows = panel()
    silent = (flows["from"] == "o2") & (flows["year"] == 2001)
    flows["flow"][silent] = 0
    found = gravity(flows, "flow", "from", "to", ["far"])
    assert found.separated_rows[silent].all()
    assert (found.fitted[silent] == 0).all() and np.isnan(found.residual_ratio[silent]).all()
    rest = {name: column[~found.separated_rows] for name, column in flows.items()}
    again = gravity(rest, "flow", "from", "to", ["far"])
    assert again.separated == 0
    assert again.coefficients == pytest.approx(found.coefficients)
    assert again.errors == pytest.approx(found.errors)


@pytest.mark.parametrize("solver", ["exact", "gradients"])
def test_flows_that_effects_separate(solver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if solver == "gradients":
        monkeypatch.setattr(projection, "EXACT", 0)
        monkeypatch.setattr(Blocks, "fits", staticmethod(lambda *_: False))
    flows = panel(years=2)
    first = flows["year"] == 2000
    low = np.isin(flows["from"], ["o0", "o1", "o2"])
    here = flows["to"] < 103
    flows["flow"] += 1
    # Two parts; flows of one side of the first to the second are zero, none comes back.
    flows["flow"][first & low & ~here] = 0
    both = gravity(flows, "flow", "from", "to", ["far"])
    assert both.separated == 0
    flows["flow"][first & ~low & here] = 0
    lone = first & ~low & here
    blocked = gravity(flows, "flow", "from", "to", ["far"])
    # Zeros both ways: the parts can be moved apart, but never without raising one of them.
    assert blocked.separated == 0
    keep = ~(first & low & ~here)
    one_way = {name: column[keep] for name, column in flows.items()}
    found = gravity(one_way, "flow", "from", "to", ["far"])
    assert (found.separated_rows == lone[keep]).all()


def test_a_covariate_that_says_where_zeros_are() -> None:
    flows = panel()
    flows["closed"] = (flows["flow"] == 0) & (flows["to"] == 103)
    with pytest.raises(ValueError, match=r"closed: no variation .* separated rows are left out"):
        gravity(flows, "flow", "from", "to", ["far", "closed"])


def test_effects_alone_and_flows_of_any_size() -> None:
    flows = panel()
    alone = gravity(flows, "flow", "from", "to", [])
    assert alone.fitted.sum() == pytest.approx(flows["flow"].sum())
    assert (alone.coefficients, alone.table.num_rows) == ({}, 0)
    mean = gravity(flows, "flow", "from", "to", [], None)
    assert mean.coefficients["const"] == pytest.approx(np.log(flows["flow"].mean()))
    found = gravity(flows, "flow", "from", "to", ["far"])
    for factor in (1e9, 1e-9):
        scaled = gravity(flows | {"flow": flows["flow"] * factor}, "flow", "from", "to", ["far"])
        assert scaled.coefficients == pytest.approx(found.coefficients, rel=1e-9)
        assert scaled.errors == pytest.approx(found.errors, rel=1e-8)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("paired: no variation", {"effects": ["origin-destination"], "covariates": ["twin"]}),
        ("twice: no variation", {"covariates": ["far", "twice"]}),
        ("no column 'month'", {"effects": ["origin-month"]}),
        ("holds .*give numbers", {"covariates": ["from"]}),
        ("no finite number in 1 rows", {"covariates": ["gap"]}),
        ("are negative", {"outcome": "minus"}),
        ("nothing to fit", {"outcome": "nothing"}),
        ("two clusters", {"cluster": "same"}),
    ],
)
def test_what_cannot_be_fitted(words: str, given: dict[str, Any]) -> None:
    flows = panel()
    size = flows["flow"].size
    twin = np.array([name == "o1" for name in flows["from"]])
    gap = flows["far"].copy()
    gap[3] = np.nan
    flows |= {"twin": twin, "twice": 2 * flows["far"], "gap": gap, "same": np.ones(size, int)}
    flows |= {"minus": -flows["flow"], "nothing": np.zeros(size)}
    call = {"outcome": "flow", "covariates": ["far"], **given}
    with pytest.raises(ValueError, match=words.replace("paired", "twin")):
        gravity(flows, origin="from", destination="to", **call)


def test_what_pairs_have_beyond_the_expected() -> None:
    flows = panel()
    found = gravity(flows, "flow", "from", "to", ["far"])
    pair = np.array(
        [f"{one}-{other}" for one, other in zip(flows["from"], flows["to"], strict=True)]
    )
    paired = flows["paired"]
    ratio = paired_residual_ratio(flows["flow"], found.fitted, paired, pair)
    assert ratio.value == pytest.approx(flows["flow"][paired].sum() / found.fitted[paired].sum())
    assert ratio.low < ratio.value < ratio.high
    assert ratio.pairs == len(set(pair[paired]))
    assert ratio == paired_residual_ratio(flows["flow"], found.fitted, paired, pair)
    # All rows of a pair move together: without that the interval would be another.
    rows = paired_residual_ratio(flows["flow"], found.fitted, paired, np.arange(pair.size))
    assert rows.low != ratio.low
    # Pairs that are all alike leave nothing to chance.
    alike = paired_residual_ratio([2, 4, 6], [1, 2, 3], [1, 1, 1], ["a", "b", "c"])
    assert (alike.low, alike.value, alike.high) == pytest.approx((2, 2, 2))
    one = paired_residual_ratio([2, 4], [1, 2], [1, 0], ["a", "b"])
    assert np.isnan([one.low, one.high]).all() and "one pair" in one.note
    with pytest.raises(ValueError, match="no flow is marked"):
        paired_residual_ratio([2, 4], [1, 2], [0, 0], ["a", "b"])
