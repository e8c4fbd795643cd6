"""Restore: a site out of a backup, in a new folder and an empty database of either kind."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from counterpart.engine.progress import Progress, silent
from counterpart.errors import InputError, finding
from counterpart_site.folder import database_file, is_site, make_folder
from counterpart_site.setup import asked_vendor, configure, database_errors

if TYPE_CHECKING:
    from counterpart_site.publishing.saved import Saved


def restore(source: Path, folder: Path, progress: Progress = silent) -> None:
    """Make a site in `folder` out of the backup `source`; its chains are verified before it stands.

    Everything in the file is hashed before anything is made. Rows come in one transaction: they
    are all there or none is. InputError: backup_unreadable, backup_newer, not_empty, not_loaded,
    or what is broken in the chains.
    """
    if is_site(folder) and database_file(folder).exists():
        raise InputError([finding("not_empty", value=str(folder), detail="it is a site")])
    new = not folder.exists()
    configure(folder)
    # What needs Django is imported when it knows the folder.
    from counterpart_site.publishing.saved import check_saved, open_saved

    with database_errors(), open_saved(source) as archive:
        saved = check_saved(archive, source, progress)
        _refuse_filled()
        try:
            make_folder(folder, asked_vendor())
            _load(archive, saved, source, progress)
        except BaseException:
            from django.db import connection

            connection.close()
            if new:
                shutil.rmtree(folder, ignore_errors=True)
            raise


def _refuse_filled() -> None:
    """InputError where the database holds rows."""
    from django.conf import settings
    from django.db import connection

    from counterpart.engine.store import quoted

    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return
    # Django fills these by itself.
    own = {"django_migrations", "django_content_type", "auth_permission"}
    with connection.cursor() as cursor:
        for name in sorted(set(connection.introspection.table_names(cursor)) - own):
            cursor.execute(f"SELECT 1 FROM {quoted(name)} LIMIT 1")
            if cursor.fetchone():
                detail = f"the table {name} has rows"
                raise InputError([finding("not_empty", value="the database", detail=detail)])


def _load(archive: zipfile.ZipFile, saved: Saved, source: Path, progress: Progress) -> None:
    """Make the tables as they were, fill them, verify, and bring them up to date."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from counterpart_site.publishing.filling import fill, settle
    from counterpart_site.publishing.verify import verify_site
    from counterpart_site.records.models import Chain

    executor = MigrationExecutor(connection)
    executor.migrate(saved.newest(executor.loader.graph))
    with transaction.atomic():
        for number, member in enumerate(saved.members):
            progress(f"restoring {member.table}", number, len(saved.members))
            fill(archive, member, source)
        settle(source)
        found = verify_site(progress)
        for chain in Chain.objects.all():
            if saved.chains.get(chain.programme) != (chain.length, chain.head):
                detail = "the backup says that it had another head"
                found.append(
                    finding(
                        "chain_broken",
                        value=chain.programme,
                        sequence=chain.length,
                        detail=detail,
                    )
                )
        if found:
            raise InputError(found)
    call_command("migrate", verbosity=0)
    progress("restored", len(saved.members), len(saved.members))
