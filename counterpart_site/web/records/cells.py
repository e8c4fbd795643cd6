"""Cells as they are read: names beside codes and keys, numbers with their unit, links to rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from counterpart.catalogue import Catalogue
from counterpart.reports.numbers import machine
from counterpart.tables import Column, Table
from counterpart_site.web.records.naming import keys_in, shown_key

EXACT = ("value", "low", "high")


@dataclass(frozen=True, slots=True)
class Cells:
    """Shows the cells of one table's rows; `names` gives key -> (table, name), `query` the day."""

    table: Table
    catalogue: Catalogue
    language: str
    names: Mapping[str, tuple[str, str]]
    query: str = ""

    def cell(self, row: Mapping[str, Any], name: str) -> Markup:
        """One cell of a row."""
        column, value = self.table.column(name), row[name]
        if value is None or value == "":
            return Markup("")
        if column.references:
            return Markup("; ").join(self._referred(key) for key in keys_in(column, value))
        if column.codes:
            return self._coded(column, str(value))
        if isinstance(value, date):
            return Markup('<time datetime="{0}">{0}</time>').format(value.isoformat())
        if column.type == "boolean":
            return Markup("{}").format(_("yes") if value else _("no"))
        if isinstance(value, (Decimal, int, float)):
            return self._number(row, column, value)
        if self.table.key == (name,):
            return link_to_row(self.table.name, str(value), str(value), self.query)
        return Markup("{}").format(value)

    def _referred(self, key: str) -> Markup:
        table, name = self.names.get(key, ("", key))
        if not table:
            return Markup("<code>{}</code>").format(key)
        beside = "" if name == key else Markup(" <small><code>{}</code></small>").format(key)
        return Markup("{}{}").format(link_to_row(table, key, name, self.query), beside)

    def _coded(self, column: Column, code: str) -> Markup:
        name = self.catalogue.name(column.codes or "", code, self.language)
        return Markup('<data value="{}">{}</data>').format(code, name)

    def _number(self, row: Mapping[str, Any], column: Column, value: Decimal | float) -> Markup:
        plain = machine(value)
        year = column.type == "integer" and column.name.endswith("year")
        shown = plain if year or column.type == "number" else f"{Decimal(plain):,f}"
        unit = self.unit(row) if column.name in EXACT else ""
        said = Markup(' <span class="unit">{}</span>').format(unit) if unit else ""
        return Markup('<data value="{}">{}</data>{}').format(plain, shown, said)

    def unit(self, row: Mapping[str, Any]) -> str:
        """The unit of a row's figure: its currency, or that of its kind, indicator or claim."""
        if row.get("currency"):
            return str(row["currency"])
        kinds = self.catalogue.kinds if "kind" in row else self.catalogue.indicators
        entry = kinds.get(str(row.get("kind") or row.get("indicator")))
        unit = str(row["unit"]) if row.get("unit") else entry.unit if entry else ""
        return self.catalogue.name("units", unit, self.language) if unit else ""


def link_to_row(table: str, row_key: str, name: str, query: str) -> Markup:
    """A link to a row of the record."""
    address = reverse("row", kwargs={"table": table, "key": shown_key(row_key)})
    return Markup('<a href="{}{}">{}</a>').format(address, query, name)
