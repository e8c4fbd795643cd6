"""Layouts of offices' own workbooks: remembered for who sends them, proposed again by likeness."""

from __future__ import annotations

from pathlib import Path

from counterpart.catalogue import load_catalogue
from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.intake.layouts import Layout, Proposal, propose
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries import models
from counterpart_site.deliveries.receive import reporter_of
from counterpart_site.deliveries.register import places_on_record
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of


def remember(
    chain: Chain, account: Account, layout: Layout, reporter: str | None = None
) -> models.Layout:
    """Remember a layout for a reporter; the older one of its name is kept for what it has read.

    InputError (action_refused) for whom may not hand in for the reporter.
    """
    membership = ask("deliver", account, chain, reporter=reporter)
    own = {"chain": chain, "reporter": reporter_of(membership, reporter), "name": layout.name}
    document = layout.to_document()
    newest = models.Layout.objects.filter(**own).first()
    if newest and newest.document == document:
        return newest
    return models.Layout.objects.create(**own, document=document)


def remembered(chain: Chain, name: str, reporter: str | None = None) -> models.Layout:
    """The newest layout of a name; that of the reporter, where there is one.

    InputError (unknown_layout) where there is none.
    """
    layouts = models.Layout.objects.filter(chain=chain)
    own = layouts.filter(name=name, reporter=reporter) if reporter else layouts.none()
    found = own.first() or layouts.filter(name=name).first()
    if found is None:
        hint = near(name, layouts.values_list("name", flat=True))
        raise InputError([finding("unknown_layout", value=name, hint=hint)])
    return found


def newest_layouts(chain: Chain) -> list[models.Layout]:
    """The newest layout of each reporter and name."""
    newest: dict[tuple[str, str], models.Layout] = {}
    for each in models.Layout.objects.filter(chain=chain):
        newest.setdefault((each.reporter, each.name), each)
    return sorted(newest.values(), key=lambda each: (each.reporter, each.name))


def propose_layout(chain: Chain, path: Path, forms: list[str] | None = None) -> Proposal:
    """A layout for a workbook: the remembered one that is most like it, else a new one.

    InputError where the file is no workbook.
    """
    known = [Layout.from_document(each.document) for each in newest_layouts(chain)]
    places = places_on_record(moment_of(chain))
    return propose(path, load_catalogue(), forms, known, places)
