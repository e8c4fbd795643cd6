"""Parts and wholes: rounded parts must sum to their total within their rounding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literals
from counterpart.errors import Finding, finding
from counterpart.quantities import Quantity, bounded, total
from counterpart.rules.cells import row_id
from counterpart.rules.containment import HOLDER
from counterpart.rules.listing import LISTED
from counterpart.rules.rows import SIGNED


def check_sums(store: Store, catalogue: Catalogue) -> list[Finding]:
    """Compare places with all their parts, and containers of flows with what they contain."""
    places = _places(store, catalogue)
    return [*places, *_flows(store)] if store.relations["flows"].rows else places


def _places(store: Store, catalogue: Catalogue) -> list[Finding]:
    """An indicator that adds, observed for a place and for every place directly below it."""
    additive = frozenset(
        name
        for name, indicator in catalogue.indicators.items()
        if indicator.additive and catalogue.units[indicator.unit].quantity not in SIGNED - {"money"}
    )
    rows = store.rows(
        f"""
        WITH seen AS (
            SELECT indicator, subject, start_on, end_on, source, value, low, high, precision, role,
                   observation, _part, _row
            FROM observations WHERE subject_type = 'place' AND indicator IN ({literals(additive)})
        ),
        children AS (
            SELECT parent, count(*) AS expected FROM places WHERE parent IS NOT NULL GROUP BY parent
        )
        SELECT whole.observation, whole._part, whole._row,
               [whole.value, whole.low, whole.high], whole.precision,
               list([part.value, part.low, part.high]), list(part.precision)
        FROM seen whole
        JOIN places place ON place.parent = whole.subject
        JOIN seen part ON part.subject = place.place AND part.indicator = whole.indicator
             AND part.end_on = whole.end_on AND part.source IS NOT DISTINCT FROM whole.source
             AND part.start_on IS NOT DISTINCT FROM whole.start_on
             AND part.role IS NOT DISTINCT FROM whole.role
        JOIN children ON children.parent = whole.subject
        GROUP BY whole.observation, whole._part, whole._row, whole.value, whole.low, whole.high,
                 whole.precision, children.expected
        HAVING count(*) = children.expected
        ORDER BY whole._part, whole._row
        """
    )
    findings = []
    for name, part_number, row, whole, precision, parts, precisions in rows:
        stated = _quantity(whole, precision)
        sums = total([_quantity(each, word) for each, word in zip(parts, precisions, strict=True)])
        if not stated.overlaps(sums):
            findings.append(_mismatch(store, (part_number, row), name, stated, sums))
    return findings


def _flows(store: Store) -> list[Finding]:
    """What lies nearest in a flow may not exceed it; what is contained counts in one container."""
    run = store.connection.execute
    numbered = f"(SELECT *, {row_id(store)} AS id FROM flows)"
    # No bound is looked at before the plain sum is more than the container says.
    run(
        f"""
        CREATE OR REPLACE TABLE doubtful_sums AS
        SELECT holder AS id FROM (
            SELECT {HOLDER} AS holder, sum(inside) AS inside
            FROM held_flows JOIN (SELECT id, coalesce(value, low) AS inside FROM {numbered})
            USING (id) WHERE near IS NOT NULL GROUP BY holder
        ) JOIN (SELECT id, coalesce(value, high) AS most FROM {numbered}) ON id = holder
        WHERE inside > most
        """
    )
    doubtful = store.row("SELECT count(*) FROM doubtful_sums")[0]
    contained: dict[str, list[Quantity]] = defaultdict(list)
    containers: dict[str, tuple[Quantity, tuple[int, int]]] = {}
    for flow, part_number, row, whole, precision, part, word in (
        store.rows(
            f"""
        SELECT f.flow, f._part, f._row, [f.value, f.low, f.high], f.precision,
               [p.value, p.low, p.high], p.precision
        FROM (SELECT id FROM doubtful_sums ORDER BY id LIMIT {LISTED})
        JOIN {numbered} f USING (id)
        JOIN (SELECT {HOLDER} AS holder, id AS other FROM held_flows WHERE near IS NOT NULL)
          ON holder = f.id
        JOIN {numbered} p ON p.id = other
        """
        )
        if doubtful
        else []
    ):
        containers[flow] = _quantity(whole, precision), (part_number, row)
        contained[flow].append(_quantity(part, word))
    findings = []
    for flow, (stated, place) in sorted(containers.items()):
        sums = total([part for part in contained[flow] if part.low is not None])
        if stated.high is not None and sums.low is not None and sums.low > stated.high:
            findings.append(_mismatch(store, place, flow, stated, sums))
    if doubtful > LISTED:
        more = doubtful - LISTED
        findings.append(finding("more_of_the_same", column="value", value=more, of="sum_mismatch"))
    return findings


def _mismatch(
    store: Store, place: tuple[int, int], name: str, stated: Quantity, sums: Quantity
) -> Finding:
    return finding(
        "sum_mismatch",
        **store.place(*place),
        column="value",
        value=name,
        sum=_plain(sums.value if sums.value is not None else sums.low),
        low=_plain(stated.low),
        high=_plain(stated.high),
    )


def _quantity(figures: Sequence[Decimal | None], precision: str | None) -> Quantity:
    value, low, high = figures
    return bounded(value, low, high, precision)


def _plain(number: Decimal | None) -> str:
    return "no bound" if number is None else f"{number.normalize():f}"
