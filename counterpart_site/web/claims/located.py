"""A document statement by statement: figures, causal sentences, advice and facts taken from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from counterpart.catalogue import Catalogue
from counterpart.engine.store import literal
from counterpart.errors import InputError
from counterpart.evaluation.all_measures import MEASURES
from counterpart.reports.advised import advice
from counterpart.reports.argument import Link, arguments
from counterpart.rules.expressions import parse_check
from counterpart_site.web.claims.shown import ShownClaim, mark
from counterpart_site.web.disclosing import hidden_of
from counterpart_site.web.reader import Reader
from counterpart_site.web.records.labels import TABLES as LABELS
from counterpart_site.web.subjects.addresses import address, row_address

NUMBER = re.compile(r"(\d+)")
# Between the section of a document and the passage in it.
PASSAGE = " \N{MIDDLE DOT} "
KINDS = ("figure", "link", "advice", "fact")
# Facts taken from a document: table, SQL for key, what it is called by (a kind of flow, an
# indicator, or a name in both languages) and where it stands.
FACTS = {
    "flows": ("flow", "kind, NULL, NULL, NULL"),
    "observations": ("observation", "NULL, indicator, NULL, NULL"),
    "agreements": ("agreement", "NULL, NULL, title_en, title_zh"),
    "projects": ("project", "NULL, NULL, name_en, name_zh"),
    "commitments": ("commitment || '+' || reading", "kind, NULL, NULL, NULL"),
    "stages": ("programme || '+' || stage", "NULL, NULL, name_en, name_zh"),
    "pairings": ("pairing", "NULL, NULL, pairing, NULL"),
    "engagements": ("engagement", "NULL, NULL, capability, NULL"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the document says: what it is, in short words, and how it stands.

    `kind` is figure, link, advice or fact; `figure` what is stated, `stands` its verdict or state.
    `mechanisms` are the codes and names of what the passage describes.
    """

    kind: str
    key: str
    locator: str
    passage: str
    text: str
    figure: Markup
    stands: Markup
    address: str
    mechanisms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a document with its statements in the order of the text."""

    title: str
    statements: tuple[Statement, ...]


def sections(reader: Reader, source: str, claims: Iterable[ShownClaim]) -> list[Section]:
    """The statements of a source by section, in the order of the text."""
    said = [
        *sorted(_figures(reader, source, claims), key=lambda each: in_order(each.key)),
        *_links(reader, source),
        *_advice(reader, source),
        *_facts(reader, source),
    ]
    # Figures are entered in the order of the text; what stands in their passage stands with them.
    first = {each.locator: each.key for each in reversed(said) if each.kind == "figure"}
    said.sort(
        key=lambda each: (
            in_order(each.locator.split(PASSAGE)[0]),
            in_order(first.get(each.locator, "")),
            in_order(each.locator),
            KINDS.index(each.kind),
            each.key,
        )
    )
    found: dict[str, list[Statement]] = {}
    for each in said:
        found.setdefault(each.locator.split(PASSAGE)[0], []).append(each)
    return [Section(title, tuple(those)) for title, those in found.items()]


def in_order(locator: str) -> list[tuple[int, int, str]]:
    """A locator in the order of the text: numbers in it count as numbers, none stands last."""
    parts = [part for part in NUMBER.split(locator) if part]
    placed = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
    return placed or [(2, 0, "")]


def mechanisms_of(
    catalogue: Catalogue, language: str, kinds: Iterable[str], indicators: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Codes and names of the mechanisms that kinds of flow and indicators belong to."""
    codes = {
        code
        for known, names in ((catalogue.kinds, kinds), (catalogue.indicators, indicators))
        for name in names
        if name in known
        for code in known[name].mechanisms
    }
    return tuple((code, _mechanism(catalogue, code, language)) for code in sorted(codes))


def _mechanism(catalogue: Catalogue, code: str, language: str) -> str:
    entry = catalogue.mechanisms[code]
    return (entry.name_zh if language == "zh" else entry.name_en) or code


