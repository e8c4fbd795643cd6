"""What the record says: a handful of computed sentences, the adverse ones among them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from counterpart.reports.balance import Balance
from counterpart.reports.checked import Tally
from counterpart.reports.conflicts import Conflict
from counterpart.reports.figures import Figure
from counterpart.reports.measured import Dimension
from counterpart.reports.money import Due
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Programme, Record

OWN = ("same_document", "arithmetic")
COPIES = ("mirror",)


def claims_say(counts: Tally, numbers: Numbers) -> list[Markup]:
    """What the audit found: an independent basis or not, adverse verdicts, what cannot be checked."""
    if not counts.of():
        return []
    count, say = numbers.count, numbers.words.say
    return [
        say(
            "sum_independent",
            stated=count(counts.of("stated")),
            independent=count(counts.of("stated", "reproduced", ("independent",))),
            own=count(counts.of("stated", "reproduced", OWN)),
        ),
        say(
            "sum_adverse",
            not_reproduced=count(counts.of("stated", "not_reproduced")),
            contradicted=count(counts.of("stated", "contradicted")),
            stale=count(counts.of("stated", "stale")),
            differs=count(counts.of("stated", "definition_differs")),
        ),
        say(
            "sum_unchecked",
            unchecked=count(counts.of(None, "not_checkable")),
            all=count(counts.of()),
        ),
    ]


def due_says(due: dict[str, list[Due]], numbers: Numbers) -> list[Markup]:
    """For every rule: what was due under the chosen reading, and what is known of it."""
    said = []
    for rule, years in due.items():
        chosen = [each.path for each in years if each.path.chosen]
        if not chosen:
            continue
        total = round(sum(path.due for path in chosen), 4)
        said.append(
            numbers.words.say(
                "sum_due",
                rule=rule,
                due=Figure(numbers, total, chosen[0].currency or ""),
                years=numbers.count(len(chosen)),
                paid_years=numbers.count(sum(path.paid is not None for path in chosen)),
                breaches=numbers.count(sum(path.status == "breach" for path in chosen)),
            )
        )
    return said


def flows_say(balances: Sequence[Balance], programme: Programme, numbers: Numbers) -> list[Markup]:
    """How many kinds of flow are counted in both directions, and how many in one only."""
    there = {each.kind for each in balances if each.a_to_b or each.a_to_b_promised}
    back = {each.kind for each in balances if each.b_to_a or each.b_to_a_promised}
    if not there | back:
        return []
    return [
        numbers.words.say(
            "sum_directions",
            kinds=numbers.count(len(there | back)),
            both=numbers.count(len(there & back)),
            a_only=numbers.count(len(there - back)),
            b_only=numbers.count(len(back - there)),
            a=programme.name_a,
            b=programme.name_b,
        )
    ]


def measures_say(dimensions: Sequence[Dimension], numbers: Numbers) -> list[Markup]:
    """How many measures have a value, and how many lack an input."""
    lines = [line for dimension in dimensions for line in dimension.lines]
    known = sum(line.known for line in lines)
    if not lines:
        return []
    return [
        numbers.words.say(
            "sum_measures",
            known=numbers.count(known),
            all=numbers.count(len(lines)),
            missing=numbers.count(len(lines) - known),
        )
    ]


def record_says(record: Record, found: Sequence[Conflict], numbers: Numbers) -> list[Markup]:
    """Conflicts kept, and what kind of sources the record rests on."""
    sources = record.sources.values()
    if not sources:
        return []
    return [
        numbers.words.say("sum_conflicts", n=numbers.count(len(found))),
        numbers.words.say(
            "sum_sources",
            n=numbers.count(len(sources)),
            mirrors=numbers.count(sum(source.kind in COPIES for source in sources)),
            unaddressed=numbers.count(sum(not source.address for source in sources)),
        ),
    ]
