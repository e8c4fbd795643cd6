"""The list of the site's commands; each is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("counterpart_site.commands.making", "Make a site, and load what it starts with."),
    "serve": ("counterpart_site.commands.serving", "Serve the pages, and work off the jobs."),
    "user": ("counterpart_site.commands.accounts", "Accounts, roles on a side, tokens."),
    "tidy": ("counterpart_site.commands.tidying", "Remove what has expired: contacts, sessions."),
    "template": ("counterpart_site.commands.templates", "A form prefilled with what is on record."),
    "layout": ("counterpart_site.commands.layouts", "How an office's own workbook is read."),
    "deliver": ("counterpart_site.commands.delivering", "Hand in a file, or withdraw rows."),
    "deliveries": ("counterpart_site.commands.listing", "What was handed in, and where it stands."),
    "show": ("counterpart_site.commands.listing", "The findings and the preview of a delivery."),
    "accept": ("counterpart_site.commands.deciding", "Accept a delivery for one's own side."),
    "return": ("counterpart_site.commands.deciding", "Return a delivery with a comment."),
    "discard": ("counterpart_site.commands.deciding", "Take back what one handed in."),
    "receipt": ("counterpart_site.commands.sealing", "The receipt of a delivery, with its hash."),
    "countersign": ("counterpart_site.commands.sealing", "Sign the head that one's side holds."),
    "digest": ("counterpart_site.commands.digesting", "Tell coordinators by e-mail what waits."),
    "erase": ("counterpart_site.commands.sealing", "Erase what law or consent demands."),
    "rows": ("counterpart_site.commands.reading", "Rows of the record as of a day, their history."),
    "export": ("counterpart_site.commands.publishing", "A snapshot of a programme as of a day."),
    "backup": ("counterpart_site.commands.publishing", "The whole site in one file."),
    "restore": ("counterpart_site.commands.publishing", "A site out of a backup."),
}  # fmt: skip


class SiteCommands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = {"return": "return_"}.get(cmd_name, cmd_name)
        command = getattr(import_module(COMMANDS[cmd_name][0]), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(
    cls=SiteCommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: counterpart site init --data my-site --example",
)
def site() -> None:
    """Keep the one record of a programme's two sides."""
