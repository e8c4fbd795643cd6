"""/deliveries/inbox/digest/: ask for the digest of one's inbox by e-mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from counterpart_site.publishing.tasks import send_digest
from counterpart_site.web.reader import reader_of


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """A job sends the reader the digest of the inbox."""
    reader = reader_of(request)
    reader.needs("read inbox")
    assert reader.account is not None
    site = request.build_absolute_uri("/").rstrip("/")
    send_digest.enqueue(reader.programme.pk, reader.account.pk, site)
    messages.success(request, _("The digest is on its way to your address."))
    return redirect("inbox")
