"""Stages as they are claimed against the record: did what is said to change with a stage change?

A shift is what a source says of a stage: a measure rises or falls from the stage before. Each is
judged by the measure over the two stages (sums over the whole stage, never means of yearly ratios)
with the bounds that the record allows, and by the years of the two stages: where these could change
places and differ as much by chance (an exact permutation test, Fisher 1935), nothing is shown.
Beside it stand the breaks that the yearly series has, with their distance to the claimed date. A
shift that is borne out is no effect of the cooperation: there is no counterfactual in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from math import comb
from typing import Any

import numpy as np

from counterpart.catalogue import parameter
from counterpart.catalogue.load import near
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.economic import stage_breaks
from counterpart.evaluation.economic.stages import SHORTEST_SERIES
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import Evaluation
from counterpart.rules.stages import parse_shifts
from counterpart.snapshot.read import Snapshot

# With fewer years in a stage, how years differ cannot be told.
FEWEST = 3
# So many exchanges of years are tried at most.
DRAWS = 20_000
VERDICTS = ("borne out", "contradicted", "not shown", "cannot be told")


@dataclass(frozen=True, slots=True)
class OfStage:
    """A measure over a stage, in its unit: value and bounds (None: missing, or open).

    `years` have a value of their own, of `of` years that the stage has up to the snapshot.
    """

    stage: str
    name: str
    start: date
    end: date
    value: float | None
    low: float | None
    high: float | None
    years: int
    of: int
    note: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A claimed shift with its verdict (one of VERDICTS) and `why` in words.

    `way` is rises or falls. `chance` is how often years that change places between the two stages
    differ as much (None: too few years). `breaks` are the years in which the yearly series takes
    another level, `distances` how far each is from the nearest claimed date (years), `p` the chance
    that a shuffled series splits as much, `steady` whether a straight line tells as much; `untold`
    says why the series cannot be judged.
    """

    programme: str
    measure: str
    way: str
    before: OfStage
    after: OfStage
    unit: str
    verdict: str
    why: str
    chance: float | None
    source: str | None
    locator: str | None
    breaks: tuple[float, ...]
    distances: tuple[float, ...]
    p: float | None
    steady: bool | None
    untold: str

    def as_dict(self) -> dict[str, Any]:
        """The shift as a JSON object; dates as ISO text."""
        row = asdict(self)
        for each in (row["before"], row["after"]):
            each |= {name: each[name].isoformat() for name in ("start", "end")}
        return row


def stage_shifts(snapshot: Snapshot, language: str = "en") -> list[Shift]:
    """Every claimed shift of every programme, in the order of the stages.

    The first stage of a programme has none before it: what is claimed of it cannot be told.
    """
    first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    rows = snapshot.store.rows(
        "SELECT programme, stage, start_on, end_on, shifts, source, locator, "
        f"coalesce({first}, {second}, stage) FROM stages ORDER BY programme, start_on, stage"
    )
    asked = {each.measure for row in rows for each in parse_shifts(row[4] or "")}
    known = sorted(asked & MEASURES.keys())
    limit = float(parameter(snapshot.catalogue, "stage_significance"))
    evaluation = Evaluation(snapshot, "programme", known or None, language=language)
    results = list(evaluation.results()) if known else []
    say = Phrases(language)
    found = []
    for place, (programme, stage, start, end, shifts, source, locator, name) in enumerate(rows):
        earlier = [row for row in rows[:place] if row[0] == programme]
        for measure, way, since in parse_shifts(shifts or ""):
            own = [each for each in results if (each.measure, each.subject) == (measure, programme)]
            before = next((row for row in earlier if row[1] == since), None)
            if since is None and earlier:
                before = earlier[-1]
            first_of = (
                ("", "", start, start) if before is None else (before[1], before[7], *before[2:4])
            )
            two = [
                _of_stage(own, each, evaluation.as_of)
                for each in (first_of, (stage, name, start, end))
            ]
            years = _by_year(own)
            chance = _chance(years, two[0], two[1])
            verdict, why = _judged(measure, way, (two[0], two[1]), chance, limit, say)
            dates = [row[2].year for row in rows if row[0] == programme][1:]
            breaks = stage_breaks(list(years.values()), list(years), dates)
            untold = ""
            if len(years) < SHORTEST_SERIES:
                untold = say("breaks untold", count=len(years), needed=SHORTEST_SERIES)
            found.append(
                Shift(
                    programme, measure, way, two[0], two[1],
                    next((each.unit for each in own), ""),
                    verdict, why, chance, source, locator,
                    breaks.breaks, breaks.distances or (), breaks.p, breaks.steady,
                    untold,
                )
            )  # fmt: skip
    return found


