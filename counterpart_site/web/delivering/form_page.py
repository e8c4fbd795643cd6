"""/deliveries/forms/<form>/: what a form is for, its template, a file, or typing into it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from counterpart.catalogue import Catalogue, Form
from counterpart.errors import InputError, finding
from counterpart.intake.forms import id_column
from counterpart_site.deliveries.checking import delivery_of
from counterpart_site.deliveries.drafts import drafts_of
from counterpart_site.deliveries.models import Delivery, Draft, Upload
from counterpart_site.deliveries.reading_rights import ask_to_read
from counterpart_site.deliveries.receive import Handed, reporter_of
from counterpart_site.web.delivering import lines as typed
from counterpart_site.web.delivering.due import duty, last_period
from counterpart_site.web.delivering.fields import fields_of, form_name
from counterpart_site.web.delivering.filling import Filling, form_of
from counterpart_site.web.delivering.history import history_of
from counterpart_site.web.delivering.signed_out import (
    is_of_another_session,
    keep_and_sign_in,
    take_kept,
)
from counterpart_site.web.delivering.uploading import (
    Received,
    hand_in,
    refuse_too_large,
    take_file,
)
from counterpart_site.web.reader import reader_of


@csrf_exempt  # The check is asked below, so that lines typed in an ended session are not lost.
def deliver(request: HttpRequest, form: str) -> HttpResponse:
    """The page of a form; POST `act`: keep, save, add, remove-<line>, drop, hand_in, upload."""
    reader = reader_of(request)
    if request.method == "POST":
        refuse_too_large(request)
        if reader.account is None:
            return keep_and_sign_in(request)
    asked_form, catalogue = form_of(form)
    asked = request.GET.get("reporter") or None
    try:
        membership = reader.needs("deliver", reporter=asked)
    except InputError as error:
        lines = typed.posted_lines(request.POST, asked_form, catalogue)
        if not any(lines):
            raise
        return _refused(request, asked_form, catalogue, lines, error)
    reporter = reporter_of(membership, asked)
    filling = Filling(request, reader, asked_form, catalogue, reporter)
    if request.method == "POST":
        return _posted(filling)
    if kept := take_kept(request):
        lines = typed.posted_lines(kept, asked_form, catalogue)
        draft = filling.save(lines, kept)
        messages.success(request, _("What you had typed was kept while you signed in."))
        return redirect(_of_draft(filling, draft))
    return _page(filling, *_shown(filling))


def _refused(
    request: HttpRequest,
    form: Form,
    catalogue: Catalogue,
    lines: list[typed.Line],
    error: InputError,
) -> HttpResponse:
    """Why a page that was open cannot be handed in any more, with all that was typed into it."""
    fields = fields_of(form, catalogue, {}, reader_of(request).language)
    used = [field for field in fields if any(line.get(field.key) for line in lines)]
    words = {
        "findings": error.findings,
        "titles": [field.title for field in used],
        "lines": [[line.get(field.key, "") for field in used] for line in lines if line],
    }
    return render(request, "web/delivering/refused.html", words, status=403)


def _posted(filling: Filling) -> HttpResponse:
    request = filling.request
    if is_of_another_session(request):
        said = _("This page was made before you signed in again. Nothing was lost: press again.")
        messages.warning(request, said)
        return _page(filling, *_of_page(filling))
    act = request.POST.get("act", "")
    try:
        if act == "upload":
            file = request.FILES.get("file")
            found = take_file(filling.reader, file, filling.form, filling.reporter)
            if isinstance(found, Upload):
                return redirect("point", found.pk)
            return _received(request, found)
        if act == "hand_in":
            return _hand_in(filling)
    except InputError as error:
        page = _page(filling, *_of_page(filling), error)
        page.status_code = 403 if error.findings[0].code == "action_refused" else 400
        return page
    if act == "drop":
        for each in filling.drafts:
            if str(each.pk) == request.POST.get("draft"):
                each.delete()
        return redirect(filling.address)
    lines = filling.posted()
    if act == "add":
        lines.append(typed.line_after(lines))
    if act.startswith("remove-"):
        lines = [line for number, line in enumerate(lines) if act != f"remove-{number}"]
    if act == "keep" and (number := filling.handed_in(lines)):
        return render(request, "web/delivering/kept.html", {"number": number})
    draft = filling.save(lines, filling.request.POST)
    apart = _is_apart(request, draft)
    if act == "keep":
        words = {"draft": draft, "apart": apart, "address": filling.address}
        return render(request, "web/delivering/kept.html", words)
    if act == "save" and not apart:
        messages.success(request, _("Saved. Nothing is handed in yet."))
    if apart:
        messages.warning(request, _("Another window saved this form meanwhile. Both are kept."))
    return redirect(_of_draft(filling, draft) + ("#last" if act == "add" else ""))


def _hand_in(filling: Filling) -> HttpResponse:
    lines = filling.posted()
    if not any(any(line.values()) for line in lines):
        raise InputError([finding("nothing_delivered", value=filling.form.code)])
    # Whatever happens to the check, the lines are kept.
    draft = filling.save(lines, filling.request.POST)
    content = typed.as_csv(filling.form, filling.catalogue, lines)
    name = f"{filling.form.code}-{timezone.now():%Y-%m-%d}.csv"
    handed = Handed(Delivery.Kind.FORM, name, content, form=filling.form.code)
    received = hand_in(filling.reader, handed, filling.reporter)
    # A script may have kept the same lines elsewhere while they were being checked.
    for each in filling.drafts_now():
        if each.pk == draft.pk or each.lines == draft.lines:
            each.delete()
    return _received(filling.request, received)


def _received(request: HttpRequest, received: Received) -> HttpResponse:
    if received.before:
        said = _("The same content was handed in before: it is this delivery.")
        messages.info(request, said)
    return redirect("delivery", received.delivery.pk)


def _is_apart(request: HttpRequest, draft: Draft) -> bool:
    """Whether another window saved lines that the page does not show."""
    number = request.POST.get("draft", "")
    if number:
        return number != str(draft.pk)
    known = request.POST.get("known", "")
    others = drafts_of(draft.account, draft.chain, draft.form, draft.reporter)
    return known.isdecimal() and any(int(known) < each.pk < draft.pk for each in others)


def _of_draft(filling: Filling, draft: Draft) -> str:
    between = "&" if "?" in filling.address else "?"
    return f"{filling.address}{between}draft={draft.pk}"


def _of_page(filling: Filling) -> tuple[list[typed.Line], Draft | None]:
    """What the posted page showed: its lines, and its draft unless that is a newer one by now."""
    lines, posted = filling.posted(), filling.request.POST
    if not lines:
        return _shown(filling)
    if filling.saved is not None:
        return lines, filling.saved
    told = (posted.get("draft"), posted.get("version"))
    same = [each for each in filling.drafts if (str(each.pk), str(each.version)) == told]
    return lines, next(iter(same), None)


def _shown(filling: Filling) -> tuple[list[typed.Line], Draft | None]:
    """The lines that the page begins with: a draft, a delivery, a period on record, or new ones."""
    asked = filling.request.GET
    if number := asked.get("from"):
        delivery = delivery_of(int(number) if number.isdecimal() else 0)
        assert filling.reader.account is not None
        ask_to_read(filling.reader.account, delivery)
        lines = typed.lines_of(delivery, filling.form, filling.catalogue)
        return lines or [{}], None
    if "period" in asked:
        period = asked["period"]
        told = [each for each in filling.recorded if not period or each.get("end_on") == period]
        return told[: typed.MOST] or [{}], None
    draft = filling.draft(asked.get("draft")) or next(iter(filling.drafts), None)
    if draft is not None and "new" not in asked:
        return draft.lines or [{}], draft
    period_due = last_period(filling.form.every, timezone.now().date())
    known = {code for code, _, _ in filling.lists["organisations"]}
    own = filling.reporter if filling.reporter in known else ""
    new = (filling.form, filling.catalogue, filling.recorded, period_due, own)
    return typed.next_lines(*new), None


def _page(
    filling: Filling, lines: list[typed.Line], draft: Draft | None, error: InputError | None = None
) -> HttpResponse:
    reader, form = filling.reader, filling.form
    deliveries = Delivery.objects.filter(
        chain=reader.programme, form=form.code, reporter=filling.reporter
    )
    own = id_column(form)
    rows = [
        {
            "id": line.get(own, "") if own else "",
            "cells": [(field, field.label(line.get(field.key, ""))) for field in filling.fields],
        }
        for line in lines
    ]
    chinese = reader.language == "zh"
    words = {
        "form": form,
        "title": form_name(form, reader.language),
        "who": form.reporter_zh if chinese else form.reporter_en,
        "every": filling.catalogue.name("frequency", form.every, reader.language),
        "reporter": filling.reporter,
        "reporter_name": reader.record.name(filling.reporter),
        "reports_for_others": not reader.needs("deliver").organisation,
        "parties": filling.parties,
        "fields": filling.fields,
        "lists": {f.listed: f.choices for f in filling.fields if f.listed}.items(),
        "own": own,
        "rows": rows,
        "draft": draft,
        "known": max((each.pk for each in filling.drafts), default=0),
        "others": [each for each in filling.drafts if draft is None or each.pk != draft.pk],
        "address": filling.address,
        "periods": typed.periods_of(filling.recorded)[:12],
        "on_record": len(filling.recorded),
        "duty": duty(
            reader.programme, form, filling.reporter, list(deliveries), timezone.now().date()
        ),
        "findings": error.findings if error else (),
        "history": history_of(reader, form, filling.catalogue, filling.reporter),
    }
    return render(filling.request, "web/delivering/form.html", words)
