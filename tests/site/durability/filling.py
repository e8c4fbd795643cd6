"""A disk that is full: acts with little room end in words, leave nothing half, and work with room.

    python -m tests.site.durability.filling FOLDER SEED TRIES

Room is limited for a child alone: the size that its files may grow to (its passing files, and
SQLite's), and the number of pages of a SQLite file.
"""

from __future__ import annotations

import random
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from counterpart.errors import InputError
from counterpart_site.setup import configure, make_site
from tests.site.durability.killing import in_child

LINES = 1_000
NOTE = "what an office writes beside a figure; " * 20
PAGE = 4096


def main(folder: Path, tries: int, seed: int) -> None:
    """Every act with little room, `tries` times, then with all the room that it needs."""
    chance = random.Random(seed)
    in_child(lambda: _make(folder))
    configure(folder)
    failed = 0
    for number, act in enumerate(("receive", "check", "accept")):
        for _ in range(tries):
            room = int(2 ** chance.uniform(10, 22))
            for limit in (limit_files, limit_pages):
                said = in_child(lambda: _attempt(act, limit, room))  # noqa: B023
                assert said in ("done", "database_failed"), (act, room, said)
                failed += said == "database_failed"
                in_child(lambda: _look(folder))
                if said == "done":
                    in_child(lambda: _undo(number))  # noqa: B023
        said = in_child(lambda: _attempt(act, no_limit, 0))  # noqa: B023
        assert said == "done", (act, said)
    assert failed, "nothing was ever full"
    in_child(lambda: _look(folder))


def no_limit(room: int) -> None:
    """All the room there is."""


def limit_files(room: int) -> None:
    """No file of this process grows beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))


def limit_pages(room: int) -> None:
    """The file of SQLite grows by so many bytes at most."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0] + room // PAGE
            cursor.execute(f"PRAGMA max_page_count={pages}")


def _make(folder: Path) -> None:
    make_site(folder)
    from counterpart_site.deliveries.system import deliver_system
    from tests.site import world

    world.make_people(deliver_system(world.write_tables(folder / "world")).chain)


def _attempt(act: str, limit: Callable[[int], None], room: int) -> str:
    """What an act says: done, or the code of what it found."""
    from counterpart_site.deliveries.accept import accept
    from counterpart_site.deliveries.checking import check
    from counterpart_site.deliveries.models import Delivery
    from counterpart_site.deliveries.receive import Handed, receive
    from counterpart_site.records.models import Chain, Flow
    from tests.site.world import PROGRAMME, flows, person

    head, *lines = flows(*(f"f{each},east-1,east-2,5" for each in range(LINES))).content.split()
    content = b"\n".join([head + b",note,batch", *map(_noted, lines)])
    handed = Handed(Delivery.Kind.TABLES, "flows.csv", content)
    chain, clerk = Chain.objects.get(programme=PROGRAMME), person("clerk-a")
    coordinator = person("coordinator-a")
    found = Delivery.objects.filter(payload=handed.sha256).exclude(status="discarded").last()
    limit(room)
    try:
        if act == "receive":
            receive(chain, clerk, handed)
        elif act == "check":
            checked = check(found or Delivery())
            if checked.status != "checked":
                return f"{checked.status}: {checked.findings}"
        else:
            accept(found or Delivery(), coordinator)
            assert Flow.objects.count() == LINES
    except InputError as error:
        return error.findings[0].code
    return "done"


def _noted(line: bytes) -> bytes:
    return line + b"," + NOTE.encode() + b"," + line.split(b",")[0]


def _look(folder: Path) -> None:
    """Whether all is well, seen with all the room."""
    from tests.site.durability.invariants import broken

    faults = broken(folder, thoroughly=True)
    assert not faults, faults


def _undo(number: int) -> None:
    """Take back an act that had room enough, so that it can be tried again; not an acceptance."""
    from counterpart_site.deliveries.models import Delivery, Staged, Step

    mine = Delivery.objects.filter(side="a")
    if number == 0:
        Step.objects.filter(delivery__in=mine).delete()
        mine.delete()
    elif number == 1:
        Staged.objects.filter(delivery__in=mine).delete()
        Step.objects.filter(delivery__in=mine, what="checked").delete()
        mine.update(status=Delivery.Status.RECEIVED, preview=None)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[2]))
    except (AssertionError, InputError) as error:
        sys.exit(f"seed {sys.argv[2]}: {error!r}")
