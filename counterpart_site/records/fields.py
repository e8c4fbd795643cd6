"""The field of exact quantities: DECIMAL(20,4) on PostgreSQL, its digits as text on SQLite.

SQLite has no exact decimals: it would keep fifteen digits of twenty. Its text sorts as text; order
and compare quantities after reading, or cast them in SQL where fifteen digits are enough.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# Django's fields name their types to a type checker only.
if TYPE_CHECKING:
    Field = models.Field[Decimal | None, Decimal | None]
else:
    Field = models.Field

PLACES = Decimal("0.0001")
LIMIT = Decimal(10) ** 16


class QuantityField(Field):
    """An exact quantity with sixteen digits before and four after the point."""

    description = "an exact quantity with four decimals"

    def get_internal_type(self) -> str:
        return "QuantityField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "numeric(20, 4)" if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else Decimal(value).quantize(PLACES)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise ValidationError(f"{value!r} is not a number") from None

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        if number is None:
            return None
        exact = number.quantize(PLACES)
        if exact != number or abs(exact) >= LIMIT:
            raise ValidationError(f"{value} has more than sixteen digits or four decimals")
        return str(exact)
