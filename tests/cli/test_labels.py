"""Rule 12: what a command prints for people says that synthetic data are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.snapshot import Snapshot
from tests.conftest import Run

LABEL = {"en": "Synthetic data.", "zh": "合成数据。"}


@pytest.fixture(scope="module")
def hospitals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot in which every source is synthetic."""
    from click.testing import CliRunner

    from counterpart.cli import main

    target = tmp_path_factory.mktemp("label") / "hospitals.snapshot"
    built = ["snapshot", "build", "example:twinned_hospitals", "-o", str(target)]
    assert CliRunner().invoke(main, built).exit_code == 0
    return target


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (("evaluate", "-m", "social"), "en"),
        (("audit",), "en"),
        (("audit", "--lang", "zh"), "zh"),
        (("commitments",), "en"),
    ],
)
def test_tables_of_synthetic_data_say_so_first(
    words: tuple[str, ...], language: str, hospitals: Path, run: Run
) -> None:
    command, *options = words
    assert run(command, hospitals, *options).output.startswith(LABEL[language])


def test_an_explanation_of_synthetic_data_says_so(hospitals: Path, run: Run) -> None:
    shown = run("explain", hospitals, "economic.aid", "northgate-lakeshore", "2018")
    assert shown.output.startswith(LABEL["en"])


def test_recorded_data_carry_no_such_label(example_snapshot: Snapshot, run: Run) -> None:
    assert LABEL["en"] not in run("commitments", example_snapshot.path).output


def test_json_stays_json(hospitals: Path, run: Run) -> None:
    assert run("commitments", hospitals, "--json").output.startswith("[")


def test_an_unknown_example_names_those_that_hold_data(run: Run) -> None:
    shown = run("check", "example:synthetic_programme")
    assert shown.exit_code == 2
    assert "synthetic, twinned_hospitals" in " ".join(shown.output.split())
