"""The fields of a form on a page: titles, units, lists to choose from, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.forms import Asked, Lists, asked_of
from counterpart.intake.forms.choices import BETWEEN, Choice, choices_of
from counterpart.reports.words import Language

# A list this long is searched by typing rather than looked through.
LONG = 60


@dataclass(frozen=True, slots=True)
class Field:
    """A column to fill in. `kind` is choice, list (also free), number, date or text.

    `choices` are (code, label); fields of one `listed` share them.
    """

    key: str
    title: str
    help: str
    unit: str
    required: bool
    kind: str
    listed: str
    choices: tuple[tuple[str, str], ...]

    def label(self, text: str) -> str:
        """How a value is shown in its field: a code of a list with its name."""
        return dict(self.choices).get(text, text) if self.kind == "list" else text


def form_name(form: Form, language: Language) -> str:
    """What a form is called."""
    return form.name_zh if language == "zh" else form.name_en


def fields_of(form: Form, catalogue: Catalogue, lists: Lists, language: Language) -> list[Field]:
    """The fields of a form in its order."""
    return [_field(each, form, catalogue, lists, language) for each in asked_of(form, catalogue)]


def _field(
    asked: Asked, form: Form, catalogue: Catalogue, lists: Lists, language: Language
) -> Field:
    chinese = language == "zh"
    many = asked.column is not None and asked.column.many
    offered = () if many else choices_of(asked, form, catalogue, lists)
    kind = _kind(asked, offered)
    unit = asked.unit
    unit_name = "" if unit is None else (unit.name_zh if chinese else unit.name_en)
    title = asked.title_zh if chinese else asked.title_en
    help_text = asked.help_zh if chinese else asked.help_en
    if unit_name in title or unit_name in help_text:
        unit_name = ""
    label = _coded if kind == "list" else _named
    return Field(
        asked.key,
        title,
        help_text,
        unit_name,
        asked.required,
        kind,
        f"list-{asked.listed}" if kind == "list" else "",
        tuple((each.code, label(each, chinese)) for each in offered),
    )


def _kind(asked: Asked, offered: tuple[Choice, ...]) -> str:
    if offered:
        return "choice" if asked.closed and len(offered) <= LONG else "list"
    kind = asked.column.type if asked.column is not None else "text"
    if kind in ("decimal", "number", "integer"):
        return "number"
    return kind if kind == "date" else "text"


def _coded(choice: Choice, chinese: bool) -> str:
    name = _name(choice, chinese)
    return BETWEEN.join(part for part in (choice.code, name) if part)


def _named(choice: Choice, chinese: bool) -> str:
    unit = choice.unit.rsplit(" ", 1)[-1] if chinese else choice.unit.rsplit(" ", 1)[0]
    name = _name(choice, chinese) or choice.code
    return f"{name} ({unit})" if unit else name


def _name(choice: Choice, chinese: bool) -> str:
    first, second = (choice.name_zh, choice.name_en) if chinese else (choice.name_en, "")
    return first or second
