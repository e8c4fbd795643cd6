"""Keys of rows in addresses and on pages."""

from __future__ import annotations

from django import template
from django.urls import reverse

from counterpart_site.web.records.naming import shown_key

register = template.Library()


@register.filter
def row_key(key: str) -> str:
    """A row's key as it is read: its parts joined by a plus sign."""
    return shown_key(key)


@register.filter
def row_address(key: str, table: str) -> str:
    """The address of a row."""
    return reverse("row", kwargs={"table": table, "key": shown_key(key)})
