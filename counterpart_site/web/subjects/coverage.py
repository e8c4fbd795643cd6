"""What nobody counted of a pairing or place, and which form would deliver it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from counterpart_site.web.reader import Reader
from counterpart_site.web.subjects.addresses import address


@dataclass(frozen=True, slots=True)
class Gap:
    """A form of which no kind of flow is on record: who delivers it, and what it would bring.

    `elsewhere` are those of its kinds that are counted elsewhere in the programme.
    """

    form: str
    reporter: str
    address: str
    kinds: list[str]
    elsewhere: list[str]


def coverage(reader: Reader, counted: Collection[str], anywhere: Collection[str]) -> list[Gap]:
    """The forms whose kinds nobody counted here, those that others deliver first.

    `counted` are the kinds on record of the subject, `anywhere` those of the whole programme.
    """
    catalogue, language = reader.snapshot.catalogue, reader.language
    found = []
    for code, form in catalogue.forms.items():
        if form.table != "flows":
            continue
        kinds = [entry for entry in dict.fromkeys(form.entries) if entry in catalogue.kinds]
        missing = [kind for kind in kinds if kind not in counted]
        if not missing:
            continue
        name = form.name_zh if language == "zh" else form.name_en
        who = form.reporter_zh if language == "zh" else form.reporter_en
        where = address(reader, "deliver", code) if reader.is_member else ""
        names = {kind: catalogue.name("kinds", kind, language) for kind in missing}
        elsewhere = [names[kind] for kind in missing if kind in anywhere]
        rest = [name for kind, name in names.items() if kind not in anywhere]
        found.append(Gap(name, who, where, rest, elsewhere))
    return sorted(found, key=lambda each: -len(each.elsewhere))
