"""What a workbook holds as a file: its true size, macros, and what its sheets mark.

A zip directory may lie about sizes, so every member is unpacked here, in pieces, and counted before
any reader takes the whole of it. The same pass sees which sheets have formulas, errors or hidden
parts, and how far their cells reach: readers give room to the whole rectangle.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from counterpart.errors import Finding, finding
from counterpart.intake.raw import MAX_UNPACKED_BYTES

MAX_MEMBERS = 10_000
MAX_CELLS = 60_000_000
PIECE = 1 << 20
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
# Each begins with fixed letters, which are found fast; a hit only means that cells are looked at.
SIGNS = tuple(map(re.compile, (rb"<f[\s/>]", rb":f[\s/>]", rb"""=\s*["']e["']""")))
ROW = re.compile(rb"""row\s[^>]*?\br\s*=\s*["'](\d{1,7})["'][^>]*>""")
COLUMN = re.compile(rb"""r=["']([A-Z]{2,3})\d""")
ODD_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})\d""")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
HIDDEN_COLUMN = re.compile(rb"""<(?:\w+:)?col\b[^>]*>""")
SPAN = re.compile(rb"""\b(min|max)\s*=\s*["'](\d{1,5})["']""")


@dataclass(slots=True)
class Sheet:
    """What the text of a sheet says of it; columns and rows are counted from 1."""

    marked: bool = False
    rows: int = 0
    columns: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Archive:
    """A workbook file: its sheets by member name, and what forbids reading it."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class LiesError(Exception):
    """A member is not what the directory says."""


def look_into(path: Path, shown: str) -> Archive:
    """Unpack every member once and tell what is in it; other files than zip are left alone."""
    archive = Archive()
    if path.suffix.lower() == ".xlsm":
        archive.findings.append(finding("macros", file=shown, value=path.suffix.lower()))
        return archive
    if not zipfile.is_zipfile(path):
        return archive
    try:
        with zipfile.ZipFile(path) as opened:
            members = opened.infolist()
        size = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS:
            _too_large(archive, shown, f"{len(members):,} files", f"{MAX_MEMBERS:,} files")
            return archive
        if size > MAX_UNPACKED_BYTES:
            _too_large(archive, shown, _gigabytes(size), _gigabytes(MAX_UNPACKED_BYTES))
            return archive
        _unpack(path, members, archive, shown)
    except (zipfile.BadZipFile, zlib.error, LiesError, OSError, struct.error, ExpatError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        archive.findings.append(
            finding("unreadable_file", file=shown, value="a workbook", detail=detail)
        )
    return archive


def _unpack(path: Path, members: list[zipfile.ZipInfo], archive: Archive, shown: str) -> None:
    total = 0
    with path.open("rb") as file:
        for member in members:
            name = member.filename
            if name.lower().endswith("vbaproject.bin"):
                archive.findings.append(finding("macros", file=shown, value=name))
                continue
            sheet = Sheet() if "/worksheets/" in name and name.endswith(".xml") else None
            rest, seen = b"", 0
            parser = _strict() if name.lower().endswith((".xml", ".rels")) else None
            for piece in _pieces(file, member):
                if not seen and sheet is not None and piece[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    raise LiesError(f"{name} is not UTF-8")
                seen += len(piece)
                if parser is not None:
                    parser.Parse(piece, False)
                total += len(piece)
                if total > MAX_UNPACKED_BYTES:
                    limit = _gigabytes(MAX_UNPACKED_BYTES)
                    _too_large(archive, shown, f"more than {limit}", limit)
                    return
                if sheet is not None:
                    rest += piece
                    # Tags hold no "<", so up to the last one all tags are whole.
                    cut = rest.rfind(b"<")
                    _scan(rest[:cut], sheet)
                    rest = rest[cut:]
            if seen != member.file_size:
                raise LiesError(f"{name} is not as large as the file says")
            if parser is not None:
                parser.Parse(b"", True)
            if sheet is not None:
                _scan(rest, sheet)
                archive.sheets[name] = sheet
                if sheet.rows * sheet.columns > MAX_CELLS:
                    cells = f"{sheet.rows:,} rows by {sheet.columns:,} columns"
                    _too_large(archive, shown, cells, f"{MAX_CELLS:,} cells")


def _pieces(file: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of a member, whatever the directory says of their number."""
    file.seek(member.header_offset)
    head = LOCAL_HEADER.unpack(file.read(LOCAL_HEADER.size))
    file.seek(head[-2] + head[-1], 1)
    left = member.compress_size
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise LiesError(f"{member.filename} is packed in a way that workbooks are not")
    inflate = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = file.read(min(PIECE, left))
        if not packed:
            raise LiesError(f"{member.filename} is cut off")
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, PIECE)
            packed = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()


def _strict() -> XMLParserType:
    """A parser that ends at the first fault and at any entity: readers overlook both."""
    parser = ParserCreate()

    def refuse(name: str, *_: object) -> None:
        raise LiesError(f"the file declares the entity {name}")

    parser.EntityDeclHandler = refuse
    return parser


def _scan(text: bytes, sheet: Sheet) -> None:
    """Take note of what some whole tags of a sheet say."""
    sheet.marked = sheet.marked or any(sign.search(text) for sign in SIGNS)
    hides = b"hidden" in text
    if hides:
        for row in ROW.finditer(text):
            if HIDDEN.search(row[0]):
                sheet.hidden_rows.append(int(row[1]))
    sheet.rows = max(sheet.rows, *map(int, ROW.findall(text)), 0)
    # A to Z are within any bound; only wider columns are counted, and columns oddly written.
    sheet.columns = max(sheet.columns, 26)
    odd = b"r =" in text or b'= "' in text or b"= '" in text
    for letters in set((ODD_COLUMN if odd else COLUMN).findall(text)):
        sheet.columns = max(sheet.columns, column_number(letters.decode()))
    if hides:
        for column in HIDDEN_COLUMN.findall(text):
            if HIDDEN.search(column):
                ends = {name: int(number) for name, number in SPAN.findall(column)}
                sheet.hidden_columns.append((ends.get(b"min", 1), ends.get(b"max", 1)))


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def _too_large(archive: Archive, shown: str, value: str, limit: str) -> None:
    archive.findings.append(finding("file_too_large", file=shown, value=value, limit=limit))
