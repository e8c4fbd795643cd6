"""Real panels of places; they lie beside the repository and are read where they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.folders import Folder

PANELS = Path(__file__).parents[3] / "shared" / "data" / "panels"
needs_panels = pytest.mark.skipif(not PANELS.is_dir(), reason="the real panels are not there")
SIDES = ("110000", "150000")
Rows = list[dict[str, str]]


def panel(file: str) -> Rows:
    """The rows of a panel."""
    with (PANELS / file).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def programme(path: Path) -> Folder:
    """The places of two provinces as the example has them, and nothing else."""
    with (EXAMPLE / "places.csv").open(encoding="utf-8", newline="") as text:
        places = list(csv.DictReader(text))
    columns = ("place", "name_en", "level", "parent", "latitude", "longitude")
    kept = [
        {name: row[name] for name in columns}
        for row in places
        if row["place"] == "100000" or row["place"][:2] in ("11", "15")
    ]
    folder = Folder(path)
    folder.put("places", *kept)
    folder.put(
        "programmes",
        {"programme": "ab", "name_en": "Two", "side_a": SIDES[0], "side_b": SIDES[1]},
    )
    return folder


def known(folder: Folder) -> set[str]:
    """The keys of its places."""
    return {str(row["place"]) for row in folder.tables["places"]}
