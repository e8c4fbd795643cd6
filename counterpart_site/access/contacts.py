"""The contact book: who is reached for what. It never enters the record, a snapshot or a report."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account, Contact
from counterpart_site.records.models import Chain

LONGEST = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says of a person: `organisation` or post, and until when it may stand here."""

    side: str
    organisation: str
    name: str
    duty: str
    phone: str
    email: str
    purpose: str
    expires_on: date


def contacts_of(chain: Chain, account: Account) -> QuerySet[Contact]:
    """The entries of both sides that stand today. InputError: action_refused."""
    ask("read contacts", account, chain)
    purge_expired()
    return chain.contacts.all()


def add_contact(chain: Chain, account: Account, entry: Entry) -> Contact:
    """Add an entry. InputError: action_refused, contact_purpose, contact_expiry."""
    ask("keep contacts", account, chain, sides=entry.side)
    _ask_for_limits(entry)
    return Contact.objects.create(chain=chain, added_by=account, **asdict(entry))


def renew_contact(contact: Contact, account: Account, entry: Entry) -> None:
    """Correct an entry or let it stand longer, on its own side. InputError: as add_contact."""
    ask("keep contacts", account, contact.chain, sides=contact.side)
    _ask_for_limits(entry)
    changed = asdict(entry) | {"side": contact.side, "added_by": account}
    for name, value in changed.items():
        setattr(contact, name, value)
    contact.save()


def remove_contact(contact: Contact, account: Account) -> None:
    """Remove an entry; nothing of it is kept. InputError: action_refused."""
    ask("keep contacts", account, contact.chain, sides=contact.side)
    contact.delete()


def purge_expired() -> int:
    """Remove the entries whose day has come; how many they were."""
    return Contact.objects.filter(expires_on__lte=timezone.now().date()).delete()[0]


def latest_expiry() -> date:
    """The last day that an entry may be given: LONGEST months from today."""
    today = timezone.now().date()
    # 29 February has no day like it in most years.
    return today.replace(year=today.year + LONGEST // 12, day=min(today.day, 28))


def _ask_for_limits(entry: Entry) -> None:
    if not entry.purpose.strip():
        raise InputError([finding("contact_purpose")])
    latest = latest_expiry()
    if not timezone.now().date() < entry.expires_on <= latest:
        raise InputError([finding("contact_expiry", value=entry.expires_on, latest=latest)])
