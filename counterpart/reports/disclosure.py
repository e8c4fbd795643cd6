"""Which rows are not for everyone: small counts about people, and totals that give them back."""

from __future__ import annotations

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literals
from counterpart.evaluation.subjects import ABOVE

# What lies in what: places, what has its seat or is built there, groups of places, the pairings of
# the areas that it lies in with those above them, and all of it in the programme.
WIDER = f"""
    {ABOVE},
    seats AS (
        SELECT place AS party, place FROM places
        UNION ALL SELECT organisation, place FROM organisations WHERE place IS NOT NULL
        UNION ALL SELECT project, place FROM projects WHERE place IS NOT NULL
    ),
    tied AS (
        SELECT pairing, pairing AS whole FROM pairings
        UNION SELECT tied.pairing, p.parent FROM tied JOIN pairings p ON p.pairing = tied.whole
        WHERE p.parent IS NOT NULL
    ),
    wider AS (
        SELECT party, ancestor AS whole FROM seats JOIN above USING (place)
        UNION SELECT party, party FROM seats
        UNION SELECT party, programme FROM seats, programmes
        UNION SELECT party, g."group" FROM seats JOIN above USING (place)
        JOIN group_members g ON g.place = ancestor
        UNION SELECT party, tied.whole FROM seats JOIN above USING (place)
        JOIN pairings p ON ancestor IN (p.side_a, p.side_b) JOIN tied USING (pairing)
        UNION SELECT party, p.pairing FROM seats JOIN pairings p ON party IN (p.side_a, p.side_b)
        UNION SELECT pairing, whole FROM tied
        UNION SELECT pairing, programme FROM pairings
        UNION SELECT project, tied.whole FROM projects JOIN tied USING (pairing)
    )
"""
FLOWS = """
    , small AS (SELECT * FROM flows WHERE kind IN ({codes}) AND {low})
    SELECT flow FROM small
    UNION SELECT f.flow FROM small s
    JOIN flows f ON f.kind = s.kind AND f.flow <> s.flow AND {overlap}
    JOIN wider o ON o.party = s.origin AND o.whole = f.origin
    JOIN wider d ON d.party = s.destination AND d.whole = f.destination
"""
OBSERVATIONS = """
    , small AS (SELECT * FROM observations WHERE indicator IN ({codes}) AND {low})
    SELECT observation FROM small
    UNION SELECT f.observation FROM small s
    JOIN observations f ON f.indicator = s.indicator AND f.observation <> s.observation
     AND {overlap}
    JOIN wider w ON w.party = s.subject AND w.whole = f.subject
"""
# A day stands for itself where no first day is given.
OVERLAP = (
    "coalesce(f.start_on, f.end_on) <= s.end_on AND f.end_on >= coalesce(s.start_on, s.end_on)"
)


def threshold(catalogue: Catalogue) -> int:
    """The smallest count that everyone is shown."""
    return int(catalogue.parameters["disclosure_threshold"].values[-1].value)


def suppressed(store: Store, catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """The rows (table, key) that readers without a right to rows are not shown.

    Small counts of sensitive kinds and indicators, and every row of the same kind or indicator
    that holds one of them: the total less its other parts would give it back.
    """
    found: set[tuple[str, str]] = set()
    known = "coalesce(value, high, low)"
    low = f"{known} > 0 AND {known} < {threshold(catalogue)}"
    for table, query, entries in (
        ("flows", FLOWS, catalogue.kinds),
        ("observations", OBSERVATIONS, catalogue.indicators),
    ):
        codes = frozenset(code for code, entry in entries.items() if entry.sensitive)
        sql = WIDER + query.format(codes=literals(codes), low=low, overlap=OVERLAP)
        found |= {(table, row[0]) for row in store.rows(sql)}
    return frozenset(found)
