"""The first administrator: who signs in to a site that nobody has signed in to."""

from __future__ import annotations

from django.db import transaction

from counterpart.errors import InputError, finding
from counterpart_site.access.actions import HELP
from counterpart_site.access.models import Account, Membership, Role
from counterpart_site.records.models import Chain

# It stands until the administrator gives an address of their own.
ADDRESS = "administrator@localhost"


def first_administrator() -> Account | None:
    """The account that signs in first, made where there is none; None once anybody has signed in.

    It administrates the programmes that the site was made with. A site without one is begun by it.
    """
    if Account.objects.exclude(last_login=None).exists():
        return None
    with transaction.atomic():
        held = Membership.objects.filter(role=Role.ADMINISTRATOR, until=None)
        known = held.filter(account__is_active=True).order_by("pk").first()
        if known is not None:
            return known.account
        account = Account.objects.filter(email=ADDRESS).first()
        account = account or Account.objects.create_user(ADDRESS)
        for chain in Chain.objects.all():
            Membership.objects.create(account=account, chain=chain, role=Role.ADMINISTRATOR)
    return account


def may_begin(account: Account) -> bool:
    """Whether an account may begin the first programme: there is none yet to have a role in."""
    return account.is_active and not Chain.objects.exists()


def ask_to_begin(account: Account) -> None:
    """InputError (action_refused) for whom may not begin the first programme."""
    if not may_begin(account):
        said = "the site has a programme, and others are brought in on its machine"
        raise InputError([finding("action_refused", value="begin", reason=said, help=HELP)])


def take_address(account: Account, email: str) -> None:
    """Give an account another address; InputError (address_taken) where another account has it."""
    address = email.lower()
    if Account.objects.filter(email=address).exclude(pk=account.pk).exists():
        raise InputError([finding("address_taken", value=address)])
    account.email = address
    account.save(update_fields=["email"])
