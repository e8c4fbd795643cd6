"""counterpart site template"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.catalogue.load import near
from counterpart.cli.output import out, print_json
from counterpart.errors import InputError, finding
from counterpart_site.commands.options import (
    account_of,
    as_option,
    programme_option,
    site_command,
)


@site_command("template", "template money_movements --as clerk@example.org -o money.xlsx")
@click.argument("form")
@as_option
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The workbook to write."
)
@click.option("--reporter", help="The organisation or place reported for.")
@click.option("--empty", is_flag=True, help="Without the lines that are on record.")
@programme_option
def template(
    form: str,
    actor: str,
    output: Path,
    reporter: str | None,
    empty: bool,
    programme: str | None,
    as_json: bool,
) -> None:
    """Write the workbook of FORM with this programme's places, organisations and projects.

    The lines that the reporter has on record stand in it with their ids: a line that is changed is
    a correction, a line that is added is new.
    """
    from counterpart.catalogue import load_catalogue
    from counterpart.intake.forms import Reporting, write_template
    from counterpart_site.access.actions import ask
    from counterpart_site.deliveries.prefill import lines_on_record
    from counterpart_site.deliveries.receive import reporter_of
    from counterpart_site.deliveries.register import register_lists
    from counterpart_site.records.queries import chain_of, moment_of

    catalogue = load_catalogue()
    if form not in catalogue.forms:
        hint = near(form, catalogue.forms)
        raise InputError([finding("unknown_form", value=form, hint=hint)])
    chain, account = chain_of(programme), account_of(actor)
    membership = ask("deliver", account, chain, reporter=reporter)
    reported = reporter_of(membership, reporter)
    asked = catalogue.forms[form]
    rows = [] if empty else lines_on_record(chain, asked, reported, catalogue)
    write_template(
        asked,
        catalogue,
        output,
        lists=register_lists(moment_of(chain)),
        rows=rows,
        reporting=Reporting(chain.programme, reported),
    )
    if as_json:
        print_json({"form": form, "file": str(output), "reporter": reported, "lines": len(rows)})
    else:
        said = f"{output}: form {form} for {reported}"
        out.print(f"{said}, {len(rows)} lines on record", highlight=False)
