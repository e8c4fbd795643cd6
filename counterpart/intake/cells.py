"""Cells of text tables as typed values, in SQL: what is read, what is refused, what is forgiven."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.engine.store import literal
from counterpart.tables import Column

WIDE = "０１２３４５６７８９．，－＋／：　％年月日"
PLAIN = "0123456789.,-+/: %---"
EXPECTED = {
    "date": ("a date", "it as YYYY-MM-DD, YYYY-MM or YYYY"),
    "decimal": ("a number", "digits only, for example 1250000.5; the unit stands in the catalogue"),
    "number": ("a number", "digits only, for example 40.81739"),
    "integer": ("a whole number", "digits only, for example 2023"),
    "boolean": ("yes or no", "true or false"),
}
# So many signs of a number, its point among them or not, fit DECIMAL(18,4).
SHORT = 14
TRUE = ("true", "yes", "1", "是")
FALSE = ("false", "no", "0", "否")


@dataclass(frozen=True, slots=True)
class Cell:
    """SQL for one column: its value, and the conditions under which a finding is due."""

    value: str
    wrong: str
    too_long: str
    wide: str
    read_as: str


def text_cell(column: Column, source: str) -> Cell:
    """How the text column `source` (an SQL identifier) is read as the contract's `column`."""
    trimmed = f"nullif(trim(nfc_normalize({source}), ' \t\r\n\u3000'), '')"
    if column.type == "text":
        return as_given(trimmed)
    plain = f"translate({trimmed}, {literal(WIDE)}, {literal(PLAIN)})"
    too_long = "false"
    if column.type == "date":
        value = _date(column, plain)
    elif column.type == "boolean":
        lower = f"lower({plain})"
        value = (
            f"CASE WHEN {lower} IN ({', '.join(map(literal, TRUE))}) THEN true "
            f"WHEN {lower} IN ({', '.join(map(literal, FALSE))}) THEN false END"
        )
    else:
        grouped = r"'^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$'"
        plain = (
            f"CASE WHEN regexp_matches({plain}, {grouped}) "
            f"THEN replace({plain}, ',', '') ELSE {plain} END"
        )
        value = f"TRY_CAST({plain} AS {column.sql})"
        if column.type == "decimal":
            exact = r"'^[+-]?\d{0,16}(\.\d{0,4}0*)?$'"
            # The same number either way; what fits 64 bits is read three hundred times as fast.
            small = f"TRY_CAST({plain} AS DECIMAL(18,4))::{column.sql}"
            read = f"CASE WHEN length({plain}) <= {SHORT} THEN {small} ELSE {value} END"
            value = f"CASE WHEN regexp_matches({plain}, {exact}) THEN {read} END"
            too_long = f"({value}) IS NULL AND TRY_CAST({plain} AS DOUBLE) IS NOT NULL"
        elif column.type == "integer":
            value = rf"CASE WHEN regexp_matches({plain}, '^[+-]?\d+(\.0+)?$') THEN {value} END"
    wide = f"({value}) IS NOT NULL AND {trimmed} <> {plain} AND NOT contains({trimmed}, ',')"
    if column.type in ("date", "boolean"):
        wide = f"({value}) IS NOT NULL AND regexp_matches({trimmed}, '[０-９]')"
    wrong = f"{trimmed} IS NOT NULL AND ({value}) IS NULL AND NOT ({too_long})"
    return Cell(value, wrong, too_long, wide, plain)


def typed_cell(column: Column, source: str, given: str) -> Cell:
    """How a typed column (Parquet) becomes the contract's `column`."""
    if given == "VARCHAR" and column.type != "text":
        return text_cell(column, source)
    if column.type == "text":
        value = f"nullif(nfc_normalize({source}::VARCHAR), '')"
        return as_given(value)
    if given == column.sql:
        return as_given(source)
    value = f"TRY_CAST({source} AS {column.sql})"
    wrong = f"{source} IS NOT NULL AND {value} IS NULL"
    lost = "false"
    if column.type in ("decimal", "integer") and given.startswith(("DOUBLE", "FLOAT", "DECIMAL")):
        # A float keeps about 15 digits; what is cut off beyond them was never there.
        near = f"abs({source}::DOUBLE - {value}::DOUBLE) <= 1e-14 * abs({source}::DOUBLE)"
        lost = f"{value} IS NOT NULL AND NOT ({near})"
        if column.type == "integer":
            wrong, lost = f"({wrong}) OR ({lost})", "false"
    return Cell(value, wrong, lost, "false", value)


def as_given(value: str) -> Cell:
    """A cell that can be read whatever it holds."""
    return Cell(value, "false", "false", "false", value)


def _date(column: Column, plain: str) -> str:
    """ISO, or with / . or the Chinese year-month-day; months and years are completed."""
    dashed = f"rtrim(regexp_replace({plain}, '[/.]', '-', 'g'), '-')"
    month = f"TRY_CAST({dashed} || '-1' AS DATE)"
    year = f"TRY_CAST({dashed} || '-01-01' AS DATE)"
    if column.name in ("end_on", "term_end", "valid_to", "published_on"):
        month = f"last_day({month})"
        year = f"TRY_CAST({dashed} || '-12-31' AS DATE)"
    return (
        rf"CASE WHEN regexp_matches({dashed}, '^\d{{4}}-\d{{1,2}}-\d{{1,2}}$') "
        f"THEN TRY_CAST({dashed} AS DATE) "
        rf"WHEN regexp_matches({dashed}, '^\d{{4}}-\d{{1,2}}$') THEN {month} "
        rf"WHEN regexp_matches({dashed}, '^\d{{4}}$') THEN {year} END"
    )
