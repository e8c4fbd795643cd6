"""A document statement by statement, and its fact sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world

TABLES = {
    "sources": "source,title,published_on\npaper,A paper,2032-05-01\n",
    "flows": (
        "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source,locator\n"
        "f1,assistance_funds,east,west,70,2031-01-01,2031-12-31,CNY,paid,paper,"
        "2 Money \u00b7 seventy\n"
    ),
    "claims": (
        "claim,source,locator,statement,statement_zh,status,start_on,end_on,value,unit,check\n"
        "C2,paper,10 End \u00b7 later,ninety were paid,支付九十,stated,2031-01-01,2031-12-31,90,"
        'CNY,"{flow: {kind: assistance_funds, origin: east, destination: west}}"\n'
        "C1,paper,2 Money \u00b7 seventy,seventy were paid,支付七十,stated,2031-01-01,2031-12-31,"
        '70,CNY,"{flow: {kind: assistance_funds, origin: east, destination: west}}"\n'
        "C3,paper,,many came,,stated,2031-01-01,2031-12-31,5,persons,\n"
    ),
    "recommendations": (
        "recommendation,title,position,response,source,locator\n"
        "advice,Give more,1,open,paper,10 End \u00b7 last\n"
    ),
}


@pytest.fixture
def paper(chain: Chain, tmp_path: Path) -> Chain:
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    publish(chain)
    return chain


def in_turn(page: str, *texts: str) -> bool:
    """Whether texts stand on a page in this order."""
    places = [page.index(text) for text in texts]
    return places == sorted(places)


def test_statements_stand_by_section_in_the_order_of_the_text(paper: Chain, client: Client) -> None:
    page = client.get("/documents/paper/").content.decode()
    assert in_turn(page, "<h3>2 Money</h3>", "<h3>10 End</h3>", "place in the text not recorded")
    # The fact stands with the figure of its passage.
    assert in_turn(page, "seventy were paid", "assistance funds", "ninety were paid", "Give more")
    assert 'href="/claims/C1/"' in page and "</svg>reproduced</span>" in page
    assert 'href="/evaluation/?mechanism=M11"' in page
    assert "支付七十" in client.get("/zh/documents/paper/").content.decode()


def test_one_kind_of_statement(paper: Chain, client: Client) -> None:
    page = client.get("/documents/paper/?kind=advice").content.decode()
    assert "Give more" in page and "seventy were paid" not in page
    assert client.get("/documents/paper/?kind=odd").status_code == 200


def test_the_fact_sheet_has_every_figure_with_its_arithmetic(paper: Chain, client: Client) -> None:
    page = client.get("/documents/paper/sheet/").content.decode()
    assert in_turn(page, ">C1</a>", ">C2</a>", ">C3</a>")
    assert "f1 70 CNY" in page and "not checkable" in page
    assert client.get("/documents/nothing/sheet/").status_code == 404


def test_a_mechanism_narrows_the_measures(paper: Chain, client: Client) -> None:
    page = client.get("/evaluation/?mechanism=M26").content.decode()
    assert '<option value="M26" selected>' in page
    assert "economic.sales" in page or "consumption" in page
    assert "economic.aid/" not in page
    assert client.get("/evaluation/?mechanism=odd").status_code == 200
