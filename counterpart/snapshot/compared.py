"""What comparing the flows gave, kept beside them: evaluation need not compare them again.

Derived from the facts and the catalogue, so it is sealed as files and not part of the content root.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal
from counterpart.rules.cells import row_id
from counterpart.rules.marks import compare_flows

MARKS = "derived/flow_marks.parquet"
HOLDERS = "derived/holders.parquet"
CONFLICTS = """
    CREATE VIEW flow_conflicts AS
    SELECT id, flow, cell, value, sources, place FROM flow_marks
    JOIN (SELECT flow, value, {id} AS id FROM flows) USING (id) WHERE cell IS NOT NULL
"""


def write_compared(store: Store, catalogue: Catalogue, folder: Path) -> None:
    """Write the marks of the flows of a checked store, numbered as the frozen flows are.

    Nothing is kept of a store with revisions or withdrawals: its rows are more than those frozen,
    so evaluation compares the frozen ones.
    """
    frozen, flows = folder / "flows.parquet", store.relations["flows"]
    revised = flows.has("revision") or flows.has("retracted")
    if not frozen.exists() or (revised and not flows.current):
        return
    (folder / MARKS).parent.mkdir()
    if flows.current and not store.has("flow_marks"):
        with _frozen_flows(store, frozen):
            compare_flows(store, catalogue)
            _write(store, folder, "flow_marks frozen")
        return
    if not store.has("flow_marks"):
        compare_flows(store, catalogue)
    marks = f"""(
        SELECT frozen.id, cell, place, sources, spread_low, spread_high, holders
        FROM flow_marks JOIN (SELECT flow, {row_id(store)} AS id FROM flows) given USING (id)
        JOIN (SELECT flow, (file_row_number + 1)::UINTEGER AS id
              FROM read_parquet({literal(str(frozen))}, file_row_number = true)) frozen
          ON frozen.flow = given.flow
    ) frozen"""
    _write(store, folder, marks)


def _write(store: Store, folder: Path, marks: str) -> None:
    """Write marks that are numbered as the frozen flows are, and the sets of holders."""
    store.connection.execute(
        f"""
        COPY (
            SELECT frozen.id,
                   CASE WHEN cell IS NOT NULL THEN min(frozen.id) OVER (PARTITION BY cell) END
                       AS cell,
                   place, sources, spread_low, spread_high, holders
            FROM {marks} ORDER BY frozen.id
        ) TO {literal(str(folder / MARKS))} (FORMAT parquet)
        """
    )
    store.connection.execute(
        f"COPY (FROM holders ORDER BY ALL) TO {literal(str(folder / HOLDERS))} (FORMAT parquet)"
    )


@contextmanager
def _frozen_flows(store: Store, frozen: Path) -> Iterator[None]:
    """The frozen flows in place of the store's: the same rows, numbered as they lie there."""
    run = store.connection.execute
    listed = "SELECT table_type FROM information_schema.tables WHERE table_name = 'flows'"
    kind = "VIEW" if store.row(listed)[0] == "VIEW" else "TABLE"
    run(f"ALTER {kind} flows RENAME TO given_flows")
    run(
        "CREATE VIEW flows AS SELECT * EXCLUDE (file_row_number), 0 AS _part, "
        f"file_row_number + 1 AS _row FROM read_parquet({literal(str(frozen))}, "
        "file_row_number = true)"
    )
    try:
        yield
    finally:
        run("DROP VIEW flows")
        run(f"ALTER {kind} given_flows RENAME TO flows")


def read_compared(store: Store, folder: Path) -> None:
    """Make `flow_marks`, `holders` and `flow_conflicts` views over what was kept, if it was."""
    for name, file in (("flow_marks", MARKS), ("holders", HOLDERS)):
        if not (folder / file).is_file():
            return
        store.connection.execute(
            f"CREATE VIEW {name} AS FROM read_parquet({literal(str(folder / file))})"
        )
    store.connection.execute(CONFLICTS.format(id=row_id(store)))
