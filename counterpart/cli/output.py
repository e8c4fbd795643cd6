"""What commands share: paths, JSON, progress, tables, findings, and how errors end a command."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click
import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from counterpart.engine.progress import Progress as Listener
from counterpart.errors import Finding, InputError

P = ParamSpec("P")
R = TypeVar("R")

EXAMPLE = "example:"
MARKS = {"error": "✗ error", "warning": "! warning", "note": "· note"}

# Where nobody looks (a pipe, a file) lines are as long as they are, and tables have room.
out = Console(width=None if sys.stdout.isatty() else 200)
err = Console(stderr=True)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


class DataPath(click.ParamType[Path]):
    """A path, or `example:NAME` for a data folder that ships with Counterpart."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        text = str(value)
        if not text.startswith(EXAMPLE):
            return Path(text)
        folder = Path(str(files("counterpart"))) / "examples" / text.removeprefix(EXAMPLE)
        if not (folder / "sources.csv").is_file():
            known = sorted(each.parent.name for each in folder.parent.glob("*/sources.csv"))
            self.fail(
                f"there is no example {folder.name!r}; there is {', '.join(known)}", param, ctx
            )
        return folder


def command(name: str, example: str) -> Callable[[Callable[..., R]], click.Command]:
    """A click command whose help ends with an example and whose errors end without a traceback."""

    def decorate(function: Callable[..., R]) -> click.Command:
        return click.command(name, epilog=f"Example: {example}")(_guarded(function))

    return decorate


def _guarded(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except InputError as error:
            stop(error.findings, as_json=bool(kwargs.get("as_json")))
        except (OSError, duckdb.Error) as error:
            err.print(f"[bold]✗ error[/bold] {str(error).splitlines()[0]}", highlight=False)
            sys.exit(1)

    return run


def stop(findings: Sequence[Finding], *, as_json: bool) -> NoReturn:
    """Print the findings and end with exit code 1."""
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        print_findings(findings, err)
    sys.exit(1)


def print_json(document: Any) -> None:
    """Print JSON to standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def print_findings(findings: Sequence[Finding], console: Console = out) -> None:
    """One block a finding: severity, place, what, and the remedy."""
    for each in findings:
        head = f"[bold]{MARKS[each.severity]}[/bold] [dim]{_safe(each.code)}[/dim]"
        console.print(f"{head} {_safe(each.place)}", highlight=False, soft_wrap=True)
        console.print(f"    {_safe(each.message)}", highlight=False, soft_wrap=True)
        console.print(f"    → {_safe(each.remedy)}", highlight=False, style="dim", soft_wrap=True)


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table of hairlines; numbers to the right."""
    made = Table(title=title, title_justify="left", box=None, padding=(0, 1), header_style="bold")
    for index, column in enumerate(columns):
        numeric = all(isinstance(row[index], (int, float, type(None))) for row in rows)
        made.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        made.add_row(*(_cell(value) for value in row))
    out.print(made)


def number(value: float | None) -> str:
    """A number for people: grouped, at most four significant decimals."""
    if value is None:
        return "–"
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:,.1f}"


@contextmanager
def progress(*, quiet: bool) -> Iterator[Listener]:
    """A progress bar on standard error; nothing where nobody looks."""
    if quiet or not err.is_terminal:
        yield lambda step, done, of: None
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None)

        def listen(step: str, done: int, of: int) -> None:
            bar.update(task, description=step, completed=done, total=of)

        yield listen


def _cell(value: object) -> str:
    return number(value) if isinstance(value, (int, float, type(None))) else _safe(str(value))


def _safe(text: str) -> str:
    """Text from data is shown as it is, never read as markup."""
    return text.replace("[", r"\[")
