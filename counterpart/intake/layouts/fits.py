"""Whether a layout fits the catalogue: its forms, their keys, the kinds it fills in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.catalogue.load import near
from counterpart.errors import Finding, finding
from counterpart.intake.layouts.cells_of import keys_of
from counterpart.intake.layouts.document import named_in
from counterpart.intake.layouts.layout import Block, Fact, Layout
from counterpart.intake.layouts.spans import GRAINS


def misfits(layout: Layout, catalogue: Catalogue) -> list[Finding]:
    """Everything of the layout that the catalogue does not know."""
    found: list[Finding] = []
    for block in layout.blocks:
        for number, fact in enumerate(block.facts):
            place = f"{block.name}.facts[{number}]"
            if fact.form not in catalogue.forms:
                hint = near(fact.form, catalogue.forms)
                found.append(finding("unknown_form", column=place, value=fact.form, hint=hint))
                continue
            found += _keys(place, block, fact, catalogue)
    for word, unit in layout.units.items():
        known = {*catalogue.units, *catalogue.codes["currencies"], "*"}
        if unit not in known:
            allowed = "the units of the catalogue, or *"
            place = f"units.{word}"
            said = _unknown("units", allowed, near(unit, known))
            found.append(finding("unknown_code", column=place, value=unit, **said))
    return found


def _keys(place: str, block: Block, fact: Fact, catalogue: Catalogue) -> Iterator[Finding]:
    form = catalogue.forms[fact.form]
    keys = keys_of(form)
    used = [("set", key) for key in fact.set]
    for column in fact.columns:
        used += [("columns.key", column.key), *(("columns.set", key) for key in column.set)]
        used += [
            ("columns.header", name)
            for header in column.header
            for name in named_in(header)
            if name not in GRAINS and name not in keys and not _is_used(fact, name)
        ]
    for where, key in dict.fromkeys(used):
        if key not in keys:
            said: dict[str, Any] = {"form": fact.form, "hint": near(key, keys)}
            said["keys"] = ", ".join(keys)
            yield finding("layout_form_key", column=f"{place}.{where}", value=key, **said)
    given = [fact.set, *(column.set for column in fact.columns)]
    for name, known in (("kind", form.entries), ("indicator", form.entries)):
        for each in given:
            value = each.get(name)
            if value and form.rows and "{" not in value and value not in known:
                said = _unknown(fact.form, ", ".join(known), near(value, known))
                yield finding("unknown_code", column=f"{place}.{name}", value=value, **said)


def _unknown(listed: str, codes: str, hint: str) -> dict[str, Any]:
    return {"list": listed, "codes": codes, "hint": hint}


def _is_used(fact: Fact, name: str) -> bool:
    """Whether some text of the rule says what becomes of a hole."""
    texts = [*fact.set.values(), *(v for column in fact.columns for v in column.set.values())]
    return any(name in named_in(text) for text in texts)
