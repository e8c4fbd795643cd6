"""What the site's commands share: the folder, who acts, which programme."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from counterpart.catalogue.load import near
from counterpart.cli.output import command, json_option
from counterpart.errors import InputError, finding

if TYPE_CHECKING:
    from counterpart_site.access.models import Account

P = ParamSpec("P")
R = TypeVar("R")

folder_option = click.option(
    "--data",
    "data",
    envvar="COUNTERPART_DATA",
    default="counterpart-data",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of the site.",
)
as_option = click.option(
    "--as",
    "actor",
    envvar="COUNTERPART_ACCOUNT",
    required=True,
    metavar="EMAIL",
    help="Whose account acts.",
)
programme_option = click.option(
    "--programme", help="Which programme; may be left out where the site has one."
)


class MomentType(click.ParamType[date | datetime]):
    """A day, or a day with its time (UTC)."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | datetime:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write 2031-11-30 or 2031-11-30T12:00:00Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


as_of_option = click.option(
    "--as-of", type=MomentType(), help="As known at the end of that day (UTC), or at a moment."
)


def site_command(name: str, example: str) -> Callable[[Callable[..., R]], click.Command]:
    """A command on a site: with --data and --json, the site open before it runs."""

    def decorate(function: Callable[..., R]) -> click.Command:
        @functools.wraps(function)
        def opened(*args: Any, data: Path, **kwargs: Any) -> R:
            from counterpart_site.setup import database_errors, open_site

            with database_errors():
                open_site(data)
                return function(*args, **kwargs)

        return command(name, f"counterpart site {example}")(folder_option(json_option(opened)))

    return decorate


def account_of(email: str) -> Account:
    """The account with an address; InputError (unknown_account) where there is none."""
    from counterpart_site.access.models import Account

    found = Account.objects.filter(email=email.lower()).first()
    if found is None:
        hint = near(email, Account.objects.values_list("email", flat=True))
        raise InputError([finding("unknown_account", value=email, hint=hint)])
    return found
