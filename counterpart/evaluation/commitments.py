"""Due against paid: every reading of every commitment beside what was committed and paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal
from typing import Any

from counterpart.evaluation.due import Commitment
from counterpart.evaluation.owed import Owed, amount
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import number
from counterpart.evaluation.registered import name_of
from counterpart.evaluation.select import Row
from counterpart.evaluation.shortfall import Explanation, explain_shortfall
from counterpart.quantities import Quantity
from counterpart.snapshot.read import Snapshot

# What an agreement calls a floor can only be met.
FLOORS = ("floor", "not_below_previous", "share")
# The statuses of a year that was kept.
KEPT = ("met", "over_fulfilled")


@dataclass(frozen=True, slots=True)
class DueYear:
    """One year of one reading; amounts in whole `unit`s, None where nothing is on record.

    `paid` counts rows marked paid and rows whose source does not say, `paid_low` and `paid_high`
    are what their printed figures allow (None: open). `unit` is the currency, or what the kind is
    counted in. `status` is met, over_fulfilled (above every reading by the margin), breach,
    near_breach (short of this reading, while another reading, the rounding of the figures, or a
    sum of a longer time allows that it was met) or open, where nothing paid is on record, or what
    is on record cannot be all (`Owed.conclusive`). `explanation` is what to ask of `owner` where
    less than due is on record.
    """

    commitment: str
    reading: str
    chosen: bool
    year: int
    due: float
    low: float
    high: float
    currency: str | None
    committed: float | None
    paid: float | None
    status: str
    unit: str
    missing: str | None = None
    paid_low: float | None = None
    paid_high: float | None = None
    owner: str | None = None
    explanation: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class NoAmount:
    """One year of a reading that makes no amount due: `missing` says what it would take."""

    commitment: str
    reading: str
    chosen: bool
    year: int
    due: None
    low: None
    high: None
    currency: str | None
    committed: float | None
    paid: float | None
    status: str
    unit: str
    missing: str

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object, with the keys of a year that has an amount."""
        return {**dict.fromkeys(each.name for each in fields(DueYear)), **asdict(self)}


def due_paths(snapshot: Snapshot, language: str = "en", owed: Owed | None = None) -> list[DueYear]:
    """Amounts due, committed and paid of every commitment, under every reading, by year.

    `low` and `high` span the readings of the commitment in that year.
    """
    return [each for each in promises(snapshot, language, owed) if isinstance(each, DueYear)]


def promises(
    snapshot: Snapshot, language: str = "en", owed: Owed | None = None
) -> list[DueYear | NoAmount]:
    """Every year of every reading of every commitment, also those that make no amount due.

    What is missing for an amount is said in `language`. `owed` brings other rules (a what-if).
    """
    owed = owed or Owed(snapshot.store, snapshot.catalogue)
    say = Phrases(language)
    return [_year(owed, rule, year, say) for rule in owed.rules for year in rule.years]


def _year(owed: Owed, rule: Commitment, year: int, say: Phrases) -> DueYear | NoAmount:
    unit = rule.currency or owed.catalogue.kinds[rule.kind].unit
    rows = owed.payments(rule, year)
    paid = amount(rows)
    committed = amount(owed.payments(rule, year, ("committed",)))
    row = DueYear(
        rule.commitment,
        rule.reading,
        rule.chosen,
        year,
        0.0,
        0.0,
        0.0,
        rule.currency,
        None if committed is None else number(committed.value),
        None if paid is None else number(paid.value),
        "open",
        unit,
        paid_low=None if paid is None else number(paid.low),
        paid_high=None if paid is None else number(paid.high),
        owner=_owner(rule),
    )
    own = owed.path(rule).get(year)
    if own is None or own.value is None:
        why = no_amount(owed, rule, year, say)
        return NoAmount(
            *(rule.commitment, rule.reading, rule.chosen, year, None, None, None),
            *(row.currency, row.committed, row.paid, "no amount", unit, why),
        )
    due = owed.spread(rule, year)
    state = judged(owed, rule, due, rows, year)
    short = explain_shortfall(owed, rule, year, due, paid, state)
    if state == "breach" and short is not None and short.code == "longer":
        state = "near_breach"
    return replace(
        row,
        due=float(own.value),
        low=float(own.value if due.low is None else due.low),
        high=float(own.value if due.high is None else due.high),
        status=state,
        explanation=None if short is None else words_of(owed, short, rule, unit, say),
    )


def status(rule: Commitment, due: Quantity, paid: Quantity | None, over: Decimal) -> str:
    """How what was paid compares with what was due; bounds decide where figures are not exact.

    More than every reading makes due by a larger share of it than `over` is over-fulfilment.
    """
    if paid is None or paid.value is None or due.value is None:
        return "open"
    if paid.value < due.value:
        least = due.value if due.low is None else due.low
        reaches = paid.high is None or paid.high >= due.value or paid.value >= least
        return "near_breach" if reaches else "breach"
    most = due.value if due.high is None else due.high
    if rule.rule not in FLOORS and paid.low is not None and paid.low > most * (1 + over):
        return "over_fulfilled"
    return "met"


def judged(
    owed: Owed, rule: Commitment, due: Quantity, rows: Sequence[Row], year: int | None = None
) -> str:
    """The status of what rows gave; a breach only where the rows can be all there was.

    Of a part of a rule (no `year`) every place of a group need not be told.
    """
    found = status(rule, due, amount(rows), owed.over)
    return "open" if found == "breach" and not owed.conclusive(rule, rows, year) else found


def no_amount(owed: Owed, rule: Commitment, year: int, say: Phrases) -> str:
    """What it would take for a rule to make an amount due in a year."""
    names = owed.catalogue.name("kinds", rule.kind, say.language)
    if rule.per_group is not None and not owed.units(rule, year):
        return say("units missing", group=rule.per_group, year=year)
    if rule.rule == "not_below_previous":
        return say("in span", names=names, span=year - 1)
    if rule.rule == "share":
        if rule.rate is None:
            return say("rate missing")
        if rule.of_commitment is not None:
            return say("due missing", year=year, rule=rule.of_commitment)
        return say("share missing", names=names, year=year)
    if rule.base is None and rule.base_year is not None and rule.rule != "steps":
        return say("in span", names=names, span=rule.base_year)
    return say("base missing", year=year)


def words_of(owed: Owed, why: Explanation, rule: Commitment, unit: str, say: Phrases) -> str:
    """What is asked of the side that answers, in words."""
    figures: dict[str, object] = {
        name: f"{value:,.0f} {owed.catalogue.name('units', unit, say.language)}"
        if unit in owed.catalogue.units
        else f"{value:,.0f} {unit}"
        for name, value in (("gap", why.gap), ("amount", why.amount))
        if value is not None
    }
    owner = name_of(owed.store, say, _owner(rule))
    return say(f"short {why.code}", detail=why.detail or "", owner=owner, **figures)


def _owner(rule: Commitment) -> str:
    """The party that answers for a rule: the one named, else the side that gives."""
    return rule.owner or rule.origin or rule.commitment
