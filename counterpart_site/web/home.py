"""/: what this is, the programmes one may read, the way in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.tables import TABLES
from counterpart_site.access.models import Account
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import current, moment_of
from counterpart_site.web.reader import Reader, reader_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme on the first page: its key and its names."""

    key: str
    name: str
    side_a: str
    side_b: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    reader = reader_of(request)
    listed = [_listed(chain, reader) for chain in reader.chains]
    empty = not Chain.objects.exists()
    return render(
        request,
        "web/home.html",
        {"programmes": listed, "empty": empty, "nobody": not Account.objects.exists()},
    )


def _listed(chain: Chain, reader: Reader) -> Listed:
    names: dict[str, str] = {}
    with connection.cursor() as cursor:
        for table, keys in (
            ("programmes", [chain.programme]),
            ("places", [chain.side_a, chain.side_b]),
        ):
            where = f"r.row_key IN ({', '.join(['%s'] * len(keys))})"
            columns = "r.row_key, r.name_en, r.name_zh"
            cursor.execute(current(TABLES[table], moment_of(chain), columns, where), keys)
            for key, english, chinese in cursor.fetchall():
                first, second = (
                    (chinese, english) if reader.language == "zh" else (english, chinese)
                )
                names[key] = first or second or key
    named = [names.get(key, key) for key in (chain.programme, chain.side_a, chain.side_b)]
    return Listed(chain.programme, *named)
