"""What a column of a table seems to be, from its header and from what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.formulas import summed_cells
from counterpart.intake.layouts.headings import Heading
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.sketch import Sketch
from counterpart.intake.layouts.spans import GRAINS, Span, whole_span
from counterpart.intake.layouts.units import read_unit
from counterpart.intake.layouts.words import plain, words

LOOKED_AT = 200
ROLES = (
    *("origin_organisation", "destination_organisation", "destination", "origin", "project"),
    *("batch", "status", "start", "end", "date", "currency", "scale", "headcount", "person_days"),
    *("kind", "name", "place"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A column's role, how sure that is (0 to 1), and why.

    `span` and `place` are what part number `part` of its header names, if it does.
    """

    heading: Heading
    role: str
    confidence: float
    reason: str
    span: Span | None = None
    part: int = 0
    place: str = ""


def guess_columns(table: Sketch, catalogue: Catalogue, places: Places | None) -> list[Guess]:
    """A guess for every column."""
    rows = range(table.first, min(table.end, table.first + LOOKED_AT))
    return [_guess(table, heading, rows, catalogue, places) for heading in table.headings]


def _guess(
    table: Sketch, heading: Heading, rows: range, catalogue: Catalogue, places: Places | None
) -> Guess:
    grid, column, last = table.grid, heading.column, heading.path[-1]
    cells = [cell for row in rows if (cell := grid.at(row, column)) is not None]
    numbers = [cell for cell in cells if read_figure(cell).number is not None]
    texts = [str(cell) for cell in cells if isinstance(cell, str) and read_figure(cell).unreadable]
    known = words()
    if known.has("serial", last):
        return Guess(heading, "ignore", 0.95, "a serial number")
    if known.has("remarks", last):
        return Guess(heading, "remark", 0.95, "remarks")
    if column in grid.shown.hidden_columns:
        return Guess(heading, "ignore", 0.5, "the column is hidden")
    if known.contains("carried", last):
        return Guess(heading, "ignore", 0.6, "figures of another year")
    if any(known.has("sums", part) for part in heading.path):
        return Guess(heading, "ignore", 0.9, "a sum of other columns")
    formulas = sum((row, column) in grid.shown.formulas for row in rows)
    if numbers and formulas * 2 > len(numbers):
        sums = [grid.shown.formulas.get((row, column)) for row in rows]
        why = "a sum" if any(each and summed_cells(each) for each in sums) else "computed"
        return Guess(heading, "ignore", 0.9, f"{why} of other columns, by formula")
    if numbers and known.contains("derived", last) and len(numbers) > len(texts):
        return Guess(heading, "ignore", 0.7, f"{last} follows from other columns")
    role = _role(heading)
    if role in ("start", "end", "date") and cells:
        told = sum(whole_span(cell) is not None for cell in cells)
        if told * 10 >= len(cells) * 7:
            return Guess(heading, role, 0.85, f"called {last}, and holds times")
    span, part = _time_in(heading)
    if numbers and len(numbers) >= len(texts) and span is not None:
        return Guess(heading, "value", 0.9, f"figures of {heading.path[part]}", span, part)
    currencies = catalogue.codes["currencies"]
    if texts and all(text.strip().upper() in currencies for text in texts):
        return Guess(heading, "currency", 0.95, "currency codes")
    if role in ("scale",) and texts and all(read_unit(text, catalogue) for text in texts):
        return Guess(heading, "scale", 0.9, "units by row")
    if cells and sum(isinstance(cell, date) for cell in cells) * 2 > len(cells):
        return Guess(heading, role if role in ("start", "end") else "date", 0.8, "dates")
    times = [text for text in cells if whole_span(text) is not None and isinstance(text, str)]
    if cells and len(times) * 10 >= len(cells) * 7:
        return Guess(heading, role if role in ("start", "end") else "date", 0.8, "times")
    if role in ("headcount", "person_days") and numbers:
        return Guess(heading, role, 0.7, f"called {last}")
    if numbers and len(numbers) > len(texts):
        for number, each in enumerate(heading.path):
            found = places.find(each).code if places else None
            if found is not None:
                why = f"figures of the place {each}"
                return Guess(heading, "value", 0.8, why, part=number, place=found)
        return Guess(heading, "value", 0.7, "figures")
    distinct = {text.strip() for text in texts}
    if places is not None and distinct:
        share = sum(places.find(text).code is not None for text in distinct) / len(distinct)
        if share >= 0.7:
            side = role if role in ("origin", "destination") else "place"
            return Guess(heading, side, 0.6 + share / 3, f"{share:.0%} are names of places")
    if role:
        return Guess(heading, role, 0.6, f"called {last}")
    return Guess(heading, "text" if texts else "empty", 0.4, "text of no known kind")


def _time_in(heading: Heading) -> tuple[Span | None, int]:
    for number, part in enumerate(heading.path):
        span = whole_span(part)
        if span is not None and span.grain in GRAINS[1:]:
            return span, number
    return None, 0


def _role(heading: Heading) -> str | None:
    """The role whose words the header is, or that it ends with."""
    last = plain(heading.path[-1])
    for role in ROLES:
        if last in words().set_of(f"roles.{role}"):
            return role
    for role in ROLES:
        if any(len(word) > 1 and last.endswith(word) for word in words().set_of(f"roles.{role}")):
            return role
    return None


def coded(name: str, texts: Sequence[str]) -> str | None:
    """The code of a word list (stages, accounts) whose words stand in one of the texts."""
    found: tuple[int, str] | None = None
    for code, listed in words().lists[name].items():
        for word in listed:
            for text in texts:
                if plain(word) in plain(text) and (found is None or len(word) > found[0]):
                    found = (len(word), code)
    return found[1] if found else None
