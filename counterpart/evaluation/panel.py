"""Columns of a table that a caller gives: a dict of arrays, or anything that Arrow reads.

Estimators take panels and flows by the names of their columns; here the columns become arrays.
A value that is missing is refused with its column: an estimator never guesses what a gap means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Codes:
    """Values as whole numbers below `levels`, each of which occurs."""

    numbers: Integers
    levels: int


class Columns:
    """The columns of a table by name.

    `what` is the word for the table in messages. ValueError: it cannot be read as columns.
    """

    def __init__(self, table: object, what: str) -> None:
        self.what = what
        self._table: Mapping[str, Any] | pa.Table
        if isinstance(table, Mapping):
            self._table = table
            self.names = [str(name) for name in table]
        else:
            try:
                self._table = pa.table(table)
            except (pa.ArrowException, TypeError, ValueError) as error:
                raise ValueError(
                    f"{what} cannot be read ({error}); give a dict of arrays, or a table of "
                    "pyarrow, polars or pandas"
                ) from None
            self.names = list(self._table.column_names)

    def numbers(self, name: str) -> Numbers:
        """A column as floats (rows,); ValueError where it is text, missing or not finite."""
        column = self._column(name)
        if isinstance(column, pa.Array):
            kind = column.type
            if not (
                pa.types.is_integer(kind)
                or pa.types.is_floating(kind)
                or pa.types.is_decimal(kind)
                or pa.types.is_boolean(kind)
            ):
                raise ValueError(f"column {name!r} of {self.what} holds {kind}; give numbers")
            gaps = column.null_count
            column = column.cast(pa.float64())
            column = np.from_dlpack(column.drop_null() if gaps else column)
        else:
            gaps = 0
        found: Numbers = np.asarray(column, dtype=np.float64)
        if gaps := gaps + int(np.count_nonzero(~np.isfinite(found))):
            raise ValueError(
                f"column {name!r} of {self.what} has no finite number in {gaps} rows; leave those "
                "rows out and say so"
            )
        return found

    def codes(self, name: str) -> Codes:
        """A column of names or numbers as codes; ValueError where some are missing."""
        column = self._column(name)
        gaps = ValueError(
            f"column {name!r} of {self.what} has gaps; leave those rows out and say so"
        )
        if not isinstance(column, pa.Array):
            if column.dtype.kind == "f":
                if not np.isfinite(column).all():
                    raise gaps
                return _sorted(column)
            least = int(column.min()) if column.size else 0
            levels = int(column.max()) - least + 1 if column.size else 0
            if levels > 4 * column.size + 1024:
                return _sorted(column)
            return compact(column.astype(np.int64) - least, levels)
        if column.null_count:
            raise gaps
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        encoded = column.dictionary_encode()
        return Codes(np.from_dlpack(encoded.indices).astype(np.int64), len(encoded.dictionary))

    def _column(self, name: str) -> NDArray[Any] | pa.Array[Any]:
        """Numbers as numpy holds them, everything else as Arrow does.

        Numbers stay clear of `pyarrow.array`, which imports pandas wherever that is installed.
        """
        if name not in self.names:
            raise ValueError(
                f"{self.what} have no column {name!r}; there are {', '.join(self.names)}"
            )
        found: Any = self._table[name]
        if isinstance(found, pa.ChunkedArray):
            found = found.combine_chunks()
        if not isinstance(found, pa.Array):
            plain = np.asarray(found)
            if plain.ndim != 1:
                raise ValueError(
                    f"column {name!r} of {self.what} has {plain.ndim} dimensions; give (rows,)"
                )
            if plain.dtype.kind in "iufb":
                return plain
            try:
                text: pa.Array[Any] = pa.array(found)
                return text
            except (pa.ArrowException, TypeError) as error:
                raise ValueError(
                    f"column {name!r} of {self.what} is no column of values: {error}"
                ) from None
        numeric = pa.types.is_integer(found.type) or pa.types.is_floating(found.type)
        if found.null_count or not numeric:
            rest: pa.Array[Any] = found
            return rest
        return np.asarray(np.from_dlpack(found))


def crossed(parts: list[Codes]) -> Codes:
    """One code for each combination of codes that occurs."""
    first, *rest = parts
    for other in rest:
        joint = first.numbers * other.levels + other.numbers
        first = compact(joint, first.levels * other.levels)
    return first


def compact(numbers: Integers, levels: int) -> Codes:
    """Codes below `levels` without those that do not occur."""
    if levels > 4 * numbers.size + 1024:
        return _sorted(numbers)
    occurs = np.bincount(numbers, minlength=levels) > 0
    if occurs.all():
        return Codes(numbers, levels)
    place = np.cumsum(occurs) - 1
    return Codes(place[numbers], int(occurs.sum()))


def _sorted(values: NDArray[Any]) -> Codes:
    levels, numbers = np.unique(values, return_inverse=True)
    return Codes(numbers.astype(np.int64), levels.size)
