"""Who is a member: roles are given from now on, and end; they are never rewritten."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account, Membership, Role
from counterpart_site.records.models import Chain


def add_member(
    chain: Chain, email: str, role: str, side: str = "", organisation: str | None = None
) -> Membership:
    """Give an address a role in a programme; given twice, it is the same membership.

    InputError: not_an_address, side_missing (a clerk or coordinator is of a side).
    """
    try:
        validate_email(email)
    except ValidationError:
        raise InputError([finding("not_an_address", value=email)]) from None
    if role in (Role.CLERK, Role.COORDINATOR) and not side:
        raise InputError([finding("side_missing", value=role)])
    with transaction.atomic():
        account = Account.objects.filter(email=email.lower()).first()
        account = account or Account.objects.create_user(email)
        if not account.is_active:
            _open_again(account)
        held = {"account": account, "chain": chain, "role": role, "side": side, "until": None}
        found = Membership.objects.filter(**held).first()
        if found and found.organisation == organisation:
            return found
        if found:
            end(found)
        return Membership.objects.create(**held, organisation=organisation)


def end(membership: Membership) -> None:
    """End a role now; what was done in it stays."""
    membership.until = timezone.now()
    membership.save(update_fields=["until"])


def close_account(account: Account) -> None:
    """Close an account: no role, no token, no sign-in; its acts stay in the chain by number."""
    with transaction.atomic():
        now = timezone.now()
        account.memberships.filter(until=None).update(until=now)
        account.tokens.filter(revoked_at=None).update(revoked_at=now)
        account.is_active = False
        account.save(update_fields=["is_active"])


def invite(
    chain: Chain,
    administrator: Account,
    email: str,
    role: str,
    side: str = "",
    organisation: str | None = None,
    language: str = "en",
) -> Membership:
    """Give an address a role, as an administrator of the programme; `language` is for letters.

    InputError: action_refused, own_role, not_an_address, side_missing.
    """
    ask("manage accounts", administrator, chain)
    if email.lower() == administrator.email:
        raise InputError([finding("own_role", value=email)])
    membership = add_member(chain, email, role, side, organisation)
    account = membership.account
    if account.last_login is None and account.language != language:
        account.language = language
        account.save(update_fields=["language"])
    return membership


def end_role(membership: Membership, administrator: Account) -> None:
    """End a role, as an administrator. InputError: action_refused, last_administrator."""
    ask("manage accounts", administrator, membership.chain)
    if membership.role == Role.ADMINISTRATOR:
        _ask_for_another(membership.account, membership.chain)
    end(membership)


def close_member(account: Account, administrator: Account, chain: Chain) -> None:
    """Close a member's account, as an administrator of all programmes where they have a role.

    InputError: action_refused, member_elsewhere, last_administrator.
    """
    ask_for_account(account, administrator, chain)
    for each in account.memberships.filter(until=None, role=Role.ADMINISTRATOR):
        _ask_for_another(account, each.chain)
    close_account(account)


def ask_for_account(account: Account, administrator: Account, chain: Chain) -> None:
    """InputError where the account is not the administrator's to close or to make links for.

    Whoever makes a link for an account could enter wherever that account may.
    """
    ask("manage accounts", administrator, chain)
    held = set(account.memberships.filter(until=None).values_list("chain", flat=True))
    own = administrator.memberships.filter(until=None, role=Role.ADMINISTRATOR)
    if held - set(own.values_list("chain", flat=True)):
        raise InputError([finding("member_elsewhere", value=account.email)])


def _ask_for_another(account: Account, chain: Chain) -> None:
    """InputError (last_administrator) where a programme would have no administrator left."""
    held = chain.memberships.filter(role=Role.ADMINISTRATOR, until=None, account__is_active=True)
    if not held.exclude(account=account).exists():
        raise InputError(
            [finding("last_administrator", value=account.email, programme=chain.programme)]
        )


def _open_again(account: Account) -> None:
    """A closed account comes back by a link; the password it had is not taken up again."""
    account.is_active = True
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
