"""The network of pairings: every tie a line, each unit once on its side."""

from __future__ import annotations

from datetime import date

from counterpart.reports.network import MOST, network, network_chart, network_height
from counterpart.reports.record import Record
from counterpart.reports.theme import Canvas
from counterpart.reports.words import load_words
from tests.folders import Folder

UNTIL = date(2024, 12, 31)


def pairing(key: str, one: str, other: str, **more: object) -> dict[str, object]:
    """A stated tie of two places."""
    row = {"pairing": key, "programme": "ab", "level": "district-banner", "certainty": "stated"}
    return {**row, "side_a": one, "side_b": other, **more}


def record(folder: Folder) -> Record:
    """The folder as a record in English."""
    return Record(folder.snapshot(), load_words("en"))


def test_a_tie_is_drawn_once_and_unknown_partners_not_at_all(folder: Folder) -> None:
    folder.put(
        "pairings",
        pairing("top", "A", "B", level="province"),
        pairing("one", "A1", "B11"),
        pairing("one again", "A1", "B11", source="news"),
        pairing("school", "A1", "B11", level="school"),
        pairing("over", "A2", "B11", end_on="2020-12-31"),
        pairing("guessed", "A2", "B1", certainty="inferred"),
        pairing("half", "", "B2"),
    )
    found = network(record(folder), "ab", UNTIL)
    assert {(tie.level, tie.side_a, tie.side_b) for tie in found.ties} == {
        ("district-banner", "A1", "B11"),
        ("school", "A1", "B11"),
        ("district-banner", "A2", "B11"),
    }
    assert [tie.key for tie in found.ties if tie.ended] == ["over"]
    assert found.known == 3


def test_the_drawing_names_each_unit_once_and_both_sides(folder: Folder) -> None:
    folder.put("pairings", pairing("one", "A1", "B11"), pairing("two", "A2", "B11"))
    found = record(folder)
    drawing = str(
        network_chart(network(found, "ab", UNTIL), found.programmes[0], Canvas("n", True))
    )
    for name in ("Place A1", "Place A2", "Place B11", "Place A", "Place B"):
        assert drawing.count(f">{name}<") == 1
    assert network_height(network(found, "ab", UNTIL)) > 0


def test_of_many_ties_the_busiest_units_are_drawn_and_all_are_counted(folder: Folder) -> None:
    numbers = range(MOST + 20)
    folder.add(
        "places",
        *(
            {"place": f"C{number}", "name_en": f"C{number}", "level": "district", "parent": "A"}
            for number in numbers
        ),
    )
    folder.put("pairings", *(pairing(f"p{number}", f"C{number}", "B11") for number in numbers))
    found = network(record(folder), "ab", UNTIL)
    assert (len(found.ties), found.known) == (MOST, MOST + 20)
