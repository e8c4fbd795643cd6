"""Asking a record: each check over all series, with what was too short to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from math import isnan
from typing import Any

from counterpart.catalogue import parameter
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.questions.checks import (
    attainment,
    heaping,
    holm,
    last_month,
    never_falls,
    same_values,
)
from counterpart.evaluation.questions.series import (
    Series,
    months,
    pairs_of_roles,
    read_series,
    yearly,
)
from counterpart.snapshot.read import Snapshot

# Two reporters are compared that agree in so many periods; of one value so many are paired at most.
AGREE, MOST = 3, 30


@dataclass(frozen=True, slots=True)
class Question:
    """A pattern in what `subject` reports of `what`, worded as a question.

    `p` is how likely it is in an honest record (None: the same figure stands twice, which needs no
    chance). `innocent` are usual good reasons, `answer` what would settle it, `rows` are the keys.
    """

    check: str
    table: str
    what: str
    subject: str
    p: float | None
    asks: str
    innocent: str
    answer: str
    rows: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The question as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one check: its questions, how many series it asked, how many were too short."""

    check: str
    questions: tuple[Question, ...]
    asked: int
    too_short: int

    def as_dict(self) -> dict[str, Any]:
        """The check as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Limits:
    """The dated parameters of the catalogue that checks go by."""

    level: float
    value: float
    count: int
    confusable: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What one check finds in one place: p (NaN: too little to ask), and the words for it."""

    table: str
    what: str
    subject: str
    p: float
    words: dict[str, object]
    rows: tuple[str, ...]


def questions(
    snapshot: Snapshot, checks: Sequence[str] | None = None, language: str = "en"
) -> list[Asked]:
    """Each of CHECKS (or those named; KeyError for others) over the record.

    Checks look at exact counts of offices and places, of `question_least_value` or more: never at
    persons, never at small cells. Of a record without trends, seasons and stocks each asks anything
    with a chance of at most `question_significance`, over all series together; of others far more
    often (docs/questions.md).
    """
    store, catalogue = snapshot.store, snapshot.catalogue
    pairs = (each.partition("/") for each in parameter(catalogue, "confusable_kinds"))
    limits = Limits(
        float(parameter(catalogue, "question_significance")),
        float(parameter(catalogue, "question_least_value")),
        int(parameter(catalogue, "question_least_series")),
        tuple((first, second) for first, _, second in pairs),
    )
    series = read_series(store, catalogue)
    say = Phrases(language)
    found = []
    for name in checks or CHECKS:
        patterns = list(CHECKS[name](series, limits))
        told = holm([each.p for each in patterns], limits.level)
        short = sum(isnan(each.p) for each in patterns)
        asked = [each for each, asks in zip(patterns, told, strict=True) if asks]
        made = tuple(_question(name, each, say) for each in asked)
        found.append(Asked(name, made, len(patterns) - short, short))
    return found


def _question(check: str, pattern: Pattern, say: Phrases) -> Question:
    return Question(
        check,
        pattern.table,
        pattern.what,
        pattern.subject,
        None if pattern.p == 0 else pattern.p,
        say(f"asks {check}", **pattern.words),
        say(f"innocent {check}"),
        say(f"answer {check}"),
        pattern.rows,
    )


def _counts(series: Sequence[Series]) -> Iterator[Series]:
    """The series of counts that were reported as they turned out."""
    return (
        each for each in series if each.role == "actual" and each.whole and each.unit != "money"
    )


def _heaping(series: Sequence[Series], limits: Limits) -> Iterator[Pattern]:
    for each in _counts(series):
        p, round_, count = heaping(each.values, limits.value, limits.count)
        words: dict[str, object] = {"round": round_, "count": count}
        yield Pattern(each.table, each.what, each.subject, p, words, each.keys)


def _last_month(series: Sequence[Series], limits: Limits) -> Iterator[Pattern]:
    for each in _counts(series):
        places = months(each)
        if len(places) < 2 or each.values.max() < limits.value:
            continue
        named = [each.ends[place].month for place in places]
        p, times = last_month(each.values[places], named)
        words: dict[str, object] = {"years": named.count(12), "times": f"{times:.1f}"}
        keys = tuple(each.keys[place] for place in places if each.ends[place].month == 12)
        yield Pattern(each.table, each.what, each.subject, p, words, keys)


