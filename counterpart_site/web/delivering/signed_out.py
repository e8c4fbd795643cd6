"""Lines that were typed in a session that has ended: they survive signing in again."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render

from counterpart_site.web.delivering.lines import NAME

KEPT = "lines_of_ended_session"
LANGUAGE = re.compile(r"^/[a-z]{2}(?=/)")


class _Check(CsrfViewMiddleware):
    """Django's check of where a form was posted from, asked rather than enforced."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def is_of_another_session(request: HttpRequest) -> bool:
    """Whether the posted page was made before the last sign-in, or comes from elsewhere.

    Nothing may be done for such a page. What it says may be shown again to who posted it.
    """
    check = _Check(lambda _: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _no_view, (), {}) is not None


def keep_and_sign_in(request: HttpRequest, fields: re.Pattern[str] = NAME) -> HttpResponse:
    """Keep the posted `fields` until somebody signs in with this browser; the way to do so.

    Where the page may come from elsewhere nothing is kept: it is shown, to be posted again.
    """
    if request.headers.get("HX-Request"):
        return render(request, "web/delivering/ended.html")
    posted = {
        name: text
        for name, text in request.POST.items()
        if fields.match(name) or name in ("draft", "version")
    }
    if is_of_another_session(request):
        words = {"posted": {name: str(text) for name, text in posted.items()}}
        return render(request, "web/delivering/signed_out.html", words, status=401)
    request.session[KEPT] = {"address": request.path, "posted": posted}
    return redirect_to_login(request.get_full_path())


def take_kept(request: HttpRequest) -> dict[str, str]:
    """The lines that were kept for this address, once; empty where there are none."""
    kept: dict[str, Any] = request.session.get(KEPT, {})
    # The same form may be opened in the other language after signing in.
    if _plain(kept.get("address", "")) != _plain(request.path):
        return {}
    del request.session[KEPT]
    posted: dict[str, str] = kept["posted"]
    return posted


def _plain(address: str) -> str:
    return LANGUAGE.sub("", address)


def _no_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
