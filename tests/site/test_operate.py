"""docs/operate.md names commands, options and variables that there are, and every variable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterpart_site import settings
from counterpart_site.commands.site import COMMANDS
from tests.browser.tour import PAGES
from tests.conftest import Run

TEXT = (Path(__file__).parents[2] / "docs" / "operate.md").read_text("utf-8")
TOUR = Path(__file__).parents[2] / "docs" / "tour.md"
SOURCES = Path(settings.__file__).parent
VARIABLE = re.compile(r"\b(?:COUNTERPART_[A-Z_]+|DATABASE_URL)\b")
CALL = re.compile(r"counterpart site ((?:[a-z]+ )*[a-z]+)([^`\n]*)")


def test_every_variable_is_read_and_every_one_that_is_read_is_told() -> None:
    told = set(VARIABLE.findall(TEXT))
    read = set()
    for path in SOURCES.rglob("*.py"):
        for name in re.findall(r'"(COUNTERPART_[A-Z_]+|DATABASE_URL)"', path.read_text("utf-8")):
            read.add(name)
    assert told == read


@pytest.mark.parametrize(("words", "rest"), sorted(set(CALL.findall(TEXT))))
def test_commands_and_options_that_are_named_are_there(run: Run, words: str, rest: str) -> None:
    first, *more = words.split()
    assert first in COMMANDS
    called = [first, *(word for word in more if first == "user")][:2]
    told = run("site", *called, "--help")
    assert told.exit_code == 0
    assert [option for option in re.findall(r"--[a-z-]+", rest) if option not in told.stdout] == []


def test_options_of_serve_are_told(run: Run) -> None:
    own = set(re.findall(r"--[a-z-]+", run("site", "serve", "--help").stdout))
    assert own - {"--help"} <= set(re.findall(r"--[a-z-]+", TEXT))


def test_the_tour_shows_what_its_script_takes() -> None:
    named = re.findall(r"\(tour/([a-z-]+)\.png\)", TOUR.read_text("utf-8"))
    taken = [f"{page.name}-{way}" for page in PAGES for way in page.ways]
    assert sorted(named) == sorted([*taken, "start-en", "start-zh-phone"])
