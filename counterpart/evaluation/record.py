"""What an audit works on: the claims of a snapshot, and what they are looked up in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store
from counterpart.evaluation.observations import Observations
from counterpart.evaluation.phrases import Phrases
from counterpart.periods import Period
from counterpart.quantities import Quantity, bounded, printed_decimals


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of `claims`."""

    claim: str
    source: str
    status: str
    start_on: date | None
    end_on: date | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    precision: str | None
    decimals: int | None
    code: str | None
    unit: str | None
    check: str | None
    note: str | None
    published_on: date | None

    @property
    def quantity(self) -> Quantity:
        """What the printed figure allows, in its printed unit."""
        decimals = self.decimals
        if decimals is None and self.value is not None:
            decimals = max(0, printed_decimals(self.value))
        return bounded(self.value, self.low, self.high, self.precision, decimals)

    @property
    def period(self) -> Period:
        """The claim's own period; undated, up to the publication of its source."""
        end = self.end_on or self.published_on or self.start_on or date.max
        return Period(self.start_on, end)


COLUMNS = (
    "c.claim, c.source, c.status, c.start_on, c.end_on, c.value, c.low, c.high, c.precision, "
    'c.decimals, c.code, c.unit, c."check", c.note, s.published_on'
)


def read_claims(store: Store) -> dict[str, Claim]:
    """All claims by id, in order of id."""
    rows = store.rows(
        f"SELECT {COLUMNS} FROM claims c LEFT JOIN sources s ON s.source = c.source "
        "ORDER BY c.claim"
    )
    return {row[0]: Claim(*row) for row in rows}


class Record:
    """What an audit looks things up in: a snapshot's tables, its claims, its observations.

    `say` has the words in the language of the audit.
    """

    def __init__(self, store: Store, catalogue: Catalogue, say: Phrases) -> None:
        self.store = store
        self.say = say
        self.catalogue = catalogue
        self.claims = read_claims(store)
        self._observations: dict[tuple[str, bool], Observations] = {}

    def observations(self, avoid: str, *, exclude: bool) -> Observations:
        """The observations with those of one source last, or left out."""
        if (avoid, exclude) not in self._observations:
            self._observations[avoid, exclude] = Observations(
                self.store, self.catalogue, self.catalogue.indicators, avoid=avoid, exclude=exclude
            )
        return self._observations[avoid, exclude]
