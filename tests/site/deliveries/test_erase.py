"""Erasure: the words go, everywhere; the hashes stay, and everything else can still be verified."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from counterpart.errors import InputError
from counterpart.snapshot import open_snapshot
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.erase import erase
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import receive, withdrawal
from counterpart_site.publishing.export import export
from counterpart_site.publishing.verify import verify_site
from counterpart_site.records.models import Chain, Entry, Story
from tests.site.publishing.acts import accepted, deliver_flows, passing, story
from tests.site.world import PROGRAMME, person

SECRET = "what she told us in confidence"


def whole_database() -> bytes:
    """Every cell of the site's tables, as bytes."""
    said = io.BytesIO()
    for model in apps.get_models():
        if not model._meta.app_label.startswith(("records", "deliveries", "access")):
            continue
        names = ", ".join(f'"{field.column}"' for field in model._meta.local_concrete_fields)
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                for cell in row:
                    binary = isinstance(cell, (bytes, memoryview))
                    said.write(bytes(cell) if binary else str(cell).encode())
    return said.getvalue()


def refused(chain: Chain, who: str, key: str = "s1", reason: str = "her wish") -> str:
    with pytest.raises(InputError) as error:
        erase(chain, person(who), "stories", key, reason)
    return error.value.findings[0].code


@pytest.fixture(scope="module")
def told_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A chain with a story in two revisions, and another story; made once."""
    with passing(django_db_blocker):
        chain = Chain.objects.get(programme=PROGRAMME)
        accepted(chain, story("s1", SECRET))
        accepted(chain, story("s1", SECRET + ", and more"))
        accepted(chain, story("s2", "something else"))
        yield


@pytest.fixture
def told(told_once: None, chain: Chain) -> Chain:
    """The chain of `told_once`."""
    return chain


def test_the_words_are_gone_and_all_holds(told: Chain, tmp_path: Path) -> None:
    open_one = check(receive(told, person("second-a"), story("s1", SECRET + ", corrected")))
    returned = check(receive(told, person("second-a"), story("s1", SECRET + "!")))
    assert SECRET.encode() in whole_database()
    before = told.length
    digests = list(Story.objects.filter(story="s1").values_list("digest", flat=True))
    entry = erase(told, person("coordinator-a"), "stories", "s1", "consent withdrawn")
    assert SECRET.encode() not in whole_database()
    assert (entry.act, entry.sequence, entry.statement) == (
        "erasure",
        before + 1,
        "consent withdrawn",
    )
    assert entry.rows["stories"][0] == 2
    rows = Story.objects.filter(story="s1").order_by("revision")
    assert [row.digest for row in rows] == digests
    assert {(row.erased, row.text) for row in rows} == {(entry.sequence, None)}
    assert {row.title_en for row in rows} == {f"erased by entry {entry.sequence}"}
    assert verify_site() == []
    for delivery in (open_one, returned):
        delivery.refresh_from_db()
        assert delivery.status == "discarded" and delivery.payload.content is None
    for at in (None, Entry.objects.get(chain=told, sequence=before).at):
        target = tmp_path / "s"
        export(told, target, at)
        kept = open_snapshot(target).store.rows("SELECT story FROM stories")
        assert kept == [("s2",)]


def test_who_may_erase(told: Chain) -> None:
    for who in ("clerk-a", "coordinator-b", "auditor", "administrator", "stranger"):
        assert refused(told, who) == "action_refused"
    assert refused(told, "coordinator-a", reason=" ") == "empty_reason"
    assert refused(told, "coordinator-a", key="s9") == "nothing_to_erase"
    assert verify_site() == []
    assert SECRET.encode() in whole_database()


def test_a_row_is_erased_once_and_may_be_delivered_anew(told: Chain) -> None:
    erase(told, person("coordinator-a"), "stories", "s1", "her wish")
    assert refused(told, "coordinator-a") == "nothing_to_erase"
    again = accepted(told, story("s1", "what she agreed to"))
    assert (again.preview or {})["counts"]["stories"]["added"] == 1
    newest = Story.objects.filter(story="s1").order_by("revision").last()
    assert newest is not None and (newest.revision, newest.erased) == (3, None)
    assert verify_site() == []


def test_what_others_refer_to_is_not_erased(told: Chain) -> None:
    deliver_flows(told, "f1,east-1,west-1,100")
    with pytest.raises(InputError) as error:
        erase(told, person("coordinator-a"), "sources", "reports", "her wish")
    assert {each.code for each in error.value.findings} == {"still_referred_to"}


def test_a_withdrawal_that_quotes_the_row_forgets_it(told: Chain) -> None:
    asked = withdrawal({"stories": ["s1"]}, "taken down")
    delivery = check(receive(told, person("clerk-a"), asked))
    assert SECRET in str(delivery.preview)
    erase(told, person("coordinator-a"), "stories", "s1", "her wish")
    delivery.refresh_from_db()
    assert delivery.status == "discarded"
    assert delivery.payload.content is not None
    assert SECRET not in str(delivery.preview)


def test_rows_whose_columns_may_not_be_empty_are_erased(told: Chain) -> None:
    deliver_flows(told, "f1,east-1,west-1,100")
    entry = erase(told, person("coordinator-a"), "flows", "f1", "a person's bank account")
    row: Any = entry.rows["flows"]
    assert row[0] == 1
    assert verify_site() == []
    assert Delivery.objects.filter(payload__erased=entry.sequence).count() == 1
