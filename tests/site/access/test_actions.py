"""Every cell of the table of actions: each action, each role, on each side's things."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from counterpart.errors import InputError
from counterpart_site.access.actions import ACTIONS, ask, may
from counterpart_site.access.members import add_member, close_account, end
from counterpart_site.access.models import Role
from counterpart_site.access.tokens import account_of_token, make_token, revoke
from counterpart_site.records.models import Chain
from tests.site.world import PEOPLE, person

# Written out by hand: what the table says is compared with it. role of PEOPLE -> side -> actions.
EVERY_MEMBER = {"read rows"}
CLERK = {
    *("deliver", "withdraw", "discard", "counter", "read rows", "read pending"),
    *("read contacts", "keep contacts"),
}
CLERK_ELSEWHERE = {"read rows", "read contacts"}
COORDINATOR = {
    *("deliver", "withdraw", "discard", "accept", "return", "counter", "countersign", "erase"),
    *("read rows", "read pending", "read inbox", "read history", "export", "publish"),
    *("read contacts", "keep contacts", "assign forms"),
}
ELSEWHERE = {"read rows", "read history", "export", "read contacts"}


def both(actions: set[str]) -> dict[str, set[str]]:
    """The same actions on either side."""
    return {"a": actions, "b": actions}


ALLOWED = {
    "clerk-a": {"a": CLERK, "b": CLERK_ELSEWHERE},
    "clerk-b": {"a": CLERK_ELSEWHERE, "b": CLERK},
    "coordinator-a": {"a": COORDINATOR, "b": ELSEWHERE},
    "second-a": {"a": COORDINATOR, "b": ELSEWHERE},
    "coordinator-b": {"a": ELSEWHERE, "b": COORDINATOR},
    "evaluator": both({"read rows", "export"}),
    "assessor": both({"read rows", "export"}),
    "auditor": both({"read rows", "read pending", "read history", "export"}),
    "administrator": both({"manage accounts"}),
    "stranger": both(set()),
}
CELLS = list(product([*PEOPLE, "stranger"], "ab", ACTIONS))


def reasons(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [each.message for each in error.value.findings]


@pytest.mark.parametrize(("who", "side", "action"), CELLS)
def test_every_role_does_what_the_table_says(
    chain: Chain, who: str, side: str, action: str
) -> None:
    account = person(who)
    author = account if ACTIONS[action].own == "only" else person("auditor")
    assert may(action, account, chain, sides=side, author=author) == (action in ALLOWED[who][side])


@pytest.mark.parametrize("action", ACTIONS)
def test_a_refusal_says_why(chain: Chain, action: str) -> None:
    with pytest.raises(InputError) as error:
        ask(action, person("stranger"), chain)
    assert reasons(error) == [f"{action} is refused: {ACTIONS[action].why}"]


@pytest.mark.parametrize("action", ["accept", "return"])
def test_nobody_decides_on_what_they_handed_in(chain: Chain, action: str) -> None:
    coordinator = person("coordinator-a")
    assert may(action, coordinator, chain, sides="a", author=person("clerk-a"))
    with pytest.raises(InputError, match="handed in themselves"):
        ask(action, coordinator, chain, sides="a", author=coordinator)


def test_a_clerk_reports_for_the_own_organisation(chain: Chain) -> None:
    assert may("deliver", person("clerk-b"), chain, sides="b", reporter="hospital-w")
    with pytest.raises(InputError, match="hand in for hospital-w, not for hospital-e"):
        ask("deliver", person("clerk-b"), chain, sides="b", reporter="hospital-e")
    assert may("deliver", person("clerk-a"), chain, sides="a", reporter="hospital-e")


def test_a_role_ends_at_once(chain: Chain) -> None:
    clerk = person("clerk-a")
    end(clerk.memberships.get())
    assert not may("deliver", clerk, chain)
    membership = add_member(chain, clerk.email, Role.CLERK, "a")
    assert may("deliver", clerk, chain)
    membership.since = timezone.now() + timedelta(days=1)
    membership.save()
    assert not may("deliver", clerk, chain)


def test_a_role_is_given_once(chain: Chain) -> None:
    first = add_member(chain, "New@Example.org", Role.CLERK, "a", "hospital-e")
    assert add_member(chain, "new@example.org", Role.CLERK, "a", "hospital-e") == first
    moved = add_member(chain, "new@example.org", Role.CLERK, "a")
    first.refresh_from_db()
    assert moved != first and first.until is not None


@pytest.mark.parametrize(
    ("email", "role", "code"),
    [("nobody", "clerk", "not_an_address"), ("a@b.org", "coordinator", "side_missing")],
)
def test_a_wrong_member_is_a_finding(chain: Chain, email: str, role: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        add_member(chain, email, role)
    assert [each.code for each in error.value.findings] == [code]


def test_a_closed_account_does_nothing(chain: Chain) -> None:
    account = person("coordinator-a")
    secret, _ = make_token(account, "reports", 30)
    close_account(account)
    assert account_of_token(secret) is None
    assert not any(may(action, account, chain, sides="a") for action in ACTIONS)


def test_a_token_is_kept_as_a_digest_and_ends(chain: Chain) -> None:
    account = person("auditor")
    secret, token = make_token(account, "reports", 30)
    assert account_of_token(secret) == account
    assert secret not in token.digest and account_of_token(secret + "x") is None
    token.expires_at = timezone.now()
    token.save()
    assert account_of_token(secret) is None
    secret, token = make_token(account, "reports", 30)
    revoke(token)
    assert account_of_token(secret) is None
