"""People sent and trained: posts held without gaps, skills that are needed, kept and used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.shares import (
    reported,
    share_counted,
    share_reported,
)
from counterpart.evaluation.all_measures.words import ARROWS, METHODS, SIDES, line
from counterpart.evaluation.measure import (
    Answer,
    Counted,
    Direction,
    Measure,
    Spells,
)
from counterpart.evaluation.social import Postings

Spell = tuple[str, date, date | None]
POSTS = f"{METHODS}, section 4: vacancy and handover of posts"
TRAINED = f"{METHODS}, section 4: training that lasts"


def staff_measures() -> list[Measure]:
    """The lines of people sent and trained."""
    lines = [
        share_counted(
            "social.needs_matched", "output", "higher",
            Counted("matches", having=(("status", ("agreed",)),), distinct="need"),
            Counted("needs"), f"{METHODS}, section 4: needs and offers", ("M17", "M18"),
        ),
        reported(
            "social.tasks_handed_over", "outcome", "items", "higher", "tasks_handed_over",
            f"{METHODS}, section 4: capability left behind", ("M18", "M25"),
        ),
    ]  # fmt: skip
    for way in ARROWS:
        lines += _posts(way)
    for side in SIDES:
        lines += [
            share_reported(
                "social.trainees_retained_{side}", "outcome", "higher",
                "trainees_retained_12_months", "trainees_due_12_months", TRAINED,
                ("M19", "M25"), side,
            ),
            share_reported(
                "social.trainees_using_skill_{side}", "outcome", "higher",
                "trainees_using_skill_12_months", "trainees_due_12_months", TRAINED,
                ("M19", "M46"), side,
            ),
        ]  # fmt: skip
    return lines


def _posts(way: Direction) -> list[Measure]:
    spells = Spells(("posting",), way)
    return [
        line(
            "social.post_vacancy_{direction}", "output", "pair", "index", "lower",
            {"spells": spells}, vacancy, POSTS, direction=way, mechanisms=("M17",),
        ),
        line(
            "social.post_handover_{direction}", "output", "pair", "index", "none",
            {"spells": spells}, handover, POSTS, direction=way, mechanisms=("M17", "M18"),
        ),
    ]  # fmt: skip


def vacancy(spells: Iterable[Spell]) -> float | Answer:
    """Vacant days in all days from the first to the last day of posts held more than once."""
    covers = _covers(spells)
    days = sum(each.posts[0].days for each in covers)
    if not days:
        return Answer(None, reason="no succession")
    return sum(each.vacancy_days for each in covers) / days


def handover(spells: Iterable[Spell]) -> float | Answer:
    """Successions with days in common, of all whose earlier posting has a known end."""
    posts = [each.posts[0] for each in _covers(spells)]
    successions = sum(post.handovers for post in posts)
    if not successions:
        return Answer(None, reason="no succession")
    return sum(post.overlapped for post in posts) / successions


def _covers(spells: Iterable[Spell]) -> list[Postings]:
    """The cover of each post that was held more than once, while it was."""
    by_post: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        by_post[spell[0]].append(spell)
    return [
        social.post_cover(
            held, min(start for _, start, _ in held), max(end or start for _, start, end in held)
        )
        for _, held in sorted(by_post.items())
        if len(held) > 1
    ]
