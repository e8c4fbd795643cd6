"""From a delivery to the record: who accepts what, and when it takes effect."""

from __future__ import annotations

import pytest

from counterpart.errors import InputError
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import receive, withdrawal
from counterpart_site.records.models import Chain, Flow
from tests.site.world import flows, person


def handed_in(chain: Chain, who: str, *rows: str) -> Delivery:
    return check(receive(chain, person(who), flows(*rows)))


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [each.code for each in error.value.findings]


def test_a_row_that_crosses_takes_effect_when_both_have_accepted(chain: Chain) -> None:
    delivery = handed_in(chain, "clerk-a", "f1,east-1,west-1,100", "f2,east-1,east-2,5")
    assert delivery.status == "checked", delivery.findings
    assert delivery.needs == "ab"
    accept(delivery, person("coordinator-a"))
    assert list(Flow.objects.values_list("flow", flat=True)) == ["f2"]
    delivery.refresh_from_db()
    assert delivery.status == "partly accepted"
    entry = accept(delivery, person("coordinator-b"))
    assert sorted(Flow.objects.values_list("flow", flat=True)) == ["f1", "f2"]
    delivery.refresh_from_db()
    assert delivery.status == "accepted"
    assert entry is not None and entry.rows["flows"][0] == 1
    assert accept(delivery, person("coordinator-b")) is None


def test_nobody_accepts_what_they_handed_in(chain: Chain) -> None:
    delivery = handed_in(chain, "coordinator-a", "f1,east-1,west-1,100")
    with pytest.raises(InputError) as error:
        accept(delivery, person("coordinator-a"))
    assert codes(error) == ["action_refused"]
    assert accept(delivery, person("second-a")) is not None


def test_the_same_content_is_the_same_delivery(chain: Chain) -> None:
    first = handed_in(chain, "clerk-a", "f1,east-1,west-1,100")
    assert handed_in(chain, "clerk-a", "f1,east-1,west-1,100") == first
    accept(first, person("coordinator-a"))
    accept(first, person("coordinator-b"))
    again = handed_in(chain, "clerk-a", "f1,east-1,west-1,100")
    assert again == first and again.status == "accepted"


def test_a_correction_is_a_revision_and_a_withdrawal_is_a_delivery(chain: Chain) -> None:
    for value in ("100", "120"):
        delivery = handed_in(chain, "clerk-a", f"f1,east-1,west-1,{value}")
        for who in ("coordinator-a", "coordinator-b"):
            accept(delivery, person(who))
    assert delivery.preview and delivery.preview["counts"]["flows"]["changed"] == 1
    taken = check(
        receive(chain, person("clerk-a"), withdrawal({"flows": ["f1"]}, "paid to another"))
    )
    assert taken.needs == "ab" and taken.preview
    assert taken.preview["counts"]["flows"]["withdrawn"] == 1
    accept(taken, person("coordinator-a"))
    assert not Flow.objects.filter(retracted=True).exists()
    accept(taken, person("coordinator-b"))
    revisions = Flow.objects.order_by("revision").values_list("revision", "retracted")
    assert list(revisions) == [(1, False), (2, False), (3, True)]
