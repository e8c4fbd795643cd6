"""Verifying a snapshot: first the bytes of every file, then the facts in them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from counterpart.engine.store import connect
from counterpart.errors import Finding, InputError, finding
from counterpart.snapshot.manifest import read_manifest, sealed_files
from counterpart.snapshot.seal import Node, content_root, table_nodes
from counterpart.tables import TABLES


def verify_snapshot(path: Path | str) -> list[Finding]:
    """What is broken, the first broken thing first; nothing when the seal holds."""
    folder = Path(path)
    try:
        manifest = read_manifest(folder)
    except InputError as error:
        return list(error.findings)
    found = sealed_files(folder)
    findings = []
    for name in sorted({*manifest.files, *found}):
        shown = str(folder / name)
        if name not in found:
            findings.append(finding("file_absent", file=shown, value=name))
        elif name not in manifest.files:
            findings.append(finding("file_unsealed", file=shown, value=name))
        elif found[name] != manifest.files[name]:
            findings.append(finding("file_damaged", file=shown, value=name))
    if findings:
        return findings
    connection = connect()
    nodes: list[Node] = []
    for name in manifest.tables:
        try:
            nodes += table_nodes(connection, TABLES[name], str(folder / f"{name}.parquet"))
        except (duckdb.Error, KeyError):
            shown = str(folder / f"{name}.parquet")
            return [finding("file_damaged", file=shown, value=f"{name}.parquet")]
    sealed = {(node.table, node.year): node for node in manifest.nodes}
    for node in nodes:
        if sealed.get((node.table, node.year)) != node:
            shown = str(folder / f"{node.table}.parquet")
            return [finding("root_differs", file=shown, value=f"{node.table}, year {node.year}")]
    if content_root(nodes) != manifest.root or len(nodes) != len(sealed):
        return [finding("root_differs", file=str(folder), value=str(folder))]
    return []
