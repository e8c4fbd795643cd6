"""The system of record, on whatever database DATABASE_URL names (SQLite where it names none)."""
