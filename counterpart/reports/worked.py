"""Worked numbers for documents: the newest value of every measure in an example, with its rows."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import By
from counterpart.evaluation.results import Explanation, Result
from counterpart.evaluation.run import Evaluation
from counterpart.intake import check
from counterpart.reports.numbers import Numbers
from counterpart.reports.words import load_words
from counterpart.snapshot import Snapshot, open_snapshot, write_snapshot

# Documents are made as of one day, so that they change with the code and with nothing else.
AS_OF = date(2026, 11, 22)
RECORDED, SYNTHETIC = "beijing_inner_mongolia", "synthetic"
# Who a worked number is taken from: the first that has one.
ORDER: tuple[By, ...] = ("programme", "pairing", "place")


@dataclass(frozen=True, slots=True)
class Worked:
    """The value of a measure in an example and why it is that, or what is missing for it."""

    example: str
    result: Result
    explanation: Explanation | None

    @property
    def known(self) -> bool:
        """Whether there is a value or a bound."""
        return self.explanation is not None


def worked_numbers(example: str) -> dict[str, Worked]:
    """Measure -> its newest value in an example that ships, of whichever subject has one."""
    with tempfile.TemporaryDirectory(prefix="counterpart-docs-") as name:
        snapshot = _snapshot(example, Path(name))
        found: dict[str, Worked] = {}
        for by in ORDER:
            wanted = [key for key in MEASURES if key not in found or not found[key].known]
            evaluation = Evaluation(snapshot, by, wanted)
            by_measure: dict[str, list[Result]] = {}
            for result in evaluation.results():
                by_measure.setdefault(result.measure, []).append(result)
            for key, results in by_measure.items():
                best = max(results, key=_rank)
                why = evaluation.explain(best) if _known(best) else None
                if why or key not in found:
                    found[key] = Worked(example, best, why)
        return found


def shown(result: Result, numbers: Numbers) -> str:
    """A value with its unit and bounds, and its period, as plain text."""
    period = "whole period" if result.scope == "all" else _days(result)
    if result.value is None:
        low = numbers.quantity(result.low, result.unit).text if result.low is not None else "open"
        high = (
            numbers.quantity(result.high, result.unit).text if result.high is not None else "open"
        )
        return f"between {low} and {high} ({period})"
    text = numbers.quantity(result.value, result.unit).text
    if result.low is not None and result.high is not None and result.low < result.high:
        low_text, high_text = numbers.between(result.low, result.high, result.unit)
        text += f", {low_text.text} to {high_text.text} ({result.interval})"
    return f"{text} ({period})"


def english() -> Numbers:
    """How documents show numbers."""
    return Numbers(load_catalogue(), load_words("en"))


def _snapshot(example: str, folder: Path) -> Snapshot:
    path = Path(str(files("counterpart"))) / "examples" / example
    checked = check([path])
    write_snapshot(checked.store, checked.catalogue, folder / "snapshot", as_of=AS_OF)
    return open_snapshot(folder / "snapshot")


def _rank(result: Result) -> tuple[bool, bool, str]:
    """Known before unknown, a year before a longer span, the newest first."""
    return _known(result), result.scope == "year", str(result.end)


def _known(result: Result) -> bool:
    return (result.value, result.low, result.high) != (None, None, None)


def _days(result: Result) -> str:
    assert result.end is not None
    return str(result.end.year) if result.scope == "year" else f"{result.start} to {result.end}"
