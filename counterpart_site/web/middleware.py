"""What goes wrong becomes a page: the finding, where, which value, and the remedy."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from counterpart.errors import InputError
from counterpart_site.web.reader import SignInFirstError

STATUS = {"action_refused": 403, "nothing_published": 404, "not_known": 404}


class Findings:
    """Turns refusals into pages with the status that fits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; other errors stay errors."""
        if isinstance(error, SignInFirstError):
            return redirect_to_login(request.get_full_path())
        if not isinstance(error, InputError):
            return None
        code = error.findings[0].code
        status = STATUS.get(code, 404 if code.startswith("unknown_") else 400)
        return render(request, "web/refused.html", {"findings": error.findings}, status=status)
