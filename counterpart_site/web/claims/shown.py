"""Claims with their verdicts as pages show them: a word and a mark, links to documents and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.urls import reverse
from markupsafe import Markup, escape

from counterpart.evaluation.results import Verdict
from counterpart.reports.checked import CITED, CheckedClaim, checked_claims
from counterpart.reports.figures import Notes
from counterpart.reports.record import Record
from counterpart.reports.words import Words
from counterpart_site.publishing.kept import kept
from counterpart_site.web.disclosing import verdicts
from counterpart_site.web.reader import Reader

PLACED = re.compile(r' style="[^"]*"')
TONES = {"reproduced": "", "not_checkable": "open"}


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim of the list: the checked claim, its source, where it stands in it, its title."""

    checked: CheckedClaim
    source: str
    locator: str
    title: str

    @property
    def key(self) -> str:
        """The id of the claim."""
        return self.checked.claim


def claims_of(reader: Reader) -> list[ShownClaim]:
    """Every claim of the edition with its verdict, adverse verdicts in the order of the report."""

    def make() -> list[ShownClaim]:
        record = reader.record
        found = verdicts(reader, reader.snapshot)
        rows = record.snapshot.store.rows("SELECT claim, source, locator FROM claims")
        titles = {key: source.title for key, source in record.sources.items()}
        stands = {
            claim: (source, locator or "", titles.get(source, source))
            for claim, source, locator in rows
        }
        checked = checked_claims(record, found, reader.numbers, Notes())
        return [ShownClaim(each, *stands[each.claim]) for each in checked]

    name = f"claims of pages {reader.language} {reader.rows}"
    return kept(reader.snapshot, name, make)


@cache
def marks() -> Markup:
    """The drawings of the verdicts' marks, once a page; `mark` refers to them."""
    text = files("counterpart.reports").joinpath("templates", "marks.svg").read_text("utf-8")
    return Markup(PLACED.sub(' class="verdict-marks"', text))


def mark(verdict: str, words: Words) -> Markup:
    """A verdict as a mark and a word."""
    return Markup(
        '<span class="verdict {}"><svg class="mark" viewBox="0 0 16 16" aria-hidden="true">'
        '<use href="#mark-{}"/></svg>{}</span>'
    ).format(TONES.get(verdict, "adverse"), verdict, words.of("verdict", verdict))


def cited(arithmetic: str, record: Record, query: str) -> Markup:
    """Arithmetic in words with its [source] marks leading to the pages of the documents."""
    parts = CITED.split(arithmetic)
    linked = Markup("")
    for position, part in enumerate(parts):
        if position % 2 and part in record.sources:
            address = reverse("document", kwargs={"source": part})
            linked += Markup('[<a href="{}{}">{}</a>]').format(address, query, part)
        else:
            linked += escape(f"[{part}]" if position % 2 else part)
    return linked


def verdict_of(reader: Reader, claim: str) -> Verdict:
    """The verdict on a claim of the edition. InputError: not_known."""
    found = verdicts(reader, reader.snapshot)
    return reader.known((each for each in found if each.claim == claim), claim)
