"""Opening and making a site: where the folder of a command meets Django's settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterpart.errors import InputError, finding
from counterpart_site.folder import described_vendor, make_folder

SETTINGS = "counterpart_site.settings"


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
    make_folder(folder, asked_vendor())
    if (kept := described_vendor(folder)) != asked_vendor():
        raise InputError([finding("other_database", value=kept, found=asked_vendor())])
    configure(folder)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


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
    url = os.environ.get("DATABASE_URL", "")
    return "postgresql" if url.startswith(("postgres://", "postgresql://")) else "sqlite"


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
