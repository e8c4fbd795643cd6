"""Sentences of the bulletin with the expressions that check them: a claim for every verdict."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.places import A, B
from counterpart.examples.synthetic_programme.truths import GRANT_BASE, GRANT_GROWTH

SOURCE = "syn-bulletin"
AID = "{{flow: {{kind: assistance_funds, origin: SYA, destination: SYB, period: '{}', "
AID += "where: {{money_stage: paid}}}}}}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence, what it states, its check, the verdict to expect and why."""

    key: str
    statement: str
    chinese: str
    year: str
    value: float | None
    unit: str
    decimals: int
    check: str | None
    verdict: str
    why: str
    precision: str = "rounded"
    code: str | None = None
    status: str = "stated"
    subject: str = "coast-plateau"
    ambiguity: str | None = None
    note: str | None = None


def claims(book: Book) -> list[Claim]:
    """The claims, right and wrong; right ones take their figure from the rows."""
    flows = book.rows["flows"]

    def total(kind: str, year: int, side: str, **where: str) -> int:
        return sum(
            int(row["value"])
            for row in flows
            if row["kind"] == kind
            and row["origin"].startswith(side)
            and row["end_on"].startswith(str(year))
            and row.get("money_stage", "paid") == "paid"
            and row["source"] != "syn-press"
            and all(row.get(name) == value for name, value in where.items())
        )

    def seen(indicator: str, subject: str, year: int) -> float:
        return next(
            float(row["value"])
            for row in book.rows["observations"]
            if (row["indicator"], row["subject"]) == (indicator, subject)
            and row["end_on"].startswith(str(year))
        )

    aid = total("assistance_funds", 2023, A)
    sent = total("electricity", 2023, B)
    used = seen("electricity_consumption", A, 2023)
    income = {year: seen("rural_income_per_head", B, year) for year in (2016, 2024)}
    trained = total("training_participants", 2023, A)
    posted = {side: total("professional_posting", 2023, side) for side in (A, B)}
    due = GRANT_BASE * (1 + GRANT_GROWTH) ** 7
    grown = 100 * (total("product_sales", 2023, B) / total("product_sales", 2022, B) - 1)
    wait = seen("days_referral_to_surgery", "plateau-hospital-1", 2022)
    return [
        Claim("S01", "aid to the plateau in 2023, of all accounts", "2023年援助资金总额", "2023",
              round(aid / 1e6, 1), "million EUR", 1, AID.format(2023), "reproduced",
              "the sum over cities, districts and accounts"),
        Claim("S02", "the plateau met this share of the coast's demand for power in 2023",
              "2023年高原供电占海岸用电比重", "2023", round(100 * sent / used, 1), "%", 1,
              "{share: [{flow: {kind: electricity, origin: SYB, destination: SYA, period: '2023'}}, "
              "{observation: {indicator: electricity_consumption, subject: SYA, period: '2023'}}]}",
              "reproduced", "a flow over an observation"),
        Claim("S03", "patients now wait these days from referral to operation",
              "现由转诊至手术所需天数", "", wait, "days", 1,
              "{observation: {indicator: days_referral_to_surgery, subject: plateau-hospital-1}}",
              "stale", "days of 2022 in a text of 2024", subject="plateau-hospital-1",
              ambiguity="which year is now?"),
        Claim("S04", "rural incomes of the plateau have doubled since 2016",
              "高原农村居民收入较2016年翻番", "2024", 2, "ratio", 1,
              "{ratio: [{observation: {indicator: rural_income_per_head, subject: SYB, period: '2024'}}, "
              "{observation: {indicator: rural_income_per_head, subject: SYB, period: '2016'}}]}",
              "not reproduced", f"they are {income[2024] / income[2016]:.2f} times those of 2016"),
        Claim("S05", "more professionals came to the coast in 2023 than went to the plateau",
              "2023年赴海岸的专业人才多于赴高原者", "2023", None, "ordinal", 0,
              "{flow: {kind: professional_posting, origin: SYB, destination: SYA, period: '2023'}, "
              "compare: '>', against: {flow: {kind: professional_posting, origin: SYA, "
              "destination: SYB, period: '2023'}}}",
              "contradicted", f"{posted[B]} came, {posted[A]} went", code="more"),
        Claim("S06", "nine of ten patients are satisfied", "九成患者满意", "2023", 90, "%", -1, None,
              "not checkable", "no survey of patients is on record",
              note="a survey with its question, sample and answers"),
        Claim("S07", "people trained by the coast in 2023", "2023年海岸培训人数", "2023", trained,
              "persons", 0,
              "{flow: {kind: training_participants, origin: SYA, destination: SYB, period: '2023'}}",
              "definition differs", "person-times called persons", precision="exact"),
        Claim("S08", "the programme began in 2016", "合作始于2016年", "2016", 2016, "year", 0,
              "{date: {table: stages, key: coast-plateau+grants, column: start_on}}", "reproduced",
              "the first day of the first stage", precision="exact"),
        Claim("S09", "the grant rule makes this sum due in 2023", "2023年按规则应付", "2023",
              round(due / 1e6, 2), "million EUR", 2,
              "{readings: {base-2016: {due: {commitment: grant, reading: base-2016, year: 2023}}, "
              "base-2017: {due: {commitment: grant, reading: base-2017, year: 2023}}}}",
              "reproduced", "under the chosen reading only",
              ambiguity="the base year of the rule is not told"),
        Claim("S10", "aid of 2023 a month, implied", "推算2023年月均援助", "2023",
              round(round(aid / 1e6, 1) / 12, 2), "million EUR", 2, "{ratio: [{claim: S01}, 12]}",
              "reproduced", "by arithmetic from S01", status="derived"),
        Claim("S11", "four leagues take part", "四个盟参与合作", "2023", 4, "places", 0,
              "{count: {table: group_members, where: {group: all-leagues}}}", "reproduced",
              "members of a group", precision="exact"),
        Claim("S12", "league 3 has most people of the four", "三盟人口最多", "2023", 1, "rank", 0,
              "{rank: {indicator: population, subject: SYB3, in: 'group:all-leagues', period: '2023'}}",
              "not reproduced", "it is another", precision="exact"),
        Claim("S13", "sales of products grew by this much in 2023", "2023年产品销售额增速", "2023",
              round(grown, 1), "%", 1,
              "{change: {from: {flow: {kind: product_sales, origin: SYB, destination: SYA, period: '2022'}}, "
              "to: {flow: {kind: product_sales, origin: SYB, destination: SYA, period: '2023'}}, steps: 1}}",
              "reproduced", "change over one step"),
        Claim("S14", "the two sides lie over 400 km apart", "两地相距逾400公里", "", 400, "km", 0,
              "{distance: [SYA, SYB], compare: '>'}", "reproduced",
              "great-circle distance of the two points", precision="more_than"),
        Claim("S15", "market and aid of 2023 together are at least 100 million", "2023年市场与援助合计不低于1亿",
              "2023", 100, "million EUR", 0,
              "{sum: [{flow: {kind: [product_sales, consumption_purchased, consumption_helped_sell], "
              "origin: SYB, destination: SYA, period: '2023'}}, "
              f"{AID.format(2023)}], compare: '>='}}",
              "reproduced", "a sum of both directions against a floor", precision="at_least"),
        Claim("S16", "the first two stages lasted six years", "前两阶段共六年", "2021", 6, "years", 0,
              "{years_between: [{date: {table: stages, key: coast-plateau+grants, column: start_on}}, "
              "{date: {table: stages, key: coast-plateau+works, column: end_on}}]}",
              "reproduced", "completed years between two dates on record", precision="exact"),
    ]  # fmt: skip


def write_claims(book: Book) -> list[Claim]:
    """The rows of claims; gives the claims with the verdicts to expect."""
    made = claims(book)
    for number, claim in enumerate(made, start=1):
        open_low = claim.precision in ("more_than", "at_least")
        book.add(
            "claims",
            claim=claim.key,
            source=SOURCE,
            locator=f"page {(number + 3) // 4}",
            statement=claim.statement,
            statement_zh=claim.chinese,
            status=claim.status,
            subject=claim.subject,
            start_on=f"{claim.year}-01-01" if claim.year else None,
            end_on=f"{claim.year}-12-31" if claim.year else None,
            value=claim.value,
            low=claim.value if open_low else None,
            precision=None if claim.value is None else claim.precision,
            decimals=None if claim.value is None else claim.decimals,
            code=claim.code,
            unit=claim.unit,
            check=claim.check,
            ambiguity=claim.ambiguity,
            note=claim.note,
        )
    return made
