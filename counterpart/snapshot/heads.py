"""Heads that left the machine: in receipts and snapshots, to hold against a chain."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpart.errors import Finding, InputError, finding
from counterpart.snapshot.verify import verify_snapshot

CHAIN = "chain.json"


@dataclass(frozen=True, slots=True)
class Heads:
    """What a document says of a programme's chain: place in it -> head there."""

    programme: str
    heads: dict[int, str]


def receipt_seal(document: dict[str, Any]) -> str:
    """The hash over all that a receipt says but the hash itself: sha256 of canonical JSON."""
    said = {name: value for name, value in document.items() if name != "receipt"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"receipt:{text}".encode()).hexdigest()


def read_heads(document: Path) -> Heads:
    """The heads in a receipt (JSON) or in a snapshot that a site made.

    InputError: path_not_found, no_heads (it is neither), receipt_damaged, or what is broken in the
    snapshot.
    """
    if not document.exists():
        raise InputError([finding("path_not_found", file=str(document), value=str(document))])
    if document.is_dir():
        if broken := verify_snapshot(document):
            raise InputError(broken)
        return _snapshot_heads(document)
    try:
        said = json.loads(document.read_text("utf-8"))
        sealed, entries = said["receipt"], said["accepted"]
        heads = Heads(str(said["programme"]), {int(e["sequence"]): str(e["head"]) for e in entries})
    except (ValueError, KeyError, TypeError):
        raise _no_heads(document) from None
    if sealed != receipt_seal(said):
        raise InputError([finding("receipt_damaged", file=str(document), value=document.name)])
    return heads


def _snapshot_heads(folder: Path) -> Heads:
    try:
        said = json.loads((folder / CHAIN).read_text("utf-8"))
        heads = {
            int(e["signed_sequence"]): str(e["signed_head"]) for e in said["countersignatures"]
        }
        heads |= {int(e["sequence"]): str(e["head"]) for e in said["countersignatures"]}
        if said["head"] is not None:
            heads[int(said["sequence"])] = str(said["head"])
        return Heads(str(said["programme"]), heads)
    except (OSError, ValueError, KeyError, TypeError):
        raise _no_heads(folder) from None


def _no_heads(document: Path) -> InputError:
    return InputError([finding("no_heads", file=str(document), value=str(document))])


def compare_heads(one: Path, other: Path) -> list[Finding]:
    """Where two documents say different heads of one place in a chain.

    InputError as in `read_heads`; a finding nothing_to_compare where they know no place in common.
    """
    first, second = read_heads(one), read_heads(other)
    common = first.heads.keys() & second.heads.keys() if first.programme == second.programme else ()
    if not common:
        return [finding("nothing_to_compare", file=str(one), value=one.name, document=other.name)]
    return [
        finding(
            "chain_rewritten",
            file=str(one),
            value=first.programme,
            document=other.name,
            sequence=place,
            head=second.heads[place],
            found=first.heads[place],
        )
        for place in sorted(common)
        if first.heads[place] != second.heads[place]
    ]
