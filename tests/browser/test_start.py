"""From a site on which nothing was done to the first pairing page with figures, by clicking."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import beginning
from tests.browser.beginning import FIRST, Beginner
from tests.browser.serving import served


@pytest.mark.parametrize("prefix", ["", "/zh"])
def test_from_nothing_to_the_first_pairing_page(
    browser: Browser, prefix: str, tmp_path: Path
) -> None:
    with served(tmp_path / "new", example=False) as site:
        beginner = Beginner(browser, site, prefix)
        page = beginner.enter(site.links[FIRST])
        page.wait_for_url(f"**{prefix}/start/")
        page.locator("main a.button.first").click()
        beginner.step(page, beginning.PLACES, "programme")
        beginner.step(page, beginning.PROGRAMME, "people")
        beginner.step(page, beginning.PEOPLE, "people")
        links = dict(
            zip(
                page.locator("main td:nth-child(2)").all_inner_texts(),
                [each.locator("code").all_inner_texts() for each in page.locator("tbody tr").all()],
                strict=True,
            )
        )
        page.locator("main > p a.button.first").click()
        beginner.step(page, beginning.AGREEMENT, "pairing")
        beginner.step(page, beginning.PAIRING, "workbook")
        path = beginner.workbook(page, tmp_path / "money.xlsx")

        page.locator("input[name=file]").set_input_files(path)
        page.locator("button[value=upload]").click()
        page.wait_for_url("**/deliveries/*/")
        assert page.locator("form.accept").count() == 0, "nobody decides on their own delivery"
        for who in ("north@example.org", "south@example.org"):
            (link,) = links[who]
            beginner.accept(beginner.enter(link))

        page.goto(f"{site.address}{prefix}/start/workbook/")
        page.locator("main a.button.first[href*='/pairings/']").click()
        told = page.locator("main data").all()
        values = {(each.get_attribute("value") or "").partition(".")[0] for each in told}
        assert "640000" in values, page.locator("main").inner_text()
        assert "2500000" not in values
        print(f"\nguided start {prefix or '/'}: {beginner.effort}")
