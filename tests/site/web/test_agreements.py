"""The register of agreements, one agreement with a what-if, totals against their parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world

YEARS = range(2024, 2031)
FLOWS = (
    "flow,kind,origin,destination,value,start_on,end_on,currency,account,source\n"
    + "".join(
        f"f{year},assistance_funds,east,west,{year - 1950},{year}-01-01,{year}-12-31,CNY,"
        "city,reports\n"
        for year in YEARS
    )
    + "all,assistance_funds,east,west,600,2024-01-01,2030-12-31,CNY,,reports\n"
)
AGREEMENTS = (
    "agreement,title_en,title_zh,signed_on,date_precision,term_start,term_end,programme,parties,"
    "source\n"
    "frame,Framework of 2024,二〇二四框架协议,2024-02-01,month,2024-01-01,2030-12-31,east-west,"
    "east;west,reports\n"
    "talks,Talks,,,,,,east-west,east,reports\n"
)
COMMITMENTS = (
    "commitment,reading,chosen,agreement,kind,rule,base,base_year,rate,start_on,end_on,origin,"
    "destination,account,currency,owner,measure,source\n"
    "grant,stated,true,frame,assistance_funds,growth,75,2024,0.02,2024-01-01,2030-12-31,east,west,"
    "city,CNY,east,economic.aid,reports\n"
)


@pytest.fixture
def agreed(chain: Chain, tmp_path: Path) -> Chain:
    for name, text in (
        ("flows", FLOWS),
        ("agreements", AGREEMENTS),
        ("commitments", COMMITMENTS),
    ):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    publish(chain)
    return chain


def test_the_register_tells_terms_promises_and_how_they_were_kept(
    agreed: Chain, client: Client
) -> None:
    page = client.get("/agreements/").content.decode()
    assert '<a href="/agreements/frame/">Framework of 2024</a>' in page
    assert '<time datetime="2024-02">2024-02</time>' in page
    assert "day not on record" in page and "no end on record" in page
    assert "二〇二四框架协议" in client.get("/zh/agreements/").content.decode()


def test_an_agreement_shows_its_rules_years_and_sources(agreed: Chain, client: Client) -> None:
    page = client.get("/agreements/frame/").content.decode()
    assert "growth on the year before" in page and "base year 2024" in page
    assert "breach: less than due" in page
    assert "nothing else on record explains it" in page
    assert 'href="/evaluation/economic.aid/"' in page
    assert 'id="note-1"' in page
    assert client.get("/agreements/none/").status_code == 404
    talks = client.get("/agreements/talks/").content.decode()
    assert "No promise of this agreement" in talks and "What if" not in talks


def test_a_what_if_stands_beside_what_was_agreed(agreed: Chain, client: Client) -> None:
    asked = "/agreements/frame/?promise=grant&rate=0.1&cap=90&until=2031"
    page = client.get(asked).content.decode()
    years = re.findall(
        r'<time datetime="(\d{4})">\1</time></th><td class="number">(.*?)</tr>', page
    )
    found = {
        year: re.findall(r'<data value="([\d.]+)"', cells)
        for year, cells in years
        if "note" not in cells
    }
    assert found["2024"] == ["75", "75"]
    assert found["2025"] == ["76.5", "82.5"]
    assert found["2030"][1] == "90"
    assert len(found["2031"]) == 1, "the term ends before"
    bad = client.get("/agreements/frame/?promise=grant&rate=much")
    assert bad.status_code == 400
    assert "is no change of a rule" in bad.content.decode()
    for odd in ("until=never", "until=99999999", "promise=other", "steps=2024"):
        assert client.get(f"/agreements/frame/?promise=grant&{odd}").status_code in (200, 400)


def test_totals_stand_beside_their_parts(agreed: Chain, client: Client) -> None:
    page = client.get("/reconciliation/").content.decode()
    # 74 + 75 + ... + 80
    for number in ("600", "539", "61"):
        assert f'<data value="{number}">' in page
    assert "accounts:" in page and "parts are short of it" in page
    assert "No total fits" in client.get("/reconciliation/?state=exceeded").content.decode()
    assert client.get("/reconciliation/?state=odd&kind=odd").status_code == 200
    assert "合计与分项核对" in client.get("/zh/reconciliation/").content.decode()


def test_every_chart_of_the_programme_is_drawn(agreed: Chain, client: Client) -> None:
    page = client.get("/programmes/east-west/").content.decode()
    charts = {
        each.replace("&amp;", "&") for each in re.findall(r'"(/charts/[^"]+\.svg[^"]*)"', page)
    }
    assert any("programme-measures" in each for each in charts), charts
    for each in sorted(charts):
        assert client.get(each).status_code == 200, each
