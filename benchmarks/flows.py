"""Synthetic flows for benchmarks: every column of the contract, filled as offices fill them."""

from __future__ import annotations

from pathlib import Path

import duckdb

KINDS = (
    "assistance_funds",
    "cadre_secondment",
    "product_sales",
    "labour_placement",
    "electricity",
    "training_participants",
)


def make_folder(folder: Path, rows: int) -> Path:
    """A data folder of `rows` flows between 16 districts and 103 counties, and what they refer to.

    Seeded by the row number alone, so the same call gives the same facts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    connection = duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": False})
    connection.execute(
        f"""
        COPY (
            SELECT 'F' || lpad(((i * 7919) % {rows})::VARCHAR, 9, '0') AS flow,
                   [{kinds}][1 + i % 6] AS kind,
                   CASE WHEN i % 2 = 0 THEN district ELSE county END AS origin,
                   CASE WHEN i % 2 = 0 THEN county ELSE district END AS destination,
                   NULL::VARCHAR AS origin_organisation, NULL::VARCHAR AS destination_organisation,
                   first AS start_on, first + (hash(i + 3) % 28)::INT AS end_on,
                   amount AS value,
                   CASE WHEN i % 3 = 0 THEN amount * 0.95 END::DECIMAL(20,4) AS low,
                   CASE WHEN i % 3 = 0 THEN amount * 1.05 END::DECIMAL(20,4) AS high,
                   CASE WHEN i % 3 = 0 THEN 'rounded' ELSE 'exact' END AS precision,
                   CASE WHEN i % 6 IN (0, 2) THEN 'CNY' END AS currency,
                   NULL::BIGINT AS price_year,
                   CASE WHEN i % 6 = 0 THEN 'paid' END AS money_stage,
                   CASE WHEN i % 6 = 0 THEN ['city', 'district', 'social'][1 + (i // 6) % 3] END
                       AS account,
                   CASE WHEN i % 6 = 1 THEN (i % 9)::VARCHAR END AS batch,
                   NULL::VARCHAR AS project, 'p' || (hash(i) % 200) AS pairing,
                   NULL::VARCHAR AS derived_from, 's' || (i % 3) AS source,
                   'sheet ' || (i % 40) || ', row ' || (i % 5000) AS locator, NULL::VARCHAR AS note
            FROM (
                SELECT i, (hash(i + 4) % 1000000)::DECIMAL(20,4) AS amount,
                       'A' || lpad((hash(i) % 16)::VARCHAR, 2, '0') AS district,
                       'B' || lpad((hash(i + 1) % 103)::VARCHAR, 3, '0') AS county,
                       DATE '1996-01-01' + (hash(i + 2) % 10400)::INT AS first
                FROM range({rows}) t(i)
            )
        ) TO '{folder / "flows.parquet"}' (FORMAT parquet)
        """
    )
    connection.close()
    districts = "".join(f"A{i:02d},District {i},district,A\n" for i in range(16))
    counties = "".join(f"B{i:03d},County {i},banner-county,B\n" for i in range(103))
    pairings = "".join(
        f"p{i},synthetic,district-banner,A{i % 16:02d},B{i % 103:03d},stated\n" for i in range(200)
    )
    tables = {
        "sources": "source,title,source_kind\n"
        + "".join(f"s{i},Synthetic {i},synthetic\n" for i in range(3)),
        "places": "place,name_en,level,parent\nA,Side A,province,\nB,Side B,province,\n"
        + districts
        + counties,
        "programmes": "programme,name_en,side_a,side_b\nsynthetic,Synthetic,A,B\n",
        "pairings": "pairing,programme,level,side_a,side_b,certainty\n" + pairings,
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder
