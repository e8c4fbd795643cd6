"""What was computed from a snapshot is kept under its content root: the same again is a look-up."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar, cast

from django.core.cache import caches

from counterpart import __version__
from counterpart.evaluation.claims import audit
from counterpart.evaluation.measure import By
from counterpart.evaluation.results import Result, Verdict
from counterpart.evaluation.run import Evaluation
from counterpart.reports.words import Language
from counterpart.snapshot.read import Snapshot

T = TypeVar("T")
NOTHING = object()


def kept(snapshot: Snapshot, name: str, make: Callable[[], T]) -> T:
    """What `make` gives for a snapshot; `name` says what it is, in which language, of what."""
    manifest = snapshot.manifest
    told = f"{__version__} {manifest.root} {manifest.chain_head} {manifest.catalogue} {name}"
    key = sha256(told.encode()).hexdigest()
    cache = caches["editions"]
    found = cache.get(key, NOTHING)
    if found is NOTHING:
        found = make()
        cache.set(key, found)
    return cast(T, found)


def results_of(snapshot: Snapshot, by: By, language: Language) -> list[Result]:
    """All measures of a snapshot, by programme, pairing or place."""

    def evaluate() -> list[Result]:
        return list(Evaluation(snapshot, by=by, language=language).results())

    return kept(snapshot, f"results {by} {language}", evaluate)


def verdicts_of(snapshot: Snapshot, language: Language) -> list[Verdict]:
    """The verdicts on all claims of a snapshot."""
    return kept(snapshot, f"verdicts {language}", lambda: list(audit(snapshot, language)))
