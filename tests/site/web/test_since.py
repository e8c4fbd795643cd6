"""What changed since an earlier state of the record: values, rows, filters, and who may see it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.web.test_coordinating import signed_in

HEAD = "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,account,source\n"


def delivered(folder: Path, *rows: tuple[str, int, int]) -> None:
    """Paid aid from East to West: flow, value, year."""
    folder.mkdir()
    lines = [
        f"{flow},assistance_funds,east,west,{value},{year}-01-01,{year}-12-31,CNY,paid,city,reports"
        for flow, value, year in rows
    ]
    (folder / "flows.csv").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    deliver_system(folder, world.PROGRAMME)


@pytest.fixture
def changed(chain: Chain, tmp_path: Path) -> Chain:
    delivered(tmp_path / "one", ("f1", 100, 2024), ("f2", 200, 2025))
    delivered(tmp_path / "two", ("f1", 130, 2024), ("f3", 7, 2023))
    return chain


def line_of(page: str, measure: str) -> str:
    found = re.search(rf'<tr><th scope="row"><a href="/evaluation/{measure}/".*?</tr>', page, re.S)
    assert found, measure
    return found[0]


def test_a_value_is_told_with_what_made_it_differ(changed: Chain) -> None:
    page = signed_in("evaluator").get("/since/").content.decode()
    line = line_of(page, "economic.aid")
    assert [float(each) for each in re.findall(r'<data value="([\d.-]+)"', line)][:5] == [
        300, 337, 37, 30, 7,
    ]  # fmt: skip
    assert "revision" in line and "new data" in line and "real change" not in line
    assert 'href="/records/flows/f1/"' in page and 'href="/records/flows/f3/"' in page


def test_filters_narrow_and_an_empty_answer_says_so(changed: Chain) -> None:
    client = signed_in("evaluator")
    assert "economic.aid/" in client.get("/since/?step=revision").content.decode()
    assert "No value fits" in client.get("/since/?step=scope").content.decode()
    assert "No value fits" in client.get("/since/?q=nothing-of-the-kind").content.decode()
    every = client.get("/since/?every=1&q=economic.aid").content.decode()
    assert every.count('<a href="/evaluation/economic.aid/"') > 2
    for wrong in ("?from=9999", "?from=x", "?by=planet"):
        assert client.get(f"/since/{wrong}").status_code == 404


def test_earlier_states_are_offered_and_chosen(changed: Chain, tmp_path: Path) -> None:
    delivered(tmp_path / "three", ("f4", 1000, 2025))
    client = signed_in("coordinator-b")
    page = client.get("/since/").content.decode()
    states = re.findall(r'<option value="(\d+)"', page)
    assert len(states) >= 2
    newest, before = states[0], states[1]
    assert '"30"' not in line_of(page, "economic.aid")
    assert '"30"' in line_of(client.get(f"/since/?from={before}").content.decode(), "economic.aid")
    assert int(newest) > int(before)


def test_a_record_of_one_state_says_so_in_both_languages(chain: Chain) -> None:
    client = signed_in("auditor")
    assert "one state only" in client.get("/since/").content.decode()
    assert "one state only" not in client.get("/zh/since/").content.decode()


def test_what_differs_is_not_told_to_those_who_see_no_rows(changed: Chain) -> None:
    publish(changed)
    assert Client().get("/since/").status_code in (302, 403)
    assert signed_in("stranger").get("/since/").status_code in (302, 403, 404)
    assert "/since/" not in Client().get("/evaluation/").content.decode()
