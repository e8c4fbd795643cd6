"""A record in which every measure has a value, both ways, and ways to transform it."""

from __future__ import annotations

import random
from pathlib import Path

from tests.folders import Folder
from tests.laws.world import base, cultural, economic, economic_by_hand, social, spatial

PARTS = (spatial, cultural, economic, social)
HANDS = (spatial, cultural, economic_by_hand, social)
MONEY_COLUMNS = ("value", "low", "high", "base", "budget")
BY_HAND = {key: value for part in HANDS for key, value in part.BY_HAND.items()}
ONE_WAY = {key: value for part in HANDS for key, value in part.ONE_WAY.items()}


def world(path: Path) -> Folder:
    """The record: two years, both directions, both sides."""
    folder = Folder(path)
    for part in (base, *PARTS):
        part.rows(folder)
    return folder


def shuffled(folder: Folder) -> Folder:
    """The same rows in another order."""
    chance = random.Random(28)
    for rows in folder.tables.values():
        chance.shuffle(rows)
    return folder


def with_an_empty_place(folder: Folder) -> Folder:
    """One more place on each side, of a level that no tie reaches, and one on neither."""
    for parent in ("A1", "B11", "N"):
        folder.add(
            "places",
            {"place": f"new {parent}", "name_en": "New", "level": "village", "parent": parent},
        )
    return folder


def swapped(folder: Folder) -> Folder:
    """The same record told from the other side."""
    for table in ("programmes", "pairings"):
        for row in folder.tables[table]:
            row["side_a"], row["side_b"] = row["side_b"], row["side_a"]
    return folder


def with_more_money(folder: Folder, factor: int = 10) -> Folder:
    """Every sum of money times a factor."""
    for table in ("flows", "commitments", "observations", "projects"):
        for row in folder.tables.get(table, ()):
            if row.get("currency"):
                for name in MONEY_COLUMNS:
                    if row.get(name):
                        row[name] = float(str(row[name])) * factor
    return folder
