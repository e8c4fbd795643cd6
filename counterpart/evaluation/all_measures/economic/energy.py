"""Energy and computing: what is delivered, how green it is, what hangs on one line."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    OF_PLACES,
    SECTION,
    as_reported,
    reported,
)
from counterpart.evaluation.all_measures.economic.market import part_in_whole, share_in_whole
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.measure import Answer, Flows, Measure, Yearly

POWER = Flows((), "b_to_a", "kWh", kinds=("electricity",))
GREEN = Flows((), "b_to_a", "kWh", kinds=("green_electricity",))
HOURS = 8760


def energy_lines() -> list[Measure]:
    """Power and computing for the partner."""
    return [
        as_reported(
            "energy", "output", "kWh", "none", POWER, f"{SECTION}: share of demand met",
            "M32", "M33",
        ),
        line(
            "economic.green_share", "outcome", "pair", "index", "higher",
            {"part": GREEN, "whole": POWER}, share_in_whole, f"{SECTION}: green power delivered",
            extremes=part_in_whole, mechanisms=("M32", "M37"),
        ),
        line(
            "economic.avoided_emissions", "outcome", "pair", "tonnes CO2", "higher",
            {"green": GREEN, "grid_factor": reported("grid_emission_factor", "a")}, _avoided,
            f"{SECTION}: avoided emissions by the grid's average factor",
            rises=("green", "grid_factor"), mechanisms=("M32",),
        ),
        line(
            "economic.power_share", "outcome", "pair", "index", "none",
            {"part": POWER, "whole": reported("electricity_consumption", "a")}, share_in_whole,
            f"{SECTION}: share of demand met",
            extremes=part_in_whole, mechanisms=("M33",),
        ),
        line(
            "economic.line_loss", "outcome", "pair", "index", "lower",
            {
                "energy_by_year": Yearly(POWER),
                "capacity": reported("transmission_capacity", "b"),
                "largest_line": reported("largest_line_capacity", "b"),
            },
            _line_loss, f"{SECTION}: N-1",
            rises=("energy_by_year", "largest_line"), falls=("capacity",), periods=("year", "all"),
            mechanisms=("M33",),
        ),
        as_reported(
            "computing_load", "outcome", "%", "higher", reported("computing_load_share", "b"),
            f"{SECTION}: computing", "M34",
        ),
        as_reported(
            "network_latency", "outcome", "ms", "lower", reported("network_latency"),
            f"{SECTION}: computing", "M34",
        ),
        line(
            "economic.computing_emissions", "outcome", "one_side", "gCO2/kWh", "lower",
            {
                "green_share": reported("computing_green_share", "b"),
                "grid_factor": reported("grid_emission_factor", "b"),
            },
            _carbon, f"{SECTION}: computing",
            rises=("grid_factor",), falls=("green_share",), by=OF_PLACES, mechanisms=("M34",),
        ),
    ]  # fmt: skip


def _avoided(green: float, grid_factor: float) -> float:
    return economic.avoided_emissions(green, grid_factor)


def _line_loss(
    energy_by_year: Mapping[int, float], capacity: float, largest_line: float
) -> float | Answer | None:
    """The share of the last year's energy that could not come with the largest line out."""
    energy = energy_by_year[max(energy_by_year)]
    if min(energy, capacity, largest_line) < 0:
        return Answer(None, reason="negative sums")
    if largest_line > capacity:
        return Answer(None, reason="part above whole")
    load = energy / HOURS / 1000
    # The rest of the lines is taken as one, unless the largest would not be the largest then.
    return economic.line_loss([load], [largest_line, *_rest(capacity, largest_line)]).share


def _rest(capacity: float, largest: float) -> list[float]:
    """The other lines: as many as are needed for none to be larger than the largest."""
    rest = capacity - largest
    number = max(1, -int(-rest // largest)) if largest else 1
    return [rest / number] * number


def _carbon(green_share: float, grid_factor: float) -> float | None:
    return grid_factor * (1 - green_share / 100) if 0 <= green_share <= 100 else None
