"""Every page in both languages, on a desk and in the hand: nothing in the way of any reader."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor
from tests.browser.looking import faults
from tests.browser.serving import Site
from tests.site.web.routes import ROUTES, address, in_chinese

SHOWN = sorted(name for name, route in ROUTES.items() if route.html)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", SHOWN)
def test_page(visitors: Visitor, site: Site, name: str, language: str) -> None:
    route = ROUTES[name]
    path = address(name, route.example, route.query)
    path = path if language == "en" else in_chinese(path)
    page = visitors(route.visitor).new_page()
    found = list(faults(page, site.address + path, language, route.status))
    page.close()
    assert not found, "\n".join([path, *found])
