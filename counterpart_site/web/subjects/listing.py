"""Lists with a search, filters, an order and pages, all in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from counterpart_site.web.reader import Reader
from counterpart_site.web.subjects.addresses import carried

PAGE = 40
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice among codes: its name in the address, its label, (code, name) pairs, what is set."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A page of a list: what was asked, what was found."""

    page: Page[T]
    query: str
    order: str
    filters: list[Filter]
    carried: list[tuple[str, str]]
    asked: str

    @property
    def narrowed(self) -> bool:
        """Whether anything was searched or filtered."""
        return bool(self.query or any(each.value for each in self.filters))


def listed(
    request: HttpRequest,
    reader: Reader,
    rows: Sequence[T],
    filters: Sequence[Filter],
    text: Callable[[T], str],
    has: Callable[[T, str], str],
    orders: Mapping[str, Callable[[T], object]],
) -> Listed[T]:
    """The rows that are asked for: `text` is searched, `has` gives what a filter compares."""
    query = request.GET.get("q", "").strip()
    found = [row for row in rows if query.casefold() in text(row).casefold()]
    for each in filters:
        if each.value:
            found = [row for row in found if each.value in has(row, each.name).split(";")]
    order = request.GET.get("order", "")
    order = order if order in orders else next(iter(orders))
    found.sort(key=orders[order])  # type: ignore[arg-type]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = {"q": query, "order": order, **{each.name: each.value for each in filters}}
    on = [*carried(reader), *((key, value) for key, value in asked.items() if value)]
    return Listed(page, query, order, list(filters), carried(reader), urlencode(on))


def choice(
    request: HttpRequest, name: str, label: str, options: Sequence[tuple[str, str]]
) -> Filter:
    """A filter by a code; what is not among the options is not set."""
    value = request.GET.get(name, "")
    known = {code for code, _ in options}
    return Filter(name, label, list(options), value if value in known else "")
