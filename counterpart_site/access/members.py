"""Who is a member: roles are given from now on, and end; they are never rewritten."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from counterpart.errors import InputError, finding
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
