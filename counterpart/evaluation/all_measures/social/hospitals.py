"""Hospitals that are supported: their volumes beside others, what local teams do, what fails."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.shares import share_reported
from counterpart.evaluation.all_measures.social.supported import growth_beyond
from counterpart.evaluation.all_measures.words import METHODS, SIDES, estimated, line
from counterpart.evaluation.intervals import newcombe
from counterpart.evaluation.measure import (
    Estimate,
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
    return [
        share_reported(
            "social.local_surgeries_{side}", "outcome", "higher", *LOCAL, *ALL,
            f"{METHODS}, section 4: capability left behind", ("M25", "M42"), side,
        ),
        line(
            "social.local_surgeries_gain_{side}", "outcome", "one_side", "percentage points",
            "higher",
            {
                "part": Yearly(Reported(LOCAL, side, beside=ALL)),
                "whole": Yearly(Reported(ALL, side, beside=LOCAL)),
            },
            share_gain, "Newcombe 1998, method 10",
            side=side, periods=("all", "stage"), mechanisms=("M25", "M42"),
        ),
        share_reported(
            "social.complications_{side}", "outcome", "lower",
            "surgical_complications", "surgical_procedures",
            f"{METHODS}, section 4: complications", ("M42",), side, sampled=True,
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
        share_reported(
            "social.referred_away_{side}", "outcome", "lower",
            "out_of_area_referrals", "inpatient_discharges",
            f"{METHODS}, section 4: patients not referred away", ("M38", "M39"), side,
        ),
    ]  # fmt: skip


def share_gain(part: Mapping[int, float], whole: Mapping[int, float]) -> Estimate:
    """The share of the last year less that of the first, in percentage points."""
    years = [year for year in sorted(whole) if whole[year] and part.get(year) is not None]
    if len(years) < 2:
        return Estimate(None, reason="too short", words={"needed": 2, "count": len(years)})
    first, last = years[0], years[-1]
    counts = [round(each[year]) for year in (last, first) for each in (part, whole)]
    if counts[0] > counts[1] or counts[2] > counts[3]:
        return Estimate(None, reason="undefined")
    return estimated(newcombe(*counts), times=100)


def gaps_closed(years: Mapping[int, float]) -> float | Estimate:
    """What is no longer missing in the last year, of what was missing in the first."""
    if len(years) < 2:
        return Estimate(None, reason="too short", words={"needed": 2, "count": len(years)})
    first, last = years[min(years)], years[max(years)]
    return (first - last) / first if first else Estimate(None, reason="empty whole")
