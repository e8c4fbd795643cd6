"""THE TABLE OF MEASURES, listed by hand: one line each, nothing is discovered."""

from __future__ import annotations

from collections.abc import Callable, Collection

from counterpart.evaluation import cultural, economic, social, spatial
from counterpart.evaluation.measure import (
    Direction,
    Due,
    Engaged,
    Flows,
    Measure,
    Observed,
    Places,
    Side,
    Ties,
)

ARROWS: tuple[tuple[Direction, str], ...] = (("a_to_b", "A → B"), ("b_to_a", "B → A"))
SIDES: tuple[tuple[Side, str], ...] = (("a", "A"), ("b", "B"))
MOVERS = ("movers_same_county", "movers_same_province", "movers_other_province")
INSTITUTIONS = ("school", "hospital", "institution-firm", "firm-park")
VOLUMES = (
    ("outpatient_visits", "outpatient visits", "门诊人次"),
    ("inpatient_discharges", "inpatient discharges", "出院人次"),
    ("surgical_procedures", "surgical procedures", "手术台次"),
)


def _same(amount: float) -> float:
    """The input itself: a total is its own measure."""
    return amount


def _reached(position: int) -> Callable[..., float | None]:
    """Coverage among the places of the levels that were reached at all."""

    def covered(ties: Collection[tuple[str, str, str]], places: dict[str, str]) -> float | None:
        reached = {tie[position] for tie in ties} & places.keys()
        levels = {places[place] for place in reached}
        return cultural.coverage(reached, {each for each in places if places[each] in levels})

    return covered


def _kept(
    before: Collection[tuple[str, str, str]], now: Collection[tuple[str, str, str]]
) -> float | None:
    return cultural.continuity(
        {f"{one} {other}" for one, other, _ in before}, {f"{one} {other}" for one, other, _ in now}
    )


def _spatial() -> list[Measure]:
    lines = []
    for direction, arrow in ARROWS:
        lines += [
            Measure(
                f"spatial.people_{direction}",
                f"people sent, {arrow}",
                f"派出人员（{arrow}）",
                "spatial", "input", "pair", "persons", "none",
                {"amount": Flows(("people",), direction, "persons")},
                _same,
                "sum of people flows counted in persons",
                "Counterpart methods, section 1: mobility",
                rises=("amount",),
                mechanisms=("M17", "M18"),
            ),
            Measure(
                f"spatial.person_days_{direction}",
                f"person-days of postings, {arrow}",
                f"派驻人日（{arrow}）",
                "spatial", "input", "pair", "person-days", "none",
                {"amount": Engaged(("posting",), direction, "person_days")},
                _same,
                "headcount of postings held times the days that fall into the period; estimate",
                "Counterpart methods, section 2: person-days by direction",
                rises=("amount",),
                mechanisms=("M17", "M18"),
            ),
            Measure(
                f"spatial.labour_{direction}",
                f"people helped into work, {arrow}",
                f"帮助就业人数（{arrow}）",
                "spatial", "output", "pair", "persons", "none",
                {"amount": Flows(("labour",), direction, "persons")},
                _same,
                "sum of labour placements; never a target",
                "Counterpart methods, section 1: mobility",
                rises=("amount",),
                mechanisms=("M20",),
            ),
        ]  # fmt: skip
    for side, name in SIDES:
        lines += [
            Measure(
                f"spatial.mobility_retention_{side}",
                f"movers who stay inside the region, side {name}",
                f"区内流动占比（{name}方）",
                "spatial", "context", "one_side", "index", "none",
                {"within": Observed(MOVERS[:2], side), "movers": Observed(MOVERS, side)},
                spatial.retention,
                "registered elsewhere in the region / registered elsewhere, same county included; "
                "denominator residents",
                "Counterpart methods, section 1: retention",
                mechanisms=("M21",),
            ),
            Measure(
                f"spatial.mobility_rate_{side}",
                f"movers among residents, side {name}",
                f"流动人口占常住人口比重（{name}方）",
                "spatial", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side), "population": Observed(("population",), side)},
                spatial.mobility_rate,
                "registered elsewhere, same county included / residents",
                "Counterpart methods, section 1: rate",
                mechanisms=("M21",),
            ),
            Measure(
                f"spatial.mobility_concentration_{side}",
                f"movers in the three largest destinations, side {name}",
                f"前三位目的地流动人口占比（{name}方）",
                "spatial", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side, of="places")},
                spatial.concentration,
                "share of the three largest of the places directly below the side",
                "Counterpart methods, section 1: concentration of destinations",
                mechanisms=("M21",),
            ),
        ]  # fmt: skip
    return lines


