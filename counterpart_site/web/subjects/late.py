"""What is late: amounts due and not on record in full, milestones and projects past their day."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart_site.web.subjects.addresses import address
from counterpart_site.web.subjects.told import Told

OVERDUE = """
    SELECT p.project, p.name_en, p.name_zh, m.name_en, m.name_zh, m.due
    FROM milestones m JOIN projects p USING (project)
    WHERE m.done_on IS NULL AND m.due < {day} AND {mine}
    UNION ALL SELECT p.project, p.name_en, p.name_zh, NULL, NULL, p.planned_end FROM projects p
    WHERE p.planned_end < {day} AND p.actual_end IS NULL
      AND coalesce(p.status, '') NOT IN ('completed', 'cancelled') AND {mine}
    ORDER BY 6 DESC, 1
"""
MINE = {
    "programme": "(p.programme IS NULL OR p.programme = {key})",
    "pairing": "p.pairing = {key}",
    "place": "p.place = {key}",
}


MET = ("met", "over_fulfilled")


@dataclass(frozen=True, slots=True)
class Late:
    """Something that should have happened: what, by when, how it stands, where to read more."""

    what: str
    by: str
    stands: Markup
    address: str


def late(told: Told) -> list[Late]:
    """Everything that is late of a subject, promises first, the latest years first."""
    reader = told.reader
    today = reader.snapshot.manifest.as_of
    found = []
    for rule in told.due:
        for year in rule.years:
            path = year.path
            if not path.chosen or path.status in MET or f"{path.year}-12-31" >= today:
                continue
            paid: object = year.paid or Markup('<span class="missing">{}</span>').format(
                _("nothing on record")
            )
            stands = Markup("{} {}, {} {}").format(
                reader.words("due"), year.due, reader.words("paid" if rule.money else "done"), paid
            )
            found.append(Late(rule.title, str(path.year), stands, "#due"))
    found.reverse()
    where = MINE[told.by].format(key=literal(told.key))
    rows = reader.snapshot.store.rows(OVERDUE.format(day=literal(today), mine=where))
    for key, english, chinese, step, step_zh, day in rows:
        name = reader.record.in_language(english, chinese) or key
        step_name = reader.record.in_language(step, step_zh)
        stands = Markup("{}").format(step_name or _("the end of the project"))
        found.append(Late(name, str(day), stands, address(reader, "project", key)))
    return found
