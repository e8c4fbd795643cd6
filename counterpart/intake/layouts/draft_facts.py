"""The figures of a proposal: which keys of a form labels fill, and what columns stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterpart.intake.layouts.aims import Aim
from counterpart.intake.layouts.cells_of import Key, keys_of
from counterpart.intake.layouts.guess import Guess, coded
from counterpart.intake.layouts.headings import BETWEEN
from counterpart.intake.layouts.layout import Fact, Value
from counterpart.intake.layouts.words import words

if TYPE_CHECKING:
    from counterpart.intake.layouts.draft import Draft


def facts_of(draft: Draft, aims: Sequence[Aim]) -> list[Fact]:
    by_form: dict[str, list[Aim]] = {}
    for aim in aims:
        by_form.setdefault(aim.form, []).append(aim)
    return [_fact(draft, form, listed) for form, listed in by_form.items()]


def _fact(draft: Draft, name: str, aims: Sequence[Aim]) -> Fact:
    form = draft.catalogue.forms[name]
    keys = keys_of(form)
    fixed: dict[str, str] = {}
    for key in keys.values():
        label = _label_for(draft, key)
        if label in ("start", "end") and form.table != "engagements" and draft.dated():
            # Dates of rows beside figures of a stated year are those of works, not of figures.
            label = None
        if label is not None:
            fixed[key.name] = "{" + label + "}"
        elif key.required and not key.entry and key.name not in form.fixed:
            asked = ("value", "kind", "indicator", "start_on", "end_on", "money_stage", "subject")
            if key.name not in asked and not any(aim.guess.place for aim in aims):
                draft.ask(key.name, f"the form {name} requires it, and no column tells it")
    columns: list[Value] = []
    for aim in aims:
        columns.append(_value(draft, aim, keys))
    return Fact(name, fixed, tuple(_merged(columns)))


def _label_for(draft: Draft, key: Key) -> str | None:
    """The label that fills a key: of its own name, or of what it refers to."""
    if key.name in draft.labels and key.name not in ("status",):
        return key.name
    near = {
        "origin": ("origin", "origin_organisation"),
        "destination": ("destination", "place", "destination_organisation"),
        "subject": ("destination_organisation", "origin_organisation", "project"),
        "start_on": ("start",),
        "end_on": ("end",),
    }
    if key.name == "subject" and key.refers == "places":
        sides = [name for name in ("place", "origin", "destination") if name in draft.labels]
        if len(sides) > 1 and "place" not in sides:
            # Figures of the one place, taken for the other, would be false.
            draft.ask("subject", "whose figures are these: of the origin or of the destination?")
            return None
        return sides[0] if sides else None
    for label in near.get(key.name, ()):
        if label in draft.labels:
            if label == "place" and key.name == "destination":
                draft.ask("place", "taken as the destination of the flow; or is it the origin?")
            return label
    return None


def _value(draft: Draft, aim: Aim, keys: dict[str, Key]) -> Value:
    guess = aim.guess
    own: dict[str, str] = {}
    path = guess.heading.written.split(BETWEEN)
    kind = next((key for key in ("kind", "indicator") if key in keys), None)
    key = aim.entry if aim.entry in keys else "value"
    if key == "value" and kind:
        own[kind] = aim.entry
    texts = [*path, draft.title]
    if "money_stage" in keys:
        stage = coded("stages", path) or coded("stages", texts)
        if stage:
            own["money_stage"] = stage
        else:
            draft.ask(guess.heading.written, "is it planned, committed or paid?")
    if "account" in keys:
        account = coded("accounts", path)
        if account:
            own["account"] = account
        if account in words().lists["lifted_accounts"] and "origin" in draft.labels:
            own["origin"] = _above_all(draft, guess)
    header = guess.heading.written
    if guess.place:
        side = "origin" if "destination" in draft.labels else "destination"
        side = side if side in keys else "subject"
        header = BETWEEN.join(f"{{{side}}}" if n == guess.part else p for n, p in enumerate(path))
        draft.ask(guess.heading.written, f"the header is taken as the {side}; is that right?")
    if guess.span is not None:
        parts = [f"{{{guess.span.grain}}}" if n == guess.part else p for n, p in enumerate(path)]
        header = BETWEEN.join(parts)
    known = draft.catalogue.indicators.get(aim.entry) or draft.catalogue.kinds.get(aim.entry)
    stock = known is not None and known.aggregation == "stock"
    return Value((header,), key, own, stock=stock)


def _above_all(draft: Draft, guess: Guess) -> str:
    """The one place above all places of a column of origins: who gives what is not theirs."""
    table, label = draft.tables[0], draft.labels["origin"]
    above: set[str | None] = set()
    for heading in table.headings:
        if heading.written in label.header and draft.places is not None:
            for row in range(table.first, table.end):
                code = draft.places.find(table.grid.text(row, heading.column)).code
                if code is not None:
                    above.add(draft.places.by_code[code].parent)
    one = next(iter(above)) if len(above) == 1 else None
    if one is None:
        draft.ask(guess.heading.written, "who gives this? not the places in the rows, most likely")
        return ""
    draft.ask(guess.heading.written, f"taken as given by {one}, above the places in the rows")
    return one


def _merged(columns: Sequence[Value]) -> list[Value]:
    """Columns that differ by their time only are one column of the layout."""
    return list({(c.header, c.key, tuple(c.set.items())): c for c in columns}.values())
