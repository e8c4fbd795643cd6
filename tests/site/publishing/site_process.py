"""A site in a process of its own: python -m tests.site.publishing.site_process make|add|... FOLDER.

Prints one JSON value. `DATABASE_URL` says where the record lies.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counterpart.errors import InputError
from counterpart_site.setup import make_site, open_site


def make(folder: Path) -> Any:
    """A site with the world on record, its people and what can be hard to carry."""
    make_site(folder)
    from counterpart_site.deliveries.chain import countersign
    from counterpart_site.deliveries.erase import erase
    from counterpart_site.deliveries.system import deliver_system
    from counterpart_site.records.models import Chain
    from tests.site import world
    from tests.site.publishing.acts import accepted, deliver_flows, story

    chain = deliver_system(world.write_tables(folder / "world")).chain
    world.make_people(chain)
    deliver_flows(chain, "f1,east-1,west-1,100.1", "f2,east-1,east-2,1234567890123456.7891")
    accepted(chain, story("s1", "gone"))
    accepted(chain, story("s2", r"\\N, 帮扶 \\ and , more"))
    accepted(chain, story("s3", "one\rtwo\r\nthree\nfour"))
    erase(chain, world.person("coordinator-a"), "stories", "s1", "her wish")
    chain = Chain.objects.get()
    countersign(chain, world.person("coordinator-b"), chain.length, chain.head)
    around_the_record(chain)
    return state(folder)


def around_the_record(chain: Any) -> None:
    """What a site keeps beside the record, and what passes by the hour."""
    from datetime import date

    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP
    from axes.models import AccessAttempt
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from counterpart_site.access.models import Contact
    from counterpart_site.publishing.models import Publication
    from counterpart_site.publishing.tasks import make_edition
    from tests.site import world

    coordinator = world.person("coordinator-a")
    Publication.objects.create(chain=chain, sequence=1, root="0" * 64, published_by=coordinator)
    Contact.objects.create(
        chain=chain, side="a", organisation="office", name="desk", phone="1", purpose="arrivals",
        expires_on=date(2999, 1, 1), added_by=coordinator,
    )  # fmt: skip
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(coordinator)
    AccessAttempt.objects.create(username="clerk", failures_since_start=1, ip_address="10.0.0.1")
    Session.objects.create(session_key="kept-nowhere", expire_date=timezone.now())
    make_edition.enqueue(chain.pk, 1)


def state(folder: Path) -> Any:
    """What the site holds, however its database writes it."""
    open_site(folder)
    from django.apps import apps

    return {
        model._meta.db_table: [
            {name: _said(value) for name, value in row.items()}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in apps.get_models()
        if model._meta.app_label
        in ("records", "access", "deliveries", "publishing", "account", "mfa")
    }


def _said(value: Any) -> str:
    """A value as text; one database keeps the order of JSON keys, the other does not."""
    document = isinstance(value, (dict, list))
    return json.dumps(value, sort_keys=True) if document else str(value)


def stream(folder: Path) -> Any:
    """The content root over one connection and over several, and of what is not committed."""
    open_site(folder)
    from django.db import transaction

    from counterpart.snapshot import narrow
    from counterpart_site.publishing.export import export
    from counterpart_site.records import streams
    from counterpart_site.records.models import Chain
    from tests.site.publishing.acts import deliver_flows

    chain = Chain.objects.get()
    one = export(chain, folder / "one").root
    streams.LARGE = 0
    # Whatever streams is a large table, and sorted as one.
    narrow.LARGE = 2
    several = export(chain, folder / "several").root
    left = list(folder.glob("*.csv"))
    with transaction.atomic():
        deliver_flows(chain, "f8,east-1,west-1,8")
        own = export(chain, folder / "own").tables["flows"]
    return {"one": one, "several": several, "own": own, "left": left}


def add(folder: Path) -> Any:
    """One more flow, accepted: new rows are numbered after those that were restored."""
    open_site(folder)
    from counterpart_site.publishing.verify import verify_site
    from counterpart_site.records.models import Chain
    from tests.site.publishing.acts import deliver_flows

    deliver_flows(Chain.objects.get(), "f9,east-1,west-1,9")
    return [each.message for each in verify_site()]


def documents(folder: Path, target: Path) -> Any:
    """A receipt and two snapshots, beside the site."""
    open_site(folder)
    from counterpart_site.deliveries.models import Delivery
    from counterpart_site.deliveries.receipts import write_receipt
    from counterpart_site.publishing.export import export
    from counterpart_site.records.models import Chain

    write_receipt(Delivery.objects.get(pk=2), target / "receipt.json")
    export(Chain.objects.get(), target / "one.snapshot")
    export(Chain.objects.get(), target / "two.snapshot")
    return None


def back_up(folder: Path, file: Path) -> Any:
    """Back the site up."""
    open_site(folder)
    from counterpart_site.publishing.backup import backup

    backup(file)
    return None


def restore_into(folder: Path, file: Path) -> Any:
    """Restore a site; the codes of what was found instead."""
    from counterpart_site.publishing.restore import restore

    try:
        restore(file, folder)
    except InputError as error:
        return [each.code for each in error.findings]
    return []


def restore_each(folder: Path, *files: Path) -> Any:
    """The codes of what was found in each of several files that are no backup."""
    return [restore_into(folder, file) for file in files]


ACTS: dict[str, Callable[..., Any]] = {
    "make": make,
    "state": state,
    "stream": stream,
    "add": add,
    "documents": documents,
    "backup": back_up,
    "restore": restore_into,
    "restore each": restore_each,
}

if __name__ == "__main__":
    print(json.dumps(ACTS[sys.argv[1]](*map(Path, sys.argv[2:]))))
