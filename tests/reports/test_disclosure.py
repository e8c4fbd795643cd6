"""Suppression tried against what a reader could do with the rows that are left: linear algebra."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

import counterpart as cp
from counterpart.catalogue import load_catalogue
from counterpart.reports.disclosure import suppressed, threshold

EAST, WEST = ("east-1", "east-2"), ("west-1", "west-2")
YEARS = (2031, 2032)
CELLS = list(itertools.product(EAST, WEST, YEARS))
Row = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
TABLES = {
    "sources": "source,title\nreports,Reports\n",
    "places": (
        "place,name_en,level,parent\neast,East,province,\nwest,West,province,\n"
        + "".join(f"{each},{each},district,{each[:4]}\n" for each in (*EAST, *WEST))
    ),
    "groups": "group,name_en\nfirst,The first ones\n",
    "group_members": "group,place,start_on\nfirst,west-1,2031-01-01\n",
    "programmes": "programme,name_en,side_a,side_b\ne-w,East and West,east,west\n",
    "pairings": (
        "pairing,programme,level,side_a,side_b,parent,certainty\n"
        "top,e-w,province,east,west,,stated\n"
        "one,e-w,district-banner,east-1,west-1,top,stated\n"
    ),
    "projects": "project,name_en,programme,place,pairing\nward,Ward,e-w,west-1,one\n",
}


def published(folder: Path, tables: dict[str, str]) -> frozenset[tuple[str, str]]:
    """What is hidden of a record."""
    for name, text in (TABLES | tables).items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    checked = cp.check([folder])
    return suppressed(checked.store, checked.catalogue)


def spans(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A part alone, or all of them."""
    return [(each,) for each in parts] + [parts]


@pytest.mark.parametrize("seed", range(4))
def test_no_small_cell_follows_from_the_rows_that_are_left(tmp_path: Path, seed: int) -> None:
    draw = np.random.default_rng(seed)
    values = dict(
        zip(CELLS, (int(each) for each in draw.integers(11, 900, len(CELLS))), strict=True)
    )
    for cell in draw.choice(len(CELLS), 2, replace=False):
        values[CELLS[cell]] = int(draw.integers(1, 10))
    years = [(each,) for each in YEARS] + [YEARS]
    rows: list[Row] = list(itertools.product(spans(EAST), spans(WEST), years))
    lines = ["flow,kind,origin,destination,value,start_on,end_on,source"]
    for number, (origins, destinations, span) in enumerate(rows):
        total = sum(values[each] for each in itertools.product(origins, destinations, span))
        ends = [each[0] if len(each) == 1 else each[0][:4] for each in (origins, destinations)]
        days = f"{span[0]}-01-01,{span[-1]}-12-31"
        lines.append(f"f{number},patients_treated,{ends[0]},{ends[1]},{total},{days},reports")
    hidden = published(tmp_path, {"flows": "\n".join(lines) + "\n"})
    left = [
        [float(cell in set(itertools.product(*row))) for cell in CELLS]
        for number, row in enumerate(rows)
        if ("flows", f"f{number}") not in hidden
    ]
    small = [number for number, cell in enumerate(CELLS) if values[cell] < 10]
    assert small and left, "the case asks nothing"
    rank = np.linalg.matrix_rank(np.array(left))
    for number in small:
        unit = np.eye(len(CELLS))[number]
        assert np.linalg.matrix_rank(np.vstack([left, unit])) == rank + 1, CELLS[number]


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        *(("place", "west"), ("pairing", "one"), ("pairing", "top"), ("programme", "e-w")),
        *(("group", "first"), ("project", "ward")),
    ],
)
def test_whatever_holds_a_small_count_is_hidden_with_it(
    tmp_path: Path, kind: str, subject: str
) -> None:
    inner = ("project", "ward") if kind != "project" else ("place", "west-1")
    few, many = ((*inner, 4), (kind, subject, 40)) if kind != "project" else (
        (kind, subject, 4), (*inner, 40)
    )  # fmt: skip
    observed = "observation,indicator,subject_type,subject,end_on,value,source\n" + "".join(
        f"o{value},persons_screened,{its},{key},2031-12-31,{value},reports\n"
        for its, key, value in (few, many, ("place", "east", 77))
    )
    hidden = published(tmp_path, {"observations": observed})
    assert hidden == {("observations", "o4"), ("observations", "o40")}


def test_the_threshold_is_that_of_the_catalogue() -> None:
    assert threshold(load_catalogue()) == 10
