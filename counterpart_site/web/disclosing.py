"""What readers without a right to rows are not told: in one place, for every page and download.

A small count of a sensitive kind is hidden, and with it every row, measure and verdict that holds
it: what is left adds up to nothing that would give it back.
"""

from __future__ import annotations

from dataclasses import replace

from counterpart.engine.store import literals
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import By
from counterpart.evaluation.reads.described import is_sensitive
from counterpart.evaluation.results import Explanation, Result, Verdict
from counterpart.evaluation.run import Evaluation
from counterpart.reports.disclosure import suppressed, threshold
from counterpart.snapshot.read import Snapshot
from counterpart_site.publishing.kept import kept, results_of, verdicts_of
from counterpart_site.web.reader import Reader

Hidden = frozenset[tuple[str, str]]


def hidden_of(reader: Reader) -> Hidden:
    """The rows (table, key) that a reader is not shown: none for those who may see rows."""
    return frozenset() if reader.rows else _suppressed(reader.snapshot)


def disclosed(reader: Reader, by: By) -> list[Result]:
    """The results of a snapshot, without those that rest on a row that the reader is not shown."""
    results, hidden = results_of(reader.snapshot, by, reader.language), hidden_of(reader)
    if not hidden:
        return results
    name = f"disclosed {by} {reader.language}"
    return kept(reader.snapshot, name, lambda: _without(reader, by, results, hidden))


def is_suppressed(reader: Reader, result: Result) -> bool:
    """Whether `disclosed` took the value of a result away."""
    return not reader.rows and result.note == said(reader)


def explained(reader: Reader, found: Explanation) -> Explanation:
    """An explanation without value and arithmetic, where it rests on what is hidden."""
    hidden = hidden_of(reader)
    if not any((row.table, row.key) in hidden for row in found.rows):
        return found
    result = replace(found.result, value=None, low=None, high=None, note=said(reader))
    return replace(found, result=result, arithmetic="")


def verdicts(reader: Reader, snapshot: Snapshot) -> list[Verdict]:
    """The verdicts on all claims of an edition, as the reader may know them.

    What a document states is public. What the record says beside it is not, where it rests on a
    row that is hidden, or where the check reads a kind that has such rows, in whatever reading.
    """
    found = verdicts_of(snapshot, reader.language)
    hidden = frozenset() if reader.rows else _suppressed(snapshot)
    if not hidden:
        return found
    told = said(reader)

    def make() -> list[Verdict]:
        touched = _claims_on(snapshot, hidden)
        return [
            replace(each, computed=told, low=None, high=None, against=None, arithmetic=told)
            if each.claim in touched or any((row.table, row.key) in hidden for row in each.rows)
            else each
            for each in found
        ]

    return kept(snapshot, f"disclosed verdicts {reader.language}", make)


def said(reader: Reader) -> str:
    """What stands instead of a figure."""
    return reader.words("suppressed", n=threshold(reader.snapshot.catalogue))


def _suppressed(snapshot: Snapshot) -> Hidden:
    return kept(snapshot, "suppressed", lambda: suppressed(snapshot.store, snapshot.catalogue))


def _without(reader: Reader, by: By, results: list[Result], hidden: Hidden) -> list[Result]:
    catalogue = reader.snapshot.catalogue
    sensitive = {
        key for key, each in MEASURES.items() if is_sensitive(each.reads.values(), catalogue)
    }
    if not sensitive:
        return results
    evaluation = Evaluation(reader.snapshot, by=by, language=reader.language)
    asked = [each for each in results if each.measure in sensitive]
    rests = evaluation.rest_on(asked, hidden)
    kept_back = {id(each) for each, does in zip(asked, rests, strict=True) if does}
    told = said(reader)
    return [
        replace(each, value=None, low=None, high=None, note=told) if id(each) in kept_back else each
        for each in results
    ]


def _claims_on(snapshot: Snapshot, hidden: Hidden) -> set[str]:
    """The claims whose check names a kind or indicator of which a row is hidden."""
    names: set[str] = set()
    for table, key, column in (
        ("flows", "flow", "kind"),
        ("observations", "observation", "indicator"),
    ):
        keys = frozenset(row for its, row in hidden if its == table)
        if keys:
            query = f"SELECT DISTINCT {column} FROM {table} WHERE {key} IN ({literals(keys)})"
            names |= {str(row[0]) for row in snapshot.store.rows(query)}
    checks = snapshot.store.rows('SELECT claim, "check" FROM claims WHERE "check" IS NOT NULL')
    return {claim for claim, check in checks if any(name in check for name in names)}
