"""A month as an office lives it: figures, a correction, a withdrawal, each accepted by both sides.

The acts are numbered on and on; each is the same whenever it is done, so that a client who never
heard how one ended does it again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import connection

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive, withdrawal
from counterpart_site.publishing.backup import backup
from counterpart_site.records.models import Chain
from tests.site.world import PROGRAMME, flows, person

KEPT = "site.backup"
DELIVERIES = 3
ACTS = ("receive", "check", "accept a", "accept b")
# A month ends with the log of SQLite written into its file, and with a backup.
ENDING = ("checkpoint", "backup")
MONTH = DELIVERIES * len(ACTS) + len(ENDING)


def handed(month: int, number: int) -> Handed:
    """The figures of a month (0), their correction (1), the withdrawal of one of them (2)."""
    if number == 2:
        return withdrawal({"flows": [f"gone-{month}"]}, f"paid to another in month {month}")
    value = 100 * (number + 1) + month
    both = [f"crossing-{month},east-1,west-1,{value}", f"own-{month},east-1,east-2,{value}"]
    return flows(*both, f"gone-{month},east-2,west-2,{month + 1}")


def expected(month: int) -> list[tuple[str, int, bool, str | None]]:
    """All revisions of a month that is over: key, revision, withdrawn, value."""
    return [
        (f"crossing-{month}", 1, False, f"{100 + month}.0000"),
        (f"crossing-{month}", 2, False, f"{200 + month}.0000"),
        (f"gone-{month}", 1, False, f"{month + 1}.0000"),
        (f"gone-{month}", 2, True, f"{month + 1}.0000"),
        (f"own-{month}", 1, False, f"{100 + month}.0000"),
        (f"own-{month}", 2, False, f"{200 + month}.0000"),
    ]


def name_of(act: int) -> str:
    """What an act does, in words."""
    number, step = divmod(act % MONTH, len(ACTS))
    return ENDING[step] if number == DELIVERIES else f"{ACTS[step]} {number}"


def perform(act: int, folder: Path) -> None:
    """Do an act, or complete or leave what was done of it."""
    month, rest = divmod(act, MONTH)
    number, step = divmod(rest, len(ACTS))
    if number == DELIVERIES:
        (checkpoint, lambda: backup(folder / KEPT))[step]()
        return
    chain = Chain.objects.get(programme=PROGRAMME)
    content = handed(month, number)
    steps: tuple[Callable[[], object], ...] = (
        lambda: receive(chain, person("clerk-a"), content),
        lambda: check(_delivery(content)),
        lambda: accept(_delivery(content), person("coordinator-a")),
        lambda: accept(_delivery(content), person("coordinator-b")),
    )
    steps[step]()


def checkpoint() -> None:
    """Write the log of SQLite into its file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _delivery(content: Handed) -> Delivery:
    return Delivery.objects.select_related("chain", "author", "payload").get(payload=content.sha256)
