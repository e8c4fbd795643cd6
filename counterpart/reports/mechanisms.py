"""What serves each mechanism: kinds, indicators, tables, forms, and rows of the examples.

`python -m counterpart.reports.write_docs` prints it into the documents.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from counterpart.catalogue import Catalogue, Mechanism
from counterpart.evaluation.all_measures import MEASURES
from counterpart.reports.measure_pages import brief
from counterpart.reports.worked import Worked
from counterpart.tables import TABLES

# The column whose codes divide a table into parts: `pairings:hospital` are the pairings of a level.
DIVIDED_BY = {
    "assets": "kind",
    "constructs": "class",
    "engagements": "kind",
    "organisations": "kind",
    "pairings": "level",
    "projects": "sector",
}
# What the rows of the two general tables are counted by.
GENERAL = {"flows": "kind", "observations": "indicator"}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the examples: recorded, and made up."""

    recorded: int
    synthetic: int

    def __str__(self) -> str:
        """`recorded N, synthetic N`, or `none`."""
        counts = (("recorded", self.recorded), ("synthetic", self.synthetic))
        return ", ".join(f"{word} {count}" for word, count in counts if count) or "none"


@dataclass(frozen=True, slots=True)
class Service:
    """A mechanism with all that serves it."""

    mechanism: Mechanism
    kinds: tuple[str, ...]
    indicators: tuple[str, ...]
    tables: tuple[str, ...]
    forms: tuple[str, ...]
    rows: Rows

    @property
    def served(self) -> bool:
        """Whether a kind, an indicator or a table of its own serves it."""
        return bool(self.kinds or self.indicators or self.tables)


def shipped_examples() -> list[Path]:
    """The example folders that ship with Counterpart."""
    root = Path(str(files("counterpart"))) / "examples"
    return sorted(folder for folder in root.iterdir() if (folder / "sources.csv").is_file())


def services(catalogue: Catalogue, examples: list[Path]) -> list[Service]:
    """Every mechanism of the catalogue with what serves it, in catalogue order.

    `examples` are folders of CSV files named after contract tables.
    """
    counted = count_rows(examples)
    found = []
    for code, mechanism in catalogue.mechanisms.items():
        kinds = tuple(each.code for each in catalogue.kinds.values() if code in each.mechanisms)
        indicators = tuple(
            each.code for each in catalogue.indicators.values() if code in each.mechanisms
        )
        forms = tuple(each.code for each in catalogue.forms.values() if code in each.mechanisms)
        wanted = [
            *(f"flows:{kind}" for kind in kinds),
            *(f"observations:{indicator}" for indicator in indicators),
            *mechanism.tables,
        ]
        rows = Rows(*(sum(counted[word][each] for each in wanted) for word in counted))
        found.append(Service(mechanism, kinds, indicators, mechanism.tables, forms, rows))
    return found


def count_rows(examples: list[Path]) -> Mapping[str, Counter[str]]:
    """Rows by table and by part of a table, apart for recorded and synthetic ones.

    `pairings` are all, `pairings:hospital` those of a level, `flows:electricity` those of a kind,
    `projects.serves` those that fill that column; see DIVIDED_BY and GENERAL. Synthetic are rows
    whose source is of that kind; of rows without a source those in a folder that has no other.
    """
    counted: dict[str, Counter[str]] = {"recorded": Counter(), "synthetic": Counter()}
    for folder in examples:
        sources = _read(folder / "sources.csv")
        made_up = {row["source"] for row in sources if row.get("source_kind") == "synthetic"}
        all_made_up = len(made_up) == len(sources)
        for path in sorted(folder.glob("*.csv")):
            table = path.stem
            if table not in TABLES:
                continue
            column = {**DIVIDED_BY, **GENERAL}.get(table)
            for row in _read(path):
                source = row.get("source")
                synthetic = source in made_up if source else all_made_up
                tally = counted["synthetic" if synthetic else "recorded"]
                tally[table] += 1
                tally.update(f"{table}.{name}" for name, value in row.items() if value)
                if column and row.get(column):
                    tally[f"{table}:{row[column]}"] += 1
    return counted


def mechanisms_page(
    catalogue: Catalogue, examples: list[Path], recorded: Mapping[str, Worked]
) -> str:
    """The page in Markdown: tables by section of what serves, judges and measures a mechanism.

    `recorded` are the worked numbers of the example of recorded figures.
    """
    lines = [
        "# Mechanisms and what serves them",
        "",
        "Written by `script/docs` from the catalogue, the contract and the examples; edit those.",
        "",
        "Rows in the examples: recorded (from a document) or synthetic (made up, and it says so).",
        "Of flows and observations only rows of the kinds and indicators named are counted; rows",
        "that serve several mechanisms count for each. `pairings:hospital` are the pairings of",
        "that level, `engagements:training` the engagements of that kind, `projects.serves` the",
        "projects that fill that column.",
        "",
    ]
    found = services(catalogue, examples)
    for code, section in catalogue.codes["mechanism_section"].items():
        lines += [
            f"## {code}. {section.name_en} · {section.name_zh}",
            "",
            "| mechanism | kinds of flow | indicators | tables | forms | rows in the examples |",
            "|---|---|---|---|---|---|",
            *(_line(each) for each in found if each.mechanism.section == code),
            "",
            "| mechanism | how its outcome is judged |",
            "|---|---|",
            *(
                f"| {each.mechanism.code} | {each.mechanism.outcome} |"
                for each in found
                if each.mechanism.section == code
            ),
            "",
            "| mechanism | measure | level | value in the example, or the missing input |",
            "|---|---|---|---|",
            *(
                line
                for each in found
                if each.mechanism.section == code
                for line in _measured(each.mechanism.code, recorded)
            ),
            "",
        ]
    without = [each.mechanism.code for each in found if str(each.rows) == "none"]
    lines += [
        f"{len(found)} mechanisms; without a row in any example: {', '.join(without) or 'none'}.",
        "",
    ]
    return "\n".join(lines)


def _measured(code: str, recorded: Mapping[str, Worked]) -> list[str]:
    """A line for each measure of a mechanism."""
    return [
        f"| {code} | [`{measure.key}`](measures/{measure.page}.md) | {measure.level} "
        f"| {brief(measure, recorded)} |"
        for measure in MEASURES.values()
        if code in measure.mechanisms
    ]


def _line(service: Service) -> str:
    mechanism = service.mechanism
    forms = ", ".join(service.forms) or f"none: {mechanism.form_reason}"
    cells = (
        f"**{mechanism.code}** {mechanism.name_en} · {mechanism.name_zh}",
        ", ".join(service.kinds),
        ", ".join(service.indicators),
        ", ".join(service.tables),
        forms,
        str(service.rows),
    )
    return f"| {' | '.join(cells)} |"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
