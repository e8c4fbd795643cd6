"""What a figure of a text is entered with: where it stands, what it says, what it is bound to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpart.errors import InputError
from counterpart.evaluation.due import commitments
from counterpart.evaluation.record import Claim
from counterpart.periods import Period, parse_period
from counterpart_site.web.claims.binding import expression_of, needed, sides_of
from counterpart_site.web.reader import Reader
from counterpart_site.web.templatetags.site import message

COMPARISONS = ("=", ">=", "<=", ">", "<")
TAKES = {
    "sum": gettext_lazy("their sum"),
    "last": gettext_lazy("the last of them"),
    "count": gettext_lazy("how many there are"),
}
BINDINGS = {
    "flow": gettext_lazy("flows"),
    "observation": gettext_lazy("an indicator"),
    "due": gettext_lazy("what a promise makes due"),
    "nothing": gettext_lazy("nothing yet"),
}
SHAPES = {
    "plain": gettext_lazy("is the figure itself"),
    "share": gettext_lazy("in percent of a second one"),
    "ratio": gettext_lazy("as a multiple of a second one"),
    "change": gettext_lazy("as its change in percent since an earlier period"),
}


class ClaimForm(forms.Form):
    """The form of a claim; its choices are those of the reader's edition and catalogue."""

    claim = forms.CharField(max_length=60, label=gettext_lazy("Key of the claim"))
    source = forms.ChoiceField(label=gettext_lazy("Document"))
    locator = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Where in it (page, section, line)")
    )
    statement = forms.CharField(
        max_length=500, label=gettext_lazy("What is claimed, in short words of your own")
    )
    statement_zh = forms.CharField(
        max_length=500, required=False, label=gettext_lazy("The same in Chinese")
    )
    value = forms.DecimalField(
        max_digits=20, decimal_places=4, required=False, label=gettext_lazy("Stated value")
    )
    low = forms.DecimalField(
        max_digits=20, decimal_places=4, required=False, label=gettext_lazy("At least")
    )
    high = forms.DecimalField(
        max_digits=20, decimal_places=4, required=False, label=gettext_lazy("At most")
    )
    precision = forms.ChoiceField(required=False, label=gettext_lazy("How it is worded"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    period = forms.CharField(
        required=False,
        label=gettext_lazy("Period"),
        help_text=gettext_lazy("2023, 2021-2023 or 2024-01..2024-05; empty: up to publication"),
    )
    bound = forms.ChoiceField(
        label=gettext_lazy("Check it against"), choices=list(BINDINGS.items())
    )
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of flow"))
    direction = forms.ChoiceField(required=False, label=gettext_lazy("Direction"))
    place = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Only of this place"),
        help_text=gettext_lazy("empty: of the whole sides"),
    )
    take = forms.ChoiceField(
        required=False, label=gettext_lazy("Take of them"), choices=list(TAKES.items())
    )
    indicator = forms.ChoiceField(required=False, label=gettext_lazy("Indicator"))
    subject = forms.ChoiceField(required=False, label=gettext_lazy("Of whom"))
    commitment = forms.ChoiceField(required=False, label=gettext_lazy("Promise"))
    due_year = forms.IntegerField(
        required=False, min_value=1900, max_value=2200, label=gettext_lazy("Due in the year")
    )
    shape = forms.ChoiceField(
        required=False,
        label=gettext_lazy("What is claimed of it"),
        choices=list(SHAPES.items()),
        help_text=gettext_lazy("a second one is of the same sort: flows, or an indicator"),
    )
    other_kind = forms.ChoiceField(required=False, label=gettext_lazy("Second: kind of flow"))
    other_direction = forms.ChoiceField(required=False, label=gettext_lazy("Second: direction"))
    other_place = forms.ChoiceField(
        required=False, label=gettext_lazy("Second: only of this place")
    )
    other_indicator = forms.ChoiceField(required=False, label=gettext_lazy("Second: indicator"))
    other_subject = forms.ChoiceField(required=False, label=gettext_lazy("Second: of whom"))
    other_period = forms.CharField(
        required=False,
        label=gettext_lazy("Second, or earlier: period"),
        help_text=gettext_lazy("empty: the period of the claim"),
    )
    compare = forms.ChoiceField(
        label=gettext_lazy("How the record should compare with it"),
        choices=[(each, each) for each in COMPARISONS],
    )

    def __init__(self, reader: Reader, data: Any = None) -> None:
        super().__init__(data, initial={"claim": next_key(reader), "compare": "="})
        self.reader = reader
        record, catalogue = reader.record, reader.snapshot.catalogue
        own = reader.programme.programme
        programme = reader.known((each for each in record.programmes if each.key == own), own)
        names = sorted(record.names.items(), key=lambda each: each[1])
        nothing = [("", "–")]
        promised = commitments(reader.snapshot.store)
        choices = {
            "source": [(key, each.title) for key, each in record.sources.items()],
            "precision": nothing + _coded(reader, "precision", catalogue.codes["precision"]),
            "unit": _coded(reader, "units", catalogue.units),
            "kind": nothing + _coded(reader, "kinds", catalogue.kinds),
            "direction": [(each, programme.arrow(each)) for each in ("a_to_b", "b_to_a")],
            "place": nothing + [(key, name) for key, name in names if key in sides_of(reader)],
            "indicator": nothing + _coded(reader, "indicators", catalogue.indicators),
            "subject": nothing + names,
            "commitment": nothing
            + [(key, key) for key in dict.fromkeys(each.commitment for each in promised)],
        }
        for name in ("kind", "direction", "place", "indicator", "subject"):
            choices[f"other_{name}"] = choices[name]
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]

    def clean_period(self) -> Period | None:
        """The period; a finding becomes a message at the field."""
        text = str(self.cleaned_data["period"]).strip()
        try:
            return parse_period(text) if text else None
        except InputError as error:
            raise forms.ValidationError(message(error.findings[0])) from None

    def clean_other_period(self) -> str:
        """The second period as it is written; a finding becomes a message at the field."""
        text = str(self.cleaned_data["other_period"]).strip()
        try:
            return str(parse_period(text)) if text else ""
        except InputError as error:
            raise forms.ValidationError(message(error.findings[0])) from None

    def clean(self) -> dict[str, Any]:
        """A figure is needed, and what it is bound to."""
        said = self.cleaned_data
        if all(said.get(name) is None for name in ("value", "low", "high")):
            self.add_error("value", _("State a value, or one of the bounds."))
        if said.get("bound") == "flow" and not said.get("kind"):
            self.add_error("kind", _("Choose the kind of flow."))
        if said.get("bound") == "observation":
            for name in ("indicator", "subject"):
                if not said.get(name):
                    self.add_error(name, _("Choose it."))
        for name in needed(said):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("Choose it."))
        return said

    def check_expression(self) -> str | None:
        """The check expression that the choices mean."""
        return expression_of(self.cleaned_data, self.reader)

    def as_claim(self) -> Claim:
        """The claim as an audit takes it."""
        said, period = self.cleaned_data, self.cleaned_data["period"]
        source = self.reader.record.sources[said["source"]]
        return Claim(
            said["claim"],
            source.key,
            "stated",
            period.start if period else None,
            period.end if period else None,
            said["value"],
            said["low"],
            said["high"],
            said["precision"] or None,
            None,
            None,
            said["unit"],
            self.check_expression(),
            None,
            source.published_on,
        )

    def as_line(self) -> dict[str, str]:
        """The line of the form `claims` that says the same, by its keys."""
        said, claim = self.cleaned_data, self.as_claim()
        line = {
            **{name: said[name] for name in ("claim", "source", "locator", "statement")},
            **{name: said[name] for name in ("statement_zh", "precision", "unit")},
            **{name: _plain(said[name]) for name in ("value", "low", "high")},
            "status": "stated",
            "start_on": claim.start_on.isoformat() if claim.start_on else "",
            "end_on": claim.end_on.isoformat() if claim.end_on else "",
            "check": claim.check or "",
        }
        return {name: text for name, text in line.items() if text}


def next_key(reader: Reader) -> str:
    """A key that no claim has yet."""
    taken = {row[0] for row in reader.snapshot.store.rows("SELECT claim FROM claims")}
    number = len(taken) + 1
    while f"C{number:03}" in taken:
        number += 1
    return f"C{number:03}"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _coded(reader: Reader, name: str, codes: Any) -> list[tuple[str, str]]:
    return sorted(((code, reader.record.code(name, code)) for code in codes), key=lambda e: e[1])
