"""What belongs to a subject: its projects, engagements, agreements, observations, pairings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import period_text
from counterpart_site.publishing.kept import kept
from counterpart_site.web.disclosing import hidden_of
from counterpart_site.web.reader import Reader
from counterpart_site.web.subjects.addresses import address, row_address
from counterpart_site.web.subjects.shown import dated

PROJECTS = """
    SELECT p.project, p.name_en, p.name_zh, p.sector, p.status, p.place, p.planned_start,
           p.planned_end, p.actual_start, p.actual_end, p.pairing, p.lead
    FROM projects p WHERE {where} ORDER BY p.project
"""
ENGAGEMENTS = """
    SELECT engagement, kind, name_en, name_zh, start_on, end_on, headcount, low, high, status,
           origin, destination, source
    FROM engagements e WHERE {where} ORDER BY end_on DESC NULLS FIRST, engagement
"""
AGREEMENTS = """
    SELECT DISTINCT a.agreement, a.title_en, a.title_zh, a.signed_on, a.term_start, a.term_end
    FROM agreements a, pairings p WHERE p.pairing = {key} AND (a.agreement = p.agreement
        OR (p.side_a IS NOT NULL AND p.side_b IS NOT NULL
            AND list_contains(string_split(replace(a.parties, ' ', ''), ';'), p.side_a)
            AND list_contains(string_split(replace(a.parties, ' ', ''), ';'), p.side_b)))
    ORDER BY a.signed_on, a.agreement
"""
# The states of a project that is over.
OVER = ("completed", "cancelled")
OBSERVATIONS = """
    SELECT observation, indicator, start_on, end_on, value, low, high, code, role, currency, source
    FROM observations WHERE subject = {key} ORDER BY indicator, end_on DESC, observation
"""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a list."""

    key: str
    name: str
    sector: str
    sector_name: str
    status: str
    status_name: str
    place: str
    place_name: str
    pairing: str
    lead: str
    span: Markup | str
    late: bool
    address: str


@dataclass(frozen=True, slots=True)
class EngagementLine:
    """A posting, training, visit or event."""

    name: str
    kind: str
    ends: str
    span: Markup
    people: Figure | None
    state: str
    source: str
    document: str
    address: str


@dataclass(frozen=True, slots=True)
class Observed:
    """An indicator of a subject: its newest value first."""

    name: str
    values: list[tuple[Markup | str, Any, str, str, str]]


def projects_of(reader: Reader, where: str = "true") -> list[ProjectLine]:
    """The projects that satisfy a condition on the rows `p`."""
    record, today = reader.record, reader.snapshot.manifest.as_of
    found = []
    for (
        key,
        english,
        chinese,
        sector,
        status,
        place,
        *days,
        pairing,
        lead,
    ) in reader.snapshot.store.rows(PROJECTS.format(where=where)):
        start, end = days[2] or days[0], days[3] or days[1]
        late = bool(days[1] and str(days[1]) < today and not days[3])
        found.append(
            ProjectLine(
                key,
                record.in_language(english, chinese) or key,
                sector or "",
                record.code("project_sector", sector) if sector else "",
                status or "",
                record.code("project_status", status) if status else _("status not stated"),
                place or "",
                record.name(place) if place else "",
                pairing or "",
                lead or "",
                _span(reader, start, end, status),
                late and status not in OVER,
                address(reader, "project", key),
            )
        )
    return found


def _span(reader: Reader, start: Any, end: Any, status: str) -> Markup | str:
    """When a project ran; one that is over is not open because nobody stated its end."""
    if start and not end and status in OVER:
        return _("from %(day)s, end not stated") % {"day": _day(start)}
    return period_text(start, end, reader.words) if start or end else ""


def _day(start: Any) -> str:
    """A first day as it was stated: that of a year stands for the year."""
    text = str(start)
    return text.removesuffix("-01-01")


def engagements_of(reader: Reader, where: str) -> list[EngagementLine]:
    """The engagements that satisfy a condition on the rows `e`, those that run first."""
    record, found = reader.record, []
    for row in reader.snapshot.store.rows(ENGAGEMENTS.format(where=where)):
        key, kind, english, chinese, start, end, people, low, high, status, a, b, source = row
        figure = None
        if not people is low is high is None:
            figure = Figure(reader.numbers, people, "persons", low, high)
        state = dated(reader, start, end)
        if status in ("cancelled", "planned"):
            state = record.code("engagement_status", status)
        found.append(
            EngagementLine(
                record.in_language(english, chinese) or key,
                record.code("engagement_kind", kind),
                " → ".join(record.name(each) for each in (a, b) if each),
                period_text(start, end, reader.words) if start or end else Markup(""),
                figure,
                state,
                record.sources[source].title if source in record.sources else "",
                address(reader, "document", source) if source else "",
                row_address(reader, "engagements", key),
            )
        )
    running = _("running")
    return sorted(found, key=lambda each: each.state != running)


def agreements_of(reader: Reader, pairing: str) -> list[tuple[str, str, Any]]:
    """The agreements of a pairing: title, the row's address, when."""
    found = []
    for key, english, chinese, signed, start, end in reader.snapshot.store.rows(
        AGREEMENTS.format(key=literal(pairing))
    ):
        title = reader.record.in_language(english, chinese) or key
        span = period_text(start, end, reader.words) if start or end else signed
        found.append((title, row_address(reader, "agreements", key), span))
    return found


def observations_of(reader: Reader, key: str) -> list[Observed]:
    """The observations of a place, organisation or project: period, figure, source, addresses.

    What the reader may not be shown is said to be suppressed.
    """
    hidden, catalogue, record = hidden_of(reader), reader.snapshot.catalogue, reader.record
    found: dict[str, Observed] = {}
    rows = reader.snapshot.store.rows(OBSERVATIONS.format(key=literal(key)))
    for row, indicator, start, end, value, low, high, code, role, currency, source in rows:
        entry = found.setdefault(indicator, Observed(record.code("indicators", indicator), []))
        unit = catalogue.indicators[indicator].unit
        unit = currency or unit if unit == "money" else unit
        shown: Any = code
        if ("observations", row) in hidden:
            shown = Figure(reader.numbers, None, unit, hidden=True)
        elif not value is low is high is None:
            shown = Figure(reader.numbers, value, unit, low, high)
        period: Markup | str = period_text(start, end, reader.words)
        if role:
            period = Markup("{}, {}").format(period, record.code("role", role))
        title = record.sources[source].title if source in record.sources else ""
        document = address(reader, "document", source) if source else ""
        where = row_address(reader, "observations", row)
        entry.values.append((period, shown, title, document, where))
    return list(found.values())


def counted_kinds(reader: Reader) -> set[str]:
    """The kinds of flow of which anything is on record in the programme."""
    rows = kept(
        reader.snapshot,
        "kinds on record",
        lambda: [row[0] for row in reader.snapshot.store.rows("SELECT DISTINCT kind FROM flows")],
    )
    return set(rows)
