"""Hospitals that are supported: their volumes beside others, what local teams do, what fails."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.shares import of_common, sampled_share
from counterpart.evaluation.all_measures.social.supported import (
    Each,
    Tied,
    growth_beyond,
    supported_by,
)
from counterpart.evaluation.all_measures.words import METHODS, SIDES, estimated, line
from counterpart.evaluation.intervals import newcombe
from counterpart.evaluation.measure import (
    Answer,
    Measure,
    Observed,
    Reported,
    Side,
    Ties,
    Yearly,
)

VOLUMES = ("outpatient_visits", "inpatient_discharges", "surgical_procedures")
SOURCE = f"{METHODS}, section 4: hospital volumes"
LOCAL, ALL = ("surgeries_by_local_teams",), ("surgical_procedures",)
FAILED = ("surgical_complications",)


def hospital_measures() -> list[Measure]:
    """The lines of hospitals."""
    lines = [
        line(
            f"social.{indicator}_change", "outcome", "one_side", "%", "none",
            {"stated": Observed((f"{indicator}_growth",), "b", of="organisations")},
            social.volume_change, SOURCE, mechanisms=("M39",),
        )
        for indicator in VOLUMES
    ]  # fmt: skip
    for side in SIDES:
        lines += [_beyond(indicator, side) for indicator in VOLUMES]
        lines += [*_teams(side), *_gaps(side)]
    return lines


def _beyond(indicator: str, side: Side) -> Measure:
    return line(
        f"social.{indicator}_beyond_{{side}}", "outcome", "one_side", "ratio", "none",
        {
            "volumes": Yearly(Reported((indicator,), side, each=True, by="organisation")),
            "ties": Ties(("hospital",), ends="parties"),
        },
        growth_beyond, f"{SOURCE} beside comparison hospitals",
        side=side, by=("programme",), periods=("all", "stage"), mechanisms=("M38", "M39"),
    )  # fmt: skip


def _teams(side: Side) -> list[Measure]:
    def of_tied(indicator: tuple[str, ...], beside: tuple[str, ...]) -> Reported:
        return Reported(indicator, side, beside=beside, each=True, by="organisation")

    ties = Ties(("hospital",), ends="parties")
    return [
        line(
            "social.local_surgeries_{side}", "outcome", "one_side", "index", "higher",
            {"part": of_tied(LOCAL, ALL), "whole": of_tied(ALL, LOCAL), "ties": ties},
            share_of_supported, f"{METHODS}, section 4: capability left behind",
            side=side, by=("programme",), mechanisms=("M25", "M42"),
        ),
        line(
            "social.local_surgeries_gain_{side}", "outcome", "one_side", "percentage points",
            "higher",
            {
                "part": Yearly(of_tied(LOCAL, ALL)),
                "whole": Yearly(of_tied(ALL, LOCAL)),
                "ties": ties,
            },
            gain_of_supported, "Newcombe 1998, method 10",
            side=side, by=("programme",), periods=("all", "stage"), mechanisms=("M25", "M42"),
        ),
        line(
            "social.complications_{side}", "outcome", "one_side", "index", "lower",
            {"part": of_tied(FAILED, ALL), "whole": of_tied(ALL, FAILED), "ties": ties},
            share_of_supported, f"{METHODS}, section 4: complications",
            side=side, by=("programme",), mechanisms=("M42",),
        ),
    ]  # fmt: skip


def _gaps(side: Side) -> list[Measure]:
    return [
        line(
            "social.specialty_gaps_closed_{side}", "outcome", "one_side", "index", "higher",
            {"years": Yearly(Reported(("specialties_missing",), side))},
            gaps_closed, f"{METHODS}, section 4: specialty gaps",
            side=side, periods=("all", "stage"), mechanisms=("M38",),
        ),
        line(
            "social.referred_away_{side}", "outcome", "one_side", "index", "lower",
            {
                "part": Reported(("out_of_area_referrals",), side, each=True),
                "whole": Reported(("inpatient_discharges",), side, each=True),
            },
            of_common, f"{METHODS}, section 4: patients not referred away",
            side=side, periods=("year",), mechanisms=("M38", "M39"),
        ),
    ]  # fmt: skip


def share_of_supported(
    part: Mapping[str, float], whole: Mapping[str, float], ties: Tied
) -> float | Answer:
    """The part in the whole of the hospitals that have a tie, with Wilson's interval."""
    names = sorted(supported_by(ties) & whole.keys() & part.keys())
    if not names:
        return Answer(None, reason="no supported")
    return sampled_share(sum(part[name] for name in names), sum(whole[name] for name in names))


def gain_of_supported(part: Each, whole: Each, ties: Tied) -> Answer:
    """The share of the last year less that of the first, in percentage points.

    Of the hospitals with a tie that report both years.
    """
    years = sorted(part.keys() & whole.keys())
    if len(years) < 2:
        return Answer(None, reason="too short", words={"needed": 2, "count": len(years)})
    first, last = years[0], years[-1]
    names = supported_by(ties) & part[first].keys() & part[last].keys()
    if not names:
        return Answer(None, reason="no supported")
    counts = [
        round(sum(each[year][name] for name in names))
        for year in (last, first)
        for each in (part, whole)
    ]
    if counts[0] > counts[1] or counts[2] > counts[3]:
        return Answer(None, reason="undefined")
    return estimated(newcombe(*counts), times=100)


def gaps_closed(years: Mapping[int, float]) -> float | Answer:
    """What is no longer missing in the last year, of what was missing in the first."""
    if len(years) < 2:
        return Answer(None, reason="too short", words={"needed": 2, "count": len(years)})
    first, last = years[min(years)], years[max(years)]
    return (first - last) / first if first else Answer(None, reason="empty whole")
