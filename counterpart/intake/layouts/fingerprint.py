"""A workbook by its header texts: how a remembered layout is found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.errors import InputError
from counterpart.intake.layouts.grid import Book, read_book
from counterpart.intake.layouts.headings import path_of
from counterpart.intake.layouts.layout import Layout
from counterpart.intake.layouts.likeness import similar_sets
from counterpart.intake.layouts.matched import find_block
from counterpart.intake.layouts.read import matches
from counterpart.intake.layouts.sketch import sketch

ALIKE = 0.5


def fingerprint(path: Path | str) -> dict[str, tuple[str, ...]]:
    """Sheet -> its header texts as compared, from left to right, units split off.

    Raises InputError where the file is no workbook.
    """
    book, found = read_book(Path(path))
    if book is None:
        raise InputError(found)
    return fingerprint_of(book, load_catalogue())


def fingerprint_of(book: Book, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The same of a workbook that is open."""
    return {
        grid.name: tuple(text for table in sketch(grid, catalogue) for text in table.signature)
        for grid in book.grids
    }


def most_alike(
    book: Book, remembered: Sequence[Layout], catalogue: Catalogue
) -> tuple[Layout, float, list[str]] | None:
    """The remembered layout whose headers are most like the workbook's, with what differs.

    None where none shares half of its headers.
    """
    prints = fingerprint_of(book, catalogue)
    best: tuple[Layout, float, list[str]] | None = None
    for layout in remembered:
        share, differs = _compared(layout, book, prints, catalogue)
        if share >= ALIKE and (best is None or share > best[1]):
            best = (layout, share, differs)
    return best


def _compared(
    layout: Layout, book: Book, prints: Mapping[str, tuple[str, ...]], catalogue: Catalogue
) -> tuple[float, list[str]]:
    differs: list[str] = []
    shares: list[float] = []
    for block in layout.blocks:
        seen = {" > ".join(path_of(text, catalogue, layout.units)[0]) for text in block.seen}
        grids = [grid for grid in book.grids if matches(block, grid.name)]
        if not grids:
            # The name of a sheet changes with the year; its headers tell.
            grids = [
                grid for grid in book.grids if similar_sets(set(prints[grid.name]), seen) >= ALIKE
            ]
            if grids:
                differs.append(f"{block.name}: no sheet is called {' or '.join(block.sheets)}")
        best = 0.0
        for grid in grids:
            found = find_block(block, grid, catalogue, layout.units)
            if found is None:
                differs.append(f"{block.name}: its header is not on sheet {grid.name}")
                continue
            here = {heading.key for heading in found.headings}
            wanted = seen or {heading.key for heading in found.headings} - {
                heading.key for heading in found.other
            }
            best = max(best, similar_sets(here, wanted) if wanted else 0.0)
            for text in found.absent:
                differs.append(f"{grid.name}: no column is called {text}")
            for text in sorted(here - wanted) if seen else ():
                differs.append(f"{grid.name}: the column {text} is new")
        shares.append(best)
    share = sum(shares) / len(shares) if shares else 0.0
    return share, list(dict.fromkeys(differs))
