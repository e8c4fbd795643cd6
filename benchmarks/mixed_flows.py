"""Synthetic flows that tempt to count twice: all levels of two sides, dense or sparse.

`leaves` has one row a cell, all at the lowest level. `dense` mixes levels on both sides with
months, quarters and years, so that most rows lie in others. `sparse` mixes levels with spans of
random days over twenty thousand batches, so that few rows meet. Seeded by the row number alone.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

KINDS = ("assistance_funds", "product_sales", "electricity", "cadre_secondment")
LEAVES, DENSE, SPARSE = "leaves", "dense", "sparse"
PERIODS = {
    "month": ("first", "first + INTERVAL 1 MONTH"),
    "quarter": ("date_trunc('quarter', first)", "date_trunc('quarter', first) + INTERVAL 3 MONTH"),
    "year": ("date_trunc('year', first)", "date_trunc('year', first) + INTERVAL 1 YEAR"),
}


def make_mixed(folder: Path, rows: int, how: str) -> Path:
    """A data folder of `rows` flows and the places they need; `how` is one of the three above."""
    folder.mkdir(parents=True)
    places, side_a, side_b = _places()
    (folder / "places.csv").write_text(
        "place,name_en,level,parent\n" + "".join(f"{','.join(row)}\n" for row in places), "utf-8"
    )
    (folder / "sources.csv").write_text(
        "source,title,source_kind\ns0,Synthetic,synthetic\ns1,Synthetic too,synthetic\n", "utf-8"
    )
    (folder / "programmes.csv").write_text(
        "programme,name_en,side_a,side_b\nsynthetic,Synthetic,A,B\n", "utf-8"
    )
    lowest_a = [place for place in side_a if len(place) == len(side_a[-1])]
    lowest_b = [place for place in side_b if len(place) == len(side_b[-1])]
    if how == LEAVES:
        pairs = len(lowest_a) * len(lowest_b)
        cell = (
            f"{lowest_a}[1 + i % {len(lowest_a)}] AS origin, "
            f"{lowest_b}[1 + i // {len(lowest_a)} % {len(lowest_b)}] AS destination, "
            f"{list(KINDS)}[1 + i // {pairs * 1500} % {len(KINDS)}] AS kind, "
            f"(i // {pairs * 1500 * len(KINDS)})::VARCHAR AS batch, "
            f"DATE '1900-01-01' + INTERVAL (i // {pairs} % 1500) MONTH AS first"
        )
        start, end = PERIODS["month"]
    else:
        batches = 40 if how == DENSE else 20_000
        cell = (
            f"{side_a}[1 + {_draw(1)} % {len(side_a)}] AS origin, "
            f"{side_b}[1 + {_draw(2)} % {len(side_b)}] AS destination, "
            f"{list(KINDS)}[1 + {_draw(3)} % {len(KINDS)}] AS kind, "
            f"({_draw(4)} % {batches})::VARCHAR AS batch, "
        )
        if how == DENSE:
            cell += f"DATE '1996-01-01' + INTERVAL ({_draw(5)} % 336) MONTH AS first"
            drawn = [PERIODS["month"], PERIODS["quarter"], PERIODS["year"]]
            start, end = (
                f"CASE {_draw(6)} % 3 WHEN 0 THEN {month} WHEN 1 THEN {quarter} ELSE {year} END"
                for month, quarter, year in zip(*drawn, strict=True)
            )
        else:
            cell += f"DATE '1996-01-01' + ({_draw(5)} % 10000)::INT AS first"
            start, end = "first", f"first + (1 + {_draw(6)} % 360)::INT"
    connection = duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": False})
    connection.execute(
        f"""
        COPY (
            SELECT 'F' || lpad(((i * 7919) % {rows})::VARCHAR, 9, '0') AS flow, kind, origin,
                   destination, ({start})::DATE AS start_on, (({end})::DATE - 1) AS end_on,
                   ({_draw(7)} % 1000000)::DECIMAL(20,4) AS value, 'exact' AS "precision",
                   CASE WHEN kind IN ('assistance_funds', 'product_sales') THEN 'CNY' END
                       AS currency,
                   CASE WHEN kind = 'assistance_funds' THEN 'paid' END AS money_stage,
                   CASE WHEN kind = 'assistance_funds'
                        THEN ['city', 'district', 'social'][1 + {_draw(8)} % 3] END AS account,
                   batch, 's' || ({_draw(9)} % 2) AS source
            FROM (SELECT i, {cell} FROM range({rows}) t(i))
        ) TO '{folder / "flows.parquet"}' (FORMAT parquet)
        """
    )
    connection.close()
    return folder


def _draw(salt: int) -> str:
    return f"(hash(i * 16 + {salt}) & 1073741823)::BIGINT"


def _places() -> tuple[list[tuple[str, ...]], list[str], list[str]]:
    """A country, two provinces, 16 districts below 4 leagues, 108 counties below 12."""
    rows: list[tuple[str, ...]] = [("N", "Country", "country", "")]
    sides = []
    for side, leagues, each, lowest in (("A", 4, 4, "district"), ("B", 12, 9, "banner-county")):
        places = [side]
        rows.append((side, "Side", "province", "N"))
        middle = [f"{side}{number:02d}" for number in range(leagues)]
        rows += [(place, "League", "league-city", side) for place in middle]
        low = [(f"{over}{number}", over) for over in middle for number in range(each)]
        rows += [(place, "Lowest", lowest, over) for place, over in low]
        sides.append([*places, *middle, *(place for place, _ in low)])
    return rows, sides[0], sides[1]
