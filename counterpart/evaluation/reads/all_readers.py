"""The readers of every kind of read, made for the measures of one evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.evaluation.measure import By
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import (
    Composition,
    Coordinates,
    Counted,
    Due,
    Engaged,
    Flows,
    Observed,
    Panel,
    Places,
    Read,
    Reported,
    Spells,
    Stages,
    Ties,
    Yearly,
)
from counterpart.evaluation.reads.counted import CountReader
from counterpart.evaluation.reads.described import indicators_of, kinds_of
from counterpart.evaluation.reads.engaged import EngagementReader
from counterpart.evaluation.reads.flows import FlowReader
from counterpart.evaluation.reads.observed import ObservationReader
from counterpart.evaluation.reads.owed import DueReader
from counterpart.evaluation.reads.places import PlaceFigures
from counterpart.evaluation.reads.reported import ReportedReader
from counterpart.evaluation.reads.spells import SpellReader
from counterpart.evaluation.reads.ties import PlaceReader, TieReader
from counterpart.evaluation.reads.yearly import Reader, StageReader, YearlyReader
from counterpart.evaluation.subjects import Subject
from counterpart.snapshot.read import Snapshot


class Readers:
    """What answers each read; made once, each table is gone through once."""

    def __init__(self, snapshot: Snapshot, by: By, reads: Iterable[Read], say: Phrases) -> None:
        store, catalogue = snapshot.store, snapshot.catalogue
        asked = [each.read if isinstance(each, Yearly) else each for each in reads]
        kinds = frozenset(kind for read in asked for kind in kinds_of(read, catalogue))
        wanted = {
            kind: frozenset(
                name for read in asked if isinstance(read, kind) for name in indicators_of(read)
            )
            for kind in (Observed, Reported, Composition, Panel)
        }
        self.flows = FlowReader(store, catalogue, by, kinds, say)
        figures = PlaceFigures(store, catalogue, wanted[Composition] | wanted[Panel], say)
        self._readers: dict[type, Reader] = {
            Flows: self.flows,
            Observed: ObservationReader(store, catalogue, wanted[Observed], say),
            Reported: ReportedReader(store, catalogue, wanted[Reported], say),
            Engaged: EngagementReader(store, catalogue, say),
            Spells: SpellReader(store, catalogue, say),
            Ties: TieReader(store, say),
            Places: PlaceReader(store, say),
            Coordinates: figures,
            Composition: figures,
            Panel: figures,
            Counted: CountReader(store, catalogue, say),
            Due: DueReader(snapshot, say),
            Stages: StageReader(store, say),
            Yearly: YearlyReader(self.of, say),
        }

    def years(self, subject: Subject) -> set[int]:
        """The years of which any reader has something of a subject."""
        return {
            year
            for reader in dict.fromkeys(self._readers.values())
            for year in reader.years(subject)
        }

    def of(self, read: Read) -> Reader:
        """The reader that answers a read."""
        return self._readers[type(read)]
