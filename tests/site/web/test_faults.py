"""What nobody should ask: a clear page each time, never an error of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch

from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.web.filled import fill
from tests.site.web.routes import ROUTES, address, names

ODD = ("", "0", "-1", "1e999", "\x00", "' OR 1=1 --", "<script>", "２０３１", "9" * 30, "长" * 3000)
# Parameters of every page, and those that a page's own forms and links name.
EVERYWHERE = ("as_of", "programme", "page", "after")
NAMED = re.compile(
    r'<(?:input|select|textarea)[^>]* name="([^"]+)"|href="[^"]*?[?&](?:amp;)?(\w+)='
)


def client_of(who: str) -> Client:
    """A browser in which somebody has signed in; an error of the site is an answer."""
    client = Client(raise_request_exception=False)
    client.force_login(world.person(who), "sesame.backends.ModelBackend")
    return client


def pages(filled: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every page that is read, with who looks at it."""
    for name in sorted(names() & set(ROUTES)):
        route = ROUTES[name]
        if route.get and not name.startswith(("account_", "mfa_")):
            words = {word: filled.get(value, value) for word, value in route.world.items()}
            yield route.visitor or "coordinator-a", address(name, words)


@pytest.mark.parametrize("path", ["/nowhere/", "/zh/nowhere/", "/programmes/none/", "/zh/%00/"])
def test_an_unknown_address_is_a_page(chain: Chain, path: str) -> None:
    publish(chain)
    page = client_of("coordinator-a").get(path)
    text = page.content.decode()
    assert page.status_code == 404
    assert f'lang="{"zh-hans" if path.startswith("/zh") else "en"}"' in text
    assert "<h1" in text and 'href="/' in text


@pytest.mark.parametrize(("day", "status"), [("1990-01-01", 404), ("2999-01-01", 400)])
def test_a_day_without_a_record(chain: Chain, day: str, status: int, tmp_path: Path) -> None:
    """Before the programme and after today every page says so, and none is an error."""
    filled = fill(chain, tmp_path / "more")
    clients = {who: client_of(who) for who in ("administrator", "coordinator-a", "clerk-a")}
    page = clients["coordinator-a"].get("/programmes/east-west/", {"as_of": day})
    assert page.status_code == status
    assert day in page.content.decode()
    asked = {path: clients[who].get(path, {"as_of": day}) for who, path in pages(filled)}
    assert {path for path, page in asked.items() if page.status_code >= 500} == set()


def test_odd_parameters(chain: Chain, tmp_path: Path) -> None:
    filled = fill(chain, tmp_path / "more")
    clients = {who: client_of(who) for who in ("administrator", "coordinator-a", "clerk-a")}
    failed = []
    for who, path in pages(filled):
        text = _text(clients[who].get(path))
        found = {name or other for name, other in NAMED.findall(text)}
        # All of a page's parameters at once would hide each other: one is odd at a time.
        for number, name in enumerate(sorted({*EVERYWHERE, *found} - {"csrfmiddlewaretoken"})):
            value = ODD[(number + len(path)) % len(ODD)]
            if clients[who].get(path, {name: value}).status_code >= 500:
                failed.append(f"{path}?{name}={value[:20]!r} as {who}")
    assert not failed, "\n".join(failed)


def test_odd_words_in_addresses(chain: Chain) -> None:
    client, failed = client_of("coordinator-a"), []
    for name in sorted(names() & set(ROUTES)):
        for odd in ("0", "9" * 30, "none", "长", "a/b", "%00", "\x00", "-" * 3000):
            try:
                path = address(name, dict.fromkeys(ROUTES[name].world, odd))
            except NoReverseMatch:
                continue
            if ROUTES[name].world and client.get(path).status_code >= 500:
                failed.append(path[:80])
    assert not failed, "\n".join(failed)


@pytest.mark.parametrize("method", ["head", "put"])
def test_other_methods(chain: Chain, method: str, tmp_path: Path) -> None:
    filled = fill(chain, tmp_path / "more")
    clients = {who: client_of(who) for who in ("administrator", "coordinator-a", "clerk-a")}
    asked = {path: getattr(clients[who], method)(path) for who, path in pages(filled)}
    assert {path for path, page in asked.items() if page.status_code >= 500} == set()


def _text(page: object) -> str:
    return "" if getattr(page, "streaming", False) else page.content.decode("utf-8", "replace")  # type: ignore[attr-defined]
