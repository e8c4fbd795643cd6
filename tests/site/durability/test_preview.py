"""The preview against a plain model: what is counted, who is asked, which rows meet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check, delivery_of
from counterpart_site.deliveries.receive import receive
from counterpart_site.records.models import Chain
from tests.site.world import flows, person

OVER = {"east-1": "east", "east-2": "east", "west-1": "west", "west-2": "west"}
PLACES = ("east", "east-1", "east-2", "west", "west-1")
MONTHS = (1, 2, 3)


@dataclass(frozen=True)
class Row:
    """A flow, as an office writes it."""

    key: str
    origin: str
    destination: str
    value: int
    first: int
    last: int

    @property
    def line(self) -> str:
        """Its line in a delivery."""
        start, end = date(2031, self.first, 1), date(2031, self.last, 28)
        return f"{self.key},{self.origin},{self.destination},{self.value},{start},{end}"

    @property
    def cell(self) -> tuple[object, ...]:
        """All that it says but the value."""
        return self.origin, self.destination, self.first, self.last

    @property
    def sides(self) -> set[str]:
        """The sides that it is about."""
        return {
            "a" if place.startswith("east") else "b" for place in (self.origin, self.destination)
        }

    def holds(self, other: Row) -> bool:
        """Whether it contains another row: wider somewhere, and narrower nowhere."""
        return (
            self.cell != other.cell
            and self.origin in (other.origin, OVER.get(other.origin))
            and self.destination in (other.destination, OVER.get(other.destination))
            and self.first <= other.first
            and self.last >= other.last
        )


def rows(keys: str) -> st.SearchStrategy[list[Row]]:
    """Rows of different keys."""
    ends = st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).map(sorted)
    row = st.builds(
        lambda key, origin, destination, value, months: Row(
            key, origin, destination, value, *months
        ),
        st.sampled_from(keys),
        st.sampled_from(PLACES),
        st.sampled_from(PLACES),
        st.integers(1, 2),
        ends,
    )
    return st.lists(row, min_size=1, max_size=5, unique_by=lambda each: each.key)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=rows("abcde"), after=rows("cdefg"))
def test_the_preview_is_what_a_plain_model_says(
    chain: Chain, before: list[Row], after: list[Row]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        _compare(chain, before, after)
        transaction.set_rollback(True)


def _compare(chain: Chain, before: list[Row], after: list[Row]) -> None:
    first = check(receive(chain, person("clerk-a"), flows(*(row.line for row in before))))
    assert first.status == "checked", first.findings
    for who in ("coordinator-a", "coordinator-b"):
        if who[-1] in delivery_of(first.pk).needs:
            accept(delivery_of(first.pk), person(who), "as meant")
    content = flows(*(row.line for row in after))
    delivery = check(receive(chain, person("clerk-a"), content))
    if before == after:
        return
    known, given_ = ({row.key: row for row in each} for each in (before, after))
    changes = {
        key: "added" if key not in known else "unchanged" if known[key] == row else "changed"
        for key, row in given_.items()
    }
    counts = Counter(changes.values())
    preview = delivery.preview or {}
    assert {name: n for name, n in preview["counts"]["flows"].items() if n} == dict(counts)
    needs = {
        key: "".join(
            sorted({"a"} | given_[key].sides | (known[key].sides if key in known else set()))
        )
        for key, change in changes.items()
        if change != "unchanged"
    }
    assert {each["key"]: each["needs"] for each in preview["changes"]["flows"]} == needs
    assert set(delivery.needs) == set("".join(needs.values()))
    _compare_meetings(preview["meetings"], known | given_, set(given_))


def _compare_meetings(found: dict[str, dict], all_rows: dict[str, Row], new: set[str]) -> None:  # type: ignore[type-arg]
    """Rows of one cell stand together; of each cell the first speaks for it in comparisons."""
    cells: dict[tuple[object, ...], list[str]] = {}
    for row in all_rows.values():
        cells.setdefault(row.cell, []).append(row.key)
    same = {tuple(sorted(keys)) for keys in cells.values() if len(keys) > 1 and new & set(keys)}
    told = {tuple(sorted(each["flow"] for each in cell)) for cell in found["conflicts"]["listed"]}
    assert told == same
    wide = {(a.cell, b.cell) for a, b in _pairs(all_rows) if a.holds(b)}
    said = {
        (all_rows[each["wide"]].cell, all_rows[each["narrow"]].cell)
        for each in found["contains"]["listed"]
    }
    about_new = {pair for pair in wide if any(new & set(cells[cell]) for cell in pair)}
    assert said <= wide
    # Repeats of one source in one cell all stay: any of them may stand in the pair.
    assert said == about_new


def _pairs(all_rows: dict[str, Row]) -> list[tuple[Row, Row]]:
    both = list(combinations(all_rows.values(), 2))
    return both + [(b, a) for a, b in both]
