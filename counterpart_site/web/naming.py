"""What programmes and the two ends of a pairing are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from counterpart.reports.words import Language
from counterpart.tables import TABLES
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.web.reader import Reader
from counterpart_site.web.records.naming import names_of


def party_names(reader: Reader, a: str | None, b: str | None) -> tuple[str, str]:
    """The names of the parties on side A and on side B; words where a side is not on record."""
    name = reader.record.name
    return name(a) if a else _("side A not known"), name(b) if b else _("side B not known")


def programme_name(chain: Chain, language: Language) -> str:
    """The name of a programme, which everybody with a role in it knows; its key without one."""
    key = chain.programme
    return names_of(TABLES["programmes"], moment_of(chain), language, [key]).get(key, key)
