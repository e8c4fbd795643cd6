"""/claims/add/: enter a figure from a text, see its verdict as a try, deliver it."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from counterpart.evaluation.claims import audit_claim
from counterpart.evaluation.results import Verdict
from counterpart.reports.figures import Figure
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive
from counterpart_site.web.claims.claim_form import ClaimForm
from counterpart_site.web.claims.shown import cited, mark, marks
from counterpart_site.web.reader import Reader, reader_of

FORM = "claims"
GROUPS = {
    "text": ("claim", "source", "locator", "statement", "statement_zh"),
    "figure": ("value", "low", "high", "precision", "unit", "period"),
    "binding": (
        *("bound", "kind", "direction", "place", "take", "indicator", "subject", "commitment"),
        *("due_year", "compare"),
    ),
    "second": (
        *("shape", "other_kind", "other_direction", "other_place", "other_indicator"),
        *("other_subject", "other_period"),
    ),
}


def claim_add(request: HttpRequest) -> HttpResponse:
    """The form; POST tries the claim, POST with `deliver` hands it in."""
    reader = reader_of(request)
    reader.needs("deliver")
    form = ClaimForm(reader, request.POST if request.method == "POST" else None)
    tried = None
    if form.is_bound and form.is_valid():
        if "deliver" in request.POST:
            return _delivered(request, reader, form)
        tried = _tried(reader, audit_claim(reader.snapshot, form.as_claim(), reader.language))
    context = {
        "form": form,
        "groups": {group: [form[name] for name in names] for group, names in GROUPS.items()},
        "tried": tried,
        "check": form.check_expression() if tried else "",
        "marks": marks(),
    }
    status = 400 if form.is_bound and not form.is_valid() else 200
    return render(request, "web/claim_add.html", context, status=status)


def _tried(reader: Reader, verdict: Verdict) -> dict[str, object]:
    """What the try found, as it is shown."""
    unit = verdict.computed_unit or verdict.unit or ""
    known = (verdict.computed, verdict.low, verdict.high) != (None, None, None)
    number = None if isinstance(verdict.computed, str) else verdict.computed
    figure = Figure(reader.numbers, number, unit, verdict.low, verdict.high)
    return {
        "mark": mark(verdict.verdict, reader.words),
        "basis": verdict.basis,
        "computed": figure.__html__() if known else "",
        "arithmetic": cited(verdict.arithmetic, reader.record, reader.query),
        "missing": verdict.missing,
        "rows": verdict.rows if reader.rows else (),
    }


def _delivered(request: HttpRequest, reader: Reader, form: ClaimForm) -> HttpResponseRedirect:
    """Hand the line in by the form `claims`, as any delivery; on to what was found in it."""
    assert reader.account is not None
    line = form.as_line()
    text = io.StringIO()
    writer = csv.DictWriter(text, list(line), lineterminator="\n")
    writer.writeheader()
    writer.writerow(line)
    name = f"claim-{line['claim']}.csv"
    handed = Handed(Delivery.Kind.FORM, name, text.getvalue().encode(), form=FORM)
    delivery = check(receive(reader.programme, reader.account, handed))
    messages.info(
        request,
        _("The claim is handed in as delivery %(number)s; it waits for acceptance.")
        % {"number": delivery.pk},
    )
    try:
        return HttpResponseRedirect(reverse("delivery", kwargs={"number": delivery.pk}))
    except NoReverseMatch:
        return HttpResponseRedirect(reverse("claims"))
