"""The second factor: who just showed that it works is not asked for it again at once."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from counterpart_site.access.models import Account


@receiver(authenticator_added)
def shown_to_work(
    request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any
) -> None:
    """Setting up an app takes its code: the page of recovery codes that follows opens."""
    kind = authenticator.type
    record_authentication(request, user, method="mfa", type=kind, reauthenticated=True)
