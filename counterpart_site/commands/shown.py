"""A delivery as people and machines read it: findings, preview, what is awaited."""

from __future__ import annotations

from typing import Any

from counterpart.cli.output import out, print_findings, table
from counterpart_site.deliveries.checking import findings_of
from counterpart_site.deliveries.models import Delivery

LISTED = 20
PREVIEW = ("counts", "changes", "meetings")


def delivery_document(delivery: Delivery) -> dict[str, Any]:
    """All that the members of a programme may know of a delivery, as JSON."""
    preview = delivery.preview or {}
    return {
        "delivery": delivery.pk,
        "programme": delivery.chain.programme,
        "kind": delivery.kind,
        "form": delivery.form,
        "file": delivery.file_name,
        "reporter": delivery.reporter,
        "side": delivery.side or None,
        "sha256": delivery.payload_id,
        "received_at": delivery.received_at.isoformat(),
        "status": delivery.status,
        "needs": delivery.needs,
        "accepted": delivery.accepted,
        "findings": [each.as_dict() for each in findings_of(delivery)],
        "preview": {name: preview.get(name, {}) for name in PREVIEW},
        "steps": [
            {
                "what": step.what,
                "at": step.at.isoformat(),
                "role": step.role,
                "side": step.side or None,
                "comment": step.comment,
                "sequence": step.sequence,
            }
            for step in delivery.steps.all()
        ],
    }


def print_delivery(delivery: Delivery) -> None:
    """Print where a delivery stands, what was found and what it would change."""
    said = f"delivery {delivery.pk}: {delivery.status} – {delivery.file_name}"
    form = f", form {delivery.form}" if delivery.form else ""
    out.print(f"{said}{form}, reported for {delivery.reporter}", highlight=False)
    findings = findings_of(delivery)
    print_findings(findings)
    more = (delivery.preview or {}).get("findings", len(findings)) - len(findings)
    if more > 0:
        out.print(f"and {more:,} more findings", highlight=False)
    if delivery.preview and delivery.status != "refused":
        _print_preview(delivery.preview)
    if delivery.open and delivery.needs:
        waiting = [side for side in delivery.needs if side not in delivery.accepted]
        out.print(f"waits for side {' and side '.join(waiting)}", highlight=False)
    elif delivery.open:
        out.print("changes nothing: all of it is on record already", highlight=False)


def _print_preview(preview: dict[str, Any]) -> None:
    counts = [
        (name, *(count[key] for key in ("added", "changed", "withdrawn", "unchanged")))
        for name, count in preview["counts"].items()
    ]
    table("", ["table", "added", "changed", "withdrawn", "unchanged"], counts)
    for name, changes in preview["changes"].items():
        rows = [(each["key"], each["change"], _cells(each)) for each in changes[:LISTED]]
        if rows:
            table("", [name, "", "what"], rows)
        if len(changes) > LISTED:
            out.print(f"... `--json` lists {len(changes)} of them", highlight=False)
    for what, words in (
        ("conflicts", "cells that several sources give"),
        ("contains", "pairs of rows of which one contains the other"),
        ("overlaps", "pairs of rows that share days"),
    ):
        met = preview["meetings"][what]
        if met["count"]:
            out.print(f"{what}: {met['count']:,} {words}", highlight=False)
            for each in met["listed"][:LISTED]:
                out.print(f"    {_met(each)}", highlight=False)


def _cells(change: dict[str, Any]) -> str:
    if change["change"] == "withdrawn":
        return ""
    if change["change"] == "added":
        return ", ".join(f"{name} {now}" for name, (_, now) in change["columns"].items())
    return "; ".join(f"{name}: {was} → {now}" for name, (was, now) in change["columns"].items())


def _met(met: dict[str, Any] | list[dict[str, Any]]) -> str:
    if isinstance(met, list):
        return " | ".join(
            f"{row['flow']} {row['value']} ({row['source'] or 'no source'})"
            + (" taken" if row["taken"] else "")
            for row in met
        )
    return f"{met['wide']} and {met['narrow']}"
