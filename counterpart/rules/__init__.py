"""What must hold of tables, whoever delivers them: rows, keys, references, sums, no doubles."""

from __future__ import annotations

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store
from counterpart.errors import Finding
from counterpart.rules.claims import check_claims
from counterpart.rules.commitments import check_commitments
from counterpart.rules.double_count import check_double_counts
from counterpart.rules.keys import check_keys
from counterpart.rules.references import check_references
from counterpart.rules.rows import check_rows
from counterpart.rules.stages import check_stages
from counterpart.rules.sums import check_sums


def check_rules(store: Store, catalogue: Catalogue) -> list[Finding]:
    """Every rule over every table of the store; all findings at once.

    Rules that compare rows with each other run only on rows that are right in themselves.
    """
    findings: list[Finding] = []
    for relation in store.relations.values():
        if relation.rows:
            findings += check_rows(store, relation, catalogue)
            findings += check_keys(store, relation)
    findings += check_references(store)
    findings += check_claims(store, catalogue)
    findings += check_commitments(store)
    findings += check_stages(store)
    if not any(item.severity == "error" for item in findings):
        findings += check_double_counts(store, catalogue)
    if not any(item.severity == "error" for item in findings):
        findings += check_sums(store, catalogue)
    return findings
