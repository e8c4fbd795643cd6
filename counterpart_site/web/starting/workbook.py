"""/start/workbook/: the first figures, in a workbook of one's own or in the form for money."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from counterpart.catalogue import load_catalogue
from counterpart.intake.forms import Reporting, write_template
from counterpart_site.access.models import Role
from counterpart_site.deliveries.receive import reporter_of
from counterpart_site.deliveries.register import register_lists
from counterpart_site.records.queries import moment_of
from counterpart_site.web.starting.start import Start, start_of

FORM = "money_movements"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The ways in which figures come in; who has no role on a side reads who does it."""
    found = start_of(request)
    found.reader.needs("manage accounts")
    chain = found.begun
    asked = chain.memberships.filter(role=Role.COORDINATOR, until=None).select_related("account")
    said = {
        "pairing": _first_pairing(found)["pairing"],
        "form": FORM,
        "coordinators": [each.account.email for each in asked],
        "delivers": found.reader.may("deliver"),
    }
    return found.page("workbook", said)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The form for money as a workbook, with the first pair of places in its first line."""
    found = start_of(request)
    membership = found.reader.needs("deliver")
    chain = found.begun
    catalogue = load_catalogue()
    tie = _first_pairing(found)
    line = {"origin": tie["side_a"], "destination": tie["side_b"]}
    if tie["pairing"] != chain.programme:
        line["pairing"] = tie["pairing"]
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        path = Path(name) / f"{FORM}.xlsx"
        write_template(
            catalogue.forms[FORM],
            catalogue,
            path,
            lists=register_lists(moment_of(chain)),
            rows=[line],
            reporting=Reporting(chain.programme, reporter_of(membership, None)),
        )
        content = path.read_bytes()
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{FORM}.xlsx"'
    return response


def _first_pairing(found: Start) -> dict[str, str]:
    """The first pairing below the two sides; where there is none, that of the sides."""
    chain = found.begun
    below = (row for key, row in found.rows("pairings").items() if key != chain.programme)
    sides = {"pairing": chain.programme, "side_a": chain.side_a, "side_b": chain.side_b}
    return next(below, sides)
