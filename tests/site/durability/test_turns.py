"""What changes between a preview and its acceptance: nothing is accepted that nobody saw."""

from __future__ import annotations

import pytest

from counterpart.errors import InputError
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check, delivery_of
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive, withdrawal
from counterpart_site.deliveries.returning import discard, return_delivery
from counterpart_site.records.models import Chain, Flow, Place
from tests.site.world import flows, person


def handed_in(chain: Chain, handed: Handed, who: str = "clerk-a") -> Delivery:
    """Received and checked."""
    return check(receive(chain, person(who), handed))


def on_record(chain: Chain, handed: Handed, *sides: str) -> Delivery:
    """Received, checked and accepted by these sides."""
    delivery = handed_in(chain, handed)
    for side in sides or ("a",):
        accept(delivery_of(delivery.pk), person(f"coordinator-{side}"), "on purpose")
    return delivery_of(delivery.pk)


def refusal(delivery: Delivery, who: str = "coordinator-a", scope: str = "") -> list[str]:
    """The codes of why it is not accepted."""
    with pytest.raises(InputError) as error:
        accept(delivery, person(who), scope)
    return [each.code for each in error.value.findings]


def places(*rows: str) -> Handed:
    """Places of side a as a delivery of tables."""
    lines = ["place,name_en,level,parent", *(f"{row},New place,district,east" for row in rows)]
    return Handed(Delivery.Kind.TABLES, "places.csv", "\n".join(lines).encode())


def test_a_preview_that_somebody_else_made_anew_is_not_accepted(chain: Chain) -> None:
    seen = handed_in(chain, flows("f1,east-1,east-2,100"))
    on_record(chain, flows("f1,east-1,east-2,7"))
    assert refusal(delivery_of(seen.pk), "second-a") == ["record_moved"]
    # The other coordinator still looks at the old one.
    assert refusal(seen) == ["record_moved"]
    assert accept(delivery_of(seen.pk), person("coordinator-a")) is not None
    assert [str(row.value) for row in Flow.objects.order_by("revision")] == ["7.0000", "100.0000"]


def test_what_is_found_anew_stops_acceptance_until_it_is_gone(chain: Chain) -> None:
    on_record(chain, places("east-3"))
    waiting = handed_in(chain, flows("f1,east-1,east-3,5"))
    on_record(chain, withdrawal({"places": ["east-3"]}, "it never was"))
    for _ in range(2):
        again = delivery_of(waiting.pk)
        assert refusal(again) == ["record_moved", "dangling_reference"]
    on_record(chain, places("east-3", "east-4"))
    assert accept(delivery_of(waiting.pk), person("coordinator-a")) is not None


def test_nothing_is_withdrawn_that_others_refer_to_by_now(chain: Chain) -> None:
    on_record(chain, places("east-3"))
    waiting = handed_in(chain, withdrawal({"places": ["east-3"]}, "it never was"))
    assert waiting.status == "checked", waiting.findings
    on_record(chain, flows("f1,east-1,east-3,5"))
    for _ in range(2):
        assert "still_referred_to" in refusal(delivery_of(waiting.pk))
    assert not Place.objects.filter(retracted=True).exists()


def test_rows_that_come_to_contain_others_need_a_scope(chain: Chain) -> None:
    waiting = handed_in(chain, flows("narrow,east-1,west-1,5"))
    on_record(chain, flows("wide,east-1,west,50"), "a", "b")
    assert refusal(waiting) == ["scope_unstated"]
    assert accept(delivery_of(waiting.pk), person("coordinator-a"), "each its own") is not None


def test_a_withdrawal_in_two_steps_withdraws_each_row_once(chain: Chain) -> None:
    on_record(chain, flows("own,east-1,east-2,5", "crossing,east-1,west-1,5"), "a", "b")
    both = withdrawal({"flows": ["own", "crossing"]}, "paid twice")
    assert on_record(chain, both, "a", "b").status == "accepted"
    withdrawn = Flow.objects.filter(retracted=True).values_list("row_key", "revision")
    assert sorted(withdrawn) == [("crossing", 2), ("own", 2)]


def test_two_withdrawals_of_a_row_withdraw_it_once(chain: Chain) -> None:
    on_record(chain, flows("own,east-1,east-2,5"))
    late = handed_in(chain, withdrawal({"flows": ["own"]}, "for one reason"))
    on_record(chain, withdrawal({"flows": ["own"]}, "for another reason"))
    assert "nothing_to_withdraw" in refusal(late)
    assert Flow.objects.filter(retracted=True).count() == 1


def test_what_came_by_another_delivery_leaves_nothing_to_wait_for(chain: Chain) -> None:
    row = "crossing,east-1,west-1,5"
    first = handed_in(chain, flows("own,east-1,east-2,5", row))
    accept(first, person("coordinator-a"))
    on_record(chain, flows(row), "a", "b")
    assert refusal(delivery_of(first.pk), "coordinator-b") == ["not_open"]
    assert delivery_of(first.pk).status == "accepted"
    assert Flow.objects.count() == 2


def test_what_was_handed_in_before_can_be_handed_in_to_put_it_back(chain: Chain) -> None:
    original, corrected = (flows(f"f1,east-1,east-2,{value}") for value in (100, 120))
    first = on_record(chain, original)
    assert handed_in(chain, original) == first
    on_record(chain, corrected)
    back = handed_in(chain, original)
    assert back != first and handed_in(chain, original) == back
    accept(back, person("coordinator-a"))
    values = Flow.objects.order_by("revision").values_list("value", flat=True)
    assert list(map(int, filter(None, values))) == [100, 120, 100]


def test_what_was_refused_is_looked_at_anew(chain: Chain) -> None:
    refused = handed_in(chain, flows("f1,east-1,east-3,5"))
    assert refused.status == "refused"
    on_record(chain, places("east-3"))
    assert handed_in(chain, flows("f1,east-1,east-3,5")).status == "checked"


@pytest.mark.parametrize("status", ["refused", "returned", "discarded", "received"])
def test_what_is_not_open_is_not_accepted(chain: Chain, status: str) -> None:
    where = "nowhere" if status == "refused" else "east-2"
    delivery = receive(chain, person("clerk-a"), flows(f"f1,east-1,{where},5"))
    if status != "received":
        delivery = check(delivery)
    if status == "returned":
        delivery = return_delivery(delivery, person("coordinator-a"), "July is missing")
    if status == "discarded":
        delivery = discard(delivery, person("clerk-a"))
    assert delivery.status == status
    assert refusal(delivery) == ["not_open"]
    assert not Flow.objects.exists()


def test_a_side_that_has_accepted_does_not_return(chain: Chain) -> None:
    delivery = handed_in(chain, flows("f1,east-1,west-1,5"))
    before = delivery_of(delivery.pk)
    accept(delivery, person("coordinator-b"))
    with pytest.raises(InputError):
        return_delivery(before, person("coordinator-b"), "too late")


@pytest.mark.parametrize("keys", [{"flows": ["none"]}, {"nothing": ["x"]}, {"places": ["east-1"]}])
def test_odd_withdrawals_are_refused(chain: Chain, keys: dict[str, list[str]]) -> None:
    found = handed_in(chain, withdrawal(keys, "a reason")).findings
    codes = {each["code"] for each in found} - {"nothing_delivered", "more_of_the_same"}
    wanted = {"flows": "nothing_to_withdraw", "nothing": "unknown_table"}
    assert codes == {wanted.get(next(iter(keys)), "still_referred_to")}
