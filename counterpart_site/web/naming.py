"""What the two ends of a pairing are called, also where one of them is not known."""

from __future__ import annotations

from django.utils.translation import gettext as _

from counterpart_site.web.reader import Reader


def party_names(reader: Reader, a: str | None, b: str | None) -> tuple[str, str]:
    """The names of the parties on side A and on side B; words where a side is not on record."""
    name = reader.record.name
    return name(a) if a else _("side A not known"), name(b) if b else _("side B not known")
