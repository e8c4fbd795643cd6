"""Navigation, languages, findings: what templates of every page say."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from counterpart.errors import Finding
from counterpart.saying import said
from counterpart_site.web.reader import Reader

register = template.Library()


@dataclass(frozen=True, slots=True)
class Page:
    """A line of the navigation."""

    title: str
    address: str
    here: bool


@register.filter
def navigation(request: HttpRequest, reader: Reader) -> list[Page]:
    """The pages that this reader can go to."""
    if reader.chain is None:
        return []
    listed = [
        (_("Programme"), "programme", {"programme": reader.chain.programme}),
        (_("Pairings"), "pairings", {}),
        (_("Projects"), "projects", {}),
        (_("Agreements"), "agreements", {}),
        (_("Claims"), "claims", {}),
        (_("Evaluation"), "evaluation", {}),
    ]
    if reader.is_member:
        listed += [(_("Deliveries"), "deliveries", {}), (_("Records"), "records", {})]
    if reader.rows:
        listed.append((_("Brief"), "brief", {}))
    if reader.may("read contacts"):
        listed.append((_("Contacts"), "contacts", {}))
    if reader.may("manage accounts"):
        listed.append((_("Members"), "members", {}))
    listed.append((_("Data"), "data", {}))
    pages = []
    for title, name, words in listed:
        try:
            address = reverse(name, kwargs=words)
        except NoReverseMatch:
            continue
        here = request.path == address or (name != "programme" and request.path.startswith(address))
        pages.append(Page(title, address + reader.query, here))
    return pages


@register.filter
def languages(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The languages of the site: code, name, and where this page is in it; empty for the own."""
    return [
        (code, name, "" if code == get_language() else translate_url(request.get_full_path(), code))
        for code, name in settings.LANGUAGES
    ]


@register.filter
def carried(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """What a form by GET must say again so that only `name` changes: pairs of name and value."""
    return [
        (each, value)
        for each, values in request.GET.lists()
        for value in values
        if each not in (name, "page")
    ]


@register.filter
def message(finding: Finding) -> str:
    """What is wrong, in the language of the page."""
    return _said(finding)[0]


@register.filter
def remedy(finding: Finding) -> str:
    """What to do about it, in the language of the page."""
    return _said(finding)[1]


@register.filter
def place(finding: Finding) -> str:
    """Where it is, in the language of the page: file, sheet, row, column."""
    row = _("row %(row)d") % {"row": finding.row} if finding.row else None
    parts = [finding.file, finding.sheet, row, finding.column]
    return ", ".join(part for part in parts if part)


def _said(finding: Finding) -> tuple[str, str]:
    return said(finding, (get_language() or "en").partition("-")[0])
