"""counterpart layout propose, counterpart layout check"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml

from counterpart.cli.output import (
    DataPath,
    command,
    err,
    json_option,
    out,
    print_findings,
    print_json,
    progress,
    table,
)

if TYPE_CHECKING:
    from counterpart.intake.layouts import Proposal

SHOWN = 12


@click.group("layout")
def layout() -> None:
    """Read an office's own workbook by a layout: propose one, check one."""


@command("propose", "counterpart layout propose ledger.xlsx --places my-folder -o ledger.yaml")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--form", "forms", multiple=True, help="A form it may be for; by default any.")
@click.option("--places", "register", type=DataPath(), help="places.csv, or a folder with it.")
@click.option(
    "--remembered", type=click.Path(path_type=Path), help="A folder of layouts made before."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the layout here.")
@json_option
def propose_layout(
    file: Path,
    forms: tuple[str, ...],
    register: Path | None,
    remembered: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Propose a layout for FILE: what each column seems to be, and what has to be asked."""
    from counterpart.catalogue import load_catalogue
    from counterpart.catalogue.load import near
    from counterpart.intake.layouts import Places, propose, read_layout

    catalogue = load_catalogue()
    for form in forms:
        if form not in catalogue.forms:
            raise click.UsageError(f"there is no form {form!r}{near(form, catalogue.forms)}")
    known = [read_layout(path) for path in sorted(remembered.glob("*.yaml"))] if remembered else []
    places = Places.read(register) if register else None
    made = propose(file, catalogue, forms or None, known, places)
    if output:
        document = made.layout.to_document()
        written = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
        output.write_text(written, "utf-8")
    if as_json:
        print_json(proposal_document(made))
    else:
        show_proposal(made, output)


def proposal_document(made: Proposal) -> dict[str, Any]:
    """A proposal for machines."""
    return {
        "layout": made.layout.to_document(),
        "remembered": made.remembered,
        "likeness": made.likeness,
        "differs": made.differs,
        "understood": [_plain(each) for each in made.understood],
        "questions": [_plain(each) for each in made.questions],
    }


def show_proposal(made: Proposal, output: Path | None) -> None:
    """Print what was understood of a workbook and what has to be asked."""
    if made.remembered:
        out.print(f"like the layout {made.remembered} ({made.likeness:.0%} of its headers)")
    if made.understood:
        rows = [
            [each.sheet, each.column, each.header, each.taken_as, each.confidence, each.reason]
            for each in made.understood
        ]
        table("What was understood", ["sheet", "", "header", "taken as", "sure", "because"], rows)
    for question in made.questions:
        where = ", ".join(part for part in (question.sheet, question.about) if part)
        out.print(f"? {where}: {question.text}", highlight=False, markup=False, soft_wrap=True)
    if output:
        out.print(f"the layout is in {output}; answer the questions there", highlight=False)
    elif not made.understood or made.layout.blocks:
        text = yaml.safe_dump(made.layout.to_document(), allow_unicode=True, sort_keys=False)
        out.print(text, highlight=False, markup=False, soft_wrap=True)


@command("check", "counterpart layout check ledger.yaml ledger.xlsx --places my-folder")
@click.argument("layout_file", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--places", "register", type=DataPath(), help="places.csv, or a folder with it.")
@click.option("--programme", default="programme", help="Key of the programme it is for.")
@click.option("--reporter", default="reporter", help="Key of the office that reports.")
@json_option
def check_layout(
    layout_file: Path,
    file: Path,
    register: Path | None,
    programme: str,
    reporter: str,
    as_json: bool,
) -> None:
    """Read FILE by LAYOUT_FILE: its facts with their cells, and everything doubtful about it.

    Exits 1 when anything found is an error; warnings and notes exit 0.
    """
    from counterpart.catalogue import load_catalogue
    from counterpart.errors import has_errors
    from counterpart.intake.forms import Reporting
    from counterpart.intake.layouts import Places, extract, read_layout

    reporting = Reporting(programme, reporter)
    places = Places.read(register) if register else None
    layout = read_layout(layout_file)
    with progress(quiet=as_json) as listen:
        found = extract(file, layout, reporting, load_catalogue(), places, listen)
    if as_json:
        facts = [
            {"form": each.form, "sheet": each.sheet, "cell": each.cell, **each.values}
            for each in found.facts
        ]
        print_json({"facts": facts, "findings": [each.as_dict() for each in found.findings]})
    else:
        print_findings(found.findings, err if has_errors(found.findings) else out)
        for form, count in Counter(each.form for each in found.facts).items():
            listed = [each for each in found.facts if each.form == form]
            keys = list(dict.fromkeys(key for each in listed for key in each.values))
            rows = [
                [f"{each.sheet}!{each.cell}", *(each.values.get(key, "") for key in keys)]
                for each in listed[:SHOWN]
            ]
            more = f", the first {SHOWN}" if count > SHOWN else ""
            table(f"{form}: {count} facts{more}", ["cell", *keys], rows)
        severities = Counter(each.severity for each in found.findings)
        out.print(
            f"{len(found.facts):,} facts: {severities['error']} errors, "
            f"{severities['warning']} warnings, {severities['note']} notes",
            highlight=False,
        )
    sys.exit(1 if has_errors(found.findings) else 0)


def _plain(made: Any) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__slots__}


layout.add_command(propose_layout)
layout.add_command(check_layout)
