"""Nothing but accepting and erasing writes to a record table, as far as the source shows it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import counterpart_site
from counterpart_site.records.models import MODELS

HOME = Path(counterpart_site.__file__).parent
WRITERS = {"deliveries/accept.py", "deliveries/erase.py"}
# They move bytes and know no record table by name: their callers are looked at.
CARRIERS = {"records/spool.py", "publishing/filling.py"}
WRITES = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "asave", "acreate", "aupdate", "adelete"),
}
NAMES = {model.__name__ for model in MODELS.values()}
TABLES = {model._meta.db_table for model in MODELS.values()}
STATEMENTS = ("INSERT INTO", "UPDATE ", "DELETE FROM", "TRUNCATE", "FROM STDIN")


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(HOME.rglob("*.py")):
        name = path.relative_to(HOME).as_posix()
        if "/migrations/" not in name and name not in WRITERS | CARRIERS:
            yield name, ast.parse(path.read_text("utf-8"))


def said(node: ast.AST) -> str:
    return ast.unparse(node)


def test_no_other_file_writes_through_the_models() -> None:
    found = []
    for name, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            text = said(node.func.value)
            words = set(text.replace("(", ".").replace("[", ".").replace(")", ".").split("."))
            if node.func.attr in WRITES and (words & NAMES or "MODELS" in text):
                found.append(f"{name}:{node.lineno} {said(node)[:80]}")
    assert found == []


def test_no_other_file_writes_record_tables_in_sql() -> None:
    found = []
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, (ast.JoinedStr, ast.Constant)):
                text = said(node)
                if any(word in text for word in STATEMENTS) and (
                    any(table in text for table in TABLES) or "db_table" in text or "MODELS" in text
                ):
                    found.append(f"{name}:{node.lineno} {text[:80]}")
    assert found == []


def test_rows_are_carried_into_record_tables_from_one_place() -> None:
    """`spool.insert` copies into any table: only accepting calls it."""
    callers = [
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "counterpart_site.records.spool"
        and any(each.name == "insert" for each in node.names)
    ]
    assert callers == []
