"""Many at once on one site: threads that begin an act at the same moment, round after round.

python -m tests.site.durability.racing FOLDER SEED ROUNDS
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from counterpart.errors import InputError
from counterpart_site.setup import configure, make_site

THREADS = 4


def main(folder: Path, rounds: int, seed: int) -> None:
    """Every race, `rounds` times, with a clock that jumps back and forth."""
    make_site(folder)
    configure(folder)
    from counterpart_site.deliveries.system import deliver_system
    from tests.site import world
    from tests.site.durability.invariants import broken

    world.make_people(deliver_system(world.write_tables(folder / "world")).chain)
    chance = random.Random(seed)

    def jumping() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=chance.uniform(-4000, 4000))

    with patch("counterpart_site.deliveries.chain.timezone", SimpleNamespace(now=jumping)):
        for number in range(rounds):
            same_content(number)
            one_side(number)
            both_sides(number)
            same_row(number)
            while_checked(number)
    faults = broken(folder, thoroughly=True)
    assert not faults, faults


def at_once(*works: Callable[[], object]) -> list[Any]:
    """What each work gives, or the codes of what it found, when all begin together."""
    from django.db import connection

    barrier = Barrier(len(works))

    def one(work: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            barrier.wait()
            return work()
        except InputError as error:
            return [found.code for found in error.findings]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return [done.result() for done in [threads.submit(one, work) for work in works]]


def accepting(number: int, who: str) -> Callable[[], object]:
    """Accept a delivery as somebody who has just looked at it."""
    from counterpart_site.deliveries.accept import accept
    from counterpart_site.deliveries.checking import delivery_of
    from tests.site.world import person

    delivery, account = delivery_of(number), person(who)
    return lambda: accept(delivery, account)


def checked(*rows: str) -> int:
    """The number of a delivery of these flows, received and checked."""
    return receiving(*rows)(True)


def receiving(*rows: str) -> Callable[[bool], int]:
    """Hand flows in, and check them where that is asked."""
    from counterpart_site.deliveries.checking import check
    from counterpart_site.deliveries.receive import receive
    from counterpart_site.records.models import Chain
    from tests.site.world import PROGRAMME, flows, person

    chain, clerk = Chain.objects.get(programme=PROGRAMME), person("clerk-a")

    def hand_in(whole: bool) -> int:
        delivery = receive(chain, clerk, flows(*rows))
        return (check(delivery) if whole else delivery).pk

    return hand_in


def sequences(results: list[Any]) -> list[int]:
    """The places of the entries among results."""
    return sorted(each.sequence for each in results if hasattr(each, "sequence"))


def same_content(number: int) -> None:
    """Uploads of one content at once are one delivery, received and checked once."""
    hand_in = receiving(f"same-{number},east-1,west-1,{number + 1}")
    found = at_once(*[lambda: hand_in(True)] * THREADS)
    assert isinstance(found[0], int) and found == found[:1] * THREADS, found


def one_side(number: int) -> None:
    """Two coordinators of one side: one entry, and nothing for who came second."""
    delivery = checked(f"side-{number},east-1,west-1,{number + 1}")
    first, second = (accepting(delivery, who) for who in ("coordinator-a", "second-a"))
    found = at_once(first, second, first, second)
    assert len(sequences(found)) == 1 and found.count(None) == 3, found


def both_sides(number: int) -> None:
    """Coordinators of both sides: both succeed, whoever is first."""
    delivery = checked(f"both-{number},east-1,west-1,{number + 1}", f"own-{number},east-1,east-2,1")
    sides = (accepting(delivery, who) for who in ("coordinator-a", "coordinator-b"))
    found = at_once(*sides)
    assert len(sequences(found)) == 2, found


def same_row(number: int) -> None:
    """Deliveries that touch one row: one wins, the others look anew and are revisions then."""
    from counterpart_site.deliveries.checking import delivery_of
    from counterpart_site.records.models import Flow

    key = f"row-{number}"
    waiting = [checked(f"{key},east-1,east-2,{value}") for value in range(1, THREADS)]
    revision = 0
    while waiting:
        revision += 1
        found = at_once(*(accepting(each, "coordinator-a") for each in waiting))
        lost = [each for each, said in zip(waiting, found, strict=True) if said == ["record_moved"]]
        assert len(sequences(found)) == 1 and len(lost) == len(waiting) - 1, found
        for each in lost:
            preview = delivery_of(each).preview or {}
            assert preview["counts"]["flows"]["changed"] == 1, preview["counts"]
        waiting = lost
    assert Flow.objects.filter(row_key=key).count() == revision == THREADS - 1


def while_checked(number: int) -> None:
    """Deliveries are checked and accepted at the same time; what was checked is accepted later."""
    delivery = checked(f"first-{number},east-1,east-2,{number + 1}")
    others = [
        receiving(f"later-{number}-{each},east-1,east-2,{number + 1}") for each in range(THREADS)
    ]
    works = [lambda hand_in=hand_in: hand_in(True) for hand_in in others]
    entry, *numbers = at_once(accepting(delivery, "coordinator-a"), *works)
    assert hasattr(entry, "sequence"), entry
    # All of them are behind the record by now; none touches what another does.
    found = at_once(*(accepting(each, "coordinator-a") for each in numbers))
    assert len(sequences(found)) == THREADS, found


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[3]), int(sys.argv[2]))
    except (AssertionError, InputError) as error:
        sys.exit(f"seed {sys.argv[2]}: {error!r}")
