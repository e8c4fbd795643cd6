"""The guided start: from an empty site to the first pairing, in pages; nothing half-made."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.apps import apps
from django.test import Client

from counterpart.errors import InputError
from counterpart.tables import TABLES
from counterpart_site.access.first import ADDRESS, first_administrator
from counterpart_site.access.models import Account, Membership
from counterpart_site.deliveries.beginning import go_on
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import receive
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.rows import known_rows
from tests.site import world

BACKEND = "sesame.backends.ModelBackend"
PLACES = {
    "side-a-name_en": "Northland",
    "side-a-level": "province",
    "side-a-parent": "Utopia",
    "side-a-parent_level": "country",
    "side-b-name_zh": "南州",
    "side-b-code": "south",
    "side-b-level": "province",
    "side-b-parent": "Utopia",
    "side-b-parent_level": "country",
}
PROGRAMME = {"name_en": "North and South", "level": "province", "start_on": "2024-03"}
AGREEMENT = {
    "title_en": "Framework agreement",
    "signed_on": "2024-03-01",
    "kind": "assistance_funds",
    "amount": "2500000",
    "currency": "EUR",
    "direction": "ab",
    "first_year": "2024",
    "last_year": "2028",
}
PAIRING = {
    "side-a-name_en": "Hill",
    "side-a-level": "district",
    "side-b-name_zh": "海湾",
    "side-b-level": "district",
    "level": "district-banner",
    "start_on": "2025",
}

OURS = ("access", "deliveries", "publishing", "records", "account")


@pytest.fixture
def first(db: None) -> Client:
    """The browser of the first administrator of a site on which nothing was done."""
    for name in OURS:
        for model in apps.get_app_config(name).get_models():
            model._base_manager.all()._raw_delete("default")
    account = first_administrator()
    assert account is not None and account.email == ADDRESS
    client = Client()
    client.force_login(account, BACKEND)
    return client


def begun(client: Client) -> Chain:
    """A programme that was begun on the first two pages."""
    assert client.post("/start/places/", PLACES)["Location"] == "/start/programme/"
    assert client.post("/start/programme/", PROGRAMME)["Location"] == "/start/people/"
    return Chain.objects.get()


def rows(table: str, *columns: str) -> list[tuple[object, ...]]:
    """What is on record of a table, in key order."""
    found = known_rows(TABLES[table], moment_of(Chain.objects.get()), 100)
    return [tuple(row[column] for column in columns) for row in found]


def test_from_nothing_to_the_first_pairing(first: Client) -> None:
    assert "Go on: Two places" in first.get("/start/").content.decode()
    chain = begun(first)
    assert (chain.programme, chain.side_a, chain.side_b) == (
        "north-and-south",
        "northland",
        "south",
    )
    people = {"own_address": "a@example.org", "coordinator_b": "b@example.org", "own_role": "a"}
    assert first.post("/start/people/", people)["Location"] == "/start/people/"
    assert first.post("/start/agreement/", AGREEMENT)["Location"] == "/start/pairing/"
    assert first.post("/start/pairing/", PAIRING)["Location"] == "/start/workbook/"
    assert rows("places", "place", "name_en", "parent") == [
        ("hill", "Hill", "northland"),
        ("north-and-south-side-b", "海湾", "south"),
        ("northland", "Northland", "utopia"),
        ("south", "南州", "utopia"),
        ("utopia", "Utopia", None),
    ]
    assert rows("pairings", "pairing", "parent", "start_on") == [
        ("hill-north-and-south-side-b", "north-and-south", "2025-01-01"),
        ("north-and-south", None, "2024-03-01"),
    ]
    assert rows("commitments", "base", "currency", "origin", "start_on", "end_on") == [
        ("2500000.0000", "EUR", "northland", "2024-01-01", "2028-12-31")
    ]
    deliveries = Delivery.objects.all()
    assert [(each.side, each.status) for each in deliveries] == [("", "accepted")] * 3
    assert "hill-north-and-south-side-b" in first.get("/start/workbook/").context["pairing"]


def test_links_bring_the_coordinators_in(first: Client) -> None:
    begun(first)
    page = first.post("/start/people/", {"coordinator_b": "b@example.org"}, follow=True)
    link = page.context["members"][0]["link"]
    other = Client()
    assert other.get(link).status_code == 302
    assert "b@example.org" in other.get("/").content.decode()
    assert not first.get("/start/people/").context["members"][0]["link"]
    assert not Membership.objects.filter(account__email=ADDRESS, role="coordinator").exists()


def test_an_administrator_alone_hands_in_nothing(first: Client) -> None:
    begun(first)
    assert "figures belong to the sides" in first.get("/start/workbook/").content.decode()
    assert first.get("/start/workbook.xlsx").status_code == 403
    first.post("/start/people/", {"own_role": "b"})
    book = openpyxl.load_workbook(io.BytesIO(first.get("/start/workbook.xlsx").content))
    cells = [str(cell) for row in book.worksheets[0].values for cell in row]
    assert any("northland" in cell for cell in cells) and any("南州" in cell for cell in cells)


@pytest.mark.parametrize(
    ("page", "change", "told"),
    [
        ("places", {"side-b-code": "northland"}, "Both places have this code"),
        ("places", {"side-a-parent": "South"}, "The larger area has the code of a place"),
        ("places", {"side-b-name_zh": ""}, "Give the name in one of the two languages"),
        ("places", {"side-a-latitude": "91"}, "less than or equal to 90"),
        ("programme", {"start_on": "soon"}, "Enter a valid value"),
        ("programme", {"start_on": "2024-13"}, "Nothing was recorded"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    first: Client, page: str, change: dict[str, str], told: str
) -> None:
    if page == "programme":
        first.post("/start/places/", PLACES)
    typed = {"places": PLACES, "programme": PROGRAMME}[page] | change
    answer = first.post(f"/start/{page}/", typed)
    assert answer.status_code == 400 and told in answer.content.decode()
    assert not Chain.objects.exists() and not Delivery.objects.exists()
    first.get("/start/")
    assert begun(first).length == 1


@pytest.mark.parametrize(
    ("page", "change", "told"),
    [
        ("agreement", {"currency": ""}, "A promise needs this"),
        ("agreement", {"last_year": "2020"}, "comes before the first"),
        ("agreement", {"signed_on": "2024-02-31"}, "Nothing was recorded"),
        ("pairing", {"side-b-code": "northland"}, "Another place has this code"),
        ("pairing", {"side-b-code": "hill"}, "Another place has this code"),
        ("pairing", {"start_on": "2025-99"}, "Nothing was recorded"),
        ("people", {"coordinator_a": "nobody"}, "valid email"),
    ],
)
def test_a_later_step_fails_whole(
    first: Client, page: str, change: dict[str, str], told: str
) -> None:
    chain = begun(first)
    typed = {"agreement": AGREEMENT, "pairing": PAIRING, "people": {}}[page] | change
    answer = first.post(f"/start/{page}/", typed)
    assert answer.status_code == 400 and told in answer.content.decode()
    chain.refresh_from_db()
    assert chain.length == 1 and Delivery.objects.count() == 1
    assert Membership.objects.count() == 1


def test_one_goes_back_and_corrects(first: Client) -> None:
    begun(first)
    page = first.get("/start/places/").content.decode()
    assert 'value="Northland"' in page and 'value="Utopia"' in page
    first.post("/start/places/", PLACES | {"side-a-name_en": "North State"})
    first.post("/start/programme/", PROGRAMME | {"start_on": "2023", "code": "other"})
    assert ("northland", "North State") in rows("places", "place", "name_en")
    assert rows("pairings", "pairing", "start_on") == [("north-and-south", "2023-01-01")]
    assert first.post("/start/programme/", PROGRAMME | {"start_on": "2023"}).status_code == 302


def test_what_was_typed_waits_for_the_programme(first: Client) -> None:
    assert first.get("/start/programme/")["Location"] == "/start/"
    first.post("/start/places/", PLACES)
    assert 'value="south"' in first.get("/start/places/").content.decode()
    assert "Go on: The programme" in first.get("/start/").content.decode()
    assert not Chain.objects.exists()


def test_it_ends_when_members_hand_in(first: Client) -> None:
    chain = begun(first)
    first.post("/start/people/", {"own_role": "a"})
    account = Account.objects.get()
    handed = world.flows("f1,northland,south,1")
    receive(chain, account, handed)
    answer = first.post("/start/agreement/", AGREEMENT)
    assert answer.status_code == 400 and not rows("agreements", "agreement")
    assert "the register is changed by deliveries" in first.get("/start/places/").content.decode()
    with pytest.raises(InputError, match="is over"):
        go_on(account, chain, {"places": []}, "places")


@pytest.mark.parametrize("page", ["", "places/", "people/", "agreement/", "workbook/"])
def test_nobody_else_begins(chain: Chain, client: Client, page: str) -> None:
    assert client.get(f"/start/{page}").status_code == 302
    for name in ("coordinator-a", "auditor", "stranger"):
        client.force_login(world.person(name), BACKEND)
        assert client.get(f"/start/{page}").status_code == 403, name


def test_the_first_administrator_is_asked_for_once(first: Client) -> None:
    assert first_administrator() is None
    Account.objects.update(last_login=None)
    again = first_administrator()
    assert again is not None and Account.objects.count() == 1


def test_it_is_there_in_chinese(first: Client) -> None:
    assert first.post("/zh/start/places/", PLACES)["Location"] == "/zh/start/programme/"
    assert "省级结对" in first.get("/zh/start/programme/").content.decode()
