"""A real Chromium on a real site. Where there is no Chromium, these tests are skipped and say so.

The example is loaded once for all workers; each serves a copy of its own.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chromium import MISSING, find_chromium
from tests.browser.prepare import prepare
from tests.browser.serving import Site, served

Visitor = Callable[[str], BrowserContext]


@pytest.fixture(scope="package")
def chromium() -> str:
    """The program."""
    found = find_chromium()
    if found is None:
        pytest.skip(MISSING)
    return found


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """A running Chromium; it ends with the package, for Django's own tests want no event loop."""
    with sync_playwright() as started:
        running = started.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture(scope="package")
def prepared(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the example and open deliveries, made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "browser-site"
    with _alone(shared / "browser-site.lock"):
        if not (folder / "prepared").exists():
            prepare(folder)
            (folder / "prepared").touch()
    return folder


@pytest.fixture(scope="package")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site that pages are looked at on: nothing is written there."""
    folder = tmp_path_factory.mktemp("site") / "site"
    shutil.copytree(prepared, folder)
    with served(folder) as running:
        yield running


@pytest.fixture
def own_site(prepared: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of one's own, to write to."""
    shutil.copytree(prepared, tmp_path / "site")
    with served(tmp_path / "site") as running:
        yield running


WAIT = 120_000


@pytest.fixture(scope="package")
def visitors(browser: Browser, site: Site) -> Visitor:
    """The context in which a role has signed in by its link, once; "" is nobody."""

    @cache
    def visitor(role: str) -> BrowserContext:
        context = browser.new_context()
        # The first page of a kind is made while somebody waits, and other tests are at work.
        context.set_default_navigation_timeout(WAIT)
        if role:
            answer = context.request.get(site.address + site.links[role])
            assert answer.ok, answer.status
        return context

    return visitor


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
