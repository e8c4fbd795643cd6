"""References: what a row names must be on record, and no hierarchy runs in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.catalogue.load import near
from counterpart.engine.store import Relation, Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.rules.listing import LISTED
from counterpart.tables import TABLES

PARTY = ("places", "organisations")
SUBJECTS = {
    "place": "places",
    "organisation": "organisations",
    "project": "projects",
    "pairing": "pairings",
    "programme": "programmes",
    "group": "groups",
}


def check_references(store: Store) -> list[Finding]:
    """Every reference of every table, and every hierarchy."""
    findings: list[Finding] = []
    for relation in store.relations.values():
        if not relation.rows:
            continue
        for column in relation.table.columns:
            if column.references and relation.has(column.name):
                targets = PARTY if column.references == "party" else (column.references,)
                findings += _dangling(store, relation, column.name, targets, many=column.many)
    subjects = store.relations["observations"]
    if subjects.rows and subjects.has("subject", "subject_type"):
        for subject_type, target in SUBJECTS.items():
            findings += _dangling(
                store,
                subjects,
                "subject",
                (target,),
                where=f"subject_type = {literal(subject_type)}",
            )
    for name in ("places", "pairings"):
        findings += _cycles(store, store.relations[name])
    return findings


def _dangling(
    store: Store,
    relation: Relation,
    column: str,
    targets: tuple[str, ...],
    *,
    many: bool = False,
    where: str = "true",
) -> list[Finding]:
    name = quoted(column)
    value = f"trim(unnest(string_split({name}, ';')))" if many else name
    keys = " UNION ALL ".join(
        f"SELECT {quoted(TABLES[target].key[0])} AS key FROM {quoted(target)} "
        f"WHERE {quoted(TABLES[target].key[0])} IS NOT NULL"
        for target in targets
    )
    # Distinct values first: ten million rows name a few hundred places.
    missing = store.rows(
        f"SELECT value FROM (SELECT DISTINCT {value} AS value FROM {relation.name} WHERE {where}) "
        f"WHERE value IS NOT NULL AND value NOT IN ({keys}) ORDER BY value LIMIT {LISTED}"
    )
    if not missing:
        return []
    known = [row[0] for row in store.rows(keys)]
    findings = []
    for (absent,) in missing:
        match = (
            f"regexp_matches({name}, '(^|;) *' || regexp_escape({literal(absent)}) || ' *(;|$)')"
            if many
            else f"{name} = {literal(absent)}"
        )
        for part, row in store.rows(
            f"SELECT _part, _row FROM {relation.name} WHERE {where} AND {match} "
            f"ORDER BY _part, _row LIMIT {LISTED}"
        ):
            findings.append(
                finding(
                    "dangling_reference",
                    **store.place(part, row),
                    column=column,
                    value=absent,
                    target=" or ".join(targets),
                    hint=near(absent, known),
                )
            )
    return findings[:LISTED]


def _cycles(store: Store, relation: Relation) -> Iterator[Finding]:
    """Rows that are above themselves."""
    if not relation.has("parent"):
        return
    key = relation.table.key[0]
    rows = store.rows(f"SELECT {key}, parent, _part, _row FROM {relation.name}")
    parents = {row[0]: row[1] for row in rows}
    for own, _, part, row in rows:
        above = parents.get(own)
        seen = set()
        while above is not None and above not in seen:
            if above == own:
                place = store.place(part, row)
                yield finding(
                    "hierarchy_cycle",
                    **place,
                    column="parent",
                    value=own,
                    table=relation.table.name,
                )
                break
            seen.add(above)
            above = parents.get(above)
