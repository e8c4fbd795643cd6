"""MANIFEST: what a snapshot says of itself - content root, file hashes, as-of, chain head."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from counterpart.errors import InputError, finding
from counterpart.snapshot.seal import Node

NAME = "MANIFEST"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The seal of a snapshot."""

    root: str
    as_of: str
    catalogue: str
    chain_head: str | None
    tables: dict[str, int]
    nodes: tuple[Node, ...]
    files: dict[str, str]

    @property
    def seal(self) -> str:
        """The hash of all that the manifest says, so that damage to itself is found."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(f"manifest:{FORMAT}:{text}".encode()).hexdigest()

    def write(self, folder: Path) -> None:
        """Write MANIFEST into `folder`."""
        document = {"format": FORMAT, **asdict(self), "seal": self.seal}
        text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / NAME).write_text(text + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot; InputError when there is none or it cannot be read."""
    path = folder / NAME
    if not path.is_file():
        raise InputError([finding("not_a_snapshot", file=str(folder), value=str(folder))])
    try:
        document: dict[str, Any] = json.loads(path.read_text("utf-8"))
        document.pop("format")
        seal = document.pop("seal")
        document["nodes"] = tuple(Node(**node) for node in document["nodes"])
        manifest = Manifest(**document)
        if manifest.seal != seal:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError([finding("file_damaged", file=str(path), value=NAME)]) from None
    return manifest


def file_digest(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sealed_files(folder: Path) -> dict[str, str]:
    """Relative path -> sha256 of every file in `folder` but the manifest."""
    return {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }
