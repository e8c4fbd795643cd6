"""/start/places/ and /start/programme/: the two places, and the programme between them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from counterpart_site.deliveries.beginning import Tie, begin, go_on, tied
from counterpart_site.deliveries.packing import Tables
from counterpart_site.web.choosing import codes
from counterpart_site.web.starting.forms import PAIRED, PlaceForm, ProgrammeForm
from counterpart_site.web.starting.start import Start, start_of
from counterpart_site.web.starting.steps import PLACES

Rows = dict[str, dict[str, str]]


def places(request: HttpRequest) -> HttpResponse:
    """The two places; they are kept until the programme is made, and corrected after."""
    found = start_of(request)
    if closed := found.closed("places"):
        return closed
    typed = request.POST if request.method == "POST" else None
    first, second = (_place_form(found, side, typed) for side in "ab")
    asked = {"side_a": first, "side_b": second}
    if typed is None:
        return found.page("places", asked)
    _keep_apart(first, second)

    def act() -> None:
        if found.chain is None:
            request.session[PLACES] = [form.typed() for form in (first, second)]
        else:
            rows = list(_rows(first, second).values())
            go_on(found.account, found.chain, {"places": rows}, "places")

    return found.enter("places", asked, act)


def programme(request: HttpRequest) -> HttpResponse:
    """The programme and the pairing of its two sides: with it the record begins."""
    found = start_of(request)
    if found.chain is None and PLACES not in request.session:
        return HttpResponseRedirect(reverse("start"))
    if closed := found.closed("programme"):
        return closed
    form = _programme_form(found, request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return found.page("programme", {"form": form})

    def act() -> None:
        said = form.cleaned_data
        tie = Tie(said["level"], said["start_on"])
        row = {"programme": said["code"], **form.names()}
        if found.chain is None:
            pair = _kept(found)
            sides = [place.cleaned_data["code"] for place in pair]
            row |= dict(zip(("side_a", "side_b"), sides, strict=True))
            begin(found.account, row, list(_rows(*pair).values()), tie)
            del request.session[PLACES]
        else:
            row |= {"side_a": found.chain.side_a, "side_b": found.chain.side_b}
            tables: Tables = {"programmes": [row], "pairings": [tied(row, tie)]}
            go_on(found.account, found.chain, tables, "programme")

    return found.enter("programme", {"form": form}, act)


def _place_form(found: Start, side: str, typed: Any) -> PlaceForm:
    """The form of one place, filled in with what is on record or was typed before."""
    prefix, language = f"side-{side}", found.reader.language
    initial: dict[str, str] = {}
    if found.chain is not None:
        rows = found.rows("places")
        row = rows[found.chain.side_a if side == "a" else found.chain.side_b]
        above = rows.get(row["parent"], {})
        initial = row | {
            "code": row["place"],
            "parent": above.get("name_en", ""),
            "parent_level": above.get("level", "country"),
        }
    elif kept := found.request.session.get(PLACES):
        initial = kept["ab".index(side)]
    form = PlaceForm(typed, prefix=prefix, initial=initial, language=language)
    form.fields["code"].disabled = found.chain is not None
    return form


def _kept(found: Start) -> list[PlaceForm]:
    """The two places that were typed before, as forms that were looked at."""
    forms = []
    for side, said in zip("ab", found.request.session[PLACES], strict=True):
        prefix = f"side-{side}"
        typed = {f"{prefix}-{name}": text for name, text in said.items()}
        form = PlaceForm(typed, prefix=prefix, language=found.reader.language)
        form.is_valid()
        forms.append(form)
    return forms


def _keep_apart(first: PlaceForm, second: PlaceForm) -> None:
    """Say where two places, or a place and what it lies in, would be one by their codes."""
    if not (first.is_valid() and second.is_valid()):
        return
    here, there = (form.cleaned_data["code"] for form in (first, second))
    if here == there:
        second.add_error("code", _("Both places have this code: give one of them another."))
        return
    for form in (first, second):
        if any(row["place"] in (here, there) for row in form.rows()[:-1]):
            said = _("The larger area has the code of a place: give the place another code.")
            form.add_error("code", said)


def _rows(*forms: PlaceForm) -> Rows:
    """The rows of places, each once."""
    return {row["place"]: row for form in forms for row in form.rows()}


def _programme_form(found: Start, typed: Any) -> ProgrammeForm:
    """The form of the programme, filled in with what is on record or follows from the places."""
    language = found.reader.language
    if found.chain is not None:
        row = found.rows("programmes")[found.chain.programme]
        pairing = found.rows("pairings").get(found.chain.programme, {})
        initial = row | {
            "code": row["programme"],
            "level": pairing.get("level", ""),
            "start_on": pairing.get("start_on", ""),
        }
    else:
        first, second = (form.cleaned_data for form in _kept(found))
        level = PAIRED.get(first["level"], first["level"])
        known = dict(codes("pairing_level", language))
        initial = {"level": level if level in known else "group"}
        initial |= {
            name: f"{first[name]} – {second[name]}"
            for name in ("name_en", "name_zh")
            if first[name] and second[name]
        }
    form = ProgrammeForm(typed, initial=initial, language=language)
    form.fields["code"].disabled = found.chain is not None
    return form
