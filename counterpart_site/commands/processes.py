"""The processes of a served site: the pages, and beside them a worker that is kept alive."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from counterpart.errors import InputError, finding

log = logging.getLogger("counterpart.serving")
# In seconds: how long a worker may take to end its job, and how long a dead one is waited for.
PATIENCE = 20
SLOWEST = 60


def ask_for_port(host: str, port: int) -> None:
    """InputError (port_taken, address_unusable) where nothing can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
            tried.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError([finding("port_taken", value=port, other=port + 1)]) from error
        said = error.strerror or str(error)
        raise InputError(
            [finding("address_unusable", value=f"{host}:{port}", detail=said)]
        ) from error


def stop_when_told() -> None:
    """SIGTERM and SIGINT end the process with code 0, as long as nothing else takes them."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


@contextmanager
def working() -> Iterator[None]:
    """A worker for the jobs of the site beside what is done within; one that dies is replaced."""
    ended = threading.Event()
    worker = _Worker(ended)
    keeper = threading.Thread(target=worker.keep, name="worker", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        worker.end()
        keeper.join(PATIENCE)


class _Worker:
    """The worker's process, started anew for as long as `ended` is not said."""

    def __init__(self, ended: threading.Event) -> None:
        self.ended = ended
        self.lock = threading.Lock()
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches the server alone, which then ends the worker.
        command = [sys.executable, "-m", "django", "db_worker", "--no-startup-delay"]
        return subprocess.Popen(command, env=os.environ, start_new_session=True)

    def keep(self) -> None:
        """Wait for the worker to die, and start another, each time after a longer wait."""
        wait = 1
        while True:
            code = self.process.wait()
            if self.ended.is_set():
                return
            log.warning("the worker ended and is started again", extra={"code": code, "in": wait})
            if self.ended.wait(wait):
                return
            wait = min(wait * 2, SLOWEST)
            with self.lock:
                if self.ended.is_set():
                    return
                self.process = self._start()

    def end(self) -> None:
        """End the worker: it may finish its job, and is killed where that takes too long."""
        with self.lock:
            process = self.process
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listen(host: str, port: int, threads: int) -> None:
    """Answer requests until told to stop (SIGINT, SIGTERM)."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "counterpart_site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()
