"""From a file somebody has to what can be handed in: how it is to be read is found out here."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from counterpart.errors import Finding, InputError, finding
from counterpart.intake.check import read
from counterpart.intake.forms import recognise
from counterpart.intake.layouts import Proposal
from counterpart.intake.readers import WORKBOOKS
from counterpart_site.deliveries.layouts import propose_layout, remembered
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.reading import pack
from counterpart_site.deliveries.receive import Handed
from counterpart_site.records.models import Chain


def handed_file(
    chain: Chain,
    path: Path,
    form: str | None = None,
    layout: str | None = None,
    reporter: str | None = None,
) -> Handed:
    """A file (or a folder of tables) as it is handed in.

    By a remembered layout where one is named, by a form where one is named or the workbook says
    which it was made for, else as tables of the contract. InputError: path_not_found,
    upload_too_large, unknown_layout, layout_proposed or layout_needed (an office's own
    workbook, which a remembered layout reads, or none yet).
    """
    if not path.exists():
        raise InputError([finding("path_not_found", file=str(path), value=str(path))])
    if path.is_file() and path.stat().st_size > settings.UPLOAD_LIMIT:
        size, limit = path.stat().st_size / 1e6, settings.UPLOAD_LIMIT / 1e6
        raise InputError(
            [
                finding(
                    "upload_too_large",
                    file=path.name,
                    value=f"{size:,.1f} MB",
                    limit=f"{limit:,.1f} MB",
                )
            ]
        )
    if path.is_dir():
        return Handed(Delivery.Kind.TABLES, f"{path.name}.zip", pack(path))
    content = path.read_bytes()
    if layout is not None:
        chosen = remembered(chain, layout, reporter)
        return Handed(Delivery.Kind.LAYOUT, path.name, content, layout=chosen)
    form = form or recognise(path)
    if form is None and not _is_tables(path):
        proposal = propose_layout(chain, path)
        raise InputError([_proposed(path.name, proposal)])
    kind = Delivery.Kind.FORM if form else Delivery.Kind.TABLES
    return Handed(kind, path.name, content, form=form)


def _proposed(name: str, proposal: Proposal) -> Finding:
    if not proposal.remembered:
        return finding("layout_needed", file=name, value=name)
    likeness = f"{proposal.likeness:.0%}"
    return finding(
        "layout_proposed", file=name, value=name, layout=proposal.remembered, likeness=likeness
    )


def _is_tables(path: Path) -> bool:
    """Whether a workbook holds tables of the contract; other files say so by their names."""
    if path.suffix.lower() not in WORKBOOKS:
        return True
    given = read([path])
    return any(relation.rows for relation in given.store.relations.values())
