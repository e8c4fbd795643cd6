"""The social lines of the table: ties of institutions, services."""

from __future__ import annotations

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.words import SIDES, same
from counterpart.evaluation.measure import Measure, Observed, Ties

INSTITUTIONS = ("school", "hospital", "institution-firm", "firm-park")
VOLUMES = (
    ("outpatient_visits", "outpatient visits", "门诊人次"),
    ("inpatient_discharges", "inpatient discharges", "出院人次"),
    ("surgical_procedures", "surgical procedures", "手术台次"),
)


def social_measures() -> list[Measure]:
    """The social lines of the table."""
    lines = [
        Measure(
            "social.institution_ties",
            "institutions tied between the sides",
            "机构结对数",
            "social", "activity", "pair", "pairs", "higher",
            {"ties": Ties(INSTITUTIONS, ends="parties")},
            social.tie_count,
            "pairs of schools, hospitals, institutes and firms with a tie alive in the period, "
            "named one by one in the record",
            "Counterpart methods, section 4: dated two-sided network",
            by=("programme",),
            mechanisms=("M38", "M44", "M55"),
        ),
        Measure(
            "social.multiplexity",
            "kinds of tie per tied pair of places",
            "每对地区的结对层次数",
            "social", "outcome", "pair", "ratio", "none",
            {"layers": Ties()},
            social.multiplexity,
            "mean number of levels of pairing per pair of places",
            "Counterpart methods, section 4: layers per tied pair",
            by=("programme",),
            mechanisms=("M01", "M07"),
        ),
    ]  # fmt: skip
    for side, name in SIDES:
        for indicator, english, chinese in (
            ("paired_schools", "schools in a pair", "结对学校"),
            ("paired_hospitals", "hospitals in a pair", "结对医院"),
        ):
            lines.append(
                Measure(
                    f"social.{indicator}_{side}",
                    f"{english}, side {name}",
                    f"{chinese}（{name}方）",
                    "social",
                    "activity",
                    "pair",
                    indicator.removeprefix("paired_"),
                    "none",
                    {"amount": Observed((indicator,), side)},
                    same,
                    "newest count in the period",
                    "Counterpart methods, section 4: service coverage",
                    rises=("amount",),
                    mechanisms=("M38", "M44"),
                )
            )
    for indicator, english, chinese in VOLUMES:
        lines.append(
            Measure(
                f"social.{indicator}_change",
                f"change of {english} at supported hospitals",
                f"受援医院{chinese}变化",
                "social",
                "outcome",
                "one_side",
                "%",
                "none",
                {"stated": Observed((f"{indicator}_growth",), "b", of="organisations")},
                social.volume_change,
                "growth as stated by the source; base level and comparison hospitals are missing, "
                "so it is no effect",
                "Counterpart methods, section 4: hospital volumes",
                mechanisms=("M39",),
            )
        )
    return lines
