"""counterpart site init"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterpart.cli.output import DataPath, command, json_option, out, print_json, progress
from counterpart_site.commands.options import folder_option

if TYPE_CHECKING:
    from counterpart.engine.progress import Progress
    from counterpart_site.records.models import Chain

EXAMPLE = "example:beijing_inner_mongolia"


@command("init", "counterpart site init --data my-site --example")
@folder_option
@click.option("--example", is_flag=True, help="Load the Beijing - Inner Mongolia example.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=DataPath(),
    help="A data folder to start with: places, a programme and what is known; may be repeated.",
)
@click.option("--programme", help="The programme that the data belong to, where they name several.")
@json_option
def init(
    data: Path, example: bool, sources: tuple[Path, ...], programme: str | None, as_json: bool
) -> None:
    """Make a site in the folder of --data, or bring the one that is there up to date.

    The record lies in that folder (SQLite), or in PostgreSQL where DATABASE_URL names one. Data are
    loaded as system deliveries, accepted for both sides; called again, init completes what was
    not done, and leaves what was.
    """
    from counterpart_site.setup import database_errors, make_site

    with progress(quiet=as_json) as listen, database_errors():
        listen("making the database", 0, 1)
        make_site(data)
        loaded = load([*([EXAMPLE] if example else []), *sources], programme, listen)
    from counterpart_site.records.models import Chain

    chains = list(Chain.objects.order_by("programme"))
    if as_json:
        document = {
            "data": str(data),
            "loaded": [chain.programme for chain in loaded],
            "programmes": {chain.programme: chain.head for chain in chains},
        }
        print_json(document)
        return
    out.print(f"the site is in {data}", highlight=False)
    for chain in chains:
        where = f"{chain.side_a} and {chain.side_b}, {chain.length} entries"
        out.print(f"programme {chain.programme}: {where}, head {chain.head}", highlight=False)
    if not chains:
        out.print(
            "it has no programme yet: load places and a programme with "
            "`counterpart site init --from FOLDER`"
        )
    elif not os.environ.get("COUNTERPART_ACCOUNT"):
        out.print(
            "next: `counterpart site user add you@example.org --role coordinator --side a`",
            highlight=False,
        )


def load(sources: Sequence[str | Path], programme: str | None, listen: Progress) -> list[Chain]:
    """Load data folders as system deliveries; the chains of their programmes, once each."""
    from counterpart_site.deliveries.system import adopt_catalogue, deliver_system

    adopt_catalogue()
    paths = [DataPath().convert(source, None, None) for source in sources]
    chains = [deliver_system(path, programme, listen).chain for path in paths]
    return list(dict.fromkeys(chains))
