"""Headers that are not as they were: renamed, in another unit, in another order, new, gone."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.headings import Heading, path_of
from counterpart.intake.layouts.matched import Matched

Seen = tuple[tuple[str, ...], str]


@dataclass(slots=True)
class Changes:
    """Headers by what happened to them, with what stood there before."""

    renamed: list[tuple[Heading, str]] = field(default_factory=list)
    moved: list[tuple[Heading, str]] = field(default_factory=list)
    remeasured: list[tuple[Heading, str]] = field(default_factory=list)
    new: list[Heading] = field(default_factory=list)
    gone: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def affected(self) -> set[int]:
        """The columns of which nothing is taken."""
        changed = (*self.renamed, *self.moved, *self.remeasured)
        return {heading.column for heading, _ in changed}


def reference_of(found: Sequence[Matched], catalogue: Catalogue) -> tuple[Seen, ...]:
    """What the headers were: as the layout saw them, else as most of the sheets have them."""
    if not found:
        return ()
    if found[0].block.seen:
        seen = []
        for text in found[0].block.seen:
            path, unit = path_of(text, catalogue)
            seen.append((path, unit.written if unit else ""))
        return tuple(seen)
    if len(found) < 3:
        return ()
    common, count = Counter(tuple(_seen(each.headings)) for each in found).most_common(1)[0]
    return common if count * 2 > len(found) else ()


def changes(reference: Sequence[Seen], headings: Sequence[Heading], any_order: bool) -> Changes:
    """What differs between the headers that were and those that are."""
    found = Changes()
    if not reference:
        return found
    before = {path: number for number, (path, _) in enumerate(reference)}
    units = dict(reference)
    here = {heading.path for heading in headings}
    common = [heading for heading in headings if heading.path in before]
    replaced: set[tuple[str, ...]] = set()
    last = -1
    for heading in headings:
        if heading.path in before:
            last = before[heading.path]
            if units[heading.path] != heading.unit_text:
                found.remeasured.append((heading, units[heading.path] or "no unit"))
            continue
        follows = reference[last + 1][0] if last + 1 < len(reference) else None
        if follows is not None and follows not in here and follows not in replaced:
            replaced.add(follows)
            found.renamed.append((heading, _shown(follows, units)))
            last += 1
        else:
            found.new.append(heading)
    if not any_order:
        order = [before[heading.path] for heading in common]
        stood = sorted(order)
        for number in _out_of_order(order):
            was = reference[stood[number]][0]
            found.moved.append((common[number], _shown(was, units)))
    found.gone = [path for path, _ in reference if path not in here]
    return found


def _out_of_order(order: list[int]) -> list[int]:
    """Positions that moved: both of two that changed places, else those off the longest run."""
    ranked = sorted(order)
    off = [number for number, each in enumerate(order) if each != ranked[number]]
    if len(off) <= 2:
        return off
    tails: list[int] = []
    lengths = []
    for each in order:
        place = bisect_left(tails, each)
        tails[place : place + 1] = [each]
        lengths.append(place + 1)
    kept, wanted = set(), len(tails)
    for number in range(len(order) - 1, -1, -1):
        if lengths[number] == wanted:
            kept.add(number)
            wanted -= 1
    return [number for number in range(len(order)) if number not in kept]


def _seen(headings: Sequence[Heading]) -> list[Seen]:
    return [(heading.path, heading.unit_text) for heading in headings]


def _shown(path: tuple[str, ...], units: dict[tuple[str, ...], str]) -> str:
    unit = units.get(path)
    return " > ".join(path) + (f"({unit})" if unit else "")
