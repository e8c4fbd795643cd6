"""A small argument with predictions, recommendations with answers, and two stories."""

from __future__ import annotations

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.places import B

SOURCE = "syn-review"
THEORY = "two-way-growth"
# construct, class, name in English, in Chinese, measurable, measures
CONSTRUCTS = (
    ("grants", "input", "grants", "援助资金", "yes", "economic.aid"),
    ("postings", "activity", "postings", "人员派驻", "yes", "spatial.people_a_to_b;spatial.person_days_a_to_b"),
    ("institution-ties", "output", "ties of institutions", "机构结对", "yes", "social.institution_ties"),
    ("sales", "outcome", "sales on the coast", "沿海销售", "yes", "economic.market"),
    ("own-strength", "outcome", "share of market in market and aid", "自立程度", "yes", "economic.self_sustaining_ratio"),
    ("town-growth", "condition", "growth of towns", "城镇化", "no_data", ""),
    ("closeness", "aim", "closeness of the two sides", "两地亲近", "by_choice_not", ""),
    ("fair-trade", "aim", "fair trade", "公平贸易", "by_choice_not", ""),
    ("clean-supply", "aim", "clean supply", "清洁供给", "by_choice_not", ""),
    ("living-land", "aim", "living land", "生机土地", "by_choice_not", ""),
    ("fair-services", "aim", "fair services", "公平服务", "by_choice_not", ""),
    ("open-doors", "aim", "open doors", "开放往来", "by_choice_not", ""),
)  # fmt: skip
# link, cause, effect, sign, lag from, lag to, rivals, what would refute it
LINKS = (
    ("grants-sales", "grants", "sales", "+", 1, 3, "town-growth", "sales stand still while grants grow for three years"),
    ("sales-strength", "sales", "own-strength", "+", 0, 1, None, "the share falls while sales rise"),
    ("grants-strength", "grants", "own-strength", "-", 0, 1, None, "a larger grant and a larger share in the same years"),
    ("postings-ties", "postings", "institution-ties", "+", 0, 2, None, "fewer ties where more people are posted"),
    ("ties-sales", "institution-ties", "sales", "+", 1, 4, "town-growth", "sales grow alike with and without ties"),
    ("ties-closeness", "institution-ties", "closeness", "+", 0, 10, None, "not to be measured here, by choice"),
)  # fmt: skip
# prediction, link, lodged, measure, end of the year, value, low, high, scored, outcome
PREDICTIONS = (
    ("strength-2020", "sales-strength", "2018-06-01", "economic.self_sustaining_ratio", 2020, None, 0.5, None, "2021-03-01", "hit"),
    ("aid-2021", "grants-strength", "2018-06-01", "economic.aid", 2021, None, None, 70_000_000, "2022-03-01", "miss"),
    ("market-2026", "grants-sales", "2022-06-01", "economic.market", 2026, 240_000_000, 200_000_000, 280_000_000, None, "not_scored"),
)  # fmt: skip
# title, addressee, response, reason, action, owner, due, done, evidence
ADVICE = (
    ("Publish vacancy days of posts", "both personnel offices", "accepted", None, "table in the yearbook", "coast-office", "2023-06-30", "2023-06-12", "yearbook of 2023"),
    ("Count returns beside placements", "employment services", "accepted", None, "new column in the register", "labour desk", "2023-12-31", "2024-03-20", "register of 2024"),
    ("Take over the idle hall of park 3", "Plateau Cooperation Office", "partly", "an owner was found, no tenant", "tender", "plateau-office", "2024-06-30", None, None),
    ("Pay for posts by the number of articles", "joint programme office", "rejected", "counts of articles say nothing of work", None, None, None, None, None),
    ("Ask patients of both sides", "two health offices", "open", None, None, "two health offices", "2025-12-31", None, None),
)  # fmt: skip


def write_argument(book: Book) -> None:
    """Constructs, links and predictions of one theory; advice; stories with consent."""
    book.add("theories", theory=THEORY, title="Growth in two directions (synthetic)", source=SOURCE)
    for construct, kind, english, chinese, measurable, measures in CONSTRUCTS:
        book.add("constructs", construct=construct, theory=THEORY, name_en=english,
                 name_zh=chinese, measurable=measurable, measures=measures or None, source=SOURCE,
                 **{"class": kind})  # fmt: skip
    for link, cause, effect, sign, low, high, rivals, refuted in LINKS:
        book.add("links", link=link, theory=THEORY, cause=cause, effect=effect, sign=sign,
                 lag_low=low, lag_high=high, unit_of_analysis="programme and year",
                 wording=f"Chapter 2, sentence on {link}", rivals=rivals, would_refute=refuted,
                 source=SOURCE)  # fmt: skip
    for (
        prediction,
        link,
        lodged,
        measure,
        year,
        value,
        low_end,
        high_end,
        scored,
        outcome,
    ) in PREDICTIONS:
        book.add("predictions", prediction=prediction, link=link, lodged_at=lodged,
                 measure=measure, subject="coast-plateau", start_on=f"{year}-01-01",
                 end_on=f"{year}-12-31", value=value, low=low_end, high=high_end,
                 scored_at=scored, outcome=outcome, source=SOURCE)  # fmt: skip
    for number, advice in enumerate(ADVICE, start=1):
        title, addressee, response, reason, action, owner, due, done, evidence = advice
        book.add("recommendations", recommendation=f"rec-{number}", title=title,
                 addressee=addressee, response=response, reason=reason, action=action,
                 owner=owner, due=due, done_on=done, evidence=evidence, position=number,
                 source=SOURCE, locator=f"page {10 + number}")  # fmt: skip
    _stories(book)


def _stories(book: Book) -> None:
    for story, english, chinese, words, place, day, takedown in (
        (
            "second-harvest",
            "The second harvest",
            "第二茬",
            "A drawn cooperative of a drawn county sold its second harvest on a drawn coast. "
            "(An invented story; no person is meant.)",
            "SYB21",
            "2021-09-12",
            None,
        ),
        (
            "two-choirs",
            "Two choirs in one hall",
            "一堂两团",
            "Two choirs that do not exist sang each other's songs and kept their own. "
            "(An invented story; no person is meant.)",
            B,
            "2023-10-08",
            "2030-12-31",
        ),
    ):
        book.add("stories", story=story, title_en=f"{english} (made up)",
                 title_zh=f"{chinese}（虚构）", text=words, place=place, date=day,
                 consent="the group as a body agreed to print (invented)", takedown_on=takedown,
                 source="syn-bulletin")  # fmt: skip
