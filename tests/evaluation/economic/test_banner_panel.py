"""Rural incomes of 31 banners over six years: convergence against plain arithmetic."""

from __future__ import annotations

from collections import defaultdict
from math import log, sqrt

import pytest

from counterpart.evaluation.economic import beta_convergence, sigma_convergence
from counterpart.evaluation.reading import Panel
from counterpart.evaluation.reads.places import Grid
from tests.evaluation.panels import known, needs_panels, panel, programme
from tests.evaluation.reads.asking import asked
from tests.folders import Folder

pytestmark = needs_panels
FILE = "im31_banner_panel_2018_2023.csv"
Incomes = dict[str, dict[int, float]]


@pytest.fixture(scope="module")
def incomes() -> Incomes:
    """Banner -> year -> rural income per head, as the file has it."""
    found: Incomes = defaultdict(dict)
    for row in panel(FILE):
        found[row["code"]][int(row["year"])] = float(row["disp_income_rural"])
    return found


@pytest.fixture(scope="module")
def grid(incomes: Incomes, tmp_path_factory: pytest.TempPathFactory) -> Grid:
    """The same through a data folder, a snapshot and the reader of panels."""
    folder: Folder = programme(tmp_path_factory.mktemp("banners") / "data")
    assert incomes.keys() <= known(folder)
    for banner, years in incomes.items():
        for year, value in years.items():
            folder.observe(
                indicator="rural_income_per_head", subject=banner, value=value, currency="CNY",
                start_on=f"{year}-01-01", end_on=f"{year}-12-31",
            )  # fmt: skip
    found = asked(folder, Panel(("rural_income_per_head",), "b"))[0].value
    assert isinstance(found, Grid)
    return found


def test_the_panel_is_the_file(grid: Grid, incomes: Incomes) -> None:
    assert grid.places == tuple(sorted(incomes))
    assert grid.years == tuple(range(2018, 2024))
    for banner, row in zip(grid.places, grid.values.tolist(), strict=True):
        assert row == [incomes[banner][year] for year in grid.years]


def test_the_spread_of_logarithms_by_year(grid: Grid, incomes: Incomes) -> None:
    found = sigma_convergence(grid.values)
    assert found.units == 31
    for year, spread in zip(grid.years, found.all.tolist(), strict=True):
        logs = [log(years[year]) for years in incomes.values()]
        mean = sum(logs) / 31
        assert spread == pytest.approx(sqrt(sum((each - mean) ** 2 for each in logs) / 31))


def test_growth_against_the_level_at_the_start(grid: Grid, incomes: Incomes) -> None:
    found = beta_convergence(grid.values, grid.years)
    x = [log(years[2018]) for years in incomes.values()]
    y = [(log(years[2023]) - log(years[2018])) / 5 for years in incomes.values()]
    middle, height = sum(x) / 31, sum(y) / 31
    across = sum((one - middle) ** 2 for one in x)
    slope = sum((a - middle) * (b - height) for a, b in zip(x, y, strict=True)) / across
    left = sum((b - height - slope * (a - middle)) ** 2 for a, b in zip(x, y, strict=True))
    assert found.units == 31
    assert found.slope == pytest.approx(slope)
    assert found.error == pytest.approx(sqrt(left / 29 / across))
    assert found.speed is not None and found.speed == pytest.approx(-log(1 + 5 * slope) / 5)
