"""Two censuses by county through the measures, against plain arithmetic on the same rows."""

from __future__ import annotations

from math import asin, cos, log, radians, sin, sqrt

import pytest

from counterpart.evaluation.run import Evaluation
from tests.evaluation.panels import Rows, needs_panels, panel, programme
from tests.folders import Folder

pytestmark = needs_panels
DAYS = {2010: "2010-11-01", 2020: "2020-11-01"}
# Districts and counties of the older census only, and what they are part of in the newer one.
BECAME = {"110103": "110101", "110104": "110102", "110228": "110118", "110229": "110119"}
MOVERS = ("same_county", "same_province", "other_province")
BOTH = pytest.mark.parametrize(("side", "code"), [("a", "11"), ("b", "15")])
YEARS = pytest.mark.parametrize("year", [2010, 2020])
Values = dict[tuple[str, int], float | None]
Table = dict[str, tuple[float, float]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The censuses as a data folder, on the places that the example registers."""
    made = programme(tmp_path_factory.mktemp("census") / "data")
    for place in made.tables["places"]:
        if place["place"] in ("110118", "110119"):
            place["valid_from"] = "2011-01-01"
    for old, new in BECAME.items():
        name = f"until it became {new}"
        columns = {"name_en": name, "level": "district", "valid_to": "2010-12-31"}
        made.add("places", {"place": old, "parent": "110000", **columns})
        made.add(
            "place_changes",
            {"from_place": old, "to_place": new, "on": "2011-01-01", "share": 1},
        )
    for row in census():
        day = {"subject": row["code"], "end_on": DAYS[int(row["year"])]}
        made.observe(value=row["pop"], **day)
        made.observe(indicator="urban_population", value=row["urban_pop"], **day)
        for name in MOVERS:
            value = row[f"reg_elsewhere_{name}"]
            made.observe(indicator=f"movers_{name}", value=value, **day)
        if row["level"] == "county":
            for name, people in zip(("han", "minority"), groups(row), strict=True):
                made.observe(indicator=f"population_{name}", value=people, **day)
    return made


@pytest.fixture(scope="module")
def values(folder: Folder) -> Values:
    """Each measure by year."""
    found = Evaluation(folder.snapshot(), "programme", ["spatial"]).results()
    return {
        (row.measure, row.end.year): row.value for row in found if row.end and row.scope == "year"
    }


def census() -> Rows:
    """Counties, prefectures and provinces; the one prefecture of a municipality is itself."""
    file = "census_beijing_innermongolia_county_2010_2020.csv"
    return [row for row in panel(file) if row["code"] != "110100"]


def groups(row: dict[str, str]) -> tuple[int, int]:
    """Majority and minorities, from the published share in percent."""
    minority = round(int(row["pop"]) * float(row["minority_share_pct"]) / 100)
    return int(row["pop"]) - minority, minority


def province(code: str, year: int) -> dict[str, str]:
    """The row of a province."""
    return next(
        row for row in census() if row["code"] == f"{code}0000" and row["year"] == str(year)
    )


def table(code: str, year: int) -> Table:
    """County -> (majority, minorities)."""
    return {row["code"]: groups(row) for row in of_level("county", code, year)}


def of_level(level: str, code: str, year: int) -> Rows:
    """The rows of a level below a province."""
    wanted = (level, str(year), code)
    return [row for row in census() if (row["level"], row["year"], row["code"][:2]) == wanted]


def moved(row: dict[str, str]) -> float:
    """All who are registered elsewhere."""
    return sum(float(row[f"reg_elsewhere_{name}"]) for name in MOVERS)


@BOTH
@YEARS
def test_shares_of_the_whole(values: Values, side: str, code: str, year: int) -> None:
    row = province(code, year)
    kept = moved(row) - float(row["reg_elsewhere_other_province"])
    people = int(row["pop"])
    for measure, value in (
        ("mobility_retention", kept / moved(row)),
        ("mobility_rate", moved(row) / people),
        ("urbanisation", int(row["urban_pop"]) / people),
    ):
        assert values[f"spatial.{measure}_{side}", year] == pytest.approx(value), measure


@BOTH
@YEARS
def test_movers_in_the_largest_destinations(
    values: Values, side: str, code: str, year: int
) -> None:
    level = "prefecture" if code == "15" else "county"
    rows = sorted(of_level(level, code, year), key=moved)
    share = sum(map(moved, rows[-3:])) / sum(map(moved, rows))
    assert values[f"spatial.mobility_concentration_{side}", year] == pytest.approx(share)


@BOTH
@YEARS
def test_movers_against_residents(values: Values, side: str, code: str, year: int) -> None:
    rows = sorted(of_level("county", code, year), key=moved)
    movers = sum(map(moved, rows[-3:])) / sum(map(moved, rows))
    people = sum(int(row["pop"]) for row in rows[-3:]) / sum(int(row["pop"]) for row in rows)
    assert values[f"spatial.mobility_pull_{side}", year] == pytest.approx(movers / people)


@BOTH
@YEARS
def test_who_lives_beside_whom(values: Values, side: str, code: str, year: int) -> None:
    counties = table(code, year)
    one, other = (sum(each[group] for each in counties.values()) for group in (0, 1))
    apart = sum(abs(a / one - b / other) for a, b in counties.values()) / 2
    met = sum(a * b / (a + b) for a, b in counties.values())
    assert values[f"spatial.dissimilarity_{side}", year] == pytest.approx(apart)
    assert values[f"spatial.exposure_minority_{side}", year] == pytest.approx(met / other)
    assert values[f"spatial.exposure_majority_{side}", year] == pytest.approx(met / one)
    assert len(counties) > 10 and 0 < apart < 1


@BOTH
@YEARS
def test_surroundings(values: Values, folder: Folder, side: str, code: str, year: int) -> None:
    counties = table(code, year)
    at = {bandwidth: smoothed(folder, counties, bandwidth) for bandwidth in (50, 100, 200)}
    # The plane of the measure is at most a part of a percent from the globe of this sum.
    assert values[f"spatial.spatial_profile_{side}", year] == pytest.approx(at[100], rel=0.01)
    found = values[f"spatial.macro_micro_{side}", year]
    if at[50] > 0 and at[200] >= 0:
        assert found == pytest.approx(at[200] / at[50], rel=0.02)
    else:
        assert found is None


def smoothed(folder: Folder, counties: Table, bandwidth: float) -> float:
    """The entropy index of surroundings, place by place."""
    points = {
        str(row["place"]): (float(str(row["latitude"])), float(str(row["longitude"])))
        for row in folder.tables["places"]
        if row["place"] in counties and row.get("latitude")
    }
    # A place without a point has no surroundings, and is in nobody's.
    counties = {place: counties[place] for place in counties if place in points}
    one, other = (sum(each[group] for each in counties.values()) for group in (0, 1))
    whole = entropy(one, other)
    found = 0.0
    for place, people in counties.items():
        near = [0.0, 0.0]
        for neighbour, beside in counties.items():
            apart = kilometres(points[place], points[neighbour]) / bandwidth
            if apart < 1:
                for group in (0, 1):
                    near[group] += (1 - apart**2) ** 2 * beside[group]
        found += sum(people) * (whole - entropy(*near))
    return found / (one + other) / whole


@BOTH
def test_what_changed(values: Values, side: str, code: str) -> None:
    before, after = (table(code, year) for year in (2010, 2020))
    for old in BECAME.keys() & before.keys():
        new, left = BECAME[old], before.pop(old)
        there = before.get(new, (0, 0))
        before[new] = (there[0] + left[0], there[1] + left[1])
    both = sorted(before.keys() & after.keys())
    one, two = ([list(each[place]) for place in both] for each in (before, after))
    structural = (
        information(fitted(two, one)) - information(one)
        + information(two) - information(fitted(one, two))
    ) / 2  # fmt: skip
    found = values[f"spatial.segregation_change_{side}", 2020]
    assert found == pytest.approx(structural, abs=1e-9)


def fitted(table: list[list[float]], margins: list[list[float]]) -> list[list[float]]:
    """The table with the shares of rows and columns of another, by proportional fitting."""
    total = sum(map(sum, margins))
    rows = [sum(row) / total for row in margins]
    columns = [sum(column) / total for column in zip(*margins, strict=True)]
    found = [list(row) for row in table]
    for _ in range(500):
        sums = [sum(column) for column in zip(*found, strict=True)]
        found = [
            [cell * want / has for cell, want, has in zip(row, columns, sums, strict=True)]
            for row in found
        ]
        found = [
            [cell * want / sum(row) for cell in row] for row, want in zip(found, rows, strict=True)
        ]
    return found


def information(table: list[list[float]]) -> float:
    """What the place tells about the group: entropy of the whole less the mean of places."""
    total = sum(map(sum, table))
    whole = entropy(*(sum(column) for column in zip(*table, strict=True)))
    return whole - sum(sum(row) / total * entropy(*row) for row in table)


def entropy(*people: float) -> float:
    """Entropy of a composition."""
    total = sum(people)
    return -sum(each / total * log(each / total) for each in people if each)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (map(radians, each) for each in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))
