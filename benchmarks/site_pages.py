"""Pages of the site: the programme over a million flows against the example; filtered records
against bare SQL; what a browser fetches for the first look at each page.

Pages are asked for in process, as a member, and again: what is measured is the warm page.
"""

from __future__ import annotations

import gzip
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.site_export import make_site
from benchmarks.timing import verdict

ROWS = 1_000_000
ASKED = 40
LARGER, SPREAD, FIRST_LOAD = 2, 3, 500_000
PAGE, COUNTED = 50, 10_001
KINDS = ("assistance_funds", "cadre_secondment", "product_sales", "labour_placement")
FETCHED = re.compile(r'<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="([^"]+)"')
IMAGE = re.compile(r"<img[^>]*>")


def alone(work: Callable[..., Any], *words: object) -> Any:
    """The result of work in a process of its own: each site has one."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, words)


def make_large(folder: Path) -> None:
    """A site with synthetic flows, put there in bulk, and its edition."""
    make_site(folder, ROWS)
    _member()
    from counterpart_site.publishing.publish import publish
    from counterpart_site.records.models import Chain

    publish(Chain.objects.get())


def make_example(folder: Path) -> None:
    """A site with the example, published."""
    import counterpart_site.setup as setup

    setup.make_site(folder)
    from counterpart.engine.progress import silent
    from counterpart_site.commands.making import EXAMPLE, load
    from counterpart_site.publishing.publish import publish

    (chain,) = load([EXAMPLE], None, silent)
    publish(chain)
    _member()


def pages(folder: Path, programme: str) -> tuple[float, float]:
    """Seconds of the programme page: the first time, and the median of the next ones."""
    client = _client(folder)
    taken = [_seconds(client, f"/programmes/{programme}/") for _ in range(ASKED)]
    return taken[0], statistics.median(taken[1:])


def filtered(folder: Path) -> tuple[list[float], list[float]]:
    """Seconds of a page of filtered flows as of today, and of bare SQL for the same rows."""
    client = _client(folder)
    from django.db import connection

    today = datetime.now(UTC).date()
    bare, own = [], []
    _seconds(client, "/records/flows/")
    for number in range(ASKED):
        kind, origin = KINDS[number % 4], f"A{number % 16:02d}"
        began = time.perf_counter()
        where = "FROM record_flows WHERE kind = %s AND origin = %s"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * {where} ORDER BY row_key LIMIT {PAGE}", [kind, origin])
            cursor.fetchall()
            counted = f"SELECT count(*) FROM (SELECT 1 {where} LIMIT {COUNTED}) t"
            cursor.execute(counted, [kind, origin])
            cursor.fetchall()
        bare.append(time.perf_counter() - began)
        asked = f"/records/flows/?f_kind={kind}&f_origin={origin}&as_of={today}"
        own.append(_seconds(client, asked))
    return bare, own


def first_loads(folder: Path) -> dict[str, int]:
    """Compressed bytes of a page with what it fetches at once, by route; charts come later."""
    clients: dict[str, Any] = {}
    from tests.site.web.routes import ROUTES, address, names

    found = {}
    for name in sorted(names() & set(ROUTES)):
        route = ROUTES[name]
        if not route.html or route.status != 200 or name.startswith(("account_", "mfa_")):
            continue
        if route.visitor not in clients:
            clients[route.visitor] = _client(folder, route.visitor)
        client = clients[route.visitor]
        answer = client.get(
            address(name, route.example, route.looked or route.query), HTTP_ACCEPT_ENCODING="gzip"
        )
        if answer.status_code != 200:
            print(f"  {name}: answered {answer.status_code}, not measured")
            continue
        found[name] = len(answer.content) + _fetched(client, gzip.decompress(answer.content))
    return found


def _fetched(client: Any, page: bytes) -> int:
    """Compressed bytes of the sheets, scripts and images that are not lazy."""
    from django.contrib.staticfiles import finders

    text = page.decode()
    total = 0
    for path in dict.fromkeys(FETCHED.findall(text)):
        file = finders.find(path.removeprefix("/static/"))
        total += len(gzip.compress(Path(str(file)).read_bytes()))
    for image in IMAGE.findall(text):
        source = re.search(r'src="(/[^"]+)"', image)
        if 'loading="lazy"' not in image and source:
            total += len(client.get(source[1], HTTP_ACCEPT_ENCODING="gzip").content)
    return total


def _member() -> None:
    from counterpart_site.access.members import add_member
    from counterpart_site.records.models import Chain

    for name, role, side in (
        ("clerk-a", "clerk", "a"),
        ("coordinator-a", "coordinator", "a"),
        ("administrator", "administrator", ""),
    ):
        add_member(Chain.objects.get(), f"{name}@example.org", role, side)


def _client(folder: Path, who: str = "coordinator-a") -> Any:
    """A browser in which a member has signed in; nobody, where `who` is empty."""
    from counterpart_site.setup import open_site

    open_site(folder)
    from django.conf import settings
    from django.test import Client

    from counterpart_site.access.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    if who:
        account = Account.objects.get(email=f"{who}@example.org")
        client.force_login(account, "sesame.backends.ModelBackend")
    return client


def _seconds(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return time.perf_counter() - began


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def main() -> bool:
    """Print the tables; True when all targets are met."""
    with tempfile.TemporaryDirectory(prefix="counterpart-bench-") as name:
        small, large = Path(name) / "example", Path(name) / "large"
        alone(make_example, small)
        alone(make_large, large)
        print(f"Programme page, the example and {ROWS:,} flows (first, then warm)")
        little = alone(pages, small, "beijing-inner-mongolia")
        much = alone(pages, large, "synthetic")
        for label, (first, warm) in (("example", little), (f"{ROWS:,} flows", much)):
            print(f"  {label:34} {first * 1000:8.0f} ms first {warm * 1000:8.1f} ms warm")
        bare, own = (_p95(each) for each in alone(filtered, large))
        print(f"Records of {ROWS:,} flows, two filters and a day, p95 of {ASKED}")
        print(f"  bare SQL {bare * 1000:8.1f} ms   page {own * 1000:8.1f} ms")
        loads = alone(first_loads, small)
        print("First load, compressed")
        for page, size in sorted(loads.items(), key=lambda each: -each[1])[:5]:
            print(f"  {page:34} {size / 1000:8.1f} kB")
        largest = max(loads.values())
        return all(
            [
                verdict(
                    f"programme page at most {LARGER}x the example's",
                    much[1] <= LARGER * little[1],
                    f"{much[1] / little[1]:.2f}x",
                ),
                verdict(
                    f"records page at most {SPREAD}x bare SQL",
                    own <= SPREAD * bare,
                    f"{own / bare:.2f}x",
                ),
                verdict(
                    f"first load of any page under {FIRST_LOAD / 1000:.0f} kB",
                    largest < FIRST_LOAD,
                    f"{largest / 1000:.1f} kB",
                ),
            ]
        )
