"""Input and output across regions: identities that every balanced table keeps, sparse as dense."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from counterpart.evaluation.economic import induced_value_added, leontief, linkages

RANDOM = np.random.default_rng(8)
REGIONS = ["north"] * 5 + ["south"] * 4 + ["rest"] * 6
TABLE = RANDOM.uniform(0, 1, (15, 15))
DEMAND = RANDOM.uniform(0, 4, (15, 3))
OUTPUT = TABLE.sum(axis=1) + DEMAND.sum(axis=1)


def test_two_regions_by_hand() -> None:
    # The north buys 20 of inputs from the south to make 100, all for its own use.
    found = induced_value_added([[0, 0], [20, 0]], [100, 50], [[100, 0], [10, 20]], ["n", "s"])
    assert found.regions == ("n", "s")
    assert found.matrix == pytest.approx(np.array([[80, 0], [30, 20]]))
    assert found.induced("s", by="n") == 30 and found.residual == pytest.approx(0)


def test_value_added_is_final_demand() -> None:
    found = induced_value_added(TABLE, OUTPUT, DEMAND, REGIONS)
    # What a region's demand induces everywhere is what it spends, and what arises in a region is
    # what it makes less what it uses.
    assert found.matrix.sum(axis=0) == pytest.approx(DEMAND.sum(axis=0))
    made = OUTPUT - TABLE.sum(axis=0)
    by_region = [made[np.array(REGIONS) == each].sum() for each in found.regions]
    assert found.matrix.sum(axis=1) == pytest.approx(by_region)
    assert found.residual == pytest.approx(0, abs=1e-12)
    given = induced_value_added(TABLE, OUTPUT, DEMAND, REGIONS, made)
    assert given.matrix == pytest.approx(found.matrix)
    half = induced_value_added(TABLE, OUTPUT, DEMAND / 2, REGIONS)
    assert half.residual == pytest.approx(0.5)


def test_round_by_round() -> None:
    """The power series: demand, what it needs, what that needs."""
    inputs = TABLE / OUTPUT
    share = 1 - inputs.sum(axis=0)
    need, total = DEMAND[:, 1].copy(), np.zeros(15)
    for _ in range(400):
        total += need
        need = inputs @ need
    north = np.array(REGIONS) == "north"
    found = induced_value_added(TABLE, OUTPUT, DEMAND, REGIONS).induced("north", by="south")
    assert found == pytest.approx((share * total)[north].sum())


def test_sparse_as_dense() -> None:
    table = random_array((200, 200), density=0.03, rng=np.random.default_rng(2))
    output = np.asarray(table.sum(axis=1)).ravel() + 1.0
    output[0] = 0.0
    table = table.tolil()
    table[0] = 0
    table[:, 0] = 0
    thin, thick = leontief(csr_array(table), output), leontief(table.toarray(), output)
    demand = np.random.default_rng(3).uniform(0, 1, (200, 3))
    assert thin.output(demand) == pytest.approx(thick.output(demand))
    assert thin.multipliers == pytest.approx(thick.multipliers)
    assert thin.inverse == pytest.approx(thick.inverse)
    assert thick.inverse == pytest.approx(np.linalg.inv(np.eye(200) - thick.coefficients))
    assert thick.multipliers == pytest.approx(thick.inverse.sum(axis=0))
    with pytest.raises(ValueError, match="use up"):
        leontief(csr_array([[1.0]]), [1.0])


@pytest.mark.parametrize("scale", [0.9, 0.999, 1.0, 1.001, 3.0])
def test_productive_or_not_as_eigenvalues_say(scale: float) -> None:
    random = np.random.default_rng(6)
    for _ in range(20):
        table = random.uniform(0, 1, (6, 6)) * (random.random((6, 6)) < 0.6)
        largest = np.abs(np.linalg.eigvals(table)).max()
        if largest < 1e-9:
            continue
        table *= scale / largest
        if scale < 1:
            assert (leontief(table, np.ones(6)).inverse > -1e-12).all()
        else:
            with pytest.raises(ValueError, match="use up"):
                leontief(table, np.ones(6))


def test_linkages_over_their_mean() -> None:
    found = linkages(TABLE, OUTPUT)
    assert found.backward.mean() == pytest.approx(1) and found.forward.mean() == pytest.approx(1)
    ghosh = np.linalg.inv(np.eye(15) - TABLE / OUTPUT[:, None]).sum(axis=1)
    assert found.forward == pytest.approx(ghosh / ghosh.mean())
    # Who buys nothing pulls nobody: one unit of its own output, the least there is.
    alone = linkages([[0, 2], [0, 0]], [4, 4])
    assert alone.backward == pytest.approx(np.array([1, 1.5]) / 1.25)
    assert alone.forward == pytest.approx(np.array([1.5, 1]) / 1.25)


def test_no_sectors_and_no_fit() -> None:
    assert leontief(np.empty((0, 0)), []).output([]).size == 0
    with pytest.raises(ValueError, match=r"\(2, 1\)"):
        induced_value_added(np.zeros((2, 2)), [1, 1], [[1], [1]], ["n", "s"])
    with pytest.raises(ValueError, match="0 where there is none"):
        induced_value_added([[0]], [1], [[np.nan]], ["n"])
    with pytest.raises(ValueError, match="value added"):
        induced_value_added([[0]], [1], [[1]], ["n"], [1, 2])
