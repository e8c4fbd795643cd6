"""The pictures of docs/tour.md: python -m tests.browser.tour, or script/tour.

The example is served from a new folder, each page is looked at by one who works with it, and what
is on the screen is kept under docs/tour/. A page that does not answer is named and passed over.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chromium import MISSING, find_chromium
from tests.browser.pictures import small
from tests.browser.prepare import prepare
from tests.browser.serving import Site, served

FOLDER = Path(__file__).parents[2] / "docs" / "tour"
LARGEST = 1_500_000
WIDE, NARROW = (1100, 760), (390, 780)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the tour: its picture's name, its address, who looks, and in which ways."""

    name: str
    address: str
    who: str
    ways: tuple[str, ...] = ("en",)


# fmt: off
PAGES = (
    Shown("programme", "programmes/beijing-inner-mongolia/", "auditor", ("en", "zh", "phone")),
    Shown("pairing", "pairings/beijing-inner-mongolia/", "coordinator-a"),
    Shown("records", "records/flows/", "auditor"),
    Shown("deliveries", "deliveries/", "clerk-a", ("en", "zh-phone")),
    Shown("findings", "deliveries/3/", "clerk-a", ("en", "zh")),
    Shown("preview", "deliveries/2/", "coordinator-b"),
    Shown("inbox", "deliveries/inbox/", "coordinator-b", ("en", "phone")),
    Shown("brief", "brief/", "coordinator-a", ("en", "zh")),
    Shown("claims", "claims/", ""),
    Shown("claim", "claims/C051/", ""),
    Shown("evaluation", "evaluation/", ""),
    Shown("explain", "evaluation/economic.aid/beijing-inner-mongolia/2011/", "evaluator"),
    Shown("members", "members/", "administrator"),
)
# fmt: on


def main() -> int:
    """Take all pictures; 1 where there is no Chromium, or they are larger than they may be."""
    program = find_chromium()
    if program is None:
        print(MISSING)
        return 1
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        folder = Path(name)
        prepare(folder / "example")
        with served(folder / "example") as site:
            _take_pages(browser, site)
        _take_start(browser, folder / "new")
        browser.close()
    size = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"{len(list(FOLDER.glob('*.png')))} pictures, {size / 1e6:.2f} MB")
    return int(size > LARGEST)


def _take_pages(browser: Browser, site: Site) -> None:
    visitors = {who: _visitor(browser, site, who) for who in {page.who for page in PAGES}}
    for page in PAGES:
        for way in page.ways:
            language = "zh/" if "zh" in way else ""
            address = f"{site.address}/{language}{page.address}"
            _take(visitors[page.who], address, f"{page.name}-{way}", narrow="phone" in way)


def _take_start(browser: Browser, folder: Path) -> None:
    """The guided start of a site on which nothing was done."""
    with served(folder, example=False) as site:
        visitor = _visitor(browser, site, "administrator@localhost")
        _take(visitor, f"{site.address}/start/places/", "start-en")
        _take(visitor, f"{site.address}/zh/start/places/", "start-zh-phone", narrow=True)


def _visitor(browser: Browser, site: Site, who: str) -> BrowserContext:
    """A browser in which somebody has signed in; nobody where `who` is empty."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    if who:
        page = context.new_page()
        page.goto(site.address + site.links[who], timeout=120_000)
        page.close()
    return context


def _take(visitor: BrowserContext, address: str, name: str, *, narrow: bool = False) -> None:
    page = visitor.new_page()
    width, height = NARROW if narrow else WIDE
    page.set_viewport_size({"width": width, "height": height})
    answer = page.goto(address, timeout=120_000)
    if answer is None or not answer.ok:
        print(f"{name}: {address} answers {answer.status if answer else 'nothing'}", flush=True)
    else:
        page.wait_for_load_state("networkidle")
        picture = page.screenshot()
        page.goto("about:blank")
        (FOLDER / f"{name}.png").write_bytes(small(page, picture))
    page.close()


if __name__ == "__main__":
    sys.exit(main())
