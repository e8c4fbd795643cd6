"""The page of what is said to change with a stage: verdicts, an empty record, small counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.publish import publish
from counterpart_site.records.models import Chain, Stage
from tests.site import world
from tests.site.web.test_agreements import FLOWS

STAGES = (
    "programme,stage,start_on,end_on,name_en,name_zh,shifts,source,locator\n"
    "east-west,one,2024-01-01,2026-12-31,First years,初期,,reports,page 3\n"
    "east-west,two,2027-01-01,2030-12-31,Later years,后期,"
    "economic.aid rises; cultural.reciprocity rises,reports,page 4\n"
)


@pytest.fixture
def staged(chain: Chain, tmp_path: Path) -> Chain:
    for name, text in (("flows", FLOWS), ("stages", STAGES)):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    deliver_system(tmp_path, world.PROGRAMME)
    publish(chain)
    return chain


def test_each_shift_stands_with_its_figures_verdict_and_source(
    staged: Chain, client: Client
) -> None:
    page = client.get("/stages/").content.decode()
    # 74 + 75 + 76, then 77 + 78 + 79 + 80.
    assert '<data value="225">' in page and '<data value="314">' in page
    assert "borne out" in page and "cannot be told" in page
    assert 'href="/documents/reports/"' in page and "page 4" in page
    assert Stage.objects.get(stage="two").shifts == "economic.aid rises; cultural.reciprocity rises"
    chinese = client.get("/zh/stages/").content.decode()
    assert "得到支持" in chinese and "后期" in chinese


def test_a_record_without_claimed_shifts_says_where_they_go(chain: Chain, client: Client) -> None:
    publish(chain)
    assert "column shifts" in client.get("/stages/").content.decode()
    assert 'href="/stages/"' in client.get("/evaluation/").content.decode()
