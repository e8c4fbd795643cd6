"""The list of commands; each is imported when it is called, so that --help is quick.

Other packages add commands by the entry-point group `counterpart.commands`; the site does.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("counterpart.cli.checking", "Findings of files or a folder, before it is handed in."),
    "layout": ("counterpart.cli.layouts", "Read an office's own workbook by a layout."),
    "template": ("counterpart.cli.templates", "A workbook to fill in for a delivery form."),
    "snapshot": ("counterpart.cli.snapshots", "Build, verify, show and compare snapshots."),
    "evaluate": ("counterpart.cli.evaluating", "Measures of the four dimensions, with intervals."),
    "explain": ("counterpart.cli.explaining", "The records and the arithmetic behind one value."),
    "audit": ("counterpart.cli.auditing", "Every claim with its verdict, basis and arithmetic."),
    "commitments": ("counterpart.cli.owing", "Due, committed, paid under every reading of a rule."),
    "draft": ("counterpart.cli.drafting", "The next agreement, drafted from the last outturn."),
    "reconcile": ("counterpart.cli.reconciling", "Stated totals against the sums of their parts."),
    "questions": ("counterpart.cli.questioning", "What self-reported counts should be asked."),
    "stages": ("counterpart.cli.staging", "What is said to change with a stage, judged."),
    "since": ("counterpart.cli.differing", "What changed between two snapshots, split by kind."),
    "report": ("counterpart.cli.reporting", "A report in which every number leads to its source."),
    "verify": ("counterpart.cli.verifying", "The seal of a snapshot, or all that a site holds."),
}  # fmt: skip


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, *_added()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        else:
            added = _added().get(cmd_name)
            command = added.load() if added else None
        assert command is None or isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        added = [(name, point.load().get_short_help_str(80)) for name, point in _added().items()]
        with formatter.section("Commands"):
            formatter.write_dl([*((name, short) for name, (_, short) in COMMANDS.items()), *added])


def _added() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="counterpart.commands")}


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: counterpart check example:beijing_inner_mongolia",
)
@click.version_option(package_name="counterpart", prog_name="counterpart")
def main() -> None:
    """Record and evaluate long-term cooperation between paired regions."""
