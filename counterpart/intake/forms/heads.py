"""The heads of a form file: which of its columns is which, whatever language they are in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from counterpart.catalogue import Catalogue, Form
from counterpart.catalogue.load import near
from counterpart.errors import Finding, finding
from counterpart.intake.archive import column_letters
from counterpart.intake.forms.asked import asked_of, id_column
from counterpart.intake.forms.machine import HEADS, LINE

SEARCHED = 20


@dataclass(slots=True)
class Heads:
    """Where the columns of a form stand in a file.

    `positions` counts columns from 0, `row` is the first row of heads (from 0), `above` the rows
    that are heads. `titles` says what the file calls each column.
    """

    row: int
    positions: dict[str, int]
    titles: dict[str, str]
    above: set[int]
    findings: list[Finding] = field(default_factory=list)


def words_of(form: Form, catalogue: Catalogue) -> dict[str, str]:
    """What a head may say -> the key of its column; words of two columns mean neither."""
    words: dict[str, str] = {}
    doubled: set[str] = set()
    for each in asked_of(form, catalogue):
        for word in dict.fromkeys((plain(each.title_en), plain(each.title_zh), plain(each.title))):
            doubled |= {word} if words.get(word, each.key) != each.key else set()
            words[word] = each.key
    for word in doubled:
        del words[word]
    for each in asked_of(form, catalogue):
        words[plain(each.key)] = each.key
    key = id_column(form)
    for word in (LINE, *HEADS):
        words.setdefault(plain(word), key or LINE)
    if key:
        words[plain(key)] = key
    return words


def plain(cell: object) -> str:
    """A head as it is compared: NFKC, no case, no mark of required columns."""
    text = unicodedata.normalize("NFKC", str(cell or "")).strip().rstrip("*").strip()
    return " ".join(text.split()).casefold()


def find_heads(
    rows: Sequence[Sequence[object]],
    form: Form,
    catalogue: Catalogue,
    file: str,
    sheet: str | None,
) -> Heads | None:
    """The heads among the first rows; None where no row names a column that only a form has.

    Rows of heads lie under each other: a column whose machine key was lost is known by its title.
    """
    words = words_of(form, catalogue)
    keys = [each.key for each in asked_of(form, catalogue)]
    known = [[words.get(plain(cell)) for cell in row] if row else [] for row in rows[:SEARCHED]]
    hits = [len({key for key in row if key in keys}) for row in known]
    best = max(hits, default=0)
    if best < min(2, len(keys)) or best * 2 < len([each for each in keys if each in _needed(form)]):
        return None
    first = hits.index(best)
    # Titles in two languages and keys: every row that names about as many columns is a head.
    above = {index for index, count in enumerate(hits) if count * 2 >= best}
    first = min(above)
    heads = Heads(first, {}, {}, above)
    width = max(len(rows[index]) for index in above)
    where: dict[str, Any] = {"file": file, "sheet": sheet, "row": first + 1}
    for position in range(width):
        cells = [rows[index][position] for index in sorted(above) if position < len(rows[index])]
        shown = [" ".join(str(cell).split()) for cell in cells if str(cell or "").strip()]
        found = [key for cell in cells if (key := words.get(plain(cell)))]
        name = _called(shown, found, position, sheet)
        if found and found[0] not in heads.positions:
            heads.positions[found[0]] = position
            heads.titles[found[0]] = name
        elif found and found[0] != LINE:
            heads.findings.append(finding("duplicate_column", **where, column=name))
        elif shown and not shown[0].startswith("_"):
            hint = near(plain(shown[-1]), list(words))
            heads.findings.append(
                finding("column_unused", **where, column=name, form=form.code, hint=hint)
            )
    return heads


def _needed(form: Form) -> set[str]:
    """The columns that tell a form from a table that happens to share a word with it."""
    return {column.key for column in form.columns if column.required}


def _called(shown: list[str], found: list[str], position: int, sheet: str | None) -> str:
    """A column as people find it: its letter and titles; in a text file its head."""
    titles = [each.rstrip("* ") for each in shown if each not in found] or shown
    name = " ".join(titles)
    if sheet is None:
        return name
    letter = column_letters(position + 1)
    return f"{letter} {name}".strip()
