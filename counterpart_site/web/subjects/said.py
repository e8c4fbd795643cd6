"""The key findings of a programme: the sentences of its report, leading to pages of the site."""

from __future__ import annotations

import re

from markupsafe import Markup

from counterpart.reports import summary
from counterpart.reports.checked import checked_claims, tally
from counterpart.reports.conflicts import conflicts
from counterpart.reports.figures import Notes
from counterpart_site.web.disclosing import verdicts
from counterpart_site.web.subjects.addresses import address
from counterpart_site.web.subjects.told import Told

CLAIM = re.compile(r'<a href="#claim-([^"]*)">(.*?)</a>')


def key_findings(told: Told) -> list[Markup]:
    """What the record says, the adverse findings as prominent as the favourable ones."""
    reader = told.reader
    record, numbers = reader.record, reader.numbers
    found = verdicts(reader, reader.snapshot)
    claims = checked_claims(record, found, numbers, Notes())
    said = summary.claims_say(tally(found), claims, numbers)
    said += summary.due_says(told.due, numbers)
    said += summary.flows_say(told.flows, told.sides, numbers)
    said += summary.record_says(record, conflicts(record, numbers, Notes()), numbers)
    return [_leading(told, sentence) for sentence in said]


def _leading(told: Told, sentence: Markup) -> Markup:
    """A sentence whose claims lead to their pages."""

    def link(found: re.Match[str]) -> str:
        key = str(Markup(found[1]).unescape())
        where = address(told.reader, "claim", key)
        return str(Markup('<a href="{}">{}</a>').format(where, key)) if where else found[2]

    return Markup(CLAIM.sub(link, str(sentence)))
