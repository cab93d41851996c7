"""What a zip archive holds, seen before it is opened as a workbook: of which kind it is, how far its sheets reach."""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_OTHERS = {"word/document.xml": "Word 文档", "ppt/presentation.xml": "演示文稿", "ofd.xml": "OFD 版式文件"}
_BLOCK, _OVERLAP = 1 << 20, 512
_LONGEST_FORMULA = 1 << 16  # 8192 characters, some written as six
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_FILLED = re.compile(rb' r="([A-Z]+)(\d+)"[^>]*(?<!/)><(?!/)')
_FORMULA = re.compile(rb'<(?:\w+:)?c r="[A-Z]+(\d+)"([^>]*)><(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>')
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, ElementTree.ParseError, EOFError, LookupError, StopIteration, TypeError, ValueError, OSError, RuntimeError)


def other_kind(path: Path) -> str | None:
    """What the archive is, in words, when it is no workbook. None for a workbook, and for a damaged one: its reader says so."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {each.lower().replace("\\", "/") for each in archive.namelist()}
    except _DAMAGE:
        return None
    if names.intersection(_WORKBOOKS):
        return None
    return next((said for name, said in _OTHERS.items() if name in names), "压缩包")


def is_locked(path: Path) -> bool:
    """Whether an old container (OLE) holds a workbook that is encrypted with a password."""
    return is_old(path) and _holds(path, "EncryptedPackage")


def is_strange(path: Path) -> bool:
    """Whether an old container (OLE) holds no workbook of Excel."""
    return is_old(path) and not (_holds(path, "Workbook") or _holds(path, "Book\0"))


def is_old(path: Path) -> bool:
    """Whether a file is an old container (OLE), as .xls files are."""
    with path.open("rb") as stream:
        return stream.read(4) == b"\xd0\xcf\x11\xe0"


def _holds(path: Path, entry: str) -> bool:
    """Whether the directory of an old container names an entry; names stand there in UTF-16."""
    name, rest = entry.encode("utf-16-le"), b""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if name in rest + block:
                return True
            rest = block[-len(name) :]
    return False


def oversized(path: Path, fits: Callable[[int, int], bool]) -> dict[str, tuple[int, int]]:
    """Sheets of an .xlsx that reach too far, with their last row and column. Loading one would fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            reached = {name: _reach(archive, part, fits) for name, part in _sheets(archive)}
    except _DAMAGE:
        return {}
    return {name: reach for name, reach in reached.items() if not fits(*reach)}


def unanswered(path: Path) -> dict[str, set[int]]:
    """Rows of an .xlsx with a formula whose result was not saved: a program wrote the formula and nobody opened the file. Its cell is no empty one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: set(_unanswered(archive, part)) for name, part in _sheets(archive)}
    except _DAMAGE:
        return {}


def _unanswered(archive: zipfile.ZipFile, part: str) -> Iterator[int]:
    for block in _blocks(archive, part, _LONGEST_FORMULA):
        if b"<f" in block or b":f>" in block or b":f " in block:
            yield from (int(row) for row, told, empty in _FORMULA.findall(block) if not (empty and b't="str"' in told))  # an empty text is a result


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {each.get("Id"): each.get("Target") for each in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).findall(".//{*}sheet"):
        identity = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
        yield sheet.get("name"), posixpath.join("xl", targets[identity]).lstrip("/")


def _reach(archive: zipfile.ZipFile, part: str, fits: Callable[[int, int], bool]) -> tuple[int, int]:
    """Last row and column. The range a sheet declares may count empty cells and leave out filled ones, so it is believed only when small and kept."""
    with archive.open(part) as stream:
        told = _DIMENSION.search(stream.read(_BLOCK))
    declared = (int(told[2]), _number(told[1])) if told else None
    if declared and fits(*declared):
        longer = re.compile(rb' r="(?:[A-Z]{%d}|[A-Z]+\d{%d})' % (len(told[1]) + 1, len(told[2]) + 1))  # quick: one address in a million cells
        if not any(map(longer.search, _blocks(archive, part))):
            return declared
    row, columns = 0, {b""}
    for found in filter(None, map(_FILLED.findall, _blocks(archive, part))):
        row = max(row, *(int(number) for _, number in found))
        columns.update(letters for letters, _ in found)
    return row, max(map(_number, columns))


def _blocks(archive: zipfile.ZipFile, part: str, overlap: int = _OVERLAP) -> Iterator[bytes]:
    rest = b""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            yield rest + block
            rest = (rest + block)[-overlap:]


def _number(letters: bytes) -> int:
    """A=1, Z=26, AA=27."""
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number
