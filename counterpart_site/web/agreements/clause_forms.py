"""What a draft asks for: the agreement, and its clauses with the rule of each."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.reports.words import Language
from counterpart.rules.steps import parse_steps
from counterpart_site.web.choosing import DAY, Spoken, codes, kinds

YEARS: dict[str, Any] = {"min_value": 1900, "max_value": 2200}
# What each rule cannot do without.
NEEDED = {
    "fixed": ("base",),
    "floor": ("base",),
    "growth": ("base", "rate", "base_year"),
    "steps": ("steps",),
    "share": ("rate",),
}
# Field -> the list of keys that is offered while one types.
LISTS = {
    **dict.fromkeys(("origin", "destination"), "places"),
    "owner": "parties",
    "per_group": "groups",
    "of_commitment": "promises",
    "measure": "measures",
}


class HeadForm(Spoken):
    """The agreement that is drafted, and what is said with this version."""

    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=300, required=False)
    agreement = forms.SlugField(
        label=_("Code"),
        max_length=80,
        required=False,
        help_text=_("Kept for ever; one is made of the title where it is left empty."),
    )
    first_year = forms.IntegerField(label=_("From the year"), **YEARS)
    last_year = forms.IntegerField(label=_("To the year"), **YEARS)
    signed_on = forms.RegexField(
        DAY,
        label=_("Day of signing"),
        required=False,
        help_text=_("Where it is fixed. The record keeps the days on which each side signs here."),
    )
    comment = forms.CharField(
        label=_("What you say with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The other side reads it beside the draft. No names of persons."),
    )

    def clean(self) -> dict[str, Any]:
        """A title is needed, and a term that does not end before it begins."""
        said = super().clean() or {}
        title = said.get("title_en") or said.get("title_zh")
        if not title:
            self.add_error("title_en", gettext("Give the title in one of the two languages."))
        if (said.get("first_year") or 0) > (said.get("last_year") or 9999):
            self.add_error("last_year", gettext("The last year comes before the first."))
        if not said.get("agreement"):
            year = said.get("first_year") or ""
            named = slugify(said.get("title_en") or "")[:70].strip("-") or "agreement"
            ends = named.endswith(str(year))
            said["agreement"] = named if ends else f"{named}-{year}"
        return said


class ClauseForm(Spoken):
    """A clause: what is promised, by which rule, from whom to whom, until when."""

    lists: ClassVar = {"rule": "rule"}
    more: ClassVar = (
        *("base_year", "first_step", "steps", "cap", "per_group", "of_commitment", "account"),
        *("measure", "commitment", "note"),
    )
    kind = forms.ChoiceField(label=_("What is promised"))
    rule = forms.ChoiceField(label=_("Rule"))
    base = forms.CharField(
        label=_("Amount a year"), required=False, help_text=_("In full units; of the base year.")
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    rate = forms.CharField(
        label=_("Rate"), required=False, help_text=_("0.08 is 8 percent; of a share, the share.")
    )
    origin = forms.CharField(label=_("From place"), required=False)
    destination = forms.CharField(label=_("To place"), required=False)
    owner = forms.CharField(
        label=_("Who answers for it"), required=False, help_text=_("Where it is not who gives.")
    )
    first_year = forms.IntegerField(label=_("From the year"), **YEARS)
    last_year = forms.IntegerField(label=_("To the year"), **YEARS)
    base_year = forms.IntegerField(label=_("Base year"), required=False, **YEARS)
    first_step = forms.IntegerField(label=_("First year of the rate"), required=False, **YEARS)
    steps = forms.CharField(
        label=_("Steps"), required=False, help_text=_("2027: 10000000; 2028: 30000000")
    )
    cap = forms.CharField(label=_("At most in a year"), required=False)
    per_group = forms.CharField(
        label=_("For each place of"), required=False, help_text=_("The key of a group of places.")
    )
    of_commitment = forms.CharField(
        label=_("Share of"), required=False, help_text=_("The key of another promise.")
    )
    account = forms.ChoiceField(label=_("Account"), required=False)
    measure = forms.CharField(
        label=_("Result shown by"),
        required=False,
        help_text=_("A measure, where the result is not the flow itself."),
    )
    commitment = forms.SlugField(
        label=_("Key"), max_length=80, required=False, help_text=_("Kept for ever.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)

    def __init__(self, *args: Any, language: Language = "en", **kwargs: Any) -> None:
        super().__init__(*args, language=language, **kwargs)
        nothing = [("", "")]
        choices = {
            "kind": kinds(language),
            "currency": nothing + codes("currencies", language),
            "account": nothing + codes("account", language),
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        for name, offered in LISTS.items():
            self.fields[name].widget.attrs["list"] = offered

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that everybody sees."""
        return [self[name] for name in self.fields if name not in self.more]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [self[name] for name in self.more]

    @property
    def more_is_open(self) -> bool:
        """Whether something wrong, or asked for by the rule, stands among them."""
        asked = NEEDED.get(str(self["rule"].value()), ())
        return any(name in self.errors or name in asked for name in self.more)

    def clean(self) -> dict[str, Any]:
        """What the rule needs is there and can be read; what is named is known."""
        said = super().clean() or {}
        wanted = list(NEEDED.get(said.get("rule", ""), ()))
        kind = load_catalogue().kinds.get(said.get("kind", ""))
        amounts = said.get("base") or said.get("steps") or said.get("cap")
        if kind is not None and kind.unit == "money" and amounts:
            wanted.append("currency")
        for name in wanted:
            if name not in self.errors and said.get(name) in (None, ""):
                self.add_error(name, gettext("This rule needs it."))
        if said.get("rule") == "share" and not (said.get("of_commitment") or said.get("account")):
            self.add_error("of_commitment", gettext("A share is of another promise or an account."))
        for name in ("base", "cap", "rate"):
            if said.get(name):
                said[name] = self._figure(name, said[name])
        if said.get("steps"):
            try:
                parse_steps(said["steps"])
            except ValueError as error:
                self.add_error("steps", gettext("This is no step: %(part)s") % {"part": error})
        if said.get("measure") and said["measure"] not in MEASURES:
            self.add_error("measure", gettext("There is no measure of this name."))
        if (said.get("first_year") or 0) > (said.get("last_year") or 9999):
            self.add_error("last_year", gettext("The last year comes before the first."))
        return said

    def _figure(self, name: str, text: str) -> str:
        """A figure without separators; an error where it is none."""
        plain = text.replace(",", "").replace(" ", "")
        try:
            value = Decimal(plain)
        except InvalidOperation:
            value = Decimal("nan")
        if not value.is_finite() or value < 0:
            self.add_error(name, gettext("Write a number: 28000000 or 0.08"))
        return plain
