"""Stated totals beside the sums of their parts, with names, figures and footnotes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from counterpart.engine.store import literals
from counterpart.evaluation.reconciliation import Reconciliation, reconcile
from counterpart.evaluation.select import read_flows
from counterpart.reports.figures import Figure, Note, Notes, recorded
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record


@dataclass(frozen=True, slots=True)
class Behind:
    """What may lie behind a gap: its name, how much it can hold, and what is not told."""

    name: str
    figure: Figure | None
    detail: str


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total, the sum of what it contains, and the gap."""

    of: Reconciliation
    name: str
    route: str
    period: Markup
    stated: Figure
    sum: Figure
    gap: Figure
    behind: tuple[Behind, ...]


def totals(record: Record, numbers: Numbers, notes: Notes) -> list[Total]:
    """Every total on record that holds finer entries; reconciled ones come last."""
    found = reconcile(record.snapshot, record.words.language)
    found.sort(key=lambda each: each.status == "reconciled")
    return [_total(record, numbers, notes, each) for each in found]


def _total(record: Record, numbers: Numbers, notes: Notes, of: Reconciliation) -> Total:
    store = record.snapshot.store
    keys = frozenset([of.total, *of.parts])
    rows = {row.key: row for row in read_flows(store, f"flow IN ({literals(keys)})")}
    name = record.code("kinds", of.kind)
    route = " → ".join(record.name(each) for each in of.subject.split(" -> "))
    whole = rows[of.total]
    period = period_text(whole.period.start, whole.period.end, numbers.words)
    label = Markup("{}, {}, {}").format(name, route, period)

    def note(keys: tuple[str, ...]) -> Note:
        return notes.add(
            label,
            [
                recorded(
                    "flows", key, name, str(row.period),
                    (row.quantity.value, row.quantity.low, row.quantity.high), of.unit,
                    (row.source, row.locator, row.note),
                )
                for key in keys
                for row in [rows[key]]
            ],
        )  # fmt: skip

    return Total(
        of,
        name,
        route,
        period,
        Figure(numbers, of.stated, of.unit, whole.quantity.low, whole.quantity.high,
               note=note((of.total,))),
        Figure(numbers, of.sum, of.unit, note=note(of.parts)),
        Figure(numbers, of.gap, of.unit, of.low, of.high),
        tuple(
            Behind(
                record.words.of("behind", each.code),
                None if each.amount is None else Figure(numbers, each.amount, of.unit),
                each.detail,
            )
            for each in of.reasons
        ),
    )  # fmt: skip
