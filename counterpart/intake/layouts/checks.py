"""Everything that is checked once the rows of a workbook are known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.amounts import written
from counterpart.intake.layouts.grid import Book
from counterpart.intake.layouts.notes import check_around
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.repeated import check_mixed, check_repeated
from counterpart.intake.layouts.series import check_cumulative, check_empty, check_gaps
from counterpart.intake.layouts.sums import Sums
from counterpart.intake.layouts.table import Table
from counterpart.intake.layouts.taken import Taken
from counterpart.intake.layouts.words import words


def check_tables(
    book: Book, tables: Sequence[Table], catalogue: Catalogue, remarked: Remarked
) -> None:
    """Sums, series, notes, repeats: what is doubtful about tables that were read."""
    for table in tables:
        sums = Sums(table, catalogue)
        sums.check(remarked)
        check_mixed(table, sums, remarked)
        check_around(table, remarked)
        _scales(table, remarked)
        _year(table, remarked)
        _overpaid(table, remarked)
    check_cumulative(tables, remarked)
    check_gaps(tables, remarked)
    check_empty(tables, remarked)
    check_repeated(book, tables, remarked)


def _scales(table: Table, remarked: Remarked) -> None:
    """The first row whose figures are in another unit than those of the first row."""
    heading = table.found.labels.get(table.found.block.unit.label or "")
    known = [(row, each) for row, each in table.measures.items() if each is not None]
    if heading is None or not known:
        return
    first = known[0][1]
    for row, measure in known:
        if measure.factor != first.factor:
            words_of = {"first": first.written}
            text = table.found.grid.text(row, heading.column)
            remarked.at("scale_by_row", table.found.grid, row, heading.column, text, **words_of)
            return


def _year(table: Table, remarked: Remarked) -> None:
    """Quarters of a year that does not start in January, said at the first of them."""
    starts = table.found.block.year_starts
    for column in table.found.columns:
        if starts != 1 and column.span and column.span.grain in ("quarter", "half"):
            span = column.span.of_year(table.span.year if table.span else None)
            dates = span.dates(starts)
            if dates:
                place = (table.found.header[0], column.heading.column)
                text = table.found.grid.text(*place)
                start = dates[0].isoformat()
                remarked.at(
                    "year_starts_late", table.found.grid, *place, text, month=starts, start=start
                )
                return


def _overpaid(table: Table, remarked: Remarked) -> None:
    """More paid than planned for the same thing, unless the sheet shows the difference itself."""
    if any(words().contains("differences", h.path[-1]) for h in table.found.headings):
        return
    amounts: dict[tuple[object, ...], dict[str, list[Taken]]] = {}
    for each in table.taken:
        stage = each.values.get("money_stage")
        if stage in ("planned", "paid") and "value" in each.values:
            left_out = ("value", "money_stage", "start_on", "end_on")
            rest = tuple(sorted((k, v) for k, v in each.values.items() if k not in left_out))
            amounts.setdefault((each.row, each.form, rest), {}).setdefault(stage, []).append(each)
    for stages in amounts.values():
        if {"planned", "paid"} <= stages.keys():
            planned = sum((Decimal(each.values["value"]) for each in stages["planned"]), Decimal(0))
            paid = sum((Decimal(each.values["value"]) for each in stages["paid"]), Decimal(0))
            if paid > planned:
                last = stages["paid"][-1]
                remarked.at(
                    "paid_exceeds_planned", table.found.grid, last.row, last.column,
                    written(paid), planned=written(planned),
                )  # fmt: skip
