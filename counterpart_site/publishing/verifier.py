"""What `counterpart verify` calls for a folder: importable before Django knows which site."""

from __future__ import annotations

from pathlib import Path

from counterpart.errors import Finding, InputError
from counterpart_site.folder import is_site
from counterpart_site.setup import database_errors, open_site


def verify_folder(path: Path, against: Path | None = None) -> list[Finding] | None:
    """What is broken in the site of a folder; None where it is no site."""
    if not is_site(path):
        return None
    with database_errors():
        open_site(path)
        from counterpart_site.publishing.verify import verify_against, verify_site

        found = verify_site()
        try:
            return found + (verify_against(against) if against else [])
        except InputError as error:
            return found + list(error.findings)
