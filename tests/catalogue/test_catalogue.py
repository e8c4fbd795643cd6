"""The catalogue: what is wrong with one is refused with file and line; the shipped one is whole."""

from __future__ import annotations

import re
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from counterpart.catalogue import FlowKind, Indicator, load_catalogue
from counterpart.errors import InputError
from counterpart.tables import TABLES
from tests.catalogue.broken import BROKEN, BROKEN_FORMS, LIMIT, UNITS, Broken

PERSON_LEVEL = re.compile(
    r"ethnic|nationality|minority|mongol|religio|party_member|patient|birth|identity_card|gender|"
    r"^person|first_name|last_name"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue, to be broken."""
    shipped = Path(str(files("counterpart"))) / "catalogue"
    shutil.copytree(shipped, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py"))
    return tmp_path / "catalogue"


@pytest.mark.parametrize(
    "broken",
    [pytest.param(each, id=each.name) for each in BROKEN],
)
def test_a_broken_catalogue_is_refused_with_file_and_line(broken: Broken, copy: Path) -> None:
    line = broken.apply(copy)
    with pytest.raises(InputError) as caught:
        load_catalogue(copy)
    found = {(each.code, each.file, each.row) for each in caught.value.findings}
    assert any(
        code == broken.code and file and file in broken.file and row == line
        for code, file, row in found
    ), found


@pytest.mark.parametrize("broken", [pytest.param(each, id=each.name) for each in BROKEN_FORMS])
def test_a_broken_form_is_refused_when_forms_are_asked_for(broken: Broken, copy: Path) -> None:
    line = broken.apply(copy)
    catalogue = load_catalogue(copy)
    for _ in range(2):
        with pytest.raises(InputError) as caught:
            assert catalogue.forms
        found = {(each.code, each.file, each.row) for each in caught.value.findings}
        assert (broken.code, broken.file.removeprefix("forms/"), line) in found


def test_a_catalogue_without_one_of_its_files_is_refused(copy: Path) -> None:
    (copy / "mechanisms.csv").unlink()
    with pytest.raises(InputError) as caught:
        load_catalogue(copy)
    assert [each.code for each in caught.value.findings] == ["path_not_found"]


def test_all_faults_of_a_catalogue_are_told_at_once(copy: Path) -> None:
    names = {"unknown key", "unknown unit", "value without reference", "undated unit"}
    broken = [each for each in BROKEN if each.name in names]
    for each in broken:
        each.apply(copy)
    with pytest.raises(InputError) as caught:
        load_catalogue(copy)
    assert {each.code for each in caught.value.findings} >= {each.code for each in broken}


def test_a_copy_is_the_same_version_and_a_change_is_another(copy: Path) -> None:
    shipped = load_catalogue()
    assert load_catalogue(copy).version == shipped.version
    with (copy / UNITS).open("a", encoding="utf-8") as stream:
        stream.write("litres,litres,升,volume,1,,1996-01-01\n")
    changed = load_catalogue(copy)
    assert changed.version != shipped.version
    assert set(changed.units) - set(shipped.units) == {"litres"}


def test_a_parameter_is_the_value_in_force_on_a_day(copy: Path) -> None:
    path = copy / LIMIT
    later = "    - from: 2030-01-01\n      value: 7\n      reference: a later decision\n"
    path.write_text(path.read_text("utf-8") + later, "utf-8")
    parameter = load_catalogue(copy).parameters["disclosure_threshold"]
    assert parameter.on(date(2029, 12, 31)) == 10
    assert parameter.on(date(2030, 1, 1)) == 7
    with pytest.raises(KeyError):
        parameter.on(date(1995, 12, 31))


def test_the_shipped_catalogue_can_record_the_cooperation() -> None:
    shipped = load_catalogue()
    assert len(shipped.kinds) >= 50
    assert len(shipped.indicators) >= 200
    entries: list[FlowKind | Indicator] = [*shipped.kinds.values(), *shipped.indicators.values()]
    for entry in entries:
        assert entry.name_en and entry.name_zh, entry.code
        assert entry.mechanisms, entry.code
        assert entry.nature in shipped.codes["nature"]


def test_persons_person_times_and_person_days_never_add() -> None:
    units = load_catalogue().units
    assert len({units[each].quantity for each in ("persons", "person-times", "person-days")}) == 3


def test_every_code_list_that_a_table_names_exists() -> None:
    shipped = load_catalogue()
    for table in TABLES.values():
        for column in table.columns:
            if column.codes:
                assert shipped.allowed(column.codes), (table.name, column.name)


def test_no_table_has_a_column_about_single_persons_or_their_ethnicity() -> None:
    names = [(table.name, column) for table in TABLES.values() for column in table.names]
    assert len(names) > 100
    assert [each for each in names if PERSON_LEVEL.search(each[1])] == []


def test_the_composition_of_a_population_is_never_better_or_worse() -> None:
    indicators = load_catalogue().indicators
    named = {
        name for name in indicators if re.search(r"minorit|mongol|ethnic|nationalit|han_", name)
    }
    assert named >= {"population_minority", "population_mongolian"}
    for name in named:
        assert indicators[name].composition, name
    assert {each.better for each in indicators.values() if each.composition} == {"none"}


def test_nothing_measures_the_language_the_marriages_or_the_identity_of_people() -> None:
    shipped = load_catalogue()
    refused = re.compile(r"language_shift|speaker|intermarri|marriage|identi|assimil|loyal")
    assert [name for name in (*shipped.kinds, *shipped.indicators) if refused.search(name)] == []


def test_survey_items_and_what_stands_beside_contact_have_no_better_side() -> None:
    indicators = load_catalogue().indicators
    items = [each for name, each in indicators.items() if name.startswith("survey_")]
    beside = [indicators[each] for each in ("local_language_classes", "heritage_items")]
    assert len(items) >= 5
    assert {each.better for each in (*items, *beside)} == {"none"}


def test_numbers_moved_and_complaints_are_no_success() -> None:
    indicators = load_catalogue().indicators
    for name in indicators:
        if "complaints" in name or "party" in name or name == "households_displaced":
            assert indicators[name].sensitive, name
    for name in ("labour_complaints", "placements_left_freely", "placements_local"):
        assert indicators[name].better == "none"


def test_what_never_adds_says_so() -> None:
    """Rates, prices and waiting times are means: parts do not sum to their whole."""
    rates = re.compile(r"_per_(?!tonne_km)|_price$|_share$|_rate$|latency|_days_|pue|_hours$|days_")
    adds = {"power_share", "transmission_outage_hours"}
    entries = load_catalogue().indicators
    named = {name for name in entries if rates.search(name)} - adds
    assert len(named) > 30
    assert {name for name in named if entries[name].additive} == set()
