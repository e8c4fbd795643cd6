"""/deliveries/reporters/: which office of a side reports which form, and from when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError
from counterpart_site.access.models import Account
from counterpart_site.deliveries.assigning import assign, end_assignment, offices_of
from counterpart_site.deliveries.lateness import MONTHS, due_day, period_of
from counterpart_site.deliveries.models import Assignment
from counterpart_site.web.accounts.fields import add_findings
from counterpart_site.web.coordinating.naming import form_name, side_name
from counterpart_site.web.reader import Reader, reader_of


class AssignmentForm(forms.Form):
    """An office, a form, a day."""

    reporter = forms.CharField(
        label=gettext_lazy("Place or organisation"),
        widget=forms.TextInput({"list": "offices", "autocomplete": "off"}),
        help_text=gettext_lazy("One of your side: begin to type its name, or give its code."),
    )
    form = forms.ChoiceField(label=gettext_lazy("Form"))
    since = forms.DateField(
        label=gettext_lazy("From"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=gettext_lazy("The first period that is asked for is the one of this day."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def reporters(request: HttpRequest) -> HttpResponse:
    """Who reports what, on both sides; POST names an office of one's own side."""
    reader = reader_of(request)
    side = reader.needs("assign forms").side
    named = {
        form.code: capfirst(form_name(reader, form.code))
        for form in load_catalogue().forms.values()
    }
    offices = {each: reader.record.name(each) for each in offices_of(reader.programme, side)}
    form = AssignmentForm(
        request.POST if request.method == "POST" else None,
        initial={"since": timezone.now().date(), "reporter": request.GET.get("reporter", "")},
        choices=[("", ""), *sorted(named.items(), key=lambda each: each[1])],
    )
    if form.is_valid():
        try:
            _assign(reader, form.cleaned_data, offices)
        except InputError as error:
            add_findings(form, error)
        else:
            messages.success(request, _("It is noted, and the form is due from then on."))
            return redirect(reverse("reporters") + reader.query)
    words = {
        "form": form,
        "side": side_name(reader, side),
        "offices": sorted(offices.items(), key=lambda each: each[1]),
        "listed": [
            (
                each,
                reader.record.name(each.reporter),
                named.get(each.form, each.form),
                *_due(reader, each),
            )
            for each in reader.programme.assignments.filter(until=None)
        ],
        "own": side,
    }
    status = 400 if form.errors else 200
    return render(request, "web/coordinating/reporters.html", words, status=status)


@require_POST
def reporter_end(request: HttpRequest, number: int) -> HttpResponse:
    """From today on the office no longer reports the form."""
    reader = reader_of(request)
    reader.needs("assign forms")
    found = get_object_or_404(reader.programme.assignments.filter(until=None), pk=number)
    end_assignment(found, _account(reader))
    messages.success(request, _("It is no longer asked for."))
    return redirect(reverse("reporters") + reader.query)


def _assign(reader: Reader, said: dict[str, Any], offices: dict[str, str]) -> None:
    """A name that only one office has stands for its code."""
    typed = said["reporter"].strip()
    alike = [code for code, name in offices.items() if name.casefold() == typed.casefold()]
    reporter = alike[0] if typed not in offices and len(alike) == 1 else typed
    assign(reader.programme, _account(reader), reporter, said["form"], said["since"])


def _due(reader: Reader, assignment: Assignment) -> tuple[str, str]:
    """How often the form comes, and when the first one that was asked for was due."""
    catalogue = load_catalogue()
    form = catalogue.forms.get(assignment.form)
    if form is None:
        return "", ""
    every = catalogue.name("frequency", form.every, reader.language)
    if form.every not in MONTHS:
        return every, ""
    return every, due_day(form, period_of(form.every, assignment.since)).isoformat()


def _account(reader: Reader) -> Account:
    assert reader.account is not None
    return reader.account
