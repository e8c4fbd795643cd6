"""What cells may say: labels and names in both languages, units, figures side by side, CSV."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from counterpart.intake.forms import neutral, recognise
from counterpart.intake.forms.units import factor
from tests.intake.forms.filled import (
    CATALOGUE,
    FORMS,
    LISTS,
    example,
    filled,
    read,
    told,
    write_csv,
)

POWER = example(FORMS["energy_supply"])


@pytest.mark.parametrize(
    "written",
    [
        "electricity",
        "electricity | electricity supplied | 供电量 | billion kWh 十亿千瓦时",
        "Electricity  Supplied",
        "供电量",
        "ＥＬＥＣＴＲＩＣＩＴＹ",
        "electricity | an older name | 旧名",
    ],
)
def test_a_kind_may_be_its_code_its_label_or_a_name(written: str, tmp_path: Path) -> None:
    checked = read(filled(tmp_path, "energy_supply", POWER | {"kind": written}), "energy_supply")
    assert told(checked) == []
    assert checked.store.row("SELECT kind, value FROM flows") == (
        "electricity",
        Decimal("1200000000"),
    )


@pytest.mark.parametrize("written", ["11 | Beijing | 北京市", "beijing", "北京市", "11"])
def test_places_are_known_by_the_lists_of_the_template(written: str, tmp_path: Path) -> None:
    path = filled(tmp_path, "energy_supply", POWER | {"origin": written}, lists=LISTS)
    checked = read(path, "energy_supply")
    assert told(checked) == []
    assert checked.store.row("SELECT origin FROM flows") == ("11",)


def test_a_wide_line_is_a_row_for_each_filled_cell(tmp_path: Path) -> None:
    line = {
        "subject": "h1",
        "start_on": date(2031, 3, 1),
        "end_on": "2031-03",
        "outpatient_visits": 8200,
        "case_mix_index": 0.94,
        "family_cost_per_case": "2,600",
        "currency": "人民币元",
    }
    checked = read(filled(tmp_path, "hospital_month", line), "hospital_month")
    assert told(checked) == []
    rows = checked.store.rows(
        "SELECT indicator, end_on, value, currency FROM observations ORDER BY indicator"
    )
    end = date(2031, 3, 31)
    assert rows == [
        ("case_mix_index", end, Decimal("0.94"), None),
        ("family_cost_per_case", end, Decimal("2600"), "CNY"),
        ("outpatient_visits", end, Decimal("8200"), None),
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1.2345678", "1234567800"),
        (0.5, "500000000"),
        ("1,234.5", "1234500000000"),
        (".25", "250000000"),
        ("-1", "-1000000000"),
    ],
)
def test_units_are_converted_exactly(written: object, kept: str, tmp_path: Path) -> None:
    line = POWER | {"value": written}
    checked = read(filled(tmp_path, "energy_supply", line), "energy_supply")
    assert told(checked) == []
    assert checked.store.row("SELECT value FROM flows") == (Decimal(kept),)


@pytest.mark.parametrize("written", ["1.23456789012", "99999999999", "many", "1e3"])
def test_what_cannot_be_converted_is_found_and_not_kept(written: str, tmp_path: Path) -> None:
    line = POWER | {"value": written, "low": 1}
    checked = read(filled(tmp_path, "energy_supply", line), "energy_supply")
    code = "wrong_type" if written == "many" else "too_many_digits"
    assert told(checked) == [(code, 6, "G 数值 Value")]
    assert checked.store.row("SELECT value, low FROM flows") == (None, Decimal(1000000000))


def test_area_in_mu_is_kept_in_hectares_to_four_decimals(tmp_path: Path) -> None:
    line = example(FORMS["ecology"]) | {"sand_control_area": 12001}
    checked = read(filled(tmp_path, "ecology", line), "ecology")
    rows = checked.store.rows("SELECT value FROM observations WHERE indicator='sand_control_area'")
    assert rows == [(Decimal("800.0667"),)]
    assert factor(CATALOGUE, "mu", "sand_control_area") == Decimal("0.0666666667")


@pytest.mark.parametrize("language", ["key", "en", "zh"])
def test_a_csv_has_keys_or_titles_of_either_language(language: str, tmp_path: Path) -> None:
    form = FORMS["hospital_capacity"]
    heads = {
        "key": [each.key for each in form.columns],
        "en": [each.title_en for each in form.columns],
        "zh": [each.title_zh for each in form.columns],
    }[language]
    cells = [form.example.get(each.key, "") for each in form.columns]
    path = write_csv(tmp_path / "x.csv", [heads, cells])
    assert recognise(path) == form.code
    checked = read(path, form.code)
    assert told(checked) == []
    assert checked.store.relations["observations"].rows == 5


def test_text_of_a_csv_is_never_a_formula(tmp_path: Path) -> None:
    form = FORMS["needs"]
    heads = ["need", "capability", "note"]
    rows = [["n1", "eye care", "=cmd|' /C calc'!A0"], ["n2", "eye care", neutral("=1+1")]]
    checked = read(write_csv(tmp_path / "x.csv", [heads, *rows]), form.code)
    assert told(checked) == [("formula_text", 2, "note"), ("formula_text", 3, "note")]
    notes = checked.store.rows("SELECT note FROM needs ORDER BY need")
    assert notes == [("=cmd|' /C calc'!A0",), ("=1+1",)]
    assert [neutral(each) for each in ("a", "-5", "\tx")] == ["a", "'-5", "'\tx"]
