"""The claim audit: every published figure against the record, with basis and arithmetic.

Verdicts are decided in this order: not_checkable (something is missing), definition_differs (the
record counts something else), reproduced (a reading fits), stale (a reading fits at an earlier
moment than the one claimed), contradicted (sign or order are reversed), not_reproduced.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterpart.evaluation.arithmetic import Value, compute
from counterpart.evaluation.compared import (
    compare,
    in_unit,
    json_number,
    shown_text,
    shown_unit,
    stated,
    unit_fits,
)
from counterpart.evaluation.implied import implied
from counterpart.evaluation.leaves import Leaves
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.record import Claim, Record
from counterpart.evaluation.results import RowKey, Verdict
from counterpart.periods import Period
from counterpart.quantities import Quantity
from counterpart.rules.expressions import Check, Expression, parse_check
from counterpart.snapshot.read import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a check, computed at a moment: what came out and whether it fits the claim."""

    name: str
    expression: Expression
    value: Value
    against: Value | None
    fits: bool
    reversed: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """What could not be found for it."""
        return (*self.value.missing, *(self.against.missing if self.against else ()))

    @property
    def used(self) -> tuple[RowKey, ...]:
        """The rows it rests on."""
        both = (*self.value.used, *(self.against.used if self.against else ()))
        return tuple(dict.fromkeys(both))


def audit(snapshot: Snapshot, language: str = "en") -> list[Verdict]:
    """A verdict for every claim of the snapshot, in order of claim id, its words in `language`."""
    record = Record(snapshot.store, snapshot.catalogue, Phrases(language))
    return [_verdict(record, claim) for claim in record.claims.values()]


def audit_claim(snapshot: Snapshot, claim: Claim, language: str = "en") -> Verdict:
    """The verdict on one claim, on record or only tried, as `audit` gives it.

    InputError (check_invalid) where its check is not understood.
    """
    return _verdict(Record(snapshot.store, snapshot.catalogue, Phrases(language)), claim)


def _verdict(record: Record, claim: Claim) -> Verdict:
    if claim.check is None:
        missing = record.say.pick(claim.note or "") or record.say("rows of this kind")
        return _unchecked(claim, record.say("no check"), missing)
    check = parse_check(claim.check)
    leaves = Leaves(record, claim, check.at or claim.period)
    readings = _readings(check, leaves)
    computable = [reading for reading in readings if not reading.missing]
    if not computable:
        return _not_checkable(leaves, readings)
    matching = _in_kind(leaves, computable)
    if not matching:
        return _result("definition_differs", leaves, computable, computable[0])
    fitting = [reading for reading in matching if reading.fits]
    if fitting:
        return _result("reproduced", leaves, readings, _best(check, leaves, fitting))
    for earlier in _earlier(check, leaves):
        past = [each for each in _in_kind(earlier, _readings(check, earlier)) if each.fits]
        if past:
            when = record.say("true at", day=earlier.at.end.isoformat())
            return _result("stale", leaves, readings, past[0], when=when)
    reversed_ = next((reading for reading in matching if reading.reversed), None)
    verdict = "contradicted" if reversed_ else "not_reproduced"
    return _result(verdict, leaves, readings, reversed_ or matching[0])


def _best(check: Check, leaves: Leaves, fitting: list[Reading]) -> Reading:
    """Of the readings that fit the one that other sources carry, also with an older figure."""
    elsewhere = _readings(check, replace(leaves, without_own=True))
    others = [
        reading
        for reading in (*fitting, *_in_kind(leaves, elsewhere))
        if reading.fits and _basis(leaves.claim, reading) == "independent"
    ]
    return (others or fitting)[0]


def _in_kind(leaves: Leaves, readings: list[Reading]) -> list[Reading]:
    """The readings that could be computed and count what the claim counts."""
    return [
        each
        for each in readings
        if not each.missing
        and (each.against or unit_fits(leaves.claim, leaves.catalogue, each.value))
    ]


def _readings(check: Check, leaves: Leaves) -> list[Reading]:
    say = leaves.say
    against = compute(check.against, leaves.value, say) if check.against else None
    made = []
    for name, expression in check.readings.items():
        value = compute(expression, leaves.value, say)
        fits = reversed_ = False
        if value.known and (against is None or against.known):
            fits, reversed_ = compare(check, leaves.claim, leaves.catalogue, value, against)
        made.append(Reading(name, expression, value, against, fits, reversed_))
    return made


