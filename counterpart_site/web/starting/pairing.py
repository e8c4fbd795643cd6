"""/start/pairing/: who works with whom below the two sides."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from counterpart_site.deliveries.beginning import go_on
from counterpart_site.web.starting.forms import PAIRED, PartnerForm, TieForm
from counterpart_site.web.starting.start import Start, start_of


def pairing(request: HttpRequest) -> HttpResponse:
    """The first pairing of two places within the sides."""
    found = start_of(request)
    found.reader.needs("manage accounts")
    if closed := found.closed("pairing"):
        return closed
    typed = request.POST if request.method == "POST" else None
    language = found.reader.language
    partners = {
        f"side_{side}": PartnerForm(typed, prefix=f"side-{side}", language=language)
        for side in "ab"
    }
    tie = TieForm(typed, language=language, initial={"level": PAIRED[PartnerForm.LEVEL]})
    known = [row for key, row in found.rows("pairings").items() if key != found.begun.programme]
    said: dict[str, Any] = {"known": known, "sides": found.side_names()}
    if typed is None:
        return found.page("pairing", {**partners, "tie": tie, **said})
    _keep_apart(found, partners)
    return found.enter(
        "pairing", partners | {"tie": tie}, lambda: _enter(found, partners, tie), **said
    )


def _keep_apart(found: Start, partners: dict[str, PartnerForm]) -> None:
    """Say where a code is that of another place: the row of that place would be changed."""
    if not all(form.is_valid() for form in partners.values()):
        return
    known = found.rows("places")
    sides = (found.begun.side_a, found.begun.side_b)
    codes = [_code(found, form) for form in partners.values()]
    for form, code, above in zip(partners.values(), codes, sides, strict=True):
        elsewhere = code in known and known[code]["parent"] != above
        if elsewhere or codes.count(code) > 1:
            form.add_error("code", _("Another place has this code: give it another."))


def _code(found: Start, form: PartnerForm) -> str:
    """The code of a partner; one that no name gave is made of the programme's."""
    code = str(form.cleaned_data["code"])
    return f"{found.begun.programme}-{form.prefix}" if code == form.prefix else code


def _enter(found: Start, partners: dict[str, PartnerForm], tie: TieForm) -> None:
    chain = found.begun
    codes = [_code(found, form) for form in partners.values()]
    places = [
        {"place": code, **form.names(), "level": form.cleaned_data["level"], "parent": above}
        for code, form, above in zip(
            codes, partners.values(), (chain.side_a, chain.side_b), strict=True
        )
    ]
    pair = {
        "pairing": "-".join(codes),
        "programme": chain.programme,
        "level": tie.cleaned_data["level"],
        "side_a": codes[0],
        "side_b": codes[1],
        "parent": chain.programme,
        "start_on": tie.cleaned_data["start_on"],
        "certainty": "stated",
    }
    go_on(found.account, chain, {"places": places, "pairings": [pair]}, "pairing")
