"""What a read asks for: its kinds of flow and indicators, and the question in words."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.catalogue import Catalogue
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
    Side,
    Spells,
    Stages,
    Ties,
    Yearly,
)


def kinds_of(read: Read, catalogue: Catalogue) -> tuple[str, ...]:
    """The kinds of flow that a read takes: named, or of its families, in its unit."""
    if isinstance(read, Yearly):
        return kinds_of(read.read, catalogue)
    if not isinstance(read, Flows):
        return ()
    named = read.kinds or catalogue.kinds_of(*read.families)
    return tuple(kind for kind in named if catalogue.kinds[kind].unit == read.unit)


def indicators_of(read: Read) -> tuple[str, ...]:
    """The indicators that a read takes, those it wants beside them included."""
    if isinstance(read, Yearly):
        return indicators_of(read.read)
    if isinstance(read, Observed | Composition):
        return read.indicators
    if isinstance(read, Reported):
        return (*read.indicators, *read.beside)
    if isinstance(read, Panel):
        return (*read.indicators, *read.per)
    return ()


def is_sensitive(reads: Iterable[Read], catalogue: Catalogue) -> bool:
    """Whether any of them takes a kind or indicator whose small counts are not for everyone."""
    return any(
        any(catalogue.kinds[kind].sensitive for kind in kinds_of(read, catalogue))
        or any(catalogue.indicators[name].sensitive for name in indicators_of(read))
        for read in reads
    )


def in_words(read: Read, catalogue: Catalogue, say: Phrases) -> str:
    """What a read needs of the record, as it is said where that is missing."""
    return say.once(read, lambda: _of_the_record(read, catalogue, say))


def _of_the_record(read: Read, catalogue: Catalogue, say: Phrases) -> str:
    def named(list_name: str, codes: tuple[str, ...], between: str = ", ") -> str:
        return between.join(catalogue.name(list_name, code, say.language) for code in codes)

    if isinstance(read, Yearly):
        return say("yearly missing", what=in_words(read.read, catalogue, say))
    if isinstance(read, Flows):
        kinds = named("kinds", kinds_of(read, catalogue), say("or"))
        arrow = say(read.direction)
        return say("flows missing", names=kinds or ", ".join(read.families), arrow=arrow)
    if isinstance(read, Observed):
        names = named("indicators", read.indicators)
        return say(f"of {read.of}", names=names, side=read.side.upper())
    if isinstance(read, Reported):
        names = named("indicators", read.indicators)
        if beside := tuple(each for each in read.beside if each not in read.indicators):
            names += say("reported beside", names=named("indicators", beside))
        of = "side reports" if read.side else "pair reports"
        return say("reported missing", names=names, of=say(of, side=(read.side or "").upper()))
    if isinstance(read, Engaged | Spells):
        names = named("engagement_kind", read.kinds, say("or"))
        take = "spells" if isinstance(read, Spells) else read.take
        return say(f"{take} missing", names=names, arrow=say(read.direction))
    if isinstance(read, Composition):
        names = named("indicators", read.indicators)
        which = "composition twice" if read.before else "composition missing"
        return say(which, names=names, side=read.side.upper())
    if isinstance(read, Panel):
        names = named("indicators", (*read.indicators, *read.per))
        return say("panel missing", names=names, of=_of(read.side, say))
    return _of_the_register(read, say)


def _of_the_register(read: Read, say: Phrases) -> str:
    if isinstance(read, Ties):
        return say("ties missing")
    if isinstance(read, Places):
        return say("places missing", side=read.side.upper())
    if isinstance(read, Coordinates):
        return say("coordinates missing")
    if isinstance(read, Counted):
        named = ", ".join(value for _, values in read.where for value in values)
        if named:
            return say("rows of some kind missing", table=read.table, values=named)
        return say("rows missing", table=read.table)
    if isinstance(read, Stages):
        return say("stages missing")
    assert isinstance(read, Due)
    what = "rules missing" if read.take == "due" else "payments missing"
    return say(what, arrow=say(read.direction))


def _of(side: Side | None, say: Phrases) -> str:
    return say("of one side", side=side.upper()) if side else say("of both sides")
