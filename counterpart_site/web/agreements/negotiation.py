"""/agreements/drafts/<number>/: how a draft stands, what changed in it, signing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart_site.deliveries.checking import findings_of
from counterpart_site.deliveries.models import Delivery, Step
from counterpart_site.deliveries.negotiating import (
    Negotiation,
    drafted,
    negotiation_of,
    negotiations,
)
from counterpart_site.deliveries.reading_rights import ask_to_read
from counterpart_site.web.agreements.beside import beside, rules_of
from counterpart_site.web.agreements.register import rule_words
from counterpart_site.web.coordinating.deciding import decision
from counterpart_site.web.coordinating.naming import side_name
from counterpart_site.web.reader import Reader, SignInFirstError, reader_of
from counterpart_site.web.records.labels import COLUMNS
from counterpart_site.web.subjects.addresses import address

Status = Delivery.Status
Row = Mapping[str, str]
# What every clause says alike, or follows from the others.
QUIET = frozenset({"source", "locator", "reading", "chosen", "agreement"})


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause that differs from the version before: `how`, and title, before, after of a cell."""

    key: str
    how: str
    cells: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a draft: by whom, with what words, how it stands, what it changed."""

    number: int
    delivery: Delivery
    side: str
    comment: str
    steps: tuple[Step, ...]
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft in a list: what it is called, its newest version, how it stands."""

    negotiation: Negotiation
    title: str
    state: str


@require_safe
def draft(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a draft, under the number of any of its versions."""
    reader = reader_of(request)
    if reader.account is None:
        raise SignInFirstError
    found = negotiation_of(reader.programme, number)
    ask_to_read(reader.account, found.newest)
    if number != found.newest.pk:
        return redirect("draft", found.newest.pk)
    newest = found.newest
    tables = drafted(newest)
    head: Row = next(iter(tables.get("agreements", ())), {})
    decided = decision(newest, reader)
    words: dict[str, Any] = {
        "title": _title(reader, head),
        "head": head,
        "state": state_of(reader, newest),
        "delivery": newest,
        "clauses": _clauses(reader, tables),
        "rows": beside(reader, tables) if newest.open else [],
        "versions": _versions(reader, found),
        "decided": decided,
        "findings": [each for each in findings_of(newest) if each.severity != "note"],
        "may_counter": newest.status != Status.ACCEPTED
        and reader.may("counter")
        and not (newest.open and reader.side in newest.accepted),
        "sides": {each: side_name(reader, each) for each in "ab"},
        "own": newest.author == reader.account,
        "signed": address(reader, "agreement", head.get("agreement", ""))
        if newest.status == Status.ACCEPTED
        else "",
    }
    return render(request, "web/agreements/draft.html", words)


def standing(reader: Reader) -> list[Standing]:
    """The drafts of the programme that are not signed yet, for those who may read them."""
    if reader.account is None or not reader.may("read pending"):
        return []
    return [
        Standing(each, _title(reader, _head(each.newest)), state_of(reader, each.newest))
        for each in negotiations(reader.programme)
        if each.newest.status != Status.ACCEPTED
    ]


def state_of(reader: Reader, version: Delivery) -> str:
    """How a version stands, in words."""
    side = side_name(reader, version.side)
    if version.status == Status.ACCEPTED:
        return _("signed by both sides")
    if version.status == Status.RETURNED:
        return _("returned; a new version can be proposed")
    if version.status == Status.PART:
        signed, waits = (
            [side_name(reader, each) for each in "ab" if (each in version.accepted) is done]
            for done in (True, False)
        )
        return _("signed by %(signed)s, waits for %(waits)s") % {
            "signed": ", ".join(signed),
            "waits": ", ".join(waits),
        }
    return _("proposed by %(side)s, signed by neither side") % {"side": side}


def _head(version: Delivery) -> Row:
    return next(iter(drafted(version).get("agreements", ())), {})


def _title(reader: Reader, head: Row) -> str:
    named = reader.record.in_language(head.get("title_en"), head.get("title_zh"))
    return named or head.get("agreement") or _("Draft whose content was erased")


def _clauses(reader: Reader, tables: Mapping[str, Any]) -> list[tuple[Any, str, str, Markup]]:
    """Each clause with what is promised, who answers for it, and its rule in words."""
    found = []
    for rule in rules_of(tables):
        owner = rule.owner or rule.origin
        ends = " → ".join(
            reader.record.name(each) for each in (rule.origin, rule.destination) if each
        )
        title = f"{reader.record.code('kinds', rule.kind)}, {ends}" if ends else rule.kind
        answers = reader.record.name(owner) if owner else ""
        found.append((rule, title, answers, rule_words(reader, rule)))
    return found


def _versions(reader: Reader, found: Negotiation) -> list[Version]:
    """Every version, the newest first."""
    listed = []
    before: dict[str, list[dict[str, str]]] | None = None
    for number, each in enumerate(found.versions, 1):
        tables = drafted(each)
        steps = tuple(each.steps.exclude(what="checked"))
        comment = next((step.comment for step in steps if step.what == "received"), "")
        changes = () if before is None else _changes(before, tables)
        listed.append(Version(number, each, side_name(reader, each.side), comment, steps, changes))
        before = tables
    return listed[::-1]


def _changes(
    before: Mapping[str, list[dict[str, str]]], after: Mapping[str, list[dict[str, str]]]
) -> tuple[Changed, ...]:
    """What differs between two versions: of the agreement itself, then clause by clause."""
    was, now = (_by_key(tables) for tables in (before, after))
    found = []
    for key in dict.fromkeys((*was, *now)):
        if key not in now:
            found.append(Changed(key, "gone"))
        elif key not in was:
            found.append(Changed(key, "new"))
        elif cells := _cells(was[key], now[key]):
            found.append(Changed(key, "changed", cells))
    return tuple(found)


def _by_key(tables: Mapping[str, list[dict[str, str]]]) -> dict[str, dict[str, str]]:
    heads = {"": tables["agreements"][0]} if tables.get("agreements") else {}
    return heads | {each["commitment"]: each for each in tables.get("commitments", ())}


def _cells(was: Row, now: Row) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(COLUMNS.get(name, name)), was.get(name, ""), now.get(name, ""))
        for name in dict.fromkeys((*was, *now))
        if name not in QUIET and was.get(name, "") != now.get(name, "")
    )
