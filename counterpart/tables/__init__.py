"""THE CONTRACT: the tables in which cooperation is recorded, delivered, frozen and evaluated."""

from counterpart.tables.columns import RECORD_COLUMNS, Column, Table
from counterpart.tables.cooperation import COOPERATION
from counterpart.tables.figures import FIGURES
from counterpart.tables.register import REGISTER
from counterpart.tables.theory import THEORY

TABLES: dict[str, Table] = {
    table.name: table for group in (REGISTER, COOPERATION, FIGURES, THEORY) for table in group
}

__all__ = ["RECORD_COLUMNS", "TABLES", "Column", "Table"]
