"""Ids of lines: the same line has the same id however it is written, a correction keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpart.engine.store import Part, Store, connect, literal
from counterpart.intake.forms import Lines, Reporting, line_of, take_lines
from counterpart.intake.forms.template import FILL_IN
from tests.intake.forms.filled import (
    CATALOGUE,
    FORMS,
    REPORTING,
    edit,
    example,
    filled,
    ids,
    read,
    template,
    told,
)

SPENT = example(FORMS["tourism_spending"])


def ids_of(code: str, lines: Sequence[Mapping[str, str]], who: Reporting = REPORTING) -> list[str]:
    """The ids that lines of a form get, in their order."""
    store = Store(connect())
    names = list(dict.fromkeys(name for line in lines for name in line))
    values = ", ".join(
        f"({row}::BIGINT, " + ", ".join(literal(line.get(name, "")) for name in names) + ")"
        for row, line in enumerate(lines, start=1)
    )
    columns = ", ".join(f'"{name}"' for name in names)
    relation = f"(SELECT * FROM (VALUES {values}) AS made(_row, {columns}))"
    form = FORMS[code]
    assert not take_lines(store, CATALOGUE, form, who, [Lines(Part("x"), relation, {})])
    key = {"flows": "flow", "observations": "observation"}[form.table]
    return [row[0] for row in store.rows(f"SELECT {key} FROM {form.table} ORDER BY _row, {key}")]


WRITTEN = {
    "start_on": ("2031-01-01", "2031", "2031-1-1", "2031/01/01", "2031年1月1日", " 2031-01 "),
    "end_on": ("2031-12-31", "2031", "2031.12.31", "2031年12月31日", "2031-12"),
    "value": ("9600000", "9,600,000", "9600000.00", "1"),
}


@given(st.fixed_dictionaries({name: st.sampled_from(ways) for name, ways in WRITTEN.items()}))
@settings(max_examples=30, deadline=None)
def test_how_a_line_is_written_does_not_change_its_id(ways: dict[str, str]) -> None:
    assert ids_of("tourism_spending", [SPENT | ways]) == ids_of("tourism_spending", [SPENT])


@given(st.permutations([SPENT | {"origin": f"p{number % 4}"} for number in range(6)]))
@settings(max_examples=20, deadline=None)
def test_the_order_of_lines_does_not_change_their_ids(lines: list[dict[str, str]]) -> None:
    whole = ids_of("tourism_spending", [SPENT | {"origin": f"p{n % 4}"} for n in range(6)])
    assert len(set(whole)) == 6
    assert sorted(ids_of("tourism_spending", lines)) == sorted(whole)


def test_an_id_depends_on_who_reports_what_within_which_programme() -> None:
    made = [
        *ids_of("tourism_spending", [SPENT]),
        *ids_of("tourism_spending", [SPENT], Reporting("programme-ab", "office-a")),
        *ids_of("tourism_spending", [SPENT], Reporting("programme-cd", "office-b")),
        *ids_of("tourism_spending", [SPENT | {"origin": "elsewhere"}]),
        *ids_of("firm_trade", [example(FORMS["firm_trade"])]),
    ]
    assert len(set(made)) == 5
    assert all(len(each) == 20 and int(each, 16) >= 0 for each in made)


def test_figures_of_a_wide_line_share_the_id_of_the_line() -> None:
    form = FORMS["remote_consultation"]
    made = ids_of(form.code, [example(form)])
    assert len({line_of(form, each) for each in made}) == 1
    assert {each.split(".")[1] for each in made} == set(form.entries)
    emptied = {key: value for key, value in example(form).items() if key != form.entries[0]}
    assert set(ids_of(form.code, [emptied])) < set(made)


def test_a_corrected_line_keeps_the_id_that_the_template_carries(tmp_path: Path) -> None:
    before = read(filled(tmp_path, "tourism_spending", SPENT), "tourism_spending")
    own = ids(before, "flows", "flow")
    line = SPENT | {"flow": own[0]}
    path = template(tmp_path, "tourism_spending", rows=[line])

    def correct(book: openpyxl.Workbook) -> None:
        sheet = book[FILL_IN]
        columns = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(6, columns["value"]).value = 5
        sheet.cell(6, columns["destination"]).value = "another-place"
        for key, value in SPENT.items():
            sheet.cell(7, columns[key]).value = value

    after = read(edit(path, correct), "tourism_spending")
    assert told(after) == []
    assert ids(after, "flows", "flow")[0] == own[0]
    assert len(set(ids(after, "flows", "flow"))) == 2


def test_an_equal_line_beside_one_with_its_id_is_a_new_line(tmp_path: Path) -> None:
    own = ids_of("tourism_spending", [SPENT])[0]
    made = ids_of("tourism_spending", [SPENT | {"flow": ""}, SPENT | {"flow": own}])
    assert made[1] == own and made[0] != own


def test_wide_lines_round_trip_by_the_id_of_the_line(tmp_path: Path) -> None:
    form = FORMS["remote_consultation"]
    first = read(filled(tmp_path, form.code, example(form)), form.code)
    made = ids(first, "observations", "observation")
    line = example(form) | {"observation": line_of(form, made[0]), "consultation_requests": "30"}
    again = read(template(tmp_path, form.code, rows=[line]), form.code)
    assert told(again) == []
    assert ids(again, "observations", "observation") == made
