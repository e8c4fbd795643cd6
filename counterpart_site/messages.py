"""The texts of the site in other languages: `script/messages` brings their files up to date.

What pages and code say is gathered into `locale/<language>/LC_MESSAGES/django.po`: translations are
kept, what is said no longer is dropped, and what lacks a translation is listed. Pages read the
compiled `django.mo` beside it. Needs Babel, a tool of development.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from counterpart_site.setup import configure

HOME = Path(__file__).parent
# What is called with texts: as Babel knows it, and what is said later in the same way.
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")
}
# The files carry no dates of their own: what says the same is the same file.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def languages() -> list[str]:
    """The locales that need translations, such as zh_Hans."""
    return [to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def folder_of(locale: str) -> Path:
    """Where the files of a locale lie."""
    return HOME / "locale" / locale / "LC_MESSAGES"


def gathered(locale: str, home: Path = HOME) -> Catalog:
    """Every text of the code and the templates in `home`, untranslated."""
    catalog = _empty(locale)
    for file in sorted(home.rglob("*")):
        parts = file.relative_to(home).parts
        if not file.is_file() or "migrations" in parts or "__pycache__" in parts:
            continue
        if file.suffix == ".py" or "templates" in parts:
            for text, context in _texts(file):
                catalog.add(text, locations=[("/".join(parts), 1)], context=context)
    return catalog


def _texts(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    source = file.read_text("utf-8")
    if file.suffix != ".py":
        # Lines of a template begin anywhere; those of Python do not.
        lines = templatize(source, origin=str(file)).splitlines()
        source = "\n".join(line.strip() for line in lines)
    for _line, text, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        yield text, context


def updated(locale: str, home: Path = HOME) -> Catalog:
    """The texts as they are now, with the translations that the file of the locale has."""
    catalog = gathered(locale, home)
    file = folder_of(locale) / "django.po"
    if not file.exists():
        return catalog
    kept = read(locale)
    for message in said(catalog):
        known = kept.get(message.id, message.context)
        if known is not None and isinstance(known.id, type(message.id)):
            message.string = known.string
    return catalog


def read(locale: str) -> Catalog:
    """The translations that the file of a locale has."""
    with (folder_of(locale) / "django.po").open("rb") as stream:
        return read_po(stream, locale=locale, domain="django")


def compiled(catalog: Catalog) -> bytes:
    """The translations in the form that pages read."""
    catalog.creation_date = catalog.revision_date = NO_DAY
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def said(catalog: Catalog) -> list[Message]:
    """The messages without the head of the file."""
    return [message for message in catalog if message.id]


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages that lack a translation."""
    return [
        message
        for message in said(catalog)
        if not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]


def write(locale: str, catalog: Catalog) -> None:
    """Write both files of a locale."""
    folder = folder_of(locale)
    folder.mkdir(parents=True, exist_ok=True)
    catalog.creation_date = catalog.revision_date = NO_DAY
    with (folder / "django.po").open("wb") as stream:
        write_po(stream, catalog, width=100, sort_by_file=True, include_lineno=False)
    (folder / "django.mo").write_bytes(compiled(catalog))


def _empty(locale: str) -> Catalog:
    head = "# Texts of the site. `script/messages` keeps the list; translations are written here."
    return Catalog(
        locale, domain="django", header_comment=head, project="Counterpart", version="site",
        creation_date=NO_DAY, revision_date=NO_DAY, fuzzy=False,
    )  # fmt: skip


def main() -> int:
    """Bring the files of every language up to date; 1 where translations are missing."""
    lacking = 0
    for locale in languages():
        catalog = updated(locale)
        write(locale, catalog)
        missing = untranslated(catalog)
        print(f"{locale}: {len(said(catalog))} texts, {len(missing)} without translation")
        for message in missing:
            places = ", ".join(dict.fromkeys(file for file, _ in message.locations))
            print(f"  {message.id!r} ({places})")
        lacking += len(missing)
    return 1 if lacking else 0


if __name__ == "__main__":
    configure(Path("counterpart-data"))
    sys.exit(main())
