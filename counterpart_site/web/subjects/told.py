"""What the pages and charts of one subject are made of, for one reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.measure import By
from counterpart.evaluation.results import Result
from counterpart.reports.arcs import Choice, choices
from counterpart.reports.balance import Balance, balances
from counterpart.reports.figures import Notes
from counterpart.reports.flows import Counted
from counterpart.reports.promises import Rule, rules
from counterpart.reports.record import Programme
from counterpart_site.publishing.kept import kept
from counterpart_site.web.disclosing import disclosed, hidden_of
from counterpart_site.web.naming import party_names
from counterpart_site.web.reader import Reader

PAIRING = "SELECT programme, side_a, side_b FROM pairings WHERE pairing = {key}"
SIDE = "SELECT programme, side, root FROM sides WHERE place = {key} ORDER BY programme, side"
# Promises of the agreement of a pairing, or between its very two ends.
OWN_PROMISES = """
    SELECT DISTINCT commitment FROM commitments c, pairings p WHERE p.pairing = {key}
    AND (c.agreement = p.agreement OR (c.origin, c.destination) IN
         ((p.side_a, p.side_b), (p.side_b, p.side_a)))
"""


@dataclass(frozen=True)
class Told:
    """A programme, pairing or place (`by`, `key`) as one reader may read it."""

    reader: Reader
    by: By
    key: str

    @cached_property
    def hidden(self) -> frozenset[tuple[str, str]]:
        """The rows that the reader is not shown."""
        return hidden_of(self.reader)

    @cached_property
    def sides(self) -> Programme:
        """The two sides of the subject, its stages; InputError (not_known)."""
        reader, key = self.reader, literal(self.key)
        programmes = {each.key: each for each in reader.record.programmes}
        if self.by == "programme":
            return reader.known((programmes[self.key],) if self.key in programmes else (), self.key)
        store, name = reader.snapshot.store, reader.record.name
        if self.by == "pairing":
            rows = store.rows(PAIRING.format(key=key))
            programme, a, b = reader.known(rows, self.key)
            ends = party_names(reader, a, b)
            named = " \N{EN DASH} ".join(ends)
            whole = programmes.get(programme)
            whole = whole or Programme(self.key, named, "", "", "", "", ())
            names = (a or "", b or "", *ends)
            return replace(
                whole, key=self.key, name=named, side_a=names[0], side_b=names[1],
                name_a=names[2], name_b=names[3],
            )  # fmt: skip
        programme, side, _ = self.reader.known(self._places(), self.key)
        whole = replace(programmes[programme], key=self.key, name=name(self.key))
        if side == "a":
            return replace(whole, side_a=self.key, name_a=name(self.key))
        return replace(whole, side_b=self.key, name_b=name(self.key))

    def _places(self) -> list[tuple[str, str, bool]]:
        """The programme and side of a place; the sides are those of evaluation."""
        _ = self.counted.totals
        rows = self.reader.snapshot.store.rows(SIDE.format(key=literal(self.key)))
        return [(programme, side, root) for programme, side, root in rows]

    @cached_property
    def counted(self) -> Counted:
        """The flows of the subject, with the footnotes of this page."""
        reader = self.reader
        return Counted(reader.record, reader.numbers, Notes(), self.by, self.hidden)

    @cached_property
    def flows(self) -> list[Balance]:
        """What went each way, by kind."""
        return balances(self.counted, self.sides)

    @cached_property
    def choices(self) -> list[Choice]:
        """What the flow map can show."""
        return choices(self.counted, self.sides)

    @cached_property
    def results(self) -> list[Result]:
        """The measures of the subject."""
        return [each for each in disclosed(self.reader, self.by) if each.subject == self.key]

    @cached_property
    def due(self) -> list[Rule]:
        """The commitment rules of the subject, year by year; a place has none of its own."""
        reader = self.reader
        if self.by == "programme":
            return rules(self.counted, self.sides)
        if self.by == "place":
            return []
        own = reader.snapshot.store.rows(OWN_PROMISES.format(key=literal(self.key)))
        keys = {row[0] for row in own}
        if not keys:
            return []
        notes = self.counted.notes
        counted = Counted(reader.record, reader.numbers, notes, "programme", self.hidden)
        found = {
            rule.key: rule for each in reader.record.programmes for rule in rules(counted, each)
        }
        return [rule for key, rule in found.items() if key in keys]


@dataclass(frozen=True, slots=True)
class Body:
    """What a page says, made once for a snapshot: its title, and its markup."""

    title: str
    html: Markup


def rights(reader: Reader) -> str:
    """Whose page it is: what readers with the same rights see is the same."""
    return f"{reader.language} {reader.rows} {reader.is_member} {reader.query}"


def body(
    reader: Reader, page: str, subject: str, make: Callable[[], dict[str, Any]], asked: str = ""
) -> Body:
    """The body of a page by its template; `make` gives its words, among them `title`.

    It is made once for a content root, subject and rights; `asked` is what else was asked for.
    """

    def render() -> tuple[str, str]:
        words = make()
        html = render_to_string(f"web/subjects/{page}.html", {**words, "reader": reader})
        return str(words["title"]), str(html)

    title, html = kept(
        reader.snapshot, f"page {page} {subject!r} {rights(reader)} {asked!r}", render
    )
    return Body(title, Markup(html))