def _cultural() -> list[Measure]:
    lines = []
    for direction, arrow in ARROWS:
        lines += [
            Measure(
                f"cultural.participants_{direction}",
                f"participants of study tours, {arrow}",
                f"研学参与人数（{arrow}）",
                "cultural", "activity", "pair", "persons", "none",
                {"amount": Flows(("culture",), direction, "persons")},
                _same,
                "sum of culture and education flows counted in persons",
                "Counterpart methods, section 2: volume by direction",
                rises=("amount",),
                mechanisms=("M46", "M47"),
            ),
            Measure(
                f"cultural.events_{direction}",
                f"joint events held, {arrow}",
                f"联合活动场次（{arrow}）",
                "cultural", "activity", "pair", "events", "none",
                {"amount": Engaged(("event", "study_tour"), direction, "count")},
                _same,
                "engagements held; a title that looks like a count is a title",
                "Counterpart methods, section 2: volume by direction",
                rises=("amount",),
                mechanisms=("M48",),
            ),
        ]  # fmt: skip
    lines.append(
        Measure(
            "cultural.reciprocity",
            "reciprocity of people exchanged",
            "人员往来互惠度",
            "cultural",
            "outcome",
            "pair",
            "index",
            "higher",
            {
                "a_to_b": Flows(("people", "culture"), "a_to_b", "persons"),
                "b_to_a": Flows(("people", "culture"), "b_to_a", "persons"),
            },
            cultural.balance,
            "1 - |A to B - B to A| / (A to B + B to A), persons; a way not counted is missing",
            "Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013",
            mechanisms=("M10", "M46", "M47"),
        )
    )
    for position, (side, name) in enumerate(SIDES):
        lines.append(
            Measure(
                f"cultural.coverage_{side}",
                f"units with a known partner, side {name}",
                f"已知有结对关系的单位占比（{name}方）",
                "cultural",
                "activity",
                "pair",
                "index",
                "higher",
                {"ties": Ties(), "places": Places(side)},
                _reached(position),
                "places with a tie attested in the period / all places of the same levels",
                "Counterpart methods, section 2: coverage",
                by=("programme",),
                mechanisms=("M01", "M09"),
            )
        )
    lines.append(
        Measure(
            "cultural.continuity",
            "ties of the year before still alive",
            "上年结对关系延续率",
            "cultural",
            "outcome",
            "pair",
            "index",
            "higher",
            {"before": Ties(before=True), "now": Ties()},
            _kept,
            "share of ties attested the year before that are attested in the year",
            "Counterpart methods, section 2: continuity",
            by=("programme",),
            periods=("year",),
            mechanisms=("M01", "M60"),
        )
    )
    return lines


def _economic() -> list[Measure]:
    aid = Flows(("aid",), "a_to_b", "money")
    market = Flows(("market",), "b_to_a", "money")
    return [
        Measure(
            "economic.aid",
            "aid, A → B",
            "援助资金（A → B）",
            "economic", "input", "pair", "money", "none",
            {"amount": aid},
            _same,
            "fiscal funds and donations, paid or stage not stated; planned sums left out",
            "Counterpart methods, section 3: ledgers, nominal",
            rises=("amount",),
            mechanisms=("M11", "M13", "M14"),
        ),
        Measure(
            "economic.investment",
            "investment paid in, A → B",
            "到位投资（A → B）",
            "economic", "output", "pair", "money", "none",
            {"amount": Flows(("investment",), "a_to_b", "money")},
            _same,
            "investment flows, paid or stage not stated",
            "Counterpart methods, section 3: ledgers, nominal",
            rises=("amount",),
            mechanisms=("M15", "M52"),
        ),
        Measure(
            "economic.market",
            "products sold in the partner's market, B → A",
            "产品销售额（B → A）",
            "economic", "outcome", "pair", "money", "higher",
            {"amount": market},
            _same,
            "sales and purchases, nominal",
            "Counterpart methods, section 3: ledgers, nominal",
            rises=("amount",),
            mechanisms=("M26", "M63"),
        ),
        Measure(
            "economic.self_sustaining_ratio",
            "market share of market and aid",
            "市场往来占市场与援助之比",
            "economic", "outcome", "pair", "index", "higher",
            {"market": market, "aid": aid},
            economic.self_sustaining_ratio,
            "market / (market + aid), both nominal and in one currency",
            "Counterpart methods, section 3: the transfusion to blood-making test",
            rises=("market",),
            falls=("aid",),
            mechanisms=("M02", "M10", "M16"),
        ),
        Measure(
            "economic.due",
            "due by commitment rules",
            "按承诺规则应付",
            "economic", "input", "pair", "money", "none",
            {"amount": Due()},
            _same,
            "chosen reading of each rule; bounds span the other readings",
            "Counterpart methods, section 3: commitment path",
            rises=("amount",),
            by=("programme",),
            mechanisms=("M12",),
        ),
        Measure(
            "economic.fulfilment",
            "paid against due",
            "到位与应付之比",
            "economic", "output", "pair", "index", "none",
            {"paid": Due("paid"), "due": Due("due_where_paid")},
            economic.fulfilment,
            "paid in the account of the commitment / due in the years with a payment on record",
            "Counterpart methods, section 3: commitment path due against paid",
            rises=("paid",),
            falls=("due",),
            by=("programme",),
            mechanisms=("M03", "M12"),
        ),
        Measure(
            "economic.energy",
            "electricity supplied, B → A",
            "供电量（B → A）",
            "economic", "output", "pair", "kWh", "none",
            {"amount": Flows(("energy",), "b_to_a", "kWh")},
            _same,
            "sum of electricity flows",
            "Counterpart methods, section 3: share of demand met",
            rises=("amount",),
            mechanisms=("M32", "M33"),
        ),
    ]  # fmt: skip


def _social() -> list[Measure]:
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
                    _same,
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


MEASURES: dict[str, Measure] = {
    measure.key: measure for measure in (*_spatial(), *_cultural(), *_economic(), *_social())
}
