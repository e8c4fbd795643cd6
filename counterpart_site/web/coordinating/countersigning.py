"""/deliveries/countersign/: sign the head of the chain that one's own side holds."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counterpart.errors import Finding, InputError
from counterpart_site.deliveries.chain import countersign
from counterpart_site.records.models import Entry
from counterpart_site.web.coordinating.naming import side_name
from counterpart_site.web.reader import Reader, reader_of

HEAD = re.compile(r"[0-9a-f]{64}")
SHOWN = 10


def countersign_view(request: HttpRequest) -> HttpResponse:
    """What signing means, the newest head, and the form; POST signs.

    The person types or pastes the head that they hold: a form that fills it in by itself would
    have the site sign for itself.
    """
    reader = reader_of(request)
    reader.needs("countersign")
    if request.method != "POST":
        return _page(request, reader, [])
    sequence, head = request.POST.get("sequence", ""), request.POST.get("head", "").strip().lower()
    assert reader.account is not None
    try:
        number = int(sequence) if sequence.strip().isdecimal() and len(sequence) < 10 else 0
        entry = countersign(reader.programme, reader.account, number, head)
    except InputError as error:
        if error.findings[0].code != "head_differs":
            raise
        return _page(request, reader, list(error.findings))
    said = _("Entry %(signed)s is signed for your side, as entry %(sequence)s.")
    messages.success(request, said % {"signed": number, "sequence": entry.sequence})
    return redirect("countersign")


def _page(request: HttpRequest, reader: Reader, findings: list[Finding]) -> HttpResponse:
    entries = Entry.objects.filter(chain=reader.programme)
    signed = entries.filter(act=Entry.Act.COUNTERSIGNATURE).order_by("-sequence")[:SHOWN]
    head = request.POST.get("head", "")
    context = {
        "newest": entries.exclude(act=Entry.Act.COUNTERSIGNATURE).order_by("-sequence").first(),
        "signed": [(each, side_name(reader, each.sides)) for each in signed],
        "findings": findings,
        "typed_sequence": request.POST.get("sequence", ""),
        "typed_head": head,
        "malformed": bool(findings) and not HEAD.fullmatch(head.strip().lower()),
    }
    return render(
        request, "web/coordinating/countersign.html", context, status=409 if findings else 200
    )
