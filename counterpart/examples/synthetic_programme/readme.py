"""The README of the folder: what the seed is, which truths are built in, which traps are set."""

from __future__ import annotations

import counterpart.examples.synthetic_programme.truths as truths
from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.claims import Claim
from counterpart.examples.synthetic_programme.posts import handover_days, vacant_days
from counterpart.examples.synthetic_programme.ties import COHORTS
from counterpart.examples.synthetic_programme.truths import YEARS, local_share

HEAD = """# A drawn programme: every figure in this folder is synthetic

Two sides that do not exist, a made-up coast and a made-up plateau, work together from {first} to {last} in three stages.
All places lie in the open sea, no person is meant anywhere, and every source is of kind `synthetic`. The folder is drawn
by `counterpart.examples.synthetic_programme` from one stream of random numbers (numpy PCG64) with the **seed {seed}**:

```
python -m counterpart.examples.synthetic_programme FOLDER     # the same bytes; a test compares them
counterpart check example:synthetic
counterpart snapshot build example:synthetic -o synthetic.snapshot
counterpart evaluate synthetic.snapshot --by pairing
counterpart audit synthetic.snapshot
```

It exercises what recorded examples cannot: all 65 mechanisms, every kind of flow, every indicator by the subjects whose
form reports it, and effects whose size is known.

"""

TRAPS = """
## Traps

- **Nobody travels in 2020.** Tours, events and exchanges have no row in that year, and their engagements are cancelled.
- **A merger and a split.** Counties 18 and 19 become 12 in {merge}; county 38 becomes 32 and 33 in {split}.
- **A handover of a tie.** County 31 changes its district in 2023: its cohort stays 2018.
- **Two sources, one cell.** Spending of tourists in 2022 and the product of the plateau in 2023 are told twice.
- **A total beside its parts.** Placements of 2023 are told once more for the whole side; ecological payments have a whole and
  a contained part of the districts, whose share rule is broken in 2024.
- **Three stages of one sum.** Grants are planned, committed and paid; only `money_stage: paid` was paid.
- **Persons not told apart.** In 2016 officials and professionals are one figure, later two.
- **A falling share is the success.** Operations by joint teams become fewer as local teams learn.
- **An idle hall.** Park 3 ended in 2022, its hall stands idle; the project was cancelled.
- **A helper that no document names**, an inferred tie of schools, a match whose windows do not meet.
- **Survey items stay apart.** Their bounds are sampling only; none is averaged with another.

"""


def readme(book: Book, seed: int, expected: list[Claim]) -> str:
    """The text in Markdown; numbers come from the truths, never from a measure."""
    counted = ", ".join(f"{name} {len(rows):,}" for name, rows in sorted(book.rows.items()))
    head = HEAD.format(first=truths.FIRST, last=truths.LAST, seed=seed)
    traps = TRAPS.format(merge=truths.MERGE_YEAR, split=truths.SPLIT_YEAR)
    verdicts = [
        "| claim | verdict to expect | why |",
        "|---|---|---|",
        *(f"| {each.key} | {each.verdict} | {each.why} |" for each in expected),
    ]
    tables = f"## What is in it\n\nRows: {counted}.\n\n"
    close = "\n\nThe folder is in the public domain (CC0).\n"
    return head + tables + _truths() + traps + "\n".join(verdicts) + close


def _truths() -> str:
    early, late = truths.SELF_SUSTAINING[2016], truths.SELF_SUSTAINING[2019]
    vacant, shared = vacant_days(), handover_days()
    cohorts = sorted(dict.fromkeys(COHORTS.values(), ""))
    effects = ", ".join(f"`{name}` {value:+.2f}" for name, value in truths.HOSPITAL_EFFECTS.items())
    breaches = ", ".join(f"{year} ({part:.0%})" for year, part in truths.BREACHES.items())
    local = ", ".join(f"{year} {local_share(year):.3f}" for year in YEARS if year >= 2019)
    kept = 1 - truths.SCHOOL_TIES_ENDED / truths.SCHOOL_TIES
    lines = (
        ("convergence",
         f"`rural_income_per_head` of a county grows {truths.CONVERGENCE:.1%} a year faster from the year after its first "
         f"tie (cohorts {cohorts[0]} and {cohorts[1]}; 12/18/19, 22, 42 and 43 never); all grow {truths.INCOME_GROWTH:.0%}; "
         f"noise {truths.INCOME_NOISE} in logarithms. `gdp_per_head`: no effect"),
        ("self-sustaining ratio",
         f"market / (market + aid paid, A to B) is {early} before 2019, {late} from 2019 on: broken at the second stage, "
         f"not at the third; noise {truths.MARKET_NOISE} of the market"),
        ("growth rule",
         f"commitment `grant`: {truths.GRANT_BASE:,} EUR in 2016, {truths.GRANT_GROWTH:.0%} more each year, paid in full "
         f"but for {breaches} of what is due"),
        ("gravity",
         f"`migration_moves` between districts and counties, both ways: elasticity of distance {truths.DISTANCE}, of the "
         f"people of both ends {truths.MASS}, tied pairs {truths.PAIRED:+.2f} in logarithms (1.49 times) from the start of "
         "the tie, Poisson draws. `firm_trade`: same elasticity of distance, no effect of a tie"),
        ("supported hospital",
         f"plateau-hospital-1 from January {truths.HOSPITAL_START}, monthly, in logarithms: {effects}; hospitals 2 and 3 "
         "share its trend (0.003 a month), season and shock of 2020"),
        ("learning curve",
         f"share of operations by local teams at plateau-hospital-1: 1 - {truths.VISITORS_SHARE} x "
         f"{truths.VISITORS_KEPT}^(year - 2019), what visitors do declines by 18% a year: {local}"),
        ("turnover of ties",
         f"{truths.SCHOOL_TIES} stated ties of schools each year, {truths.SCHOOL_TIES_ENDED} of them end and are replaced: "
         f"continuity {kept:.1f} each year"),
        ("posts",
         "days vacant between two holders, all posts: "
         + ", ".join(f"{year} {vacant[year]}" for year in sorted(vacant))
         + "; mean days of handover by year of change: "
         + ", ".join(f"{year} {shared[year]:.2f}" for year in sorted(shared))),
        ("shared lessons",
         f"`test_score_mean` of plateau-school-01 to 04 is {truths.LESSON_GAIN:g} points higher from {truths.LESSONS_FROM + 1} "
         "on, against 09 to 12"),
        ("villages",
         f"`village_income_per_head` of villages with works (keys ending in 1): {truths.VILLAGE_GAIN:+.2f} in logarithms from "
         f"{truths.VILLAGE_WORKS + 1} on, against the other village of the county"),
        ("launch",
         "`sales_outside_pair` of plateau-firm-1 to 4: 1.25 times from 2019 on, against plateau-firm-5, which is not launched"),
        ("equal treatment",
         f"{truths.MIGRANT_COMPLETION:.0%} of cases are completed in both classes of registration: no difference"),
        ("placements", f"{truths.KEPT_12_MONTHS:.0%} last twelve months, in every league and year"),
        ("adoption", f"each year {truths.ADOPTION:.0%} of the households left adopt: 1 - 0.8^(year - 2015)"),
        ("season", f"{truths.LOW_SEASON:.0%} of tourists come in November to March"),
        ("power", "share of the coast's demand met: 0.30 in 2016 and 0.015 more each year, noise 0.004"),
    )  # fmt: skip
    head = "## The truths built in\n\n| what | expected value |\n|---|---|\n"
    return head + "".join(f"| {what} | {value} |\n" for what, value in lines)
