"""Surveys of contact: published totals of both sides in three waves, item by item."""

from __future__ import annotations

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.places import A, B

SURVEYS = (2017, 2020, 2023)
ITEMS = ("had_contact", "knows_programme", "would_visit", "services_satisfied", "feels_welcome")


def write_surveys(book: Book) -> None:
    """Published totals of three waves, item by item, of both sides; estimates with bounds."""
    for wave, year in enumerate(SURVEYS):
        for side in (A, B):
            asked = 4_000
            answered = int(book.random.binomial(asked, 0.42))
            book.observe("survey_respondents", side, year, answered, "syn-survey")
            rate = round(100 * answered / asked, 1)
            book.observe("survey_response_rate", side, year, rate, "syn-survey")
            for position, item in enumerate(ITEMS):
                share = 0.24 + 0.09 * position + 0.03 * wave + (0.05 if side == B else 0.0)
                found = int(book.random.binomial(answered, share)) / answered
                half = 1.96 * (found * (1 - found) / answered) ** 0.5
                book.observe(
                    f"survey_{item}_share",
                    side,
                    year,
                    round(100 * found, 1),
                    "syn-survey",
                    low=round(100 * (found - half), 1),
                    high=round(100 * (found + half), 1),
                    precision="estimate",
                    note="bounds: 95 percent, sampling only; wording as in the questionnaire",
                )
