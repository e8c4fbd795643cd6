"""/members/: who has which role, invitations, links, ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from counterpart.errors import InputError
from counterpart_site.access.links import sign_in_link
from counterpart_site.access.members import ask_for_account, close_member, end_role, invite
from counterpart_site.access.models import Account, Membership, Role, Side
from counterpart_site.web.accounts.fields import add_findings
from counterpart_site.web.accounts.letters import send_link
from counterpart_site.web.naming import programme_name
from counterpart_site.web.reader import Reader, reader_of


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput({"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    side = forms.ChoiceField(
        label=gettext_lazy("Side"),
        choices=[("", gettext_lazy("neither")), *Side.choices],
        required=False,
        help_text=gettext_lazy("A clerk or a coordinator belongs to a side."),
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"),
        required=False,
        help_text=gettext_lazy(
            "Its id in the record, where a clerk reports for one organisation only."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES
    )


@never_cache
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest) -> HttpResponse:
    """Who is a member; POST invites."""
    reader = reader_of(request)
    reader.needs("manage accounts")
    if request.method == "GET":
        return _page(request, reader, InviteForm(initial={"language": get_language()}))
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, reader, form, status=400)
    said = form.cleaned_data
    try:
        membership = invite(
            reader.programme,
            _administrator(reader),
            said["email"],
            said["role"],
            said["side"],
            said["organisation"] or None,
            said["language"],
        )
    except InputError as error:
        add_findings(form, error)
        return _page(request, reader, form, status=400)
    return _invited(request, reader, membership.account)


@require_POST
def member_link(request: HttpRequest, number: int) -> HttpResponse:
    """Send a member a new link."""
    reader = reader_of(request)
    membership = _membership(reader, number)
    ask_for_account(membership.account, _administrator(reader), reader.programme)
    return _invited(request, reader, membership.account)


@require_POST
def member_end(request: HttpRequest, number: int) -> HttpResponse:
    """End a role now."""
    reader = reader_of(request)
    membership = _membership(reader, number)
    end_role(membership, _administrator(reader))
    words = {"email": membership.account.email, "role": membership.get_role_display()}
    messages.success(request, _("%(email)s is no longer %(role)s.") % words)
    return redirect(reverse("members") + reader.query)


@require_POST
def member_close(request: HttpRequest, number: int) -> HttpResponse:
    """Close a member's account."""
    reader = reader_of(request)
    account = _membership(reader, number).account
    close_member(account, _administrator(reader), reader.programme)
    messages.success(request, _("The account %(email)s is closed.") % {"email": account.email})
    return redirect(reverse("members") + reader.query)


def _membership(reader: Reader, number: int) -> Membership:
    """A role that somebody has in the reader's programme; 404 where there is none, or no more."""
    reader.needs("manage accounts")
    open_ones = reader.programme.memberships.filter(until=None).select_related("account", "chain")
    return get_object_or_404(open_ones, pk=number)


def _administrator(reader: Reader) -> Account:
    assert reader.account is not None
    return reader.account


def _invited(request: HttpRequest, reader: Reader, account: Account) -> HttpResponse:
    """Send the link; show it as well to whoever invites somebody who never was here.

    A link of somebody who was is for their eyes alone.
    """
    link = sign_in_link(account, request.build_absolute_uri("/").rstrip("/"))
    sent = send_link(request, account, reader.programme, link)
    shown = link if account.last_login is None and _is_own(reader, account) else ""
    form = InviteForm(initial={"language": account.language})
    words = {"invited": account, "link": shown, "sent": sent}
    return _page(request, reader, form, **words)


def _is_own(reader: Reader, account: Account) -> bool:
    try:
        ask_for_account(account, _administrator(reader), reader.programme)
    except InputError:
        return False
    return True


def _page(request: HttpRequest, reader: Reader, form: InviteForm, **more: Any) -> HttpResponse:
    now, status = timezone.now(), more.pop("status", 200)
    listed = reader.programme.memberships.select_related("account")
    rows = list(listed.order_by("account__email", "-since", "pk"))
    words = {
        "holding": [each for each in rows if each.holds(now)],
        "ended": [each for each in rows if not each.holds(now)],
        "form": form,
        "programme": programme_name(reader.programme, reader.language),
        **more,
    }
    return render(request, "web/accounts/members.html", words, status=status)
