"""Links that sign in once: how a person comes in who has no password yet."""

from __future__ import annotations

from django.urls import reverse
from sesame.utils import get_query_string

from counterpart_site.access.models import Account


def sign_in_link(account: Account, site: str = "") -> str:
    """The address that signs `account` in, once and within a day; `site` is what stands before it.

    Another sign-in ends it. Where a second factor is set up, it is still asked for.
    """
    return f"{site}{reverse('sign_in_by_link')}{get_query_string(account)}"
