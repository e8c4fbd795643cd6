"""Layouts as documents: every fault of one is said, with its place and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from counterpart.errors import InputError
from counterpart.intake.layouts import Layout, read_layout
from tests.intake.layouts.sheets import document, read, write


def faults(made: Any) -> set[tuple[str | None, str]]:
    """The codes of a document's faults by place."""
    with pytest.raises(InputError) as caught:
        Layout.from_document(made)
    return {(each.column, each.code) for each in caught.value.findings}


def test_all_faults_are_said_at_once() -> None:
    made = document(
        header=[0],
        spreed=True,
        hidden_rows="maybe",
        labels={"place": {"header": "旗县", "cell": "A1"}, "x": {"fil": True, "fixed": "y"}},
        year_starts=13,
    )
    made["names"] = {"people": {"甲": "x"}}
    assert faults(made) == {
        ("blocks[0].header", "layout_bad_value"),
        ("blocks[0].spreed", "layout_unknown_key"),
        ("blocks[0].hidden_rows", "layout_bad_value"),
        ("blocks[0].labels.place", "layout_bad_value"),
        ("blocks[0].labels.x.fil", "layout_unknown_key"),
        ("blocks[0].year_starts", "layout_bad_value"),
        ("names.people", "layout_unknown_key"),
    }


@pytest.mark.parametrize(
    "made", [None, [], "text", {}, {"layout": "x"}, {"layout": "x", "blocks": 3}]
)
def test_what_is_no_layout_is_refused(made: Any) -> None:
    assert faults(made)


def test_labels_that_are_named_must_be_there() -> None:
    made = document(unit={"label": "scale"}, labels={"banner": "旗县"})
    codes = {code for _, code in faults(made)}
    assert codes == {"layout_dangling"}


def test_forms_and_keys_must_be_in_the_catalogue(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["甲旗", 1, 1]])
    made = document()
    fact = made["blocks"][0]["facts"][0]
    fact["set"] = {"kind": "assistance_fund", "destinaton": "{place}"}
    found = read(path, made)
    assert found.facts == []
    assert {(each.code, each.value) for each in found.findings} == {
        ("layout_form_key", "destinaton"),
        ("unknown_code", "assistance_fund"),
    }
    fact["form"] = "money_movement"
    assert {each.code for each in read(path, made).findings} == {"unknown_form"}


def test_a_block_takes_over_what_another_says() -> None:
    made = document()
    made["blocks"].append({"block": "june", "like": "money", "sheets": "6月"})
    layout = Layout.from_document(made)
    assert layout.blocks[1].facts == layout.blocks[0].facts
    assert (layout.blocks[1].name, layout.blocks[1].sheets) == ("june", ("6月",))
    made["blocks"][1]["like"] = "nobody"
    assert {code for _, code in faults(made)} >= {"layout_dangling"}


def test_a_layout_survives_being_written(tmp_path: Path) -> None:
    layout = Layout.from_document(document(part=2, after="二、到位", hidden_rows="take"))
    path = tmp_path / "layout.yaml"
    path.write_text(yaml.safe_dump(layout.to_document(), allow_unicode=True), "utf-8")
    assert read_layout(path) == layout


@pytest.mark.parametrize("text", ["a: [", "\x00", "- 1"])
def test_files_that_are_no_layout_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "layout.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_layout(path)
    with pytest.raises(InputError):
        read_layout(tmp_path / "none.yaml")


def test_files_that_are_no_workbook_are_findings(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    assert {each.code for each in read(path).findings} == {"unreadable_file"}
    path.write_bytes(b"")
    assert {each.code for each in read(path).findings} == {"empty_file"}
    assert {each.code for each in read(tmp_path / "b.xlsx").findings} == {"path_not_found"}
