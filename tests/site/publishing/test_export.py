"""Snapshots from the site: the same facts have the same root as from a folder."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils import timezone

from counterpart.errors import InputError
from counterpart.intake import check
from counterpart.snapshot import open_snapshot, verify_snapshot, write_snapshot
from counterpart_site.deliveries.chain import countersign
from counterpart_site.deliveries.system import deliver_system
from counterpart_site.publishing.export import export
from counterpart_site.records.models import Chain, Entry
from tests.site import world
from tests.site.publishing.acts import deliver_flows, withdraw

HOME = Path(str(files("counterpart"))) / "examples"
EXAMPLES = sorted(each.name for each in HOME.iterdir() if (each / "sources.csv").is_file())


def folder_root(folder: Path, target: Path) -> str:
    given = check([folder])
    assert given.accepted
    return write_snapshot(given.store, given.catalogue, target).root


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_the_root_that_its_folder_has(db: None, name: str, tmp_path: Path) -> None:
    chain = deliver_system(HOME / name).chain
    manifest = export(chain, tmp_path / "site.snapshot")
    assert manifest.root == folder_root(HOME / name, tmp_path / "folder.snapshot")
    if name == "beijing_inner_mongolia":
        readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
        assert manifest.root[:8] in readme


def test_revisions_and_withdrawals_leave_no_trace_in_the_root(chain: Chain, tmp_path: Path) -> None:
    before = export(chain, tmp_path / "before").root
    assert before == folder_root(world.write_tables(tmp_path / "world"), tmp_path / "folder")
    deliver_flows(chain, "f1,east-1,west-1,100")
    once = export(chain, tmp_path / "once").root
    deliver_flows(chain, "f1,east-1,west-1,120")
    deliver_flows(chain, "f1,east-1,west-1,100")
    assert export(chain, tmp_path / "again").root == once
    withdraw(chain, "f1")
    assert export(chain, tmp_path / "after").root == before


def test_what_is_known_at_a_moment_is_frozen(chain: Chain, tmp_path: Path) -> None:
    deliver_flows(chain, "f1,east-1,west-1,100")
    chain.refresh_from_db()
    at = Entry.objects.get(chain=chain, sequence=chain.length).at
    once = export(chain, tmp_path / "once")
    deliver_flows(chain, "f1,east-1,west-1,120")
    assert export(chain, tmp_path / "then", at).root == once.root
    assert export(chain, tmp_path / "then", at).chain_head == once.chain_head
    early = export(chain, tmp_path / "early", date(2020, 1, 1))
    assert (early.tables, early.chain_head, early.as_of) == ({}, None, "2020-01-01")
    with pytest.raises(InputError) as error:
        export(chain, tmp_path / "never", timezone.now() + timedelta(days=3))
    assert error.value.findings[0].code == "future_moment"
    assert not (tmp_path / "never").exists()


def test_the_head_leaves_the_machine_sealed(chain: Chain, tmp_path: Path) -> None:
    chain.refresh_from_db()
    countersign(chain, world.person("coordinator-b"), chain.length, chain.head)
    chain.refresh_from_db()
    target = tmp_path / "site.snapshot"
    manifest = export(chain, target)
    said = json.loads((target / "chain.json").read_text("utf-8"))
    assert said["programme"] == world.PROGRAMME
    assert (said["sequence"], said["head"]) == (chain.length, chain.head)
    assert manifest.chain_head == chain.head
    assert [each["side"] for each in said["countersignatures"]] == ["b"]
    assert verify_snapshot(target) == []
    (target / "chain.json").write_text("{}", "utf-8")
    assert [each.code for each in verify_snapshot(target)] == ["file_damaged"]


def test_a_snapshot_of_the_site_says_who_recorded_a_row_and_compares_flows(
    chain: Chain, tmp_path: Path
) -> None:
    delivery = deliver_flows(
        chain, "f1,east,west,100", "f2,east-1,west-1,40", "f3,east-1,west-1,41"
    )
    export(chain, tmp_path / "s")
    store = open_snapshot(tmp_path / "s").store
    rows = store.rows("SELECT revision, recorded_by, delivery, recorded_at FROM flows")
    assert {row[:3] for row in rows} == {(1, "coordinator", str(delivery.pk))}
    at = datetime.fromisoformat(rows[0][3])
    assert abs(at - datetime.now(UTC)) < timedelta(hours=1)
    assert store.rows("SELECT flow FROM flow_conflicts ORDER BY 1") == [("f2",), ("f3",)]
    assert store.row("SELECT count(*) FROM flow_marks WHERE holders IS NOT NULL")[0] == 2
