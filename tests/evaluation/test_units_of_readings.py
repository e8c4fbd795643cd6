"""A reading that counts something else decides nothing, whatever source or moment it is of."""

from __future__ import annotations

from counterpart.evaluation.claims import audit
from tests.folders import Folder

SENT = "{flow: {kind: cadre_secondment, origin: A, destination: B}}"
TIMES = "{flow: {kind: staff_exchanged_times, origin: A, destination: B}}"


def test_an_independent_reading_in_another_unit_does_not_lend_its_basis(folder: Folder) -> None:
    # The document's own 5 persons fit; another source counts 5 person-times, which are no persons.
    folder.flow(flow="own", kind="cadre_secondment", value=5, source="paper")
    folder.flow(flow="other", kind="staff_exchanged_times", value=5, source="book")
    check = f"{{readings: {{persons: {SENT}, times: {TIMES}}}}}"
    folder.claim(check, claim="C1", value=5, unit="persons", source="paper")
    (verdict,) = audit(folder.snapshot())
    assert verdict.verdict == "reproduced"
    assert verdict.basis == "same_document"
