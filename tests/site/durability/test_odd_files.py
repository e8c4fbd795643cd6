"""Files that no clerk should hand in: each ends in findings, never in a trace or a full disk."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from counterpart.errors import InputError
from counterpart.intake.archive import MAX_MEMBERS
from counterpart_site.deliveries import unpacking
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive
from counterpart_site.records.models import Chain
from tests.site.world import flows, person

FLOWS = flows("f1,east-1,east-2,5").content


def packed(**files: bytes) -> bytes:
    """A zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def named(name: str, content: bytes = FLOWS) -> bytes:
    """A zip of one file with an odd name."""
    return packed(**{name: content})


def twice() -> bytes:
    """A zip with one name twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("flows.csv", FLOWS)
        with pytest.warns(UserWarning):
            archive.writestr("flows.csv", FLOWS)
    return target.getvalue()


def lying() -> bytes:
    """A zip whose directory says that a file of many bytes has few."""
    whole = packed(**{"flows.csv": b"x" * 1_000_000})
    size = struct.pack("<I", 1_000_000)
    assert size in whole
    return whole.replace(size, struct.pack("<I", 10))


def many() -> bytes:
    """A zip of more files than anybody has tables."""
    return packed(**{f"{number}.csv": b"" for number in range(MAX_MEMBERS + 1)})


def encrypted() -> bytes:
    """A zip that says that its file needs a password."""
    whole = bytearray(packed(**{"flows.csv": FLOWS}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + place] |= 1
    return bytes(whole)


def otherwise_packed() -> bytes:
    """A zip packed in a way that needs much memory to unpack."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("flows.csv", FLOWS)
    return target.getvalue()


def workbook(*rows: list[object]) -> bytes:
    """A workbook with a sheet of flows."""
    target = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "flows"
    for row in rows:
        sheet.append(row)
    book.save(target)
    return target.getvalue()


def delivered(chain: Chain, name: str, content: bytes) -> Delivery:
    """Handed in by a clerk, and checked."""
    return check(receive(chain, person("clerk-a"), Handed(Delivery.Kind.TABLES, name, content)))


def codes(delivery: Delivery) -> list[str]:
    """What was found."""
    return [each["code"] for each in delivery.findings]


HEADER: list[object] = ["flow", "kind", "origin", "destination", "value", "end_on", "currency"]
FORMULA: list[object] = ["f1", "assistance_funds", "east-1", "east-2", "=1+1", "2031-01-31", "CNY"]
ODD: dict[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "no workbook": ("flows.xlsx", lambda: b"no workbook", {"unreadable_file"}),
    "half a workbook": ("flows.xlsx", lambda: workbook(HEADER)[:900], {"unreadable_file"}),
    "macros": ("flows.xlsm", lambda: workbook(HEADER), {"macros"}),
    "hidden macros": (
        "flows.xlsx",
        lambda: packed(**{"xl/vbaProject.bin": b"x", "xl/workbook.xml": b"<a/>"}),
        {"macros"},
    ),
    "formulas": ("flows.xlsx", lambda: workbook(HEADER, FORMULA), {"formula_cell"}),
    "no rows": ("flows.csv", lambda: FLOWS.splitlines()[0] + b"\n", {"nothing_delivered"}),
    "unknown ending": ("flows.pdf", lambda: b"%PDF", {"unreadable_file"}),
    "no ending": ("flows", lambda: FLOWS, {"unreadable_file"}),
    "no Parquet": ("flows.parquet", lambda: b"PAR1" + b"x" * 50 + b"PAR1", {"unreadable_file"}),
    "no zip": ("tables.zip", lambda: b"PK nothing", {"unreadable_file"}),
    "leads out": ("tables.zip", lambda: named("../flows.csv"), {"unreadable_file"}),
    "absolute": ("tables.zip", lambda: named("/flows.csv"), {"unreadable_file"}),
    "long name": ("tables.zip", lambda: named("f" * 300 + ".csv"), {"unreadable_file"}),
    "deep": ("tables.zip", lambda: named("a/" * 20 + "flows.csv"), {"unreadable_file"}),
    "twice": ("tables.zip", twice, {"unreadable_file"}),
    "file and folder": (
        "tables.zip",
        lambda: packed(**{"flows": b"x", "flows/a.parquet": b"x"}),
        {"unreadable_file"},
    ),
    "lying": ("tables.zip", lying, {"unreadable_file"}),
    "many": ("tables.zip", many, {"file_too_large"}),
    "encrypted": ("tables.zip", encrypted, {"unreadable_file"}),
    "otherwise packed": ("tables.zip", otherwise_packed, {"unreadable_file"}),
    "nothing in it": ("tables.zip", lambda: named("readme.txt"), {"empty_folder"}),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_files_are_refused_in_words(chain: Chain, what: str) -> None:
    name, content, found = ODD[what]
    delivery = delivered(chain, name, content())
    assert delivery.status == "refused"
    assert found <= set(codes(delivery)), delivery.findings
    assert "/tmp" not in str(delivery.findings)


def test_a_bomb_is_not_unpacked(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = packed(**{"flows.csv": b"x" * 2_000_000})
    assert len(bomb) < 10_000
    assert codes(delivered(chain, "tables.zip", bomb)) == ["file_too_large"]


def test_a_folder_around_the_tables_is_left_away(chain: Chain) -> None:
    files = {"my data/flows.csv": FLOWS, "__MACOSX/x": b"x", "my data/.DS_Store": b""}
    content = packed(**files)
    delivery = delivered(chain, "tables.zip", content)
    assert delivery.status == "checked", delivery.findings


def test_what_is_too_large_or_empty_is_not_kept(chain: Chain, settings: object) -> None:
    settings.UPLOAD_LIMIT = 100  # type: ignore[attr-defined]
    for content, code in ((FLOWS, "upload_too_large"), (b"", "empty_file")):
        with pytest.raises(InputError) as error:
            delivered(chain, "flows.csv", content)
        assert [each.code for each in error.value.findings] == [code]
    assert not Delivery.objects.filter(side="a").exists()


def test_a_clerk_hands_in_for_nobody_else(chain: Chain) -> None:
    with pytest.raises(InputError) as error:
        receive(chain, person("clerk-b"), flows("f1,west-1,west-2,5"), "hospital-e")
    assert [each.code for each in error.value.findings] == ["action_refused"]
