"""What must hold of check expressions: the grammar, and that all they name exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counterpart.catalogue import Catalogue, FlowKind, Indicator
from counterpart.catalogue.load import near
from counterpart.engine.store import Store
from counterpart.errors import Finding, InputError, finding
from counterpart.rules.expressions import Check, Expression, parse_check
from counterpart.tables import TABLES


def check_claims(store: Store, catalogue: Catalogue) -> list[Finding]:
    """Findings of every check expression in the store."""
    relation = store.relations["claims"]
    if not relation.has("claim", "check"):
        return []
    known = {row[0] for row in store.rows("SELECT claim FROM claims")}
    groups = {row[0] for row in store.rows('SELECT "group" FROM groups')}
    findings: list[Finding] = []
    for part, row, own, text in store.rows(
        'SELECT _part, _row, claim, "check" FROM claims WHERE "check" IS NOT NULL '
        "ORDER BY _part, _row"
    ):
        place = store.place(part, row)
        try:
            details = list(_unknown(parse_check(text), catalogue, known - {own}, groups))
        except InputError as error:
            details = [each.message.split(": ", 1)[-1] for each in error.findings]
        findings += [
            finding("check_invalid", **place, column="check", value=text, detail=detail)
            for detail in details
        ]
    return findings


def _unknown(
    check: Check, catalogue: Catalogue, claims: set[str], groups: set[str]
) -> Iterator[str]:
    for leaf in check.leaves():
        yield from _entries(leaf, "kind", "kind of flow", catalogue.kinds)
        yield from _entries(leaf, "indicator", "indicator", catalogue.indicators)
        for key in ("subject", "in"):
            group = leaf.fields.get(key, "").removeprefix("group:")
            if leaf.fields.get(key, "").startswith("group:") and group not in groups:
                yield f"{group!r} is no group{near(group, groups)}"
        if leaf.name == "claim" and leaf.fields["claim"] not in claims:
            yield f"claim {leaf.fields['claim']} is not another claim on record"
        yield from _columns(leaf)


def _entries(
    leaf: Expression, key: str, what: str, known: Mapping[str, FlowKind] | Mapping[str, Indicator]
) -> Iterator[str]:
    """Names that the catalogue does not have, and units that do not add."""
    names = leaf.fields.get(key, ())
    for name in names:
        if name not in known:
            yield f"{name!r} is no {what}{near(name, known)}"
    units = sorted({known[name].unit for name in names if name in known})
    if len(units) > 1:
        yield f"{' and '.join(units)} do not add"


def _columns(leaf: Expression) -> Iterator[str]:
    tables = {"flow": "flows", "observation": "observations"}
    name = leaf.fields.get("table", tables.get(leaf.name))
    if name is None:
        return
    if name not in TABLES:
        yield f"{name!r} is no table{near(name, TABLES)}"
        return
    columns = TABLES[name].has
    column = leaf.fields.get("column")
    if column in columns and TABLES[name].column(column).type != "date":
        yield f"{column!r} of {name} is no date"
    for column in (
        *leaf.fields.get("where", {}),
        leaf.fields.get("distinct"),
        leaf.fields.get("column"),
    ):
        if column is not None and column not in columns:
            yield f"table {name} has no column {column!r}{near(column, columns)}"
