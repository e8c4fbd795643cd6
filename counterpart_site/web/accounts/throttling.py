"""Who tried to sign in too often, and forms that are older than the sign-in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def address_of(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The address by which failures are counted: the one that was typed, in lower case."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(typed).strip().lower()


def form_outdated(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's page: the form was opened before the last sign-in, or somewhere else."""
    return render(
        request, "web/accounts/outdated.html", {"back": request.get_full_path()}, status=403
    )
