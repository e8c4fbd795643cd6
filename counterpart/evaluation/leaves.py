"""Looking up the leaves of check expressions in a snapshot, for one claim at one moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from counterpart.catalogue import Catalogue, Unit
from counterpart.engine.store import Store
from counterpart.evaluation import registered
from counterpart.evaluation.arithmetic import Value, meaning_of, plain
from counterpart.evaluation.observations import Observations
from counterpart.evaluation.owed import Owed
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.record import Claim, Record
from counterpart.evaluation.registered import conditions, missing
from counterpart.evaluation.results import RowKey
from counterpart.evaluation.select import Row, flow_rows, members, newest
from counterpart.periods import Period
from counterpart.quantities import Quantity, point, total
from counterpart.rules.expressions import Expression


@dataclass(frozen=True, slots=True)
class Leaves:
    """The look-ups of one claim, as of a moment; `at` replaces the claim's own period.

    Rows of the claim's own document come last; `without_own` leaves them out.
    """

    record: Record
    claim: Claim
    at: Period
    without_own: bool = False

    @property
    def store(self) -> Store:
        """The tables."""
        return self.record.store

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that names and units come from."""
        return self.record.catalogue

    @property
    def say(self) -> Phrases:
        """The words."""
        return self.record.say

    @property
    def observations(self) -> Observations:
        """The observations as this claim may lean on them."""
        return self.record.observations(self.claim.source, exclude=self.without_own)

    def value(self, leaf: Expression) -> Value:
        """The value of one leaf; a leaf without rows says what is missing."""
        lookups: dict[str, Callable[[Expression], Value]] = {
            "flow": self._flow,
            "observation": self._observation,
            "claim": self._claim,
            "due": self._due,
            "rank": self._rank,
            "count": partial(registered.count, self.store, self.say),
            "distance": partial(registered.distance, self.store, self.say),
            "date": self._date,
        }
        return lookups[leaf.name](leaf)

    def _flow(self, leaf: Expression) -> Value:
        fields = leaf.fields
        rows = flow_rows(
            self.store,
            self.catalogue,
            fields["kind"],
            fields.get("period", self.at),
            origin=fields.get("origin"),
            destination=fields.get("destination"),
            where=fields.get("where"),
            avoid=self.claim.source,
            exclude=self.without_own,
            below=not self.without_own,
        )
        kinds = self._names("kinds", fields["kind"])
        unit = self.catalogue.units[self.catalogue.kinds[fields["kind"][0]].unit]
        period = fields.get("period", self.at)
        currencies = {row.currency for row in rows}
        meaning = meaning_of(unit, next(iter(currencies), None))
        if not rows:
            span = self._span(period) + conditions(fields)
            return missing(meaning, self.say("in span", names=kinds, span=span))
        if len(currencies) > 1:
            return missing(meaning, self.say("one currency", names=kinds))
        if fields.get("take") == "last":
            rows = newest(rows, fields.get("origin"), fields.get("destination"))
        if fields.get("take") == "count":
            words = self.say("count of rows", count=len(rows))
            return replace(self._from_rows(rows, point(len(rows)), "count"), words=words)
        return self._from_rows(rows, total([row.quantity for row in rows]), meaning, unit)

    def _observation(self, leaf: Expression) -> Value:
        fields = leaf.fields
        period = fields.get("period", Period(None, self.at.end))
        subjects = self.subjects(fields["subject"], period.end)
        role = fields.get("role", "actual")
        rows = self.observations.newest(fields["indicator"], subjects, period, role)
        unit = self.catalogue.units[self.catalogue.indicators[fields["indicator"][0]].unit]
        currency = rows[0].currency if rows else None
        meaning = meaning_of(unit, currency)
        if not rows:
            names = self._names("indicators", fields["indicator"])
            subject = registered.name_of(self.store, self.say, fields["subject"])
            where = {"subject": subject, "span": self._span(period)}
            return missing(meaning, self.say("of subject", names=names, **where))
        if rows[0].code is not None and rows[0].quantity.value is None:
            value = self._from_rows(rows, None, meaning)
            sources = registered.cited([rows[0].source] if rows[0].source else [])
            words = f"{rows[0].key} {self.say.code(rows[0].code)}{sources}"
            return replace(value, text=rows[0].code, words=words)
        quantity = total([row.quantity for row in rows])
        value = self._from_rows(rows, quantity, meaning, unit)
        if len(rows) > 1:
            day = rows[0].period.end.isoformat()
            figure = plain(quantity.value)
            words = self.say("observations", value=figure, count=len(rows), day=day)
            return replace(value, words=words + registered.cited(sorted(value.sources)))
        return value

    def subjects(self, subject: str, day: date) -> list[str]:
        """A subject, or the members of `group:NAME` on a day."""
        if subject.startswith("group:"):
            return members(self.store, subject.removeprefix("group:"), day)
        return [subject]

    def _claim(self, leaf: Expression) -> Value:
        other = self.record.claims[leaf.fields["claim"]]
        unit = self.catalogue.units.get(other.unit or "")
        quantity = other.quantity
        if quantity.value is None and quantity.low is None and quantity.high is None:
            return missing("number", self.say("figure of claim", claim=other.claim))
        named = f" {self._unit(unit.code)}" if unit and unit.quantity != "ratio" else ""
        words = f"{other.claim} {plain(other.value)}{named}"
        return Value(
            quantity.scaled(unit.factor) if unit else quantity,
            meaning_of(unit) if unit else "number",
            words,
            sources=frozenset([other.source]),
            through_claims=True,
            used=(RowKey("claims", other.claim, other.source),),
        )

    def _due(self, leaf: Expression) -> Value:
        name, year = leaf.fields["commitment"], int(leaf.fields["year"])
        reading = leaf.fields.get("reading")
        owed = Owed(self.store, self.catalogue)
        for rule in owed.readings(name):
            if rule.reading == reading or (not reading and rule.chosen):
                due = owed.path(rule).get(year)
                if due is not None:
                    shown = {"rule": f"{name}/{rule.reading}", "amount": self._figure(due)}
                    words = self.say("due", year=year, currency=rule.currency or "", **shown)
                    sources = frozenset([rule.source] if rule.source else [])
                    meaning = meaning_of(self.catalogue.units["money"], rule.currency)
                    return Value(
                        due,
                        meaning,
                        words.strip(),
                        sources=sources,
                        through_claims=True,
                        used=(RowKey("commitments", rule.key, rule.source),),
                    )
        rule_name = f"{name}/{reading}" if reading else name
        return missing("money", self.say("due missing", year=year, rule=rule_name))

    def _date(self, leaf: Expression) -> Value:
        value = registered.date(self.store, self.say, leaf, self.claim.unit)
        if leaf.fields["table"] == "sources" and value.known:
            # When a document appeared is known with the claim: no evidence from elsewhere.
            return replace(value, sources=frozenset([self.claim.source]))
        return value

    def _rank(self, leaf: Expression) -> Value:
        fields = leaf.fields
        if "indicator" not in fields:
            return registered.first_of(self.store, self.say, leaf)
        period = fields.get("period", Period(None, self.at.end))
        everyone = sorted({*self.subjects(fields["in"], period.end), fields["subject"]})
        rows = self.observations.newest(fields["indicator"], everyone, period)
        own = next((row for row in rows if row.subject == fields["subject"]), None)
        if len(everyone) < 2 or own is None or own.quantity.value is None:
            names = self._names("indicators", fields["indicator"])
            group = registered.name_of(self.store, self.say, fields["in"])
            return missing("rank", self.say("rank missing", names=names, group=group))
        above = [row for row in rows if (row.quantity.value or Decimal(0)) > own.quantity.value]
        value = self._from_rows(rows, point(len(above) + 1), "rank")
        return replace(value, words=self.say("rank", rank=len(above) + 1, count=len(rows)))

    def _names(self, list_name: str, codes: Sequence[str]) -> str:
        names = (self.catalogue.name(list_name, code, self.say.language) for code in codes)
        return ", ".join(names)

    def _span(self, period: Period) -> str:
        if period.start is None:
            return self.say("up to", day=period.end.isoformat())
        return str(period)

    def _from_rows(
        self,
        rows: list[Row],
        quantity: Quantity | None,
        meaning: str,
        unit: Unit | None = None,
    ) -> Value:
        """A value that rests on rows whose figures are in `unit`; its quantity is in base units."""
        name = "" if unit is None else f" {self._unit(unit.code)}"
        shown = " + ".join(
            f"{row.key} {self._figure(row.quantity)}{f' {row.currency}' if row.currency else name}"
            f" [{row.source or self.say('no source')}]"
            for row in rows[:4]
        )
        if len(rows) > 4:
            shown += self.say("more", count=len(rows) - 4)
        if len(rows) > 1 and quantity is not None:
            shown = f"{shown} = {self._figure(quantity)}"
        sources = frozenset(row.source for row in rows if row.source)
        used = tuple(RowKey(row.table, row.key, row.source) for row in rows)
        if quantity is not None and unit is not None:
            quantity = quantity.scaled(unit.factor)
        return Value(quantity, meaning, shown, sources=sources, rows=len(rows), used=used)

    def _unit(self, unit: str) -> str:
        return self.catalogue.name("units", unit, self.say.language)

    def _figure(self, quantity: Quantity) -> str:
        """A figure as a row gives it: a number, a bound, or a span."""
        if quantity.low is not None and quantity.high is None:
            return self.say(
                "over" if quantity.low_strict else "at least", value=plain(quantity.low)
            )
        if quantity.high is not None and quantity.low is None:
            return self.say(
                "under" if quantity.high_strict else "at most", value=plain(quantity.high)
            )
        if quantity.value is None and quantity.low is not None:
            return self.say("span", low=plain(quantity.low), high=plain(quantity.high))
        return plain(quantity.value)
