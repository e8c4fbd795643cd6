"""Members: an administrator invites and ends, everybody else is refused, and nobody gains rows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from counterpart.errors import InputError
from counterpart_site.access.members import add_member, ask_for_account, close_member, end_role
from counterpart_site.access.models import Account, Membership
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world

BACKEND = "sesame.backends.ModelBackend"
LINK = re.compile(r"http://testserver(/(?:zh/)?sign-in/\?sesame=[\w-]+)")
INVITED = {"email": "New@Example.org", "role": "clerk", "side": "b", "language": "zh-hans"}


@pytest.fixture
def administrator(chain: Chain, client: Client) -> Client:
    """A browser in which the administrator is signed in."""
    client.force_login(world.person("administrator"), BACKEND)
    return client


def role_of(name: str) -> Membership:
    return Membership.objects.select_related("account", "chain").get(account=world.person(name))


def codes(error: Any) -> list[str]:
    return [each.code for each in error.value.findings]


def test_an_invitation_gives_a_role_and_a_link_in_the_language(administrator: Client) -> None:
    page = administrator.post("/members/", INVITED | {"organisation": "hospital-w"})
    account = Account.objects.get(email="new@example.org")
    held = account.memberships.get()
    assert (held.role, held.side, held.organisation) == ("clerk", "b", "hospital-w")
    letter = mail.outbox[-1]
    assert letter.to == ["new@example.org"] and account.language == "zh-hans"
    shown, sent = (LINK.search(text) for text in (page.content.decode(), str(letter.body)))
    assert shown is not None and sent is not None and shown[1].startswith("/zh/")
    assert "no-store" in page["Cache-Control"]
    came = Client()
    assert came.get(shown[1])["Location"] == "/zh/"
    assert came.get("/me/").status_code == 200
    assert Client().get(sent[1]).status_code == 403


def test_the_link_of_somebody_who_was_here_is_for_their_eyes(administrator: Client) -> None:
    account = world.person("auditor")
    number = role_of("auditor").pk
    assert LINK.search(administrator.post(f"/members/{number}/link/").content.decode())
    Client().force_login(account, BACKEND)
    page = administrator.post(f"/members/{number}/link/").content.decode()
    assert not LINK.search(page) and "auditor@example.org" in page
    assert LINK.search(str(mail.outbox[-1].body))


def test_what_cannot_be_invited_is_said_in_the_form(administrator: Client) -> None:
    for change, said in (
        ({"side": ""}, "belongs to a side"),
        ({"email": "administrator@example.org"}, "to themselves"),
        ({"email": "no address"}, "errorlist"),
        ({"role": "king"}, "errorlist"),
    ):
        page = administrator.post("/members/", INVITED | change)
        assert page.status_code == 400 and said in page.content.decode(), change
    assert not mail.outbox and not Account.objects.filter(email="new@example.org").exists()


def test_a_letter_that_cannot_be_sent_loses_nothing(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("counterpart_site.web.accounts.letters.send_mail", away)
    page = administrator.post("/members/", INVITED).content.decode()
    assert "could not be sent" in page and LINK.search(page)


def test_a_role_ends_and_an_account_is_closed(administrator: Client) -> None:
    clerk, auditor = Client(), Client()
    clerk.force_login(world.person("clerk-a"), BACKEND)
    auditor.force_login(world.person("auditor"), BACKEND)
    sent = administrator.post(f"/members/{role_of('clerk-a').pk}/end/")
    assert sent["Location"] == "/members/"
    assert clerk.get("/contacts/").status_code == 403
    administrator.post(f"/members/{role_of('auditor').pk}/close/")
    assert auditor.get("/me/").status_code == 302
    assert not world.person("auditor").is_active
    page = administrator.get("/members/").content.decode()
    ended = page[page.index("Ended roles") :]
    assert "clerk-a@example.org" in ended and "auditor@example.org" in ended


def test_who_comes_back_has_no_old_password(administrator: Client, chain: Chain) -> None:
    account = world.person("auditor")
    account.set_password("a long enough password")
    account.save()
    close_member(account, world.person("administrator"), chain)
    administrator.post("/members/", INVITED | {"email": account.email, "role": "auditor"})
    account.refresh_from_db()
    assert account.is_active and not account.has_usable_password()


@pytest.mark.parametrize("who", [each for each in world.PEOPLE if each != "administrator"])
def test_others_are_refused_and_change_nothing(chain: Chain, client: Client, who: str) -> None:
    client.force_login(world.person(who), BACKEND)
    number, before = role_of("evaluator").pk, Membership.objects.count()
    assert client.get("/members/").status_code == 403
    assert client.post("/members/", INVITED).status_code == 403
    for act in ("link", "end", "close"):
        assert client.post(f"/members/{number}/{act}/").status_code == 403, act
        assert client.get(f"/members/{number}/{act}/").status_code == 405, act
    assert Membership.objects.filter(until=None).count() == before and not mail.outbox


def test_the_last_administrator_stays(administrator: Client, chain: Chain) -> None:
    own = role_of("administrator")
    for act in ("end", "close"):
        page = administrator.post(f"/members/{own.pk}/{act}/")
        assert page.status_code == 400 and "last administrator" in page.content.decode()
    add_member(chain, "second@example.org", "administrator")
    end_role(own, own.account)
    assert administrator.get("/members/").status_code == 403


def test_an_administrator_of_one_programme_rules_no_other(chain: Chain, client: Client) -> None:
    elsewhere = Chain.objects.create(programme="north-south")
    theirs = add_member(elsewhere, "auditor@example.org", "auditor")
    administrator = world.person("administrator")
    account = world.person("auditor")
    with pytest.raises(InputError) as error:
        close_member(account, administrator, chain)
    assert codes(error) == ["member_elsewhere"]
    with pytest.raises(InputError) as error:
        ask_for_account(account, administrator, chain)
    assert codes(error) == ["member_elsewhere"]
    client.force_login(administrator, BACKEND)
    assert client.post(f"/members/{theirs.pk}/end/").status_code == 404
    assert client.post(f"/members/{role_of_in(account, chain).pk}/link/").status_code == 403
    again = client.post("/members/", INVITED | {"email": account.email, "role": "evaluator"})
    assert not LINK.search(again.content.decode())
    theirs.refresh_from_db()
    assert theirs.until is None and not [
        each for each in mail.outbox if "auditor" not in each.to[0]
    ]


def role_of_in(account: Account, chain: Chain) -> Membership:
    return account.memberships.get(chain=chain, role="auditor")


def test_an_administrator_reads_no_rows_by_role(administrator: Client, chain: Chain) -> None:
    for path in ("/contacts/", "/programmes/east-west/"):
        answer = administrator.get(path)
        assert answer.status_code in (302, 403, 404), path
    publish(chain)
    assert administrator.get("/programmes/east-west/").status_code == 200
    assert administrator.get("/contacts/").status_code == 403
