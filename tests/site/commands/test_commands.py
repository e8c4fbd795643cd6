"""Commands of the site: what they print, what they refuse, what a machine reads."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from django.db import connection

from counterpart_site.commands.site import COMMANDS
from counterpart_site.folder import is_site, make_folder
from counterpart_site.records.models import Chain
from tests.conftest import Process, Run
from tests.site.world import PROGRAMME

Site = Callable[..., Result]
FLOWS = "flow,kind,origin,destination,value,start_on,end_on,currency,money_stage,source\n"
PAID = "f1,assistance_funds,east-1,west-1,100,2031-01-01,2031-01-31,CNY,paid,reports\n"


@pytest.fixture
def site(chain: Chain, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Site:
    """`counterpart site ...` on the record of the tests."""
    folder = tmp_path / "site"
    make_folder(folder, connection.vendor)
    monkeypatch.setenv("COUNTERPART_DATA", str(folder))

    def call(*words: object) -> Result:
        result = run("site", *words)
        connection.ensure_connection()
        return result

    return call


@pytest.fixture
def paid(tmp_path: Path) -> Path:
    """A file of one payment that crosses the sides."""
    path = tmp_path / "flows.csv"
    path.write_text(FLOWS + PAID, "utf-8")
    return path


def as_(name: str) -> tuple[str, str]:
    return ("--as", f"{name}@example.org")


def number(result: Result) -> int:
    return int(json.loads(result.stdout)[0]["delivery"])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    result = run("site", name, "--help")
    assert result.exit_code == 0
    assert f"Example: counterpart site {name}" in " ".join(result.stdout.split())


def test_without_a_site_the_remedy_is_told(run: Run, tmp_path: Path) -> None:
    result = run("site", "deliveries", "--data", tmp_path / "none", *as_("auditor"))
    assert result.exit_code == 1
    assert "there is no site" in result.stderr and "site init" in result.stderr


def test_the_other_database_is_refused(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    make_folder(tmp_path / "other", other)
    result = site("deliveries", "--data", tmp_path / "other", *as_("auditor"))
    assert result.exit_code == 1 and f"keeps its record in {other}" in result.stderr


def test_a_database_of_another_kind_is_refused_and_nothing_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://localhost/record")
    result = run("site", "init", "--data", tmp_path / "new")
    assert result.exit_code == 1 and "of the kind 'mysql'" in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_database_that_is_away_is_told_and_no_site_is_made(
    process: Process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/record")
    done = process("site", "init", "--data", tmp_path / "new")
    assert done.returncode == 1 and "database_failed" in done.stderr
    assert not is_site(tmp_path / "new")


def test_from_delivery_to_record_and_back(site: Site, paid: Path) -> None:
    handed = site("deliver", paid, *as_("clerk-a"), "--json")
    assert handed.exit_code == 0, handed.output
    delivery = number(handed)
    preview = json.loads(handed.stdout)[0]["preview"]
    assert preview["counts"]["flows"]["added"] == 1
    assert number(site("deliver", paid, *as_("clerk-a"), "--json")) == delivery
    assert "waits for side" in site("accept", delivery, *as_("coordinator-b")).stdout
    assert "no row is on record" in site("rows", "flows", *as_("auditor")).stdout
    assert "1 rows took effect" in site("accept", delivery, *as_("coordinator-a")).stdout
    again = site("accept", delivery, *as_("coordinator-a"))
    assert again.exit_code == 0 and "accepted by your side before" in again.stdout
    rows = json.loads(site("rows", "flows", *as_("evaluator"), "--json").stdout)
    assert [(row["flow"], row["value"], row["revision"]) for row in rows] == [("f1", "100.0000", 1)]


def test_a_withdrawal_needs_a_reason_and_a_row(site: Site, paid: Path) -> None:
    delivery = number(site("deliver", paid, *as_("clerk-a"), "--json"))
    for who in ("coordinator-a", "coordinator-b"):
        site("accept", delivery, *as_(who))
    bare = site("deliver", "--withdraw", "flows:f1", *as_("clerk-a"))
    assert bare.exit_code == 1 and "no reason is given" in bare.stderr
    wrong = site("deliver", "--withdraw", "flows:f2", "--reason", "twice", *as_("clerk-a"))
    assert wrong.exit_code == 1 and "'f2' is not on record in flows" in wrong.stdout
    right = site(
        "deliver", "--withdraw", "flows:f1", "--reason", "twice", *as_("clerk-a"), "--json"
    )
    for who in ("coordinator-a", "coordinator-b"):
        assert site("accept", number(right), *as_(who)).exit_code == 0
    history = json.loads(site("rows", "flows", "--key", "f1", *as_("auditor"), "--json").stdout)
    assert [row["state"] for row in history] == ["known", "withdrawn"]


def test_what_is_pending_is_not_for_everybody(site: Site, paid: Path) -> None:
    delivery = number(site("deliver", paid, *as_("clerk-a"), "--json"))
    for who, sees in (
        ("clerk-a", True),
        ("coordinator-b", True),
        ("auditor", True),
        ("evaluator", False),
        ("stranger", False),
    ):
        assert (site("show", delivery, *as_(who)).exit_code == 0) is sees, who
    listed = json.loads(site("deliveries", *as_("evaluator"), "--json").stdout)
    assert delivery not in [each["delivery"] for each in listed]


def test_return_and_discard(site: Site, paid: Path) -> None:
    first = number(site("deliver", paid, *as_("clerk-a"), "--json"))
    assert site("return", first, "--comment", "which month?", *as_("coordinator-b")).exit_code == 0
    again = site("deliver", paid, *as_("clerk-a"))
    assert f"returned before as delivery {first}: which month?" in again.stdout
    second = first + 1
    assert site("discard", second, *as_("coordinator-a")).exit_code == 1
    assert site("discard", second, *as_("clerk-a")).exit_code == 0
    closed = site("accept", second, *as_("coordinator-a"))
    assert closed.exit_code == 1 and "is discarded" in closed.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("deliveries", *as_("nobody")), "there is no account"),
        (("deliveries", *as_("auditor"), "--programme", "east-wset"), "did you mean 'east-west'"),
        (("accept", "999", *as_("coordinator-a")), "there is no delivery 999"),
        (("rows", "flows", "--as-of", "2999-01-01", *as_("auditor")), "has not come yet"),
        (("rows", "flows", "--as-of", "soon", *as_("auditor")), "is no day"),
        (("deliver", *as_("clerk-a")), "name files to hand in"),
        (("template", "mony_movements", *as_("clerk-a"), "-o", "x.xlsx"), "money_movements"),
        (("user", "add", "nobody", "--role", "auditor"), "is no e-mail address"),
        (("user", "add", "a@b.org", "--role", "clerk"), "belongs to a side"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(site: Site, words: tuple[str, ...], told: str) -> None:
    result = site(*words)
    assert result.exit_code in (1, 2)
    assert told in result.stderr and "Traceback" not in result.output


def test_accounts_are_listed_closed_and_given_tokens(site: Site) -> None:
    assert "clerk-b@example.org" in site("user", "list").stdout
    token = json.loads(site("user", "token", "auditor@example.org", "--json").stdout)
    assert token["token"].startswith("cp_")
    assert site("user", "close", "auditor@example.org").exit_code == 0
    refused = site("deliveries", *as_("auditor"))
    assert refused.exit_code == 1 and "the account is closed" in refused.stderr


def test_logs_name_acts_and_no_person(
    site: Site, paid: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="counterpart"):
        delivery = number(site("deliver", paid, *as_("clerk-a"), "--json"))
        site("accept", delivery, *as_("coordinator-a"))
        site("accept", delivery, *as_("coordinator-b"))
    said = [record.__dict__ for record in caplog.records if record.name.startswith("counterpart")]
    assert [each["msg"] for each in said] == ["received", "checked", "accepted", "accepted"]
    assert all(each["delivery"] == delivery for each in said)
    assert "example.org" not in str(said) and PROGRAMME not in str(said)
