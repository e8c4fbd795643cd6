"""What a meeting can decide: at most three options, each following from a rule of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from counterpart_site.web.coordinating.promised import Promise

SHOWN = 3


def options(
    rules: Sequence[Promise],
    day: date,
    pending: Sequence[tuple[str, int]],
    broken: int,
    conflicts: int,
) -> list[str]:
    """The first three that apply, as HTML: pay, put on record, read, decide, answer."""
    return list(islice(_all(rules, day, pending, broken, conflicts), SHOWN))


def _all(
    rules: Sequence[Promise],
    day: date,
    pending: Sequence[tuple[str, int]],
    broken: int,
    conflicts: int,
) -> Iterator[str]:
    yield from (each for rule in rules for each in _still_due(rule, day))
    for rule in rules:
        if rule.size:
            yield format_html(
                _("{rule}: make up for what was missed, {missed}."),
                rule=rule.title,
                missed=rule.missed or "",
            )
    for rule in rules:
        if rule.unknown_due is not None:
            yield format_html(
                _(
                    "{rule}: put on record what was paid in {years}. {due} was due; until then "
                    "nobody can say whether it was met."
                ),
                rule=rule.title,
                years=rule.unknown,
                due=rule.unknown_due,
            )
    for rule in rules:
        if len({round(each.size, 4) for each in rule.readings}) > 1:
            named = [format_html("{} {}", each.name, each.term) for each in rule.readings]
            yield format_html(
                _("{rule}: agree which reading holds. Over its term they make due: {readings}."),
                rule=rule.title,
                readings=format_html("; ".join("{}" for _each in named), *named),
            )
    waiting = sum(count for _side, count in pending)
    if waiting:
        yield format_html(
            ngettext(
                "Accept or return the {n} delivery that waits.",
                "Accept or return the {n} deliveries that wait (one that waits for both sides "
                "counts twice).",
                waiting,
            ),
            n=waiting,
        )
    if broken:
        yield format_html(
            ngettext(
                "Correct or explain the {n} published figure that the record does not bear out.",
                "Correct or explain the {n} published figures that the record does not bear out.",
                broken,
            ),
            n=broken,
        )
    if conflicts:
        yield format_html(
            ngettext(
                "Ask the sources of {n} figure which version holds.",
                "Ask the sources of {n} figures which version holds.",
                conflicts,
            ),
            n=conflicts,
        )


def _still_due(rule: Promise, day: date) -> Iterator[str]:
    """What is missing until the year's end, under each reading."""
    still = [each for each in rule.readings if each.still is not None]
    if still:
        named = [format_html("{} ({})", each.still, each.name) for each in still]
        yield format_html(
            _("{rule}: pay what is missing until {end}, by reading: {readings}."),
            rule=rule.title,
            end=f"{day.year}-12-31",
            readings=format_html("; ".join("{}" for _each in named), *named),
        )
