"""Bad input is found, all of it at once, at the cell where a person sees it; nothing is raised."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from counterpart.catalogue import Form
from counterpart.intake.forms import check_form, read_form, recognise, write_template
from counterpart.intake.forms.template import FILL_IN
from tests.intake.forms.filled import (
    CATALOGUE,
    FORMS,
    LISTS,
    REPORTING,
    edit,
    example,
    filled,
    read,
    template,
    told,
    write_csv,
)

SPENT = example(FORMS["tourism_spending"])
VISITS = example(FORMS["remote_consultation"])


def sheet_of(book: openpyxl.Workbook) -> openpyxl.worksheet.worksheet.Worksheet:
    """The sheet to fill in."""
    return book[FILL_IN]


def column_of(book: openpyxl.Workbook, key: str) -> int:
    """Where a column stands, from 1."""
    return next(int(cell.column) for cell in sheet_of(book)[1] if cell.value == key)


def test_cells_are_named_as_the_file_calls_them(tmp_path: Path) -> None:
    line = SPENT | {"currency": "RMBX", "end_on": "soon", "value": "much", "precision": "roundish"}
    checked = check_form(
        filled(tmp_path, "tourism_spending", line), FORMS["tourism_spending"], REPORTING, CATALOGUE
    )
    assert sorted(told(checked)) == [
        ("currency_missing", 6, "J 币种 Currency"),
        ("unknown_code", 6, "I 精度 How exact"),
        ("unknown_code", 6, "J 币种 Currency"),
        ("wrong_type", 6, "E 结束日期 Until"),
        ("wrong_type", 6, "F 数值 Value"),
    ]
    assert all(each.file == "tourism_spending.xlsx" for each in checked.findings)
    assert all(each.sheet == FILL_IN and each.remedy for each in checked.findings)


def test_a_figure_of_a_wide_line_is_named_by_its_own_column(tmp_path: Path) -> None:
    line = VISITS | {"consultation_answer_hours": "long", "start_on": "2031-13"}
    checked = read(filled(tmp_path, "remote_consultation", line), "remote_consultation")
    assert sorted(told(checked)) == [
        ("wrong_type", 6, "C 开始日期 From"),
        ("wrong_type", 6, "F 远程会诊答复时长中位数 Median hours to an answer"),
    ]


def test_required_cells_and_empty_lines(tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {"subject": "h1", "end_on": "2031"},
        VISITS | {"start_on": None},
    ]
    checked = read(filled(tmp_path, "remote_consultation", *lines), "remote_consultation")
    empty = ("empty_cell", 6, "C 开始日期 From"), ("empty_cell", 7, "C 开始日期 From")
    assert told(checked) == [*empty, ("empty_line", 6, None)]


def test_a_name_of_two_entries_is_asked_about(tmp_path: Path) -> None:
    line = VISITS | {"subject": "first hospital"}
    path = filled(tmp_path, "remote_consultation", line, lists=LISTS)
    (found,) = read(path, "remote_consultation").findings
    assert (found.code, found.row, found.column) == ("ambiguous_choice", 6, "B 机构 Organisation")
    assert "h1, h2" in found.message


def test_an_unknown_entry_has_a_hint(tmp_path: Path) -> None:
    line = example(FORMS["energy_supply"]) | {"kind": "electricty"}
    (found,) = read(filled(tmp_path, "energy_supply", line), "energy_supply").findings
    assert found.code == "unknown_code" and "'electricity'" in found.message


@pytest.mark.parametrize("code", ["travel", "money_movements"])
def test_a_file_of_another_form_is_refused(code: str, tmp_path: Path) -> None:
    checked = read(filled(tmp_path, "tourism_spending", SPENT), code)
    assert told(checked) == [("other_form", None, None)]


def test_a_workbook_that_is_no_form_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["name", "amount"])
    book.save(tmp_path / "x.xlsx")
    assert recognise(tmp_path / "x.xlsx") is None
    assert told(read(tmp_path / "x.xlsx", "travel")) == [("not_a_form", None, None)]
    assert told(read(tmp_path / "none.xlsx", "travel")) == [("path_not_found", None, None)]


def test_renamed_doubled_and_foreign_columns(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = sheet_of(book)
        for row in (1, 2, 3):
            sheet.cell(row, column_of(book, "origin") if row == 1 else 2).value = "whence"
        for row, head in ((1, "value"), (2, "数值"), (3, "Value")):
            sheet.cell(row, 12).value = head
        sheet.cell(2, 13).value = "remarks of mine"

    path = edit(filled(tmp_path, "tourism_spending", SPENT), change)
    found = {
        (each.code, each.severity, each.column) for each in read(path, "tourism_spending").findings
    }
    assert ("column_absent", "error", "From place 来源地") in found
    assert ("column_unused", "warning", "B whence whence whence") in found
    assert ("duplicate_column", "error", "L 数值 Value") in found
    assert ("column_unused", "warning", "M remarks of mine") in found


def test_lost_machine_keys_are_read_by_their_titles(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet_of(book).delete_rows(1)
        for cell in sheet_of(book)[2]:
            cell.value = None

    checked = read(edit(filled(tmp_path, "travel", example(FORMS["travel"])), change), "travel")
    assert [each.severity for each in checked.findings] == []
    assert checked.store.relations["observations"].rows == 2


def older(form: Form, **changes: object) -> Form:
    """The form as it was before: its first wide column asked otherwise."""
    columns = [
        replace(each, **changes) if each.entry == "sand_control_area" else each  # type: ignore[arg-type]
        for each in form.columns
    ]
    return replace(form, columns=tuple(columns))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"required": True}, ["older_template"]),
        ({"unit": None}, ["older_template", "unit_changed"]),
    ],
)
def test_a_template_of_another_version(
    changes: dict[str, object], codes: list[str], tmp_path: Path
) -> None:
    form = FORMS["ecology"]
    path = tmp_path / "ecology.xlsx"
    write_template(older(form, **changes), CATALOGUE, path, rows=[example(form)])
    assert [each.code for each in read(path, "ecology").findings] == codes


def test_the_example_is_skipped_and_said_where_it_was_changed(tmp_path: Path) -> None:
    path = template(tmp_path, "tourism_spending")
    assert told(read(path, "tourism_spending")) == []

    def change(book: openpyxl.Workbook) -> None:
        sheet_of(book).cell(4, column_of(book, "value")).value = 7

    assert told(read(edit(path, change), "tourism_spending")) == [
        ("example_changed", 4, "F 数值 Value")
    ]


def test_ids_that_were_changed_doubled_or_moved(tmp_path: Path) -> None:
    rows = [SPENT | {"flow": f"{n:020x}", "origin": f"p{n}"} for n in range(5)]
    path = template(tmp_path, "tourism_spending", rows=rows)
    assert told(read(path, "tourism_spending")) == []

    def change(book: openpyxl.Workbook) -> None:
        sheet = sheet_of(book)
        sheet["A6"], sheet["A7"] = sheet["A7"].value, sheet["A6"].value
        sheet["A8"] = "not an id"
        sheet["A9"] = "abc"
        sheet["A10"] = "abc"

    found = set(told(read(edit(path, change), "tourism_spending")))
    assert {(code, row) for code, row, _ in found} == {
        ("moved_id", 6),
        ("moved_id", 7),
        ("odd_id", 8),
        ("unknown_id", 8),
        ("unknown_id", 9),
        ("unknown_id", 10),
        ("repeated_id", 10),
    }
    assert {column for _, _, column in found} == {"A 编号 id"}


def test_formulas_hidden_cells_and_merged_cells(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = sheet_of(book)
        sheet["F7"] = "=F6*2"
        sheet["B8"] = '=DDE("cmd","/c calc","x")'
        sheet.row_dimensions[6].hidden = True
        sheet.column_dimensions["L"].hidden = True
        sheet.merge_cells("C6:C7")

    path = edit(filled(tmp_path, "tourism_spending", SPENT, SPENT), change)
    found = told(read(path, "tourism_spending"))
    assert ("formula_cell", 7, "F 数值 Value") in found
    assert ("formula_cell", 8, "B 来源地 From place") in found
    assert ("hidden_figures", 6, None) in found
    assert ("hidden_figures", None, "L 备注 Note") in found
    assert ("merged_cells", 6, None) in found


def test_macros_are_refused(tmp_path: Path) -> None:
    path = filled(tmp_path, "tourism_spending", SPENT)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert told(read(path, "tourism_spending")) == [("macros", None, None)]
    renamed = path.rename(tmp_path / "x.xlsm")
    assert told(read(renamed, "tourism_spending")) == [("macros", None, None)]


def test_a_csv_of_other_columns_is_no_form(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [["a", "b"], ["1", "2"]])
    assert told(read(path, "travel")) == [("not_a_form", 1, None)]
    assert recognise(path) is None
    path.write_bytes(b"\xff\xfe\x00")
    assert told(read(path, "travel"))[0][0] == "not_utf8"
    text = tmp_path / "x.txt"
    text.write_text("x", "utf-8")
    assert told(read_form(text, FORMS["travel"], REPORTING)) == [("unreadable_file", None, None)]
