"""Files to sheets of text cells. By content, never by suffix; every cell is text, every row keeps its number."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine as calamine

from govboard.errors import Refused
from govboard.importing import delimited, markup, objects, trial, vector, zipped
from govboard.importing.row import Row, printable

_PARQUET = b"PAR1"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BATCH = 10_000
_CELLS = 50_000_000  # of one sheet, empty ones included: some gigabytes
UNANSWERED = "有公式没有保存计算结果，不知道是什么数；请用 Excel 或 WPS 打开，保存后再导入"
_EXACT = 10**15  # spreadsheets keep 15 digits
_LOCKED, _UNLOCK = "工作簿设有打开密码，无法读取。", "请取消密码后另存一份再导入。"
_LOST = "\ufffd"  # what stands for a character that could not be read
_HIDDEN = "隐藏的工作表，未导入；需要时请取消隐藏后再导入。"


@dataclass(frozen=True)
class Sheet:
    """One table-like thing in a file. `rows()` yields its rows afresh at each call; `withheld` says why it must not be imported.

    `ragged` sheets are lines of text, whose rows may have any number of cells; `width` is the number of a regular one.
    `regular` sheets are one table by nature, its names in the first row. `count` is the number of rows, where it is known,
    `page` the sheet of which this is a table.
    """

    name: str | None
    how: str
    rows: Callable[[], Iterator[Row]]
    withheld: str | None = None
    ragged: bool = False
    width: int | None = None
    regular: bool = False
    count: int | None = None
    page: str | None = None


def sheets(path: Path, familiar: Callable[[list[str]], int] = lambda cells: 0, most_columns: int = 1000) -> list[Sheet]:
    """The sheets of a file. Raises Refused when the file is empty, damaged or no table.

    `familiar` counts the known headers in a row: of the delimiters the one that yields most of them is taken.
    """
    head = _head(path)
    if head.startswith(_PARQUET):
        return [_parquet(path)]
    if head.startswith((_ZIP, _OLE)):
        return _workbook(path, lambda rows, columns: columns <= most_columns and rows * columns <= _CELLS)
    if kind := vector.kind_of(head):
        return [_layer(*each) for each in vector.layers(path, kind)]
    encoding = delimited.encoding_of(path, head)
    if objects.is_json(head.decode(encoding, errors="ignore")):
        return [_layer(name and printable(name), how, rows) for name, how, rows in objects.tables(_whole(path, encoding))]
    if markup.is_markup(head.decode(encoding, errors="ignore")):
        return [_markup(name, rows, most_columns) for name, rows in markup.tables(path.read_text(encoding=encoding, errors=delimited.MARKED).replace("\udcff", _LOST))]
    text = delimited.open_text(path, head, encoding, familiar)
    return [Sheet(None, str(text), text.rows, ragged=True)]


def _numbered(rows: Iterable[list[str]], first: int = 1) -> Iterator[Row]:
    return (Row(number, cells) for number, cells in enumerate(rows, first))


def _whole(path: Path, encoding: str) -> str:
    try:
        return path.read_text(encoding=encoding)
    except UnicodeDecodeError as problem:
        raise Refused("文件里有无法识别的文字（编码损坏）。", "请重新导出后再试。") from problem


def _head(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("找不到这个文件。", "请检查路径。")
    with path.open("rb") as stream:
        head = stream.read(delimited.PEEK)
    if not head.strip():
        raise Refused("文件是空的，没有任何内容。", "请重新导出后再试。")
    return head


def _layer(name: str | None, how: str, rows: list[list[str]]) -> Sheet:
    return Sheet(name, how, lambda: _numbered(rows, 0), regular=True)


# --- HTML and XML


def _markup(name: str | None, rows: list[list[str]], most_columns: int) -> Sheet:
    width = max(map(len, rows))
    withheld = _too_large(len(rows), width) if width > most_columns else None
    return Sheet(name, "网页表格（HTML/XML）", lambda: (row._replace(fault=_unreadable(row.cells)) for row in _numbered(rows)), withheld)


def _unreadable(cells: list[str]) -> str | None:
    return delimited.UNREADABLE if any(_LOST in each for each in cells) else None


# --- workbooks


def _workbook(path: Path, fits: Callable[[int, int], bool]) -> list[Sheet]:
    other = zipped.other_kind(path)
    if zipped.is_locked(path):
        raise Refused(_LOCKED, _UNLOCK)
    if other:
        raise Refused(f"不是 Excel 工作簿（是{other}）。", "请先解压，再导入其中的表格。" if other == "压缩包" else "请将其中的表格另存为 Excel 工作簿后再导入。")
    if zipped.is_old(path):
        trial.try_out(path)
    try:
        beyond, open_rows = zipped.oversized(path, fits), zipped.unanswered(path)
        with path.open("rb") as stream:  # not by path: calamine knows UTF-8 names only
            book = calamine.CalamineWorkbook.from_filelike(stream)
            return [_sheet(book, each, beyond, open_rows.get(each.name, set()), fits) for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
    except calamine.PasswordError as problem:
        raise Refused(_LOCKED, _UNLOCK) from problem
    except BaseException as problem:
        if not isinstance(problem, (calamine.CalamineError, OSError, ValueError)) and type(problem).__name__ != "PanicException":  # which is no Exception
            raise
        if zipped.is_strange(path):
            raise Refused("不是 Excel 工作簿，可能是 WPS 的专用格式（.et）或其他软件的文件，无法读取。", "请在 WPS 中打开后另存为 .xlsx 再导入。") from problem
        raise Refused("工作簿已损坏或不是 Excel 文件，无法打开。", "请在 WPS 或 Excel 中打开并另存后再导入。") from problem


def _sheet(book, sheet: calamine.SheetMetadata, beyond: dict, open_rows: set[int], fits: Callable[[int, int], bool]) -> Sheet:
    hidden = None if sheet.visible == calamine.SheetVisibleEnum.Visible else _HIDDEN
    table = None if sheet.name in beyond else book.get_sheet_by_name(sheet.name)
    reach = beyond[sheet.name] if table is None else (table.total_height, table.total_width)
    if not fits(*reach):
        return Sheet(sheet.name, "工作簿", lambda: iter(()), hidden or _too_large(*reach))
    rows = _filled(table)
    return Sheet(sheet.name, "工作簿", lambda: (row._replace(fault=UNANSWERED if row.number in open_rows else None) for row in _numbered(rows)), hidden)


def _too_large(row: int, column: int) -> str:
    return f"内容一直到第{row}行第{column}列，超过可读取的上限；多半是表格以外有多余的单元格。请删除表格右侧和下方的多余内容，另存后再导入。"


def _filled(table: calamine.CalamineSheet) -> list[list[str]]:
    """The cells as text; of cells merged over several rows the text stands in each."""
    rows = [[_cell(value) for value in row] for row in table.to_python(skip_empty_area=False)]
    for (top, column), (bottom, _) in table.merged_cell_ranges or []:
        if column < table.total_width:
            _fill_down(rows, top, min(bottom, len(rows) - 1), column)
    return rows


def _fill_down(rows: list[list[str]], top: int, bottom: int, column: int) -> None:
    for row in range(top + 1, bottom + 1):
        rows[row][column] = rows[top][column]


def _cell(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float) and abs(value) >= _EXACT:
        return f"约{value:.5E}"  # its last digits are gone: no digits that look exact, and none of an ID number
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)


# --- Parquet


def _parquet(path: Path) -> Sheet:
    try:
        schema, count = pq.read_schema(path), pq.read_metadata(path).num_rows
    except (pa.ArrowException, OSError) as problem:
        raise Refused("Parquet 文件已损坏，无法打开。", "请重新导出后再试。") from problem
    nested = [each.name for each in schema if pa.types.is_nested(each.type)]
    if nested:
        raise Refused(f"Parquet 文件里这些列是嵌套的：{'、'.join(nested)}。", "请展开成普通的列后重新导出。")
    return Sheet(None, "Parquet", lambda: _numbered(chain([schema.names], _records(path))), regular=True, count=count)


def _records(path: Path) -> Iterator[list[str]]:
    """The records as text cells, a row group at a time."""
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH):
                columns = [[_exact(value) for value in column.to_pylist()] for column in batch.columns]
                yield from map(list, zip(*columns, strict=True))
    except (pa.ArrowException, OSError, OverflowError, ValueError) as problem:
        raise Refused("Parquet 文件已损坏，或有的列不是文字、数、时间，读到一半无法继续。", "请重新导出后再试。") from problem


def _exact(value) -> str:
    """Here whole numbers keep all their digits; text without its mark is UTF-8, or the file is refused."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _cell(value)
