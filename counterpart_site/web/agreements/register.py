"""The agreements of a programme with their promises, and how those were kept so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.commitments import KEPT
from counterpart.evaluation.due import Commitment, commitments
from counterpart.reports.figures import Figure, Notes
from counterpart.reports.flows import Counted
from counterpart.reports.numbers import period_text
from counterpart.reports.promises import Rule, rules
from counterpart_site.web.disclosing import hidden_of
from counterpart_site.web.reader import Reader

# An agreement that ends within so many days is said to end soon.
SOON = 180
ROWS = """
    SELECT agreement, title_en, title_zh, signed_on, date_precision, term_start, term_end, parties,
           source, locator, note
    FROM agreements WHERE programme = {own} OR programme IS NULL
    ORDER BY signed_on DESC NULLS LAST, agreement
"""


@dataclass(frozen=True, slots=True)
class Clause:
    """A promise of an agreement: its rule, who answers, by when, and how it was kept.

    Of its chosen reading, `kept` years of the `told` ones that are over were met; in `untold` ones
    what is on record does not tell.
    """

    stated: Commitment
    rule: Rule | None
    title: str
    owner: str
    kept: int
    told: int
    untold: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement with its clauses."""

    key: str
    title: str
    signed: str
    term: Markup
    ends: date | None
    state: str
    urgent: bool
    parties: str
    source: str
    locator: str
    note: str
    clauses: tuple[Clause, ...]

    @property
    def kept(self) -> tuple[int, int, int]:
        """Years met, years told and years untold of all its clauses."""
        return (
            sum(each.kept for each in self.clauses),
            sum(each.told for each in self.clauses),
            sum(each.untold for each in self.clauses),
        )


def agreements(reader: Reader) -> list[Agreement]:
    """The agreements of the programme that is read, the newest first."""
    store, record, own = reader.snapshot.store, reader.record, reader.programme.programme
    counted = Counted(record, reader.numbers, Notes(), "programme", hidden_of(reader))
    due = {
        rule.key: rule
        for programme in record.programmes
        if programme.key == own
        for rule in rules(counted, programme)
    }
    promised: dict[str, list[Clause]] = {}
    for stated in commitments(store):
        if stated.chosen and stated.agreement:
            clause = _clause(reader, stated, due.get(stated.commitment))
            promised.setdefault(stated.agreement, []).append(clause)
    today = date.fromisoformat(reader.snapshot.manifest.as_of[:10])
    found = []
    for row in store.rows(ROWS.format(own=literal(own))):
        key, en, zh, signed, precision, start, end, parties, source, locator, note = row
        state, urgent = _state(start, end, today)
        found.append(
            Agreement(
                key,
                record.in_language(en, zh) or key,
                _as_known(signed, precision),
                period_text(start, end, reader.words) if start or end else Markup(""),
                end,
                state,
                urgent,
                ", ".join(record.name(each.strip()) for each in (parties or "").split(";") if each),
                source or "",
                locator or "",
                note or "",
                tuple(promised.get(key, ())),
            )
        )
    return found


def _clause(reader: Reader, stated: Commitment, rule: Rule | None) -> Clause:
    """A promise with how its chosen reading was kept in the years that are over."""
    today = reader.snapshot.manifest.as_of
    over = [
        each.path
        for each in (rule.years if rule else ())
        if each.path.chosen and f"{each.path.year}-12-31" < today
    ]
    counts = Counter(path.status for path in over)
    met = sum(counts[each] for each in KEPT)
    owner = stated.owner or stated.origin
    return Clause(
        stated,
        rule,
        rule.title if rule else reader.record.code("kinds", stated.kind),
        reader.record.name(owner) if owner else "",
        met,
        len(over) - counts["open"],
        counts["open"],
    )


def rule_words(reader: Reader, stated: Commitment) -> Markup:
    """What a rule says, in words and figures."""
    record = reader.record
    unit = stated.currency or reader.snapshot.catalogue.kinds[stated.kind].unit
    said: list[str | Markup] = [record.code("rule", stated.rule)]
    if stated.base is not None:
        said.append(Figure(reader.numbers, float(stated.base), unit).__html__())
    if stated.steps:
        said.append(stated.steps)
    if stated.rate is not None:
        said.append(f"{100 * stated.rate:g} %")
    if stated.base_year:
        said.append(_("base year %(year)s") % {"year": stated.base_year})
    if stated.of_commitment:
        said.append(_("of %(promise)s") % {"promise": stated.of_commitment})
    if stated.per_group:
        said.append(_("for each place of %(group)s") % {"group": stated.per_group})
    if stated.cap is not None:
        cap = Figure(reader.numbers, float(stated.cap), unit)
        said.append(Markup("{} {}").format(_("at most"), cap))
    if stated.account:
        said.append(record.code("account", stated.account))
    return Markup(", ").join(said)


def _as_known(day: date | None, precision: str | None) -> str:
    """A day as exactly as it is known."""
    if day is None:
        return ""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision or "", 10)]


def _state(start: date | None, end: date | None, today: date) -> tuple[str, bool]:
    """How an agreement stands on a day, and whether that is a warning."""
    if end is None:
        return _("no end on record"), False
    left = (end - today).days
    if left < 0:
        return _("ended"), False
    if start is not None and start > today:
        return _("not begun"), False
    words = ngettext("ends in %(days)d day", "ends in %(days)d days", left) % {"days": left}
    return words, left <= SOON
