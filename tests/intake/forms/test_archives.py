"""Workbooks that are more than they say: bombs, lies of the zip directory, sheets without end."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from counterpart.intake import archive
from counterpart.intake.archive import look_into
from tests.intake.forms.filled import template


def codes(path: Path) -> list[str]:
    """What is found in a file as a file."""
    return [each.code for each in look_into(path, path.name).findings]


def test_a_template_is_no_danger(tmp_path: Path) -> None:
    assert codes(template(tmp_path, "travel")) == []


def test_a_directory_that_lies_about_a_size_is_found(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/media/image1.png", b"0" * 3_000_000)
    size = (3_000_000).to_bytes(4, "little")
    data = path.read_bytes()
    at = data.rindex(size)
    path.write_bytes(data[:at] + (10).to_bytes(4, "little") + data[at + 4 :])
    assert codes(path) == ["unreadable_file"]


def test_unpacking_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.bin", b"0" * 5_000_000)
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 1_000_000)
    assert codes(path) == ["file_too_large"]


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    assert codes(template(tmp_path, "travel")) == ["file_too_large"]


def test_a_far_cell_does_not_make_room_for_a_whole_sheet(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    sheet = (
        '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/worksheets/sheet1.xml", sheet)
    assert codes(path) == ["file_too_large"]
