"""/contacts/: who is reached for what, on this site alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from counterpart.errors import InputError
from counterpart_site.access.contacts import (
    LONGEST,
    Entry,
    add_contact,
    contacts_of,
    latest_expiry,
    remove_contact,
    renew_contact,
)
from counterpart_site.access.models import Account, Contact
from counterpart_site.web.accounts.fields import add_findings
from counterpart_site.web.reader import Reader, reader_of


class ContactForm(forms.Form):
    """An entry of the contact book."""

    organisation = forms.CharField(max_length=200, label=gettext_lazy("Organisation or post"))
    name = forms.CharField(max_length=200, label=gettext_lazy("Name"))
    duty = forms.CharField(max_length=200, required=False, label=gettext_lazy("Duty"))
    phone = forms.CharField(
        max_length=60,
        required=False,
        label=gettext_lazy("Phone"),
        widget=forms.TextInput({"type": "tel"}),
    )
    email = forms.EmailField(required=False, label=gettext_lazy("E-mail address"))
    purpose = forms.CharField(
        max_length=400,
        label=gettext_lazy("Purpose"),
        help_text=gettext_lazy("What this person is asked about."),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Removed on"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = latest_expiry()
        field = self.fields["expires_on"]
        field.widget.attrs["max"] = latest.isoformat()
        field.help_text = _("At most %(months)d months from today, until %(day)s.") % {
            "months": LONGEST,
            "day": latest.isoformat(),
        }

    def clean(self) -> dict[str, Any]:
        """A contact is reached in some way."""
        said = super().clean() or {}
        if not said.get("phone") and not said.get("email") and "email" not in self.errors:
            raise forms.ValidationError(_("Give a phone number or an e-mail address."))
        return said


@never_cache
@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest) -> HttpResponse:
    """The contact book; POST adds an entry for one's own side."""
    reader = reader_of(request)
    reader.needs("read contacts")
    form = ContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            side = reader.needs("keep contacts").side
            add_contact(reader.programme, _account(reader), Entry(side, **form.cleaned_data))
        except InputError as error:
            add_findings(form, error)
        else:
            messages.success(request, _("The entry is added."))
            return redirect(reverse("contacts") + reader.query)
    listed = contacts_of(reader.programme, _account(reader))
    words = {
        "listed": [(each, reader.may("keep contacts", sides=each.side)) for each in listed],
        "form": form,
    }
    return render(request, "web/accounts/contacts.html", words, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, number: int) -> HttpResponse:
    """Correct an entry of one's own side, or let it stand longer."""
    reader = reader_of(request)
    found = _found(reader, number)
    reader.needs("keep contacts", sides=found.side)
    names = ContactForm.base_fields
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(found, name) for name in names},
    )
    if form.is_valid():
        try:
            renew_contact(found, _account(reader), Entry(found.side, **form.cleaned_data))
        except InputError as error:
            add_findings(form, error)
        else:
            messages.success(request, _("The entry is changed."))
            return redirect(reverse("contacts") + reader.query)
    words = {"form": form, "contact": found}
    return render(request, "web/accounts/contact.html", words, status=400 if form.errors else 200)


@require_POST
def contact_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove an entry of one's own side."""
    reader = reader_of(request)
    remove_contact(_found(reader, number), _account(reader))
    messages.success(request, _("The entry is removed."))
    return redirect(reverse("contacts") + reader.query)


def _found(reader: Reader, number: int) -> Contact:
    reader.needs("read contacts")
    return get_object_or_404(contacts_of(reader.programme, _account(reader)), pk=number)


def _account(reader: Reader) -> Account:
    assert reader.account is not None
    return reader.account
