"""Why this number: the one result that a measure, a subject and a period name, and its rows."""

from __future__ import annotations

from counterpart.catalogue.load import near
from counterpart.engine.store import Store
from counterpart.errors import InputError, finding
from counterpart.evaluation.measure import By
from counterpart.evaluation.results import Explanation, Result
from counterpart.evaluation.run import Evaluation
from counterpart.evaluation.subjects import stages
from counterpart.periods import Period, parse_period
from counterpart.snapshot.read import Snapshot

TABLES: dict[By, str] = {"programme": "programmes", "pairing": "pairings", "place": "places"}


def explain(
    snapshot: Snapshot, measure: str, subject: str, period: str | int, language: str = "en"
) -> Explanation:
    """The rows, sources and arithmetic behind one value.

    `period` is a year, years, a span, the name of a stage, or `all`. Raises InputError when the
    measure or the subject is unknown, or nothing was computed for that period.
    """
    by = subject_kind(snapshot.store, subject)
    evaluation = Evaluation(snapshot, by, [measure], [subject], language)
    results = evaluation.results()
    scopes, wanted = _period(snapshot, evaluation, str(period))
    for result in results:
        same = wanted is None or (result.start, result.end) == (wanted.start, wanted.end)
        if same and result.scope in scopes:
            return evaluation.explain(result)
    known = ", ".join(_shown(result) for result in results) or "no period"
    raise InputError(
        [
            finding(
                "nothing_computed",
                value=measure,
                subject=subject,
                period=period,
                hint=f"; there is a value for {known}",
            )
        ]
    )


def subject_kind(store: Store, subject: str) -> By:
    """Whether a key is a programme, a pairing or a place, asked in this order."""
    known: list[str] = []
    for by, table in TABLES.items():
        keys = [row[0] for row in store.rows(f"SELECT {by} FROM {table}")]
        if subject in keys:
            return by
        known += keys
    hint = near(subject, known)
    kinds = "programme, pairing or place"
    raise InputError([finding("unknown_subject", value=subject, kind=kinds, hint=hint)])


def _period(
    snapshot: Snapshot, evaluation: Evaluation, text: str
) -> tuple[tuple[str, ...], Period | None]:
    """The scopes and the period meant; no period for the whole."""
    if text == "all":
        return ("all",), None
    programme = evaluation.subjects[0].programme
    for name, start, end in stages(snapshot.store, programme):
        if name == text:
            return ("stage",), Period(start, end or evaluation.as_of)
    return ("year", "stage", "all"), parse_period(text)


def _shown(result: Result) -> str:
    assert result.end is not None
    return str(Period(result.start, result.end))
