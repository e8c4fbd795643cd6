"""Forms filled in as an office does: a workbook out, a workbook in, corrected by its ids."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError
from counterpart.intake.forms import Reporting, write_template
from counterpart.intake.layouts import Layout
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.handing import handed_file
from counterpart_site.deliveries.layouts import remember
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.prefill import lines_on_record
from counterpart_site.deliveries.receive import receive
from counterpart_site.deliveries.register import register_lists
from counterpart_site.records.models import Chain, Flow, Observation
from counterpart_site.records.queries import moment_of
from tests.site.world import person

JANUARY = {
    "kind": "assistance_funds",
    "origin": "East One",
    "destination": "west-1",
    "start_on": "2031-01",
    "end_on": "2031-01",
    "value": 1200000,
    "currency": "CNY",
    "money_stage": "paid",
}


def template(chain: Chain, form: str, reporter: str, path: Path) -> Path:
    """The form's workbook with what the reporter has on record."""
    catalogue = load_catalogue()
    asked = catalogue.forms[form]
    write_template(
        asked,
        catalogue,
        path,
        lists=register_lists(moment_of(chain)),
        rows=lines_on_record(chain, asked, reporter, catalogue),
        reporting=Reporting(chain.programme, reporter),
    )
    return path


def fill(path: Path, *lines: Mapping[str, object], row: int = 6) -> Path:
    """Write cells into lines of a template, from `row` on, and save it under another name."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, line in enumerate(lines, start=row):
        for key, value in line.items():
            sheet.cell(number, places[key]).value = value
    filled = path.with_name(f"filled-{path.name}")
    book.save(filled)
    return filled


def deliver(chain: Chain, who: str, path: Path) -> Delivery:
    """Hand a workbook in; it says itself which form it is."""
    return check(receive(chain, person(who), handed_file(chain, path)))


def accepted(delivery: Delivery) -> Delivery:
    for side in delivery.needs:
        accept(delivery, person(f"coordinator-{side}"))
    delivery.refresh_from_db()
    return delivery


def test_a_workbook_reaches_the_record_and_comes_back_filled_in(
    chain: Chain, tmp_path: Path
) -> None:
    empty = template(chain, "money_movements", "east", tmp_path / "money.xlsx")
    delivery = accepted(deliver(chain, "clerk-a", fill(empty, JANUARY)))
    assert delivery.status == "accepted", delivery.findings
    flow = Flow.objects.get()
    assert (flow.origin, str(flow.value), str(flow.end_on)) == (
        "east-1",
        "1200000.0000",
        "2031-01-31",
    )
    assert flow.source == "money_movements:east"
    again = template(chain, "money_movements", "east", tmp_path / "again.xlsx")
    sheet = openpyxl.load_workbook(again).worksheets[0]
    assert [sheet.cell(6, 1).value, sheet.cell(6, 7).value] == [flow.flow, 1200000]


def test_amount_and_district_are_corrected_by_the_id(chain: Chain, tmp_path: Path) -> None:
    empty = template(chain, "money_movements", "east", tmp_path / "money.xlsx")
    accepted(deliver(chain, "clerk-a", fill(empty, JANUARY)))
    again = template(chain, "money_movements", "east", tmp_path / "again.xlsx")
    changed = fill(again, {"value": 1300000, "destination": "west-2"})
    delivery = deliver(chain, "clerk-a", changed)
    preview = delivery.preview or {}
    assert preview["counts"]["flows"] == {
        "added": 0,
        "changed": 1,
        "withdrawn": 0,
        "unchanged": 0,
    }
    columns = preview["changes"]["flows"][0]["columns"]
    assert columns == {
        "destination": ["west-1", "west-2"],
        "value": ["1200000.0000", "1300000.0000"],
    }
    accepted(delivery)
    assert Flow.objects.filter(revision=2).count() == 1


def test_a_wide_form_gives_a_row_for_each_figure_and_gathers_them_again(
    chain: Chain, tmp_path: Path
) -> None:
    form = load_catalogue().forms["hospital_month"]
    wide = [column.key for column in form.columns if column.entry][:2]
    line = {"subject": "hospital-w", "start_on": "2031-01", "end_on": "2031-01"}
    line = {key: value for key, value in line.items() if key in {c.key for c in form.columns}}
    empty = template(chain, form.code, "hospital-w", tmp_path / "hospital.xlsx")
    filled = fill(empty, {**line, wide[0]: 12, wide[1]: 34})
    delivery = accepted(deliver(chain, "clerk-b", filled))
    assert delivery.status == "accepted", delivery.findings
    assert Observation.objects.count() == 2
    lines = lines_on_record(chain, form, "hospital-w", load_catalogue())
    assert [(each[wide[0]], each[wide[1]]) for each in lines] == [("12", "34")]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"value": "twelve"}, "wrong_type", "Value"),
        ({"money_stage": "payed"}, "unknown_code", "Stage"),
        ({"origin": "east-9"}, "dangling_reference", "From place"),
    ],
)
def test_a_fault_is_told_once_at_its_cell(
    chain: Chain, tmp_path: Path, cells: dict[str, object], code: str, column: str
) -> None:
    empty = template(chain, "money_movements", "east", tmp_path / "money.xlsx")
    delivery = deliver(chain, "clerk-a", fill(empty, {**JANUARY, **cells}))
    assert delivery.status == "refused"
    errors = [each for each in delivery.findings if each["severity"] == "error"]
    assert [(each["code"], each["row"]) for each in errors] == [(code, 6)]
    assert column in errors[0]["column"]
    assert not Flow.objects.exists()


def test_an_own_workbook_is_led_to_its_layout(chain: Chain, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [("2031年援助资金", None), ("单位：万元", None), ("受援县", "到位"), ("West One", 80)]
    for row in [*rows, ("West Two", 95.5)]:
        sheet.append(row)
    path = tmp_path / "ledger.xlsx"
    book.save(path)
    with pytest.raises(InputError) as error:
        handed_file(chain, path)
    assert [each.code for each in error.value.findings] == ["layout_needed"]
    layout = Layout.from_document(
        {
            "layout": "ledger",
            "blocks": [
                {
                    "block": "money",
                    "sheets": "*",
                    "header": [3],
                    "period": {"fixed": "2031"},
                    "unit": {"cell": "A2"},
                    "labels": {"to": "受援县", "from": {"fixed": "east"}},
                    "facts": [
                        {
                            "form": "money_movements",
                            "set": {
                                "kind": "assistance_funds",
                                "origin": "{from}",
                                "destination": "{to}",
                                "currency": "CNY",
                            },
                            "columns": [{"header": "到位", "set": {"money_stage": "paid"}}],
                        }
                    ],
                }
            ],
        }
    )
    remember(chain, person("clerk-b"), layout)
    with pytest.raises(InputError) as error:
        handed_file(chain, path)
    assert [each.code for each in error.value.findings] == ["layout_proposed"]
    handed = handed_file(chain, path, layout="ledger")
    delivery = accepted(check(receive(chain, person("clerk-b"), handed)))
    assert delivery.status == "accepted", delivery.findings
    found = Flow.objects.order_by("destination").values_list("destination", "value", "source")
    assert [(place, str(value)) for place, value, _ in found] == [
        ("west-1", "800000.0000"),
        ("west-2", "955000.0000"),
    ]
    assert {source for _, _, source in found} == {"ledger:hospital-w"}
