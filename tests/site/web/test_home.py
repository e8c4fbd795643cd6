"""The first page and the frame of every page."""

from __future__ import annotations

from django.test import Client

from counterpart_site.access.links import sign_in_link
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world


def test_a_stranger_sees_what_is_published_and_nothing_else(chain: Chain, client: Client) -> None:
    assert "east-west" not in client.get("/").content.decode()
    assert client.get("/programmes/east-west/").status_code == 302
    publish(chain)
    assert "east-west" in client.get("/").content.decode()
    assert client.get("/programmes/east-west/").status_code == 200
    assert 'lang="zh-hans"' in client.get("/zh/programmes/east-west/").content.decode()


def test_a_link_signs_in_once(chain: Chain, client: Client) -> None:
    link = sign_in_link(world.person("clerk-a"))
    assert client.get(link).status_code == 302
    assert "clerk-a@example.org" in client.get("/programmes/east-west/").content.decode()
    assert Client().get(link).status_code == 403


def test_an_impossible_day_is_said(chain: Chain, client: Client) -> None:
    client.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    for day, status in (("2031-99-01", 400), ("2999-01-01", 400), ("2001-01-01", 404)):
        page = client.get("/programmes/east-west/", {"as_of": day})
        assert page.status_code == status, day


def test_health(chain: Chain, client: Client) -> None:
    said = client.get("/healthz").json()
    assert (said["status"], said["chain"]) == ("ok", {"east-west": chain.length})
