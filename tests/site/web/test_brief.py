"""The brief: due, paid and missed, what changed since a day, what is late, on one page."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive, withdrawal
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain, Entry
from tests.site.world import flows, person

COMMITMENTS = (
    "commitment,reading,chosen,agreement,kind,rule,base,start_on,end_on,origin,destination,account,"
    "currency\n"
    "c1,low,true,,assistance_funds,fixed,100,2025-01-01,2027-12-31,east-1,west-1,,CNY\n"
    "c1,high,false,,assistance_funds,fixed,130,2025-01-01,2027-12-31,east-1,west-1,,CNY\n"
)


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(person(who), "sesame.backends.ModelBackend")
    return client


def on_record(chain: Chain, handed: Handed, day: date | None = None) -> None:
    """Accepted by the sides that are asked; on an earlier day where one is given."""
    delivery = check(receive(chain, person("clerk-a"), handed))
    assert delivery.status == "checked", delivery.findings
    for who in ("coordinator-a", "coordinator-b"):
        delivery = Delivery.objects.get(pk=delivery.pk)
        if delivery.open and who[-1] in delivery.needs:
            accept(delivery, person(who), "meant so")
    if day:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        Entry.objects.filter(chain=chain).update(at=moment)


@pytest.fixture
def promised(chain: Chain) -> Chain:
    """A rule of 100 a year (130 by another reading), of which 70 were paid in 2025."""
    on_record(chain, Handed(Delivery.Kind.TABLES, "commitments.csv", COMMITMENTS.encode()))
    paid = flows("f1,east-1,west-1,70,2025-01-01,2025-12-31")
    on_record(chain, paid, date(2026, 3, 1))
    return chain


def test_due_paid_and_missed_with_their_intervals(promised: Chain) -> None:
    page = signed_in("auditor").get("/brief/")
    assert page.status_code == 200
    (rule,) = page.context["rules"]
    values = {
        name: re.findall(r'value="([^"]+)"', getattr(rule, name))
        for name in ("due", "paid", "missed")
    }
    years = date.today().year - 2024
    assert values["due"][0] == str(100 * min(years, 3))
    assert values["paid"] == ["70"]
    assert values["missed"] == ["30", "30", "60"]
    assert "make up for what was missed" in page.content.decode()


def test_the_options_name_what_is_missing_under_each_reading(promised: Chain) -> None:
    page = signed_in("evaluator").get("/brief/", {"as_of": "2026-06-01"})
    first = re.sub(r"<[^>]+>", "", html.unescape(page.context["options"][0]))
    assert "2026-12-31" in first and "(low)" in first and "(high)" in first
    assert "100" in first and "130" in first
    assert len(page.context["options"]) <= 3


def test_what_changed_is_new_revised_or_withdrawn(promised: Chain) -> None:
    on_record(promised, flows("f1,east-1,west-1,90,2025-01-01,2025-12-31", "f2,east-1,east-2,5"))
    page = signed_in("coordinator-a").get("/brief/", {"since": "2026-03-02"})
    found = page.context["changes"]
    assert (found.state, found.tables, found.sums) == ("", (("flows", 1, 1, 0),), (1, 1, 0))
    (revised,) = found.revised
    assert 'value="70"' in revised.before and 'value="90"' in revised.after
    on_record(promised, withdrawal({"flows": ["f1"]}, "paid by another programme"))
    page = signed_in("coordinator-a").get("/brief/", {"since": "2026-03-02"})
    assert page.context["changes"].sums == (1, 0, 1)


@pytest.mark.parametrize(
    ("since", "state"), [("2001-01-01", "nothing"), (date.today().isoformat(), "same")]
)
def test_a_day_without_changes_says_so(promised: Chain, since: str, state: str) -> None:
    page = signed_in("auditor").get("/brief/", {"since": since})
    assert page.context["changes"].state == state
    assert signed_in("auditor").get("/brief/", {"since": "31.12."}).status_code == 400


def test_members_read_it_and_nobody_else(chain: Chain, client: Client) -> None:
    publish(chain)
    assert client.get("/brief/").status_code == 302
    for who in ("clerk-b", "coordinator-a", "evaluator", "assessor", "auditor"):
        page = signed_in(who).get("/brief/")
        assert page.status_code == 200, who
        assert "No rule of an agreement makes an amount due" in page.content.decode()
    for who in ("administrator", "stranger"):
        assert signed_in(who).get("/brief/").status_code == 403, who


def test_what_is_pending_is_counted_for_those_who_may_know(chain: Chain) -> None:
    check(receive(chain, person("clerk-a"), flows("f1,east-1,east-2,100")))
    told = {
        who: signed_in(who).get("/brief/").context["pending"]
        for who in ("coordinator-a", "coordinator-b", "auditor", "evaluator")
    }
    assert told["coordinator-a"] == told["auditor"] == [("East", 1), ("West", 0)]
    assert told["coordinator-b"] == [("East", 0), ("West", 0)]
    assert told["evaluator"] is None
