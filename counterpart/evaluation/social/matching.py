"""Whether those who came have the skills that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """`met` is the share of needs filled, `fitting` the share of those who came that were needed.

    `short` and `surplus` are by skill, what is missing and what nobody asked for.
    """

    met: float | None
    fitting: float | None
    short: dict[str, float]
    surplus: dict[str, float]


def skill_match(needed: Mapping[str, float], came: Mapping[str, float]) -> SkillMatch:
    """How needs by skill (posts) are filled by those who came (posts), skill by skill.

    A surplus in one skill fills no need of another. A number of people who were all counted has no
    sampling interval. `met` is None without needs, `fitting` None without anybody: needs that
    nobody wrote down are not met. ValueError for negative or missing numbers.
    """
    for name, number in (*needed.items(), *came.items()):
        if not isfinite(number) or number < 0:
            raise ValueError(
                f"skill {name!r}: {number} posts; give a number, or leave the skill out"
            )
    skills = sorted({*needed, *came})
    filled = sum(min(needed.get(each, 0), came.get(each, 0)) for each in skills)
    gaps = {each: needed.get(each, 0) - came.get(each, 0) for each in skills}
    asked, there = sum(needed.values()), sum(came.values())
    return SkillMatch(
        filled / asked if asked else None,
        filled / there if there else None,
        {each: gap for each, gap in gaps.items() if gap > 0},
        {each: -gap for each, gap in gaps.items() if gap < 0},
    )
