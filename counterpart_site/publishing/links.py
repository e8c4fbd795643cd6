"""The entries of a chain: each in its place, with the head before it, hashed as it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from counterpart.errors import Finding, finding
from counterpart.tables import TABLES
from counterpart_site.deliveries.chain import head_of
from counterpart_site.records.models import Chain, Entry

# Where a broken link stands: its place in the chain, then how near to the chain itself.
Place = tuple[int, int, str]
Act = Entry.Act


@dataclass(slots=True)
class Links:
    """What the entries of a chain state, by place: rows (table -> [number, digest]) and contents.

    `stated` are the rows that took effect, `erased` those that were erased; `contents` maps a
    place to (delivery, sha256). `broken` is what does not hold.
    """

    chain: Chain
    stated: dict[int, dict[str, Any]] = field(default_factory=dict)
    erased: dict[int, dict[str, Any]] = field(default_factory=dict)
    contents: dict[int, tuple[int | None, str]] = field(default_factory=dict)
    broken: list[tuple[Place, Finding]] = field(default_factory=list)

    def break_at(self, sequence: int, detail: str) -> None:
        """Note that the link at a place does not hold."""
        self.broken.append(((sequence, 0, ""), self.breach(sequence, detail)))

    def breach(self, sequence: int, detail: str) -> Finding:
        """The finding that the link at a place does not hold."""
        return finding("chain_broken", value=self.chain.programme, sequence=sequence, detail=detail)


def check_links(chain: Chain) -> Links:
    """Read the entries of a chain once, in order, and check each against the one before."""
    links = Links(chain)
    heads: dict[int, str] = {}
    expected, previous = 1, ""
    for entry in Entry.objects.filter(chain=chain).order_by("sequence").iterator():
        if entry.sequence != expected:
            links.break_at(expected, f"the next entry is {entry.sequence}")
        if entry.previous != previous:
            links.break_at(entry.sequence, "it does not follow the head before it")
        if head_of(chain.programme, entry) != entry.head:
            links.break_at(entry.sequence, "its hash is not that of what it says")
        _check_act(links, entry, heads)
        heads[entry.sequence] = entry.head
        expected, previous = entry.sequence + 1, entry.head
    if (chain.length, chain.head) != (expected - 1, previous):
        links.break_at(expected, f"the chain says that it has {chain.length} entries")
    return links


def _check_act(links: Links, entry: Entry, heads: dict[int, str]) -> None:
    """Take what an entry states, where it has the shape that entries have."""
    rows = entry.rows
    if not isinstance(rows, dict) or not all(
        name in TABLES and isinstance(said, list) and len(said) == 2 for name, said in rows.items()
    ):
        links.break_at(entry.sequence, "it states rows of no table")
        rows = {}
    kept = links.erased if entry.act == Act.ERASURE else links.stated
    kept[entry.sequence] = rows
    if entry.content is not None:
        links.contents[entry.sequence] = (entry.delivery, entry.content)
    if entry.act == Act.COUNTERSIGNATURE and heads.get(entry.signed_sequence or 0) != (
        entry.signed_head or None
    ):
        links.break_at(
            entry.sequence, f"it signs a head that entry {entry.signed_sequence} has not"
        )
