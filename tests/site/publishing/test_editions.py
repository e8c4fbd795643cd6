"""Editions: the record of a moment, frozen once; what is published of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counterpart.errors import InputError
from counterpart.snapshot.manifest import NAME
from counterpart_site.deliveries.erase import erase
from counterpart_site.publishing import editions, kept
from counterpart_site.publishing.editions import edition_at, edition_of, make, newest_made
from counterpart_site.publishing.export import export
from counterpart_site.publishing.publish import publish, withdraw
from counterpart_site.publishing.tasks import make_edition
from counterpart_site.records.models import Chain
from tests.site.publishing.acts import accepted, deliver_flows, story
from tests.site.world import person


def texts(edition: editions.Edition) -> list[str]:
    return [row[0] for row in edition.snapshot.store.rows("SELECT text FROM stories")]


def test_an_edition_is_the_snapshot_of_its_moment(chain: Chain, tmp_path: Path) -> None:
    deliver_flows(chain, "f1,east-1,west-1,100")
    first = make(edition_at(chain))
    assert first.root == export(chain, tmp_path / "now").root
    made = (first.path / NAME).stat().st_mtime_ns
    assert (make(edition_at(chain)).path / NAME).stat().st_mtime_ns == made
    deliver_flows(chain, "f2,east-1,west-1,7")
    second = edition_at(chain)
    assert (second.sequence > first.sequence, second.made) == (True, False)
    assert newest_made(chain, second.sequence) == first
    make_edition.func(chain.pk, second.sequence)
    assert newest_made(chain, second.sequence) == second
    assert edition_of(chain, first.sequence).root == first.root


def test_what_is_erased_is_in_no_edition(chain: Chain) -> None:
    accepted(chain, story("s1", "gone"))
    before = make(edition_at(chain))
    assert texts(before) == ["gone"]
    snapshot = before.snapshot
    kept.kept(snapshot, "page", lambda: "gone")
    erase(chain, person("coordinator-a"), "stories", "s1", "her wish")
    now = make(edition_at(chain))
    assert not before.path.exists()
    assert kept.kept(snapshot, "page", lambda: "made anew") == "made anew"
    assert texts(now) == []
    assert texts(make(edition_of(chain, before.sequence))) == []


def test_old_editions_go_when_nobody_reads_them(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "KEPT", 1)
    paths = []
    for number in range(3):
        deliver_flows(chain, f"f{number},east-1,west-1,{number + 1}")
        paths.append(make(edition_at(chain)).path)
    assert all(path.exists() for path in paths)
    os.utime(paths[0], (0, 0))
    deliver_flows(chain, "f9,east-1,west-1,9")
    make(edition_at(chain))
    assert [path.exists() for path in paths] == [False, True, True]


def test_the_same_moment_is_published_once(chain: Chain) -> None:
    with pytest.raises(InputError) as error:
        publish(chain, person("clerk-a"))
    assert error.value.findings[0].code == "action_refused"
    found = publish(chain, person("coordinator-a"))
    assert publish(chain) == found
    withdraw(found, person("coordinator-b"))
    assert publish(chain) != found


def test_what_was_computed_is_kept_by_its_facts(chain: Chain) -> None:
    calls: list[int] = []

    def count() -> int | None:
        calls.append(1)
        return None

    edition = make(edition_at(chain))
    assert kept.kept(edition.snapshot, "a", count) is None
    assert kept.kept(edition_of(chain, edition.sequence).snapshot, "a", count) is None
    assert len(calls) == 1
    kept.kept(edition.snapshot, "b", count)
    deliver_flows(chain, "f1,east-1,west-1,100")
    kept.kept(make(edition_at(chain)).snapshot, "a", count)
    assert len(calls) == 3
