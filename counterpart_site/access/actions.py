"""THE ONE TABLE OF ACTIONS: what may be done, in which roles, on whose side's things, and why not.

Every act asks here, within itself; pages and commands ask the same table beforehand only to show
what can be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone

from counterpart.errors import InputError, finding
from counterpart_site.access.models import Account, Membership, Role
from counterpart_site.records.models import Chain

Scope = Literal["own side", "both sides"]
CLERK, COORDINATOR = Role.CLERK, Role.COORDINATOR
READERS = (CLERK, COORDINATOR, Role.EVALUATOR, Role.ASSESSOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Action:
    """A row of the table: who may do it (`roles`), to things of which side (`scope`), and what not.

    Roles in `everywhere` belong to no side and do it on both. `own` refuses the author of a thing ("not"), or everybody else ("only"). `why` is what a person
    is told who has none of the roles.
    """

    name: str
    roles: tuple[Role, ...]
    scope: Scope
    why: str
    own: Literal["any", "not", "only"] = "any"
    everywhere: tuple[Role, ...] = ()


# fmt: off
ACTIONS: dict[str, Action] = {action.name: action for action in (
    Action("deliver", (CLERK, COORDINATOR), "own side", "only a clerk or coordinator of that side hands in deliveries for it"),
    Action("withdraw", (CLERK, COORDINATOR), "own side", "only a clerk or coordinator of that side proposes a withdrawal for it"),
    Action("discard", (CLERK, COORDINATOR), "own side", "only who handed it in takes it back before it is accepted", own="only"),
    Action("accept", (COORDINATOR,), "own side", "only a coordinator of a side accepts for it", own="not"),
    Action("return", (COORDINATOR,), "own side", "only a coordinator of a side returns for it", own="not"),
    Action("counter", (CLERK, COORDINATOR), "own side", "only a clerk or coordinator of a side counters what was proposed to it"),
    Action("assign forms", (COORDINATOR,), "own side", "only a coordinator of a side says what its offices report"),
    Action("countersign", (COORDINATOR,), "own side", "only a coordinator of a side signs for it"),
    Action("erase", (COORDINATOR,), "own side", "only a coordinator of the side that delivered a row erases what it says"),
    Action("read rows", READERS, "both sides", "rows are read by the members of a programme"),
    Action("read pending", (CLERK, COORDINATOR, Role.AUDITOR), "own side", "what is pending is read by the side that handed it in, and by the side that is asked", everywhere=(Role.AUDITOR,)),
    Action("read inbox", (COORDINATOR,), "own side", "what waits for a decision is listed for the coordinators of a side; a delivery of your own is on the page of deliveries"),
    Action("read history", (COORDINATOR, Role.AUDITOR), "both sides", "the history of rows is read by coordinators and auditors"),
    Action("export", (COORDINATOR, Role.EVALUATOR, Role.ASSESSOR, Role.AUDITOR), "both sides", "snapshots are taken by coordinators, evaluators, assessors and auditors"),
    Action("publish", (COORDINATOR,), "own side", "only a coordinator of a side publishes"),
    Action("read contacts", (CLERK, COORDINATOR), "both sides", "the contact book is read by those who deliver or coordinate"),
    Action("keep contacts", (CLERK, COORDINATOR), "own side", "only a clerk or coordinator of a side keeps its contacts"),
    Action("manage accounts", (Role.ADMINISTRATOR,), "both sides", "accounts are kept by an administrator"),
)}
# fmt: on
HELP = "ask an administrator for the role, or a person who has it to do this"


def ask(
    action: str,
    account: Account,
    chain: Chain,
    *,
    sides: str = "ab",
    author: Account | None = None,
    reporter: str | None = None,
) -> Membership:
    """The membership by which `account` may do this now; InputError (action_refused) with why not.

    `sides` are the sides whose thing it is; an action on the own side needs a membership of one of
    them. `author` is who made the thing. A clerk acts for the organisation of the membership, where
    it names one, so `reporter` must be that one.
    """
    row = ACTIONS[action]
    now = timezone.now()
    given = list(account.memberships.filter(chain=chain))
    held = [each for each in given if each.holds(now)]
    fitting = [each for each in held if each.role in row.roles]
    if not account.is_active:
        raise _refused(row, "the account is closed")
    if not fitting:
        raise _refused(row, _ended(row, given, now) or row.why)
    if row.scope == "own side":
        fitting = [
            each
            for each in fitting
            if each.role in row.everywhere or (each.side and each.side in sides)
        ]
        if not fitting:
            raise _refused(
                row, f"{row.why}, and you have no such role on side {' or '.join(sides)}"
            )
    if row.own == "not" and author == account:
        raise _refused(row, "nobody decides on what they handed in themselves")
    if row.own == "only" and author != account:
        raise _refused(row, row.why)
    if reporter is not None:
        for_it = [each for each in fitting if each.organisation in (None, reporter)]
        if not for_it:
            own = fitting[0].organisation
            raise _refused(row, f"you hand in for {own}, not for {reporter}")
        fitting = for_it
    # A coordinator who is a clerk as well acts as coordinator.
    return min(fitting, key=lambda each: (list(Role).index(Role(each.role)) != 1, each.pk))


def may(action: str, account: Account, chain: Chain, **about: object) -> bool:
    """Whether `account` may do this now: for showing or hiding what can be done."""
    try:
        ask(action, account, chain, **about)  # type: ignore[arg-type]
    except InputError:
        return False
    return True


def _ended(row: Action, given: Sequence[Membership], now: datetime) -> str:
    """That a role which allowed it has ended, for whoever still has the page open; or nothing."""
    over = [each for each in given if each.role in row.roles and each.until and each.until <= now]
    if not over:
        return ""
    last = max(over, key=lambda each: each.until or now)
    side = f" on side {last.side}" if last.side else ""
    return f"your role as {last.role}{side} ended on {last.until:%Y-%m-%d at %H:%M} UTC"


def _refused(action: Action, reason: str) -> InputError:
    return InputError([finding("action_refused", value=action.name, reason=reason, help=HELP)])
