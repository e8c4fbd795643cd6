"""Whether posts are held without gaps, and handed over with days in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class PostCover:
    """One post in the window: days held, vacant, and held by two or more.

    `gaps` are spells without anybody, `longest_gap` in days. `handovers` are successions inside the
    window from a posting with a known end, `overlapped` those with days in common. `open_ends`
    postings have no known end: they are taken to go on until the next one comes, which makes
    neither a gap nor an overlap; `vacant_high` is what is vacant if they ended on their first day.
    """

    post: str
    days: int
    held: int
    vacant: int
    vacant_high: int
    overlap: int
    gaps: int
    longest_gap: int
    handovers: int
    overlapped: int
    open_ends: int


@dataclass(frozen=True, slots=True)
class Postings:
    """The cover of all posts; shares are None where there is nothing to be a share of."""

    posts: tuple[PostCover, ...]

    @property
    def vacancy_days(self) -> int:
        """Days without anybody, over all posts."""
        return sum(each.vacant for each in self.posts)

    @property
    def overlap_days(self) -> int:
        """Days of handover: held by two or more, over all posts."""
        return sum(each.overlap for each in self.posts)

    @property
    def vacancy_share(self) -> float | None:
        """Vacant days in all days of posts, 0 to 1."""
        days = sum(each.days for each in self.posts)
        return self.vacancy_days / days if days else None

    @property
    def handover_share(self) -> float | None:
        """Successions with days in common, in all, 0 to 1."""
        all_of_them = sum(each.handovers for each in self.posts)
        return sum(each.overlapped for each in self.posts) / all_of_them if all_of_them else None

    @property
    def table(self) -> pa.Table:
        """A row a post."""
        import pyarrow as pa

        return pa.table(
            {name: [getattr(row, name) for row in self.posts] for name in PostCover.__slots__}
        )


def post_cover(
    postings: Iterable[tuple[str, date, date | None]],
    start: date,
    end: date,
    posts: Iterable[str] = (),
) -> Postings:
    """Vacancy and handover of posts from postings (post, first day, last day), both days served.

    Only days from `start` to `end`, both counted, are looked at; a posting outside of them leaves
    its post vacant. `posts` names posts that may have had nobody. A last day that is None is not
    known. A post is vacant on every day of the window that nobody holds it, so choose a window in
    which it existed. ValueError for days in the wrong order.
    """
    if end < start:
        raise ValueError(f"the window ends on {end}, before it starts on {start}")
    by_post: dict[str, list[tuple[date, date | None]]] = {post: [] for post in posts}
    for post, first, last in postings:
        if last is not None and last < first:
            raise ValueError(
                f"post {post!r}: a posting ends on {last}, before it starts on {first}"
            )
        by_post.setdefault(post, []).append((first, last))
    return Postings(tuple(_cover(post, by_post[post], start, end) for post in sorted(by_post)))


def _cover(
    post: str, postings: list[tuple[date, date | None]], start: date, end: date
) -> PostCover:
    days = (end - start).days + 1
    going_on = _holders(
        [(first, last or _until_next(first, postings, end)) for first, last in postings], start, end
    )
    ended = _holders([(first, last or first) for first, last in postings], start, end)
    spells = [len(each) for each in "".join("-" if n else "0" for n in going_on).split("-") if each]
    handovers = overlapped = 0
    for (_, left), (came, _) in pairwise(sorted(postings, key=lambda each: each[0])):
        if start < came <= end and left is not None and left >= start:
            handovers += 1
            overlapped += left >= came
    vacant = going_on.count(0)
    return PostCover(
        post,
        days,
        days - vacant,
        vacant,
        ended.count(0),
        sum(each > 1 for each in going_on),
        len(spells),
        max(spells, default=0),
        handovers,
        overlapped,
        sum(last is None and first <= end for first, last in postings),
    )


def _until_next(first: date, postings: list[tuple[date, date | None]], end: date) -> date:
    """The day before the next posting comes, or the end."""
    later = [came for came, _ in postings if came > first]
    return min(later) - timedelta(1) if later else max(end, first)


def _holders(spans: list[tuple[date, date]], start: date, end: date) -> list[int]:
    """How many hold the post on each day of the window."""
    days = (end - start).days + 1
    changes = [0] * (days + 1)
    for first, last in spans:
        begin, stop = max((first - start).days, 0), min((last - start).days + 1, days)
        if begin < stop:
            changes[begin] += 1
            changes[stop] -= 1
    held, found = 0, []
    for change in changes[:-1]:
        held += change
        found.append(held)
    return found
