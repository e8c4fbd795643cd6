"""What a figure of a text is bound to: choices become a check expression."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from counterpart.engine.store import literal
from counterpart.evaluation.subjects import prepare_sides
from counterpart_site.web.reader import Reader

Said = Mapping[str, Any]


def expression_of(said: Said, reader: Reader) -> str | None:
    """The check expression that the choices of a form mean; None where it is bound to nothing."""
    if said["bound"] == "nothing":
        return None
    own = _leaf(said, reader)
    document: dict[str, Any] = own
    if said["shape"] in ("share", "ratio"):
        document = {said["shape"]: [own, _leaf(said, reader, "other_")]}
    elif said["shape"] == "change":
        (name, fields), *_ = own.items()
        earlier = {name: {**fields, "period": said["other_period"]}}
        document = {"change": {"from": earlier, "to": own}}
    if said["compare"] != "=":
        document = {**document, "compare": said["compare"]}
    text = yaml.safe_dump(document, default_flow_style=True, sort_keys=False, width=10_000)
    return text.strip()


def needed(said: Said) -> tuple[str, ...]:
    """The fields that what was chosen leaves open."""
    found = ("commitment", "due_year") if said.get("bound") == "due" else ()
    if said.get("shape") in ("share", "ratio"):
        second = {"flow": ("other_kind",), "observation": ("other_indicator", "other_subject")}
        return (*found, *second.get(str(said.get("bound")), ()))
    return (*found, "other_period") if said.get("shape") == "change" else found


def sides_of(reader: Reader) -> dict[str, tuple[str, bool]]:
    """Place -> its side, and whether it is the side itself."""
    prepare_sides(reader.snapshot.store)
    own = literal(reader.programme.programme)
    rows = reader.snapshot.store.rows(
        f"SELECT place, side, root FROM sides WHERE programme = {own}"
    )
    return {place: (side, root) for place, side, root in rows}


def _leaf(said: Said, reader: Reader, second: str = "") -> dict[str, Any]:
    """A leaf of the expression; `second` is what the names of its fields begin with."""
    if said["bound"] == "due":
        return {"due": {"commitment": said["commitment"], "year": said["due_year"]}}
    period = {"period": said["other_period"]} if second and said["other_period"] else {}
    if said["bound"] == "observation":
        named = {name: said[f"{second}{name}"] for name in ("indicator", "subject")}
        return {"observation": {**named, **period}}
    ends = _ends(reader, said[f"{second}direction"] or "a_to_b", said[f"{second}place"])
    leaf: dict[str, Any] = {"kind": said[f"{second}kind"], **ends, **period}
    if said["take"] not in ("", "sum"):
        leaf["take"] = said["take"]
    return {"flow": leaf}


def _ends(reader: Reader, direction: str, place: str) -> dict[str, str]:
    """Origin and destination: the two sides, or `place` on its own side."""
    sides = sides_of(reader)
    ends = {side: key for key, (side, root) in sides.items() if root}
    if place in sides:
        ends[sides[place][0]] = place
    first, second = ("a", "b") if direction == "a_to_b" else ("b", "a")
    return {"origin": ends[first], "destination": ends[second]}
