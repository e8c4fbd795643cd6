"""counterpart template"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.catalogue.load import near
from counterpart.cli.output import command, json_option, out, print_json, stop, table
from counterpart.errors import finding


@command("template", "counterpart template hospital_month -o hospital.xlsx")
@click.argument("form", required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The workbook to write."
)
@click.option("--force", is_flag=True, help="Overwrite a file that is not a template.")
@json_option
def template(form: str | None, output: Path | None, force: bool, as_json: bool) -> None:
    """Write an Excel workbook for the delivery form FORM; without FORM list the forms.

    The workbook has drop-downs, units, an example and instructions in both languages.
    """
    catalogue = load_catalogue()
    if form is None:
        _list_forms(catalogue, as_json=as_json)
        return
    if form not in catalogue.forms:
        hint = near(form, catalogue.forms)
        stop([finding("unknown_form", value=form, hint=hint)], as_json=as_json)
    if output is None:
        raise click.UsageError("name the workbook to write with -o FILE.xlsx")
    if output.suffix.lower() != ".xlsx":
        raise click.UsageError("a template is an Excel workbook: the name ends in .xlsx")
    from counterpart.intake.forms import recognise, write_template

    if output.exists() and not force and recognise(output) is None:
        stop([finding("not_a_template", file=str(output), value=output.name)], as_json=as_json)
    write_template(catalogue.forms[form], catalogue, output)
    if as_json:
        print_json({"form": form, "file": str(output)})
    else:
        out.print(f"{output}: fill in the first sheet, then `counterpart check {output}`")


def _list_forms(catalogue: Catalogue, *, as_json: bool) -> None:
    forms = catalogue.forms.values()
    if as_json:
        print_json(
            [
                {
                    "form": each.code,
                    "name_en": each.name_en,
                    "name_zh": each.name_zh,
                    "reporter_en": each.reporter_en,
                    "reporter_zh": each.reporter_zh,
                    "every": each.every,
                    "due_days": each.due_days,
                    "table": each.table,
                }
                for each in forms
            ]
        )
        return
    rows = [(each.code, each.name_en, each.name_zh, each.reporter_en, each.every) for each in forms]
    table("Delivery forms", ("form", "name", "名称", "who reports", "every"), rows)
    out.print("`counterpart template FORM -o FILE.xlsx` writes the workbook of a form")
