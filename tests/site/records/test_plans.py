"""How the database finds what was known: by key, whatever it knows of the sizes of tables."""

from __future__ import annotations

import pytest
from django.db import connection

from counterpart.tables import TABLES
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import current, moment_of


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL analyses tables by itself")
def test_later_revisions_are_looked_up_by_key(chain: Chain) -> None:
    sql = current(TABLES["flows"], moment_of(chain), "r.*") + " ORDER BY r.row_key LIMIT 51"
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        plan = [row[3] for row in cursor.fetchall()]
    (later,) = [step for step in plan if " n " in step]
    assert "row_key=?" in later, plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
