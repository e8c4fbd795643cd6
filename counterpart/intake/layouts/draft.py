"""The block of a proposal: labels, figures, period and unit as far as the sheet tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.aims import SURE, Aim
from counterpart.intake.layouts.draft_facts import facts_of
from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.grid import cell_name
from counterpart.intake.layouts.guess import Guess
from counterpart.intake.layouts.layout import Block, Label, PeriodRule, UnitRule
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.proposal import Question, Understood
from counterpart.intake.layouts.sketch import Sketch
from counterpart.intake.layouts.spans import Span, span_in
from counterpart.intake.layouts.units import ANYTHING, COUNTED, Measure, read_unit
from counterpart.intake.layouts.words import plain, words

_SAID = re.compile(r"^\s*([^:：]{1,24})[:：]\s*(.+)$", re.S)
_FISCAL = re.compile(r"1\s+(april|july|october)", re.I)
LABELS = (
    *("origin_organisation", "destination_organisation", "origin", "destination", "place"),
    *("project", "batch", "currency", "scale", "date", "start", "end", "status"),
)
UNSURE = 0.6


@dataclass(slots=True)
class Draft:
    """What is known of a table while its block is being made."""

    name: str
    tables: Sequence[Sketch]
    catalogue: Catalogue
    places: Places | None
    title: str = ""
    labels: dict[str, Label] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    understood: list[Understood] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def __post_init__(self) -> None:
        table = self.tables[0]
        texts = [table.grid.name]
        for row in range(table.header[0]):
            texts += [str(c) for c in table.grid.rows[row] if isinstance(c, str)]
        self.title = " ".join(texts)

    @property
    def sheet(self) -> str:
        """The sheet that stands for all sheets of the block."""
        return self.tables[0].grid.name

    def above(self) -> set[str]:
        """The roles of what is said above the table."""
        table = self.tables[0]
        cells = [cell for row in range(table.header[0]) for cell in table.grid.rows[row]]
        said = [_SAID.match(cell) for cell in cells if isinstance(cell, str)]
        titles = {plain(match[1]) for match in said if match}
        return {role for role in LABELS[:5] if titles & words().set_of(f"roles.{role}")}

    def dated(self) -> bool:
        """Whether the sheet itself says which time it is for."""
        table = self.tables[0]
        texts = [cell for row in range(table.header[0]) for cell in table.grid.rows[row]]
        spans = [span_in(text) for text in (table.grid.name, *texts) if isinstance(text, str)]
        return any(span is not None and span.year is not None for span in spans)

    def unit(self) -> Measure | None:
        """The unit that the sheet states for all of its figures."""
        found = _stated_unit(self)
        return found[1] if found else None

    def ask(self, about: str, text: str) -> None:
        """One more question."""
        self.questions.append(Question(self.sheet, about, text))


def draft_block(draft: Draft, guesses: Sequence[Guess], aims: Sequence[Aim]) -> Block | None:
    """The block; None where no column is like anything that a form asks for."""
    table = draft.tables[0]
    by_column = {aim.guess.heading.column: aim for aim in aims}
    ignored: list[str] = []
    for guess in guesses:
        heading, aim = guess.heading, by_column.get(guess.heading.column)
        taken, sure, why = guess.role, guess.confidence, guess.reason
        if aim is not None:
            taken, sure, why = f"{aim.form}: {aim.entry}", aim.confidence, aim.reason
        elif guess.role in (
            "value",
            "ignore",
            "remark",
            "text",
            "empty",
            "name",
            "kind",
        ) or guess.role in ("headcount", "person_days"):
            taken = "left out"
            ignored.append(heading.written)
        line = Understood(draft.sheet, heading.letters, heading.written, taken, round(sure, 2), why)
        draft.understood.append(line)
        if aim is not None and aim.confidence < SURE and "of no kind" not in aim.reason:
            draft.ask(heading.written, f"is this {aim.entry} of the form {aim.form}?")
        elif taken == "left out" and guess.role == "value":
            draft.ask(heading.written, "figures like nothing in the catalogue: what are they?")
        elif taken == "left out" and guess.confidence < UNSURE and guess.role == "ignore":
            draft.ask(heading.written, f"left out since {guess.reason}; is that right?")
    if not aims:
        return None
    if any(aim.reason.startswith("money with a stage") for aim in aims):
        draft.ask("kind", f"money of no kind that is named: is it {aims[0].entry}?")
    _row_labels(draft, guesses)
    _cell_labels(draft)
    facts = facts_of(draft, aims)
    period, starts = _period(draft, guesses)
    return Block(
        draft.name,
        tuple(each.grid.name for each in draft.tables),
        header=tuple(row + 1 for row in table.header),
        spread=table.spread,
        after=table.after,
        part=table.part,
        period=period,
        year_starts=starts,
        unit=_unit(draft, aims),
        labels=draft.labels,
        facts=tuple(facts),
        ignore=tuple(dict.fromkeys(ignored)),
        seen=tuple(heading.written for heading in table.headings),
    )


def _row_labels(draft: Draft, guesses: Sequence[Guess]) -> None:
    """A label for each column that says something about the figures beside it."""
    table = draft.tables[0]
    measured = [each.heading.column for each in guesses if each.role in ("value", "headcount")]
    figures = [
        row
        for row in range(table.first, table.end)
        if any(read_figure(table.grid.at(row, column)).number is not None for column in measured)
    ]
    for guess in guesses:
        if guess.role in LABELS and guess.role not in draft.labels:
            column = guess.heading.column
            grid = draft.tables[0].grid
            cells = [grid.at(row, column) for row in figures]
            filled = sum(cell is not None for cell in cells)
            merged = any((row, column) in grid.spread for row in figures)
            fill = bool(cells) and (merged or filled * 10 < len(cells) * 7)
            draft.labels[guess.role] = Label((guess.heading.written,), fill=fill)


def _cell_labels(draft: Draft) -> None:
    """Labels that stand above the table: 派出医院：甲医院."""
    table = draft.tables[0]
    for row in range(table.header[0]):
        for column, cell in enumerate(table.grid.rows[row]):
            match = _SAID.match(cell) if isinstance(cell, str) else None
            if match is None or not isinstance(cell, str):
                continue
            said = plain(match[1])
            if read_unit(match[2], draft.catalogue) is not None:
                continue
            for role in LABELS[:5]:
                if role in draft.labels or said not in words().set_of(f"roles.{role}"):
                    continue
                lead = cell[: match.start(2)].strip()
                draft.labels[role] = Label(cell=cell_name(row, column), after=lead)
                _place_in_name(draft, match[2].strip())


def _place_in_name(draft: Draft, name: str) -> None:
    """The place that the name of an organisation begins with, to be confirmed."""
    if draft.places is None:
        return
    for length in range(len(name) - 1, 1, -1):
        found = draft.places.find(name[:length])
        if found.code is not None:
            draft.names.setdefault("places", {})[name] = found.code
            draft.ask(name, f"taken to lie in {found.official} ({found.code}); is that right?")
            return


def _period(draft: Draft, guesses: Sequence[Guess]) -> tuple[PeriodRule, int]:
    table = draft.tables[0]
    starts = 1
    spans: list[tuple[str, Span]] = []
    for row in range(table.header[0]):
        for column, cell in enumerate(table.grid.rows[row]):
            if isinstance(cell, str):
                fiscal = _FISCAL.search(cell)
                if fiscal:
                    starts = {"april": 4, "july": 7, "october": 10}[fiscal[1].lower()]
                found = span_in(cell)
                if found is not None and found.year is not None:
                    spans.append((cell_name(row, column), found))
    year = spans[0][0] if spans else None
    named = [span_in(each.grid.name) for each in draft.tables]
    if all(named):
        first = named[0]
        agrees = spans[0][0] if spans else None
        own = first is not None and first.year is not None
        rows = "date" if "date" in draft.labels and "start" not in draft.labels else None
        rule = PeriodRule(sheet=True, label=rows, year=None if own else year, agrees=agrees)
        return rule, starts
    if "date" in draft.labels and "start" not in draft.labels:
        return PeriodRule(label="date", year=year), starts
    if spans:
        if starts != 1:
            return PeriodRule(cell=spans[0][0]), starts
        if len(draft.tables) == 1 and spans[0][1].grain == "day":
            draft.ask("period", f"the year of {spans[0][0]} is taken; is that right?")
            return PeriodRule(fixed=str(spans[0][1].year)), starts
        return PeriodRule(cell=spans[0][0]), starts
    if any(guess.span is not None and guess.span.year is not None for guess in guesses):
        return PeriodRule(), starts
    if "start" not in draft.labels:
        draft.ask("period", "the sheet does not say which time it is for")
    return PeriodRule(), starts


def _unit(draft: Draft, aims: Sequence[Aim]) -> UnitRule:
    if "scale" in draft.labels:
        return UnitRule(label="scale")
    if all(aim.guess.heading.unit is not None for aim in aims):
        return UnitRule()
    found = _stated_unit(draft)
    return UnitRule(cell=found[0]) if found else UnitRule()


def _stated_unit(draft: Draft) -> tuple[str, Measure] | None:
    """The cell above the table that states a unit: 单位：万元."""
    table = draft.tables[0]
    for row in range(table.header[0]):
        for column, cell in enumerate(table.grid.rows[row]):
            match = _SAID.match(cell) if isinstance(cell, str) else None
            if match and plain(match[1]) in words().set_of("unit_titles"):
                unit = read_unit(match[2], draft.catalogue)
                if unit is not None and unit.quantity not in (ANYTHING, COUNTED):
                    return cell_name(row, column), unit
    return None
