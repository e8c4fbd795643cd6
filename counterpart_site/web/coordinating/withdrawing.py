"""/deliveries/withdraw/: propose to withdraw a row from the record, with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counterpart.errors import Finding, InputError, finding
from counterpart.tables import TABLES
from counterpart_site.deliveries.checking import check, findings_of
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import receive, withdrawal
from counterpart_site.records.models import MODELS, Row
from counterpart_site.web.coordinating.deciding import address_of
from counterpart_site.web.reader import Reader, reader_of

SEPARATOR = "\x1f"


def withdraw(request: HttpRequest) -> HttpResponse:
    """The form (`?row=TABLE:KEY`), and by POST the proposal: a delivery like any other."""
    reader = reader_of(request)
    reader.needs("withdraw")
    given = request.POST.get("row") or request.GET.get("row", "")
    row = _row(reader, given)
    if request.method != "POST":
        return _page(request, row)
    try:
        delivery = _propose(reader, row, request.POST.get("reason", ""))
    except InputError as error:
        if error.findings[0].code != "empty_reason":
            raise
        return _page(request, row, list(error.findings))
    if delivery.status == Delivery.Status.REFUSED:
        return _page(request, row, findings_of(delivery))
    said = _(
        "The withdrawal is proposed as delivery %(number)s. The row stays until it is accepted."
    )
    messages.success(request, said % {"number": delivery.pk})
    return redirect(address_of(delivery.pk))


def _propose(reader: Reader, row: Row, reason: str) -> Delivery:
    assert reader.account is not None
    handed = withdrawal({row.contract.name: [row.row_key]}, reason)
    return check(receive(reader.programme, reader.account, handed))


def _row(reader: Reader, given: str) -> Row:
    """The newest revision of the row that is named; InputError where there is none on record."""
    name, _colon, key = given.partition(":")
    if name not in TABLES:
        raise InputError([finding("not_known", value=name or given)])
    rows = MODELS[name]._default_manager.filter(chain=reader.programme)
    # In addresses a plus stands between the columns of a key.
    for each in (key, key.replace("+", SEPARATOR)):
        found = rows.filter(row_key=each).order_by("-revision").first()
        if found is not None and not found.retracted and found.erased is None:
            return found
    raise InputError([finding("nothing_to_withdraw", value=key, table=name)])


def _page(request: HttpRequest, row: Row, findings: list[Finding] | None = None) -> HttpResponse:
    context = {
        "table": row.contract.name,
        "key": row.row_key,
        "findings": findings or [],
        "reason": request.POST.get("reason", ""),
    }
    status = 400 if findings else 200
    return render(request, "web/coordinating/withdrawing.html", context, status=status)
