"""What a cell says is what the record says, on both databases: byte for byte, or it is refused."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.reading import record_store
from tests.site.world import PROGRAMME, person

# What files, databases and readers of CSV give a meaning of their own.
ODD = [
    *("\n", "\r", "\r\n", '"', '""', "'", "\\", "\\.", "\\N", "\\n", "%", "%s", "%%", ",", ";"),
    *("\t", "\ufeff", "\u200f", "\u202e", "\u2028", "\x01", "\x1a", "\x1c", "\x7f", "\x85"),
    *("NULL", "null", "nan", "{keys}", "?", "$1", "$$", ":a", "--", "/*", "=1+1", "\U0001f409"),
    *("中文", "ᠮᠣᠩᠭᠣᠯ", "é", "\u0301", "\ufffe", "\U0010ffff", " "),
]
texts = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=4)), min_size=1, max_size=8).map(
    "".join
)
kept = texts.filter(lambda text: not set(text) & {"\0", "\x1f"} and bool(cleaned(text)))
amounts = st.decimals(
    min_value=-(10**16) + 1, max_value=10**16 - 1, places=4, allow_nan=False, allow_infinity=False
)
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


def cleaned(text: str) -> str:
    """A text as intake takes it: composed, without blanks around."""
    return unicodedata.normalize("NFC", text).strip(" \t\r\n\u3000")


def delivered(chain: Chain, file_name: str, content: bytes) -> Delivery:
    """Handed in and checked."""
    return check(
        receive(chain, person("clerk-a"), Handed(Delivery.Kind.TABLES, file_name, content))
    )


def as_csv(*rows: list[str]) -> bytes:
    """Lines with every cell in quotes."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


FLOWS = ["flow", "kind", "origin", "destination", "start_on", "end_on", "value", "currency"]
TOLD = ["batch", "locator", "note"]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(
        st.tuples(kept, amounts, st.tuples(days, days).map(sorted), kept, kept, kept),
        min_size=1,
        max_size=3,
        unique_by=lambda row: cleaned(row[0]),
    )
)
def test_texts_amounts_and_days_survive(chain: Chain, rows: list[tuple]) -> None:  # type: ignore[type-arg]
    lines = [
        [key, "assistance_funds", "east-1", "east-2", *map(str, span), f"{value:f}", "CNY", *told]
        for key, value, span, *told in rows
    ]
    delivery = delivered(chain, "flows.csv", as_csv(FLOWS + TOLD, *lines))
    assert delivery.status == "checked", delivery.findings
    delivery.refresh_from_db()
    accept(delivery, person("coordinator-a"), scope="rows of a test")
    now = moment_of(Chain.objects.get(programme=PROGRAMME))
    columns = ", ".join(("flow", "value", "start_on", "end_on", *TOLD))
    read = record_store(now, ["flows"]).rows(f"SELECT {columns} FROM flows ORDER BY flow")
    wanted = [(cleaned(key), value, *span, *map(cleaned, told)) for key, value, span, *told in rows]
    by_key = {row[0]: row for row in read}
    for row in wanted:
        assert by_key[row[0]] == row
    again = delivered(chain, "again.zip", zipped("flows.csv", as_csv(FLOWS + TOLD, *lines)))
    assert again.preview is not None
    assert again.preview["counts"]["flows"]["unchanged"] == len(rows), again.preview["changes"]


def zipped(name: str, content: bytes) -> bytes:
    """A packed folder of one file."""
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize("column", ["flow", "kind", "origin", "note", "batch"])
def test_nul_is_an_error_with_its_place(chain: Chain, column: str) -> None:
    cells = dict(zip([*FLOWS, "batch", "note"], flow_cells(), strict=True)) | {column: "a\0b"}
    delivery = delivered(chain, "flows.csv", as_csv(list(cells), list(cells.values())))
    assert delivery.status == "refused"
    delivery.refresh_from_db()
    found = [each for each in delivery.findings if each["code"] == "control_character"]
    assert [(each["row"], each["column"]) for each in found] == [(2, column)]


def flow_cells(key: str = "f1") -> list[str]:
    """The cells of FLOWS, batch and note of a plain flow."""
    days = ["2031-01-01", "2031-01-31"]
    return [key, "assistance_funds", "east-1", "east-2", *days, "5", "CNY", "1", "plain"]


def test_a_text_of_a_megabyte_survives(chain: Chain) -> None:
    long = ('long "text"\n\\ 中\U0001f409' * 60_000)[:1_000_000]
    lines = [[*FLOWS, "batch", "note"], [*flow_cells()[:-1], long]]
    delivery = delivered(chain, "flows.csv", as_csv(*lines))
    assert delivery.status == "checked", delivery.findings
    accept(delivery, person("coordinator-a"))
    now = moment_of(Chain.objects.get(programme=PROGRAMME))
    assert record_store(now, ["flows"]).rows("SELECT note FROM flows") == [(cleaned(long),)]


def test_a_line_too_long_to_be_read_is_found(chain: Chain) -> None:
    lines = [[*FLOWS, "batch", "note"], [*flow_cells()[:-2], "x" * 9_000_000, "y" * 9_000_000]]
    delivery = delivered(chain, "flows.csv", as_csv(*lines))
    assert delivery.status == "refused"
    assert [each["code"] for each in delivery.findings] == ["unreadable_file"]


@pytest.mark.parametrize("number", ["nan", "inf", "-Infinity", "1e300", "1000000000", "-1e9"])
def test_a_number_that_cannot_be_sealed_is_found(chain: Chain, number: str) -> None:
    lines = [["place", "name_en", "level", "parent", "latitude"]]
    lines += [["east-3", "East Three", "district", "east", number]]
    delivery = delivered(chain, "places.csv", as_csv(*lines))
    assert delivery.status == "refused"
    assert {(each["code"], each["column"]) for each in delivery.findings} == {
        ("wrong_type", "latitude")
    }


@pytest.mark.parametrize("days_off", [-800_000, 3_000_000, 2**31 - 2, -(2**31) + 2, 2**31 - 1])
def test_a_day_that_no_database_keeps_is_found(chain: Chain, days_off: int) -> None:
    row = dict(zip(FLOWS, flow_cells(), strict=False))
    columns: dict[str, Any] = {name: pa.array([value]) for name, value in row.items()}
    columns["start_on"] = pa.array([-719_162], pa.date32())
    columns["end_on"] = pa.array([days_off], pa.int32()).cast(pa.date32())
    columns["value"] = pa.array([Decimal("5.0000")], pa.decimal128(20, 4))
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target)
    delivery = delivered(chain, "flows.parquet", target.getvalue())
    assert delivery.status == "refused"
    assert "wrong_type" in [each["code"] for each in delivery.findings]


def test_names_and_remarks_hold_anything(chain: Chain) -> None:
    lines = as_csv([*FLOWS, "batch", "note"], flow_cells())
    odd = "x" * 400 + "\0\udcff\n/../flows.csv"
    delivery = delivered(chain, odd, lines)
    assert delivery.status == "checked", delivery.findings
    entry = accept(delivery, person("coordinator-a"), scope="a\0b\udcff " + "".join(ODD))
    assert entry is not None
    entry.refresh_from_db()
    assert entry.statement.startswith("ab")
