"""The claims as a fact-checker's table: stated, computed, verdict, basis, arithmetic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import Verdict
from counterpart.reports.figures import Figure, Note, Notes, recorded
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Record

VERDICTS = (
    "reproduced",
    "stale",
    "not_reproduced",
    "contradicted",
    "definition_differs",
    "not_checkable",
)
BASES = ("independent", "same_document", "arithmetic", None)
STATUSES = ("stated", "derived")
SAID = {"more_than", "at_least", "less_than", "at_most", "approximate", "estimate"}
CITED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with its verdict, as a row of the table."""

    claim: str
    statement: str
    status: str
    stated: Markup
    computed: Markup
    verdict: str
    basis: str | None
    arithmetic: Markup
    missing: str
    note: Note


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of claims: verdict or basis in rows, stated and derived in columns."""

    counts: Counter[tuple[str | None, str | None, str]]

    def of(
        self,
        status: str | None = None,
        verdict: str | None = None,
        basis: Sequence[str | None] = BASES,
    ) -> int:
        """How many claims have this status, this verdict and one of these bases."""
        return sum(
            count
            for (its_verdict, its_basis, its_status), count in self.counts.items()
            if its_basis in basis
            and status in (None, its_status)
            and verdict in (None, its_verdict)
        )


def tally(verdicts: Sequence[Verdict]) -> Tally:
    """Count the verdicts."""
    return Tally(Counter((each.verdict, each.basis, each.status) for each in verdicts))


def checked_claims(
    record: Record, verdicts: Sequence[Verdict], numbers: Numbers, notes: Notes
) -> list[CheckedClaim]:
    """Every verdict beside its claim, by verdict and then in the order of the audit."""
    rows = record.snapshot.store.rows(
        "SELECT claim, statement, statement_zh, source, locator, start_on, end_on, value, low, "
        "high, precision, unit, note FROM claims"
    )
    claims = {row[0]: row[1:] for row in rows}
    found = []
    for verdict in sorted(verdicts, key=lambda each: VERDICTS.index(each.verdict)):
        english, chinese, source, locator, start, end, value, low, high, precision, unit, note = (
            claims[verdict.claim]
        )
        statement = chinese if numbers.words.language == "zh" and chinese else english
        period = "..".join(str(day) for day in (start, end) if day)
        stated = (source, locator, note)
        row = recorded(
            "claims", verdict.claim, "stated", period, (value, low, high), unit or "", stated
        )
        prefix = f"{record.code('precision', precision)} " if precision in SAID else ""
        found.append(
            CheckedClaim(
                verdict.claim,
                statement,
                verdict.status,
                Markup("{}{}").format(prefix, _shown(numbers, verdict.stated, unit)),
                _computed(numbers, verdict),
                verdict.verdict,
                verdict.basis,
                _linked(verdict.arithmetic, record),
                verdict.missing or "",
                notes.add(Markup("{} {}").format(numbers.words("claim"), verdict.claim), [row]),
            )
        )
    return found


def by_verdict(claims: Sequence[CheckedClaim]) -> dict[str, list[CheckedClaim]]:
    """The claims under their verdicts; verdicts that no claim has are left out."""
    found = {verdict: [each for each in claims if each.verdict == verdict] for verdict in VERDICTS}
    return {verdict: those for verdict, those in found.items() if those}


def _computed(numbers: Numbers, verdict: Verdict) -> Markup:
    """What was found, in its own unit; of an order both operands."""
    if verdict.computed is None and verdict.low is None and verdict.high is None:
        return Markup('<span class="missing">{}</span>').format(numbers.words("missing"))
    unit = verdict.computed_unit or verdict.unit
    if isinstance(verdict.computed, str):
        return _shown(numbers, verdict.computed, unit)
    found = Figure(numbers, verdict.computed, unit or "", verdict.low, verdict.high).__html__()
    if verdict.against is None:
        return found
    other = _shown(numbers, verdict.against, verdict.against_unit)
    words = Phrases(numbers.words.language)("against", left="{}", right="{}")
    return Markup(words).format(found, other)


def _shown(numbers: Numbers, value: float | str | None, unit: str | None) -> Markup:
    if value is None:
        return Markup('<span class="missing">{}</span>').format(numbers.words("missing"))
    if isinstance(value, str):
        said = Phrases(numbers.words.language).code(value)
        return Markup('<data value="{}">{}</data>').format(value, said)
    return numbers.quantity(value, unit or "").__html__()


def _linked(arithmetic: str, record: Record) -> Markup:
    """The arithmetic with its [source] marks leading to the list of sources."""
    parts = CITED.split(arithmetic)
    linked = Markup("")
    for position, part in enumerate(parts):
        if position % 2 == 0:
            linked += escape(part)
        elif part in record.sources:
            linked += Markup('[<a href="#source-{}">{}</a>]').format(part, part)
        else:
            linked += Markup("[{}]").format(part)
    return linked
