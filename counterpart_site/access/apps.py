"""The app of accounts and permissions."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, memberships, tokens."""

    name = "counterpart_site.access"
    label = "access"
