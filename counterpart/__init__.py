"""Counterpart: record and evaluate long-term cooperation between paired regions.

    import counterpart as cp
    checked = cp.check(["my-folder"])
    cp.write_snapshot(checked.store, checked.catalogue, "my.snapshot")
    snapshot = cp.open_snapshot("my.snapshot")
    results = cp.evaluate(snapshot, by="pairing")
    results.table()
    cp.report(snapshot, "en", Path("report.html"))

Names are loaded when first used, so that the import itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterpart.evaluation.claims import audit as audit
    from counterpart.evaluation.commitments import due_paths as due_paths
    from counterpart.evaluation.explain import explain as explain
    from counterpart.evaluation.run import evaluate as evaluate
    from counterpart.intake import check as check
    from counterpart.reports import write_report as report  # noqa: F401
    from counterpart.snapshot import difference as difference
    from counterpart.snapshot import open_snapshot as open_snapshot
    from counterpart.snapshot import verify_snapshot as verify_snapshot
    from counterpart.snapshot import write_snapshot as write_snapshot

_HOMES = {
    "audit": "counterpart.evaluation.claims",
    "check": "counterpart.intake",
    "difference": "counterpart.snapshot",
    "due_paths": "counterpart.evaluation.commitments",
    "evaluate": "counterpart.evaluation.run",
    "explain": "counterpart.evaluation.explain",
    "open_snapshot": "counterpart.snapshot",
    "report": "counterpart.reports:write_report",
    "verify_snapshot": "counterpart.snapshot",
    "write_snapshot": "counterpart.snapshot",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'counterpart' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(import_module(module), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
