"""Cells chosen from lists become codes, in the store; what no list knows is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counterpart.catalogue import Catalogue, Form
from counterpart.catalogue.load import near
from counterpart.engine.store import Part, Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.intake.forms.asked import Asked
from counterpart.intake.forms.choices import BETWEEN, Chooser, choices_of
from counterpart.intake.forms.lines import Lists

LISTED = 200
MANY = ";"


@dataclass(frozen=True, slots=True)
class Staged:
    """The lines of one part as a table of the store, and what its columns are called there."""

    table: str
    part: Part
    titles: Mapping[str, str]

    def title(self, asked: Asked) -> str:
        """What the file calls a column."""
        return self.titles.get(asked.key, asked.title)

    def named(self) -> Part:
        """The part with its columns named as the form calls their keys."""
        return replace(self.part, titles=self.titles)


def resolve_labels(
    store: Store,
    staged: Staged,
    asked: Asked,
    form: Form,
    catalogue: Catalogue,
    lists: Lists | None,
) -> list[Finding]:
    """Put codes where the column `asked` holds labels or names; returns what was not understood.

    An open list (places, organisations) leaves unknown values as they are: the register decides.
    """
    choices = choices_of(asked, form, catalogue, lists)
    name = quoted(asked.key)
    many = asked.column is not None and asked.column.many
    if not choices:
        if asked.listed and not many:
            # A label of a list that is not here still begins with its code.
            store.connection.execute(
                f"UPDATE {staged.table} SET {name} = trim(split_part({name}, {literal(BETWEEN)}, "
                f"1)) WHERE contains({name}, {literal(BETWEEN)})"
            )
        return []
    chooser = Chooser(choices)
    given = [
        row[0]
        for row in store.rows(
            f"SELECT DISTINCT {name} FROM {staged.table} WHERE {name} IS NOT NULL ORDER BY 1"
        )
    ]
    taken: dict[str, str | None] = {}
    findings: list[Finding] = []
    for cell in given:
        if not cell.strip():
            taken[cell] = None
            continue
        parts = [each.strip() for each in cell.replace("；", MANY).split(MANY)] if many else [cell]
        codes: list[str] = []
        for part in filter(None, parts):
            meant = chooser.meant(part)
            if len(meant) == 1:
                codes.append(next(iter(meant)))
            elif meant:
                findings += _ambiguous(store, staged, asked, cell, part, meant)
            elif asked.closed:
                findings += _unknown(store, staged, asked, cell, part, chooser)
            else:
                codes.append(part.split(BETWEEN)[0].strip())
        whole = len(codes) == len(list(filter(None, parts)))
        wanted = MANY.join(codes) if whole else None
        if wanted != cell:
            taken[cell] = wanted
    _replace(store, staged, name, taken)
    return findings[: LISTED + 1]


def _replace(store: Store, staged: Staged, name: str, taken: dict[str, str | None]) -> None:
    if not taken:
        return
    pairs = ", ".join(f"({literal(cell)}, {literal(code)})" for cell, code in taken.items())
    store.connection.execute(
        f"UPDATE {staged.table} SET {name} = taken.code "
        f"FROM (VALUES {pairs}) AS taken(cell, code) WHERE {name} = taken.cell"
    )


def _ambiguous(
    store: Store, staged: Staged, asked: Asked, cell: str, part: str, meant: set[str]
) -> list[Finding]:
    words = {"codes": ", ".join(sorted(meant))}
    return _told(store, staged, asked, cell, "ambiguous_choice", part, words)


def _unknown(
    store: Store, staged: Staged, asked: Asked, cell: str, part: str, chooser: Chooser
) -> list[Finding]:
    codes = sorted(chooser.codes)
    shown = ", ".join(codes[:12]) + (", ..." if len(codes) > 12 else "")
    words = {"list": asked.listed or "", "codes": shown, "hint": near(part, chooser.words)}
    return _told(store, staged, asked, cell, "unknown_code", part, words)


def _told(
    store: Store,
    staged: Staged,
    asked: Asked,
    cell: str,
    code: str,
    part: str,
    words: dict[str, str],
) -> list[Finding]:
    """A finding for each row with that cell."""
    where = {"file": staged.part.file, "sheet": staged.part.sheet, "column": staged.title(asked)}
    rows = store.rows(
        f"SELECT _row FROM {staged.table} WHERE {quoted(asked.key)} = {literal(cell)} "
        f"ORDER BY _row LIMIT {LISTED}"
    )
    return [finding(code, **where, row=row, value=part, **words) for (row,) in rows]
