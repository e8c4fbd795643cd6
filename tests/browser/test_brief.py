"""The brief before a joint meeting is one sheet of paper, in both languages."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visitor
from tests.browser.serving import Site

SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.mark.parametrize("address", ["/brief/", "/zh/brief/", "/brief/?since=2020-01-01"])
def test_it_prints_on_one_sheet(visitors: Visitor, site: Site, address: str) -> None:
    page = visitors("coordinator-a").new_page()
    page.goto(site.address + address)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    words = page.locator(".brief").inner_text()
    page.close()
    assert len(SHEET.findall(printed)) == 1
    assert "2011" in words and any(unit in words for unit in ("CNY", "元"))
