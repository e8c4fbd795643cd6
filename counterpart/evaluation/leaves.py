"""Looking up the leaves of check expressions in a snapshot, for one claim at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from counterpart.catalogue import Catalogue, Unit
from counterpart.engine.store import Store, literal, quoted
from counterpart.evaluation.arithmetic import Value, plain
from counterpart.evaluation.due import commitments, due_by_year
from counterpart.evaluation.observations import Observations
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.record import Claim, Record
from counterpart.evaluation.select import Row, flow_rows, members
from counterpart.periods import Period
from counterpart.quantities import Quantity, point, total
from counterpart.rules.expressions import Expression
from counterpart.tables import TABLES

EARTH_RADIUS_KM = 6371.0088


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
        lookups = {
            "flow": self._flow,
            "observation": self._observation,
            "count": self._count,
            "claim": self._claim,
            "due": self._due,
            "date": self._date,
            "distance": self._distance,
            "rank": self._rank,
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
            span = self._span(period) + _filter(fields)
            return _missing(meaning, self.say("in span", names=kinds, span=span))
        if len(currencies) > 1:
            return _missing(meaning, self.say("one currency", names=kinds))
        if fields.get("take") == "last":
            rows = rows[-1:]
        if fields.get("take") == "count":
            words = self.say("count of rows", count=len(rows))
            return replace(self._from_rows(rows, point(len(rows)), "count"), words=words)
        return self._from_rows(rows, total([row.quantity for row in rows]), meaning)

    def _observation(self, leaf: Expression) -> Value:
        fields = leaf.fields
        subjects = self.subjects(fields["subject"])
        period = fields.get("period", Period(None, self.at.end))
        role = fields.get("role", "actual")
        rows = self.observations.newest(fields["indicator"], subjects, period, role)
        indicator = self.catalogue.indicators[fields["indicator"][0]]
        currency = rows[0].currency if rows else None
        meaning = meaning_of(self.catalogue.units[indicator.unit], currency)
        if not rows:
            names = self._names("indicators", fields["indicator"])
            where = {"subject": fields["subject"], "span": self._span(period)}
            return _missing(meaning, self.say("of subject", names=names, **where))
        if rows[0].code is not None and rows[0].quantity.value is None:
            value = self._from_rows(rows, None, meaning)
            return replace(value, text=rows[0].code, words=f"{rows[0].key} = {rows[0].code}")
        value = self._from_rows(rows, total([row.quantity for row in rows]), meaning)
        if len(rows) > 1:
            assert value.quantity is not None
            day = rows[0].period.end.isoformat()
            figure = plain(value.quantity.value)
            words = self.say("observations", value=figure, count=len(rows), day=day)
            return replace(value, words=words)
        return value

    def subjects(self, subject: str) -> list[str]:
        """A subject, or the members of `group:NAME`."""
        if subject.startswith("group:"):
            return members(self.store, subject.removeprefix("group:"))
        return [subject]

    def _count(self, leaf: Expression) -> Value:
        table, fields = leaf.fields["table"], leaf.fields
        what = f"DISTINCT {quoted(fields['distinct'])}" if "distinct" in fields else "*"
        conditions = [
            f"{quoted(column)}::VARCHAR = {literal(value)}"
            for column, value in fields.get("where", {}).items()
        ] or ["true"]
        source = "source" if "source" in TABLES[table].has else "NULL"
        number, sources = self.store.row(
            f"SELECT count({what}), list(DISTINCT {source}) FROM {quoted(table)} "
            f"WHERE {' AND '.join(conditions)}"
        )
        if not number:
            words = self.say("rows of table", table=table, filter=_filter(fields))
            return _missing("count", words)
        return Value(
            point(number),
            "count",
            self.say("count of table", count=number, table=table, filter=_filter(fields)),
            sources=frozenset(each for each in sources or [] if each),
            rows=1,
        )

    def _claim(self, leaf: Expression) -> Value:
        other = self.record.claims[leaf.fields["claim"]]
        unit = self.catalogue.units.get(other.unit or "")
        quantity = other.quantity
        if quantity.value is None and quantity.low is None and quantity.high is None:
            return _missing("number", self.say("figure of claim", claim=other.claim))
        words = f"{other.claim} {plain(other.value)}{' ' + other.unit if other.unit else ''}"
        return Value(
            quantity.scaled(unit.factor) if unit else quantity,
            meaning_of(unit) if unit else "number",
            words,
            sources=frozenset([other.source]),
            through_claims=True,
        )

    def _due(self, leaf: Expression) -> Value:
        name, year = leaf.fields["commitment"], int(leaf.fields["year"])
        reading = leaf.fields.get("reading")
        for rule in commitments(self.store):
            if rule.commitment == name and (
                rule.reading == reading or (not reading and rule.chosen)
            ):
                due = due_by_year(rule).get(year)
                if due is not None:
                    shown = {"rule": f"{name}/{rule.reading}", "amount": plain(due)}
                    words = self.say("due", year=year, currency=rule.currency or "", **shown)
                    sources = frozenset([rule.source] if rule.source else [])
                    meaning = meaning_of(self.catalogue.units["money"], rule.currency)
                    return Value(
                        point(due), meaning, words.strip(), sources=sources, through_claims=True
                    )
        rule_name = f"{name}/{reading}" if reading else name
        return _missing("money", self.say("due missing", year=year, rule=rule_name))

    def _date(self, leaf: Expression) -> Value:
        table = TABLES[leaf.fields["table"]]
        column, key = leaf.fields["column"], leaf.fields["key"]
        keys = " || '+' || ".join(f"{quoted(name)}::VARCHAR" for name in table.key)
        source = "source" if "source" in table.has else "NULL"
        rows = self.store.rows(
            f"SELECT {quoted(column)}, {source} FROM {quoted(table.name)} "
            f"WHERE {keys} = {literal(key)}"
        )
        if not rows or rows[0][0] is None:
            words = self.say("date missing", column=column, key=key, table=table.name)
            return _missing("date", words)
        # The day on which a document appeared is no evidence of what it says.
        sources = frozenset([rows[0][1]] if rows[0][1] and table.name != "sources" else [])
        day = rows[0][0]
        return Value(
            None,
            "date",
            f"{key} {column} {day.isoformat()}",
            day=day,
            sources=sources,
            rows=1 if sources else 0,
        )

    def _distance(self, leaf: Expression) -> Value:
        ends = []
        for place in leaf.fields["places"]:
            rows = self.store.rows(
                f"SELECT latitude, longitude FROM places WHERE place = {literal(place)}"
            )
            if not rows or rows[0][0] is None:
                return _missing("distance", self.say("coordinates", place=place))
            ends.append((radians(rows[0][0]), radians(rows[0][1])))
        (lat1, lon1), (lat2, lon2) = ends
        half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
        kilometres = round(2 * EARTH_RADIUS_KM * asin(sqrt(half)), 1)
        places = " – ".join(leaf.fields["places"])
        words = self.say("great circle", places=places, kilometres=kilometres)
        sources = frozenset(["coordinates"])
        return Value(point(str(kilometres)), "distance", words, sources=sources, rows=1)

    def _rank(self, leaf: Expression) -> Value:
        fields = leaf.fields
        period = fields.get("period", Period(None, self.at.end))
        everyone = sorted({*self.subjects(fields["in"]), fields["subject"]})
        rows = self.observations.newest(fields["indicator"], everyone, period)
        own = next((row for row in rows if row.subject == fields["subject"]), None)
        if len(everyone) < 2 or own is None or own.quantity.value is None:
            names = self._names("indicators", fields["indicator"])
            return _missing("rank", self.say("rank missing", names=names, group=fields["in"]))
        above = [row for row in rows if (row.quantity.value or Decimal(0)) > own.quantity.value]
        value = self._from_rows(rows, point(len(above) + 1), "rank")
        words = self.say("rank", rank=len(above) + 1, count=len(rows))
        return replace(value, words=words)

    def _names(self, list_name: str, codes: Sequence[str]) -> str:
        names = (self.catalogue.name(list_name, code, self.say.language) for code in codes)
        return ", ".join(names)

    def _span(self, period: Period) -> str:
        if period.start is None:
            return self.say("up to", day=period.end.isoformat())
        return str(period)

    def _from_rows(self, rows: list[Row], quantity: Quantity | None, meaning: str) -> Value:
        shown = " + ".join(
            f"{row.key} {plain(row.quantity.value)}{' ' + row.currency if row.currency else ''}"
            f" [{row.source or self.say('no source')}]"
            for row in rows[:4]
        )
        if len(rows) > 4:
            shown += self.say("more", count=len(rows) - 4)
        if len(rows) > 1 and quantity is not None:
            shown = f"{shown} = {plain(quantity.value)}"
        sources = frozenset(row.source for row in rows if row.source)
        return Value(quantity, meaning, shown, sources=sources, rows=len(rows))


def meaning_of(unit: Unit, currency: str | None = None) -> str:
    """What a unit counts, told apart by currency: CNY and EUR do not compare."""
    own = unit.currency or currency
    return unit.quantity.replace("money", f"money in {own}", 1) if own else unit.quantity


def _missing(meaning: str, what: str) -> Value:
    return Value(None, meaning, f"[{what}]", missing=(what,))


def _filter(fields: dict[str, object]) -> str:
    where = fields.get("where") or {}
    assert isinstance(where, dict)
    return "".join(f", {column} {value}" for column, value in where.items())
