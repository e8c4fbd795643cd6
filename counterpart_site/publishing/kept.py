"""What was computed from a snapshot is kept under its content root: the same again is a look-up."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

from django.core.cache import caches

import counterpart
import counterpart_site
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
    told = f"{code()} {manifest.root} {manifest.chain_head} {manifest.catalogue} {name}"
    key = sha256(told.encode()).hexdigest()
    keeper = caches["editions"]
    found = keeper.get(key, NOTHING)
    if found is NOTHING:
        found = make()
        keeper.set(key, found)
    return cast(T, found)


@cache
def code() -> str:
    """What computes: another state of the program computes anew."""
    packages = (Path(counterpart.__file__).parent, Path(counterpart_site.__file__).parent)
    files = (path for package in packages for path in sorted(package.rglob("*.*")))
    states = [path.stat() for path in files if "__pycache__" not in path.parts]
    return sha256(str([(each.st_size, each.st_mtime_ns) for each in states]).encode()).hexdigest()


def results_of(snapshot: Snapshot, by: By, language: Language) -> list[Result]:
    """All measures of a snapshot, by programme, pairing or place."""

    def evaluate() -> list[Result]:
        return list(Evaluation(snapshot, by=by, language=language).results())

    return kept(snapshot, f"results {by} {language}", evaluate)


def verdicts_of(snapshot: Snapshot, language: Language) -> list[Verdict]:
    """The verdicts on all claims of a snapshot."""
    return kept(snapshot, f"verdicts {language}", lambda: list(audit(snapshot, language)))