def _same_values(series: Sequence[Series], limits: Limits) -> Iterator[Pattern]:
    by_what: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for each in _counts(series):
        by_what[each.table, each.what].append(each)
    for (table, what), group in by_what.items():
        cells: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place, each in enumerate(group):
            for start, end, value in zip(each.starts, each.ends, each.values, strict=True):
                if value >= limits.value:
                    cells[start, end, value].append(place)
        alike: dict[tuple[int, int], int] = defaultdict(int)
        for places in cells.values():
            for pair in combinations(sorted(set(places))[:MOST], 2):
                alike[pair] += 1
        for (one, two), times in alike.items():
            if times >= AGREE:
                yield _of_two(table, what, group[one], group[two], limits)


def _of_two(table: str, what: str, one: Series, two: Series, limits: Limits) -> Pattern:
    first, second = (
        {(start, end): (value, key) for start, end, value, key in
         zip(each.starts, each.ends, each.values, each.keys, strict=True)}
        for each in (one, two)
    )  # fmt: skip
    both = sorted(first.keys() & second.keys(), key=lambda span: (span[1], str(span[0])))
    p, alike = same_values(
        [first[span][0] for span in both], [second[span][0] for span in both], limits.count
    )
    keys = tuple(
        told[span][1]
        for span in both
        if first[span][0] == second[span][0]
        for told in (first, second)
    )
    words: dict[str, object] = {"alike": alike, "count": len(both)}
    return Pattern(table, what, f"{one.subject}, {two.subject}", p, words, keys)


def _never_falls(series: Sequence[Series], limits: Limits) -> Iterator[Pattern]:
    for each in _counts(series):
        places = [] if each.stock else yearly(each)
        if len(places) < 3 or each.values[places].max() < limits.value:
            continue
        values = each.values[places]
        words: dict[str, object] = {
            "years": len(places), "first": f"{values[0]:,.0f}", "last": f"{values[-1]:,.0f}",
        }  # fmt: skip
        keys = tuple(each.keys[place] for place in places)
        yield Pattern(each.table, each.what, each.subject, never_falls(values), words, keys)


def _attainment(series: Sequence[Series], limits: Limits) -> Iterator[Pattern]:
    by_subject: dict[str, list[tuple[float, float, str, str]]] = defaultdict(list)
    for subject, *told in pairs_of_roles(series):
        by_subject[subject].append(tuple(told))  # type: ignore[arg-type]
    for subject, pairs in by_subject.items():
        targets, actual = [each[0] for each in pairs], [each[1] for each in pairs]
        p, met, near = attainment(targets, actual, limits.count)
        words: dict[str, object] = {"met": met, "near": near, "short": near - met}
        keys = tuple(key for each in pairs for key in each[2:])
        yield Pattern("observations", "", subject, p, words, keys)


def _same_figure(series: Sequence[Series], limits: Limits) -> Iterator[Pattern]:
    """The same figure under two kinds that are easily taken for each other."""
    by_kind: dict[str, dict[tuple[str, date | None, date, float], str]] = defaultdict(dict)
    for each in series:
        if each.table == "flows":
            for start, end, value, key in zip(
                each.starts, each.ends, each.values, each.keys, strict=True
            ):
                if value >= limits.value:
                    by_kind[each.what.split(", ")[0]][each.subject, start, end, value] = key
    for one, two in limits.confusable:
        for cell in by_kind[one].keys() & by_kind[two].keys():
            subject, start, end, value = cell
            words: dict[str, object] = {"one": one, "two": two, "value": f"{value:,.0f}"}
            keys = (by_kind[one][cell], by_kind[two][cell])
            yield Pattern("flows", f"{one}, {two}", subject, 0.0, words, keys)


CHECKS: dict[str, Callable[[Sequence[Series], Limits], Iterator[Pattern]]] = {
    "heaping": _heaping,
    "last month": _last_month,
    "same values": _same_values,
    "never falls": _never_falls,
    "attainment": _attainment,
    "same figure": _same_figure,
}
