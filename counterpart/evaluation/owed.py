"""What is owed: the amounts every commitment makes due, and the flows that answer it.

One object asks the record once for each question, however many readings a commitment has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from counterpart.catalogue import Catalogue, parameter
from counterpart.engine.store import Store
from counterpart.evaluation.due import Commitment, capped, commitments, due_by_year
from counterpart.evaluation.select import Row, flow_rows, members
from counterpart.periods import Period, year_period
from counterpart.quantities import Quantity, total

# Money stages that answer a promise; "" is a row whose source does not say.
PAID = ("paid", "")


class Owed:
    """The commitments of a record, or `rules` in their place (another reading, a what-if)."""

    def __init__(
        self, store: Store, catalogue: Catalogue, rules: Sequence[Commitment] | None = None
    ) -> None:
        self.store, self.catalogue = store, catalogue
        self.rules = commitments(store) if rules is None else list(rules)
        self._paths: dict[tuple[str, str], dict[int, Quantity]] = {}
        self._asked: dict[tuple[object, ...], list[Row]] = {}
        self._members: dict[tuple[str, int], list[str]] = {}
        self._hearsay = frozenset(parameter(catalogue, "hearsay_sources"))
        self.over = Decimal(str(parameter(catalogue, "over_fulfilment_margin")))
        self._kinds = dict(store.rows("SELECT source, source_kind FROM sources"))

    def path(self, rule: Commitment) -> dict[int, Quantity]:
        """Year -> amount due under `rule`, also where it follows from the flows on record.

        `not_below_previous` makes due what was given the year before. `share` is the part of what
        its `of_commitment` makes due, or, of an account, of the flows between the same places that
        are told for all accounts together. A base left open is what was given in the base year.
        """
        key = (rule.commitment, rule.reading)
        if key not in self._paths:
            # A rule that leads back to itself makes nothing due (a finding says so).
            self._paths[key] = {}
            self._paths[key] = self._path(rule)
        return self._paths[key]

    def readings(self, commitment: str) -> list[Commitment]:
        """The readings of a commitment, the chosen one first."""
        return [rule for rule in self.rules if rule.commitment == commitment]

    def spread(self, rule: Commitment, year: int) -> Quantity:
        """The amount due in a year, its bounds spanning all readings that make one due."""
        own = self.path(rule)[year]
        all_due = [
            path[year] for path in map(self.path, self.readings(rule.commitment)) if year in path
        ]
        lows, highs = [each.low for each in all_due], [each.high for each in all_due]
        return Quantity(
            own.value,
            None if None in lows else min(each for each in lows if each is not None),
            None if None in highs else max(each for each in highs if each is not None),
        )

    def units(self, rule: Commitment, year: int) -> list[str]:
        """The places of the rule's group in a year, by its last day."""
        if rule.per_group is None:
            return []
        key = (rule.per_group, year)
        if key not in self._members:
            self._members[key] = members(self.store, rule.per_group, date(year, 12, 31))
        return self._members[key]

    def conclusive(self, rule: Commitment, rows: Sequence[Row], year: int | None = None) -> bool:
        """Whether rows can be all that answers a rule, so that too little is a breach.

        Of a rule for each place of a group that takes a row of the whole, or one of every place.
        And one source has to report what was given: a newspaper names what it writes about.
        """
        if not any(self._kinds.get(row.source or "") not in self._hearsay for row in rows):
            return False
        if rule.per_group is None or year is None:
            return True
        ends = [tuple(row.subject.split(" -> ")) for row in rows]
        whole = (rule.origin or "", rule.destination or "")
        return whole in ends or {end[1] for end in ends}.issuperset(self.units(rule, year))

    def payments(
        self,
        rule: Commitment,
        period: int | Period,
        stages: tuple[str, ...] = PAID,
        destination: str | None = None,
        account: str | None = None,
    ) -> list[Row]:
        """The flows that answer a commitment in a year or period.

        `destination` and `account` narrow the places and accounts that the rule names.
        """
        chosen = account or rule.account
        where = {"account": chosen} if chosen else {}
        return self.flows(rule, period, where, stages, destination)

    def flows(
        self,
        rule: Commitment,
        period: int | Period,
        where: Mapping[str, str | None],
        stages: tuple[str, ...] = PAID,
        destination: str | None = None,
    ) -> list[Row]:
        """The flows of the kind and places of a commitment in a year or period."""
        span = year_period(period) if isinstance(period, int) else period
        ends = (rule.origin, destination or rule.destination)
        key = (rule.kind, ends, span, tuple(sorted(where.items())), stages)
        if key not in self._asked:
            self._asked[key] = flow_rows(
                self.store,
                self.catalogue,
                [rule.kind],
                span,
                origin=ends[0],
                destination=ends[1],
                where=where,
                stages=stages,
            )
        return self._asked[key]

    def _path(self, rule: Commitment) -> dict[int, Quantity]:
        if rule.rule not in ("share", "not_below_previous"):
            if rule.base is None and rule.base_year is not None:
                # What was given in the base year was given to all places of a group together.
                base = amount(self.payments(rule, rule.base_year))
                return due_by_year(replace(rule, per_group=None), base)
            counts = {year: len(self.units(rule, year)) for year in rule.years}
            return due_by_year(rule, units=counts)
        found = {}
        for year in rule.years:
            due = (
                amount(self.payments(rule, year - 1))
                if rule.rule == "not_below_previous"
                else self._share(rule, year)
            )
            if due is not None and due.value is not None:
                found[year] = capped(rule, due)
        return found

    def _share(self, rule: Commitment, year: int) -> Quantity | None:
        """The part that a share rule takes of the whole of a year, None where that is unknown."""
        if rule.rate is None:
            return None
        if rule.of_commitment is not None:
            chosen = self.readings(rule.of_commitment)[:1]
            whole = self.path(chosen[0]).get(year) if chosen else None
        elif rule.account is not None:
            whole = amount(self.flows(rule, year, {"account": None}))
        else:
            return None
        return None if whole is None else whole.scaled(Decimal(str(rule.rate)))


def amount(rows: Sequence[Row]) -> Quantity | None:
    """The sum of rows in one currency; None where there is none, or one has no value."""
    if not rows or len({row.currency for row in rows}) > 1:
        return None
    found = total([row.quantity for row in rows])
    return None if found.value is None else found
