"""What a backup holds: a member for each table of the site, a line a row, a text a cell.

A null is `\\N`; other text that begins with a backslash has one more. Both databases give the same
text for the same value: numbers as they are, booleans 0 and 1, moments in UTC with six digits,
bytes in hex. So a backup of one can be restored into the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

from counterpart.engine.store import quoted

NULL = r"\N"
# Django makes these tables' rows itself, or they end with the secret key, or they pass by the hour:
# sign-ins that failed, jobs.
PASSED_OVER = frozenset({"auth", "contenttypes", "sessions", "axes", "django_tasks_database"})
WHOLE = ("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField")
WHOLE_TOO = ("SmallIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField")
TEXT = ("CharField", "TextField", "DateField", "QuantityField", "SlugField", "URLField")
TEXT_TOO = ("EmailField", "GenericIPAddressField", "PositiveBigIntegerField")
KINDS: dict[str, str] = {
    **dict.fromkeys((*WHOLE, *WHOLE_TOO), "integer"),
    **dict.fromkeys((*TEXT, *TEXT_TOO), "text"),
    "BooleanField": "boolean",
    "FloatField": "number",
    "DateTimeField": "moment",
    "JSONField": "json",
    "BinaryField": "bytes",
    "UUIDField": "uuid",
}
DECODE: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "text": str,
    "json": str,
    "moment": str,
    "uuid": str,
    "boolean": lambda cell: cell == "1",
    "bytes": bytes.fromhex,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A table with its columns: name -> kind, one of those of DECODE."""

    table: str
    columns: dict[str, str]

    @property
    def file(self) -> str:
        """Its name in the backup."""
        return f"tables/{self.table}.csv"

    def query(self) -> str:
        """SQL for all rows, every cell as its text."""
        cells = ", ".join(_text(quoted(name), kind) for name, kind in self.columns.items())
        order = ' ORDER BY "id"' if "id" in self.columns else ""
        return f"SELECT {cells} FROM {quoted(self.table)}{order}"


def members() -> list[Member]:
    """Every table of the site that a backup holds, by name."""
    kept = [
        Member(model._meta.db_table, _columns(model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        if model._meta.app_label not in PASSED_OVER
    ]
    return sorted(kept, key=lambda member: member.table)


def _columns(model: type[models.Model]) -> dict[str, str]:
    return {
        field.column: kind_of(field)
        for field in model._meta.local_concrete_fields
        if field.column is not None
    }


def kind_of(field: models.Field[Any, Any]) -> str:
    """The kind of a column; KeyError for a field that no backup knows."""
    if isinstance(field, models.ForeignKey):
        return kind_of(field.target_field)
    return KINDS[field.get_internal_type()]


def decoded(cell: str, kind: str) -> Any:
    """The value of a cell; ValueError where it is none of its kind."""
    if cell == NULL:
        return None
    return DECODE[kind](cell[1:] if cell.startswith("\\\\") else cell)


def _text(name: str, kind: str) -> str:
    if connection.vendor == "postgresql":
        text = {
            "boolean": f"{name}::integer::text",
            "bytes": f"encode({name}, 'hex')",
            "moment": f"to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
            "uuid": f"replace({name}::text, '-', '')",
        }.get(kind, f"{name}::text")
    else:
        text = f"lower(hex({name}))" if kind == "bytes" else name
        if kind == "bytes":
            text = f"CASE WHEN {name} IS NOT NULL THEN {text} END"
    if kind in ("text", "json"):
        text = f"CASE WHEN substr({text}, 1, 1) = '\\' THEN '\\' || {text} ELSE {text} END"
    return f"coalesce({text}, '\\N')"
