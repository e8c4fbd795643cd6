"""/sign-in/: in by a link that works once."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from sesame.utils import get_user

from counterpart_site.access.models import Account


def sign_in_by_link(request: HttpRequest) -> HttpResponse:
    """Sign in by the link's token, a second factor included; a used or old link says so."""
    account = get_user(request)
    if not isinstance(account, Account):
        return render(request, "web/accounts/link_used.html", status=403)
    account.backend = "sesame.backends.ModelBackend"
    response = perform_login(request, account, email_verification="none")
    assert isinstance(response, HttpResponse)
    return response
