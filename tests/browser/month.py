"""A month's work of two sides as the README tells it, done by clicking, in one language."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page

from tests.browser.serving import Site

FORM = "money_movements"
KEYS = (
    *("kind", "origin", "destination", "start_on", "end_on", "value"),
    *("currency", "money_stage", "account"),
)
FIRST_ROW = 6
Line = tuple[str, ...]
HAIDIAN: Line = (
    *("assistance_funds", "110108", "150926", "2026-03", "2026-03", "2500000"),
    *("CNY", "paid", "district"),
)
DAXING: Line = (
    *("assistance_funds", "110115", "150928", "2026-03", "2026-03", "600000"),
    *("CNY", "paid", "district"),
)


def changed(line: Line, **values: str) -> Line:
    """The line with other values."""
    return tuple(values.get(key, value) for key, value in zip(KEYS, line, strict=True))


@dataclass
class Office:
    """Two offices at their browsers: a page for each role that has signed in."""

    browser: Browser
    site: Site
    prefix: str
    folder: Path
    script: bool = True
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, role: str) -> Page:
        """The page of a role, signed in by the link that was printed."""
        if role not in self.pages:
            context = self.browser.new_context(java_script_enabled=self.script)
            page = context.new_page()
            page.set_default_navigation_timeout(120_000)
            page.goto(self.site.address + self.site.links[role])
            assert f"{role}@example.org" in page.locator("header").inner_text()
            self.pages[role] = page
        return self.pages[role]

    def go(self, role: str, address: str) -> Page:
        """The page of a role at an address in the office's language."""
        page = self.page(role)
        answer = page.goto(f"{self.site.address}{self.prefix}{address}")
        assert answer is not None and answer.ok, f"{role} at {address}: {answer and answer.status}"
        return page

    def form(self, role: str) -> Page:
        """The form of money, found from the first page by following links."""
        page = self.go(role, "/deliveries/")
        page.locator(f"a[href*='/forms/{FORM}/']").first.click()
        return page

    def workbook(self, role: str, name: str, lines: Sequence[Line]) -> Path:
        """The template, downloaded from the form and filled in."""
        page = self.form(role)
        with page.expect_download() as coming:
            page.locator("a[href*='template.xlsx']").click()
        path = self.folder / name
        coming.value.save_as(path)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, line in enumerate(lines, FIRST_ROW):
            for key, value in zip(KEYS, line, strict=True):
                sheet.cell(number, columns[key], value)
        book.save(path)
        return path

    def hand_in(self, role: str, path: Path) -> Page:
        """Hand in a file by the form; the page of its delivery."""
        page = self.form(role)
        page.locator("input[name=file]").set_input_files(path)
        page.locator("button[value=upload]").click()
        page.wait_for_url("**/deliveries/*/")
        return page

    def accept(self, role: str, number: str) -> None:
        """Accept a delivery, found in the inbox."""
        page = self.go(role, "/deliveries/inbox/")
        page.locator(f"a[href*='/deliveries/{number}/']").first.click()
        page.locator("form.accept button").click()
        assert "/inbox/" in page.url, page.locator("main").inner_text()

    def is_on_record(self, role: str, number: str) -> bool:
        """Whether the page of a delivery says that all of it is on record."""
        page = self.go(role, f"/deliveries/{number}/")
        return page.locator("p.next a[href*='/receipt/']").count() == 1

    def values(self, address: str) -> set[str]:
        """The machine values that the page of a row says, numbers without their decimals."""
        page = self.go("auditor", address)
        told = page.locator("table.facts data").all()
        return {(each.get_attribute("value") or "").partition(".")[0] for each in told}

    def a_day_passes(self) -> None:
        """What has happened so far happened yesterday."""
        with sqlite3.connect(self.site.folder / "record.sqlite3", timeout=30) as record:
            record.execute("UPDATE chain_entry SET at = datetime(at, '-1 day')")


def number_of(page: Page) -> str:
    """The number of the delivery that a page is about."""
    return page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
