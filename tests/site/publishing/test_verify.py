"""Whatever is changed behind the site's back is found, and the first broken link is named first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from counterpart.errors import Finding
from counterpart_site.deliveries.chain import countersign, head_of
from counterpart_site.deliveries.models import Delivery, Payload
from counterpart_site.deliveries.receipts import receipt, write_receipt
from counterpart_site.publishing.export import export
from counterpart_site.publishing.verify import verify_against, verify_site
from counterpart_site.records.models import Chain, Entry, Flow
from tests.site.publishing.acts import deliver_flows, passing, withdraw
from tests.site.world import PROGRAMME, person


@pytest.fixture(scope="module")
def filled_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A chain: 1 the world, 2 and 3 flows, 4 and 5 a correction, 6 a signature; made once."""
    with passing(django_db_blocker):
        _fill(Chain.objects.get(programme=PROGRAMME))
        yield


@pytest.fixture
def filled(filled_once: None, chain: Chain) -> Chain:
    """The chain of `filled_once`."""
    return chain


def _fill(chain: Chain) -> None:
    deliver_flows(chain, "f1,east-1,west-1,100", "f2,east-1,east-2,5", "f3,west-1,east-1,7")
    deliver_flows(chain, "f1,east-1,west-1,120")
    signed = Entry.objects.get(chain=chain, sequence=3)
    countersign(chain, person("coordinator-b"), 3, signed.head)
    chain.refresh_from_db()
    assert chain.length == 6


def delivery_at(chain: Chain, sequence: int) -> Delivery:
    number = Entry.objects.get(chain=chain, sequence=sequence).delivery
    return Delivery.objects.get(pk=number or 0)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in found]


def test_an_untouched_record_holds(filled: Chain) -> None:
    assert verify_site() == []
    withdraw(filled, "f1")
    assert verify_site() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("act", "catalogue"),
        ("previous", "0" * 64),
        ("head", "0" * 64),
        ("at", "2031-01-01 00:00:00+00:00"),
        ("role", "clerk"),
        ("actor", 4711),
        ("sides", "ab"),
        ("delivery", 4711),
        ("content", "0" * 64),
        ("form", "money"),
        ("catalogue", "0"),
        ("statement", "never said"),
        ("rows", {"flows": [4711, "0" * 64]}),
        ("signed_sequence", 2),
        ("signed_head", "0" * 64),
    ],
)
def test_a_changed_entry_is_the_first_broken_link(filled: Chain, field: str, value: Any) -> None:
    Entry.objects.filter(chain=filled, sequence=3).update(**{field: value})
    found = verify_site()
    code, message = told(found)[0]
    assert code == "chain_broken" and "east-west is broken at entry 3" in message, told(found)


def rewritten(chain: Chain) -> None:
    """Somebody who owns the database changes an entry and makes all heads anew."""
    previous = ""
    for entry in Entry.objects.filter(chain=chain).order_by("sequence"):
        entry.previous = previous
        if entry.sequence == 2:
            entry.statement = "never said"
        if entry.signed_sequence:
            entry.signed_head = Entry.objects.get(chain=chain, sequence=entry.signed_sequence).head
        entry.head = previous = head_of(chain.programme, entry)
        entry.save()
    Chain.objects.filter(pk=chain.pk).update(head=previous)


def swapped(chain: Chain) -> None:
    place = Entry.objects.filter(chain=chain)
    place.filter(sequence=2).update(sequence=99)
    place.filter(sequence=3).update(sequence=2)
    place.filter(sequence=99).update(sequence=3)


def byte_changed(chain: Chain) -> None:
    payload = Payload.objects.get(pk=Entry.objects.get(chain=chain, sequence=2).content)
    payload.content = bytes(payload.content or b"").replace(b"100", b"900")
    payload.save()


