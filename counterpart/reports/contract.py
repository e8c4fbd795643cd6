"""The contract and the catalogue printed as pages: tables with their columns, kinds, indicators."""

from __future__ import annotations

from collections.abc import Iterable

from counterpart.catalogue import Catalogue
from counterpart.tables import RECORD_COLUMNS, TABLES, Column

WRITTEN = "Written by `script/docs`; edit the declarations that it prints."


def tables_page() -> str:
    """Every contract table: what it is about, its key, its columns with type and code list."""
    lines = [
        "# Tables of the contract",
        "",
        f"{WRITTEN} They stand in `counterpart/tables/`.",
        "",
        "A name in bold may not be empty; `party` is a place or an organisation. Decimals have",
        "four digits after the point. The site writes on a record, in no content root:",
        f"{', '.join(f'`{column.name}`' for column in RECORD_COLUMNS)}.",
        "",
    ]
    for table in TABLES.values():
        lines += [
            f"## {table.name}",
            "",
            f"{table.about[0].upper()}{table.about[1:]}. Key: {_names(table.key)}.",
            "",
            "| column | type | takes | about |",
            "|---|---|---|---|",
            *(_column(column) for column in table.columns),
            "",
        ]
    return "\n".join(lines)


def catalogue_page(catalogue: Catalogue) -> str:
    """Kinds of flow, indicators and delivery forms with the mechanisms they serve."""
    lines = [
        "# Catalogue",
        "",
        f"{WRITTEN} They stand in `counterpart/catalogue/`.",
        "",
        f"## Kinds of flow ({len(catalogue.kinds)})",
        "",
        "| kind | name | unit | family | nature | level, about | mechanisms |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind in catalogue.kinds.values():
        lines.append(
            _row(
                f"`{kind.code}`",
                f"{kind.name_en} · {kind.name_zh}{_marks(kind.sensitive)}",
                kind.unit,
                kind.family,
                kind.nature,
                f"{kind.level}, {kind.about}, {kind.aggregation}",
                " ".join(kind.mechanisms),
            )
        )
    lines += [
        "",
        f"## Indicators ({len(catalogue.indicators)})",
        "",
        "| indicator | name | unit | dimension, field | level, about | better | mechanisms |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in catalogue.indicators.values():
        lines.append(
            _row(
                f"`{entry.code}`",
                f"{entry.name_en} · {entry.name_zh}{_marks(entry.sensitive, entry.composition)}",
                entry.unit,
                f"{entry.dimension}, {entry.field}",
                f"{entry.level}, {entry.about}, {entry.aggregation}",
                entry.better,
                " ".join(entry.mechanisms),
            )
        )
    lines += [
        "",
        f"## Delivery forms ({len(catalogue.forms)})",
        "",
        "| form | name | reported by | every | due, days | table | mechanisms |",
        "|---|---|---|---|---|---|---|",
    ]
    for form in catalogue.forms.values():
        lines.append(
            _row(
                f"`{form.code}`",
                f"{form.name_en} · {form.name_zh}",
                form.reporter_en,
                form.every,
                str(form.due_days),
                form.table,
                " ".join(form.mechanisms),
            )
        )
    return "\n".join([*lines, ""])


def _column(column: Column) -> str:
    name = f"`{column.name}`"
    takes = []
    if column.references:
        takes.append(f"key of {column.references}")
    if column.codes:
        takes.append(f"code of `{column.codes}`")
    if column.many:
        takes.append("several, separated by semicolons")
    shown = f"**{name}**" if column.required else name
    return _row(shown, column.type, ", ".join(takes), column.about)


def _marks(sensitive: bool, composition: bool = False) -> str:
    words = [word for word, on in (("sensitive", sensitive), ("composition", composition)) if on]
    return f" ({', '.join(words)})" if words else ""


def _names(names: Iterable[str]) -> str:
    return " + ".join(f"`{name}`" for name in names)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
