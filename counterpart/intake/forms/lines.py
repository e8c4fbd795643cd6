"""Lines of a delivery form as they come in: who hands them in, and the text of their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpart.engine.store import Part

# List of a drop-down (a code list, or a table of the register) -> its entries: code, English and
# Chinese name.
Lists = Mapping[str, Sequence[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who hands in a form, within which programme: both are part of the ids of rows."""

    programme: str
    reporter: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a form as text, in the connection of a store.

    `relation` is SQL that can stand in FROM. Its columns are all text and called by the keys of
    the form (see `asked_of`), the id of the line by the key of the table; beside them stands
    `_row` (BIGINT, as a person counts) and, where a line has one figure, perhaps `_column`: the
    column of the file that the figure came from. `titles` says how the file calls the columns.
    """

    part: Part
    relation: str
    titles: Mapping[str, str]