def _figures(reader: Reader, source: str, claims: Iterable[ShownClaim]) -> Iterator[Statement]:
    rows = reader.snapshot.store.rows(
        f'SELECT claim, "check" FROM claims WHERE source = {literal(source)}'
    )
    checks = dict(rows)
    for each in claims:
        if each.source != source:
            continue
        kinds, indicators = _read(checks.get(each.key))
        yield Statement(
            "figure",
            each.key,
            each.locator,
            _passage(each.locator),
            each.checked.statement,
            each.checked.stated,
            mark(each.checked.verdict, reader.words),
            reverse("claim", kwargs={"claim": each.key}) + reader.query,
            mechanisms_of(reader.snapshot.catalogue, reader.language, kinds, indicators),
        )


def _read(check: str | None) -> tuple[set[str], set[str]]:
    """Kinds of flow and indicators that a check reads."""
    kinds: set[str] = set()
    indicators: set[str] = set()
    try:
        leaves = parse_check(check).leaves() if check else ()
        for leaf in leaves:
            kinds |= set(leaf.fields.get("kind", ()))
            indicators |= set(leaf.fields.get("indicator", ()))
    except InputError:
        # A check of another version of the grammar names nothing.
        return set(), set()
    return kinds, indicators


def _links(reader: Reader, source: str) -> Iterator[Statement]:
    """Causal sentences; none has been tested, so each is asserted."""
    catalogue = reader.snapshot.catalogue
    listed = [link for each in arguments(reader.record, MEASURES) for link in each.links]
    for link in listed:
        if link.source == source:
            codes = {
                code
                for measure in (*link.cause.measures, *link.effect.measures)
                if measure in MEASURES
                for code in MEASURES[measure].mechanisms
            }
            yield Statement(
                "link",
                link.key,
                link.locator,
                _passage(link.locator),
                _sentence(reader, link),
                Markup(""),
                Markup("{}").format(_("asserted, not tested yet")),
                row_address(reader, "links", link.key),
                tuple(
                    (code, _mechanism(catalogue, code, reader.language)) for code in sorted(codes)
                ),
            )


def _sentence(reader: Reader, link: Link) -> str:
    sign = reader.record.code("sign", link.sign)
    return f"{link.cause.name} → {link.effect.name} ({sign})"


def _advice(reader: Reader, source: str) -> Iterator[Statement]:
    """Recommendations with their answer."""
    for each in advice(reader.record):
        if each.source == source:
            yield Statement(
                "advice",
                each.key,
                each.locator or "",
                _passage(each.locator or ""),
                each.title,
                Markup(""),
                Markup("{}").format(reader.record.code("response", each.response or "open")),
                row_address(reader, "recommendations", each.key),
                (),
            )


def _facts(reader: Reader, source: str) -> Iterator[Statement]:
    """Rows of the record that name the document, but those that are hidden from the reader."""
    record, hidden = reader.record, hidden_of(reader)
    catalogue = reader.snapshot.catalogue
    for table, (key, called) in FACTS.items():
        rows = reader.snapshot.store.rows(
            f"SELECT {key}, locator, {called} FROM {table} WHERE source = {literal(source)}"
        )
        for own, locator, kind, indicator, english, chinese in rows:
            if (table, own) in hidden:
                continue
            name = (
                record.code("kinds", kind)
                if kind
                else record.code("indicators", indicator)
                if indicator
                else record.in_language(english, chinese) or str(LABELS[table][0])
            )
            where = _page(reader, table, own)
            yield Statement(
                "fact",
                # The key of a row is for those who may open it.
                own if where else "",
                locator or "",
                _passage(locator or ""),
                name,
                Markup(""),
                Markup(""),
                where,
                mechanisms_of(
                    catalogue, reader.language, filter(None, [kind]), filter(None, [indicator])
                ),
            )


def _page(reader: Reader, table: str, key: str) -> str:
    """Where a fact is told: its own page, else its row for those who may see it."""
    pages = {"agreements": "agreement", "projects": "project", "pairings": "pairing"}
    if table in pages:
        return address(reader, pages[table], key)
    return row_address(reader, table, key)


def _passage(locator: str) -> str:
    return locator.partition(PASSAGE)[2]