COPIED = (
    "chain_id, retracted, digest, flow, kind, origin, destination, start_on, end_on, value, "
    "currency, money_stage, source"
)
TAMPERED: dict[str, tuple[Callable[[Chain], object] | str, str, int]] = {
    "value": ("UPDATE record_flows SET value = 900 WHERE flow = 'f2'", "flows 'f2'", 2),
    "text": ("UPDATE record_flows SET note = 'x' WHERE flow = 'f3'", "flows 'f3'", 3),
    "digest": (f"UPDATE record_flows SET digest = '{'0' * 64}' WHERE flow = 'f2'", "'f2'", 2),
    "key": ("UPDATE record_flows SET row_key = 'f9' WHERE flow = 'f2'", "flows 'f9'", 2),
    "revision": ("UPDATE record_flows SET revision = 7 WHERE flow = 'f2'", "of flows", 2),
    "withdrawn": ("UPDATE record_flows SET retracted = true WHERE flow = 'f2'", "of flows", 2),
    "erased": ("UPDATE record_flows SET erased = 3 WHERE flow = 'f2'", "erased rows of flows", 3),
    "place": ("UPDATE record_flows SET sequence = 3 WHERE flow = 'f2'", "rows of flows", 2),
    "beyond": ("UPDATE record_flows SET sequence = 77 WHERE flow = 'f2'", "rows of flows", 2),
    "deleted": ("DELETE FROM record_flows WHERE flow = 'f2'", "the record has 0", 2),
    "added": (
        f"INSERT INTO record_flows ({COPIED}, row_key, revision, sequence) "
        f"SELECT {COPIED}, row_key, 9, 1 FROM record_flows WHERE flow = 'f2'",
        "it states 0 rows of flows, the record has 1",
        1,
    ),
    "swapped": (swapped, "does not follow", 2),
    "cut": (
        lambda chain: Entry.objects.filter(chain=chain, sequence=6).delete(),
        "6 entries",
        6,
    ),
    "missing": (
        lambda chain: Entry.objects.filter(chain=chain, sequence=4).delete(),
        "the next entry is 5",
        4,
    ),
    "payload": (byte_changed, "not those that were handed in", 2),
    "payload gone": (
        lambda chain: Payload.objects.update(content=None),
        "no erasure says why",
        1,
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_is_found_and_named(filled: Chain, what: str) -> None:
    how, words, place = TAMPERED[what]
    if callable(how):
        how(filled)
    else:
        run(how)
    found = told(verify_site())
    assert found, "nothing was found"
    code, message = found[0]
    assert words in message
    if code != "payload_broken":
        assert f"entry {place}" in message


def test_no_number_that_is_none_stops_the_verification(filled: Chain) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes numbers only")
    run("UPDATE record_flows SET value = 'much' WHERE flow = 'f2'")
    assert "'f2'" in told(verify_site())[0][1]


def test_a_rewritten_chain_holds_in_itself_and_receipts_tell(filled: Chain, tmp_path: Path) -> None:
    delivery = delivery_at(filled, 4)
    kept = tmp_path / "receipt.json"
    write_receipt(delivery, kept)
    export(filled, tmp_path / "kept.snapshot")
    assert verify_against(kept) == verify_against(tmp_path / "kept.snapshot") == []
    rewritten(filled)
    assert verify_site() == []
    for document in (kept, tmp_path / "kept.snapshot"):
        found = verify_against(document)
        assert {each.code for each in found} == {"chain_rewritten"}


def test_a_truncated_chain_is_found_by_a_receipt_only(filled: Chain, tmp_path: Path) -> None:
    delivery = delivery_at(filled, 5)
    write_receipt(delivery, tmp_path / "receipt.json")
    run("DELETE FROM record_flows WHERE sequence > 3")
    Entry.objects.filter(chain=filled, sequence__gt=3).delete()
    last = Entry.objects.get(chain=filled, sequence=3)
    Chain.objects.filter(pk=filled.pk).update(length=3, head=last.head)
    assert verify_site() == []
    assert {each.code for each in verify_against(tmp_path / "receipt.json")} == {"chain_cut"}
    assert Flow.objects.filter(flow="f1").count() == 1


def test_a_receipt_names_no_person_and_is_sealed(filled: Chain, tmp_path: Path) -> None:
    delivery = Delivery.objects.filter(chain=filled, side="a").first()
    assert delivery is not None
    said = receipt(delivery)
    assert "@" not in str(said)
    assert [(each["side"], each["rows"]) for each in said["accepted"]] == [
        ("a", {"flows": 1}),
        ("b", {"flows": 2}),
    ]
    path = tmp_path / "receipt.json"
    write_receipt(delivery, path)
    path.write_text(path.read_text("utf-8").replace("coordinator", "clerk"), "utf-8")
    with pytest.raises(Exception, match="was changed after it was given"):
        verify_against(path)
    (tmp_path / "other.json").write_text("{}", "utf-8")
    with pytest.raises(Exception, match="neither a receipt nor a snapshot"):
        verify_against(tmp_path / "other.json")
