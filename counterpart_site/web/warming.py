"""Warming: what readers look at first is made by the worker as soon as there is an edition.

Each page is asked for as readers ask for it, once for all of the same rights, in each language.
What they are answered is kept with the edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import override

from counterpart.errors import InputError
from counterpart_site.access.models import Account
from counterpart_site.publishing.editions import Edition
from counterpart_site.web.reader import BeingPreparedError, Reader, SignInFirstError, reader_of
from counterpart_site.web.subjects.told import rights

PAGES = ("programme", "pairings", "claims", "evaluation")
# Charts of a page, as wide as most see them.
CHARTS = re.compile(r'"([^"]*/charts/[^"]*/wide\.svg[^"]*)"')
REFUSED = (InputError, SignInFirstError, BeingPreparedError, Http404)


def warm(edition: Edition) -> None:
    """Make the first pages of an edition with their charts, for whoever would be shown it."""
    seen: set[str] = set()
    for account in _accounts(edition):
        for language, _name in settings.LANGUAGES:
            with override(language):
                first = _request(edition, account, "programme")
                reader = _reader(first, edition)
                if reader is None or rights(reader) in seen:
                    continue
                seen.add(rights(reader))
                for page in PAGES:
                    _look(_request(edition, account, page), reader)


def _accounts(edition: Edition) -> Iterator[Account | None]:
    """Nobody who signed in, then each member."""
    yield None
    held = edition.chain.memberships.select_related("account").order_by("pk")
    now = timezone.now()
    yield from dict.fromkeys(each.account for each in held if each.holds(now))


def _reader(request: HttpRequest, edition: Edition) -> Reader | None:
    """The reader of a request, where this edition is what they are shown."""
    try:
        reader = reader_of(request)
        if reader.chain != edition.chain or reader.sequence != edition.sequence:
            return None
    except REFUSED:
        return None
    reader.edition = edition
    return reader


def _request(edition: Edition, account: Account | None, page: str) -> HttpRequest:
    """What the browser of a reader asks for."""
    arguments = (edition.chain.programme,) if page == "programme" else ()
    query = QueryDict(mutable=True)
    query["programme"] = edition.chain.programme
    return _get(account, reverse(page, args=arguments), query.urlencode())


def _get(account: Account | None, path: str, query: str) -> HttpRequest:
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    request.GET = QueryDict(query)
    request.META = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "QUERY_STRING": query}
    request.user = account or AnonymousUser()
    request.resolver_match = resolve(path)
    return request


def _look(request: HttpRequest, reader: Reader) -> None:
    """Have a page made, and the charts that it shows."""
    answer = _answer(request, reader)
    text = b"".join(answer).decode() if answer else ""
    for found in dict.fromkeys(CHARTS.findall(text)):
        address = urlsplit(unescape(found))
        _answer(_get(reader.account, address.path, address.query), reader)


def _answer(request: HttpRequest, reader: Reader) -> HttpResponseBase | None:
    """What a page answers; None where it refuses. One reader's snapshot is opened once."""
    request.reader = reader  # type: ignore[attr-defined]
    view, arguments, named = request.resolver_match  # type: ignore[misc]
    try:
        answer: HttpResponseBase = view(request, *arguments, **named)
        return answer
    except REFUSED:
        return None
