"""Measures: for a programme, over time and pairings, why a value is what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.results import Result
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from counterpart_site.web.evaluation import values
from tests.site import world

FLOWS = (
    "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source,pairing\n"
    "f1,assistance_funds,east,west,70,2030-01-01,2030-12-31,CNY,paid,reports,\n"
    "f2,assistance_funds,east,west,90,2031-01-01,2031-12-31,CNY,paid,reports,\n"
    "f3,assistance_funds,east-1,west-1,7,2031-01-01,2031-12-31,CNY,paid,reports,e1-w1\n"
)


@pytest.fixture
def measured(chain: Chain, tmp_path: Path) -> Chain:
    (tmp_path / "flows.csv").write_text(FLOWS, "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    publish(chain)
    return chain


def enter(client: Client, name: str) -> None:
    client.force_login(world.person(name), "sesame.backends.ModelBackend")


def test_measures_stand_by_dimension_with_what_is_missing(measured: Chain, client: Client) -> None:
    page = client.get("/evaluation/").content.decode()
    assert (
        '<data value="90">90</data>' in page and "/evaluation/economic.aid/east-west/2031/" in page
    )
    assert "missing" in page and "<h2>social</h2>" in page
    narrowed = client.get("/evaluation/?dimension=economic&q=aid,").content.decode()
    assert "<h2>economic</h2>" in narrowed and "<h2>social</h2>" not in narrowed
    assert "No measure fits" in client.get("/evaluation/?q=nonsense").content.decode()
    assert client.get("/evaluation/?by=person").status_code == 404
    assert "援助资金" in client.get("/zh/evaluation/").content.decode()


def test_a_measure_over_time_and_over_pairings(measured: Chain, client: Client) -> None:
    page = client.get("/evaluation/economic.aid/").content.decode()
    assert page.count("<svg") == 2 and "style=" not in page
    assert '<data value="70">' in page and "/evaluation/economic.aid/east-west/2030/" in page
    assert "East One – West One" in page
    assert client.get("/evaluation/economic.nothing/").status_code == 404
    lines = b"".join(client.get("/evaluation/economic.aid/values.csv")).decode().splitlines()
    assert lines[0].endswith(
        "measure,subject_type,subject,start,end,value,low,high,interval,unit,n,note"
    )
    assert any(",pairing,e1-w1,2031-01-01,2031-12-31,7.0," in line for line in lines)


def test_why_this_number_shows_rows_to_members_alone(measured: Chain, client: Client) -> None:
    address = "/evaluation/economic.aid/east-west/2031/"
    page = client.get(address).content.decode()
    assert '<data value="90">' in page and "/documents/reports/" in page
    assert "/records/" not in page
    enter(client, "evaluator")
    assert "/records/flows/f2/" in client.get(address).content.decode()
    assert client.get("/evaluation/economic.aid/east-west/1999/").status_code == 404


def test_small_counts_of_sensitive_things_are_held_back(
    measured: Chain, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "is_sensitive", lambda reads, catalogue: True)
    address = "/evaluation/economic.aid/e1-w1/2031/"
    page = client.get("/evaluation/economic.aid/?subject=e1-w1").content.decode()
    assert "held back" in page and '<data value="7">' not in page
    page = client.get(address).content.decode()
    assert "held back" in page and "7 CNY" not in page
    lines = b"".join(client.get("/evaluation/economic.aid/values.csv")).decode()
    assert "2031-12-31,7.0" not in lines and "2031-12-31,90.0" in lines
    enter(client, "evaluator")
    assert '<data value="7">' in client.get(address).content.decode()


def test_the_newest_year_is_taken_before_the_whole() -> None:
    def made(scope: str, value: float | None) -> Result:
        limits = (value, None, None, None, "CNY", 1, "", "")
        return Result("economic.aid", "programme", "p", None, None, *limits, scope)

    found = values.newest([made("all", 5.0), made("year", 3.0), made("stage", None)])
    assert found is not None and found.value == 3.0
    assert "economic.aid" in MEASURES
