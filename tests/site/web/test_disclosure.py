"""What the public pages and files say together must not give back what each of them hides."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from django.test import Client

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.reads.described import indicators_of, kinds_of
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.web.routes import address

HEAD = "flow,kind,origin,destination,value,start_on,end_on,source,pairing\n"
# One place has few, the others many; their totals are on record as well, in space and in time.
FEW = 7
FLOWS = HEAD + (
    "few,patients_treated,east-1,west-1,7,2031-01-01,2031-12-31,reports,e1-w1\n"
    "beside,patients_treated,east-2,west-2,5003,2031-01-01,2031-12-31,reports,\n"
    "year,patients_treated,east,west,5010,2031-01-01,2031-12-31,reports,\n"
    "before,patients_treated,east-1,west-1,6101,2030-01-01,2030-12-31,reports,e1-w1\n"
    "years,patients_treated,east-1,west-1,6108,2030-01-01,2031-12-31,reports,\n"
)
CLAIMS = (
    "claim,source,statement,status,start_on,end_on,value,precision,unit,check\n"
    "S1,reports,5010 patients in 2031,stated,2031-01-01,2031-12-31,5010,exact,persons,"
    '"{flow: {kind: patients_treated, origin: east, destination: west, period: 2031}}"\n'
    "S2,reports,more than 8 patients of West One,stated,2031-01-01,2031-12-31,8,more_than,persons,"
    '"{flow: {kind: patients_treated, origin: east-1, destination: west-1, period: 2031}}"\n'
)
OBSERVED = (
    "observation,indicator,subject_type,subject,end_on,value,source\n"
    "seen,persons_screened,place,west-1,2031-12-31,6,reports\n"
    "rest,persons_screened,place,west-2,2031-12-31,7202,reports\n"
    "all,persons_screened,place,west,2031-12-31,7208,reports\n"
)
# What holds a small count: whoever knows the rest gets it back.
TOTALS = {5010, 6108, 7208, 7 + 5003 + 6101}
PARTS = {5003, 6101, 7202}
NUMBER = re.compile(r"(?<![\w.#-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.#-])\d+(?:\.\d+)?(?![\w-])")
# Where something is drawn says nothing that its label does not.
DRAWN = re.compile(r'<style.*?</style>|<path[^>]*>|\b(?:x|y|d|transform)="[^"]*"', re.DOTALL)


# The measures that read what there are few of.
SENSITIVE = {
    key
    for key, each in MEASURES.items()
    for read in each.reads.values()
    if "patients_treated" in kinds_of(read, load_catalogue())
    or "persons_screened" in indicators_of(read)
}


@pytest.fixture
def told(chain: Chain, tmp_path: Path) -> Chain:
    """The world with small counts and everything that holds them, published."""
    for name, text in (("flows", FLOWS), ("claims", CLAIMS), ("observations", OBSERVED)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, chain.programme)
    publish(chain)
    return chain


def addresses(reader: Client) -> list[str]:
    """What everybody may read: pages, the tables of charts, files, for each subject."""
    places = [f"/places/{each}/" for each in ("west", "west-1", "west-2")]
    pages = ["/programmes/east-west/", "/pairings/", "/pairings/e1-w1/", *places]
    pages += ["/claims/", "/claims/S1/", "/claims/S2/", "/documents/reports/"]
    pages += ["/documents/reports/sheet/", "/agreements/", "/reconciliation/"]
    for by, subject in (("programme", "east-west"), ("pairing", "e1-w1"), ("place", "west-1")):
        pages.append(f"/evaluation/?by={by}&subject={subject}")
    measured = set(
        re.findall(r'href="/evaluation/([\w.]+)/', reader.get("/evaluation/").content.decode())
    )
    for measure in sorted(measured & (SENSITIVE | {"economic.aid"})):
        pages.append(f"/evaluation/{measure}/values.csv")
        for subject in ("east-west", "e1-w1", "west-1"):
            pages.append(f"/evaluation/{measure}/?subject={subject}")
            pages += [f"/evaluation/{measure}/{subject}/{period}/" for period in ("2031", "all")]
    charts = (
        *(("programme-flows", "east-west"), ("programme-map", "east-west")),
        *(("pairing-flows", "e1-w1"), ("place-flows", "west"), ("place-flows", "west-1")),
    )
    for name, subject in charts:
        pages.append(f"/charts/{name}/{subject}/data.csv")
    number = re.search(r"/data/(\d+)\.zip", reader.get("/data/").content.decode())
    assert number is not None
    pages += [f"/data/{number[1]}/{table}.csv" for table in ("flows", "observations")]
    return pages


def numbers(reader: Client, paths: list[str]) -> tuple[set[float], str]:
    """All numbers that can be read, and how much was read."""
    found: set[float] = set()
    read = 0
    for path in paths:
        answer = reader.get(path)
        if answer.status_code in (400, 404):
            continue
        assert answer.status_code == 200, path
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        read += 1
        told = re.sub(
            r"<(style|script).*?</\1>|<path[^>]*>|\b(?:x|y|d|transform)=\"[^\"]*\"",
            "",
            text,
            flags=re.S,
        )
        found |= {float(each.replace(",", "")) for each in NUMBER.findall(told)}
    return found, f"{read} of {len(paths)}"


def test_nobody_gets_a_small_count_back(told: Chain) -> None:
    found, read = numbers(Client(), addresses(Client()))
    assert PARTS & found, f"nothing was read in {read}"
    # S1 and S2 are published sentences, which everybody knows anyway.
    assert not found & (TOTALS - {5010}), read
    large = {each for each in found if each >= 1000}
    for few in (FEW, 6.0):
        assert not [
            pair for pair in itertools.permutations(large - {5010}, 2) if pair[0] - pair[1] == few
        ]


def test_what_a_claim_rests_on_is_not_told(told: Chain) -> None:
    member = Client()
    member.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    for claim, computed in (("S1", "5,010"), ("S2", ">7<")):
        path = address("claim", {"claim": claim})
        seen, public = (each.get(path).content.decode() for each in (member, Client()))
        assert "suppressed (under 10)" in public and "suppressed (under 10)" not in seen
        assert computed in seen
        if claim == "S2":
            assert computed not in public


def test_members_read_what_is_hidden_from_others(told: Chain) -> None:
    member = Client()
    member.force_login(world.person("auditor"), "sesame.backends.ModelBackend")
    found, _ = numbers(member, ["/places/west/", "/pairings/e1-w1/"])
    assert {7208.0, 7.0} <= found
