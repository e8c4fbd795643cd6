"""Tokens: secrets that stand for an account; the site keeps only what recognises them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from counterpart_site.access.models import Account, Token

PREFIX = "cp_"


def make_token(account: Account, name: str, days: int) -> tuple[str, Token]:
    """A new token: its secret, which is not kept, and what is."""
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + timedelta(days=days)
    fields = {"name": name, "digest": _digest(secret), "expires_at": expires}
    return secret, Token.objects.create(account=account, **fields)


def account_of_token(secret: str) -> Account | None:
    """The account that a secret stands for, while it is valid."""
    found = Token.objects.filter(digest=_digest(secret), revoked_at=None).select_related("account")
    token = found.filter(expires_at__gt=timezone.now(), account__is_active=True).first()
    return token.account if token else None


def revoke(token: Token) -> None:
    """End a token now."""
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])


def _digest(secret: str) -> str:
    # A random secret of 256 bits needs no slow hash.
    return hashlib.sha256(secret.encode()).hexdigest()
