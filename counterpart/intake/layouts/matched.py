"""Finding a block of a layout in a sheet: where its header stands and which column is which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.grid import Grid
from counterpart.intake.layouts.headings import BETWEEN, Heading, path_of, read_headings
from counterpart.intake.layouts.layout import Block, Value
from counterpart.intake.layouts.spans import GRAINS, Span, whole_span
from counterpart.intake.layouts.words import plain

SEARCHED_ROWS = 60
_HOLE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A header as a layout writes it: a path with {holes}, and a unit where it insists on one."""

    path: tuple[str, ...]
    unit: str

    def match(self, heading: Heading) -> dict[str, str] | None:
        """What stands in the holes, by their names; None where the header is another."""
        if len(self.path) != len(heading.path) or (self.unit and self.unit != heading.unit_text):
            return None
        captured: dict[str, str] = {}
        written = heading.written.split(BETWEEN)
        for part, given, raw in zip(self.path, heading.path, written, strict=True):
            if part in ("*", given):
                continue
            found = _expression(part).fullmatch(given) if "{" in part else None
            if found is None:
                return None
            for name, text in found.groupdict().items():
                captured[name] = raw.strip() if plain(raw) == text else text
        return captured


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: the value of the layout it belongs to, and what its header said."""

    rule: int
    value: Value
    heading: Heading
    captured: Mapping[str, str]
    span: Span | None


@dataclass(slots=True)
class Matched:
    """A block in a sheet. Rows and columns count from 0; `end` is the first row below it."""

    block: Block
    grid: Grid
    header: tuple[int, ...]
    headings: list[Heading]
    labels: dict[str, Heading] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    twice: list[tuple[str, Heading]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    other: list[Heading] = field(default_factory=list)
    end: int = 0

    @property
    def first(self) -> int:
        """The first row below the header."""
        return self.header[-1] + 1


@cache
def _expression(part: str) -> re.Pattern[str]:
    pieces = _HOLE.split(part)
    made = [
        f"(?P<{each}>.+?)" if number % 2 else re.escape(each) for number, each in enumerate(pieces)
    ]
    return re.compile("".join(made), re.S)


def find_block(
    block: Block, grid: Grid, catalogue: Catalogue, own: Mapping[str, str]
) -> Matched | None:
    """The block in this sheet; None where fewer than half of its headers stand in any rows."""
    patterns = _patterns(block, catalogue, own)
    stated = tuple(row - 1 for row in block.header)
    shifts = [row - stated[0] for row in stated]
    start = 0
    if block.after is not None:
        wanted = plain(block.after)
        start = next((n for n in range(len(grid.rows)) if _row_has(grid, n, wanted)), -1) + 1
        if not start:
            return None
    best: tuple[int, tuple[int, ...], list[Heading]] | None = None
    tops = [stated[0], *range(start, min(len(grid.rows), start + SEARCHED_ROWS))]
    for top in tops:
        rows = tuple(top + shift for shift in shifts)
        if top < start or rows[-1] >= len(grid.rows):
            continue
        headings = read_headings(grid, rows, range(grid.width), catalogue, own, block.spread)
        headings = _part(headings, block.part)
        hits = sum(
            any(p.match(h) is not None for p in group for h in headings) for group in patterns
        )
        if best is None or hits > best[0]:
            best = (hits, rows, headings)
        if hits == len(patterns):
            break
    if best is None or best[0] * 2 < len(patterns) or not best[0]:
        return None
    return _assign(block, grid, best[1], best[2], catalogue, own)


def _patterns(block: Block, catalogue: Catalogue, own: Mapping[str, str]) -> list[list[Pattern]]:
    """For every label and value of the block the headers that may stand for it."""
    groups = [label.header for label in block.labels.values() if label.header]
    groups += [value.header for fact in block.facts for value in fact.columns]
    return [[pattern_of(text, catalogue, own) for text in group] for group in groups]


def pattern_of(text: str, catalogue: Catalogue, own: Mapping[str, str]) -> Pattern:
    """The pattern of a header text."""
    path, unit = path_of(text, catalogue, own)
    return Pattern(path, plain(unit.written) if unit else "")


def _row_has(grid: Grid, row: int, wanted: str) -> bool:
    return any(isinstance(cell, str) and wanted in plain(cell) for cell in grid.rows[row])


def _part(headings: list[Heading], part: int | None) -> list[Heading]:
    """The headings of one of several tables side by side, parted by columns without header."""
    if part is None or not headings:
        return headings
    groups = [[headings[0]]]
    for before, heading in pairwise(headings):
        if heading.column > before.column + 1:
            groups.append([])
        groups[-1].append(heading)
    return groups[part - 1] if part <= len(groups) else []


def _assign(
    block: Block,
    grid: Grid,
    rows: tuple[int, ...],
    headings: list[Heading],
    catalogue: Catalogue,
    own: Mapping[str, str],
) -> Matched:
    found = Matched(block, grid, rows, headings, end=len(grid.rows))
    used: set[int] = set()
    ignored = [pattern_of(text, catalogue, own) for text in block.ignore]
    for name, label in block.labels.items():
        if not label.header:
            continue
        fitting = _fitting(label.header, headings, catalogue, own)
        if not fitting:
            found.absent.append(label.header[0])
        else:
            found.labels[name] = fitting[0][0]
            used.update(heading.column for heading, _ in fitting)
            found.twice += [(label.header[0], heading) for heading, _ in fitting[1:]]
    # What is a label or ignored by name is nothing that a hole may stand for.
    labelled = set(used)
    open_to_holes = [
        heading
        for heading in headings
        if heading.column not in labelled
        and not any(each.match(heading) is not None for each in ignored)
    ]
    for rule, fact in enumerate(block.facts):
        for value in fact.columns:
            wide = any("{" in text or "*" in text for text in value.header)
            here = open_to_holes if wide else headings
            fitting = _fitting(value.header, here, catalogue, own)
            taken = [each for each in fitting if _dated(each[1]) is not False]
            if not taken:
                found.absent.append(value.header[0])
            if not wide:
                found.twice += [(value.header[0], heading) for heading, _ in taken[1:]]
                taken = taken[:1] if len(taken) == 1 else []
            for heading, captured in taken:
                dated = _dated(captured)
                span = dated if isinstance(dated, Span) else None
                named = {key: text for key, text in captured.items() if key not in GRAINS}
                found.columns.append(Column(rule, value, heading, named, span))
                used.add(heading.column)
    found.other = [
        heading
        for heading in headings
        if heading.column not in used
        and not any(each.match(heading) is not None for each in ignored)
    ]
    return found


def _fitting(
    texts: Sequence[str], headings: list[Heading], catalogue: Catalogue, own: Mapping[str, str]
) -> list[tuple[Heading, dict[str, str]]]:
    patterns = [pattern_of(text, catalogue, own) for text in texts]
    fitting = []
    for heading in headings:
        for pattern in patterns:
            captured = pattern.match(heading)
            if captured is not None:
                fitting.append((heading, captured))
                break
    return fitting


def _dated(captured: Mapping[str, str]) -> Span | bool | None:
    """The time in a header's holes; None without such holes, False where it is no such time."""
    for grain in GRAINS:
        if grain in captured:
            span = whole_span(captured[grain])
            return span if span and span.grain == grain else False
    return None
