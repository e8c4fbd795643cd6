"""Money and promises over time: which rules stand in which chart, their units, years and names."""

from __future__ import annotations

import re

from counterpart.evaluation.run import Evaluation
from counterpart.reports.axes import Frame, apart
from counterpart.reports.figures import Notes
from counterpart.reports.flows import Counted
from counterpart.reports.money import Money, money
from counterpart.reports.numbers import Numbers
from counterpart.reports.promises import Rule, rules
from counterpart.reports.record import Record
from counterpart.reports.theme import SIDE_A, SIDE_B, Canvas
from counterpart.reports.timelines import due_chart, money_chart
from counterpart.reports.words import Language, load_words
from counterpart.snapshot import Snapshot
from tests.built import Reports, Snapshots

EXAMPLES = ("twinned_hospitals", "cross_border")
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def counted(snapshot: Snapshot, language: Language = "en") -> Counted:
    """A record with its sides prepared, ready to be read."""
    Evaluation(snapshot, by="programme", language=language)
    words = load_words(language)
    return Counted(Record(snapshot, words), Numbers(snapshot.catalogue, words), Notes())


def read(snapshot: Snapshot, language: Language = "en") -> tuple[list[Money], dict[str, Rule]]:
    """The money and the rules of a snapshot's only programme."""
    flows = counted(snapshot, language)
    programme = flows.record.programmes[0]
    found = rules(flows, programme)
    return money(flows, programme, found), {rule.key: rule for rule in found}


def test_a_rule_stands_only_beside_payments_of_its_family_and_currency(
    snapshots: Snapshots,
) -> None:
    (euro,), _ = read(snapshots["cross_border"])
    beside = {family.name: [rule.key for rule in family.rules] for family in euro.families}
    assert beside.pop("joint projects") == [
        "east-floor-2014",
        "east-growth-2021",
        "west-floor-2014",
    ]
    assert not any(beside.values())
    pounds, shillings = read(snapshots["twinned_hospitals"])[0]
    assert all(rule.direction == "a_to_b" for each in pounds.families for rule in each.rules)
    assert [rule.key for each in shillings.families for rule in each.rules] == ["hospitality"]


def test_the_years_of_a_chart_are_those_of_payments_and_dues(
    snapshots: Snapshots,
) -> None:
    (euro,), found = read(snapshots["cross_border"])
    assert max(due.path.year for due in found["east-growth-2021"].years) == 2027
    assert euro.span == (2007, 2027)


def test_money_of_every_family_and_direction_is_listed(
    snapshots: Snapshots, reports: Reports
) -> None:
    (euro,), _ = read(snapshots["cross_border"])
    directions = {each.name: {one.direction for one in each.payments} for each in euro.families}
    assert directions == {
        "aid": {"a_to_b"},
        "investment": {"b_to_a"},
        "market": {"a_to_b", "b_to_a"},
        "joint projects": {"a_to_b", "b_to_a"},
    }
    assert [family.name for family in euro.drawn] == ["market", "joint projects"]
    html = reports.html("cross_border", "en")
    section = html.split('aria-labelledby="money"')[1].split("</section>")[0]
    for family in euro.families:
        assert f'class="group">{family.name}</th>' in section


def test_bars_have_the_colour_of_the_side_that_gives(snapshots: Snapshots) -> None:
    snapshot = snapshots["twinned_hospitals"]
    numbers = counted(snapshot).numbers
    found = read(snapshot)[1]
    for key, color, other in (("hospitality", SIDE_B, SIDE_A), ("charity-gift", SIDE_A, SIDE_B)):
        chart = due_chart(found[key], numbers, Canvas("x", wide=True))
        assert color in chart and other not in chart


def test_amounts_due_have_the_unit_of_their_kind(snapshots: Snapshots, reports: Reports) -> None:
    snapshot = snapshots["twinned_hospitals"]
    found = read(snapshot)[1]
    assert (found["fellowships"].unit, found["fellowships"].money) == ("persons", False)
    assert found["hospitality"].unit == "UGX"
    html = reports.html("twinned_hospitals", "en")
    due = html.split('id="summary"')[1].split("</section>")[0]
    fellowships = next(each for each in due.split("<li>") if "professionals posted" in each)
    assert re.search(r'<data value="25">25</data><span class="unit">.persons', fellowships)
    assert "payment" not in fellowships


def test_rules_are_called_by_agreement_and_kind_in_both_languages(
    snapshots: Snapshots, reports: Reports
) -> None:
    for language, agreement in (
        (LANGUAGES[0], "Memorandum of understanding 2019-2023"),
        (LANGUAGES[1], "2019—2023年合作备忘录"),
    ):
        html = reports.html("twinned_hospitals", language)
        heads = re.findall(r"<h3>(.*?)</h3>", html)
        assert any(agreement in head for head in heads)
        assert not any("fellowships" in head or "charity" in head for head in heads)
    for name in EXAMPLES:
        titles = [rule.title for rule in read(snapshots[name])[1].values()]
        assert len(titles) == len(set(titles))


def test_only_a_rule_with_several_readings_says_that_it_has_them(
    snapshots: Snapshots, reports: Reports
) -> None:
    for name in EXAMPLES:
        several = sum(rule.readings > 1 for rule in read(snapshots[name])[1].values())
        html = reports.html(name, "en")
        assert several > 0
        assert html.count("can be read in more than one way") == several


def test_labels_at_one_place_stand_apart_and_inside_the_panel() -> None:
    frame = Frame(Canvas("x", wide=False), 2000, 2010, 0, 100, 100)
    label = {"x": 2010, "y": 50, "text": "12 m EUR, 2009"}
    first, second = apart([label, label], frame)
    assert second["y"] - first["y"] >= frame.line
    assert first["x"] < 2010


def test_years_without_anything_on_record_do_not_overlap(snapshots: Snapshots) -> None:
    snapshot = snapshots["cross_border"]
    rule = read(snapshot)[1]["east-growth-2021"]
    numbers = counted(snapshot).numbers
    narrow = due_chart(rule, numbers, Canvas("x", wide=False))
    assert numbers.words("nothing") not in narrow
    assert sum(due.path.chosen and due.path.paid is None for due in rule.years) == 3


def test_charts_of_money_draw_in_both_widths(snapshots: Snapshots) -> None:
    flows = counted(snapshots["cross_border"])
    programme = flows.record.programmes[0]
    (euro,) = money(flows, programme, rules(flows, programme))
    for wide in (True, False):
        chart = money_chart(euro, programme, flows.numbers, Canvas("x", wide, "Synthetic data"))
        assert SIDE_A in chart and SIDE_B in chart and "Synthetic data" in chart
