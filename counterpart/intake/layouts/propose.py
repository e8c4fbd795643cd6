"""A layout for a workbook that nobody has described, with how sure it is and what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from counterpart.catalogue import Catalogue
from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.intake.layouts.aims import aims_of
from counterpart.intake.layouts.draft import Draft, draft_block
from counterpart.intake.layouts.fingerprint import most_alike
from counterpart.intake.layouts.grid import Book, Grid, read_book
from counterpart.intake.layouts.guess import guess_columns
from counterpart.intake.layouts.layout import Block, Layout
from counterpart.intake.layouts.likeness import similar_sets
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.proposal import Proposal, Question
from counterpart.intake.layouts.repeated import figures_of
from counterpart.intake.layouts.sketch import Sketch, sketch

SAME_TABLE = 0.5


def propose(
    path: Path | str,
    catalogue: Catalogue,
    forms: Sequence[str] | None = None,
    remembered: Sequence[Layout] = (),
    places: Places | None = None,
) -> Proposal:
    """A layout for the workbook: a remembered one where its headers are alike, else a new one.

    `forms` are the forms that it may be for, by default all. Raises InputError where the file is
    no workbook or a form is none of the catalogue.
    """
    unknown = [form for form in forms or () if form not in catalogue.forms]
    if unknown:
        hints = {form: near(form, catalogue.forms) for form in unknown}
        raise InputError([finding("unknown_form", value=f, hint=hints[f]) for f in unknown])
    book, found = read_book(Path(path))
    if book is None:
        raise InputError(found)
    known = most_alike(book, remembered, catalogue)
    if known is not None:
        layout, share, differs = known
        asked = [Question(None, layout.name, f"{each}: what is it now?") for each in differs]
        return Proposal(layout, [], asked, layout.name, round(share, 2), differs)
    return _new(book, catalogue, forms, places)


def _new(
    book: Book, catalogue: Catalogue, forms: Sequence[str] | None, places: Places | None
) -> Proposal:
    listed = list(forms) if forms else [f.code for f in catalogue.forms.values() if f.entries]
    blocks: list[Block] = []
    proposal = Proposal(Layout(_key(Path(book.file).stem), ()))
    names: dict[str, dict[str, str]] = {}
    ignored = []
    groups, without = _alike(book, catalogue)
    ignored += without
    said: set[str] = set()
    for number, tables in enumerate(groups, start=1):
        first = tables[0]
        others = [t.grid for g in groups for t in g if t.grid.name in said - {first.grid.name}]
        if _repeats(first.grid, others):
            ignored.append(first.grid.name)
            about = "repeats figures of another sheet and is left out; is that right?"
            proposal.questions.append(Question(first.grid.name, "sheet", about))
            continue
        draft = Draft(f"table-{number}", tables, catalogue, places)
        guesses = guess_columns(first, catalogue, places)
        values = [each for each in guesses if each.role in ("value", "headcount", "person_days")]
        roles = {each.role for each in guesses} | draft.above()
        sides = any(role.startswith("origin") for role in roles) and any(
            role.startswith("destination") for role in roles
        )
        aims = aims_of(values, draft.title, catalogue, listed, sides, draft.unit())
        block = draft_block(draft, guesses, aims)
        proposal.understood += draft.understood
        proposal.questions += draft.questions
        for kind, found in draft.names.items():
            names.setdefault(kind, {}).update(found)
        if block is not None:
            blocks.append(block)
            said.update(table.grid.name for table in tables)
    proposal.layout = Layout(
        proposal.layout.name, tuple(blocks), names, {}, tuple(dict.fromkeys(ignored))
    )
    if not blocks:
        about = "nothing of it is like a form of the catalogue; name the form with --form"
        proposal.questions.append(Question(None, book.file, about))
    return proposal


def _alike(book: Book, catalogue: Catalogue) -> tuple[list[list[Sketch]], list[str]]:
    """Tables of the same headers on several sheets together, and the sheets without tables."""
    groups: list[list[Sketch]] = []
    without = []
    for grid in book.grids:
        tables = sketch(grid, catalogue)
        if not tables and grid.rows:
            without.append(grid.name)
        for table in tables:
            for group in groups:
                apart = group[0].grid is not table.grid
                alike = similar_sets(set(group[0].signature), set(table.signature)) >= SAME_TABLE
                if apart and alike and group[-1].part == table.part:
                    group.append(table)
                    break
            else:
                groups.append([table])
    return groups, without


def _repeats(grid: Grid, others: Sequence[Grid]) -> bool:
    own = figures_of(grid)
    there = set().union(*(figures_of(other) for other in others)) if others else set()
    return len(own) >= 5 and len(own & there) >= 0.8 * len(own)


def _key(text: str) -> str:
    return "-".join(text.lower().split())[:60] or "layout"
