"""Every address x everybody: who reads it, who posts to it, who is refused; nothing leaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.web.filled import FLOW, PHONE, fill
from tests.site.web.routes import ROUTES, Readers, address, names

NOBODY = "anonymous"
OUTSIDERS = (NOBODY, "stranger", "administrator")
GROUPS = {
    "outside": OUTSIDERS,
    "side a": ("clerk-a", "coordinator-a"),
    "side b": ("coordinator-b",),
    "neither side": ("evaluator", "auditor"),
}


def client_of(who: str) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(raise_request_exception=False)
    if who != NOBODY:
        client.force_login(world.person(who), "sesame.backends.ModelBackend")
    return client


def refused(status: int, location: str) -> bool:
    """Whether one is told to sign in, or that there is nothing for one here."""
    to_sign_in = status == 302 and location.partition("?")[0].endswith("/account/login/")
    return to_sign_in or status in (403, 404, 405)


def expected(readers: Readers, who: str, published: bool) -> bool:
    """Whether somebody is among the readers."""
    if readers == "all":
        return True
    if readers == "account":
        return who != NOBODY
    if readers == "published":
        return published or who not in OUTSIDERS
    return who in readers


@contextmanager
def undone() -> Iterator[None]:
    """What is done in the block is not done."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(who: str, name: str, method: str, filled: dict[str, str]) -> tuple[bool, str, str]:
    """Whether the answer is a refusal; the answer in a line; its text."""
    route = ROUTES[name]
    words = {word: filled.get(value, value) for word, value in route.world.items()}
    path = address(name, words, route.query)
    with undone():
        response = getattr(client_of(who), method)(path)
        is_file = getattr(response, "streaming", False)
        text = "" if is_file else response.content.decode("utf-8", "replace")
    said = f"{method.upper()} {path} as {who}: {response.status_code}"
    as_told = response.status_code == route.status != 200
    is_refused = refused(response.status_code, response.get("Location", "")) and not as_told
    return is_refused, said, text


def wrong(who: str, name: str, filled: dict[str, str], published: bool) -> Iterator[str]:
    """What is not as the table says, for one person and one address."""
    route = ROUTES[name]
    for method, readers in (("get", route.readers), ("post", route.writers)):
        is_refused, said, text = ask(who, name, method, filled)
        welcome = expected(readers, who, published)
        if method == "get" and not route.get:
            welcome = False
        if " 5" in said[-4:]:
            yield f"{said}, an error"
        elif welcome == is_refused and readers != "unjudged":
            yield f"{said}, but {'welcome' if welcome else 'not to be let in'}"
        # Every page says its own address.
        yield from (
            f"{said}, which tells {secret}" for secret in told(who, text) if secret not in said
        )


def told(who: str, text: str) -> Iterator[str]:
    """What a page tells that somebody who reads no rows may not know: keys, people."""
    if who not in OUTSIDERS:
        return
    hidden = [FLOW, PHONE]
    if who != "administrator":
        hidden += [f"{name}@example.org" for name in world.PEOPLE]
    yield from (secret for secret in hidden if secret in text)


def all_wrong(people: Iterable[str], filled: dict[str, str], published: bool) -> Iterator[str]:
    """What is not as the table says, for some people and all addresses of the table."""
    for who in people:
        for name in sorted(names() & set(ROUTES)):
            yield from wrong(who, name, filled, published)


def test_every_address_is_in_the_table() -> None:
    """A new page says there who reads it; a page that is gone leaves the table."""
    assert (names() - set(ROUTES), set(ROUTES) - names()) == (set(), set())


@pytest.mark.parametrize("group", GROUPS)
def test_every_address_answers_who_may(chain: Chain, group: str, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("who may do what does not depend on the database: asked on SQLite")
    filled = fill(chain, tmp_path / "more")
    filled["publication"] = str(publish(chain).pk)
    found = [*all_wrong(GROUPS[group], filled, published=True)]
    assert not found, "\n".join(found)


def test_before_it_is_published_nobody_outside_reads(chain: Chain, tmp_path: Path) -> None:
    filled = fill(chain, tmp_path / "more")
    found = [*all_wrong(OUTSIDERS, filled, published=False)]
    assert not found, "\n".join(found)
