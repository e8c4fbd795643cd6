"""Claims with their verdicts, a document, a figure tried and handed in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world

FLOWS = (
    "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source\n"
    "f1,assistance_funds,east,west,70,2031-01-01,2031-12-31,CNY,paid,yearbook\n"
)
SOURCES = "source,title,published_on\npaper,A paper,2032-05-01\nyearbook,A yearbook,2032-01-01\n"
CHECK = '"{flow: {kind: assistance_funds, origin: east, destination: west}}"'
CLAIMS = (
    "claim,source,locator,statement,statement_zh,status,start_on,end_on,value,unit,check,note\n"
    f"C10,paper,page 10,seventy were paid,支付七十,stated,2031-01-01,2031-12-31,70,CNY,{CHECK},\n"
    f"C2,paper,page 2,ninety were paid,,stated,2031-01-01,2031-12-31,90,CNY,{CHECK},\n"
    "C3,paper,page 3,many came,,stated,2031-01-01,2031-12-31,5,persons,,\n"
)
EARLIER = (
    "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source\n"
    "f0,assistance_funds,east,west,50,2030-01-01,2030-12-31,CNY,paid,yearbook\n"
)
PROMISE = (
    "commitment,reading,chosen,kind,rule,base,start_on,end_on,origin,destination,currency,source\n"
    "gift,only,true,assistance_funds,fixed,80,2031-01-01,2031-12-31,east,west,CNY,yearbook\n"
)
FORM = {
    "claim": "C20",
    "source": "paper",
    "statement": "seventy were paid",
    "value": "70",
    "unit": "CNY",
    "period": "2031",
    "bound": "flow",
    "kind": "assistance_funds",
    "direction": "a_to_b",
    "take": "sum",
    "compare": "=",
}


@pytest.fixture
def claims(chain: Chain, tmp_path: Path) -> Chain:
    for name, text in (("sources", SOURCES), ("flows", FLOWS), ("claims", CLAIMS)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    publish(chain)
    return chain


def enter(client: Client, name: str) -> None:
    client.force_login(world.person(name), "sesame.backends.ModelBackend")


def test_everybody_reads_verdicts_of_what_is_published(claims: Chain, client: Client) -> None:
    page = client.get("/claims/").content.decode()
    assert page.count('<use href="#mark-reproduced"/>') == 2, "one in the tally, one in the list"
    for word in ("reproduced", "not reproduced", "not checkable"):
        assert f"</svg>{word}</span>" in page
    assert "支付七十" in client.get("/zh/claims/").content.decode()


def test_filters_narrow_the_claims(claims: Chain, client: Client) -> None:
    for asked, found in (
        ("verdict=reproduced", "C10"),
        ("verdict=not_reproduced&basis=independent", "C2"),
        ("basis=none", "C3"),
        ("q=NINETY", "C2"),
        ("source=yearbook", ""),
    ):
        page = client.get(f"/claims/?{asked}").content.decode()
        shown = [each for each in ("C10", "C2", "C3") if f"/claims/{each}/" in page]
        assert " ".join(shown) == found, asked


def test_a_claim_shows_its_arithmetic_and_rows_to_members_alone(
    claims: Chain, client: Client
) -> None:
    page = client.get("/claims/C2/").content.decode()
    assert '<data value="90">' in page and '<data value="70">' in page
    assert '/documents/yearbook/">A yearbook</a>' in page
    assert "/records/" not in page
    enter(client, "auditor")
    assert "/records/flows/f1/" in client.get("/claims/C2/").content.decode()
    assert client.get("/claims/C99/").status_code == 404


def test_a_document_lists_its_claims_in_its_own_order(claims: Chain, client: Client) -> None:
    page = client.get("/documents/paper/").content.decode()
    places = [page.index(f"/claims/{each}/") for each in ("C2", "C3", "C10")]
    assert places == sorted(places)
    assert client.get("/documents/nothing/").status_code == 404


def test_a_figure_is_tried_before_it_is_handed_in(claims: Chain, client: Client) -> None:
    assert client.get("/claims/add/").status_code == 302
    enter(client, "auditor")
    assert client.get("/claims/add/").status_code == 403
    enter(client, "clerk-a")
    page = client.post("/claims/add/", {**FORM, "try": "1"}).content.decode()
    assert "</svg>reproduced</span>" in page and "A yearbook" not in page.split("<form")[0]
    page = client.post("/claims/add/", {**FORM, "value": "71", "try": "1"}).content.decode()
    assert "</svg>not reproduced</span>" in page
    back = {**FORM, "direction": "b_to_a", "try": "1"}
    assert "</svg>not checkable</span>" in client.post("/claims/add/", back).content.decode()
    assert not Delivery.objects.filter(form="claims").exists()


@pytest.mark.parametrize(
    ("asked", "computed"),
    [
        ({"shape": "share", "other_kind": "assistance_funds", "value": "100", "unit": "%"}, "100"),
        ({"shape": "ratio", "other_kind": "assistance_funds", "other_period": "2030",
          "value": "1.4", "unit": "ratio"}, "1.4"),
        ({"shape": "change", "other_period": "2030", "value": "40", "unit": "%"}, "40"),
        ({"bound": "due", "commitment": "gift", "due_year": "2031", "value": "80"}, "80"),
    ],
)  # fmt: skip
def test_shares_multiples_changes_and_promises_are_chosen(
    claims: Chain, client: Client, tmp_path: Path, asked: dict[str, str], computed: str
) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "flows.csv").write_text(EARLIER, "utf-8")
    (folder / "commitments.csv").write_text(PROMISE, "utf-8")
    deliver_system(folder, world.PROGRAMME)
    publish(claims)
    enter(client, "clerk-a")
    page = client.post("/claims/add/", {**FORM, **asked, "try": "1"}).content.decode()
    assert "</svg>reproduced</span>" in page.split("<form")[-2]
    assert f'<data value="{computed}">' in page


def test_a_second_one_that_is_not_chosen_is_asked_for(claims: Chain, client: Client) -> None:
    enter(client, "clerk-a")
    for asked, field in (
        ({"shape": "share"}, "other_kind"),
        ({"shape": "change"}, "other_period"),
        ({"shape": "change", "other_period": "soon"}, "other_period"),
        ({"bound": "due"}, "commitment"),
    ):
        page = client.post("/claims/add/", {**FORM, **asked}).content.decode()
        assert f'id="id_{field}_error"' in page, asked


def test_what_is_missing_in_a_figure_is_said_at_its_field(claims: Chain, client: Client) -> None:
    enter(client, "clerk-a")
    response = client.post("/claims/add/", {**FORM, "value": "", "kind": "", "period": "soon"})
    page = response.content.decode()
    assert response.status_code == 400
    for name in ("value", "kind", "period"):
        assert f'id="id_{name}_error"' in page, name


def test_a_figure_handed_in_is_a_delivery_by_the_form(claims: Chain, client: Client) -> None:
    enter(client, "clerk-a")
    response = client.post("/claims/add/", {**FORM, "deliver": "1"})
    assert response.status_code == 302
    delivery = Delivery.objects.get(form="claims")
    assert delivery.status == "checked", delivery.findings
    assert delivery.preview and delivery.preview["counts"]["claims"]["added"] == 1
