"""What evaluation gives: tidy rows of measures, verdicts of claims, rows behind a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Result:
    """One value of a measure. Missing is None, with the missing input named in `note`.

    `scope` tells year, stage and whole apart where their days are the same; it stays inside.
    `interval` says what low and high mean: "stated bounds", "spread of sources", "estimate";
    both are None where a side is unbounded.
    """

    measure: str
    subject_type: str
    subject: str
    start: date | None
    end: date | None
    value: float | None
    low: float | None
    high: float | None
    interval: str | None
    unit: str
    n: int
    method: str
    note: str
    scope: str = "all"

    def as_dict(self) -> dict[str, Any]:
        """The result as a JSON object; dates as ISO text."""
        row = asdict(self)
        del row["scope"]
        row["start"] = self.start.isoformat() if self.start else None
        row["end"] = self.end.isoformat() if self.end else None
        return row


@dataclass(frozen=True, slots=True)
class Results(Sequence[Result]):
    """The results of one evaluation, in the order of the measures."""

    rows: tuple[Result, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]

    def __iter__(self) -> Iterator[Result]:
        return iter(self.rows)

    def table(self) -> pa.Table:
        """The results as an Arrow table, one column a field."""
        import pyarrow as pa

        names = [field.name for field in fields(Result) if field.name != "scope"]
        return pa.table({name: [getattr(row, name) for row in self.rows] for name in names})


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row of the record by its table, its key (parts joined by `+`) and the source it names."""

    table: str
    key: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit says of one claim. Keys of `as_dict` are a contract (`audit --json`).

    `stated` is in `unit`; `computed`, `low` and `high` are in `computed_unit`, another one where
    the record counts something else or the claim is an order. `against`, in `against_unit`, is what
    the check compares the computed value with.
    `rows` are the record rows that the verdict rests on: those of the reading that is shown, or,
    of a claim that cannot be checked, those that were found.
    """

    claim: str
    verdict: str
    basis: str | None
    status: str
    stated: float | str | None
    computed: float | str | None
    low: float | None
    high: float | None
    unit: str | None
    arithmetic: str
    missing: str | None
    rows: tuple[RowKey, ...] = ()
    computed_unit: str | None = None
    against: float | None = None
    against_unit: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The verdict as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class UsedRow:
    """A record row that a value was computed from, with its source."""

    table: str
    key: str
    role: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    source: str | None
    locator: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record row that belongs to a value and was not added to it: which was taken instead, why.

    `why` is "contained" (it lies in the row taken), "overlaps" (it shares days with it) or
    "another source" (the same figure by a source that the resolution policy puts behind).
    """

    key: str
    value: float | None
    unit: str
    source: str | None
    taken: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a value is what it is: the arithmetic in words, exactly the rows used, those left out."""

    result: Result
    arithmetic: str
    rows: tuple[UsedRow, ...]
    left_out: tuple[LeftOut, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The explanation as a JSON object."""
        return {
            "result": self.result.as_dict(),
            "arithmetic": self.arithmetic,
            "rows": [asdict(row) for row in self.rows],
            "left_out": [asdict(row) for row in self.left_out],
        }
