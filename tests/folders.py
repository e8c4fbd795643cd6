"""A small data folder in the contract's tables: two sides A and B, changed row by row in tests."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path

from counterpart.intake import Checked, check
from counterpart.snapshot import Snapshot, open_snapshot, write_snapshot

Row = Mapping[str, object]

PLACES = (
    ("N", "country", ""),
    ("A", "province", "N"),
    ("A1", "district", "A"),
    ("A2", "district", "A"),
    ("B", "province", "N"),
    ("B1", "league-city", "B"),
    ("B2", "league-city", "B"),
    ("B11", "banner-county", "B1"),
)


class Folder:
    """Tables to be written as CSV; `put` replaces a table's rows, `add` appends to them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers = count(1)
        self.tables: dict[str, list[dict[str, object]]] = {}
        self.put(
            "sources",
            {"source": "book", "title": "Yearbook", "source_kind": "yearbook"},
            {"source": "news", "title": "Newspaper", "source_kind": "press"},
            {
                "source": "paper",
                "title": "The paper whose claims are checked",
                "source_kind": "paper",
                "published_on": "2022-12-31",
            },
        )
        self.put(
            "places",
            *(
                {"place": place, "name_en": f"Place {place}", "level": level, "parent": parent}
                for place, level, parent in PLACES
            ),
        )
        self.put(
            "programmes",
            {"programme": "ab", "name_en": "A and B", "side_a": "A", "side_b": "B"},
        )

    def put(self, table: str, *rows: Row) -> Folder:
        """Make these the rows of the table."""
        self.tables[table] = [dict(row) for row in rows]
        return self

    def add(self, table: str, *rows: Row) -> Folder:
        """Append rows to the table."""
        self.tables.setdefault(table, []).extend(dict(row) for row in rows)
        return self

    def flow(self, **columns: object) -> str:
        """Add a flow of 10 officials from A to B in 2020 but for what `columns` say; its key."""
        row = {
            "flow": f"F{next(self._numbers):03d}",
            "kind": "cadre_secondment",
            "origin": "A",
            "destination": "B",
            "start_on": "2020-01-01",
            "end_on": "2020-12-31",
            "value": 10,
            "source": "book",
            **columns,
        }
        self.add("flows", row)
        return str(row["flow"])

    def money(self, **columns: object) -> str:
        """Add a flow of 100 CNY of aid from A to B in 2020 but for what `columns` say; its key."""
        given = {"kind": "assistance_funds", "value": 100, "currency": "CNY", **columns}
        return self.flow(**given)

    def observe(self, **columns: object) -> str:
        """Add an observation: 100 residents of B at the end of 2020 but for what `columns` say."""
        row = {
            "observation": f"O{next(self._numbers):03d}",
            "indicator": "population",
            "subject_type": "place",
            "subject": "B",
            "end_on": "2020-12-31",
            "value": 100,
            "source": "book",
            **columns,
        }
        self.add("observations", row)
        return str(row["observation"])

    def claim(self, check: str | None, **columns: object) -> str:
        """Add a claim of the paper about 2020 with a check expression; its key."""
        row = {
            "claim": f"C{next(self._numbers):03d}",
            "source": "paper",
            "statement": "a figure of the paper",
            "status": "stated",
            "start_on": "2020-01-01",
            "end_on": "2020-12-31",
            "precision": "exact",
            "check": check,
            **columns,
        }
        self.add("claims", row)
        return str(row["claim"])

    def write(self) -> Path:
        """Write every table and give the folder."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name, rows in self.tables.items():
            write_csv(self.path / f"{name}.csv", rows)
        return self.path

    def check(self) -> Checked:
        """What intake says of the folder."""
        return check([self.write()])

    def snapshot(self, name: str = "made.snapshot") -> Snapshot:
        """A snapshot of the folder beside it; the test fails where the folder is refused."""
        checked = self.check()
        errors = [each for each in checked.findings if each.severity == "error"]
        assert not errors, [f"{each.place}: {each.message}" for each in errors]
        target = self.path.parent / name
        write_snapshot(checked.store, checked.catalogue, target)
        return open_snapshot(target)


def columns_of(rows: Iterable[Row]) -> list[str]:
    """The columns of rows, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Write rows under a header of all their columns; None is an empty cell."""
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns_of(listed), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def codes(checked: Checked) -> list[str]:
    """The codes of all findings, in order."""
    return [each.code for each in checked.findings]
