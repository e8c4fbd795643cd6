"""What changed between two days: new data, revisions and withdrawals, by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.snapshot.difference import Change, difference
from counterpart_site.publishing.editions import Edition, edition_at
from counterpart_site.publishing.kept import kept
from counterpart_site.publishing.preparing import at_hand
from counterpart_site.web.reader import Reader

LISTED = 3


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure that was revised: what it is of, before and after."""

    table: str
    key: str
    name: str
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows by table and kind of change (added, changed, withdrawn), and the first revised figures.

    `state` says why there are none to tell: "nothing" was on record then, the edition of then is
    "making", or the record is the "same"; empty where there are changes.
    """

    state: str
    tables: tuple[tuple[str, int, int, int], ...] = ()
    revised: tuple[Revised, ...] = ()

    @property
    def sums(self) -> tuple[int, int, int]:
        """How many rows are new, revised and withdrawn in all tables."""
        new = sum(added for _name, added, _changed, _withdrawn in self.tables)
        revised = sum(changed for _name, _added, changed, _withdrawn in self.tables)
        withdrawn = sum(gone for _name, _added, _changed, gone in self.tables)
        return new, revised, withdrawn


def changes(reader: Reader, since: date) -> Changes:
    """What is different in the reader's edition from what was known at the end of a day."""
    before = edition_at(reader.programme, since)
    if before.sequence == 0:
        return Changes("nothing")
    if before.sequence >= reader.edition.sequence:
        return Changes("same")
    if not at_hand(before):
        return Changes("making")
    return _between(reader, before)


def _between(reader: Reader, before: Edition) -> Changes:
    def compare() -> Changes:
        found = difference(before.snapshot, reader.snapshot)
        counts = Counter((each.table, each.change) for each in found)
        tables = tuple(
            (name, counts[name, "added"], counts[name, "changed"], counts[name, "withdrawn"])
            for name in dict.fromkeys(each.table for each in found)
        )
        return Changes("" if found else "same", tables, tuple(_revised(reader, found)))

    return kept(reader.snapshot, f"changes since {before.root} {reader.language}", compare)


def _revised(reader: Reader, found: Sequence[Change]) -> list[Revised]:
    """The first figures that were revised."""
    lists = {"flows": "kinds", "observations": "indicators"}
    subjects = {
        "flows": "kind, currency, origin, destination, end_on",
        "observations": "indicator, currency, subject, NULL, end_on",
    }
    listed = [
        each
        for each in found
        if each.table in lists and each.change == "changed" and "value" in each.columns
    ]
    revised = []
    for each in listed[:LISTED]:
        key = "flow" if each.table == "flows" else "observation"
        code, currency, origin, destination, end = reader.snapshot.store.row(
            f"SELECT {subjects[each.table]} FROM {each.table} WHERE {key} = {literal(each.key)}"
        )
        catalogue = reader.snapshot.catalogue
        unit = (catalogue.kinds if each.table == "flows" else catalogue.indicators)[code].unit
        of = [reader.record.name(party) for party in (origin, destination) if party]
        name = f"{reader.record.code(lists[each.table], code)}, {' → '.join(of)}, {end:%Y-%m}"
        unit = currency or unit if unit == "money" else unit
        before, after = (_figure(reader, said, unit) for said in each.columns["value"])
        revised.append(Revised(each.table, each.key, name, before, after))
    return revised


def _figure(reader: Reader, said: str | None, unit: str) -> Markup:
    if said is None:
        return Markup('<span class="missing">{}</span>').format(reader.words("missing"))
    return reader.numbers.quantity(Decimal(said), unit).__html__()
