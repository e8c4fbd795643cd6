"""What templates ask of decisions."""

from __future__ import annotations

from django import template

from counterpart_site.deliveries.models import Delivery
from counterpart_site.web.coordinating import deciding
from counterpart_site.web.reader import Reader

register = template.Library()


@register.filter
def decision(delivery: Delivery, reader: Reader) -> deciding.Decision:
    """What a reader may decide on a delivery, and why not."""
    return deciding.decision(delivery, reader)


@register.filter
def row_key(key: str) -> str:
    """The key of a row as it stands in addresses: a plus between its columns."""
    return key.replace("\x1f", "+")
