"""The pages on which an agreement is drafted: what is wrong, what is kept, who sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.models import Delivery, Draft
from counterpart_site.deliveries.negotiating import propose
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site.web.test_agreements import AGREEMENTS, COMMITMENTS, FLOWS
from tests.site.web.test_coordinating import signed_in
from tests.site.world import PROGRAMME, person, terms

NEW = "/agreements/drafts/new/"
HEAD = {
    "head-title_en": "Agreement of 2031",
    "head-first_year": "2031",
    "head-last_year": "2032",
}
CLAUSE = {
    "clause-0-kind": "assistance_funds",
    "clause-0-rule": "fixed",
    "clause-0-base": "90",
    "clause-0-currency": "CNY",
    "clause-0-origin": "east",
    "clause-0-destination": "west",
    "clause-0-account": "city",
    "clause-0-first_year": "2031",
    "clause-0-last_year": "2032",
}


@pytest.fixture
def agreed(chain: Chain, tmp_path: Path) -> Chain:
    tables = {"flows": FLOWS, "agreements": AGREEMENTS, "commitments": COMMITMENTS}
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, PROGRAMME)
    publish(chain)
    return chain


def wrong_fields(page: str) -> list[str]:
    return re.findall(r'class="field wrong".*?name="([\w-]+)"', page, re.DOTALL)


def test_a_draft_follows_the_outturn_of_an_agreement(agreed: Chain) -> None:
    client = signed_in("clerk-a")
    begun = client.get(NEW).content.decode()
    assert '<option value="frame"' in begun and '<option value="talks"' not in begun
    page = client.get(f"{NEW}?from=frame").content.decode()
    # Of 2030, growing 2 percent a year from 75 in 2024, 84.46 was due and 80 was given.
    assert re.search(r'name="head-first_year" value="2031"', page)
    assert re.search(r'name="clause-0-base" value="84\.\d+"', page)
    assert "less than that is on record" in page
    assert client.get(f"{NEW}?from=nothing").status_code in (400, 404)
    assert client.get(f"{NEW}?from=").status_code == 200


def test_what_is_missing_is_told_field_by_field_and_nothing_is_proposed(agreed: Chain) -> None:
    client = signed_in("clerk-a")
    bad = {
        **HEAD,
        **CLAUSE,
        "head-title_en": "",
        "clause-0-base": "much",
        "clause-0-last_year": "2030",
        "clause-0-measure": "economic.nothing",
    }
    answer = client.post(NEW, {"act": "propose", **bad})
    assert answer.status_code == 400
    page = answer.content.decode()
    wanted = ["head-title_en", "clause-0-base", "clause-0-last_year", "clause-0-measure"]
    assert wrong_fields(page) == wanted
    assert client.post(NEW, {"act": "propose", **HEAD}).status_code == 400, "no clause"
    share = {**CLAUSE, "clause-0-rule": "share", "clause-0-rate": ""}
    page = client.post(NEW, {"act": "try", **HEAD, **share}).content.decode()
    assert wrong_fields(page) == ["clause-0-rate"]
    answer = client.post(NEW, {"act": "try", **HEAD, **share, "clause-0-account": ""})
    assert wrong_fields(answer.content.decode()) == ["clause-0-rate", "clause-0-of_commitment"]
    assert not Delivery.objects.filter(kind="agreement").exists()


def test_trying_says_what_the_record_holds_against_it_and_keeps_nothing(agreed: Chain) -> None:
    client = signed_in("clerk-a")
    page = client.post(NEW, {"act": "try", **HEAD, **CLAUSE}).content.decode()
    # 84.46 were due in 2030.
    assert '<data value="80"' in page
    low = client.post(NEW, {"act": "try", **HEAD, **CLAUSE, "clause-0-base": "70"}).content.decode()
    assert "less than was due in 2030" in low and "less than was given in 2030" in low
    assert not Delivery.objects.filter(kind="agreement").exists()


def test_what_was_saved_opens_again_and_is_gone_once_it_is_proposed(agreed: Chain) -> None:
    client = signed_in("clerk-a")
    saved = client.post(NEW, {"act": "save", **HEAD, **CLAUSE})
    assert saved.status_code == 302 and not Delivery.objects.filter(kind="agreement").exists()
    page = client.get(saved["Location"]).content.decode()
    assert 'value="Agreement of 2031"' in page and 'name="clause-0-base" value="90"' in page
    added = client.post(NEW, {"act": "add", **HEAD, **CLAUSE})
    assert 'name="clause-1-kind"' in client.get(added["Location"]).content.decode()
    number = Draft.objects.filter(form="agreement").first()
    assert number is not None
    answer = client.post(
        NEW, {"act": "propose", "draft": number.pk, "version": number.version, **HEAD, **CLAUSE}
    )
    assert answer.status_code == 302
    assert not Draft.objects.filter(pk=number.pk).exists()
    # Nobody else opens what one has saved.
    other = signed_in("coordinator-a").get(saved["Location"]).content.decode()
    assert "Agreement of 2031" not in re.findall(r'name="head-title_en" value="(.*?)"', other)


def test_what_was_typed_in_a_session_that_ended_is_kept(agreed: Chain) -> None:
    client = signed_in("clerk-a")
    client.logout()
    answer = client.post(NEW, {"act": "propose", **HEAD, **CLAUSE})
    assert answer.status_code == 302
    client.force_login(person("clerk-a"), "sesame.backends.ModelBackend")
    page = client.get(NEW).content.decode()
    assert 'value="Agreement of 2031"' in page and "kept while you signed in" in page
    assert not Delivery.objects.filter(kind="agreement").exists()


def test_the_page_of_a_draft_shows_each_side_what_it_can_do(agreed: Chain) -> None:
    first = propose(agreed, person("clerk-a"), terms(), "as before")
    address = f"/agreements/drafts/{first.pk}/"
    own = signed_in("clerk-a").get(address).content.decode()
    assert "signed by neither side" in own and "as before" in own
    assert 'class="accept"' not in own
    theirs = signed_in("coordinator-b")
    page = theirs.get(address).content.decode()
    assert 'class="accept' in page and "/counter/" in page
    assert "signed by neither side" not in theirs.get(f"/zh{address}").content.decode()

    accept(first, person("coordinator-a"))
    waits = theirs.get(address).content.decode()
    assert "signed by East, waits for West" in waits
    assert "/counter/" not in signed_in("second-a").get(address).content.decode()
    accept(first, person("coordinator-b"))
    done = theirs.get(address).content.decode()
    assert "signed by both sides" in done and 'href="/agreements/paper-2031/"' in done


def test_drafts_are_listed_for_both_sides_and_nobody_else(agreed: Chain) -> None:
    first = propose(agreed, person("clerk-a"), terms())
    link = f'href="/agreements/drafts/{first.pk}/"'
    for who in ("clerk-a", "coordinator-b", "auditor"):
        assert link in signed_in(who).get("/agreements/").content.decode()
    for client in (Client(), signed_in("evaluator")):
        assert link not in client.get("/agreements/").content.decode()
        assert client.get(f"/agreements/drafts/{first.pk}/").status_code in (302, 403)
    assert Client().get(NEW).status_code in (302, 403)
    assert signed_in("evaluator").get(NEW).status_code == 403
    assert signed_in("clerk-a").get("/agreements/drafts/999/").status_code == 404
    assert signed_in("clerk-a").get("/agreements/drafts/999/counter/").status_code == 404
