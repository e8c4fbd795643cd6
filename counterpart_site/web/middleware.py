"""What goes wrong becomes a page: the finding, where, which value, and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import page_not_found

from counterpart.errors import InputError
from counterpart_site.web.reader import BeingPreparedError, SignInFirstError

STATUS = {
    **dict.fromkeys(("action_refused", "role_ended", "member_elsewhere"), 403),
    **dict.fromkeys(("nothing_published", "nothing_computed", "not_known"), 404),
}
# Seconds after which a page that is being prepared is asked for again.
AGAIN = 10


class Findings:
    """Turns refusals into pages with the status that fits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No key holds it, and no database takes it.
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return page_not_found(request, Http404())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a refusal; other errors stay errors."""
        if isinstance(error, SignInFirstError):
            return redirect_to_login(_page_of(request))
        if isinstance(error, BeingPreparedError):
            return _preparing(request, error)
        if not isinstance(error, InputError):
            return None
        code = error.findings[0].code
        status = STATUS.get(code, 404 if code.startswith("unknown_") else 400)
        return render(request, "web/refused.html", {"findings": error.findings}, status=status)


def _preparing(request: HttpRequest, error: BeingPreparedError) -> HttpResponse:
    """What stands in place of a page until the worker has frozen the record that it is made of."""
    words = {"sequence": error.sequence}
    response = render(request, "web/preparing.html", words, status=202)
    response["Cache-Control"] = "no-store"
    if request.method == "GET":
        response["Refresh"] = str(AGAIN)
    return response


def _page_of(request: HttpRequest) -> str:
    """The page to come back to after signing in: the one with the form, for what was sent."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if request.method != "POST" or came_from.netloc != request.get_host():
        return request.get_full_path()
    return came_from._replace(scheme="", netloc="", fragment="").geturl()
