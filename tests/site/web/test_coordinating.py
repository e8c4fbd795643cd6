"""Inbox, decisions, withdrawal, signatures, conflicts: what coordinators do, and who may not."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.lateness import lateness, period_of
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive
from counterpart_site.records.models import Chain, Entry, Flow
from tests.site.world import flows, person

MONEY = "kind,origin,destination,start_on,end_on,value,currency,money_stage,account\n"


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(person(who), "sesame.backends.ModelBackend")
    return client


def handed_in(chain: Chain, who: str, *rows: str) -> Delivery:
    return check(receive(chain, person(who), flows(*rows)))


def money(chain: Chain, who: str, month: str, received: datetime) -> Delivery:
    """The form of money movements for one month, handed in at a moment."""
    line = f"assistance_funds,east-1,west-1,{month},{month},5000,CNY,paid,district\n"
    content = (MONEY + line).encode()
    form = Handed(Delivery.Kind.FORM, "money.csv", content, form="money_movements")
    delivery = receive(chain, person(who), form)
    Delivery.objects.filter(pk=delivery.pk).update(received_at=received)
    delivery = check(Delivery.objects.get(pk=delivery.pk))
    assert delivery.status == "checked", delivery.findings
    return delivery


def seen(chain: Chain, client: Client, delivery: Delivery) -> str:
    """The preview that the page of a delivery shows, as its form names it."""
    page = client.get(f"/deliveries/{delivery.pk}/").content.decode()
    found = re.search(r'name="seen" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def test_both_sides_see_their_own_pending(chain: Chain) -> None:
    own = handed_in(chain, "clerk-a", "f1,east-1,east-2,100")
    joint = handed_in(chain, "clerk-a", "f2,east-1,west-1,200")
    accept(joint, person("coordinator-a"))
    a = signed_in("coordinator-a").get("/deliveries/inbox/")
    b = signed_in("coordinator-b").get("/deliveries/inbox/")
    assert [each.number for each in a.context["here"]] == [own.pk]
    assert [each.number for each in a.context["there"]] == [joint.pk]
    assert [each.number for each in b.context["here"]] == [joint.pk]
    assert [each.number for each in b.context["there"]] == []
    assert "Inbox (1)" in a.content.decode()


@pytest.mark.parametrize("who", ["clerk-a", "evaluator", "auditor", "administrator"])
def test_only_coordinators_have_an_inbox_and_others_are_told_why(chain: Chain, who: str) -> None:
    page = signed_in(who).get("/deliveries/inbox/")
    assert page.status_code == 403
    assert "listed for the coordinators of a side" in html.unescape(page.content.decode())


def test_nobody_who_is_not_signed_in_comes_near(chain: Chain, client: Client) -> None:
    for name in ("inbox", "conflicts", "countersign", "withdraw"):
        assert client.get(f"/deliveries/{name}/").status_code == 302, name
    for act in ("accept", "return"):
        assert client.post(f"/deliveries/1/{act}/").status_code == 302, act


def test_what_is_accepted_is_what_was_shown(chain: Chain) -> None:
    delivery = handed_in(chain, "clerk-a", "f1,east-1,west-1,100")
    client = signed_in("coordinator-a")
    first = seen(chain, client, delivery)
    stale = client.post(f"/deliveries/{delivery.pk}/accept/", {"seen": "0" * 64})
    assert stale.status_code == 409 and not Entry.objects.filter(delivery=delivery.pk).exists()
    done = client.post(f"/deliveries/{delivery.pk}/accept/", {"seen": first})
    assert (done.status_code, done.headers["Location"]) == (302, "/deliveries/inbox/")
    other = signed_in("coordinator-b")
    other.post(f"/deliveries/{delivery.pk}/accept/", {"seen": seen(chain, other, delivery)})
    assert Flow.objects.get().flow == "f1"


def test_a_second_coordinator_of_a_side_is_told_that_it_is_done(chain: Chain) -> None:
    delivery = handed_in(chain, "clerk-a", "f1,east-1,west-1,100")
    first, second = signed_in("coordinator-a"), signed_in("second-a")
    both = seen(chain, second, delivery)
    for client in (first, second):
        page = client.post(f"/deliveries/{delivery.pk}/accept/", {"seen": both}, follow=True)
        assert page.status_code == 200
    assert "accepted by your side before" in page.content.decode()
    assert Entry.objects.filter(delivery=delivery.pk).count() == 1
    late = second.post(f"/deliveries/{delivery.pk}/return/", {"comment": "July is missing"})
    assert late.status_code == 403


def test_what_was_returned_meanwhile_is_not_accepted(chain: Chain) -> None:
    delivery = handed_in(chain, "clerk-a", "f1,east-1,west-1,100")
    first, second = signed_in("coordinator-a"), signed_in("second-a")
    shown = seen(chain, second, delivery)
    first.post(f"/deliveries/{delivery.pk}/return/", {"comment": "July is missing"})
    page = second.post(f"/deliveries/{delivery.pk}/accept/", {"seen": shown})
    assert page.status_code == 409 and "July is missing" in page.content.decode()


def test_a_return_needs_a_comment(chain: Chain) -> None:
    delivery = handed_in(chain, "clerk-a", "f1,east-1,west-1,100")
    page = signed_in("coordinator-a").post(f"/deliveries/{delivery.pk}/return/", {"comment": " "})
    delivery.refresh_from_db()
    assert (page.status_code, delivery.status) == (400, "checked")


def test_the_page_says_why_somebody_does_not_decide(chain: Chain) -> None:
    delivery = handed_in(chain, "coordinator-a", "f1,east-1,west-1,100")
    page = signed_in("coordinator-a").get(f"/deliveries/{delivery.pk}/").content.decode()
    assert "nobody decides on what they handed in themselves" in page
    assert f"/deliveries/{delivery.pk}/accept/" not in page
    refused = signed_in("coordinator-a").post(f"/deliveries/{delivery.pk}/accept/")
    assert refused.status_code == 403


def test_containment_asks_for_a_statement(chain: Chain) -> None:
    for who, row in (("clerk-a", "f1,east,west,900,2031-01-01,2031-12-31"),):
        wide = handed_in(chain, who, row)
        accept(wide, person("coordinator-a"))
        accept(Delivery.objects.get(pk=wide.pk), person("coordinator-b"))
    narrow = handed_in(chain, "clerk-a", "f2,east-1,west-1,100")
    client = signed_in("coordinator-a")
    page = client.get(f"/deliveries/{narrow.pk}/").content.decode()
    assert 'name="scope"' in page
    shown = seen(chain, client, narrow)
    refused = client.post(f"/deliveries/{narrow.pk}/accept/", {"seen": shown})
    assert refused.status_code == 400
    said = {"seen": shown, "scope": "the year holds the month"}
    assert client.post(f"/deliveries/{narrow.pk}/accept/", said).status_code == 302
    assert Entry.objects.get(delivery=narrow.pk).statement == said["scope"]


def test_a_row_is_proposed_to_be_withdrawn(chain: Chain) -> None:
    delivery = handed_in(chain, "clerk-a", "f1,east-1,east-2,100")
    accept(delivery, person("coordinator-a"))
    client = signed_in("clerk-a")
    assert client.get("/deliveries/withdraw/?row=flows:f1").status_code == 200
    assert client.post("/deliveries/withdraw/", {"row": "flows:f1"}).status_code == 400
    words = {"row": "flows:f1", "reason": "paid by another programme"}
    assert client.post("/deliveries/withdraw/", words).status_code == 302
    proposed = Delivery.objects.get(kind="withdrawal")
    assert (proposed.status, Flow.objects.filter(retracted=True).exists()) == ("checked", False)
    assert signed_in("auditor").post("/deliveries/withdraw/", words).status_code == 403
    assert client.get("/deliveries/withdraw/?row=flows:none").status_code == 400


def test_a_head_is_signed_by_who_holds_it(chain: Chain) -> None:
    client = signed_in("coordinator-b")
    page = client.get("/deliveries/countersign/").content.decode()
    assert f'value="{chain.head}"' not in page
    wrong = {"sequence": chain.length, "head": "0" * 64}
    assert client.post("/deliveries/countersign/", wrong).status_code == 409
    right = wrong | {"head": chain.head.upper()}
    assert client.post("/deliveries/countersign/", right).status_code == 302
    assert Entry.objects.get(act="countersignature").signed_head == chain.head
    assert signed_in("clerk-a").post("/deliveries/countersign/", right).status_code == 403


def test_conflicts_stand_side_by_side(chain: Chain) -> None:
    tables = "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source\n"
    rows = [
        f"f{n},assistance_funds,east-1,west-1,{value},2031-01-01,2031-01-31,CNY,paid,{source}"
        for n, value, source in ((1, 100, "reports"), (2, 140, "other"))
    ]
    sources = Handed(Delivery.Kind.TABLES, "sources.csv", b"source,title\nother,Another report\n")
    content = (tables + "\n".join(rows) + "\n").encode()
    for handed in (sources, Handed(Delivery.Kind.TABLES, "flows.csv", content)):
        delivery = check(receive(chain, person("clerk-a"), handed))
        assert delivery.status == "checked", delivery.findings
        for who in ("coordinator-a", "coordinator-b"):
            delivery = Delivery.objects.get(pk=delivery.pk)
            if delivery.open and who[-1] in delivery.needs:
                accept(delivery, person(who))
    page = signed_in("auditor").get("/deliveries/conflicts/")
    (found,) = page.context["conflicts"]
    assert 'value="140"' in found.taken.figure + found.beside[0].figure
    assert 'value="100"' in found.spread and 'value="140"' in found.spread
    assert signed_in("stranger").get("/deliveries/conflicts/").status_code in (302, 404)


def test_what_is_late_follows_from_who_reported_before(chain: Chain) -> None:
    assert lateness(chain, date(2031, 6, 1)).late == ()
    delivery = money(chain, "clerk-a", "2031-01", datetime(2031, 2, 10, tzinfo=UTC))
    (due,) = lateness(chain, date(2031, 4, 20)).due
    assert (due.form.code, due.reporter, due.side) == ("money_movements", "east", "a")
    assert str(due.period) == "2031-01-01..2031-03-31" and due.due == date(2031, 4, 20)
    (late,) = lateness(chain, date(2031, 7, 21)).late
    assert (late.late, late.due) == (2, date(2031, 4, 20))
    # Handed in after the quarter had ended, its figures answer for the quarter.
    Delivery.objects.filter(pk=delivery.pk).update(received_at=datetime(2031, 4, 2, tzinfo=UTC))
    (late,) = lateness(chain, date(2031, 7, 21)).late
    assert (late.late, str(late.period)) == (1, "2031-04-01..2031-06-30")
    assert ("b", "hospital-w") in lateness(chain, date(2031, 7, 21)).silent


def test_periods_of_the_calendar() -> None:
    assert str(period_of("month", date(2031, 12, 5))) == "2031-12-01..2031-12-31"
    assert str(period_of("quarter", date(2032, 2, 29))) == "2032-01-01..2032-03-31"
    assert str(period_of("year", date(2031, 1, 1))) == "2031"


def test_the_inbox_is_filtered(chain: Chain) -> None:
    money(chain, "clerk-a", "2031-01", datetime(2026, 2, 10, tzinfo=UTC))
    handed_in(chain, "clerk-a", "f1,east-1,east-2,100")
    client = signed_in("coordinator-a")
    assert len(client.get("/deliveries/inbox/").context["here"]) == 2
    for asked, count in (({"form": "money_movements"}, 1), ({"side": "b"}, 0)):
        assert len(client.get("/deliveries/inbox/", asked).context["here"]) == count
    assert client.get("/zh/deliveries/inbox/").status_code == 200
