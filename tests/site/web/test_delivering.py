"""Handing in by pages: typing, drafts, files, repair, the way to a receipt."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpart.catalogue import load_catalogue
from counterpart.periods import Period
from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.models import Delivery, Draft, Upload
from counterpart_site.records.models import Chain, Flow
from counterpart_site.web.delivering.due import duty, last_period
from tests.site import world

FORM = "/deliveries/forms/money_movements/"
LINE = {
    "kind": "assistance_funds",
    "origin": "east-1 | East One",
    "destination": "west-1",
    "start_on": "2031-01",
    "end_on": "2031-01",
    "value": "250",
    "currency": "CNY",
    "money_stage": "paid",
    "account": "district",
}


def signed_in(name: str, **words: object) -> Client:
    client = Client(**words)  # type: ignore[arg-type]
    client.force_login(world.person(name), "sesame.backends.ModelBackend")
    return client


def lines(*told: dict[str, str]) -> dict[str, str]:
    """Lines as a page posts them."""
    return {
        f"line-{number}-{key}": text
        for number, line in enumerate(told)
        for key, text in line.items()
    }


def typed(client: Client, *told: dict[str, str]) -> Delivery:
    """Hand in typed lines; the delivery."""
    answer = client.post(FORM, {"act": "hand_in", **lines(*told)})
    assert answer.status_code == 302, answer.content.decode()
    return Delivery.objects.get(pk=int(answer["Location"].strip("/").split("/")[-1]))


def upload(client: Client, name: str, content: bytes, form: str = FORM) -> object:
    return client.post(form, {"act": "upload", "file": SimpleUploadedFile(name, content)})


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_the_list_teaches_who_has_delivered_nothing(chain: Chain) -> None:
    page = signed_in("clerk-a").get("/deliveries/").content.decode()
    assert "Here stand the forms that you report" in page
    assert "/deliveries/forms/money_movements/" in page
    assert "My forms" not in signed_in("auditor").get("/deliveries/").content.decode()
    assert Client().get("/deliveries/").status_code == 302


def test_typed_lines_are_delivered_accepted_and_come_back(chain: Chain) -> None:
    client = signed_in("clerk-a")
    delivery = typed(client, LINE)
    assert (delivery.status, delivery.kind, delivery.form) == ("checked", "form", "money_movements")
    page = client.get(f"/deliveries/{delivery.pk}/").content.decode()
    assert "East One (east-1)" in page and "1 added" in page
    # The same content is the same delivery.
    again = client.post(FORM, {"act": "hand_in", **lines(LINE)}, follow=True)
    assert "was handed in before" in again.content.decode()
    assert Delivery.objects.filter(form="money_movements").count() == 1
    for side in "ab":
        delivery.refresh_from_db()
        accept(delivery, world.person(f"coordinator-{side}"))
    page = client.get(f"/deliveries/{delivery.pk}/").content.decode()
    assert "Your figures over time" in page and "too few" in page
    # What is on record is corrected by its id: another destination is the same line.
    page = client.get(FORM, {"period": "2031-01-31"}).content.decode()
    key = Flow.objects.get(chain=chain, kind="assistance_funds").row_key
    assert f'value="{key}"' in page
    corrected = typed(client, {**LINE, "flow": key, "destination": "west-2"})
    assert (corrected.preview or {})["counts"]["flows"]["changed"] == 1
    # For the next period the line stands there without its figure.
    page = client.get(FORM).content.decode()
    assert "east-1 | East One" in page and 'name="line-0-value" value=""' in page
    receipt = client.get(f"/deliveries/{delivery.pk}/receipt/").content.decode()
    document = client.get(f"/deliveries/{delivery.pk}/receipt.json").json()
    assert document["receipt"] in receipt and len(document["accepted"]) == 2
    standing = client.get("/deliveries/").content.decode()
    # These are figures of years to come: whatever is due now, it is there.
    assert "You report for" in standing and f'href="{FORM}"' in standing


def test_what_is_handed_in_is_no_draft_any_more(chain: Chain) -> None:
    client = signed_in("clerk-a")
    client.post(FORM, {"act": "keep", **lines(LINE)})
    delivery = typed(client, LINE)
    late = client.post(FORM, {"act": "keep", **lines(LINE)}).content.decode()
    assert f"handed in as delivery {delivery.pk}" in late
    assert not Draft.objects.exists()


def test_others_are_shown_as_their_median_once_they_are_three(chain: Chain) -> None:
    for number, value in enumerate(("100", "200", "300", "700")):
        client = signed_in("clerk-a")
        told = {**LINE, "origin": "east-2", "value": value}
        reporter = {0: "east", 1: "hospital-e", 2: "east-1", 3: "east-2"}[number]
        if number == 3:
            page = client.get(FORM).content.decode()
            assert "too few" in page
        address = f"{FORM}?reporter={reporter}"
        client.post(address, {"act": "hand_in", **lines(told)})
        delivery = Delivery.objects.get(reporter=reporter, form="money_movements")
        for side in "ab":
            delivery.refresh_from_db()
            said = "each office reports its own part"
            accept(delivery, world.person(f"coordinator-{side}"), said)
    page = signed_in("clerk-a").get(FORM).content.decode()
    assert '<data value="300">' in page and "too few" not in page
    assert "hospital-e" not in page.split("Your figures over time")[1]


def test_an_error_is_shown_in_its_cell_and_goes_back_into_the_form(chain: Chain) -> None:
    client = signed_in("clerk-a")
    delivery = typed(client, LINE, {**LINE, "destination": "nowhere", "value": "a lot"})
    assert delivery.status == "refused"
    page = client.get(f"/deliveries/{delivery.pk}/").content.decode()
    assert "<mark>a lot</mark>" in page and 'id="row--3"' in page and 'href="#row--3"' in page
    assert "What it changes" not in page
    form = client.get(FORM, {"from": delivery.pk}).content.decode()
    assert 'value="a lot"' in form and 'value="nowhere"' in form
    assert typed(client, LINE, {**LINE, "destination": "west-2"}).status == "checked"


def test_lines_are_added_removed_and_kept_without_script(chain: Chain) -> None:
    client = signed_in("clerk-a")
    client.post(FORM, {"act": "add", **lines(LINE)})
    draft = Draft.objects.get()
    assert len(draft.lines) == 2 and draft.lines[0]["origin"] == "east-1"
    assert draft.lines[1]["end_on"] == "2031-01" and "value" not in draft.lines[1]
    posted = {"draft": draft.pk, "version": draft.version}
    client.post(FORM, {"act": "remove-1", **posted, **lines(LINE, {"value": "3"})})
    draft.refresh_from_db()
    assert [line["value"] for line in draft.lines] == ["250"]
    assert 'value="250"' in client.get(FORM).content.decode()
    assert "Begun and not handed in" in client.get("/deliveries/").content.decode()
    client.post(FORM, {"act": "drop", "draft": draft.pk})
    assert not Draft.objects.exists()
    assert client.get(FORM, {"draft": draft.pk}).status_code == 404


def test_two_windows_of_one_form_keep_both_sets(chain: Chain) -> None:
    client = signed_in("clerk-a")
    client.post(FORM, {"act": "save", **lines(LINE)})
    draft = Draft.objects.get()
    posted = {"draft": draft.pk, "version": draft.version}
    client.post(FORM, {"act": "save", **posted, **lines({**LINE, "value": "1"})})
    answer = client.post(
        FORM, {"act": "save", **posted, **lines({**LINE, "value": "2"})}, follow=True
    )
    page = answer.content.decode()
    assert "Both are kept" in page and "Other lines of yours" in page
    assert {each.lines[0]["value"] for each in Draft.objects.all()} == {"1", "2"}
    # What a script keeps says so as well, and keeps nothing twice.
    kept = client.post(FORM, {"act": "keep", **posted, **lines({**LINE, "value": "4"})})
    assert "Both are kept" in kept.content.decode()
    # A window that was opened before there was any draft hears of it too.
    early = client.post(FORM, {"act": "keep", "known": "0", **lines({**LINE, "value": "5"})})
    assert "Both are kept" in early.content.decode()
    # A draft of somebody else is not found.
    assert signed_in("second-a").get(FORM, {"draft": draft.pk}).status_code == 404


def test_what_was_typed_survives_the_end_of_the_session(chain: Chain) -> None:
    client = Client()
    answer = client.post(FORM, {"act": "hand_in", **lines(LINE)})
    assert answer.status_code == 302 and "next=" in answer["Location"]
    assert not Delivery.objects.filter(form="money_movements").exists()
    client.force_login(world.person("clerk-a"), "sesame.backends.ModelBackend")
    page = client.get(FORM, follow=True).content.decode()
    assert 'value="250"' in page and "kept while you signed in" in page
    draft = Draft.objects.get()
    assert draft.lines[0]["value"] == "250"
    # The draft that the page was made from goes on.
    client.logout()
    posted = {"draft": draft.pk, "version": draft.version, **lines({**LINE, "value": "251"})}
    client.post(FORM, {"act": "save", **posted})
    client.force_login(world.person("clerk-a"), "sesame.backends.ModelBackend")
    client.get(FORM)
    assert [each.lines[0]["value"] for each in Draft.objects.all()] == ["251"]
    kept = Client().post(FORM, {"act": "keep", **lines(LINE)}, headers={"HX-Request": "true"})
    assert "Press Save" in kept.content.decode()


def test_a_page_of_an_earlier_session_is_shown_again_and_nothing_is_done(chain: Chain) -> None:
    client = signed_in("clerk-a", enforce_csrf_checks=True)
    page = client.post(FORM, {"act": "hand_in", **lines(LINE)}).content.decode()
    assert "Nothing was lost" in page and 'value="250"' in page
    assert not Draft.objects.exists()
    assert not Delivery.objects.filter(form="money_movements").exists()
    stranger = Client(enforce_csrf_checks=True).post(FORM, {"act": "save", **lines(LINE)})
    assert stranger.status_code == 401 and 'value="250"' in stranger.content.decode()


def test_a_template_is_filled_in_and_handed_in(chain: Chain) -> None:
    client = signed_in("clerk-a")
    content = client.get(f"{FORM}template.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    keys = [cell.value for cell in sheet[1]]
    for key, text in LINE.items():
        sheet.cell(6, keys.index(key) + 1, text.split(" | ")[0])
    kept = io.BytesIO()
    book.save(kept)
    # Dropped on another form it is still what it says it is.
    answer = upload(client, "money.xlsx", kept.getvalue(), "/deliveries/forms/tourism/")
    delivery = Delivery.objects.get(file_name="money.xlsx")
    assert answer["Location"] == f"/deliveries/{delivery.pk}/"  # type: ignore[index]
    assert (delivery.form, delivery.status) == ("money_movements", "checked")
    upload(client, "the same under another name.xlsx", kept.getvalue())
    page = client.get(answer["Location"])  # type: ignore[index]
    assert "was handed in before" in page.content.decode()
    assert Delivery.objects.filter(form="money_movements").count() == 1
    heads = client.get(f"{FORM}template.csv").content.decode("utf-8-sig")
    assert heads.startswith("kind,origin,destination")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.pdf", b"%PDF", "no kind of file"),
        ("ledger.xlsm", b"PK\x03\x04", "macros"),
        ("ledger.xlsx", b"not a workbook", "cannot be read"),
        ("empty.csv", b"", "no bytes or no rows"),
    ],
)
def test_files_that_cannot_be_taken(chain: Chain, name: str, content: bytes, said: str) -> None:
    answer = upload(signed_in("clerk-a"), name, content)
    assert answer.status_code == 400 and said in answer.content.decode()  # type: ignore[attr-defined]
    assert not Delivery.objects.filter(file_name=name).exists()


def test_a_file_that_is_too_large_and_none_at_all(chain: Chain, settings: object) -> None:
    client = signed_in("clerk-a")
    settings.UPLOAD_LIMIT = 10  # type: ignore[attr-defined]
    answer = upload(client, "money.csv", b"kind,origin\n" * 9)
    assert answer.status_code == 400 and "the limit is" in answer.content.decode()  # type: ignore[attr-defined]
    answer = upload(client, "money.csv", b"x" * (2 << 20))
    assert answer.status_code == 400 and "the limit is" in answer.content.decode()  # type: ignore[attr-defined]
    none = client.post(FORM, {"act": "upload"})
    assert none.status_code == 400 and "no file was chosen" in none.content.decode()


def test_unknown_forms_and_deliveries_and_those_of_others(chain: Chain) -> None:
    client = signed_in("clerk-a")
    assert client.get("/deliveries/forms/nothing/").status_code == 404
    assert client.get("/deliveries/99999/").status_code == 404
    assert client.get("/deliveries/workbooks/99999/").status_code == 404
    assert signed_in("auditor").get(FORM).status_code == 403
    delivery = typed(client, {**LINE, "destination": "east-2"})
    other = signed_in("clerk-b")
    assert other.get(f"/deliveries/{delivery.pk}/").status_code == 403
    assert other.get(f"/deliveries/{delivery.pk}/receipt.json").status_code == 403
    assert other.post(f"/deliveries/{delivery.pk}/take-back/").status_code == 403
    assert f">{delivery.pk}</a>" not in other.get("/deliveries/").content.decode()
    assert Client().get(f"/deliveries/{delivery.pk}/").status_code == 302
    # Who reports for one organisation does not report for another.
    assert other.get(FORM, {"reporter": "hospital-e"}).status_code == 403


def test_one_takes_back_what_one_handed_in(chain: Chain) -> None:
    client = signed_in("clerk-a")
    delivery = typed(client, LINE)
    assert (
        "Take it back"
        not in signed_in("second-a").get(f"/deliveries/{delivery.pk}/").content.decode()
    )
    assert client.get(f"/deliveries/{delivery.pk}/take-back/").status_code == 405
    client.post(f"/deliveries/{delivery.pk}/take-back/")
    delivery.refresh_from_db()
    assert delivery.status == "discarded"
    listed = client.get("/deliveries/", {"status": "discarded"}).content.decode()
    assert f">{delivery.pk}</a>" in listed
    assert "No delivery is like this" in client.get("/deliveries/", {"q": "zzz"}).content.decode()


def test_changes_are_paged(chain: Chain) -> None:
    client = signed_in("clerk-a")
    told = [{**LINE, "batch": f"batch {number:03}"} for number in range(60)]
    delivery = typed(client, *told)
    first = client.get(f"/deliveries/{delivery.pk}/").content.decode()
    third = client.get(
        f"/deliveries/{delivery.pk}/", {"table": "flows", "page": "3"}
    ).content.decode()
    assert "batch 000" in first and "batch 059" not in first and "1 / 3" in first
    assert "batch 059" in third and "batch 000" not in third


def test_a_workbook_of_an_office_is_pointed_out_once(chain: Chain) -> None:
    client = signed_in("clerk-a")
    content = workbook(
        ["Aid 2031"], ["From", "To", "Promised", "Sent"], ["East One", "West One", 120, 80]
    )
    answer = upload(client, "ledger.xlsx", content)
    kept = Upload.objects.get()
    address = f"/deliveries/workbooks/{kept.pk}/"
    assert answer["Location"] == address  # type: ignore[index]
    page = client.get(address).content.decode()
    assert "Promised" in page and 'name="column-0"' in page
    pointed = {
        "sheet": "Sheet",
        "header": "2",
        "column-0": "set:origin",
        "column-1": "set:destination",
        "column-2": "value:value:assistance_funds",
        "stage-2": "planned",
        "column-3": "value:value:assistance_funds",
        "stage-3": "paid",
        "period": "2031",
        "unit": "万元",
        "fixed-account": "district",
        "fixed-currency": "CNY",
        "name": "our ledger",
    }
    look = client.post(address, {**pointed, "act": "look"}).content.decode()
    assert "2 lines" in look and "east-1" in look and "C3" in look, look
    assert 'value="set:origin" selected' in client.get(address).content.decode()
    nameless = client.post(address, {**pointed, "name": "", "act": "remember"})
    assert nameless.status_code == 400
    done = client.post(address, {**pointed, "act": "remember"}, follow=True).content.decode()
    delivery = Delivery.objects.get(kind="layout")
    assert delivery.status == "checked", delivery.findings
    assert (delivery.preview or {})["counts"]["flows"]["added"] == 2
    assert "our ledger" in done and not Upload.objects.exists()
    # The next issue comes with its columns filled in.
    later = workbook(
        ["Aid 2032"], ["From", "To", "Promised", "Sent"], ["East One", "West One", 130, 90]
    )
    upload(client, "ledger-2032.xlsx", later)
    page = client.get(f"/deliveries/workbooks/{Upload.objects.get().pk}/").content.decode()
    assert "our ledger" in page and 'value="set:origin" selected' in page
    assert signed_in("second-a").get(address).status_code == 404


def test_what_is_due_and_what_is_late(chain: Chain) -> None:
    assert last_period("month", date(2031, 1, 5)) == Period(date(2030, 12, 1), date(2030, 12, 31))
    assert last_period("quarter", date(2031, 5, 1)) == Period(date(2031, 1, 1), date(2031, 3, 31))
    assert last_period("year", date(2031, 12, 31)) == Period(date(2030, 1, 1), date(2030, 12, 31))
    assert last_period("event", date(2031, 5, 1)) is None
    form = load_catalogue().forms["money_movements"]
    delivery = typed(signed_in("clerk-a"), {**LINE, "start_on": "2031-01", "end_on": "2031-03"})

    def standing(day: date) -> str:
        given = list(Delivery.objects.filter(form=form.code))
        return duty(chain, form, given[0].reporter, given, day).standing

    assert standing(date(2031, 4, 1)) == "waits"
    assert standing(date(2031, 7, 20)) == "due"
    assert standing(date(2031, 7, 21)) == "late"
    for side in "ab":
        delivery.refresh_from_db()
        accept(delivery, world.person(f"coordinator-{side}"))
    assert standing(date(2031, 4, 1)) == "delivered"
