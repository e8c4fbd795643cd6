"""The rule against double counting, spelled out: every flow against every other, nothing clever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from counterpart.catalogue import load_catalogue

WHOLES = ("origin_organisation", "destination_organisation", "batch", "project")
NEVER = date.min

Flow = Mapping[str, Any]
Parents = Mapping[str, str | None]


def above(member: str | None, parents: Parents) -> list[str | None]:
    """A member and everything it lies in; None, the whole, last."""
    path: list[str | None] = []
    while member is not None:
        path.append(member)
        member = parents.get(member)
    return [*path, None]


def cell(flow: Flow, places: Parents, pairings: Parents) -> list[list[str | None]]:
    """What a flow names in each dimension but its days, with all that lies around it."""
    accounts = load_catalogue().parts_of("account")
    return [
        above(flow["origin"], places),
        above(flow["destination"], places),
        above(flow.get("account"), accounts),
        above(flow.get("pairing"), pairings),
        *(above(flow.get(name), {}) for name in WHOLES),
    ]


def pairs(flows: Iterable[Flow], places: Parents, pairings: Parents) -> set[tuple[str, str, bool]]:
    """(wider, narrower, whether it contains it) for every two flows that must not both count."""
    listed = [(flow, cell(flow, places, pairings)) for flow in flows]
    found = set()
    for a, wide in listed:
        for b, narrow in listed:
            if a["flow"] == b["flow"] or a["kind"] != b["kind"]:
                continue
            if not all(mine[0] in its for mine, its in zip(wide, narrow, strict=True)):
                continue
            starts, ends = a["start_on"] or NEVER, a["end_on"]
            other_starts, other_ends = b["start_on"] or NEVER, b["end_on"]
            if starts > other_ends or other_starts > ends:
                continue
            same = all(mine[0] == its[0] for mine, its in zip(wide, narrow, strict=True))
            contains = starts <= other_starts and other_ends <= ends
            within = other_starts <= starts and ends <= other_ends
            if not same or (contains and not within):
                found.add((a["flow"], b["flow"], contains))
            elif not contains and not within and ends - starts > other_ends - other_starts:
                found.add((a["flow"], b["flow"], False))
    return found
