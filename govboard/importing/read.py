"""Files to sheets of text cells. By content, never by suffix; every cell is text, every row keeps its number."""

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import python_calamine as calamine
import shapely
from shapely.geometry import shape

from govboard.errors import Refused

csv.field_size_limit(2**31 - 1)
_PEEK = 65536
_END = "\ufdd0"  # our own last line; a quote that is never closed swallows it
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Sheet:
    """One table-like thing in a file. `rows()` yields (row number from 1, cells) afresh at each call."""

    name: str | None
    how: str
    rows: callable


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a file. Raises Refused when the file is empty, damaged or no table."""
    head = _head(path)
    if head.startswith((_ZIP, _OLE)):
        return _workbook(path)
    if head.lstrip()[:1] in (b"{", b"[") or head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        return [_geojson(path)]
    return [_text(path, head)]


def _head(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("找不到这个文件。", "请检查路径。")
    with path.open("rb") as stream:
        head = stream.read(_PEEK)
    if not head.strip():
        raise Refused("文件是空的，没有任何内容。", "请重新导出后再试。")
    return head


# --- delimited text


def _text(path: Path, head: bytes) -> Sheet:
    encoding = _encoding(path, head)
    delimiter = _delimiter(head, encoding)
    return Sheet(None, f"文本，编码{encoding}，分隔符{delimiter!r}", lambda: _lines(path, encoding, delimiter))


def _encoding(path: Path, head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in head and not wide:
        raise Refused("文件内容不是表格文本，可能已损坏。", "请重新导出为 CSV 或 Excel 工作簿。")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise Refused("无法识别文件的文字编码，文件可能已损坏。", "请在 WPS 或 Excel 中打开后另存为 CSV（UTF-8）或工作簿。")


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, errors="strict") as stream:
            return not any("\x00" in block for block in iter(lambda: stream.read(1 << 20), ""))
    except UnicodeError:
        return False


def _delimiter(head: bytes, encoding: str) -> str:
    sample = head.decode(encoding, errors="ignore").splitlines()[:30]
    return max(",\t;|", key=lambda each: _regularity(sample, each))


def _regularity(lines: list[str], delimiter: str) -> int:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as stream:
        reader, start = csv.reader(chain(stream, [_END]), delimiter=delimiter), 1
        try:
            for cells in reader:
                if cells and cells[-1].endswith(_END):
                    break
                yield start, cells
                start = reader.line_num + 1
        except csv.Error as problem:
            raise Refused(f"从这一行起无法读取（{problem}）。", "请检查该行的引号后重新导出。", row=start) from problem
        if cells != [_END]:
            raise Refused("有引号没有闭合，其后的内容无法分行。", "请检查该行的引号后重新导出。", row=start)


# --- workbooks


def _workbook(path: Path) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        visible = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
        return [_sheet(book, each.name) for each in visible]
    except calamine.PasswordError as problem:
        raise Refused("工作簿设有打开密码，无法读取。", "请取消密码后另存一份再导入。") from problem
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise Refused("工作簿已损坏或不是 Excel 文件，无法打开。", "请在 WPS 或 Excel 中打开并另存后再导入。") from problem


def _sheet(book, name: str) -> Sheet:
    table = book.get_sheet_by_name(name)
    rows = [[_cell(value) for value in row] for row in table.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in table.merged_cell_ranges or []:
        if left == right and bottom < len(rows):
            _fill_down(rows, top, bottom, left)
    return Sheet(name, "工作簿", lambda: iter(enumerate(rows, start=1)))


def _fill_down(rows: list[list[str]], top: int, bottom: int, column: int) -> None:
    for row in range(top + 1, bottom + 1):
        rows[row][column] = rows[top][column]


def _cell(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


# --- GeoJSON


def _geojson(path: Path) -> Sheet:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        features = document["features"]
        header = list(dict.fromkeys(key for each in features for key in each["properties"])) + ["geometry"]
        body = [[_property(each, key) for key in header] for each in features]
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as problem:
        raise Refused("文件是 JSON，但不是完整的 GeoJSON 要素集（FeatureCollection）。", "请重新导出边界文件。") from problem
    rows = [header] + body
    return Sheet(None, "GeoJSON", lambda: iter(enumerate(rows)))


def _property(feature: dict, key: str) -> str:
    if key != "geometry":
        value = feature["properties"].get(key)
        return "" if value is None else str(value)
    return _wkt(feature.get("geometry"))


def _wkt(geometry: dict | None) -> str:
    try:
        return shape(geometry).wkt
    except (AttributeError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
        return ""


def as_text(rows: list[list[str]]) -> str:
    """Rows as CSV text, for keeping a refused row readable."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().rstrip("\r\n")
