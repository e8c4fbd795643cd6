"""One value of a measure from its inputs: the value with its bounds, or what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.evaluation.bounds import DRAWN, DRAWS, bounds
from counterpart.evaluation.measure import Answer, Engaged, Measure
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.results import Result
from counterpart.evaluation.subjects import Span, Subject


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a function and its inputs come to."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def compute(
    measure: Measure, subject: Subject, span: Span, inputs: dict[str, Input], say: Phrases
) -> Result:
    """One value with its bounds, from its inputs; missing inputs are named instead."""
    missing = [each.missing for name, each in needed(measure, inputs).items() if each.missing]
    currencies = {each.currency for each in inputs.values() if each.currency}
    if len(currencies) > 1:
        missing.append(say("one currency", names=", ".join(sorted(currencies))))
    partial = _partial(subject, inputs)
    asked = needed(measure, inputs)
    unlike = [name for name in partial if name in asked]
    if unlike and len(unlike) < sum(each.whole is not None for each in asked.values()):
        # A part of one side over the whole of the other is a ratio of nothing.
        missing.append(say("whole missing", names=", ".join(map(say.input, unlike))))
    found = Outcome(missing=tuple(missing)) if missing else _outcome(measure, inputs, say)
    absent = [say("missing", what=each) for each in dict.fromkeys(found.missing)]
    currency = next(iter(currencies), None)
    return Result(
        measure=measure.key,
        subject_type=subject.type,
        subject=subject.key,
        start=span.period.start,
        end=span.period.end,
        value=found.value,
        low=found.low,
        high=found.high,
        interval=found.interval,
        unit=(currency or "money") if measure.unit == "money" else measure.unit,
        n=sum(each.n for each in inputs.values()),
        method=measure.method,
        scope=span.scope,
        note="; ".join([*absent, *found.notes, *_notes(inputs, partial, say)]),
    )


def needed(measure: Measure, inputs: Mapping[str, Input]) -> dict[str, Input]:
    """The inputs without which there is no value."""
    return {name: each for name, each in inputs.items() if name not in measure.optional}


def _outcome(measure: Measure, inputs: dict[str, Input], say: Phrases) -> Outcome:
    """The value of the function with its own interval, or with the bounds of its inputs."""
    points = {name: each.value for name, each in inputs.items()}
    known = None not in [points[name] for name in needed(measure, inputs)]
    given = measure.function(**points) if known else None
    notes: tuple[str, ...] = ()
    if isinstance(given, Answer):
        if given.value is None:
            return Outcome(missing=(say.reason(given.reason or "undefined", **given.words),))
        notes = tuple(say.reason(name, **words) for name, words in given.notes)
        if given.interval:
            return Outcome(given.value, given.low, given.high, given.interval, (), notes)
        given = given.value
    (low, high), interval = bounds(measure, inputs)
    if given is None and low is None and high is None:
        names = ", ".join(map(say.input, inputs))
        return Outcome(missing=(say("nothing but zero", names=names),))
    if interval == DRAWN and given is not None and low is not None and high is not None:
        # What is drawn may miss the ends: the value itself lies within its bounds.
        low, high = min(low, given), max(high, given)
        notes = (*notes, say("drawn", draws=DRAWS))
    if _apportioned(measure):
        interval = "estimate"
    return Outcome(given, low, high, interval, (), notes)


def _apportioned(measure: Measure) -> bool:
    """Whether days of engagements are divided over periods."""
    reads = measure.reads.values()
    return any(isinstance(read, Engaged) and read.take == "person_days" for read in reads)


def _partial(subject: Subject, inputs: dict[str, Input]) -> list[str]:
    """The inputs of a whole programme that rest on rows of places in its sides only."""
    if not subject.whole:
        return []
    return [name for name, each in inputs.items() if each.whole is False]


def _notes(inputs: dict[str, Input], partial: list[str], say: Phrases) -> list[str]:
    left_out = sum(each.left_out for each in inputs.values())
    notes = [say("left out", count=left_out)] if left_out else []
    notes += dict.fromkeys(each.note for each in inputs.values() if each.note)
    return [*notes, say("parts only")] if partial else notes
