"""The month's work of two sides in a browser, in both languages, with and without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.month import DAXING, HAIDIAN, KEYS, Office, changed, number_of
from tests.browser.serving import Site

AMOUNTS = {"2500000", "2750000"}


@pytest.mark.parametrize("prefix", ["", "/zh"])
def test_a_month_of_two_sides(
    browser: Browser, own_site: Site, prefix: str, tmp_path: Path
) -> None:
    office = Office(browser, own_site, prefix, tmp_path)

    # Three faults, each at its cell with what is wrong there and what to do.
    planted = [
        changed(HAIDIAN, value="one million"),
        changed(HAIDIAN, destination="159999"),
        changed(DAXING, money_stage="payed"),
    ]
    page = office.hand_in("clerk-a", office.workbook("clerk-a", "faulty.xlsx", planted))
    marked = page.locator("td.marked mark")
    assert sorted(marked.all_inner_texts()) == ["159999", "one million", "payed"]
    assert page.locator("tr.said").count() == 3
    assert page.locator("form.accept").count() == 0

    # Repaired: the preview says what would be added, and who is asked.
    repaired = office.workbook("clerk-a", "money.xlsx", [HAIDIAN, DAXING])
    number = number_of(office.hand_in("clerk-a", repaired))
    changes = office.page("clerk-a").locator("main").inner_text()
    assert "2500000" in changes.replace(",", "").replace(" ", "")
    # A file that is dropped twice is the same delivery.
    assert number_of(office.hand_in("clerk-a", repaired)) == number

    # Money crosses, so both sides accept; it is on record when the second has.
    office.accept("coordinator-a", number)
    assert not office.is_on_record("clerk-a", number)
    office.accept("coordinator-b", number)
    assert office.is_on_record("clerk-a", number)
    page = office.go("clerk-a", f"/deliveries/{number}/receipt/")
    assert page.locator("table tbody tr").count() == 2
    with page.expect_download() as coming:
        page.locator("a[href$='receipt.json']").click()
    assert coming.value.path().stat().st_size > 200

    # Corrected in the template a day later, it is the same row with another value, known from then.
    office.a_day_passes()
    lines = [changed(HAIDIAN, value="2750000"), DAXING]
    page = office.hand_in("clerk-a", office.workbook("clerk-a", "again.xlsx", lines))
    for role in ("coordinator-a", "coordinator-b"):
        office.accept(role, number_of(page))
    page = office.go("auditor", "/records/flows/?order=-recorded")
    row = page.locator("table.rows tbody a").first.get_attribute("href") or ""
    row = row.removeprefix(prefix)
    today = datetime.now(UTC).date()
    for as_of in ("", f"?as_of={today}"):
        assert AMOUNTS & office.values(f"{row}{as_of}") == {"2750000"}
    assert AMOUNTS & office.values(f"{row}?as_of={today - timedelta(days=1)}") == {"2500000"}


def test_typing_without_javascript(browser: Browser, own_site: Site, tmp_path: Path) -> None:
    office = Office(browser, own_site, "", tmp_path, script=False)
    page = office.form("clerk-a")
    typed = page.locator("form.typing")
    for key, value in zip(KEYS, HAIDIAN, strict=True):
        cell = typed.locator(f"[name=line-0-{key}]")
        if cell.evaluate("each => each.tagName") == "SELECT":
            cell.select_option(value)
        else:
            cell.fill(value if key != "value" else "much")
    # Saved, it survives a closed tab; what is wrong is said, and what was typed is kept.
    typed.locator("button[value=save]").last.click()
    page = office.form("clerk-a")
    page.locator("a[href*='draft=']").first.click()
    assert page.locator("[name=line-0-origin]").input_value().startswith("110108")
    page.locator("button[value=hand_in]").click()
    assert "much" in page.locator("main").inner_text()
    page.locator("a[href*='from=']").click()
    page.locator("[name=line-0-value]").fill("2500000")
    page.locator("button[value=hand_in]").click()
    number = number_of(page)
    office.accept("coordinator-a", number)
    office.accept("coordinator-b", number)
    assert office.is_on_record("clerk-a", number)
