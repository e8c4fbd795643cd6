"""A reading that counts something else decides nothing, whatever source or moment it is of."""

from __future__ import annotations

from counterpart.evaluation.claims import audit
from tests.conftest import Run
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


def test_what_counts_something_else_is_shown_in_its_own_unit(folder: Folder, run: Run) -> None:
    folder.flow(kind="staff_exchanged_times", value=5)
    folder.claim(TIMES, claim="C1", value=5, unit="million persons")
    snapshot = folder.snapshot()
    (verdict,) = audit(snapshot)
    assert verdict.verdict == "definition_differs"
    assert (verdict.stated, verdict.unit) == (5, "million persons")
    assert (verdict.computed, verdict.computed_unit) == (5, "person-times")
    assert "5 person-times" in run("audit", snapshot.path).output
    assert "5 人次" in run("audit", snapshot.path, "--lang", "zh").output


def test_an_order_shows_both_figures_in_their_own_units(folder: Folder, run: Run) -> None:
    folder.flow(value=8)
    folder.flow(kind="staff_exchanged_times", value=17)
    check = f"{{product: [{SENT}, 1], compare: '>', against: {TIMES}}}"
    folder.claim(check, claim="C1", code="more", unit="ordinal")
    snapshot = folder.snapshot()
    (verdict,) = audit(snapshot)
    assert (verdict.verdict, verdict.stated) == ("contradicted", "more")
    assert (verdict.computed, verdict.computed_unit) == (8, "persons")
    assert (verdict.against, verdict.against_unit) == (17, "person-times")
    english = " ".join(run("audit", snapshot.path).output.split())
    assert "8 persons against" in english
    assert "17 person-times" in english
    chinese = run("audit", snapshot.path, "--lang", "zh").output
    assert "更多" in chinese
    assert "8 人，对照 17 人次" in "".join(chinese.splitlines())


def test_figures_in_the_unit_of_the_claim_say_so(folder: Folder) -> None:
    folder.flow(value=8)
    folder.claim(SENT, claim="C1", value=8, unit="persons")
    (verdict,) = audit(folder.snapshot())
    assert (verdict.computed_unit, verdict.against, verdict.against_unit) == ("persons", None, None)
