"""counterpart site user add | list | link | close | token"""

from __future__ import annotations

import click

from counterpart.cli.output import out, print_json, table
from counterpart_site.commands.options import account_of, programme_option, site_command

ROLES = ["clerk", "coordinator", "evaluator", "assessor", "auditor", "administrator"]


@click.group(epilog="Example: counterpart site user add a@example.org --role clerk --side a")
def user() -> None:
    """Keep accounts and their roles. Whoever may run this on the machine of the site may do so."""


@site_command("add", "user add a@example.org --role clerk --side a --organisation hospital-e")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the account may be.")
@click.option("--side", type=click.Choice(["a", "b"]), help="On which side of the programme.")
@click.option("--organisation", help="The organisation that a clerk reports for; any when empty.")
@programme_option
def add(
    email: str,
    role: str,
    side: str | None,
    organisation: str | None,
    programme: str | None,
    as_json: bool,
) -> None:
    """Give EMAIL a role in a programme; the account is made where there is none."""
    from counterpart_site.access.members import add_member
    from counterpart_site.records.queries import chain_of

    membership = add_member(chain_of(programme), email, role, side or "", organisation)
    said = f"{membership.account.email} is {role}" + (f" on side {side}" if side else "")
    if as_json:
        print_json({"account": membership.account.pk, "email": membership.account.email})
    else:
        out.print(f"{said} of {membership.chain.programme}", highlight=False)


@site_command("list", "user list")
def list_(as_json: bool) -> None:
    """List the accounts with their roles."""
    from counterpart_site.access.models import Account

    rows = [
        {
            "email": account.email,
            "active": account.is_active,
            "programme": each.chain.programme,
            "role": each.role,
            "side": each.side,
            "organisation": each.organisation,
            "until": each.until.isoformat() if each.until else None,
        }
        for account in Account.objects.prefetch_related("memberships__chain").order_by("email")
        for each in account.memberships.all()
    ]
    if as_json:
        print_json(rows)
    elif rows:
        names = ["email", "role", "side", "organisation", "programme", "until"]
        table("", names, [[row[name] or "" for name in names] for row in rows])
    else:
        out.print("there is no account yet: `counterpart site user add`")


@site_command("close", "user close a@example.org")
@click.argument("email")
def close(email: str, as_json: bool) -> None:
    """Close the account EMAIL: its roles and tokens end now, what it did stays."""
    from counterpart_site.access.members import close_account

    close_account(account_of(email))
    if as_json:
        print_json({"closed": email})
    else:
        out.print(f"{email} is closed", highlight=False)


@site_command("token", "user token a@example.org --name reporting --days 90")
@click.argument("email")
@click.option("--name", default="", help="What it is for.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 3650))
def token(email: str, name: str, days: int, as_json: bool) -> None:
    """Make a token that stands for EMAIL in the API; it is shown once."""
    from counterpart_site.access.tokens import make_token

    secret, made = make_token(account_of(email), name, days)
    if as_json:
        print_json({"token": secret, "expires_at": made.expires_at.isoformat()})
    else:
        out.print(f"{secret}\nvalid until {made.expires_at:%Y-%m-%d}; it is not shown again")


@site_command("link", "user link a@example.org --site https://record.example.org")
@click.argument("email")
@click.option("--site", default="", help="What stands before it: the address of the site.")
def link(email: str, site: str, as_json: bool) -> None:
    """Print a link that signs EMAIL in, once and within a day; a second factor is still asked for.

    A second link does not end the first one; signing in does.
    """
    from counterpart_site.access.links import sign_in_link

    made = sign_in_link(account_of(email), site.rstrip("/"))
    if as_json:
        print_json({"link": made})
    else:
        out.print(made, highlight=False, soft_wrap=True)


for each in (add, list_, link, close, token):
    user.add_command(each)
