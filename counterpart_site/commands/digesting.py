"""counterpart site digest"""

from __future__ import annotations

import click

from counterpart.cli.output import out, print_json
from counterpart_site.commands.options import programme_option, site_command

LANGUAGES = {"en": "en", "zh": "zh-hans"}


@site_command("digest", "digest --to coordinator@example.org --dry-run")
@click.option("--to", metavar="EMAIL", help="One coordinator; all of them where it is left out.")
@click.option("--dry-run", is_flag=True, help="Print the letters and send nothing.")
@click.option("--lang", type=click.Choice(list(LANGUAGES)), help="Instead of each account's own.")
@click.option("--site", default="", help="The address of the site, for a link to the inbox.")
@programme_option
def digest(
    to: str | None, dry_run: bool, lang: str | None, site: str, programme: str | None, as_json: bool
) -> None:
    """Tell each coordinator by e-mail what waits, what is late, and what is new since the last.

    Call it from a timer, once a week or once a day. Letters hold no figures and no names.
    """
    from counterpart_site.publishing.digest import coordinators, send
    from counterpart_site.publishing.digest import digest as make
    from counterpart_site.records.queries import chain_of

    chain = chain_of(programme)
    language = LANGUAGES[lang] if lang else ""
    letters = [
        make(chain, account, language, site.rstrip("/")) for account in coordinators(chain, to)
    ]
    for letter in letters:
        if not dry_run:
            send(chain, letter)
    if as_json:
        told = [
            {
                "to": each.account.email,
                "subject": each.subject,
                "text": each.text,
                "sent": not dry_run,
            }
            for each in letters
        ]
        print_json(told)
        return
    for letter in letters if dry_run else []:
        out.print(f"To: {letter.account.email}\nSubject: {letter.subject}\n", highlight=False)
        out.print(letter.text, highlight=False, markup=False)
    what = "would be sent" if dry_run else "sent"
    out.print(f"{len(letters)} letters {what}", highlight=False)
