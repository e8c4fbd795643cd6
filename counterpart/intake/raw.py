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

    Three more are for lines of forms. `value_place` is an SQL column that names, row by row, the
    column of the file that `value` came from. `once` is the SQL condition under which the other
    cells of a row are told of, where one line of the file is several rows. `carried` columns are
    handed on as they are.
    """

    table: str
    part: Part
    relation: str
    header: dict[str, str]
    typed: bool
    value_place: str | None = None
    once: str = "true"
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, how it is called in findings, and the table its name says."""

    path: Path
    shown: str
    table: str | None


Reader = Callable[[duckdb.DuckDBPyConnection, Source, int], tuple[list[RawTable], list[Finding]]]
