"""An agreement is drafted from the last outturn, countered and signed by two sides in a browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.month import Office
from tests.browser.serving import Site

DRAFT = re.compile(r"/agreements/drafts/\d+/$")
LAST = "annual-agreements-2024"


def test_an_agreement_is_drafted_countered_and_signed(
    browser: Browser, own_site: Site, tmp_path: Path
) -> None:
    # In Chinese and without JavaScript: what works so works in English and with it.
    office = Office(browser, own_site, "/zh", tmp_path, False)

    # Side A drafts what follows the agreement of 2024: its clause is there, with what it rests on.
    page = office.go("clerk-a", "/agreements/")
    page.locator("a[href*='/drafts/new/']").click()
    page.locator("select[name=from]").select_option(LAST)
    page.locator("form.asking button").click()
    assert page.locator("[name=head-first_year]").input_value() == "2025"
    assert page.locator("[name=clause-0-rule]").input_value() == "not_below_previous"
    page.locator("button[value=propose]").click()
    assert page.locator(".field.wrong").count() == 1, "a draft without a title"
    page.locator("[name=head-title_en]").fill("Annual agreement of Daxing")
    page.locator("button[value=add]").click()
    clause = page.locator("fieldset.clause").last
    clause.locator("[name=clause-1-kind]").select_option("assistance_funds")
    clause.locator("[name=clause-1-base]").fill("25,000,000")
    clause.locator("[name=clause-1-currency]").select_option("CNY")
    clause.locator("[name=clause-1-origin]").fill("110115")
    clause.locator("[name=clause-1-destination]").fill("150000")
    clause.locator("[name=clause-1-first_year]").fill("2025")
    clause.locator("[name=clause-1-last_year]").fill("2025")
    # What the rules say: 25 million are less than the 27.5 that were at least given before.
    page.locator("button[value=try]").click()
    asked = page.locator("section.try")
    assert asked.locator("data[value='28000000']").count() >= 1
    assert "2,500,000" in asked.inner_text()
    page.locator("[name=head-comment]").fill("As last year, with a floor.")
    page.locator("button[value=propose]").click()
    page.wait_for_url(DRAFT)
    first = page.url
    assert page.locator("form.accept").count() == 0, "who proposed it does not sign it"

    # Side B counters: the version before is signed no more, and the change is told.
    page = office.go("clerk-b", "/agreements/")
    page.locator("#drafts ~ ul a").first.click()
    assert page.url == first
    page.locator("a[href$='/counter/']").click()
    page.locator("[name=clause-1-base]").fill("30000000")
    page.locator("button[value=propose]").click()
    page.wait_for_url(DRAFT)
    second = page.url
    assert second != first
    assert page.locator("del").inner_text() == "25000000"
    assert page.locator("ins").inner_text() == "30000000"

    # Both sign the same version; only then it is on record, and its clauses are followed.
    for role in ("coordinator-a", "coordinator-b"):
        page = office.page(role)
        page.goto(first)
        assert page.url == second
        page.locator("form.accept button").click()
        page.wait_for_url(DRAFT)
        on_record = page.locator("dl.seal a[href*='/agreements/annual']").count()
        assert on_record == (role == "coordinator-b")
    page.locator("dl.seal a[href*='/agreements/annual']").click()
    told = page.locator("main").inner_text()
    assert "annual-agreement-of-daxing-2025-assistance-funds" in told
    assert page.locator("data[value='30000000']").count() >= 1
    page = office.go("clerk-a", "/agreements/")
    assert "Annual agreement of Daxing" in page.locator("table").inner_text()
    assert page.locator("#drafts ~ ul a").count() == 0
