"""A draft beside what holds already, in the figures of the reader."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from counterpart.evaluation.against_rules import Against, against_rules
from counterpart.evaluation.due import Commitment, commitments
from counterpart.intake.check import read
from counterpart.reports.figures import Figure
from counterpart_site.deliveries.packing import Tables, write_tables
from counterpart_site.web.reader import Reader


@dataclass(frozen=True, slots=True)
class Beside:
    """A year of a drafted clause: what it makes due, what holds without it, what to settle."""

    against: Against
    due: Figure | None
    in_force: Figure | None
    before: Figure | None
    given: Figure | None


def rules_of(tables: Tables) -> list[Commitment]:
    """The commitments of a draft as the record would read them."""
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        write_tables(tables, Path(name))
        store = read([Path(name)]).store
        store.complete()
        order = [row["commitment"] for row in tables.get("commitments", ())]
        return sorted(commitments(store), key=lambda rule: order.index(rule.commitment))


def beside(reader: Reader, tables: Tables) -> list[Beside]:
    """Every year of every clause beside the rules in force and what was due and given before."""
    return [
        _shown(reader, each)
        for each in against_rules(reader.snapshot, rules_of(tables), reader.language)
    ]


def _shown(reader: Reader, row: Against) -> Beside:
    def figure(
        value: float | None, low: float | None = None, high: float | None = None
    ) -> Figure | None:
        return None if value is None else Figure(reader.numbers, value, row.unit, low, high)

    given = figure(row.given, row.given_low, row.given_high)
    return Beside(row, figure(row.due), figure(row.in_force), figure(row.before), given)
