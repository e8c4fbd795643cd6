"""What changed since an earlier snapshot: each value's difference, split by the kind of change.

The earlier record becomes the later one step by step: first the catalogue of the later one
(definition), then the rows of each of CHANGES. Every record on the way is evaluated; a step is the
difference of two neighbours, so the steps of a value sum to its whole difference. Where two changes
act on each other (a new price on a row that is new) the later step holds what they do together.

Source: a sequential decomposition; that its parts depend on the order is its known limit (Fortin,
Lemieux & Firpo 2011, Decomposition Methods in Economics, on path dependence).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from counterpart.engine.progress import Progress, silent
from counterpart.errors import InputError, finding
from counterpart.evaluation.measure import By
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import Evaluation
from counterpart.snapshot.hybrid import Moved
from counterpart.snapshot.moves import CHANGES, Move
from counterpart.snapshot.read import Snapshot

STEPS = ("definition", *CHANGES)
# A difference below this share of the larger value is that of the order in which floats are added.
NOISE = 1e-9

At = tuple[str, str, str, date | None]
Known = Callable[[Evaluation], list[Result]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of a measure in two snapshots, in its unit; None where it is missing.

    `scope` is all (the whole), latest (the newest year with a value of each record), stage or year.
    `steps` has a part for each of STEPS: 0 where the change moves nothing, None where the value is
    missing with that change alone; then the next part holds both. They sum to after - before, and
    are all None where either is missing or their units differ. `within`: the later value lies in
    the interval that the earlier one had. `note` is why a value is missing.
    """

    measure: str
    subject_type: str
    subject: str
    scope: str
    start_before: date | None
    end_before: date | None
    start: date | None
    end: date | None
    unit: str
    before: float | None
    low_before: float | None
    high_before: float | None
    after: float | None
    low: float | None
    high: float | None
    status: str
    steps: tuple[float | None, ...]
    within: bool | None
    note: str

    @property
    def change(self) -> float | None:
        """after - before; None where either is missing."""
        if self.before is None or self.after is None or self.status == "another unit":
            return None
        return self.after - self.before

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object, steps by name; dates as ISO text."""
        row = asdict(self)
        for name in ("start_before", "end_before", "start", "end"):
            row[name] = row[name].isoformat() if row[name] else None
        row["steps"] = dict(zip(STEPS, self.steps, strict=True))
        return row | {"change": self.change}


def _results(evaluation: Evaluation) -> list[Result]:
    return list(evaluation.results())


class Since:
    """The differences between two snapshots of one programme, and the rows behind them.

    `known` gives the results of the two snapshots themselves, where they are kept somewhere.
    InputError: since_backwards (`after` is of an earlier day), since_strangers (no programme is in
    both), since_same (the two hold the same facts under the same catalogue, as of the same day).
    """

    def __init__(
        self,
        before: Snapshot,
        after: Snapshot,
        by: By = "programme",
        measures: Sequence[str] | None = None,
        only: Sequence[str] | None = None,
        language: str = "en",
        progress: Progress = silent,
        known: Known = _results,
    ) -> None:
        _ask(before, after)
        self.moved = moved = Moved(before, after)
        self._asked = (by, measures, only, language)
        self._first, self._last = self._evaluation(before), self._evaluation(after)
        renamed = before.manifest.catalogue != after.manifest.catalogue
        records: dict[str, Evaluation] = {}
        if renamed:
            records["definition"] = self._evaluation(moved.renewed())
        records |= {change: self._evaluation(each) for change, each in moved.between()}
        count = len(records) + 2
        told = [self._first, *records.values(), self._last]
        found = []
        for place, each in enumerate(told):
            progress("evaluating the records between", place, count)
            ends = place in (0, count - 1)
            found.append(known(each) if ends else _results(each))
        progress("evaluated", count, count)
        made = ["", *records, CHANGES[-1]]
        self._ends = found[0], found[-1]
        self.differences = _differences(dict(zip(made, found, strict=True)))

    def behind(self, each: Difference) -> list[Move]:
        """The rows that moved and that the value, before or after, is computed from."""
        keys: dict[str, set[str]] = defaultdict(set)
        days = (each.start_before, each.end_before), (each.start, each.end)
        scope = "year" if each.scope == "latest" else each.scope
        for evaluation, results, (start, end) in zip(
            (self._first, self._last), self._ends, days, strict=True
        ):
            for result in results:
                at = (result.measure, result.subject, result.scope, result.start, result.end)
                if at == (each.measure, each.subject, scope, start, end):
                    rows = evaluation.explain(result, beside=False).rows
                    for row in rows:
                        keys[row.table].add(row.key)
        return self.moved.rows(keys=keys)

    def _evaluation(self, snapshot: Snapshot) -> Evaluation:
        by, measures, only, language = self._asked
        return Evaluation(snapshot, by, measures, only, language)


def _ask(before: Snapshot, after: Snapshot) -> None:
    one, two = before.manifest, after.manifest
    if two.as_of < one.as_of:
        raise InputError([finding("since_backwards", value=two.as_of, before=one.as_of)])
    if (one.root, one.catalogue, one.as_of) == (two.root, two.catalogue, two.as_of):
        raise InputError([finding("since_same", value=one.root[:12])])
    names = [
        {row[0] for row in each.store.rows("SELECT programme FROM programmes")}
        for each in (before, after)
    ]
    if not names[0] & names[1]:
        told = [", ".join(sorted(each)) or "–" for each in names]
        raise InputError([finding("since_strangers", value=told[1], before=told[0])])


def _differences(records: dict[str, list[Result]]) -> list[Difference]:
    """Each value of the first and the last record beside the other, with its steps."""
    made = list(records)
    tables = [_by_place(each) for each in records.values()]
    first, last = tables[0], tables[-1]
    found = []
    for at in dict.fromkeys((*last, *first)):
        found.append(_difference(at[2], made, [each.get(at) for each in tables]))
    for key in dict.fromkeys((at[0], at[1]) for at in (*last, *first) if at[2] == "year"):
        newest = [_newest(each, key) for each in tables]
        if newest[0] is not None and newest[-1] is not None:
            # Each record's own: the step that brings a newer year holds the way to it.
            found.append(_difference("latest", made, newest))
    return found


def _by_place(results: Iterable[Result]) -> dict[At, Result]:
    """Results by measure, subject, scope and, of years and stages, their first day."""
    return {
        (each.measure, each.subject, each.scope, None if each.scope == "all" else each.start): each
        for each in results
    }


def _newest(results: dict[At, Result], key: tuple[str, str]) -> Result | None:
    """The newest year for which a measure has a value."""
    years = [
        each
        for at, each in results.items()
        if at[:2] == key and at[2] == "year" and each.value is not None
    ]
    return max(years, key=lambda each: each.start or date.min, default=None)


def _difference(scope: str, made: Sequence[str], path: Sequence[Result | None]) -> Difference:
    one, two = path[0], path[-1]
    some = two or one
    assert some is not None
    before, after = (None if each is None else each.value for each in (one, two))
    units = {each.unit for each in (one, two) if each is not None and each.value is not None}
    status = _status(before, after, len(units))
    within = None
    if one is not None and (one.low, one.high) != (None, None) and status == "changed":
        assert after is not None
        within = (one.low is None or one.low <= after) and (one.high is None or after <= one.high)
    notes = [each.note for each in (one, two) if each is not None and each.value is None]
    return Difference(
        some.measure,
        some.subject_type,
        some.subject,
        scope,
        one.start if one else None,
        one.end if one else None,
        two.start if two else None,
        two.end if two else None,
        some.unit,
        before,
        one.low if one else None,
        one.high if one else None,
        after,
        two.low if two else None,
        two.high if two else None,
        status,
        _steps(made, path) if status in ("changed", "same") else (None,) * len(STEPS),
        within,
        "; ".join(dict.fromkeys(notes)),
    )


def _status(before: float | None, after: float | None, units: int) -> str:
    if before is None and after is None:
        return "missing"
    if before is None:
        return "new"
    if after is None:
        return "gone"
    if units > 1:
        return "another unit"
    alike = abs(after - before) <= NOISE * max(abs(before), abs(after))
    return "same" if alike else "changed"


def _steps(made: Sequence[str], path: Sequence[Result | None]) -> tuple[float | None, ...]:
    """The part of each of STEPS; neighbours that miss a value are passed over."""
    parts: dict[str, float | None] = dict.fromkeys(STEPS, 0.0)
    assert path[0] is not None
    last = path[0].value
    assert last is not None
    for name, each in zip(made[1:], path[1:], strict=True):
        value = None if each is None else each.value
        if value is None:
            parts[name] = None
        else:
            small = abs(value - last) <= NOISE * max(abs(value), abs(last))
            parts[name] = 0.0 if small else value - last
            last = value if not small else last
    return tuple(parts.values())
