"""The page of questions to counts: what is asked, of whom, with which rows; who may see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain
from tests.site import world
from tests.site.web.test_coordinating import signed_in

HEAD = "observation,indicator,subject_type,subject,start_on,end_on,value,source\n"


@pytest.fixture
def reported(chain: Chain, tmp_path: Path) -> Chain:
    """Two years of visits of the eastern hospital, all of them round."""
    lines = [
        f"v{n},outpatient_visits,organisation,hospital-e,{2029 + n // 12}-{n % 12 + 1:02d},"
        f"{2029 + n // 12}-{n % 12 + 1:02d},{400 + 10 * (n * 7 % 13)},reports"
        for n in range(24)
    ]
    (tmp_path / "observations.csv").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    return chain


def test_a_question_names_who_is_asked_and_the_rows(reported: Chain) -> None:
    client = signed_in("evaluator")
    page = client.get("/questions/").content.decode()
    assert "24 of 24 counts end in 0 or 5" in page and "East hospital" in page
    assert 'href="/records/observations/v0/"' in page and "and 12 more" in page
    assert "What would settle it" in page and "outpatient_visits" not in page
    assert "24 个计数中有 24 个" in client.get("/zh/questions/").content.decode()
    assert "No question fits" in client.get("/questions/?check=attainment").content.decode()
    assert "24 of 24" in client.get("/questions/?subject=hospital-e").content.decode()


def test_a_record_without_patterns_says_that_short_series_are_not_thereby_right(
    chain: Chain,
) -> None:
    assert "not thereby right" in signed_in("auditor").get("/questions/").content.decode()


def test_questions_are_for_those_who_may_see_rows(reported: Chain) -> None:
    publish(reported)
    assert Client().get("/questions/").status_code in (302, 403)
    assert signed_in("stranger").get("/questions/").status_code in (302, 403, 404)
    assert "/questions/" not in Client().get("/evaluation/").content.decode()
