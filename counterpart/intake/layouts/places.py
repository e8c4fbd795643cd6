"""Names of places as offices write them, led back to a register: full, short and joined names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from counterpart.errors import InputError, finding
from counterpart.intake.layouts.words import plain, words

How = Literal["code", "name", "short", "joined", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the register."""

    code: str
    names: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a written name leads to. `code` is None where it leads to none or to several."""

    code: str | None
    how: How
    official: str = ""
    others: tuple[str, ...] = ()


class Places:
    """A register of places that is asked by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_code: dict[str, Place] = {place.code: place for place in places}
        self._names: dict[str, list[str]] = {}
        for place in self.by_code.values():
            for name in place.names:
                self._names.setdefault(plain(name), []).append(place.code)
        self._stems: dict[str, list[str]] = {}
        for name, codes in self._names.items():
            self._stems.setdefault(_stem(name), []).extend(codes)
        self.find = lru_cache(maxsize=None)(self._find)

    @classmethod
    def read(cls, path: Path) -> Places:
        """The register of a data folder (its places.csv) or of such a file.

        Raises InputError where there is none or it lacks the columns.
        """
        file = path / "places.csv" if path.is_dir() else path
        if not file.is_file():
            raise InputError([finding("path_not_found", file=str(file), value=str(file))])
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        if rows and not {"place", "name_en"} <= rows[0].keys():
            told: dict[str, Any] = {"column": "place, name_en", "table": "places"}
            raise InputError([finding("missing_column", file=file.name, **told)])
        return cls.from_rows(rows)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str | None]]) -> Places:
        """A register of rows of the contract table `places`."""
        return cls(
            Place(
                str(row["place"]),
                tuple(str(row[key]) for key in ("name_zh", "name_en", "name_mn") if row.get(key)),
                row.get("parent") or None,
            )
            for row in rows
            if row.get("place")
        )

    def _find(self, written: str, within: str | None = None) -> Found:
        """What a name leads to, where `within` names a place that must hold it."""
        text = plain(written)
        if written.strip() in self.by_code:
            return self._one(written.strip(), "code")
        exact = self._inside(self._names.get(text, ()), within)
        if exact:
            return self._chosen(exact, "name")
        short = self._inside(self._stems.get(_stem(text), ()), within)
        if short and len(_stem(text)) > 1:
            return self._chosen(short, "short")
        joined = self._inside(self._joined(text), within)
        if joined:
            return self._chosen(joined, "joined")
        short = self._inside(self._abbreviated(text), within)
        return self._chosen(short, "short") if short else Found(None, "unknown")

    def _chosen(self, codes: list[str], how: How) -> Found:
        if len(codes) == 1:
            return self._one(codes[0], how)
        return Found(None, "ambiguous", others=tuple(codes))

    def _one(self, code: str, how: How) -> Found:
        return Found(code, how, self.by_code[code].names[0] if self.by_code[code].names else code)

    def _inside(self, codes: Iterable[str], within: str | None) -> list[str]:
        found = sorted(set(codes))
        if within is None:
            return found
        return [code for code in found if code == within or within in self._above(code)]

    def _above(self, code: str) -> list[str]:
        above: list[str] = []
        parent = self.by_code[code].parent
        while parent in self.by_code and parent not in above:
            above.append(parent)
            parent = self.by_code[parent].parent
        return above

    def _joined(self, text: str) -> list[str]:
        """赤峰市敖汉旗: a name behind the names of what it lies in."""
        found = []
        for name, codes in self._names.items():
            if text.endswith(name) and len(text) > len(name) > 1:
                lead = text[: -len(name)].strip(" ,·-")
                for code in codes:
                    rest = lead
                    for above in reversed(self._above(code)):
                        for each in self.by_code[above].names:
                            for name_above in (plain(each), _stem(plain(each))):
                                rest = rest.removeprefix(name_above).strip(" ,·-")
                    if not rest:
                        found.append(code)
        return found

    def _abbreviated(self, text: str) -> list[str]:
        """察右前旗 for 察哈尔右翼前旗: its characters in order, first and last the same."""
        if len(text) < 3 or text.isascii():
            return []
        return [
            code
            for name, codes in self._names.items()
            if len(name) > len(text) and name[0] == text[0] and name[-1] == text[-1]
            if _in_order(text, name)
            for code in codes
        ]


def _stem(name: str) -> str:
    for ending in words().lists["place_endings"]:
        if name.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)].strip()
    return name


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)
