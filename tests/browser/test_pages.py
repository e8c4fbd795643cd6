"""Every page in both languages, on a desk and in the hand: nothing in the way of any reader."""

from __future__ import annotations

import os

import pytest

from tests.browser.conftest import Visitor
from tests.browser.looking import faults
from tests.browser.serving import Site
from tests.site.web.routes import ROUTES, address, in_chinese

SHOWN = sorted(name for name, route in ROUTES.items() if route.html)
LANGUAGES = ("en", "zh-hans")
# Every page in every run, in one of the languages in turn; in both where all is asked for.
ALL = [(name, language) for name in SHOWN for language in LANGUAGES]
IN_TURN = [(name, LANGUAGES[number % 2]) for number, name in enumerate(SHOWN)]


@pytest.mark.parametrize(
    ("name", "language"), ALL if os.environ.get("COUNTERPART_LOOK_AT_ALL") else IN_TURN
)
def test_page(visitors: Visitor, site: Site, name: str, language: str) -> None:
    route = ROUTES[name]
    path = address(name, route.example, route.looked or route.query)
    path = path if language == "en" else in_chinese(path)
    page = visitors(route.visitor).new_page()
    found = list(faults(page, site.address + path, language, route.status))
    page.close()
    assert not found, "\n".join([path, *found])
