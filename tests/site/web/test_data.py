"""What is published: how it is cited, downloaded, published and taken back."""

from __future__ import annotations

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from counterpart.snapshot.verify import verify_snapshot
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.models import Publication
from counterpart_site.publishing.publish import publish, withdraw
from counterpart_site.records.models import Chain
from tests.site import world

FLOWS = (
    "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source,note\n"
    "f1,assistance_funds,east,west,70,2030-01-01,2030-12-31,CNY,paid,reports,=1+1\n"
    "f2,surgeries,east,west,3,2031-01-01,2031-12-31,,,reports,\n"
)
STORIES = (
    "story,title_en,consent,takedown_on\n"
    "s1,A visit,the teller 2031-01-01,\ns2,Taken down,the teller 2031-01-01,2020-01-01\n"
)


@pytest.fixture
def published(chain: Chain, tmp_path: Path) -> Publication:
    for name, text in (("flows", FLOWS), ("stories", STORIES)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    return publish(chain)


def enter(client: Client, name: str) -> None:
    client.force_login(world.person(name), "sesame.backends.ModelBackend")


def test_nothing_published_says_what_would_stand_here(chain: Chain, client: Client) -> None:
    assert "Nothing is published yet" in client.get("/data/").content.decode()


def test_an_edition_says_how_it_is_cited(published: Publication, client: Client) -> None:
    page = client.get("/data/").content.decode()
    assert published.root in page and f"content root {published.root[:15]}" in page
    assert "2 rows are left out" in page
    heads = json.loads(b"".join(client.get(f"/data/{published.pk}/heads.json")))
    assert heads["programme"] == world.PROGRAMME and heads["sequence"] == published.sequence


def test_a_download_is_a_sound_snapshot_without_what_is_sensitive(
    published: Publication, client: Client, tmp_path: Path
) -> None:
    content = b"".join(client.get(f"/data/{published.pk}.zip"))
    with ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "zip")
    (folder,) = (tmp_path / "zip").iterdir()
    assert verify_snapshot(folder / "snapshot") == []
    text = (folder / "csv" / "flows.csv").read_text("utf-8")
    assert "f1," in text and "'=1+1" in text and "surgeries" not in text
    assert "s2," not in (folder / "csv" / "stories.csv").read_text("utf-8")
    same = b"".join(client.get(f"/data/{published.pk}/flows.csv")).decode()
    assert same == text
    assert client.get(f"/data/{published.pk}/secrets.csv").status_code == 404


def test_coordinators_publish_and_take_back(chain: Chain, client: Client) -> None:
    assert client.post("/data/publish/").status_code == 302
    enter(client, "clerk-a")
    assert client.post("/data/publish/").status_code == 403
    assert client.get("/data/publish/").status_code == 405
    assert not Publication.objects.exists()
    enter(client, "coordinator-b")
    assert client.post("/data/publish/").status_code == 302
    found = Publication.objects.get()
    assert found.published_by == world.person("coordinator-b")
    assert client.post(f"/data/{found.pk}/withdraw/").status_code == 302
    found.refresh_from_db()
    assert found.withdrawn_at is not None


def test_what_is_taken_back_is_not_downloaded(published: Publication, client: Client) -> None:
    withdraw(published, world.person("coordinator-a"))
    for address in (".zip", "/heads.json", "/flows.csv"):
        assert client.get(f"/data/{published.pk}{address}").status_code == 404, address
