"""The guided start as its first administrator does it, counted: pages, fields, characters."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page

from tests.browser.month import FIRST_ROW
from tests.browser.serving import Site

FIRST = "administrator@localhost"
Typed = Mapping[str, str]
PLACES: Typed = {
    "side-a-name_en": "Northland",
    "side-a-name_zh": "北州",
    "side-b-name_en": "Southland",
    "side-b-name_zh": "南州",
}
PROGRAMME: Typed = {"start_on": "2024-03"}
PEOPLE: Typed = {
    "own_address": "first@example.org",
    "coordinator_a": "north@example.org",
    "coordinator_b": "south@example.org",
    "own_role": "a",
}
AGREEMENT: Typed = {
    "title_en": "Framework agreement",
    "title_zh": "框架协议",
    "signed_on": "2024-03-01",
    "kind": "assistance_funds",
    "amount": "2500000",
    "currency": "EUR",
    "first_year": "2024",
    "last_year": "2028",
}
PAIRING: Typed = {
    "side-a-name_en": "Hill",
    "side-a-name_zh": "山区",
    "side-b-name_en": "Bay",
    "side-b-name_zh": "湾区",
    "start_on": "2025",
}
# Without the two places, which the workbook of the start holds already.
MONEY: Typed = {
    "kind": "assistance_funds",
    "start_on": "2025-01-01",
    "end_on": "2025-03-31",
    "value": "640000",
    "currency": "EUR",
    "money_stage": "paid",
}


@dataclass
class Effort:
    """What it took: pages that were loaded, fields filled in, characters typed, seconds."""

    pages: int = 0
    fields: int = 0
    typed: int = 0
    began: float = field(default_factory=time.monotonic)

    def __str__(self) -> str:
        seconds = time.monotonic() - self.began
        return (
            f"{self.pages} pages, {self.fields} fields, {self.typed} characters, "
            f"{seconds:.0f} s of browser and site"
        )


@dataclass
class Beginner:
    """The first administrator of a new site at a browser, in one language."""

    browser: Browser
    site: Site
    prefix: str
    effort: Effort = field(default_factory=Effort)

    def enter(self, link: str) -> Page:
        """A page of somebody who comes in by a link, each in a browser of their own."""
        page = self.browser.new_context().new_page()
        page.set_default_navigation_timeout(120_000)
        page.on("load", lambda _: self._loaded())
        address = link.removeprefix(self.site.address)
        page.goto(self.site.address + address)
        if self.prefix and not page.url.startswith(f"{self.site.address}{self.prefix}/"):
            page.locator("header a[lang^=zh]").click()
        return page

    def _loaded(self) -> None:
        self.effort.pages += 1

    def fill(self, page: Page, typed: Typed) -> None:
        """Fill in fields by their names."""
        for name, value in typed.items():
            each = page.locator(f"form [name={name}]")
            if each.evaluate("each => each.tagName") == "SELECT":
                each.select_option(value)
            else:
                each.fill(value)
                self.effort.typed += len(value)
            self.effort.fields += 1

    def step(self, page: Page, typed: Typed, name: str) -> None:
        """Fill in the page that is open and go on to the step called `name`."""
        self.fill(page, typed)
        page.locator("form.entry button.first").click()
        page.wait_for_url(f"**{self.prefix}/start/{name}/")

    def workbook(self, page: Page, path: Path) -> Path:
        """The workbook that the start offers, with its first line filled in."""
        with page.expect_download() as coming:
            page.locator("a[href$='/start/workbook.xlsx']").click()
        coming.value.save_as(path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for key, value in MONEY.items():
            sheet.cell(FIRST_ROW, columns[key], value)
            self.effort.fields += 1
            self.effort.typed += len(value)
        book.save(path)
        return path

    def accept(self, page: Page) -> None:
        """Accept what waits, found from the page that the link led to by following links."""
        page.goto(f"{self.site.address}{self.prefix}/deliveries/inbox/")
        page.locator("#here ~ .scroll a[href*='/deliveries/']").first.click()
        page.locator("form.accept button").click()
        page.wait_for_url("**/deliveries/inbox/**")
