"""Large tables leave PostgreSQL through several connections, and nothing differs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.site.databases import own_database
from tests.site.publishing.test_backup import call


@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="streams are PostgreSQL's alone")
def test_several_connections_see_what_one_sees(tmp_path: Path) -> None:
    with own_database() as given:
        call("make", tmp_path / "site", url=given["DATABASE_URL"])
        found = call("stream", tmp_path / "site", url=given["DATABASE_URL"])
    assert found["one"] == found["several"]
    # Others cannot see what a transaction has not committed: it reads for itself.
    assert found["own"] == 3
    assert found["left"] == []
