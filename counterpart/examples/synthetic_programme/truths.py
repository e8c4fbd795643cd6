"""What is built into the synthetic programme, so that a measure can be checked against the truth.

Every number here is printed into the README of the folder; `tests/examples` recovers each from the
rows alone.
"""

from __future__ import annotations

SEED = 20_160_101
FIRST, LAST = 2016, 2024
YEARS = range(FIRST, LAST + 1)
SPLIT_YEAR, MERGE_YEAR = 2021, 2019
# The first years of the three stages.
STAGES = (2016, 2019, 2022)

# Rural income per head grows this much faster, a year, from the year after a county's first tie.
CONVERGENCE = 0.015
INCOME_GROWTH = 0.05
INCOME_NOISE = 0.004

# market / (market + aid): broken at the second stage, unchanged at the third.
SELF_SUSTAINING = {2016: 0.30, 2019: 0.60, 2022: 0.60}
MARKET_NOISE = 0.01

# The grant rule pays what is due but for two years: year -> paid / due.
GRANT_BASE, GRANT_GROWTH = 60_000_000, 0.05
BREACHES = {2020: 0.88, 2023: 0.96}

# Moves of residence: elasticities of a gravity model, and what a tie adds to the logarithm.
DISTANCE, MASS, PAIRED = -1.2, 0.8, 0.40
# Trade between firms follows the same model; a tie adds nothing to it.
TRADE_PAIRED = 0.0

# Monthly volumes of the supported hospital from this month on, in logarithms beyond trend, season
# and the shock that all three hospitals share. Discharges: no effect, on purpose.
HOSPITAL_FIRST, HOSPITAL_START = 2019, 2022
HOSPITAL_EFFECTS = {
    "outpatient_visits": 0.12,
    "surgical_procedures": 0.20,
    "inpatient_discharges": 0.0,
}
# Operations not yet done by local teams: a share that shrinks by a fixed part each year.
VISITORS_SHARE, VISITORS_KEPT = 0.60, 0.82

# Ties of schools: alive each year, and how many of them end with the year and are replaced.
SCHOOL_TIES, SCHOOL_TIES_ENDED = 10, 2
# Classes with shared lessons score more points than matched classes from the second year on.
LESSON_GAIN, LESSONS_FROM = 3.0, 2019
# Demonstration villages earn more, in logarithms, after their works are completed.
VILLAGE_GAIN, VILLAGE_WORKS = 0.10, 2020
# Cases of migrants are completed alike for both classes of registration.
MIGRANT_COMPLETION = 0.92
# Each further year of farm technology reaches this part of those who do not use it yet.
ADOPTION = 0.20
# Placements that last twelve months.
KEPT_12_MONTHS = 0.72
# Tourists in the low season (November to March), of a year.
LOW_SEASON = 0.25


def stage_of(year: int) -> int:
    """The first year of the stage that a year lies in."""
    return max(first for first in STAGES if first <= year)


def local_share(year: int) -> float:
    """The share of operations by local teams that is built into a year."""
    return 1 - VISITORS_SHARE * VISITORS_KEPT ** (year - HOSPITAL_FIRST)
