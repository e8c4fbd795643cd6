"""Drafting the next agreement: a proposal from the outturn of one that runs or has ended."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.evaluation.commitments import KEPT, judged
from counterpart.evaluation.due import COLUMNS, Commitment, commitments
from counterpart.evaluation.owed import Owed, amount
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import number
from counterpart.quantities import Quantity
from counterpart.rules.steps import parse_steps
from counterpart.snapshot.read import Snapshot

CENT = Decimal("0.01")
YEAR_AT_END = re.compile(r"-?\d{4}$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A drafted commitment, and the outturn that it is made from.

    `follows` is the key of the commitment before; `year` its last year, with the amounts `due` and
    `paid` (None: nothing on record), its `status` as in `DueYear`, and `why` the drafted amount is
    what it is.
    """

    rule: Commitment
    follows: str
    year: int
    due: float | None
    paid: float | None
    paid_low: float | None
    paid_high: float | None
    unit: str
    status: str
    why: str

    def as_dict(self) -> dict[str, Any]:
        """The clause as a JSON object: the row of `commitments`, and its basis."""
        names = ("follows", "year", "due", "paid", "paid_low", "paid_high", "unit", "status", "why")
        return {"row": as_row(self.rule), **{name: getattr(self, name) for name in names}}


def propose(
    snapshot: Snapshot,
    agreement: str,
    first: int | None = None,
    until: int | None = None,
    language: str = "en",
) -> list[Clause]:
    """A clause for each commitment of `agreement`, in its chosen reading, from the year `first`.

    The term begins in the year after the last one promised and lasts as long as that of the
    agreement, unless `first` and `until` say otherwise. An amount that was met becomes the amount
    that was given; where less than due is on record, or nothing, what was due goes on. Rates,
    shares, caps and who answers stay as they are.

    InputError: draft_unknown (no such agreement), draft_nothing (it promises nothing by a rule),
    draft_term (`until` before `first`).
    """
    every = commitments(snapshot.store)
    rules = [rule for rule in every if rule.chosen and rule.agreement == agreement]
    if not rules:
        raise InputError([_nothing(snapshot, agreement)])
    span = max(rule.end_on.year for rule in rules) - min(rule.start_on.year for rule in rules)
    start = max(rule.end_on.year for rule in rules) + 1 if first is None else first
    end = start + span if until is None else until
    if end < start:
        raise InputError([finding("draft_term", value=end, first=start)])
    owed = Owed(snapshot.store, snapshot.catalogue, every)
    say = Phrases(language)
    renamed = {rule.commitment: _renewed(rule.commitment, start) for rule in rules}
    term = date(start, 1, 1), date(end, 12, 31)
    return [_clause(owed, rule, renamed, term, say) for rule in rules]


def as_row(rule: Commitment) -> dict[str, str]:
    """A commitment as the text of a row of `commitments`; columns that are empty are left out."""
    row = {}
    for name in COLUMNS.split(", "):
        value = getattr(rule, name)
        if value is not None:
            row[name] = str(value).lower() if isinstance(value, bool) else plain(value)
    return row


def plain(value: object) -> str:
    """A value as it is typed into a form: figures without an exponent or needless zeros."""
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def _nothing(snapshot: Snapshot, agreement: str) -> Any:
    keys = [row[0] for row in snapshot.store.rows("SELECT agreement FROM agreements")]
    if agreement in keys:
        return finding("draft_nothing", value=agreement)
    return finding("draft_unknown", value=agreement, hint=near(agreement, keys))


def _renewed(commitment: str, year: int) -> str:
    """The key of what follows a commitment: its name with the year from which it holds."""
    return f"{YEAR_AT_END.sub('', commitment) or commitment}-{year}"


def _clause(
    owed: Owed, rule: Commitment, renamed: dict[str, str], term: tuple[date, date], say: Phrases
) -> Clause:
    """The clause that follows a rule, with the outturn of the last year before the new term."""
    year = min(rule.end_on.year, term[0].year - 1)
    rows = owed.payments(rule, year)
    paid = amount(rows)
    due = owed.path(rule).get(year)
    state = "no amount"
    if due is not None and due.value is not None:
        state = judged(owed, rule, owed.spread(rule, year), rows, year)
    new = replace(
        rule,
        commitment=renamed[rule.commitment],
        reading="main",
        start_on=term[0],
        end_on=term[1],
        agreement=None,
        source=None,
        of_commitment=renamed.get(rule.of_commitment or "", rule.of_commitment),
    )
    new, why = _amounts(owed, rule, new, year, paid if state in KEPT else None)
    return Clause(
        new,
        rule.commitment,
        year,
        None if due is None else number(due.value),
        None if paid is None else number(paid.value),
        None if paid is None else number(paid.low),
        None if paid is None else number(paid.high),
        rule.currency or owed.catalogue.kinds[rule.kind].unit,
        state,
        say(f"draft {why}" if why in ("rate", "above") else f"draft {_ground(state, paid)}"),
    )


def _ground(state: str, paid: Quantity | None) -> str:
    """Why an amount is proposed: what was given, or what was due."""
    if state in KEPT:
        return "given"
    return "short" if paid is not None else "untold"


def _amounts(
    owed: Owed, rule: Commitment, new: Commitment, year: int, given: Quantity | None
) -> tuple[Commitment, str]:
    """The new rule with its amount: what was `given`, else what was due in `year`."""
    if rule.rule == "share":
        return replace(new, base=None, base_year=None), "rate"
    if rule.rule == "not_below_previous":
        return replace(new, base=None, base_year=None), "above"
    due = _due_each(owed, rule, year)
    value = due
    if given is not None and given.value is not None:
        count = len(owed.units(rule, year)) if rule.per_group else 1
        each = (given.value / count).quantize(CENT) if count > 1 else given.value
        value = each if due is None else max(each, due)
    first = new.start_on.year
    if rule.rule == "steps":
        steps = None if value is None else f"{first}: {plain(value)}"
        return replace(new, steps=steps), "steps"
    if rule.rule == "growth":
        return replace(new, base=value, base_year=first - 1, first_step=first), "growth"
    return replace(new, base=value, base_year=None, first_step=None), "amount"


def _due_each(owed: Owed, rule: Commitment, year: int) -> Decimal | None:
    """What a rule makes due in a year, of one place where it is for each of a group."""
    if rule.rule == "steps":
        steps = parse_steps(rule.steps or "")
        past = [step for step in steps if step <= year]
        return steps[max(past)] if past else None
    if rule.rule == "growth":
        path = owed.path(replace(rule, per_group=None, cap=None, reading=f"{rule.reading} each"))
        due = path[year].value if year in path else rule.base
        places = len(owed.units(rule, year)) if rule.base is None and rule.per_group else 1
        # A base that is left to the record is that of all places together.
        return due if due is None or places < 2 else (due / places).quantize(CENT)
    return rule.base
