"""Filling the empty tables of a new site from the members of a backup."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import Error, connection

from counterpart.engine.store import quoted
from counterpart.errors import InputError, finding
from counterpart_site.publishing.members import Member, decoded

# A cell may hold the whole content of a delivery, in hex.
LONGEST = 1 << 30


def fill(archive: zipfile.ZipFile, member: Member, source: Path) -> None:
    """Add the rows of a member to its table, in the caller's transaction; a row at a time passes.

    InputError (not_loaded) where the database does not take them.
    """
    names = ", ".join(quoted(name) for name in member.columns)
    table = quoted(member.table)
    rows = _rows(archive, member)
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                return
            places = ", ".join("?" * len(member.columns))
            # The driver's own cursor: Django's would log and rewrite each of the rows.
            cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)
    except (Error, ValueError, csv.Error) as error:
        raise _not_loaded(source, f"{member.table}: {error}") from error


def settle(source: Path) -> None:
    """Check that all refers to what is there, and let new rows be numbered after the old ones."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    try:
        connection.check_constraints()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
    except Error as error:
        raise _not_loaded(source, str(error)) from error


def _rows(archive: zipfile.ZipFile, member: Member) -> Iterator[list[Any]]:
    kinds = list(member.columns.values())
    before = csv.field_size_limit(LONGEST)
    try:
        with (
            archive.open(member.file) as stream,
            io.TextIOWrapper(stream, "utf-8", newline="") as text,
        ):
            for cells in csv.reader(text):
                yield [decoded(cell, kind) for cell, kind in zip(cells, kinds, strict=True)]
    finally:
        csv.field_size_limit(before)


def _not_loaded(source: Path, detail: str) -> InputError:
    said = detail.strip().splitlines()[0] if detail.strip() else "no reason is given"
    return InputError([finding("not_loaded", file=str(source), value=str(source), detail=said)])
