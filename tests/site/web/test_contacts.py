"""The contact book: for those who work with each other, until a day, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from counterpart.errors import InputError
from counterpart.reports.document import render_report
from counterpart.snapshot.read import open_snapshot
from counterpart.tables import TABLES
from counterpart_site.access.contacts import (
    Entry,
    add_contact,
    contacts_of,
    latest_expiry,
    purge_expired,
)
from counterpart_site.access.models import Contact
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed
from counterpart_site.publishing.export import export
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.publishing.acts import accepted

BACKEND = "sesame.backends.ModelBackend"
PHONE = "+86 471 5550199"
SOON = timezone.now().date() + timedelta(days=30)
FIELDS: dict[str, Any] = {
    "organisation": "West hospital, office",
    "name": "Duty desk",
    "duty": "shift lead",
    "phone": PHONE,
    "email": "desk@example.org",
    "purpose": "arrivals of specialists",
    "expires_on": SOON,
}
PAIRING = b"""pairing,programme,level,side_a,side_b,certainty,start_on
e1-w1,east-west,district-banner,east-1,west-1,stated,2031-01-01
"""


def as_person(who: str) -> Client:
    client = Client()
    client.force_login(world.person(who), BACKEND)
    return client


def kept(chain: Chain, side: str = "b", **changes: Any) -> Contact:
    return add_contact(
        chain, world.person(f"coordinator-{side}"), Entry(side, **(FIELDS | changes))
    )


def test_one_side_keeps_an_entry_and_the_other_reads_it(chain: Chain) -> None:
    clerk = as_person("clerk-b")
    assert clerk.post("/contacts/", FIELDS).status_code == 302
    entry = Contact.objects.get()
    assert (entry.side, entry.chain, entry.added_by) == ("b", chain, world.person("clerk-b"))
    other = as_person("clerk-a")
    assert PHONE in other.get("/contacts/").content.decode()
    assert other.post(f"/contacts/{entry.pk}/remove/").status_code == 403
    assert other.post(f"/contacts/{entry.pk}/", FIELDS | {"name": "X"}).status_code == 403
    changed = clerk.post(f"/contacts/{entry.pk}/", FIELDS | {"name": "Night desk"})
    entry.refresh_from_db()
    assert changed.status_code == 302 and (entry.name, entry.side) == ("Night desk", "b")
    clerk.post(f"/contacts/{entry.pk}/remove/")
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "who", ["evaluator", "assessor", "auditor", "administrator", "stranger", ""]
)
def test_nobody_else_reads_it(chain: Chain, who: str) -> None:
    entry = kept(chain)
    client = as_person(who) if who else Client()
    for path in ("/contacts/", f"/contacts/{entry.pk}/"):
        answer = client.get(path)
        assert answer.status_code in (302, 403, 404) and PHONE not in answer.content.decode()
    assert client.post("/contacts/", FIELDS).status_code in (302, 403, 404)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": " "},
        {"expires_on": ""},
        {"expires_on": timezone.now().date()},
        {"expires_on": latest_expiry() + timedelta(days=1)},
        {"phone": "", "email": ""},
    ],
)
def test_an_entry_has_a_purpose_and_an_end(chain: Chain, change: dict[str, Any]) -> None:
    page = as_person("clerk-a").post("/contacts/", FIELDS | change)
    assert page.status_code == 400 and not Contact.objects.exists()
    # What was typed is still there.
    assert 'value="Duty desk"' in page.content.decode()


def test_the_act_itself_asks_for_purpose_and_end(chain: Chain) -> None:
    for change, code in (
        ({"purpose": ""}, "contact_purpose"),
        ({"expires_on": latest_expiry() + timedelta(days=1)}, "contact_expiry"),
        ({"expires_on": timezone.now().date()}, "contact_expiry"),
    ):
        with pytest.raises(InputError) as error:
            kept(chain, **change)
        assert [each.code for each in error.value.findings] == [code]
    with pytest.raises(InputError) as error:
        add_contact(chain, world.person("clerk-a"), Entry("b", **FIELDS))
    assert [each.code for each in error.value.findings] == ["action_refused"]
    months = (latest_expiry() - timezone.now().date()).days
    assert 725 <= months <= 731


def test_an_expired_entry_is_gone_when_the_book_is_opened(chain: Chain) -> None:
    stays, goes = kept(chain), kept(chain, name="Gone desk")
    Contact.objects.filter(pk=goes.pk).update(expires_on=timezone.now().date())
    assert list(contacts_of(chain, world.person("clerk-a"))) == [stays]
    assert not Contact.objects.filter(pk=goes.pk).exists()
    Contact.objects.update(expires_on=timezone.now().date())
    assert purge_expired() == 1 and not Contact.objects.exists()


def test_tidying_removes_what_expired(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    from counterpart_site.commands.tidying import tidy

    monkeypatch.setattr("counterpart_site.setup.open_site", lambda folder: None)
    kept(chain)
    Contact.objects.update(expires_on=timezone.now().date())
    done = CliRunner().invoke(tidy, ["--json"])
    assert done.exit_code == 0 and '"contacts": 1' in done.output, done.output
    assert not Contact.objects.exists()


def test_no_entry_of_the_book_is_in_a_snapshot_or_a_report(chain: Chain, tmp_path: Path) -> None:
    accepted(chain, Handed(Delivery.Kind.TABLES, "pairings.csv", PAIRING))
    kept(chain)
    words = [str(each) for each in FIELDS.values()]
    export(chain, tmp_path / "now.snapshot")
    snapshot = open_snapshot(tmp_path / "now.snapshot")
    for name in TABLES:
        said = str(snapshot.store.rows(f'SELECT * FROM "{name}"'))
        assert not [word for word in words if word in said], name
    (tmp_path / "report.html").write_text(render_report(snapshot, "en"), "utf-8")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert not [word for word in words if word.encode() in content], path
