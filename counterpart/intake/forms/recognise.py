"""Which form a file is of, where it says so for certain."""

from __future__ import annotations

import csv
from pathlib import Path

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.intake.csv_files import SEPARATORS
from counterpart.intake.forms.asked import asked_of
from counterpart.intake.forms.book import open_book
from counterpart.intake.forms.form_csv import decoded
from counterpart.intake.forms.heads import plain, words_of
from counterpart.intake.forms.machine import first_column
from counterpart.intake.readers import WORKBOOKS


def recognise(path: Path | str, catalogue: Catalogue | None = None) -> str | None:
    """The code of the form that a file was made for; None where it does not say or cannot be read.

    A workbook says it in its hidden sheet, even for a form that is not in the catalogue any more. A
    CSV is of a form when its heads are all the columns of that form, and of no other.
    """
    path = Path(path)
    if not path.is_file():
        return None
    if path.suffix.lower() in WORKBOOKS:
        book, _ = open_book(path)
        return book.machine.form if book and book.machine and book.machine.form else None
    if path.suffix.lower() != ".csv":
        return None
    text, _ = decoded(path)
    return _of_heads(text, catalogue or load_catalogue()) if text else None


def _of_heads(text: str, catalogue: Catalogue) -> str | None:
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        cells = next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return None
    said = {plain(cell) for cell in cells if plain(cell)}
    found = []
    for form in catalogue.forms.values():
        words = words_of(form, catalogue)
        keys = {words.get(word) for word in said} - {first_column(form)}
        if keys == {each.key for each in asked_of(form, catalogue)}:
            found.append(form.code)
    return found[0] if len(found) == 1 else None
