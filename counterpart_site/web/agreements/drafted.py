"""A draft while it is written: its pages' forms, and the rows that they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from counterpart.evaluation.drafting import as_row, propose
from counterpart.tables import TABLES
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.negotiating import drafted
from counterpart_site.web.agreements.clause_forms import ClauseForm, HeadForm
from counterpart_site.web.reader import Reader

Typed = dict[str, str]
MOST = 40
HEAD = "head"


class Draft:
    """The head and the clauses of a draft as they are typed, with what is wrong with them."""

    def __init__(self, reader: Reader, head: Typed, clauses: Sequence[Typed], *, bound: bool):
        self.reader, self.typed = reader, [head, *clauses]
        language = reader.language
        given = _prefixed(self.typed)
        self.head = HeadForm(given if bound else None, prefix=HEAD, initial=head, language=language)
        self.clauses = [
            ClauseForm(
                given if bound else None, prefix=f"clause-{n}", initial=typed, language=language
            )
            for n, typed in enumerate(clauses)
        ]

    def is_valid(self) -> bool:
        """Whether everything that is needed is there, of the head and of every clause."""
        # Each is asked, so that all that is wrong is told at once.
        found = [each.is_valid() for each in (self.head, *self.clauses)]
        return all(found)

    def tables(self) -> dict[str, list[dict[str, str]]]:
        """The rows that the draft says: the document, the agreement and its commitments."""
        said, chain = self.head.cleaned_data, self.reader.programme
        key = said["agreement"]
        title = said["title_en"] or said["title_zh"]
        signed = said["signed_on"]
        agreement = {
            "agreement": key,
            "title_en": title,
            "title_zh": said["title_zh"],
            "signed_on": signed,
            "date_precision": {4: "year", 7: "month", 10: "day"}.get(len(signed), ""),
            "term_start": f"{said['first_year']}-01-01",
            "term_end": f"{said['last_year']}-12-31",
            "programme": chain.programme,
            "parties": f"{chain.side_a};{chain.side_b}",
            "source": key,
        }
        rows = [_row(each.cleaned_data, key, number) for number, each in enumerate(self.clauses, 1)]
        return {
            "sources": [{"source": key, "title": title, "source_kind": "delivery"}],
            "agreements": [_filled(agreement)],
            "commitments": _told_apart(rows),
        }


def of_outturn(reader: Reader, agreement: str, first: int | None) -> tuple[Typed, list[Typed]]:
    """What follows an agreement, drafted from its last outturn. InputError as `propose`."""
    clauses = propose(reader.snapshot, agreement, first, language=reader.language)
    typed = [_typed(as_row(each.rule)) | {"why": each.why} for each in clauses]
    start, end = typed[0]["first_year"], typed[0]["last_year"]
    return {"first_year": start, "last_year": end}, typed


def of_version(version: Delivery) -> tuple[Typed, list[Typed]]:
    """What a version says, to be changed and proposed anew."""
    rows = drafted(version)
    row = next(iter(rows.get("agreements", ())), {})
    head = {name: row.get(name, "") for name in ("title_en", "title_zh", "agreement", "signed_on")}
    head |= {"first_year": row.get("term_start", "")[:4], "last_year": row.get("term_end", "")[:4]}
    return head, [_typed(each) for each in rows.get("commitments", ())]


def posted(data: Mapping[str, str]) -> tuple[Typed, list[Typed]]:
    """The head and the clauses of a posted page, in their order."""
    head = {name: data.get(f"{HEAD}-{name}", "") for name in HeadForm.base_fields}
    numbers = sorted(
        {
            int(name.split("-")[1])
            for name in data
            if name.startswith("clause-") and name.split("-")[1].isdecimal()
        }
    )[:MOST]
    clauses = [
        {name: data.get(f"clause-{number}-{name}", "") for name in (*ClauseForm.base_fields, "why")}
        for number in numbers
    ]
    return head, clauses


def empty_clause(reader: Reader, head: Typed) -> Typed:
    """A new clause of a draft: from side A to side B, for its term."""
    chain = reader.programme
    ends = {"origin": chain.side_a, "destination": chain.side_b, "rule": "fixed"}
    return ends | {name: head.get(name, "") for name in ("first_year", "last_year")}


def _prefixed(typed: Sequence[Typed]) -> dict[str, str]:
    head, *clauses = typed
    found = {f"{HEAD}-{name}": text for name, text in head.items()}
    for number, clause in enumerate(clauses):
        found |= {f"clause-{number}-{name}": text for name, text in clause.items()}
    return found


def _row(said: Mapping[str, Any], agreement: str, number: int) -> dict[str, str]:
    """A clause as a row of `commitments`."""
    texts = {name: "" if value is None else str(value) for name, value in said.items()}
    stated = {name: texts[name] for name in TABLES["commitments"].names if name in texts}
    return _filled(
        {
            **stated,
            "commitment": texts["commitment"] or f"{agreement}-{texts['kind'].replace('_', '-')}",
            "reading": "main",
            "chosen": "true",
            "agreement": agreement,
            "start_on": f"{texts['first_year']}-01-01",
            "end_on": f"{texts['last_year']}-12-31",
            "source": agreement,
            "locator": f"clause {number}",
        }
    )


def _told_apart(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Rows with a key each: the second clause of one name gets a number."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        key = row["commitment"]
        seen[key] = seen.get(key, 0) + 1
        found.append(row if seen[key] == 1 else row | {"commitment": f"{key}-{seen[key]}"})
    return found


def _typed(row: Mapping[str, str]) -> Typed:
    """A row of `commitments` as it is typed into the form of a clause."""
    said = {name: row[name] for name in ClauseForm.base_fields if name in row}
    return said | {"first_year": row["start_on"][:4], "last_year": row["end_on"][:4]}


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in row.items() if text}
