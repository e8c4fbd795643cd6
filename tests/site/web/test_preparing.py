"""What the worker prepares: editions that readers wait for, and the pages they look at first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django_tasks_db.models import DBTaskResult

from counterpart_site.publishing import editions
from counterpart_site.publishing.editions import edition_at, make, newest_made
from counterpart_site.publishing.publish import publish
from counterpart_site.publishing.tasks import make_edition, make_newest_edition
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.publishing.acts import deliver_flows
from tests.site.web.test_subjects import auditor, told

__all__ = ["auditor", "told"]
PAGE = "/programmes/east-west/"


def waiting() -> list[tuple[str, list[int]]]:
    """The jobs that wait for the worker."""
    found = DBTaskResult.objects.ready().order_by("enqueued_at")
    return [(each.task_path.rpartition(".")[2], each.args_kwargs["args"]) for each in found]


@pytest.fixture(autouse=True)
def nothing_waits(told: Chain) -> None:
    """The worker has done what was asked of it so far."""
    DBTaskResult.objects.all().delete()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any record is too large to be frozen while a reader waits."""
    monkeypatch.setattr(editions, "AT_ONCE", 0)


@pytest.mark.usefixtures("large")
def test_a_page_of_a_large_record_says_that_it_is_being_made(auditor: Client, told: Chain) -> None:
    told.refresh_from_db()
    page = auditor.get(PAGE)
    assert (page.status_code, page["Refresh"], page["Cache-Control"]) == (202, "10", "no-store")
    assert f"up to entry {told.length}" in page.content.decode()
    assert auditor.get(f"/zh{PAGE}").status_code == 202
    assert auditor.get("/records/flows/").status_code == 200
    assert waiting() == [("make_edition", [told.pk, told.length])]
    make_edition.func(told.pk, told.length)
    page = auditor.get(PAGE)
    assert page.status_code == 200
    assert "is being made ready" not in page.content.decode()


@pytest.mark.usefixtures("large")
def test_meanwhile_members_read_the_edition_before(auditor: Client, told: Chain) -> None:
    before = make(edition_at(told))
    deliver_flows(told, "f9,east-1,west-1,9")
    text = auditor.get(PAGE).content.decode()
    assert f"made of the record up to entry {before.sequence}" in text
    make_newest_edition.func(told.pk)
    assert "made of the record up to entry" not in auditor.get(PAGE).content.decode()


@pytest.mark.usefixtures("large")
def test_the_public_is_never_shown_an_edition_that_was_not_published(told: Chain) -> None:
    make(edition_at(told))
    deliver_flows(told, "f9,east-1,west-1,9")
    newest = publish(told)
    path = edition_at(told).path
    path.rename(path.with_name("aside"))
    assert newest_made(told, newest.sequence) is not None
    assert Client().get(PAGE).status_code == 202


@pytest.mark.usefixtures("large")
def test_a_large_record_is_published_once_it_is_frozen(told: Chain, client: Client) -> None:
    client.force_login(world.person("coordinator-a"), "sesame.backends.ModelBackend")
    answer = client.post("/data/publish/")
    assert answer.status_code == 202 and "Refresh" not in answer
    assert not told.publications.exists()
    told.refresh_from_db()
    assert waiting() == [("make_edition", [told.pk, told.length])]
    make_edition.func(told.pk, told.length)
    assert client.post("/data/publish/").status_code == 302
    assert told.publications.get().sequence == told.length


def test_a_new_entry_has_its_edition_made(
    chain: Chain, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deliver_flows(chain, "f1,east-1,west-1,1")
        deliver_flows(chain, "f2,east-1,west-1,2")
    assert waiting() == [("make_newest_edition", [chain.pk])]


def test_first_pages_are_made_with_an_edition(
    auditor: Client, told: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(told)
    make_newest_edition.func(told.pk)
    made: list[str] = []
    cache = caches["editions"]
    keep = cache.set

    def noted(key: str, value: object) -> None:
        made.append(key)
        keep(key, value)

    monkeypatch.setattr(cache, "set", noted)
    for client in (auditor, Client()):
        for path in (PAGE, f"/zh{PAGE}", "/pairings/", "/claims/", "/evaluation/"):
            assert client.get(path).status_code == 200
        text = client.get(PAGE).content.decode()
        chart = next(part for part in text.split('"') if "/charts/" in part and "/wide.svg" in part)
        assert client.get(chart.replace("&amp;", "&")).status_code == 200
    assert made == []
    auditor.get("/places/west-1/")
    assert made
