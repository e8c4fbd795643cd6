"""Pages of a table straight from the database: a page is a step along an index, never an offset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from counterpart.tables import Table
from counterpart_site.records.models import MODELS, Row
from counterpart_site.records.queries import Moment, current

PAGE = 50
# Rows that are counted; beyond them it is said that there are more.
COUNTED = 10_000
BATCH = 2_000
# Orders that an index serves: by key, and as rows were recorded.
ORDERS = {"key": ("row_key", "ASC"), "-key": ("row_key", "DESC")}
ORDERS |= {"recorded": ("id", "ASC"), "-recorded": ("id", "DESC")}
TURNED = {"ASC": "DESC", "DESC": "ASC"}


@dataclass(frozen=True, slots=True)
class Query:
    """Rows of a table as known at a moment: SQL over the rows `r`, its parameters, the order."""

    table: Table
    moment: Moment
    where: str
    parameters: Sequence[Any]
    order: str = "key"

    def count(self) -> int:
        """How many rows there are; COUNTED + 1 means more."""
        rows = current(self.table, self.moment, "1", self.where)
        with connection.cursor() as cursor:
            sql = f"SELECT count(*) FROM ({rows} LIMIT {COUNTED + 1}) counted"
            cursor.execute(sql, list(self.parameters))
            return int(cursor.fetchone()[0])

    def rows(self, limit: int, after: str = "", before: str = "") -> list[Row]:
        """At most `limit` rows behind the place `after`, or those that end at `before`."""
        column, direction = ORDERS[self.order]
        sign = ">" if (direction == "ASC") != bool(before) else "<"
        where, parameters = self.where, list(self.parameters)
        place = after or before
        if place:
            where = f"{where} AND r.{column} {sign} %s"
            parameters.append(int(place) if column == "id" else place)
        turned = TURNED[direction] if before else direction
        sql = current(self.table, self.moment, "r.*", where)
        sql += f" ORDER BY r.{column} {turned} LIMIT {int(limit)}"
        model = MODELS[self.table.name]
        found = list(model._default_manager.raw(sql, parameters))
        return found[::-1] if before else found

    def all(self) -> Iterator[Row]:
        """Every row in order, read in batches: what is known at a moment does not change."""
        after = ""
        while rows := self.rows(BATCH, after):
            yield from rows
            after = self.place(rows[-1])

    def place(self, row: Row) -> str:
        """Where a row stands in the order: what the next page begins behind."""
        return str(row.pk) if ORDERS[self.order][0] == "id" else row.row_key


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows with the places that the pages around them begin at; empty where there is none."""

    rows: list[Row]
    after: str
    before: str


def page_of(query: Query, after: str = "", before: str = "") -> Page:
    """The page of a query behind or before a place."""
    found = query.rows(PAGE + 1, after, before)
    more = len(found) > PAGE
    rows = (found[-PAGE:] if before else found[:PAGE]) if more else found
    if not rows:
        return Page([], "", "")
    behind = more or bool(before)
    ahead = bool(after) or (bool(before) and more)
    return Page(
        rows, query.place(rows[-1]) if behind else "", query.place(rows[0]) if ahead else ""
    )


def facts(table: Table, row: Row) -> dict[str, Any]:
    """What a row says, by the columns of the contract."""
    fields = {field.column: field.attname for field in row._meta.concrete_fields}
    return {name: getattr(row, fields[name]) for name in table.names}
