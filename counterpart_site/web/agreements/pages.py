"""/agreements/ and /agreements/<agreement>/: the register, and one agreement with a what-if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from counterpart.errors import Finding, InputError
from counterpart.evaluation.due import Commitment, commitments
from counterpart.evaluation.owed import Owed
from counterpart.evaluation.what_if import CHANGEABLE, what_if
from counterpart.reports.figures import Figure
from counterpart.reports.promises import Due
from counterpart_site.web.agreements.negotiation import standing
from counterpart_site.web.agreements.register import Agreement, Clause, agreements, rule_words
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.addresses import address, row_address
from counterpart_site.web.subjects.shown import Footnote, footnotes
from counterpart_site.web.subjects.told import body

# A what-if looks at most so many years ahead of the term.
AHEAD = 30


@dataclass(frozen=True, slots=True)
class Supposed:
    """A year of a rule as it is, and as it would be; None where it makes nothing due."""

    year: int
    due: Figure | None
    supposed: Figure | None


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The page of all agreements."""
    reader = reader_of(request)

    def make() -> dict[str, Any]:
        listed = [(each, address(reader, "agreement", each.key)) for each in agreements(reader)]
        soon = [(each, where) for each, where in listed if each.urgent]
        return {"title": _("Agreements"), "agreements": listed, "soon": soon}

    found = body(reader, "agreements", reader.programme.programme, make)
    words = {
        "body": found,
        "drafts": standing(reader),
        "drafts_here": reader.may("deliver"),
    }
    return render(request, "web/agreements/register.html", words)


@require_safe
def agreement(request: HttpRequest, agreement: str) -> HttpResponse:
    """The page of an agreement."""
    reader = reader_of(request)
    found = body(reader, "agreement", agreement, lambda: _words(reader, agreement))
    rules = commitments(reader.snapshot.store)
    promised = [each for each in rules if each.chosen and each.agreement == agreement]
    asked = request.GET.get("promise", "")
    rule = next((each for each in promised if each.commitment == asked), None)
    supposed, findings = _supposed(request, reader, rules, rule) if rule else ([], [])
    context = {
        "body": found,
        "promised": promised,
        "rule": rule,
        "supposed": supposed,
        "findings": findings,
        "asked": {name: request.GET.get(name, "") for name in (*CHANGEABLE, "until")},
    }
    status = 400 if findings else 200
    return render(request, "web/agreements/agreement.html", context, status=status)


def _words(reader: Reader, agreement: str) -> dict[str, Any]:
    """What the page of an agreement says. InputError: not_known."""
    found: Agreement = reader.known(
        (each for each in agreements(reader) if each.key == agreement), agreement
    )
    return {
        "title": found.title,
        "agreement": found,
        "clauses": [(each, rule_words(reader, each.stated)) for each in found.clauses],
        "due": _due_shown(reader, found),
        "notes": _notes(reader, found),
        "document": address(reader, "document", found.source) if found.source else "",
        "history": row_address(reader, "agreements", found.key),
    }


def _due_shown(reader: Reader, agreement: Agreement) -> list[tuple[Clause, list[tuple[Due, str]]]]:
    """The promises that make an amount due, every year of every reading with its status."""
    return [
        (each, [(year, reader.words.of("status", year.path.status)) for year in each.rule.years])
        for each in agreement.clauses
        if each.rule
    ]


def _notes(reader: Reader, agreement: Agreement) -> list[Footnote]:
    """The notes of the amounts on the page."""
    figures = [
        figure
        for each in agreement.clauses
        for year in (each.rule.years if each.rule else ())
        for figure in (year.due, year.paid)
    ]
    notes = {
        figure.note.number: figure.note for figure in figures if figure and figure.note is not None
    }
    return footnotes(reader, [notes[number] for number in sorted(notes)])


def _supposed(
    request: HttpRequest, reader: Reader, rules: Sequence[Commitment], stated: Commitment
) -> tuple[list[Supposed], list[Finding]]:
    """The chosen reading of a promise beside what it would be with what is asked for."""
    changes = ", ".join(
        f"{name}={value.strip()}"
        for name in CHANGEABLE
        if (value := request.GET.get(name, "")).strip()
    )
    until = request.GET.get("until", "").strip()
    last = int(until) if until.isdecimal() and len(until) == len("2024") else None
    if last is not None:
        last = min(last, stated.end_on.year + AHEAD)
    name = f"{stated.commitment}/{stated.reading}: {changes}"
    try:
        other = what_if(rules, [name] if changes else [], last)
    except InputError as error:
        return [], list(error.findings)
    was, would = (_due(reader, each, stated.key) for each in (rules, other))
    return [Supposed(year, was.get(year), would.get(year)) for year in sorted({*was, *would})], []


def _due(reader: Reader, rules: Sequence[Commitment], key: str) -> dict[int, Figure]:
    """Year -> amount due by the rule `key` of some rules."""
    snapshot = reader.snapshot
    owed = Owed(snapshot.store, snapshot.catalogue, rules)
    (rule,) = (each for each in rules if each.key == key)
    unit = rule.currency or snapshot.catalogue.kinds[rule.kind].unit
    return {
        year: Figure(reader.numbers, float(each.value), unit)
        for year, each in owed.path(rule).items()
        if each.value is not None
    }
