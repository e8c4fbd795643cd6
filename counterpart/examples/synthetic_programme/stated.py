"""Observations as texts state them: bounds, another source's word, a target, a baseline, a group."""

from __future__ import annotations

from datetime import date

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.frame import OFFICE, PROGRAMME
from counterpart.examples.synthetic_programme.places import A, B

DAY = (date(2024, 8, 31), date(2024, 8, 31))


def write_stated(book: Book) -> None:
    """A row of each word of precision that the drawn series do not use, and of each other role."""
    product = next(
        row
        for row in book.rows["observations"]
        if (row["indicator"], row["subject"], row["end_on"]) == ("gdp", B, "2023-12-31")
    )
    book.observe("gdp", B, 2023, round(int(product["value"]) * 1.02, -9), "syn-press",
                 precision="rounded", note="in conflict with the yearbook, which is newer")  # fmt: skip
    for indicator, kind, subject, value, word, low, high in (
        ("co_built_parks", "programme", PROGRAMME, 3, "at_least", 3, None),
        ("production_bases", "programme", PROGRAMME, 21, "truncated", 21, 22),
        ("clean_energy_bases", "programme", PROGRAMME, 20, "less_than", None, 20),
        ("jobs_created", "organisation", "plateau-park-2", 900, "approximate", 850, 950),
        ("demonstration_villages", "programme", PROGRAMME, None, "at_most", None, 40),
    ):
        book.observe(indicator, subject, DAY, value, "syn-bulletin", kind, precision=word,
                     low=low, high=high, note="as the bulletin words it")  # fmt: skip
    book.observe("co_built_parks", "key-counties", DAY, 2, "syn-bulletin", "group")
    book.observe("power_share", A, 2026, 45, OFFICE, role="target", note="aim of the compact")
    book.observe("poverty_incidence", B, 2015, 9.1, OFFICE, role="baseline",
                 note="before the programme")  # fmt: skip
