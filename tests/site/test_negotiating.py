"""An agreement between two sides: proposed, countered, returned; signed whole by both, or not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from counterpart.errors import InputError
from counterpart_site.access.actions import may
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.negotiating import (
    drafted,
    look_at,
    negotiation_of,
    negotiations,
    propose,
)
from counterpart_site.deliveries.packing import Tables
from counterpart_site.deliveries.reading_rights import ask_to_read
from counterpart_site.deliveries.returning import return_delivery
from counterpart_site.records.models import Agreement, Chain, Commitment
from tests.site.test_accepting import codes
from tests.site.world import person, terms


def test_a_version_is_countered_and_the_next_one_signed_by_both(chain: Chain) -> None:
    first = propose(chain, person("clerk-a"), terms(), "as before")
    assert (first.status, first.needs) == ("checked", "ab"), first.findings
    second = propose(chain, person("clerk-b"), terms("140"), "more", answers=first)
    first.refresh_from_db()
    assert (first.status, second.answers_id) == ("returned", first.pk)
    (found,) = negotiations(chain)
    assert [each.pk for each in found.versions] == [first.pk, second.pk]
    assert found == negotiation_of(chain, second.pk) and found.number == first.pk
    assert drafted(second)["commitments"][0]["base"] == "140"

    half = accept(second, person("coordinator-a"))
    assert half is not None and half.rows == {}, "nothing takes effect before both have signed"
    second.refresh_from_db()
    accept(second, person("coordinator-b"))
    assert list(Commitment.objects.values_list("commitment", "base")) == [
        ("grant-2031", Decimal(140))
    ]
    assert Agreement.objects.get().agreement == "paper-2031"


def test_the_version_before_is_signed_no_more(chain: Chain) -> None:
    first = propose(chain, person("clerk-a"), terms())
    propose(chain, person("clerk-b"), terms("140"), answers=first)
    with pytest.raises(InputError) as error:
        accept(first, person("coordinator-a"))
    assert codes(error) == ["not_open"]
    assert not Commitment.objects.exists()


def test_who_proposed_a_version_does_not_sign_it(chain: Chain) -> None:
    version = propose(chain, person("coordinator-a"), terms())
    with pytest.raises(InputError) as error:
        accept(version, person("coordinator-a"))
    assert codes(error) == ["action_refused"]
    assert accept(version, person("second-a")) is not None


def test_a_side_that_has_signed_does_not_counter_and_the_other_does(chain: Chain) -> None:
    first = propose(chain, person("clerk-a"), terms())
    accept(first, person("coordinator-a"))
    first.refresh_from_db()
    with pytest.raises(InputError) as error:
        propose(chain, person("second-a"), terms("90"), answers=first)
    assert codes(error) == ["draft_signed"]
    second = propose(chain, person("clerk-b"), terms("140"), answers=first)
    first.refresh_from_db()
    assert (first.status, second.status) == ("returned", "checked")
    # Nobody has signed the new version.
    assert second.accepted == "" and not Agreement.objects.exists()


def test_a_returned_version_is_answered_by_its_own_side(chain: Chain) -> None:
    first = propose(chain, person("clerk-a"), terms())
    return_delivery(first, person("coordinator-b"), "the term is too long")
    first.refresh_from_db()
    again = propose(chain, person("clerk-a"), terms(end_on="2031-12-31"), "shorter", answers=first)
    assert negotiation_of(chain, first.pk).newest == again


def slipped(chain: Chain) -> Delivery:
    first = propose(chain, person("clerk-a"), terms())
    propose(chain, person("clerk-b"), terms("140"), answers=first)
    return Delivery.objects.get(pk=first.pk)


def signed(chain: Chain) -> Delivery:
    first = propose(chain, person("clerk-a"), terms())
    for who in ("coordinator-a", "coordinator-b"):
        accept(first, person(who))
    return Delivery.objects.get(pk=first.pk)


@pytest.mark.parametrize("before", [slipped, signed])
def test_only_the_newest_version_that_is_not_signed_is_countered(
    chain: Chain, before: Callable[[Chain], Delivery]
) -> None:
    with pytest.raises(InputError) as error:
        propose(chain, person("clerk-b"), terms("150"), answers=before(chain))
    assert codes(error) == ["draft_closed"]


def test_the_same_words_are_no_new_version(chain: Chain) -> None:
    first = propose(chain, person("clerk-a"), terms())
    with pytest.raises(InputError) as error:
        propose(chain, person("clerk-b"), terms(), answers=first)
    assert codes(error) == ["draft_same"]


@pytest.mark.parametrize(
    "tables",
    [
        {**terms(), "flows": [{"flow": "f"}]},
        {**terms(), "agreements": []},
        {**terms(), "agreements": [*terms()["agreements"], *terms()["agreements"]]},
    ],
)
def test_a_draft_holds_one_agreement_and_nothing_else(chain: Chain, tables: Tables) -> None:
    with pytest.raises(InputError) as error:
        propose(chain, person("clerk-a"), tables)
    assert codes(error) == ["draft_tables"]
    assert not Delivery.objects.filter(kind="agreement").exists()


def test_a_counter_that_is_refused_leaves_the_version_before_open(chain: Chain) -> None:
    first = propose(chain, person("clerk-a"), terms())
    faulty = terms(rule="share", base="", rate="0.8", of_commitment="grant-2031")
    assert [each.code for each in look_at(chain, faulty)] == ["commitment_circular"]
    with pytest.raises(InputError) as error:
        propose(chain, person("clerk-b"), faulty, answers=first)
    assert codes(error) == ["commitment_circular"]
    first.refresh_from_db()
    assert first.open and negotiation_of(chain, first.pk).versions == (first,)
    accept(first, person("coordinator-a"))


@pytest.mark.parametrize("who", ["evaluator", "auditor", "administrator", "stranger"])
def test_others_neither_propose_nor_counter(chain: Chain, who: str) -> None:
    first = propose(chain, person("clerk-a"), terms())
    for answers in (None, first):
        with pytest.raises(InputError) as error:
            propose(chain, person(who), terms("140"), answers=answers)
        assert codes(error) == ["action_refused"]


def test_both_sides_read_what_is_negotiated_and_others_do_not(chain: Chain) -> None:
    version = propose(chain, person("clerk-a"), terms())
    for who in ("clerk-a", "clerk-b", "coordinator-b", "auditor"):
        ask_to_read(person(who), version)
    for who in ("evaluator", "stranger"):
        with pytest.raises(InputError):
            ask_to_read(person(who), version)
    assert not may("accept", person("clerk-b"), chain, sides="b")