def _earlier(check: Check, leaves: Leaves) -> Iterator[Leaves]:
    """The same look-ups at earlier moments at which what the check reads was observed."""
    moments = set()
    for leaf in check.leaves():
        if leaf.name == "observation" and "period" not in leaf.fields:
            subjects = leaves.subjects(leaf.fields["subject"], leaves.at.end)
            moments |= set(
                leaves.observations.dates(leaf.fields["indicator"], subjects, leaves.at.end)
            )
    for day in sorted(moments, reverse=True):
        yield replace(leaves, at=Period(None, day))


def _result(
    verdict: str,
    leaves: Leaves,
    readings: list[Reading],
    chosen: Reading,
    when: str = "",
) -> Verdict:
    claim, say = leaves.claim, leaves.say
    value = chosen.value
    text = shown_text(claim, value) if value.day or value.text else None
    quantity, unit = _shown(leaves, value)
    against, against_unit = _shown(leaves, chosen.against) if chosen.against else (None, None)
    computed: float | str | None = text if text is not None else json_number(quantity.value)
    if claim.unit == "year" and text is not None:
        computed = int(text)
    words = [_words(each, say) for each in _first(chosen, readings)]
    return Verdict(
        claim=claim.claim,
        verdict=verdict,
        basis=_basis(claim, chosen),
        status=claim.status,
        stated=stated(claim),
        computed=computed,
        low=json_number(quantity.low),
        high=json_number(quantity.high),
        unit=claim.unit,
        arithmetic="; ".join([when, *words] if when else words),
        missing=None,
        rows=chosen.used,
        computed_unit=unit,
        against=json_number(against.value) if against else None,
        against_unit=against_unit,
    )


def _shown(leaves: Leaves, value: Value) -> tuple[Quantity, str | None]:
    """A computed quantity as it is shown, and its unit; what it counts where no unit has a name."""
    unit = shown_unit(leaves.claim, leaves.catalogue, value)
    quantity = in_unit(unit, value) or Quantity(None, None, None)
    if unit is not None:
        return quantity, unit.code
    named = leaves.claim.unit and value.meaning not in ("count", "number")
    return quantity, value.meaning if named else None


def _not_checkable(leaves: Leaves, readings: list[Reading]) -> Verdict:
    claim = leaves.claim
    missing = dict.fromkeys(text for reading in readings for text in reading.missing)
    words = []
    for reading in readings:
        needed = claim.value and implied(reading.expression, claim.value, leaves.value, leaves.say)
        words.append(_words(reading, leaves.say) + (f" ({needed})" if needed else ""))
    found = tuple(dict.fromkeys(row for reading in readings for row in reading.used))
    return _unchecked(claim, "; ".join(words), "; ".join(missing), found)


def _unchecked(claim: Claim, words: str, missing: str, found: tuple[RowKey, ...] = ()) -> Verdict:
    return Verdict(
        claim=claim.claim,
        verdict="not_checkable",
        basis=None,
        status=claim.status,
        stated=stated(claim),
        computed=None,
        low=None,
        high=None,
        unit=claim.unit,
        arithmetic=words,
        missing=missing,
        rows=found,
    )


def _basis(claim: Claim, reading: Reading) -> str:
    """What the verdict rests on: other sources, the document itself, or arithmetic on it."""
    values = [reading.value, *([reading.against] if reading.against else [])]
    sources = frozenset().union(*(value.sources for value in values))
    if sources - {claim.source} and claim.source not in sources:
        return "independent"
    rows = sum(value.rows for value in values)
    through_claims = any(value.through_claims for value in values)
    if claim.status == "derived" or through_claims or rows != 1:
        return "arithmetic"
    return "same_document"


def _first(chosen: Reading, readings: list[Reading]) -> list[Reading]:
    """The chosen reading, then the others in their order."""
    return [chosen, *(reading for reading in readings if reading.name != chosen.name)]


def _words(reading: Reading, say: Phrases) -> str:
    text = reading.value.words
    if reading.against is not None:
        text = say("against", left=text, right=reading.against.words)
    return f"{say.pick(reading.name)}: {text}" if reading.name else text
