"""counterpart site serve"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from counterpart.cli.output import command, out, progress
from counterpart_site.commands.making import EXAMPLE, load
from counterpart_site.commands.options import folder_option

# name -> role, side: who can sign in to the example
CAST = {
    "clerk-a": ("clerk", "a"),
    "coordinator-a": ("coordinator", "a"),
    "clerk-b": ("clerk", "b"),
    "coordinator-b": ("coordinator", "b"),
    "evaluator": ("evaluator", ""),
    "assessor": ("assessor", ""),
    "auditor": ("auditor", ""),
    "administrator": ("administrator", ""),
}


@command("serve", "counterpart site serve --data my-site --port 8000 --example")
@folder_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--threads", default=4, show_default=True, help="Requests answered side by side.")
@click.option("--example", is_flag=True, help="Load the example with a person for each role.")
def serve(data: Path, host: str, port: int, threads: int, example: bool) -> None:
    """Serve the site of --data: its pages, and a worker for its jobs.

    The folder is made where it is missing, and its database brought up to date. With --example a
    sign-in link is printed for each role; each works once, within a day.
    """
    from counterpart_site.setup import database_errors, make_site

    with progress(quiet=False) as listen, database_errors():
        listen("making the database", 0, 1)
        make_site(data)
        chains = load([EXAMPLE] if example else [], None, listen)
        from counterpart_site.publishing.publish import publish

        for chain in chains:
            publish(chain, progress=listen)
        from django.core.management import call_command

        call_command("collectstatic", verbosity=0, interactive=False)
    site = f"http://{host}:{port}"
    out.print(f"the site is at {site}", highlight=False)
    for chain in chains:
        _print_links(chain, site)
    worker = subprocess.Popen([sys.executable, "-m", "django", "db_worker"], env=os.environ)
    try:
        _listen(host, port, threads)
    finally:
        worker.terminate()
        worker.wait(10)


def _print_links(chain: object, site: str) -> None:
    from counterpart_site.access.links import sign_in_link
    from counterpart_site.access.members import add_member
    from counterpart_site.records.models import Chain

    assert isinstance(chain, Chain)
    out.print("sign in as (each link works once, within a day):")
    for name, (role, side) in CAST.items():
        account = add_member(chain, f"{name}@example.org", role, side).account
        out.print(f"  {name:14} {sign_in_link(account, site)}", highlight=False, soft_wrap=True)


def _listen(host: str, port: int, threads: int) -> None:
    """Answer until told to stop (SIGINT, SIGTERM)."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "counterpart_site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        log_access=False,
    ).serve()
