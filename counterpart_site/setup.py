"""Opening and making a site: where the folder of a command meets Django's settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from counterpart.errors import InputError, finding
from counterpart_site.folder import describe, described_vendor, is_site, make_key

SETTINGS = "counterpart_site.settings"
POSTGRESQL = ("postgres", "postgresql")


def open_site(folder: Path) -> None:
    """Make the site in `folder` the one that this process works on.

    InputError: no_site, other_database (DATABASE_URL is not what the site was made with),
    site_outdated (this version of Counterpart needs `site init` to bring the database up to date).
    """
    kept, asked = described_vendor(folder), asked_vendor()
    if kept != asked:
        raise InputError([finding("other_database", value=kept, found=asked)])
    configure(folder)
    if missing := _unapplied():
        raise InputError([finding("site_outdated", value=str(folder), missing=", ".join(missing))])


def make_site(folder: Path) -> None:
    """Make a site in `folder`, or bring the database of the one that is there up to date."""
    vendor = asked_vendor()
    if is_site(folder) and (kept := described_vendor(folder)) != vendor:
        raise InputError([finding("other_database", value=kept, found=vendor)])
    make_key(folder)
    configure(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    # Last: where the database could not be made, the folder is no site yet.
    describe(folder, vendor)


@contextmanager
def database_errors() -> Iterator[None]:
    """What the database cannot do, as a finding: a full disk, a server that is away."""
    from django.db import Error

    try:
        yield
    except Error as error:
        detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError([finding("database_failed", value=detail)]) from error


def asked_vendor() -> str:
    """The kind of database that DATABASE_URL asks for: SQLite where it is not set.

    InputError: database_unknown, driver_missing.
    """
    scheme = os.environ.get("DATABASE_URL", "").partition(":")[0]
    if not scheme:
        return "sqlite"
    if scheme not in POSTGRESQL:
        raise InputError([finding("database_unknown", value=scheme)])
    if find_spec("psycopg") is None:
        raise InputError([finding("driver_missing", value="psycopg")])
    return "postgresql"


def configure(folder: Path) -> None:
    import django
    from django.apps import apps

    os.environ["COUNTERPART_DATA"] = str(folder.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if not apps.ready:
        django.setup()


def _unapplied() -> list[str]:
    """The migrations that the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]
