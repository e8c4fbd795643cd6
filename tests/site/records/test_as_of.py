"""As of any moment the record says what replaying its acts up to then says."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart.errors import InputError
from counterpart_site.deliveries.erase import erase
from counterpart_site.records.models import Chain, Entry, Flow
from counterpart_site.records.queries import Moment, moment_of
from counterpart_site.records.reading import record_store
from tests.site.publishing.acts import deliver_flows, withdraw
from tests.site.world import person


def known(moment: Moment) -> dict[str, str]:
    """Flow -> value, as the record knows them at a moment."""
    store = record_store(moment, ["flows"])
    return dict(store.rows("SELECT flow, value::VARCHAR FROM flows"))


def at(chain: Chain, sequence: int) -> datetime:
    return Entry.objects.get(chain=chain, sequence=sequence).at


def test_corrections_withdrawals_and_erasures_take_effect_when_they_happened(chain: Chain) -> None:
    steps: list[tuple[datetime, dict[str, str]]] = []

    def now(expected: dict[str, str]) -> None:
        chain.refresh_from_db()
        assert known(moment_of(chain)) == expected
        steps.append((at(chain, chain.length), expected))

    deliver_flows(chain, "f1,east-1,west-1,100", "f2,east-1,east-2,5")
    now({"f1": "100.0000", "f2": "5.0000"})
    deliver_flows(chain, "f1,east-1,west-1,120")
    now({"f1": "120.0000", "f2": "5.0000"})
    withdraw(chain, "f1")
    now({"f2": "5.0000"})
    deliver_flows(chain, "f1,east-1,west-1,130")
    now({"f1": "130.0000", "f2": "5.0000"})
    for moment, expected in steps:
        assert known(moment_of(chain, moment)) == expected
    before = steps[0][0] - timedelta(days=1)
    assert known(moment_of(chain, before)) == known(moment_of(chain, date(2020, 1, 1))) == {}
    assert known(moment_of(chain, datetime.now(UTC).date())) == steps[-1][1]
    # What is erased was never known, whenever one asks.
    erase(chain, person("coordinator-a"), "flows", "f1", "her wish")
    for moment, expected in steps:
        left = {key: value for key, value in expected.items() if key != "f1"}
        assert known(moment_of(chain, moment)) == left


def test_half_an_acceptance_is_known_as_half(chain: Chain) -> None:
    """Rows of one side take effect with its acceptance, rows that cross with the second."""
    deliver_flows(chain, "f1,east-1,west-1,100", "f2,east-1,east-2,5")
    chain.refresh_from_db()
    assert known(Moment(chain.pk, chain.length - 1)) == {"f2": "5.0000"}


def test_a_moment_that_has_not_come_is_refused(chain: Chain) -> None:
    for moment in (timezone.now() + timedelta(days=2), date(2999, 1, 1)):
        with pytest.raises(InputError) as error:
            moment_of(chain, moment)
        assert error.value.findings[0].code == "future_moment"


# An act: rows that take effect together, key -> value, or None for a withdrawal.
ACTS = st.lists(
    st.dictionaries(
        st.sampled_from(["f1", "f2", "f3"]),
        st.one_of(st.none(), st.integers(-(10**15), 10**15)),
        max_size=3,
    ),
    max_size=8,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_as_of_each_place_is_the_replay_of_what_came_before(
    chain: Chain, acts: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        start = chain.length
        expected: dict[str, str] = {}
        revisions: dict[str, int] = {}
        states = [dict(expected)]
        for number, act in enumerate(acts, start=1):
            for key, value in act.items():
                revisions[key] = revisions.get(key, 0) + 1
                _add(chain, start + number, key, revisions[key], value)
                expected.pop(key, None)
                if value is not None:
                    expected[key] = f"{value}.0000"
            states.append(dict(expected))
        for number, state in enumerate(states):
            assert known(Moment(chain.pk, start + number)) == state
        transaction.set_rollback(True)


def _add(chain: Chain, sequence: int, key: str, revision: int, value: int | None) -> None:
    """A revision of a flow at a place in the chain."""
    Flow.objects.create(
        chain=chain,
        sequence=sequence,
        row_key=key,
        revision=revision,
        retracted=value is None,
        digest=hashlib.sha256(f"{key}{revision}".encode()).hexdigest(),
        flow=key,
        kind="assistance_funds",
        origin="east-1",
        destination="west-1",
        end_on=date(2031, 1, 31),
        value=None if value is None else Decimal(value),
    )
