"""What the pages of the start ask for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterpart.catalogue import load_catalogue
from counterpart.reports.words import Language
from counterpart_site.web.choosing import DAY, Choices, Spoken, codes, kinds

# Most words of the level of a place name the level of a pairing of two such places.
PAIRED = {"district": "district-banner", "banner-county": "district-banner", "town": "township"}


class Named(Spoken):
    """A name in one language or in both, and a code that may be left to the site."""

    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        required=False,
        help_text=_("Where there is an official one; otherwise one is made of the name."),
    )
    # The code where the name has no Latin letters and the form no prefix.
    fallback: ClassVar[str] = "place"

    def clean(self) -> dict[str, Any]:
        """A name is needed; the code follows from it."""
        said = super().clean() or {}
        if not (said.get("name_en") or said.get("name_zh")):
            self.add_error("name_en", gettext("Give the name in one of the two languages."))
        elif "code" in said and not said["code"]:
            said["code"] = slugify(said.get("name_en", ""))[:60] or self.prefix or self.fallback
        return said

    def typed(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self.data.get(self.add_prefix(name), "") for name in self.fields}

    def names(self) -> dict[str, str]:
        """The names as columns; where there is no English one, the other stands for it."""
        said = self.cleaned_data
        return {"name_en": said["name_en"] or said["name_zh"], "name_zh": said["name_zh"]}


class PlaceForm(Named):
    """One of the two places."""

    lists: ClassVar = {"level": "place_level", "parent_level": "place_level"}
    more: ClassVar = ("parent", "parent_level", "latitude", "longitude")
    level = forms.ChoiceField(label=_("What it is"), initial="province")
    parent = forms.CharField(
        label=_("It lies in"),
        max_length=200,
        required=False,
        help_text=_("A larger area, for example the country."),
    )
    parent_level = forms.ChoiceField(label=_("What the larger area is"), initial="country")
    latitude = forms.DecimalField(
        label=_("Latitude"), min_value=-90, max_value=90, required=False,
        help_text=_("In degrees, for the map; for example 39.9"),
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=_("Longitude"), min_value=-180, max_value=180, required=False,
        help_text=_("In degrees, for the map; for example 116.4"),
    )  # fmt: skip

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that are folded away."""
        return [self[name] for name in self.more]

    @property
    def more_is_open(self) -> bool:
        """Whether something stands in the fields that are folded away."""
        filled = any(self[name].value() for name in self.more if name != "parent_level")
        return filled or any(name in self.errors for name in self.more)

    def rows(self) -> list[dict[str, str]]:
        """The place, after the area it lies in, as rows of places."""
        said = self.cleaned_data
        code = said["code"]
        above = slugify(said["parent"]) or (f"{code}-area" if said["parent"] else "")
        place = {
            "place": code,
            **self.names(),
            "level": said["level"],
            "parent": above,
            **{
                name: "" if said[name] is None else str(said[name])
                for name in ("latitude", "longitude")
            },
        }
        if not above:
            return [place]
        area = {"place": above, "name_en": said["parent"], "level": said["parent_level"]}
        return [area, place]


class TieForm(Spoken):
    """Of which level a pairing is, and since when."""

    lists: ClassVar = {"level": "pairing_level"}
    level = forms.ChoiceField(label=_("Who is paired"))
    start_on = forms.RegexField(
        DAY, label=_("Since"), help_text=_("A day, a month or a year: 2026-09-01, 2026-09 or 2026")
    )


class ProgrammeForm(Named, TieForm):
    """The programme, with the pairing of its two sides."""

    fallback = "programme"


class PeopleForm(Spoken):
    """Who coordinates each side, and what the administrator is besides."""

    own_address = forms.EmailField(
        label=_("Your own address"),
        required=False,
        help_text=_("You sign in with it from now on."),
    )
    coordinator_a = forms.EmailField(label=_("Coordinator of side A"), required=False)
    coordinator_b = forms.EmailField(label=_("Coordinator of side B"), required=False)
    own_role = forms.ChoiceField(
        label=_("What you are besides"),
        required=False,
        choices=[
            ("", _("administrator and nothing else")),
            ("a", _("coordinator of side A as well")),
            ("b", _("coordinator of side B as well")),
        ],
    )


class AgreementForm(Spoken):
    """What was signed and, where something was promised, how much of it a year."""

    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=300, required=False)
    signed_on = forms.RegexField(
        DAY, label=_("Signed"), help_text=_("A day, a month or a year: 2026-09-01, 2026-09 or 2026")
    )
    address = forms.URLField(
        label=_("Where it can be read"),
        required=False,
        assume_scheme="https",
        help_text=_("An address, where it is published."),
    )
    kind = forms.ChoiceField(label=_("What is promised"), required=False)
    amount = forms.DecimalField(label=_("How much a year"), min_value=0, required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), required=False, help_text=_("For money; everything else is counted.")
    )
    direction = forms.ChoiceField(label=_("From whom to whom"), required=False)
    first_year = forms.IntegerField(
        label=_("From the year"), min_value=1900, max_value=2200, required=False
    )
    last_year = forms.IntegerField(
        label=_("To the year"), min_value=1900, max_value=2200, required=False
    )

    def __init__(
        self, *args: Any, language: Language = "en", sides: tuple[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, language=language, **kwargs)
        first, second = sides
        choices: dict[str, Choices] = {
            "kind": kinds(language),
            "currency": [("", ""), *codes("currencies", language)],
            "direction": [("ab", f"{first} → {second}"), ("ba", f"{second} → {first}")],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A promise is an amount a year of something, in years; money has a currency."""
        said = super().clean() or {}
        if not (said.get("title_en") or said.get("title_zh")):
            self.add_error("title_en", gettext("Give the title in one of the two languages."))
        if not said.get("kind"):
            return said
        wanted = ["amount", "first_year", "last_year"]
        if load_catalogue().kinds[said["kind"]].unit == "money":
            wanted.append("currency")
        for name in wanted:
            if name not in self.errors and said.get(name) in (None, ""):
                self.add_error(name, gettext("A promise needs this."))
        if (said.get("first_year") or 0) > (said.get("last_year") or 9999):
            self.add_error("last_year", gettext("The last year comes before the first."))
        return said


class PartnerForm(Named):
    """A partner within one side."""

    LEVEL = "district"
    lists: ClassVar = {"level": "place_level"}
    level = forms.ChoiceField(label=_("What it is"), initial=LEVEL)
