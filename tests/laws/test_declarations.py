"""What every line of the table of measures must say, and what none may."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import Counted, Flows, Measure, Observed
from counterpart.evaluation.reads.described import indicators_of, kinds_of
from counterpart.tables import TABLES

EVERY = pytest.mark.parametrize("key", MEASURES)
DIMENSIONS = {"spatial", "cultural", "economic", "social"}


def test_keys_are_unique_and_begin_with_their_dimension() -> None:
    for key, measure in MEASURES.items():
        assert key == measure.key
        assert key.split(".")[0] == measure.dimension
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", key)
    for language in ("en", "zh"):
        assert len({measure.name(language) for measure in MEASURES.values()}) == len(MEASURES)


def test_each_dimension_has_at_least_three_measures() -> None:
    counts = Counter(measure.dimension for measure in MEASURES.values())
    assert set(counts) == DIMENSIONS
    assert min(counts.values()) >= 3


@EVERY
def test_a_measure_says_what_it_is_where_it_is_from_and_how_it_is_made(key: str) -> None:
    measure = MEASURES[key]
    assert measure.source.strip()
    assert measure.unit in load_catalogue().units
    assert all(re.fullmatch(r"M\d\d", each) for each in measure.mechanisms)
    assert measure.mechanisms
    assert set(measure.rises) | set(measure.falls) <= set(measure.reads)


def composition_of(measure: Measure) -> set[str]:
    """The indicators of the make-up of a population that a measure reads."""
    indicators = load_catalogue().indicators
    names = {name for read in measure.reads.values() for name in indicators_of(read)}
    return {name for name in names if indicators[name].composition}


@EVERY
def test_the_composition_of_a_population_is_no_success(key: str) -> None:
    if composition_of(MEASURES[key]):
        assert MEASURES[key].better == "none"


def test_that_rule_is_seen_where_it_is_broken() -> None:
    read = Observed(("population_minority",), "b")
    broken = replace(MEASURES["economic.aid"], reads={"amount": read}, better="higher")
    assert composition_of(broken) == {"population_minority"}


def test_what_a_measure_reads_is_in_the_catalogue() -> None:
    catalogue = load_catalogue()
    for measure in MEASURES.values():
        for read in measure.reads.values():
            assert set(indicators_of(read)) <= set(catalogue.indicators), measure.key
            if isinstance(read, Flows):
                assert set(read.kinds) <= set(catalogue.kinds), measure.key
                assert kinds_of(read, catalogue), measure.key
            if isinstance(read, Counted):
                named = {each for each, _ in read.where} | {*read.filled, *read.empty}
                assert named <= TABLES[read.table].has, measure.key


@EVERY
def test_sums_are_of_flows_and_never_of_stocks(key: str) -> None:
    catalogue = load_catalogue()
    for read in MEASURES[key].reads.values():
        if isinstance(read, Flows):
            kinds = kinds_of(read, catalogue)
            assert {catalogue.kinds[kind].aggregation for kind in kinds} == {"flow"}, kinds
