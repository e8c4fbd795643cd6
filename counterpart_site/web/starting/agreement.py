"""/start/agreement/: what was signed, and what it promises."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from counterpart_site.deliveries.beginning import go_on
from counterpart_site.web.starting.forms import AgreementForm
from counterpart_site.web.starting.start import Start, start_of

Tables = dict[str, list[dict[str, str]]]
PRECISION = {4: "year", 7: "month", 10: "day"}


def agreement(request: HttpRequest) -> HttpResponse:
    """The first agreement, as it stands in the paper that both sides signed."""
    found = start_of(request)
    found.reader.needs("manage accounts")
    if closed := found.closed("agreement"):
        return closed
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        language=found.reader.language,
        sides=found.side_names(),
    )
    known = [found.title_of(row) for row in found.rows("agreements").values()]
    if not form.is_bound:
        return found.page("agreement", {"form": form, "known": known})

    def act() -> None:
        go_on(found.account, found.begun, _tables(found, form.cleaned_data), "agreement")

    return found.enter("agreement", {"form": form}, act, known=known)


def _tables(found: Start, said: dict[str, Any]) -> Tables:
    """What the page says as rows: the document, the agreement and a promise, if any."""
    chain = found.begun
    title = said["title_en"] or said["title_zh"]
    year = said["signed_on"][:4]
    key = slugify(f"{title} {year}")[:60].strip("-")
    key = key if key != year else f"agreement-{year}"
    tables: Tables = {
        "sources": [{"source": key, "title": title, "address": said["address"]}],
        "agreements": [
            {
                "agreement": key,
                "title_en": title,
                "title_zh": said["title_zh"],
                "signed_on": said["signed_on"],
                "date_precision": PRECISION[len(said["signed_on"])],
                "programme": chain.programme,
                "parties": f"{chain.side_a};{chain.side_b}",
                "source": key,
            }
        ],
    }
    if not said["kind"]:
        return tables
    first, second = chain.side_a, chain.side_b
    origin, destination = (first, second) if said["direction"] == "ab" else (second, first)
    promise = {
        "commitment": f"{key}-{said['kind']}",
        "reading": "as-signed",
        "chosen": "true",
        "agreement": key,
        "kind": said["kind"],
        "rule": "fixed",
        "base": str(said["amount"]),
        "base_year": str(said["first_year"]),
        "start_on": str(said["first_year"]),
        "end_on": str(said["last_year"]),
        "origin": origin,
        "destination": destination,
        "currency": said["currency"],
        "source": key,
    }
    return tables | {"commitments": [promise]}
