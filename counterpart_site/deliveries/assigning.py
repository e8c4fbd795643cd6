"""Which office reports which form: said by a coordinator of its side, from a day on.

The catalogue says in words who usually fills in a form; which office of a side that is, only the
side knows. It stands on this site alone and enters neither the record nor a snapshot.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from counterpart.catalogue import load_catalogue
from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask, may
from counterpart_site.access.models import Account
from counterpart_site.deliveries.models import Assignment
from counterpart_site.deliveries.sides import make_sides
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.reading import record_store

REGISTER = ("places", "organisations", "projects")


def offices_of(chain: Chain, side: str) -> list[str]:
    """The places and organisations of a side, as the record has them now."""
    return sorted(party for party, its in _sides(chain).items() if its == side)


def assign(
    chain: Chain, account: Account, reporter: str, form: str, since: date
) -> tuple[Assignment, bool]:
    """Say that an office reports a form from a day on; and whether that is new.

    Where it is said already, the day is corrected. InputError: unknown_form, no_party,
    of_other_side, action_refused.
    """
    ask("assign forms", account, chain)
    forms = load_catalogue().forms
    if form not in forms:
        raise InputError([finding("unknown_form", value=form, hint=near(form, forms))])
    sides = _sides(chain)
    if reporter not in sides:
        raise InputError([finding("no_party", value=reporter, hint=near(reporter, sides))])
    side = sides[reporter]
    if not may("assign forms", account, chain, sides=side):
        raise InputError([finding("of_other_side", value=reporter)])
    with transaction.atomic():
        return Assignment.objects.update_or_create(
            chain=chain,
            reporter=reporter,
            form=form,
            until=None,
            defaults={
                "side": side,
                "since": since,
                "said_at": timezone.now(),
                "said_by": account,
            },
        )


def end_assignment(assignment: Assignment, account: Account) -> None:
    """From today on an office no longer reports a form. InputError: action_refused."""
    ask("assign forms", account, assignment.chain, sides=assignment.side)
    assignment.until = timezone.now().date()
    assignment.save(update_fields=["until"])


def _sides(chain: Chain) -> dict[str, str]:
    """Party -> side."""
    store = record_store(moment_of(chain), REGISTER)
    make_sides(store, chain)
    found = store.rows("SELECT party, side FROM party_sides")
    return {str(party): str(side) for party, side in found}
