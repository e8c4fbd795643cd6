"""One page a measure: question, formula, source, reads, worked number, trap; and their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterpart.catalogue import Catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import Measure
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.results import UsedRow
from counterpart.reports.contract import WRITTEN
from counterpart.reports.worked import Worked, english, shown

# Rows of an explanation that a page lists; the others are counted.
LISTED = 6


def measure_pages(
    catalogue: Catalogue, recorded: Mapping[str, Worked], synthetic: Mapping[str, Worked]
) -> dict[str, str]:
    """The pages by file name under `docs/`, the index among them."""
    by_page: dict[str, list[Measure]] = {}
    for measure in MEASURES.values():
        by_page.setdefault(measure.page, []).append(measure)
    pages = {
        f"measures/{page}.md": _page(measures, catalogue, recorded, synthetic)
        for page, measures in by_page.items()
    }
    pages["measures/README.md"] = _index(by_page, recorded)
    return pages


def _page(
    measures: Sequence[Measure],
    catalogue: Catalogue,
    recorded: Mapping[str, Worked],
    synthetic: Mapping[str, Worked],
) -> str:
    first = measures[0]
    lines = [
        f"# {first.name()} · {first.name('zh')}",
        "",
        WRITTEN,
        "",
        f"**{first.said('question')}** {first.said('question', 'zh')}",
        "",
        f"- formula: {first.said('method')}",
        f"- source: {first.source}",
        f"- level: {first.level}; about: {first.about.replace('_', ' ')}; unit: {first.unit}; "
        f"better: {first.better}",
        f"- of: {', '.join(first.by)}; over: {', '.join(first.periods)}",
        f"- mechanisms: {', '.join(first.mechanisms)}",
        f"- trap: {first.said('trap')}",
        "",
    ]
    for measure in measures:
        lines += [f"## `{measure.key}`: {measure.name()}", ""]
        lines += [f"- reads {each}" for each in _reads(measure, catalogue)]
        lines += ["", *_worked(measure, recorded.get(measure.key), synthetic.get(measure.key)), ""]
    return "\n".join(lines)


def _reads(measure: Measure, catalogue: Catalogue) -> list[str]:
    say = Phrases("en")
    return [
        f"{say.input(name)}: {in_words(read, catalogue, say)}"
        for name, read in measure.reads.items()
    ]


def _worked(measure: Measure, recorded: Worked | None, synthetic: Worked | None) -> list[str]:
    """The worked number of the example; where it has none, what is missing, and a made-up one."""
    lines = []
    for worked, label in ((recorded, "In the example"), (synthetic, "In the synthetic programme")):
        if worked is None or not worked.known:
            note = worked.result.note if worked else "missing: a period in which it is computed"
            lines.append(f"{label}: {note}.")
            continue
        assert worked.explanation is not None
        lines += [
            f"{label}, {worked.result.subject}: **{shown(worked.result, english())}**.",
            "",
            f"{worked.explanation.arithmetic}; {worked.result.n} rows.",
            "",
            *_rows(worked.explanation.rows),
        ]
        if worked.result.note:
            lines.append(f"Note: {worked.result.note}.")
        break
    return lines


def _rows(rows: Sequence[UsedRow]) -> list[str]:
    if not rows:
        return []
    lines = ["| row | as | period | value | source |", "|---|---|---|---|---|"]
    for row in rows[:LISTED]:
        value = "" if row.value is None else f"{_plain(row.value)} {row.unit}"
        lines.append(
            f"| {row.table} {row.key} | {row.role.replace('_', ' ')} | {row.period} | {value} "
            f"| {row.source or ''} |"
        )
    more = len(rows) - LISTED
    return [*lines, "", *([f"and {more} more rows.", ""] if more > 0 else [])]


def _plain(value: float) -> str:
    """A number without exponent, as exact as the record keeps it."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def _index(by_page: Mapping[str, Sequence[Measure]], recorded: Mapping[str, Worked]) -> str:
    lines = ["# Measures", "", WRITTEN, ""]
    dimension = ""
    for page, measures in by_page.items():
        first = measures[0]
        if first.dimension != dimension:
            dimension = first.dimension
            lines += ["", f"## {dimension}", "", "| measure | question | level | unit | value |",
                      "|---|---|---|---|---|"]  # fmt: skip
        lines.append(
            f"| [{first.name()}]({page}.md) | {first.said('question')} | {first.level} "
            f"| {first.unit} | {brief(first, recorded)} |"
        )
    return "\n".join([*lines, ""])


def brief(measure: Measure, recorded: Mapping[str, Worked]) -> str:
    """The value in the example in a few words, or the input that is missing for it."""
    worked = recorded.get(measure.key)
    if worked and worked.known:
        return shown(worked.result, english())
    return worked.result.note if worked else "missing: a period in which it is computed"
