"""Unpacking a folder of tables handed in as one file: bounded, and nowhere but its folder."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from counterpart.errors import Finding, finding
from counterpart.intake.archive import MAX_MEMBERS
from counterpart.intake.raw import MAX_UNPACKED_BYTES
from counterpart.tables import TABLES

MAX_NAME = 200
PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class OddArchiveError(Exception):
    """The archive is none that a folder of tables would be packed as."""


def unpack(path: Path, target: Path) -> list[Finding]:
    """Unpack the files of a zip into the new folder `target`; what forbids it is found.

    A folder around everything is left away. What the archive says of sizes is believed no further
    than reading goes: no file is read beyond the size that was counted.
    """
    target.mkdir()
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if len(members) > MAX_MEMBERS:
                return [_too_large(path, f"{len(members):,} files", f"{MAX_MEMBERS:,} files")]
            if size > MAX_UNPACKED_BYTES:
                return [_too_large(path, _gigabytes(size), _gigabytes(MAX_UNPACKED_BYTES))]
            for member, parts in _placed(members):
                place = target.joinpath(*parts)
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as packed, place.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OddArchiveError) as error:
        detail = str(error) or type(error).__name__
        return [finding("unreadable_file", file=path.name, value="a packed folder", detail=detail)]
    return []


def _placed(members: list[zipfile.ZipInfo]) -> list[tuple[zipfile.ZipInfo, tuple[str, ...]]]:
    """The files with the parts of their names, without what file managers add."""
    placed = []
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if member.is_dir() or name.parts[0] == "__MACOSX" or name.name.startswith("."):
            continue
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
            raise OddArchiveError(f"{member.filename!r} leads elsewhere")
        if max(map(len, name.parts)) > MAX_NAME or len(name.parts) > 8:
            raise OddArchiveError(f"the name {str(name)[:80]!r}... is too long")
        if member.flag_bits & 1:
            raise OddArchiveError(f"{member.filename!r} is encrypted")
        if member.compress_type not in PACKED_AS:
            raise OddArchiveError(f"{member.filename!r} is packed in an unusual way")
        placed.append((member, name.parts))
    around = {parts[0] for _, parts in placed if len(parts) > 1}
    if len(around) == 1 and all(len(parts) > 1 for _, parts in placed) and not around & set(TABLES):
        placed = [(member, parts[1:]) for member, parts in placed]
    taken: set[tuple[str, ...]] = set()
    for _, parts in placed:
        if parts in taken:
            raise OddArchiveError(f"{'/'.join(parts)!r} stands in it twice")
        taken.add(parts)
    if any(parts[:depth] in taken for parts in taken for depth in range(1, len(parts))):
        raise OddArchiveError("a file stands in it that is a folder as well")
    return placed


def _too_large(path: Path, value: str, limit: str) -> Finding:
    return finding("file_too_large", file=path.name, value=value, limit=limit)


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
