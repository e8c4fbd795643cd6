"""What a reader hands on: raw columns of one file or sheet, not yet of the contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from counterpart.engine.store import Part
from counterpart.errors import Finding

MAX_UNPACKED_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class RawTable:
    """Raw rows of a contract table.

    `relation` is SQL that can stand in FROM and has the columns of `header` (all text when `typed`
    is false) and `_row`, the number of the row as a person counts it in the file.

    `value_place` is an SQL column that names, row by row, the column of the file that `value` came
    from, where not all values came from one.
    """

    table: str
    part: Part
    relation: str
    header: dict[str, str]
    typed: bool
    value_place: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, how it is called in findings, and the table its name says."""

    path: Path
    shown: str
    table: str | None


Reader = Callable[[duckdb.DuckDBPyConnection, Source, int], tuple[list[RawTable], list[Finding]]]
