"""Tables, rows and their history: filters, order, pages, downloads, who may read them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.receive import receive, withdrawal
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from counterpart_site.web.records import browsing
from tests.site import world

FLOWS = [f"f{number:03},east-1,west-1,{number}" for number in range(1, 8)]


def read_as(client: Client, name: str, address: str) -> str:
    client.force_login(world.person(name), "sesame.backends.ModelBackend")
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return body(response)


def body(response: Any) -> str:
    return (b"".join(response) if response.streaming else response.content).decode()


def deliver(chain: Chain, *rows: str) -> int:
    handed = world.flows(*rows)
    delivery = check(receive(chain, world.person("clerk-a"), handed))
    for name in ("coordinator-a", "coordinator-b"):
        if name[-1] in delivery.needs:
            accept(delivery, world.person(name))
            delivery.refresh_from_db()
    assert delivery.status == "accepted", delivery.findings
    return delivery.pk


@pytest.fixture
def flows(chain: Chain) -> int:
    return deliver(chain, *FLOWS)


def test_only_members_read_rows(chain: Chain, client: Client) -> None:
    publish(chain)
    for address in (
        "/records/",
        "/records/places/",
        "/records/places.csv",
        "/records/places/east/",
    ):
        assert client.get(address).status_code == 302, address
    client.force_login(world.person("stranger"), "sesame.backends.ModelBackend")
    for address in (
        "/records/",
        "/records/places/",
        "/records/places.csv",
        "/records/places/east/",
    ):
        assert client.get(address).status_code == 403, address


def test_tables_say_how_many_rows_they_hold(flows: int, client: Client) -> None:
    page = read_as(client, "evaluator", "/records/")
    assert '<a href="/records/places/">Places</a>' in page
    assert '<data value="7">7</data>' in page
    assert "Nothing was on record" in read_as(client, "evaluator", "/records/?as_of=2001-01-01")


def test_filters_narrow_the_rows(flows: int, client: Client) -> None:
    for asked, found in (
        ("f_value_from=3&f_value_to=4", {"f003", "f004"}),
        ("f_flow=F007", {"f007"}),
        ("f_kind=assistance_funds&q=f001", {"f001"}),
        ("f_kind=surgeries", set()),
        ("f_origin=east-1&f_value_from=6.5", {"f007"}),
        ("f_end_on_to=2030-12-31", set()),
        ("q=%25", set()),
    ):
        page = read_as(client, "auditor", f"/records/flows/?{asked}")
        shown = {f"f{n:03}" for n in range(1, 8) if f">f{n:03}</a>" in page}
        assert shown == found, asked
        assert ("No row fits" in page) is not bool(found), asked


def test_what_cannot_be_asked_is_said(flows: int, client: Client) -> None:
    client.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    for asked in (
        "f_value_from=many",
        "f_end_on_from=soon",
        "order=value",
        "order=recorded&after=x",
    ):
        assert client.get(f"/records/flows/?{asked}").status_code == 400, asked
    assert client.get("/records/secrets/").status_code == 404


def test_pages_follow_each_other_in_both_directions(
    flows: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsing, "PAGE", 3)
    for order, first, second in (
        ("key", "f001 f002 f003", "f004 f005 f006"),
        ("-key", "f007 f006 f005", "f004 f003 f002"),
        ("recorded", "f001 f002 f003", "f004 f005 f006"),
    ):
        page = read_as(client, "auditor", f"/records/flows/?order={order}")
        assert keys(page) == first.split() and 'rel="prev"' not in page
        page = read_as(client, "auditor", f"/records/flows/{link(page, 'next')}")
        assert keys(page) == second.split()
        assert (
            keys(read_as(client, "auditor", f"/records/flows/{link(page, 'prev')}"))
            == first.split()
        )
        page = read_as(client, "auditor", f"/records/flows/{link(page, 'next')}")
        assert len(keys(page)) == 1 and 'rel="next"' not in page


def keys(page: str) -> list[str]:
    return [part[:4] for part in page.split('<th scope="row"><a href="/records/flows/')[1:]]


def link(page: str, rel: str) -> str:
    return page.split(f'rel="{rel}" href="')[1].split('"')[0].replace("&amp;", "&")


def test_a_download_cannot_run_in_a_spreadsheet(chain: Chain, flows: int, client: Client) -> None:
    lines = read_as(client, "auditor", "/records/flows.csv?f_value_to=2").splitlines()
    assert lines[0].startswith("\ufeffflow,kind,origin") and len(lines) == 3
    from counterpart_site.web.records.downloads import plain

    assert [plain(each) for each in ("=1+1", "@x", "-5", -5, None)] == [
        "'=1+1",
        "'@x",
        "'-5",
        -5,
        "",
    ]


def test_a_row_says_where_it_came_from_and_where_it_is_used(flows: int, client: Client) -> None:
    page = read_as(client, "clerk-a", "/records/flows/f001/")
    assert "East One" in page and '/documents/reports/">Monthly reports</a>' in page
    assert "<h2>History</h2>" not in page, "history is for coordinators and auditors"
    assert "<h2>History</h2>" in read_as(client, "auditor", "/records/flows/f001/")
    page = read_as(client, "auditor", "/records/places/east-1/")
    assert (
        '/records/flows/?f_origin=east-1">Flows</a>' in page and '<data value="7">7</data>' in page
    )
    client.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    assert client.get("/records/flows/f999/").status_code == 404
    assert client.get("/records/flows/f001/?as_of=2001-01-01").status_code == 404


def test_revisions_and_withdrawals_are_shown(chain: Chain, flows: int, client: Client) -> None:
    deliver(chain, "f001,east-1,west-1,1000")
    page = read_as(client, "auditor", "/records/flows/f001/")
    assert "1,000" in page and "Value: 1.0000" in page
    clerk = world.person("clerk-a")
    gone = check(receive(chain, clerk, withdrawal({"flows": ["f001"]}, "entered twice")))
    for name in ("coordinator-a", "coordinator-b"):
        if name[-1] in gone.needs:
            accept(gone, world.person(name))
    assert "Withdrawn." in read_as(client, "auditor", "/records/flows/f001/")
    assert ">f001</a>" not in read_as(client, "auditor", "/records/flows/")
