"""A programme begun on pages: what both sides share goes in as system deliveries, whole or not.

As long as only the site itself has brought something in, the first administrator may add to it and
correct it. From the first delivery of a member on, everything goes the ordinary way.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.first import ask_to_begin
from counterpart_site.access.models import Account, Membership, Role
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.packing import Row, Tables, write_tables
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.records.models import Chain


@dataclass(frozen=True, slots=True)
class Tie:
    """The pairing of the two sides themselves: of which level, and since when."""

    level: str
    start_on: str


def begin(account: Account, programme: Row, places: Sequence[Row], tie: Tie) -> Chain:
    """Make the first programme of a site; `account` is its administrator from then on.

    `programme` and `places` are rows of those tables. InputError, with nothing made: action_refused
    (there is a programme), and whatever is wrong with the rows.
    """
    with transaction.atomic():
        ask_to_begin(account)
        pairings = [tied(programme, tie)]
        tables = {"places": places, "programmes": [programme], "pairings": pairings}
        chain = _deliver(tables, programme["programme"], "start").chain
        Membership.objects.create(account=account, chain=chain, role=Role.ADMINISTRATOR)
    return chain


def tied(programme: Row, tie: Tie) -> Row:
    """The pairing of a programme's two sides, which has the programme's key."""
    return {
        "pairing": programme["programme"],
        "programme": programme["programme"],
        "level": tie.level,
        "side_a": programme["side_a"],
        "side_b": programme["side_b"],
        "start_on": tie.start_on,
        "certainty": "stated",
    }


def go_on(account: Account, chain: Chain, tables: Tables, name: str) -> Delivery:
    """Add rows to a programme that was begun, as a system delivery called `name`.

    InputError, with nothing made: action_refused, start_over, and what is wrong with the rows.
    """
    ask("manage accounts", account, chain)
    with transaction.atomic():
        if not is_beginning(chain):
            raise InputError([finding("start_over", value=chain.programme)])
        return _deliver(tables, chain.programme, name)


def is_beginning(chain: Chain) -> bool:
    """Whether nobody but the site itself has handed anything in."""
    return not Delivery.objects.filter(chain=chain).exclude(side="").exists()


def _deliver(tables: Tables, programme: str, name: str) -> Delivery:
    """Rows as a folder of tables, delivered by the site."""
    with tempfile.TemporaryDirectory(prefix="counterpart-") as above:
        folder = Path(above) / name
        folder.mkdir()
        write_tables(tables, folder)
        return deliver_system(folder, programme)
