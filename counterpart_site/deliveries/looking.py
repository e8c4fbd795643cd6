"""Looking at a delivery beside the record: what the rules find, and what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterpart.catalogue import load_catalogue
from counterpart.engine.progress import Progress
from counterpart.engine.store import Part, Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.intake.check import without_echoes
from counterpart.intake.forms import as_filed, once
from counterpart.rules import check_rules
from counterpart.tables import Table
from counterpart_site.deliveries.context import with_record
from counterpart_site.deliveries.difference import (
    asked_sides,
    counted,
    digests,
    listed,
    make_changes,
)
from counterpart_site.deliveries.meetings import meetings
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.sides import make_sides
from counterpart_site.deliveries.staging import keep
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import Moment
from counterpart_site.records.reading import RECORD

KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen with the chain at this length and head; `files` are the rows with changes."""

    length: int
    head: str
    findings: list[Finding]
    needs: str
    preview: dict[str, Any]
    files: list[tuple[Table, Path]]

    def keep_in(self, delivery: Delivery) -> None:
        """Write it to the delivery, within the caller's transaction; the caller saves the rest."""
        delivery.needs = self.needs
        # What stops it is kept before what only asks, however much that is.
        first = sorted(self.findings, key=lambda each: each.severity != "error")
        kept = first[:KEPT] if len(first) > KEPT else self.findings
        delivery.findings = [each.to_keep() for each in kept]
        delivery.preview = self.preview
        delivery.seen_length, delivery.seen_head = self.length, self.head
        keep(delivery, self.files)
        delivery.save()


def look(
    delivery: Delivery,
    chain: Chain,
    given: Sequence[tuple[Table, Path]],
    parts: Sequence[Part],
    found: Sequence[Finding],
    folder: Path,
    progress: Progress,
) -> Seen:
    """Run the rules over the delivered rows and compare them with the record as `chain` knows it.

    `given` are staged files, `found` what reading them found. Nothing is written to the database:
    the record only grows, so that what was known at a length of the chain can be read unlocked.
    """
    progress("reading what is on record", 1, 3)
    store = with_record(given, Moment(chain.pk, chain.length), parts, folder)
    progress("checking the rules", 2, 3)
    # What is on record was right when it was accepted: only delivered rows are found fault with.
    rules = [each for each in check_rules(store, load_catalogue()) if each.file != RECORD.file]
    make_sides(store, chain)
    tables = [table for table, _ in given]
    # An agreement is signed whole: also what one side could state alone waits for both.
    asked = "ab" if delivery.kind == Delivery.Kind.AGREEMENT else delivery.side
    for table in tables:
        make_changes(store, table, asked)
    findings = once(without_echoes([*found, *as_filed(store, rules), *_beside(delivery)]))
    preview = {
        "parts": [[part.file, part.sheet, dict(part.titles)] for part in parts],
        "read": [each.to_keep() for each in found[:KEPT]],
        "findings": len(findings),
        "counts": {table.name: counted(store, table) for table in tables},
        "changes": {table.name: listed(store, table) for table in tables},
        "meetings": meetings(store),
        "digests": digests(store, tables),
    }
    files = [(table, _changes(store, table, folder)) for table in tables]
    progress("checked", 3, 3)
    needs = asked_sides(store, tables)
    return Seen(chain.length, chain.head, findings, needs, preview, files)


def _changes(store: Store, table: Table, folder: Path) -> Path:
    """The delivered rows with what each would change, as a file."""
    path = folder / f"{table.name}.seen.parquet"
    store.connection.execute(
        f"COPY (SELECT g.*, c.change, c.revision, c.needs FROM {quoted('given_' + table.name)} g "
        f"JOIN {quoted('changes_' + table.name)} c USING (row_key)) "
        f"TO {literal(str(path))} (FORMAT parquet)"
    )
    return path


def _beside(delivery: Delivery) -> list[Finding]:
    """Notes about other deliveries: one that waits for the same, one that was returned before."""
    same = Delivery.objects.filter(
        chain=delivery.chain, side=delivery.side, form=delivery.form, reporter=delivery.reporter
    ).exclude(pk=delivery.pk)
    found = []
    waiting = same.filter(status__in=[Delivery.Status.CHECKED, Delivery.Status.PART]).last()
    if delivery.form and delivery.side and waiting:
        found.append(finding("waiting_beside", value=waiting.pk))
    returned = same.filter(payload=delivery.payload_id, status=Delivery.Status.RETURNED).last()
    if returned:
        step = returned.steps.filter(what=Delivery.Status.RETURNED).last()
        said = step.comment if step else ""
        found.append(finding("returned_before", value=returned.pk, comment=said))
    return found
