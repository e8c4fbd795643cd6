"""Verifying a site: every chain, every content, every row, the first broken link first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Store, connect
from counterpart.errors import Finding, finding
from counterpart.snapshot.heads import read_heads
from counterpart.tables import TABLES
from counterpart_site.publishing.contents import check_contents
from counterpart_site.publishing.links import Place, check_links
from counterpart_site.publishing.picture import picture
from counterpart_site.publishing.rows import check_rows
from counterpart_site.records.models import Chain, Entry
from counterpart_site.records.queries import chain_of


def verify_site(progress: Progress = silent) -> list[Finding]:
    """What is broken in the chains of the site; nothing where all holds.

    The first broken link stands first: by programme, then by place in its chain. Read is one
    moment of the database, each table once; memory does not grow with the rows.
    """
    with picture():
        return [
            found
            for chain in Chain.objects.order_by("programme")
            for found in verify_chain(chain, progress)
        ]


def verify_chain(chain: Chain, progress: Progress = silent) -> list[Finding]:
    """What is broken in one chain, the first broken link first."""
    steps = len(TABLES) + 2
    progress(f"{chain.programme}: entries", 0, steps)
    links = check_links(chain)
    found: list[tuple[Place, Finding]] = list(links.broken)
    progress(f"{chain.programme}: contents", 1, steps)
    found += check_contents(chain, links)
    store = Store(connect())
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        for number, table in enumerate(TABLES.values()):
            progress(f"{chain.programme}: {table.name}", number + 2, steps)
            found += check_rows(store, chain, table, links, Path(folder))
    progress(f"{chain.programme}: verified", steps, steps)
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def verify_against(document: Path) -> list[Finding]:
    """What a receipt or a snapshot knows of a chain that the chain does not say any more.

    A chain that was rewritten as a whole holds in itself; only heads that left the machine tell.
    InputError: no_heads, receipt_damaged, unknown_programme.
    """
    given = read_heads(document)
    chain = chain_of(given.programme)
    if not given.heads:
        return [finding("nothing_to_compare", value=chain.programme, document=document.name)]
    return list(_compared(chain, given.heads, document))


def _compared(chain: Chain, given: dict[int, str], document: Path) -> Iterator[Finding]:
    asked = Entry.objects.filter(chain=chain, sequence__in=list(given))
    heads = dict(asked.values_list("sequence", "head"))
    for sequence, head in sorted(given.items()):
        if sequence not in heads:
            yield finding(
                "chain_cut",
                value=chain.programme,
                document=document.name,
                sequence=sequence,
                length=chain.length,
            )
        elif heads[sequence] != head:
            yield finding(
                "chain_rewritten",
                value=chain.programme,
                document=document.name,
                sequence=sequence,
                head=head,
                found=heads[sequence],
            )
