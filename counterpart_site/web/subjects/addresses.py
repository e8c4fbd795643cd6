"""Where a number leads: addresses of other pages with the day that is read."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from django.urls import NoReverseMatch, reverse

from counterpart.evaluation.results import Result
from counterpart.periods import Period
from counterpart_site.web.reader import Reader


def address(reader: Reader, name: str, *parts: object, **asked: object) -> str:
    """The address of a page with what the reader carries on; empty where there is no such page."""
    try:
        path = reverse(name, args=parts)
    except NoReverseMatch:
        return ""
    more = urlencode({key: value for key, value in asked.items() if value not in (None, "")})
    if not more:
        return path + reader.query
    return f"{path}{reader.query}{'&' if reader.query else '?'}{more}"


def row_address(reader: Reader, table: str, key: str) -> str:
    """The page of a row, for those who may see rows; else empty."""
    return address(reader, "row", table, key) if reader.rows else ""


def why(reader: Reader, result: Result) -> str:
    """The page that shows how a result came about, for those who may see rows; else empty."""
    if not reader.rows or result.end is None:
        return ""
    whole = {"all": "all", "year": str(result.end.year)}
    period = whole.get(result.scope) or str(Period(result.start, result.end))
    return address(reader, "explain", result.measure, result.subject, period)


def carried(reader: Reader) -> list[tuple[str, str]]:
    """What a form by GET carries on: the day that is read, the programme."""
    return parse_qsl(reader.query.removeprefix("?"))
