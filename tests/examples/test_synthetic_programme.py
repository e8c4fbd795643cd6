"""The drawn programme: the same bytes from its seed, everything exercised, truths recovered.

Each truth is recovered here from the rows by plain arithmetic, so that a measure that misses it
later is wrong, not the folder.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.resources import files
from math import exp, log, sqrt
from pathlib import Path

import numpy as np
import pytest

from counterpart.catalogue import load_catalogue
from counterpart.examples.synthetic_programme import SEED, truths, write_programme
from counterpart.examples.synthetic_programme.hospitals import COMPARED, SUPPORTED
from counterpart.examples.synthetic_programme.places import LEAVES, VILLAGES, distance
from counterpart.examples.synthetic_programme.posts import vacant_days
from counterpart.examples.synthetic_programme.ties import COHORTS, tied
from counterpart.examples.synthetic_programme.truths import YEARS
from counterpart.reports.mechanisms import count_rows

FOLDER = Path(str(files("counterpart"))) / "examples" / "synthetic"
CATALOGUE = load_catalogue()
ONE_WAY = {"ecological_payments", "funds_registered_poor", "natural_gas", "water_supplied"}


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of the folder."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


FLOWS, SEEN = rows("flows"), rows("observations")


def paid(kinds: tuple[str, ...], year: int, side: str) -> float:
    """The sum of flows of a side in a year, planned and committed money left out."""
    return sum(
        float(row["value"])
        for row in FLOWS
        if row["kind"] in kinds
        and row["origin"].startswith(side)
        and row["end_on"] == f"{year}-12-31"
        and row["money_stage"] in ("paid", "")
    )


def series(indicator: str, subject: str) -> dict[str, float]:
    """Last day -> value of an indicator of a subject, as its own office reports it."""
    return {
        row["end_on"]: float(row["value"])
        for row in SEEN
        if (row["indicator"], row["subject"]) == (indicator, subject)
        and row["role"] == "actual"
        and row["source"] not in ("syn-press", "syn-bulletin")
    }


def test_the_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    write_programme(tmp_path, SEED)
    made = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    kept = {each.name: each.read_bytes() for each in FOLDER.iterdir() if each.is_file()}
    assert made.keys() == kept.keys()
    assert [name for name in made if made[name] != kept[name]] == []


def test_another_seed_gives_other_figures(tmp_path: Path) -> None:
    write_programme(tmp_path, SEED + 1)
    assert (tmp_path / "flows.csv").read_bytes() != (FOLDER / "flows.csv").read_bytes()
    assert (tmp_path / "pairings.csv").read_bytes() == (FOLDER / "pairings.csv").read_bytes()


def test_every_mechanism_has_rows_in_each_table_that_serves_it() -> None:
    counted = count_rows([FOLDER])["synthetic"]
    assert len(CATALOGUE.mechanisms) == 65
    for code, mechanism in CATALOGUE.mechanisms.items():
        wanted = [
            f"flows:{each.code}" for each in CATALOGUE.kinds.values() if code in each.mechanisms
        ]
        wanted += [
            f"observations:{each.code}"
            for each in CATALOGUE.indicators.values()
            if code in each.mechanisms
        ]
        assert wanted or mechanism.tables, code
        assert [each for each in (*wanted, *mechanism.tables) if not counted[each]] == [], code


def test_every_kind_runs_both_ways_where_both_make_sense() -> None:
    ways = defaultdict(set)
    for row in FLOWS:
        ways[row["kind"]].add((row["origin"][:3], row["destination"][:3]))
    assert ways.keys() == CATALOGUE.kinds.keys()
    assert {kind for kind, found in ways.items() if len(found) < 2} == ONE_WAY


def test_every_indicator_is_told_of_the_subjects_whose_form_reports_it() -> None:
    subjects = defaultdict(set)
    for row in SEEN:
        subjects[row["indicator"]].add(row["subject_type"])
    assert subjects.keys() == CATALOGUE.indicators.keys()
    for form in CATALOGUE.forms.values():
        if form.table == "observations":
            for entry in form.entries:
                assert form.fixed["subject_type"] in subjects[entry], (form.code, entry)


def test_every_source_is_synthetic_and_every_name_says_made_up() -> None:
    assert {row["source_kind"] for row in rows("sources")} == {"synthetic"}
    for table in ("places", "organisations", "projects", "groups", "assets", "programmes"):
        for row in rows(table):
            assert "made up" in row["name_en"] or "synthetic" in row["name_en"], row
            assert "虚构" in row["name_zh"] or "合成" in row["name_zh"], row


def test_market_against_aid_breaks_at_the_second_stage() -> None:
    market = ("product_sales", "consumption_purchased", "consumption_helped_sell")
    for year in YEARS:
        sold, aid = paid(market, year, "SYB"), paid(("assistance_funds",), year, "SYA")
        built_in = truths.SELF_SUSTAINING[truths.stage_of(year)]
        assert sold / (sold + aid) == pytest.approx(built_in, abs=0.01), year


def test_the_grant_rule_is_kept_but_for_its_breaches() -> None:
    for year in YEARS:
        given = sum(
            float(row["value"])
            for row in FLOWS
            if (row["account"], row["money_stage"], row["end_on"])
            == ("city", "paid", f"{year}-12-31")
        )
        due = truths.GRANT_BASE * (1 + truths.GRANT_GROWTH) ** (year - 2016)
        assert given / due == pytest.approx(truths.BREACHES.get(year, 1.0), abs=1e-6), year
        assert (given < due) == (year in truths.BREACHES)


def test_tied_counties_converge_and_product_does_not() -> None:
    always = [
        each.key for each in LEAVES if each.key.startswith("SYB") and each.last - each.first > 9000
    ]
    for indicator, truth in (("rural_income_per_head", truths.CONVERGENCE), ("gdp_per_head", 0.0)):
        changes: dict[str, list[float]] = defaultdict(list)
        for county in always:
            own = series(indicator, county)
            start = COHORTS.get(county)
            if start is None:
                changes["never"] += [
                    log(own[f"{y}-12-31"] / own[f"{y - 1}-12-31"]) for y in YEARS[1:]
                ]
            else:
                after = (log(own["2024-12-31"]) - log(own[f"{start}-12-31"])) / (2024 - start)
                changes["tied"].append(after)
        gap = np.mean(changes["tied"]) - np.mean(changes["never"])
        assert gap == pytest.approx(log(1 + truth), abs=0.004), indicator


def test_a_gravity_model_recovers_distance_and_the_residual_of_tied_pairs() -> None:
    places = {each.key: each for each in LEAVES}
    moves = [row for row in FLOWS if row["kind"] == "migration_moves"]
    counts = np.array([float(row["value"]) for row in moves])
    ends = [(row["origin"], row["destination"], int(row["end_on"][:4])) for row in moves]
    near = [log(distance(places[origin], places[destination])) for origin, destination, _ in ends]
    pairs = [
        float(tied(min(origin, destination), max(origin, destination), year))
        for origin, destination, year in ends
    ]
    effects = {
        key: place
        for place, key in enumerate(
            sorted({(o, y) for o, _, y in ends} | {(d, y, "to") for _, d, y in ends}, key=str)
        )
    }
    design = np.zeros((len(moves), 2 + len(effects)))
    design[:, 0], design[:, 1] = near, pairs
    for number, (origin, destination, year) in enumerate(ends):
        design[number, 2 + effects[origin, year]] = 1
        design[number, 2 + effects[destination, year, "to"]] = 1
    fitted = counts + 0.5
    for _ in range(8):
        working = np.log(fitted) + (counts - fitted) / fitted
        weights = np.sqrt(fitted)
        found, *_ = np.linalg.lstsq(design * weights[:, None], working * weights, rcond=None)
        fitted = np.exp(design @ found)
    assert found[0] == pytest.approx(truths.DISTANCE, abs=0.05)
    assert found[1] == pytest.approx(truths.PAIRED, abs=0.03)


@pytest.mark.parametrize(("indicator", "effect"), truths.HOSPITAL_EFFECTS.items())
def test_the_supported_hospital_departs_from_the_two_others(indicator: str, effect: float) -> None:
    own = series(indicator, SUPPORTED)
    before: list[float] = []
    after: list[float] = []
    others = [series(indicator, hospital) for hospital in COMPARED]
    for day, value in own.items():
        gap = log(value / sum(other[day] for other in others))
        (after if int(day[:4]) >= truths.HOSPITAL_START else before).append(gap)
    assert len(own) == 72
    error = sqrt(np.var(before) / len(before) + np.var(after) / len(after))
    assert np.mean(after) - np.mean(before) == pytest.approx(effect, abs=3 * error)
    assert error < 0.02


def test_local_teams_take_over_along_the_curve() -> None:
    done, local = (
        series(name, SUPPORTED) for name in ("surgical_procedures", "surgeries_by_local_teams")
    )
    for year in range(truths.HOSPITAL_FIRST, truths.LAST + 1):
        share = sum(v for day, v in local.items() if day.startswith(str(year))) / sum(
            v for day, v in done.items() if day.startswith(str(year))
        )
        assert share == pytest.approx(truths.local_share(year), abs=0.03), year


def test_a_fifth_of_the_ties_of_schools_ends_each_year() -> None:
    ties = [
        row for row in rows("pairings") if row["level"] == "school" and row["certainty"] == "stated"
    ]
    alive = {
        year: {
            row["pairing"]
            for row in ties
            if int(row["start_on"][:4]) <= year <= int(row["end_on"][:4] or 9999)
        }
        for year in YEARS
    }
    for year in YEARS[1:]:
        assert len(alive[year]) == truths.SCHOOL_TIES
        assert len(alive[year - 1] & alive[year]) / len(alive[year - 1]) == 0.8
    assert len({(row["side_a"], row["side_b"]) for row in ties}) == len(ties)


def test_posts_stand_vacant_as_the_programme_reports() -> None:
    told = series("vacancy_days", "coast-plateau")
    assert {int(day[:4]): days for day, days in told.items() if days} == dict(vacant_days())
    # By brute force: every day between the first and the last holder that no holder covers.
    posts = defaultdict(list)
    for row in rows("engagements"):
        if row["kind"] == "posting":
            posts[row["batch"]].append(row)
    vacant = 0
    for holders in posts.values():
        held: set[np.datetime64] = set()
        for row in holders:
            held |= set(
                np.arange(row["start_on"], np.datetime64(row["end_on"]) + 1, dtype="datetime64[D]")
            )
        vacant += int((max(held) - min(held)).astype(int)) + 1 - len(held)
    assert vacant == sum(vacant_days().values())


def test_lessons_villages_and_launches_have_their_effects() -> None:
    def before_after(indicator: str, subjects: list[str], cut: int, how: str) -> float:
        gaps = []
        for subject in subjects:
            own = series(indicator, subject)
            scale = (lambda value: value) if how == "points" else log
            early = [scale(v) for day, v in own.items() if int(day[:4]) <= cut]
            late = [scale(v) for day, v in own.items() if int(day[:4]) > cut]
            gaps.append(np.mean(late) - np.mean(early))
        return float(np.mean(gaps))

    schools = [f"plateau-school-{number:02d}" for number in (1, 2, 3, 4, 9, 10, 11, 12)]
    firms = [f"plateau-firm-{number}" for number in (1, 2, 3, 4, 5)]
    for indicator, treated, others, cut, how, truth, within in (
        ("test_score_mean", schools[:4], schools[4:], 2019, "points", truths.LESSON_GAIN, 0.4),
        (
            "village_income_per_head",
            list(VILLAGES[::2]),
            list(VILLAGES[1::2]),
            2020,
            "log",
            0.10,
            0.006,
        ),
        ("sales_outside_pair", firms[:4], firms[4:], 2018, "log", log(1.25), 0.02),
    ):
        found = before_after(indicator, treated, cut, how) - before_after(
            indicator, others, cut, how
        )
        assert found == pytest.approx(truth, abs=within), indicator


def test_both_classes_of_migrants_are_served_alike() -> None:
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for row in SEEN:
        if row["indicator"] in ("migrant_service_cases", "migrant_service_completed"):
            counts[row["note"], row["indicator"]] += float(row["value"])
    shares = [
        counts[note, "migrant_service_completed"] / counts[note, "migrant_service_cases"]
        for note in {note for note, _ in counts}
    ]
    assert len(shares) == 2
    assert shares == pytest.approx([truths.MIGRANT_COMPLETION] * 2, abs=0.005)


def test_the_power_share_and_the_low_season_are_those_built_in() -> None:
    used = series("electricity_consumption", "SYA")
    for year in YEARS:
        share = paid(("electricity",), year, "SYB") / used[f"{year}-12-31"]
        assert share == pytest.approx(0.30 + 0.015 * (year - 2016), rel=0.015), year
    visits = [row for row in FLOWS if row["kind"] == "tourism_visitors"]
    low = sum(
        int(row["value"]) for row in visits if row["end_on"][5:7] in ("01", "02", "03", "11", "12")
    )
    assert low / sum(int(row["value"]) for row in visits) == pytest.approx(
        truths.LOW_SEASON, abs=0.002
    )
    assert exp(truths.PAIRED) == pytest.approx(1.49, abs=0.005)
