"""Who reports which form: due and late before anything was ever handed in."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from counterpart.errors import InputError
from counterpart_site.access.members import end
from counterpart_site.deliveries.assigning import assign, end_assignment, offices_of
from counterpart_site.deliveries.lateness import lateness
from counterpart_site.deliveries.models import Assignment, Delivery
from counterpart_site.records.models import Chain
from counterpart_site.web.delivering.due import duties
from tests.site.web.test_coordinating import money, signed_in
from tests.site.world import person

MONEY = "money_movements"


def named(chain: Chain, who: str, reporter: str, since: date, form: str = MONEY) -> Assignment:
    return assign(chain, person(who), reporter, form, since)[0]


def test_it_is_due_and_late_before_anything_came(chain: Chain) -> None:
    named(chain, "coordinator-b", "hospital-w", date(2031, 1, 1))
    (due,) = lateness(chain, date(2031, 4, 20)).due
    assert (due.reporter, due.side, due.received) == ("hospital-w", "b", None)
    assert str(due.period) == "2031-01-01..2031-03-31" and due.due == date(2031, 4, 20)
    (late,) = lateness(chain, date(2031, 7, 21)).late
    assert (late.late, late.due) == (2, date(2031, 4, 20))
    # It is no longer silent, and the form is no longer without a reporter.
    found = lateness(chain, date(2031, 7, 21))
    assert found.silent == () and MONEY not in {form.code for form in found.unused}
    # Nothing is asked for before its day.
    assert lateness(chain, date(2030, 12, 31)).due == ()


@pytest.mark.parametrize(
    ("day", "standing"),
    [(date(2031, 2, 3), "due"), (date(2031, 4, 20), "due"), (date(2031, 4, 21), "late")],
)
def test_a_clerk_sees_it_among_the_own_forms(chain: Chain, day: date, standing: str) -> None:
    named(chain, "coordinator-b", "hospital-w", date(2031, 2, 1))
    (duty,) = duties(chain, "hospital-w", [], day)
    assert (duty.standing, str(duty.period)) == (standing, "2031-01-01..2031-03-31")
    assert duties(chain, "west", [], day) == []


def test_what_came_counts_and_an_end_ends_it(chain: Chain) -> None:
    assignment = named(chain, "coordinator-a", "east", date(2031, 1, 1))
    delivery = money(chain, "clerk-a", "2031-03", datetime(2031, 4, 2, tzinfo=UTC))
    (late,) = lateness(chain, date(2031, 7, 21)).late
    assert (late.late, str(late.period)) == (1, "2031-04-01..2031-06-30")
    # Named from a later day on, nothing between is asked for.
    named(chain, "coordinator-a", "east", date(2031, 7, 1))
    assert Assignment.objects.count() == 1 and lateness(chain, date(2031, 7, 21)).late == ()
    # Ended, it is not expected of whoever handed it in before either.
    assignment.refresh_from_db()
    end_assignment(assignment, person("coordinator-a"))
    Assignment.objects.update(until=date(2031, 7, 1))
    assert Delivery.objects.filter(pk=delivery.pk).exists()
    found = lateness(chain, date(2032, 1, 1))
    assert (found.late, found.due) == ((), ())


@pytest.mark.parametrize(
    ("reporter", "form", "code"),
    [
        ("hospital-w", MONEY, "of_other_side"),
        ("hospital-x", MONEY, "no_party"),
        ("hospital-e", "money", "unknown_form"),
    ],
)
def test_what_is_refused(chain: Chain, reporter: str, form: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        named(chain, "coordinator-a", reporter, date(2031, 1, 1), form)
    assert [each.code for each in error.value.findings] == [code]
    assert not Assignment.objects.exists()


def test_a_side_says_it_of_its_own(chain: Chain) -> None:
    assert "hospital-e" in offices_of(chain, "a") and "hospital-w" not in offices_of(chain, "a")
    assignment = named(chain, "coordinator-b", "west-1", date(2031, 1, 1))
    for who in ("coordinator-a", "clerk-b", "administrator"):
        with pytest.raises(InputError, match="is refused"):
            end_assignment(assignment, person(who))


def test_the_page(chain: Chain) -> None:
    client: Client = signed_in("coordinator-a")
    words = {"reporter": "east HOSPITAL", "form": MONEY, "since": "2026-01-01"}
    assert client.post("/deliveries/reporters/", words)["Location"] == "/deliveries/reporters/"
    assignment = Assignment.objects.get()
    assert (assignment.reporter, assignment.side) == ("hospital-e", "a")
    page = client.get("/deliveries/reporters/").content.decode()
    assert "East hospital" in page and "2026-04-20" in page
    assert "East hospital" in client.get("/deliveries/inbox/").content.decode()
    assert signed_in("auditor").get("/brief/").context["late"]
    answer = client.post("/deliveries/reporters/", words | {"reporter": "West hospital"})
    assert answer.status_code == 400 and "West hospital" in answer.content.decode()
    assert client.post(f"/deliveries/reporters/{assignment.pk}/end/").status_code == 302
    assert client.post(f"/deliveries/reporters/{assignment.pk}/end/").status_code == 404
    assert client.get("/zh/deliveries/reporters/").status_code == 200


def test_what_was_typed_is_shown_when_the_role_has_ended(chain: Chain) -> None:
    client = signed_in("clerk-a")
    typed = {"act": "hand_in", "line-0-value": "4711", "line-0-note": "by hand"}
    end(person("clerk-a").memberships.get())
    answer = client.post(f"/deliveries/forms/{MONEY}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 403 and "4711" in page and "by hand" in page
    assert not Delivery.objects.filter(form=MONEY).exists()
    assert client.post(f"/deliveries/forms/{MONEY}/", {"act": "hand_in"}).status_code == 403
