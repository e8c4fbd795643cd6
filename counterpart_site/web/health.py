"""/healthz: whether the site can read its database, and how far each chain is."""

from __future__ import annotations

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from counterpart_site.records.models import Chain


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """{status, database, chain}: 200 where the database answers, 503 where it does not."""
    try:
        chains = {chain.programme: chain.length for chain in Chain.objects.all()}
    except Error:
        found = {"status": "failing", "database": connection.vendor, "chain": None}
        return JsonResponse(found, status=503)
    return JsonResponse({"status": "ok", "database": connection.vendor, "chain": chains})
