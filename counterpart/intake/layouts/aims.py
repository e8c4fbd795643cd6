"""Which form a table is for: its figures against the kinds and indicators that forms ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.layouts.guess import Guess, coded
from counterpart.intake.layouts.likeness import likeness
from counterpart.intake.layouts.units import ANYTHING, COUNTED, Measure
from counterpart.intake.layouts.words import words

SURE, MAYBE = 0.75, 0.34


@dataclass(frozen=True, slots=True)
class Aim:
    """A column of figures and what it is taken for: a form, a kind or indicator, how surely."""

    guess: Guess
    form: str
    entry: str
    confidence: float
    reason: str


def aims_of(
    values: Sequence[Guess],
    title: str,
    catalogue: Catalogue,
    forms: Iterable[str],
    two_sides: bool = False,
    sheet_unit: Measure | None = None,
) -> list[Aim]:
    """The best form and entry for each column of figures; columns alike to nothing are left out.

    Headers that are only a time, a stage or an account are understood by the table's title.
    `two_sides` says that the table names who gives and who receives, as flows do; `sheet_unit` is
    the unit that the sheet states for all of its figures.
    """
    listed = [catalogue.forms[name] for name in forms]
    usual = words().lists["usual"]
    best: list[Aim] = []
    for guess in values:
        found: Aim | None = None
        for form in listed:
            for entry in dict.fromkeys(form.entries):
                aim = _aim(guess, title, form, entry, catalogue, sheet_unit)
                if aim and two_sides and form.table == "flows":
                    aim = replace(aim, confidence=min(0.99, aim.confidence + 0.15))
                if aim and (found is None or aim.confidence > found.confidence):
                    found = aim
        if found is not None and found.confidence >= MAYBE:
            best.append(found)
        elif coded("stages", guess.heading.path) and usual["form"] in {f.code for f in listed}:
            reason = "money with a stage, of no kind that is named"
            best.append(Aim(guess, usual["form"], usual["entry"], MAYBE, reason))
    return _together(best, title, catalogue)


def _aim(
    guess: Guess,
    title: str,
    form: Form,
    entry: str,
    catalogue: Catalogue,
    sheet_unit: Measure | None,
) -> Aim | None:
    known = catalogue.kinds.get(entry) or catalogue.indicators.get(entry)
    if known is None:
        return None
    unit = guess.heading.unit
    target = catalogue.units[known.unit]
    if (
        unit is not None
        and unit.quantity not in (ANYTHING, COUNTED)
        and unit.quantity != target.quantity
    ):
        return None
    own = [
        part
        for number, part in enumerate(guess.heading.path)
        if not ((guess.span is not None or guess.place) and number == guess.part)
        and coded("stages", [part]) is None
        and coded("accounts", [part]) is None
    ]
    names = [known.name_zh, known.name_en]
    if form.table == "observations":
        column = next((each for each in form.columns if each.entry == entry), None)
        names += [column.title_zh, column.title_en] if column else []
    said = max((likeness(part, name) for part in own for name in names), default=0.0)
    about = max(likeness(title, name) for name in (*names, form.name_zh, form.name_en))
    if own:
        confidence, reason = 0.75 * said + 0.25 * about, f"{' '.join(own)} is like {known.name_en}"
    else:
        confidence, reason = 0.9 * about, f"the title is like {known.name_en}"
    if unit is not None and unit.quantity == target.quantity:
        confidence += 0.1
    elif unit is None and sheet_unit is not None and sheet_unit.quantity == target.quantity:
        confidence += 0.15
    elif unit is None and target.quantity in words().lists["sized"]:
        confidence -= 0.05
    return Aim(guess, form.code, entry, min(confidence, 0.99), reason)


def _together(aims: list[Aim], title: str, catalogue: Catalogue) -> list[Aim]:
    """One figure a kind: where several columns are like one entry, those surest of it keep it.

    Columns that differ by time, stage or account may share an entry.
    """
    kept: list[Aim] = []
    for aim in aims:
        rivals = [
            other
            for other in aims
            if other.entry == aim.entry and _apart(other.guess) == _apart(aim.guess)
        ]
        if all(aim.confidence >= other.confidence for other in rivals):
            kept.append(aim)
    return kept


def _apart(guess: Guess) -> tuple[object, ...]:
    texts = list(guess.heading.path)
    return (guess.span, guess.place, coded("stages", texts), coded("accounts", texts))
