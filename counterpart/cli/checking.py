"""counterpart check"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from counterpart.cli.output import (
    DataPath,
    command,
    json_option,
    out,
    print_findings,
    print_json,
    progress,
    stop,
)
from counterpart.engine.progress import Progress
from counterpart.errors import finding
from counterpart.intake import Checked
from counterpart.tables import TABLES

# A form checked alone needs no programme or reporter: they are only part of the ids of rows.
NOBODY = "-"


@command("check", "counterpart check my-folder flows-2024.xlsx")
@click.argument("paths", nargs=-1, type=DataPath())
@click.option(
    "--tables", is_flag=True, help="List the contract tables with their columns and stop."
)
@click.option("--form", help="The delivery form that the files are of, where they do not say.")
@click.option("--programme", default=NOBODY, help="Key of the programme a form is handed in for.")
@click.option("--reporter", default=NOBODY, help="Key of the organisation or place that reports.")
@json_option
def check(
    paths: tuple[Path, ...],
    tables: bool,
    form: str | None,
    programme: str,
    reporter: str,
    as_json: bool,
) -> None:
    """Find everything that is wrong with PATHS: files (xlsx, csv, parquet) or data folders.

    A workbook made by `counterpart template` is checked as the form it is. Exits 1 when anything
    found is an error; warnings and notes exit 0.
    """
    if tables:
        _print_tables()
        return
    if not paths:
        raise click.UsageError("name a file or a folder to check")
    forms = _forms_of(paths, form, as_json=as_json)
    others = [path for path in paths if path not in forms]
    with progress(quiet=as_json) as listen:
        checked = _check_forms(forms, programme, reporter, listen)
        if others:
            from counterpart.intake import check as check_paths

            checked.append(check_paths(others, progress=listen))
    findings = [each for one in checked for each in one.findings]
    if as_json:
        print_json([each.as_dict() for each in findings])
    else:
        print_findings(findings)
        _print_sums(checked)
        for path, code in forms.items():
            out.print(
                f"{path.name} was checked as the form {code}. Places, organisations and other "
                "keys that are not in the file are checked when it is handed in.",
                highlight=False,
            )
    sys.exit(0 if all(one.accepted for one in checked) else 1)


def _forms_of(paths: Sequence[Path], form: str | None, *, as_json: bool) -> dict[Path, str]:
    """The files among `paths` that are of a delivery form, with its code."""
    from counterpart.catalogue import load_catalogue
    from counterpart.catalogue.load import near

    if form is not None and form not in (forms := load_catalogue().forms):
        hint = near(form, forms)
        stop([finding("unknown_form", value=form, hint=hint)], as_json=as_json)
    found: dict[Path, str] = {}
    for path in paths:
        if not path.is_file() or path.suffix.lower() == ".parquet":
            continue
        if form is not None:
            found[path] = form
        elif path.stem.lower() not in TABLES:
            from counterpart.intake.forms import recognise

            code = recognise(path)
            if code is not None:
                found[path] = code
    return found


def _check_forms(
    forms: dict[Path, str], programme: str, reporter: str, listen: Progress
) -> list[Checked]:
    if not forms:
        return []
    from counterpart.catalogue import load_catalogue
    from counterpart.catalogue.load import near
    from counterpart.engine.store import Store, connect
    from counterpart.intake.forms import Reporting, check_form

    catalogue = load_catalogue()
    checked = []
    for path, code in forms.items():
        if code in catalogue.forms:
            reporting = Reporting(programme, reporter)
            checked.append(check_form(path, catalogue.forms[code], reporting, catalogue, listen))
        else:
            hint = near(code, catalogue.forms)
            unknown = finding("unknown_form", file=path.name, value=code, hint=hint)
            checked.append(Checked(Store(connect()), catalogue, (unknown,)))
    return checked


def _print_sums(checked: Sequence[Checked]) -> None:
    found = Counter(each.severity for one in checked for each in one.findings)
    filled = [each for one in checked for each in one.store.relations.values() if each.rows]
    rows = sum(each.rows for each in filled)
    out.print(
        f"{rows:,} rows in {len({each.table.name for each in filled})} tables: "
        f"{found['error']} errors, {found['warning']} warnings, {found['note']} notes",
        highlight=False,
    )


def _print_tables() -> None:
    for table in TABLES.values():
        out.print(f"[bold]{table.name}[/bold] – {table.about}", highlight=False)
        columns = [f"{name}*" if table.column(name).required else name for name in table.names]
        out.print("    " + ", ".join(columns), highlight=False)
    out.print("* may not be empty")
