"""Pages of programmes, pairings, places, organisations and projects."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world

HEAD = "flow,kind,origin,destination,value,start_on,end_on,source,pairing\n"
# The visits of one place are few; the total of its province would give them back.
VISITS = (
    "few,patients_treated,east-1,west-1,7,2031-01-01,2031-12-31,reports,e1-w1\n"
    "many,patients_treated,east-2,west-2,53,2031-01-01,2031-12-31,reports,\n"
)
PROJECTS = (
    "project,name_en,programme,pairing,status,place,planned_end,source\n"
    "clinic,Joint clinic,east-west,e1-w1,running,west-1,2020-01-01,reports\n"
)
MILESTONES = "project,milestone,name_en,due\nclinic,roof,Roof closed,2019-06-01\n"
OBSERVED = (
    "observation,indicator,subject_type,subject,end_on,value,source\n"
    "seen,persons_screened,place,west-1,2031-12-31,4,reports\n"
    "all,persons_screened,place,west,2031-12-31,40,reports\n"
    "people,population,place,west-1,2031-12-31,90210,reports\n"
)
PAGES = (
    "/programmes/east-west/",
    "/pairings/",
    "/pairings/e1-w1/",
    "/places/west-1/",
    "/places/west/",
    "/organisations/hospital-e/",
    "/projects/",
    "/projects/?show=board",
    "/projects/clinic/",
)


@pytest.fixture
def told(chain: Chain, tmp_path: Path) -> Chain:
    """The world with visits, a project and observations on record."""
    tables = {"flows": HEAD + VISITS, "projects": PROJECTS, "milestones": MILESTONES}
    for name, text in (tables | {"observations": OBSERVED}).items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, chain.programme)
    return chain


@pytest.fixture
def auditor(told: Chain, client: Client) -> Client:
    """A reader who may see rows."""
    client.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    return client


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_there_in_both_languages(auditor: Client, path: str) -> None:
    for address in (path, f"/zh{path}"):
        page = auditor.get(address)
        text = page.content.decode()
        assert page.status_code == 200
        assert text.count("<h1") == 1
        # A figure is markup, never what a program calls it.
        assert "Figure(" not in text and "&lt;data" not in text and "Shown(" not in text


def test_what_is_late_is_said(auditor: Client) -> None:
    text = auditor.get("/programmes/east-west/").content.decode()
    assert "Roof closed" in text and "Joint clinic" in text
    assert "late" in auditor.get("/projects/clinic/").content.decode()


def test_small_counts_are_for_those_who_may_see_rows(auditor: Client, told: Chain) -> None:
    publish(told)
    for path in ("/programmes/east-west/", "/pairings/e1-w1/"):
        assert '<data value="7">' in auditor.get(path).content.decode()
        public = Client().get(path).content.decode()
        assert '<data value="7">' not in public
        assert "suppressed (under 10)" in public
    # The sum of both gives the small one back to whoever knows the other.
    assert '<data value="60">' not in Client().get("/programmes/east-west/").content.decode()
    place = Client().get("/places/west-1/").content.decode()
    assert '<data value="4">' not in place and '<data value="90210">' in place
    assert '<data value="40">' not in Client().get("/places/west/").content.decode()
    assert '<data value="40">' in auditor.get("/places/west/").content.decode()


def test_rows_are_linked_for_those_who_may_see_them(auditor: Client, told: Chain) -> None:
    publish(told)
    assert "/records/flows/few/" in auditor.get("/pairings/e1-w1/").content.decode()
    public = Client().get("/pairings/e1-w1/").content.decode()
    assert "/records/" not in public
    assert "Monthly reports" in public


def test_lists_are_searched_and_filtered(auditor: Client) -> None:
    assert "East One" in auditor.get("/pairings/", {"q": "west one"}).content.decode()
    page = auditor.get("/pairings/", {"q": "nobody"}).content.decode()
    assert "/pairings/e1-w1/" not in page and "Show all" in page
    assert "/pairings/e1-w1/" in auditor.get("/pairings/", {"place": "west-1"}).content.decode()
    assert "/projects/clinic/" in auditor.get("/projects/", {"status": "running"}).content.decode()


def test_what_was_not_known_or_never_is_says_so(auditor: Client) -> None:
    for path in ("pairings", "places", "organisations", "projects", "programmes"):
        assert auditor.get(f"/{path}/nothing-of-this-name/").status_code == 404, path
    page = auditor.get("/pairings/e1-w1/", {"as_of": "2001-01-01"})
    assert page.status_code == 404
    assert auditor.get("/pairings/a+b/c d/").status_code == 404
    assert "no such page" in auditor.get("/no-such-address/").content.decode()


def test_a_page_is_made_once(auditor: Client) -> None:
    auditor.get("/programmes/east-west/")
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        auditor.get("/programmes/east-west/")
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.5


def test_every_page_of_made_up_data_says_so(auditor: Client, chain: Chain, tmp_path: Path) -> None:
    pages = ("/programmes/east-west/", "/pairings/", "/places/west-1/", "/claims/", "/evaluation/")
    said = '<div class="banner" role="note"><strong>Synthetic data'
    for page in pages:
        assert said not in auditor.get(page).content.decode(), page
    made_up = tmp_path / "made up"
    made_up.mkdir()
    (made_up / "sources.csv").write_text(
        "source,title,published_on,source_kind\nreports,Monthly reports,2031-01-01,synthetic\n",
        "utf-8",
    )
    deliver_system(made_up, chain.programme)
    for page in pages:
        assert auditor.get(page).content.decode().count(said) == 1, page
