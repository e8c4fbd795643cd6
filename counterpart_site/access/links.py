"""Links that sign in once: how a person comes in who has no password yet."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from sesame.utils import get_query_string

from counterpart_site.access.models import Account


def sign_in_link(account: Account, site: str = "") -> str:
    """The address that signs `account` in, once and within a day; `site` is what stands before it.

    It leads to pages in the account's language. Another sign-in ends it. Where a second factor is
    set up, it is still asked for.
    """
    with override(account.language):
        return f"{site}{reverse('sign_in_by_link')}{get_query_string(account)}"


def sign_out_everywhere(account: Account) -> None:
    """End all sessions of an account, on every device; its tokens stay until they are revoked."""
    account.signed_out_at = timezone.now()
    account.save(update_fields=["signed_out_at"])
