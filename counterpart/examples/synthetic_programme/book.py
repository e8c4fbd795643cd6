"""The rows of the synthetic programme while they are drawn, and the files they are written to."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.tables import TABLES

CURRENCY = "EUR"
Cell = str | int | float | bool | date | None


class Book:
    """Rows by table, with one stream of random numbers.

    A stock has no first day, money has a currency: the catalogue says which is which.
    """

    def __init__(self, seed: int) -> None:
        self.catalogue: Catalogue = load_catalogue()
        self.random = np.random.Generator(np.random.PCG64(seed))
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)

    def wobble(self, deviation: float) -> float:
        """A factor around one: the exponential of a normal draw."""
        return float(np.exp(deviation * self.random.standard_normal()))

    def add(self, table: str, **cells: Cell) -> None:
        """A row of a contract table; empty cells may be left out."""
        row = {name: text(cell) for name, cell in cells.items() if cell is not None}
        unknown = row.keys() - TABLES[table].has
        if unknown:
            raise KeyError(f"table {table} has no column {', '.join(sorted(unknown))}")
        self.rows[table].append(row)

    def observe(
        self,
        indicator: str,
        subject: str,
        when: int | tuple[date, date],
        value: float | None,
        source: str,
        subject_type: str = "place",
        **cells: Cell,
    ) -> None:
        """An observation of a subject in a year, or from a day to a day."""
        entry = self.catalogue.indicators[indicator]
        first, last = span(when)
        self.add(
            "observations",
            observation=f"SO{len(self.rows['observations']) + 1:05d}",
            indicator=indicator,
            subject_type=subject_type,
            subject=subject,
            start_on=None if entry.aggregation == "stock" else first,
            end_on=last,
            value=value,
            currency=CURRENCY if entry.unit == "money" else None,
            **{"role": "actual", "source": source, **cells},
        )

    def flow(
        self,
        kind: str,
        ends: tuple[str, str],
        when: int | tuple[date, date],
        value: float | None,
        source: str,
        **cells: Cell,
    ) -> None:
        """A flow from one place to another in a year, or from a day to a day."""
        entry = self.catalogue.kinds[kind]
        first, last = span(when)
        self.add(
            "flows",
            flow=f"SF{len(self.rows['flows']) + 1:05d}",
            kind=kind,
            origin=ends[0],
            destination=ends[1],
            start_on=None if entry.aggregation == "stock" else first,
            end_on=last,
            value=value,
            currency=CURRENCY if entry.unit == "money" else None,
            **{"source": source, **cells},
        )

    def write(self, folder: Path) -> None:
        """A CSV file for each table, columns in the order of the contract, empty ones left out."""
        for name, rows in self.rows.items():
            used = {column for row in rows for column in row}
            columns = [column for column in TABLES[name].names if column in used]
            stream = io.StringIO(newline="")
            writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            (folder / f"{name}.csv").write_bytes(stream.getvalue().encode("utf-8"))


def span(when: int | tuple[date, date]) -> tuple[date, date]:
    """The first and the last day of a year, or the two days themselves."""
    return when if isinstance(when, tuple) else (date(when, 1, 1), date(when, 12, 31))


def month(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    after = date(year + number // 12, number % 12 + 1, 1)
    return date(year, number, 1), date.fromordinal(after.toordinal() - 1)


def text(cell: Cell) -> str:
    """A cell as it stands in the file: plain digits, at most four decimals, ISO dates."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return str(cell)
