"""counterpart site serve"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterpart.cli.output import command, out, progress
from counterpart.errors import InputError, finding
from counterpart_site.commands.making import EXAMPLE, load
from counterpart_site.commands.options import folder_option
from counterpart_site.commands.processes import ask_for_port, listen, stop_when_told, working
from counterpart_site.folder import is_site

if TYPE_CHECKING:
    from counterpart_site.records.models import Chain

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
@click.option("--no-worker", is_flag=True, help="Without the worker: it runs somewhere else.")
@click.option("--once", is_flag=True, help="Make everything ready, and do not stay serving.")
def serve(
    data: Path, host: str, port: int, threads: int, example: bool, no_worker: bool, once: bool
) -> None:
    """Serve the site of --data: its pages, and a worker for its jobs.

    The folder is made where it is missing, and its database brought up to date. As long as nobody
    has signed in, a link for the first administrator is printed; with --example one for each role.
    Each link works once, within a day. SIGTERM and SIGINT (Ctrl-C) end it.
    """
    _ask_for_folder(data)
    if not once:
        ask_for_port(host, port)
    stop_when_told()
    chains = _prepare(data, example)
    site = f"http://{'localhost' if host in ('0.0.0.0', '::') else host}:{port}"
    out.print(f"the site is in {data}, at {site}", highlight=False, soft_wrap=True)
    for chain in chains:
        _print_cast(chain, site)
    if not example:
        _print_first_link(site)
    if once:
        return
    with nullcontext() if no_worker else working():
        listen(host, port, threads)


def _ask_for_folder(folder: Path) -> None:
    """InputError (not_a_folder, folder_taken) where a site would be made among other things."""
    if folder.exists() and not folder.is_dir():
        raise InputError([finding("not_a_folder", file=str(folder), value=str(folder))])
    begun = is_site(folder) or (folder / "secret_key").is_file()
    if folder.is_dir() and not begun and any(folder.iterdir()):
        raise InputError([finding("folder_taken", file=str(folder), value=str(folder))])


def _prepare(data: Path, example: bool) -> Sequence[Chain]:
    """Make the site and bring it up to date; the chains of what was asked to be loaded."""
    from counterpart_site.setup import database_errors, make_site

    with progress(quiet=False) as told, database_errors():
        told("making the database", 0, 1)
        make_site(data)
        chains = load([EXAMPLE] if example else [], None, told)
        from counterpart_site.publishing.publish import publish

        for chain in chains:
            publish(chain, progress=told)
        _collect_files()
    return chains


def _collect_files() -> None:
    """Put the style sheets, scripts and pictures where they are served from, where they changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    said = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda each: str(each[0])):
            found = Path(storage.path(name)).stat()
            said.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.is_file() and stamp.read_text("utf-8") == said.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=stamp.parent.is_dir())
    stamp.write_text(said.hexdigest(), "utf-8")


def _print_cast(chain: Chain, site: str) -> None:
    from counterpart_site.access.links import sign_in_link
    from counterpart_site.access.members import add_member

    out.print("sign in as (each link works once, within a day):")
    for name, (role, side) in CAST.items():
        account = add_member(chain, f"{name}@example.org", role, side).account
        out.print(f"  {name:14} {sign_in_link(account, site)}", highlight=False, soft_wrap=True)


def _print_first_link(site: str) -> None:
    from counterpart_site.access.first import first_administrator
    from counterpart_site.access.links import sign_in_link

    if account := first_administrator():
        out.print("nobody has signed in yet; the administrator does (once, within a day):")
        link = sign_in_link(account, site)
        out.print(f"  {account.email}  {link}", highlight=False, soft_wrap=True)
