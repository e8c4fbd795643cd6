"""What the record says: a handful of computed sentences, the adverse ones among them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from counterpart.reports.advised import Advice
from counterpart.reports.argument import Argument
from counterpart.reports.balance import Balance
from counterpart.reports.checked import CheckedClaim, Tally
from counterpart.reports.conflicts import Conflict
from counterpart.reports.figures import Figure
from counterpart.reports.measured import Dimension
from counterpart.reports.numbers import Numbers, Shown
from counterpart.reports.promises import Rule
from counterpart.reports.record import Programme, Record

OWN = ("same_document", "arithmetic")
COPIES = ("mirror",)
# Claims named in a sentence; the table holds them all.
LISTED = 8


def claims_say(counts: Tally, claims: Sequence[CheckedClaim], numbers: Numbers) -> list[Markup]:
    """What the audit found: an independent basis or not, adverse verdicts, what is unchecked."""
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
            **{
                verdict: _listed(count(counts.of("stated", verdict)), verdict, claims)
                for verdict in ("not_reproduced", "contradicted", "stale", "definition_differs")
            },
        ),
        say(
            "sum_unchecked",
            unchecked=count(counts.of(None, "not_checkable")),
            all=count(counts.of()),
        ),
    ]


def _listed(number: Shown, verdict: str, claims: Sequence[CheckedClaim]) -> Markup:
    """A count of stated claims with the claims themselves one step away."""
    found = [each.claim for each in claims if (each.status, each.verdict) == ("stated", verdict)]
    links = [Markup('<a href="#claim-{}">{}</a>').format(claim, claim) for claim in found[:LISTED]]
    more = ["…"] if len(found) > LISTED else []
    named = Markup(" ({})").format(Markup(", ").join([*links, *more])) if found else Markup("")
    return Markup("{}{}").format(number, named)


def due_says(rules: Sequence[Rule], numbers: Numbers) -> list[Markup]:
    """For every rule: what was due under the chosen reading, and what is known of it."""
    said = []
    for rule in rules:
        chosen = [each.path for each in rule.years if each.path.chosen]
        if not chosen:
            continue
        total = round(sum(path.due for path in chosen), 4)
        said.append(
            numbers.words.say(
                "sum_due" if rule.readings == 1 else "sum_due_chosen",
                rule=rule.title,
                due=Figure(numbers, total, rule.unit),
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


def argument_says(
    arguments: Sequence[Argument], advice: Sequence[Advice], numbers: Numbers
) -> list[Markup]:
    """How many links the sources assert, how many end in an aim, how much advice has an answer."""
    count, say = numbers.count, numbers.words.say
    links = sum(len(argument.links) for argument in arguments)
    unmeasured = sum(argument.unmeasured for argument in arguments)
    said = [say("sum_links", links=count(links), aims=count(unmeasured))] if links else []
    if advice:
        answered = sum(each.answered for each in advice)
        said.append(say("sum_advice", all=count(len(advice)), answered=count(answered)))
    return said


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
