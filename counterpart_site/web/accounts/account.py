"""/me/: one's roles, ways to sign in, language, and tokens."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from counterpart_site.access.links import sign_out_everywhere
from counterpart_site.access.models import Account
from counterpart_site.access.tokens import make_token, revoke
from counterpart_site.web.naming import programme_name
from counterpart_site.web.reader import SignInFirstError, reader_of


class TokenForm(forms.Form):
    """What a token is for, and how long it stands."""

    name = forms.CharField(
        max_length=80, label=gettext_lazy("What it is for"), strip=True, required=True
    )
    days = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("How long it is valid"),
        choices=[
            (30, gettext_lazy("30 days")),
            (90, gettext_lazy("90 days")),
            (365, gettext_lazy("one year")),
        ],
        initial=90,
    )


@never_cache
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """The page of one's own account."""
    return _page(request, TokenForm())


@never_cache
@require_POST
def token_make(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    form, secret = TokenForm(request.POST), ""
    if form.is_valid():
        secret, _made = make_token(
            own_account(request), form.cleaned_data["name"], form.cleaned_data["days"]
        )
        form = TokenForm()
    return _page(request, form, secret=secret, status=200 if secret else 400)


@require_POST
def token_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """End one of one's own tokens."""
    token = get_object_or_404(own_account(request).tokens.filter(revoked_at=None), pk=number)
    revoke(token)
    messages.success(request, _("The token %(name)s is revoked.") % {"name": token.name})
    return redirect("account")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of letters, and of the pages after signing in by a link."""
    person, asked = own_account(request), request.POST.get("language", "")
    if asked not in dict(settings.LANGUAGES):
        return HttpResponse(status=400)
    person.language = asked
    person.save(update_fields=["language"])
    with override(asked):
        messages.success(request, _("Letters come in this language from now on."))
        return redirect("account")


@require_POST
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sessions of the account, this one as well."""
    sign_out_everywhere(own_account(request))
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("account_login")


def own_account(request: HttpRequest) -> Account:
    """Whoever is signed in; SignInFirstError where nobody is."""
    if not isinstance(request.user, Account):
        raise SignInFirstError
    return request.user


def _page(request: HttpRequest, form: TokenForm, **more: Any) -> HttpResponse:
    person, now = own_account(request), timezone.now()
    status, language = more.pop("status", 200), reader_of(request).language
    held = person.memberships.select_related("chain").order_by("chain__programme", "-since", "pk")
    words = {
        "person": person,
        "held": [
            (each, programme_name(each.chain, language) if each.holds(now) else "") for each in held
        ],
        "tokens": person.tokens.filter(revoked_at=None, expires_at__gt=now).order_by("expires_at"),
        "has_second_factor": is_mfa_enabled(person),
        "has_password": person.has_usable_password(),
        "site_languages": settings.LANGUAGES,
        "form": form,
        **more,
    }
    return render(request, "web/accounts/account.html", words, status=status)
