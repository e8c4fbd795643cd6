"""counterpart site layout propose | remember | list"""

from __future__ import annotations

from pathlib import Path

import click
import yaml

from counterpart.cli.output import out, print_json, table
from counterpart_site.commands.options import (
    account_of,
    as_option,
    programme_option,
    site_command,
)


@click.group(epilog="Example: counterpart site layout propose ledger.xlsx --as you@example.org")
def layout() -> None:
    """How an office's own workbook is read: proposed once, remembered, proposed again."""


@site_command("propose", "layout propose ledger.xlsx --as clerk@example.org -o ledger.yaml")
@click.argument("file", type=click.Path(path_type=Path))
@as_option
@click.option("--form", "forms", multiple=True, help="A form it may be for; by default any.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the layout here.")
@programme_option
def propose(
    file: Path,
    actor: str,
    forms: tuple[str, ...],
    output: Path | None,
    programme: str | None,
    as_json: bool,
) -> None:
    """Propose a layout for the workbook FILE, with the places on record and what is remembered."""
    from counterpart.cli.layouts import proposal_document, show_proposal
    from counterpart_site.access.actions import ask
    from counterpart_site.deliveries.layouts import propose_layout
    from counterpart_site.records.queries import chain_of

    chain = chain_of(programme)
    ask("read rows", account_of(actor), chain)
    made = propose_layout(chain, file, list(forms) or None)
    if output:
        document = made.layout.to_document()
        text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
        output.write_text(text, "utf-8")
    if as_json:
        print_json(proposal_document(made))
    else:
        show_proposal(made, output)


@site_command("remember", "layout remember ledger.yaml --as clerk@example.org")
@click.argument("file", type=click.Path(path_type=Path))
@as_option
@click.option("--reporter", help="The organisation or place whose workbook it is.")
@programme_option
def remember(
    file: Path, actor: str, reporter: str | None, programme: str | None, as_json: bool
) -> None:
    """Remember the layout in FILE for who sends such workbooks."""
    from counterpart.intake.layouts import read_layout
    from counterpart_site.deliveries.layouts import remember as remember_layout
    from counterpart_site.records.queries import chain_of

    kept = remember_layout(chain_of(programme), account_of(actor), read_layout(file), reporter)
    if as_json:
        print_json({"layout": kept.name, "reporter": kept.reporter})
    else:
        said = f"`counterpart site deliver FILE --layout {kept.name}` reads workbooks by it"
        out.print(f"remembered for {kept.reporter}; {said}", highlight=False)


@site_command("list", "layout list --as clerk@example.org")
@as_option
@programme_option
def list_(actor: str, programme: str | None, as_json: bool) -> None:
    """List the layouts that are remembered."""
    from counterpart_site.access.actions import ask
    from counterpart_site.deliveries.layouts import newest_layouts
    from counterpart_site.records.queries import chain_of

    chain = chain_of(programme)
    ask("read rows", account_of(actor), chain)
    rows = [
        (each.name, each.reporter, f"{each.made_at:%Y-%m-%d}") for each in newest_layouts(chain)
    ]
    if as_json:
        names = ("layout", "reporter", "made_on")
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    elif rows:
        table("", ["layout", "reporter", "made on"], rows)
    else:
        out.print("none is remembered yet: `counterpart site layout propose`")


for each in (propose, remember, list_):
    layout.add_command(each)
