"""/data/: what is published, how to cite it, downloads; coordinators publish and take back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from counterpart.snapshot.heads import CHAIN
from counterpart_site.access.models import Account
from counterpart_site.publishing.editions import Edition, edition_at, edition_of
from counterpart_site.publishing.models import Publication
from counterpart_site.publishing.preparing import at_hand
from counterpart_site.publishing.publish import publish, withdraw
from counterpart_site.records.queries import moment_of
from counterpart_site.web.data.open_data import PACKED, TEXTS, Part, parts_of, prepared
from counterpart_site.web.reader import BeingPreparedError, Reader, reader_of
from counterpart_site.web.records.labels import TABLES as LABELS


@dataclass(frozen=True, slots=True)
class Shown:
    """A publication with its edition."""

    publication: Publication
    edition: Edition
    parts: list[tuple[str, Part]]
    left_out: int
    title: str

    @property
    def as_of(self) -> str:
        """The day whose record it is."""
        return self.edition.snapshot.manifest.as_of

    @property
    def head(self) -> str:
        """The head of the chain with it."""
        return self.edition.snapshot.manifest.chain_head or ""


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The page of open data."""
    reader = reader_of(request)
    listed = [_shown(each) for each in _published(reader)]
    names = {each.key: each.name for each in reader.record.programmes} if listed else {}
    context = {
        "shown": listed,
        "name": names.get(reader.chain.programme, reader.chain.programme) if reader.chain else "",
        "publishes": reader.may("publish"),
    }
    return render(request, "web/data.html", context)


@require_POST
def data_publish(request: HttpRequest) -> HttpResponse:
    """Publish what is known now."""
    reader = reader_of(request)
    account, edition = _account(reader), edition_at(reader.programme)
    if not at_hand(edition):
        raise BeingPreparedError(edition.sequence)
    found = publish(reader.programme, account)
    messages.success(
        request,
        _("Published: everybody reads the record up to entry %(n)s.") % {"n": found.sequence},
    )
    return HttpResponseRedirect(reverse("data"))


@require_POST
def data_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a publication back."""
    reader = reader_of(request)
    withdraw(_one(reader, number), _account(reader))
    messages.success(request, _("Taken back: only members read it now."))
    return HttpResponseRedirect(reverse("data"))


@require_safe
def data_zip(request: HttpRequest, number: int) -> FileResponse:
    """The open part of an edition as one file."""
    edition, title = _edition(_one(reader_of(request), number))
    path = prepared(edition, title) / PACKED
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{title}.zip")


@require_safe
def data_table(request: HttpRequest, number: int, table: str) -> FileResponse:
    """A table of the open part of an edition as CSV."""
    edition, title = _edition(_one(reader_of(request), number))
    path = prepared(edition, title) / TEXTS / f"{table}.csv"
    if not path.is_file():
        raise Http404(table)
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{title}-{table}.csv")


@require_safe
def data_heads(request: HttpRequest, number: int) -> FileResponse:
    """The head of the chain with an edition and what the sides had signed, to be kept elsewhere."""
    edition, title = _edition(_one(reader_of(request), number))
    path = edition.path / CHAIN
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{title}-heads.json")


def _published(reader: Reader) -> list[Publication]:
    """What of the programme is published, up to the day that is read."""
    if reader.chain is None:
        return []
    found = reader.chain.publications.filter(withdrawn_at=None)
    if reader.as_of is not None:
        found = found.filter(sequence__lte=moment_of(reader.chain, reader.as_of).length)
    return list(found)


def _one(reader: Reader, number: int) -> Publication:
    """A publication that still stands; Http404 where there is none."""
    found = Publication.objects.filter(
        pk=number, withdrawn_at=None, chain__in=[each.pk for each in reader.chains]
    ).first()
    if found is None:
        raise Http404(str(number))
    return found


def _edition(publication: Publication) -> tuple[Edition, str]:
    """The edition of a publication, and what its files are called; BeingPreparedError."""
    edition = edition_of(publication.chain, publication.sequence)
    if not at_hand(edition):
        raise BeingPreparedError(edition.sequence)
    return edition, f"{publication.chain.programme}-{edition.snapshot.manifest.as_of}"


def _shown(publication: Publication) -> Shown:
    edition, title = _edition(publication)
    parts = parts_of(edition)
    named = [(str(LABELS[each.table][0]), each) for each in parts]
    return Shown(publication, edition, named, sum(each.left_out for each in parts), title)


def _account(reader: Reader) -> Account:
    """The account that acts; SignInFirstError, or InputError (action_refused)."""
    reader.needs("publish")
    assert reader.account is not None
    return reader.account
