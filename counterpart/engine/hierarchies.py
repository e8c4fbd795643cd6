"""Hierarchies as integers: a member's code begins with the code of what contains it.

Each level has a field of bits, the highest level first; a member holds its position among its
siblings in the field of its own level and the fields of all members above it. So the ancestor at a
depth is the code with the lower fields masked out, and "lies in" is one bitwise AND instead of a
walk through a table of parents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.engine.store import Store, literal
from counterpart.errors import InputError, finding

ROWS_A_STATEMENT = 5_000
MOST_BITS, MOST_LEVELS = 62, 63


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Members with their code and depth; `masks[depth]` keeps the fields down to that depth.

    Depth 0 is the whole: no member, code 0.
    """

    codes: dict[str, tuple[int, int]]
    masks: tuple[int, ...]


def hierarchy(parents: Mapping[str, str | None]) -> Hierarchy:
    """The codes of members given with their parents (None: at the top); parents form no cycle.

    Raises InputError (hierarchy_too_deep) when there are over 63 levels or codes over 62 bits.
    """
    children: dict[str | None, list[str]] = defaultdict(list)
    for member, parent in parents.items():
        children[parent if parent in parents else None].append(member)
    widths: list[int] = []
    positions: dict[str | None, tuple[int, ...]] = {None: ()}
    level: list[str | None] = [None]
    while families := [(parent, children[parent]) for parent in level if parent in children]:
        widths.append(max(len(family) for _, family in families).bit_length())
        for parent, family in families:
            for position, member in enumerate(family, start=1):
                positions[member] = (*positions[parent], position)
        level = [member for _, family in families for member in family]
    bits = sum(widths)
    if bits > MOST_BITS or len(widths) > MOST_LEVELS:
        raise InputError([finding("hierarchy_too_deep", value=len(widths), bits=bits)])
    shifts = [bits - sum(widths[: depth + 1]) for depth in range(len(widths))]
    codes = {
        member: (sum(at << shift for at, shift in zip(path, shifts, strict=False)), len(path))
        for member, path in positions.items()
        if member is not None
    }
    full = (1 << bits) - 1
    return Hierarchy(codes, (0, *(full >> shift << shift for shift in shifts)))


def write_codes(store: Store, table: str, of: Hierarchy) -> None:
    """Make `table` (member, code, depth) in the store."""
    store.connection.execute(
        f"CREATE OR REPLACE TABLE {table} (member VARCHAR, code BIGINT, depth UTINYINT)"
    )
    rows = [f"({literal(member)}, {code}, {depth})" for member, (code, depth) in of.codes.items()]
    for first in range(0, len(rows), ROWS_A_STATEMENT):
        values = ", ".join(rows[first : first + ROWS_A_STATEMENT])
        store.connection.execute(f"INSERT INTO {table} VALUES {values}")
