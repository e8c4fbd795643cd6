"""Posts of the exchange with their holders, one after the other: gaps and handovers in days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.frame import PROGRAMME
from counterpart.examples.synthetic_programme.truths import LAST, YEARS

SOURCE = "syn-personnel"
TERM = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Post:
    """A post with the days between two holders: of each change a gap, or below zero a handover."""

    key: str
    origin: str
    destination: str
    host: str
    capability: str
    changes: tuple[int, ...]
    pairing: str


POSTS = (
    Post("post-01", "SYA1", "SYB1", "plateau-office", "planning", (0, 30, -14), "tie-1-1"),
    Post("post-02", "SYA1", "SYB1", "plateau-office", "finance", (45, -10, 0), "tie-1-1"),
    Post("post-03", "SYA1", "SYB2", "plateau-services", "labour services", (-7, -7, -7), "tie-1-2"),
    Post("post-04", "SYA2", "SYB3", "plateau-hospital-4", "chest surgery", (60, 20, -14), "tie-2-3"),
    Post("post-05", "SYA2", "SYB3", "plateau-park-2", "cold chain", (0, 0, 90), "tie-2-3"),
    Post("post-06", "SYA2", "SYB4", "plateau-park-3", "marketing", (15, -21, -21), "tie-2-4"),
    Post("post-07", "SYA1", "SYB2", "plateau-school-01", "teaching mathematics", (0, 40, 0), "tie-1-2"),
    Post("post-08", "SYA2", "SYB4", "plateau-school-03", "teaching physics", (25, -5, -5), "tie-2-4"),
    Post("post-09", "SYB1", "SYA1", "coast-office", "planning", (0, -10, 20), "tie-1-1"),
    Post("post-10", "SYB3", "SYA2", "coast-hospital-2", "nursing", (30, 0, -14), "tie-2-3"),
    Post("post-11", "SYB2", "SYA1", "coast-services", "steppe ecology", (-7, 0, 10), "tie-1-2"),
)  # fmt: skip


def holders(post: Post) -> list[tuple[date, date]]:
    """The first and the last day of each holder of a post."""
    terms, start = [], date(2016, 3, 1)
    for change in (*post.changes, 0):
        end = start + TERM - timedelta(days=1)
        terms.append((start, min(end, date(LAST, 12, 31))))
        start = end + timedelta(days=1 + change)
    return terms


def vacant_days() -> Counter[int]:
    """Days on which a post stood vacant between two holders, by year, over all posts."""
    days: Counter[int] = Counter()
    for post in POSTS:
        terms = holders(post)
        for (_, end), (start, _) in pairwise(terms):
            for offset in range(1, (start - end).days):
                days[(end + timedelta(days=offset)).year] += 1
    return days


def handover_days() -> dict[int, float]:
    """The mean days that two holders of a post share, by year of the change; none without one."""
    shared: dict[int, list[int]] = {}
    for post in POSTS:
        terms = holders(post)
        for (_, end), (start, _) in pairwise(terms):
            shared.setdefault(start.year, []).append(max(0, (end - start).days + 1))
    return {year: sum(found) / len(found) for year, found in shared.items()}


def write_posts(book: Book) -> None:
    """An engagement for each holder; vacancy and handover as the programme reports them."""
    for post in POSTS:
        for number, (start, end) in enumerate(holders(post), start=1):
            book.add(
                "engagements",
                engagement=f"{post.key}-{number}",
                kind="posting",
                mode="on_site",
                origin=post.origin,
                destination=post.destination,
                destination_organisation=post.host,
                name_en=f"{post.key} (made up)",
                name_zh=f"{post.key}（虚构）",
                start_on=start,
                end_on=end,
                headcount=1,
                batch=post.key,
                capability=post.capability,
                status="held",
                pairing=post.pairing,
                source=SOURCE,
            )
    vacant, shared = vacant_days(), handover_days()
    for year in YEARS:
        book.observe("vacancy_days", PROGRAMME, year, vacant[year], SOURCE, "programme")
        if year in shared:
            mean = round(shared[year], 2)
            book.observe("handover_days", PROGRAMME, year, mean, SOURCE, "programme")
