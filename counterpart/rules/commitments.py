"""What must hold of commitment rules: no circle, no term twice, a base to start from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from counterpart.engine.store import Store, literal
from counterpart.errors import Finding, finding
from counterpart.rules.steps import parse_steps

ASKED = (
    "commitment", "reading", "chosen", "kind", "rule", "base", "base_year", "steps", "per_group",
    "of_commitment", "start_on", "end_on", "origin", "destination", "account", "currency",
)  # fmt: skip
NEEDS_BASE = ("fixed", "floor", "growth")

Rule = dict[str, Any]


def check_commitments(store: Store) -> list[Finding]:
    """Findings of every commitment rule in the store."""
    relation = store.relations["commitments"]
    if not relation.rows or not relation.has("commitment", "reading", "rule", "start_on", "end_on"):
        return []
    columns = (*ASKED, "_part", "_row")
    rules = [
        dict(zip(columns, row, strict=True))
        for row in store.rows(f"SELECT {', '.join(columns)} FROM commitments ORDER BY _part, _row")
    ]
    return [
        *_circular(store, rules),
        *_overlapping(store, rules),
        *_without_base(store, rules),
        *_steps(store, rules),
        *_chosen(store, rules),
    ]


def _circular(store: Store, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Shares of a commitment that is, in the end, a share of itself."""
    whole = {rule["commitment"]: rule["of_commitment"] for rule in rules if rule["of_commitment"]}
    for rule in rules:
        chain = [rule["commitment"]]
        above = rule["of_commitment"]
        while above is not None and above not in chain:
            chain.append(above)
            above = whole.get(above)
        if above == rule["commitment"]:
            yield finding(
                "commitment_circular",
                **store.place(rule["_part"], rule["_row"]),
                column="of_commitment",
                value=rule["commitment"],
                chain=" -> ".join([*chain, above]),
            )


def _overlapping(store: Store, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The same promised twice by one kind of rule, for days that two terms share."""
    target = (
        *("rule", "kind", "origin", "destination", "account", "currency"),
        *("per_group", "of_commitment"),
    )
    same: dict[tuple[Any, ...], list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule["chosen"] and rule["start_on"] and rule["end_on"]:
            same[tuple(rule[name] for name in target)].append(rule)
    for each in same.values():
        each.sort(key=lambda rule: (rule["start_on"], rule["end_on"], rule["commitment"]))
        for earlier, later in pairwise(each):
            if earlier["commitment"] != later["commitment"] and (
                later["start_on"] <= earlier["end_on"]
            ):
                yield finding(
                    "commitment_overlap",
                    **store.place(later["_part"], later["_row"]),
                    column="start_on",
                    value=later["commitment"],
                    other=earlier["commitment"],
                    start=later["start_on"],
                    end=min(earlier["end_on"], later["end_on"]),
                )


def _without_base(store: Store, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Rules that start from a figure which neither they nor the record give."""
    for rule in rules:
        if rule["rule"] not in NEEDS_BASE or rule["base"] is not None:
            continue
        year = rule["base_year"]
        if year is None or not _recorded(store, rule, year):
            yield finding(
                "commitment_base_missing",
                **store.place(rule["_part"], rule["_row"]),
                column="base",
                value=rule["commitment"],
                year="the base year" if year is None else year,
            )


def _recorded(store: Store, rule: Rule, year: int) -> bool:
    """Whether any flow of the kind and account is on record for a year."""
    account = f" AND account = {literal(rule['account'])}" if rule["account"] else ""
    return bool(
        store.row(
            f"SELECT count(*) FROM flows WHERE kind = {literal(rule['kind'])}{account} "
            f"AND year(start_on) = {int(year)} AND year(end_on) = {int(year)}"
        )[0]
    )


def _steps(store: Store, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Step rules without steps that can be read."""
    for rule in rules:
        if rule["rule"] != "steps":
            continue
        try:
            parse_steps(rule["steps"] or "")
        except ValueError as error:
            yield finding(
                "commitment_steps",
                **store.place(rule["_part"], rule["_row"]),
                column="steps",
                value=str(error),
            )


def _chosen(store: Store, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Commitments of which more than one reading is the one that counts."""
    first: dict[str, str] = {}
    for rule in rules:
        if not rule["chosen"]:
            continue
        if rule["commitment"] in first:
            yield finding(
                "commitment_chosen_twice",
                **store.place(rule["_part"], rule["_row"]),
                column="chosen",
                value=rule["commitment"],
                first=first[rule["commitment"]],
            )
        first.setdefault(rule["commitment"], rule["reading"])
