"""/deliveries/<number>/: where a delivery stands, what was found, what it would change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import TemplateDoesNotExist
from django.template.loader import select_template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpart.catalogue import Form, load_catalogue
from counterpart_site.deliveries.checking import check, delivery_of, findings_of
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.reading_rights import ask_to_read
from counterpart_site.deliveries.receipts import receipt
from counterpart_site.deliveries.returning import discard
from counterpart_site.web.delivering.changes import changes_of, meeting_rows
from counterpart_site.web.delivering.fields import form_name
from counterpart_site.web.delivering.history import history_of
from counterpart_site.web.delivering.lines import lines_of
from counterpart_site.web.delivering.sheets import around, sheets_of
from counterpart_site.web.reader import Reader, SignInFirstError, reader_of

Status = Delivery.Status
FINDINGS = 20
# Owned by the pages of coordinating; it is given `delivery` and `reader`.
DECIDE = "web/coordinating/decide.html"


def readable_delivery(request: HttpRequest, number: int) -> tuple[Reader, Delivery]:
    """A delivery that the reader may see; InputError: unknown_delivery, action_refused."""
    reader = reader_of(request)
    if reader.account is None:
        raise SignInFirstError
    delivery = delivery_of(number)
    ask_to_read(reader.account, delivery)
    if reader.chain is None or reader.chain.pk != delivery.chain_id:
        held = reader.account.memberships.filter(chain=delivery.chain)
        now = timezone.now()
        holding = tuple(each for each in held if each.holds(now))
        reader = replace(reader, chain=delivery.chain, memberships=holding)
        request.reader = reader  # type: ignore[attr-defined]
    return reader, delivery


@require_safe
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a delivery."""
    reader, found = readable_delivery(request, number)
    form = load_catalogue().forms.get(found.form or "")
    findings = findings_of(found)
    page = _number(request.GET.get("findings"))
    shown = findings[(page - 1) * FINDINGS : page * FINDINGS]
    preview = found.preview or {}
    meetings = preview.get("meetings", {})
    table, asked = request.GET.get("table", ""), _number(request.GET.get("page"))
    own = reader.may("discard", sides=found.side, author=found.author)
    words = {
        "delivery": found,
        "form": form,
        "title": _title(reader, form, found),
        "reporter": reader.record.name(found.reporter),
        "findings": shown,
        "errors": sum(each.severity == "error" for each in findings),
        "found": preview.get("findings", len(findings)),
        "findings_page": page,
        "findings_pages": max(1, -(-len(findings) // FINDINGS)),
        "sheets": around(sheets_of(found), shown) if shown else [],
        "changes": []
        if found.status == Status.REFUSED
        else changes_of(reader, found, table, asked),
        "unchanged": sum(each["unchanged"] for each in preview.get("counts", {}).values()),
        "conflicts": meeting_rows(meetings, "conflicts"),
        "contains": meeting_rows(meetings, "contains"),
        "overlaps": meeting_rows(meetings, "overlaps"),
        "waiting": [side for side in found.needs if found.open and side not in found.accepted],
        "sides": _sides(reader),
        "may_discard": own and not found.accepted and (found.open or found.status == "refused"),
        "may_deliver": form is not None
        and reader.may("deliver", sides=found.side, reporter=found.reporter),
        "typed": form is not None and lines_of(found, form, load_catalogue()) is not None,
        "steps": found.steps.all(),
        "decide": decide_template(),
        "history": history_of(reader, form, load_catalogue(), found.reporter)
        if form and found.accepted and found.side == reader.side
        else None,
    }
    return render(request, "web/delivering/delivery.html", words)


@require_POST
def recheck(request: HttpRequest, number: int) -> HttpResponse:
    """Check a delivery whose check has not come to an end."""
    reader, found = readable_delivery(request, number)
    reader.needs("deliver", sides=found.side)
    check(found)
    return redirect("delivery", number)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what one handed in."""
    reader, found = readable_delivery(request, number)
    assert reader.account is not None
    discard(found, reader.account)
    messages.success(request, _("The delivery is taken back. Nothing of it is on record."))
    return redirect("delivery", number)


@require_safe
def receipt_page(request: HttpRequest, number: int) -> HttpResponse:
    """The receipt, to read and to print."""
    reader, found = readable_delivery(request, number)
    form = load_catalogue().forms.get(found.form or "")
    words = {
        "delivery": found,
        "receipt": receipt(found),
        "title": _title(reader, form, found),
        "reporter": reader.record.name(found.reporter),
        "sides": _sides(reader),
    }
    return render(request, "web/delivering/receipt.html", words)


@require_safe
def receipt_json(request: HttpRequest, number: int) -> HttpResponse:
    """The receipt as the file that verifies the chain."""
    _, found = readable_delivery(request, number)
    shape = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(receipt(found), json_dumps_params=shape)
    response["Content-Disposition"] = f'attachment; filename="receipt-{number}.json"'
    return response


def decide_template() -> Any:
    """The controls of whoever accepts or returns, where the site has them."""
    try:
        return select_template([DECIDE])
    except TemplateDoesNotExist:
        return None


def _title(reader: Reader, form: Form | None, found: Delivery) -> str:
    if form is None:
        return found.layout.name if found.layout else found.file_name
    return form_name(form, reader.language)


def _sides(reader: Reader) -> dict[str, str]:
    """The names of the two sides."""
    chain = reader.programme
    return {"a": reader.record.name(chain.side_a), "b": reader.record.name(chain.side_b)}


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 7 else 1
