"""/sign-in/: in by a link that works once."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from sesame.backends import ModelBackend
from sesame.settings import TOKEN_NAME

from counterpart_site.access.first import may_begin
from counterpart_site.access.models import Account


@never_cache
@require_GET
def sign_in_by_link(request: HttpRequest) -> HttpResponse:
    """Sign in by the link's token, a second factor included; a used or old link says so.

    The link is used up at once, also where the second factor is never given.
    """
    account = ModelBackend().authenticate(request, request.GET.get(TOKEN_NAME))
    if not isinstance(account, Account):
        return render(request, "web/accounts/link_used.html", status=403)
    account.last_login = timezone.now()
    account.save(update_fields=["last_login"])
    account.backend = "sesame.backends.ModelBackend"
    # Where there is no programme yet, the first thing to do is to begin one.
    goes = reverse("start") if may_begin(account) else None
    response = perform_login(request, account, email_verification="none", redirect_url=goes)
    assert isinstance(response, HttpResponse)
    return response
