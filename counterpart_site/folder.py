"""The folder of a site: where its secret key, its database and its description lie."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from counterpart.errors import InputError, finding

DESCRIPTION = "site.json"
FORMAT = 1


def make_folder(folder: Path, vendor: str) -> None:
    """Make the folder with its key and its description; what is there already is kept."""
    make_key(folder)
    describe(folder, vendor)


def make_key(folder: Path) -> None:
    """Make the folder with its key, where it has none."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "secret_key"
    if not key.exists():
        _write_once(key, secrets.token_urlsafe(50), 0o600)


def describe(folder: Path, vendor: str) -> None:
    """Say that the folder is a site and which database it keeps its record in, once."""
    description = folder / DESCRIPTION
    if not description.exists():
        text = json.dumps({"format": FORMAT, "database": vendor}, indent=1)
        _write_once(description, text + "\n", 0o644)


def described_vendor(folder: Path) -> str:
    """The database that the site keeps its record in; InputError where there is no site."""
    path = folder / DESCRIPTION
    if not path.is_file():
        raise InputError([finding("no_site", file=str(folder), value=str(folder))])
    return str(json.loads(path.read_text("utf-8"))["database"])


def is_site(folder: Path) -> bool:
    """Whether the folder is that of a site."""
    return (folder / DESCRIPTION).is_file()


def database_file(folder: Path) -> Path:
    """The SQLite file of a site that has no other database."""
    return folder / "record.sqlite3"


def secret_key(folder: Path) -> str:
    """The site's secret key; a passing one where the folder is not made yet."""
    path = folder / "secret_key"
    return path.read_text("utf-8").strip() if path.is_file() else secrets.token_urlsafe(50)


def _write_once(path: Path, text: str, mode: int) -> None:
    """Written aside and put in place at once: a killed start leaves no half key."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    aside.touch(mode)
    aside.write_text(text, "utf-8")
    aside.replace(path)