def _of_stage(
    results: Sequence[Result], of: tuple[str, str, date, date | None], as_of: date
) -> OfStage:
    stage, name, start, end = of
    last = end or as_of
    held = next(
        (
            each
            for each in results
            if each.scope == "stage" and (each.start, each.end) == (start, last)
        ),
        None,
    )
    years = sum(
        each.scope == "year" and each.value is not None and start <= (each.end or start) <= last
        for each in results
    )
    all_years = max(0, min(last, as_of).year - start.year + 1) if stage else 0
    if held is None:
        return OfStage(stage, name, start, last, None, None, None, years, all_years, "")
    return OfStage(
        stage, name, start, last, held.value, held.low, held.high, years, all_years, held.note
    )


def _judged(
    measure: str,
    way: str,
    two: tuple[OfStage, OfStage],
    chance: float | None,
    limit: float,
    say: Phrases,
) -> tuple[str, str]:
    """The verdict on a shift, and why."""
    before, after = two
    if measure not in MEASURES:
        return VERDICTS[3], say("shift unknown", measure=measure, hint=near(measure, MEASURES))
    if not before.stage:
        return VERDICTS[3], say("shift first")
    lacking = [each for each in two if each.value is None]
    if lacking:
        parts = [f"{each.name}: {each.note or say('shift no value')}" for each in lacking]
        return VERDICTS[3], "; ".join(parts)
    if None in (*_limits(before), *_limits(after)):
        return VERDICTS[2], say("shift open")
    up, down = _surely(before, after), _surely(after, before)
    if not (up or down):
        return VERDICTS[2], say("shift overlaps")
    if chance is None:
        return VERDICTS[2], say("shift few years", needed=FEWEST)
    if chance > limit:
        return VERDICTS[2], say("shift within years", chance=f"{chance:.2f}", limit=limit)
    if up == (way == "rises"):
        return VERDICTS[0], say("shift beyond years", chance=f"{chance:.3f}")
    return VERDICTS[1], say("shift reversed", chance=f"{chance:.3f}")


def _chance(years: Mapping[int, float], before: OfStage, after: OfStage) -> float | None:
    """How often years that change places between two stages differ as much, the same way.

    Every exchange is tried where there are few, else DRAWS of them are drawn. None where a stage
    has fewer than FEWEST years with a value. One-sided, in the way the stages do differ.
    """
    one, two = (
        np.array([value for year, value in years.items() if of.start.year <= year <= of.end.year])
        for of in (before, after)
    )
    if min(one.size, two.size) < FEWEST:
        return None
    pooled, size = np.concatenate([one, two]), one.size
    if comb(pooled.size, size) <= DRAWS:
        first = np.array(list(combinations(range(pooled.size), size)))
        more = 0
    else:
        random = np.random.default_rng(0)
        first = random.permuted(np.tile(np.arange(pooled.size), (DRAWS, 1)), axis=1)[:, :size]
        more = 1
    means = pooled[first].mean(axis=1)
    others = (pooled.sum() - means * size) / (pooled.size - size)
    apart, seen = others - means, two.mean() - one.mean()
    as_far = (apart >= seen - 1e-12) if seen >= 0 else (apart <= seen + 1e-12)
    return float((more + as_far.sum()) / (more + len(apart)))


def _surely(lower: OfStage, higher: OfStage) -> bool:
    """Whether all that one stage allows lies below all that the other allows."""
    top, bottom = _limits(lower)[1], _limits(higher)[0]
    return top is not None and bottom is not None and top < bottom


def _limits(of: OfStage) -> tuple[float | None, float | None]:
    """The bounds; of a value without any, the value itself."""
    return (of.value, of.value) if (of.low, of.high) == (None, None) else (of.low, of.high)


def _by_year(results: Sequence[Result]) -> dict[int, float]:
    """The yearly series of a measure, oldest first."""
    known = [
        (each.end.year, each.value)
        for each in results
        if each.scope == "year" and each.end is not None and each.value is not None
    ]
    return dict(sorted(known))
