"""How the files look on disk: CSV as Excel saves it, workbooks with titles and totals, GeoJSON."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from itertools import groupby
from math import isnan
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

# a workbook otherwise carries the moment it was written, and two runs would differ
CREATED = datetime(2025, 7, 1, 9, 0, 0)


@dataclass(frozen=True)
class Sheet:
    """One sheet: title and note above the header, totals and footer below the rows."""

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence]
    note: str = ""
    totals: Sequence | None = None
    footer: str = ""
    merged: str = ""  # this column's cells are one where the same value stands below itself
    groups: Sequence[str] = ()  # labels of groups of columns, in a row of their own above the header; a column without one has a header two rows high
    hidden: bool = False

    def lines(self) -> Iterable[Sequence]:
        yield (self.title,)
        if self.note:
            yield (self.note,)
        if self.groups:
            yield [group or name for group, name in zip(self.groups, self.header, strict=True)]
        yield self.header
        yield from self.rows
        if self.totals:
            yield self.totals
        if self.footer:
            yield (self.footer,)


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence], encoding: str, above: Sequence[str] = (), delimiter: str = ",") -> Path:
    """Lines end with CRLF, as an office programme writes them; rows are written as they come, however many there are."""
    with path.open("w", encoding=encoding, newline="") as text:
        text.writelines(f"{line}\r\n" for line in above)
        writer = csv.writer(text, lineterminator="\r\n", delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def write_parquet(path: Path, tables: Iterable[pa.Table]) -> Path:
    """One row group after the other, so that memory does not grow with the file."""
    tables = iter(tables)
    first = next(tables)
    with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
        writer.write_table(first)
        for each in tables:
            writer.write_table(each)
    return path


def write_book(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Text stays text, so that long codes survive."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": CREATED})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, day)
    return path


def _fill(page, sheet: Sheet, day) -> None:
    for row, cells in enumerate(sheet.lines()):
        for column, value in enumerate(cells):
            _put(page, row, column, value, day)
    page.set_column(0, len(sheet.header) - 1, 14)
    if sheet.hidden:
        page.hide()
    if sheet.groups:
        _join(page, sheet, list(sheet.lines()).index(sheet.header))
    if sheet.merged:
        for first, last, value in _runs(sheet):
            page.merge_range(first, sheet.header.index(sheet.merged), last, sheet.header.index(sheet.merged), value)


def _join(page, sheet: Sheet, at: int) -> None:
    """The header over two rows: groups over their columns, other headers over both rows."""
    column = 0
    for label, run in groupby(sheet.groups):
        wide = len(list(run))
        if label and wide > 1:
            page.merge_range(at - 1, column, at - 1, column + wide - 1, label)
        for alone in range(column, column + wide) if not label else ():
            page.merge_range(at - 1, alone, at, alone, sheet.header[alone])
        column += wide


def write_html(path: Path, sheets: Sequence[Sheet], encoding: str) -> Path:
    """A page of tables, as platforms write it and call it .xls; of merged cells the first says how far it reaches."""
    body = "\n".join(_table(each) for each in sheets)
    page = f'<html xmlns:x="urn:schemas-microsoft-com:office:excel">\n<head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head>\n<body>\n{body}\n</body></html>\n'
    path.write_text(page, encoding=encoding, newline="\r\n")
    return path


def _table(sheet: Sheet) -> str:
    lines, reach = list(sheet.lines()), {}
    column = sheet.header.index(sheet.merged) if sheet.merged else 0
    for first, last, _ in _runs(sheet) if sheet.merged else ():
        reach |= {first: last - first + 1} | dict.fromkeys(range(first + 1, last + 1), 0)
    rows = ["".join(_html_cell(value, reach.get(number, 1) if at == column else 1) for at, value in enumerate(line)) for number, line in enumerate(lines[1:], 1)]
    return f"<table border=1><caption>{escape(sheet.title)}</caption>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


def _html_cell(value, rows: int) -> str:
    return f"<td{f' rowspan={rows}' if rows > 1 else ''}>{escape(str(value))}</td>" if rows else ""


def _runs(sheet: Sheet) -> Iterable[tuple[int, int, str]]:
    """First row, last row and value of every stretch of rows that say the same in the merged column."""
    at = list(sheet.lines()).index(sheet.header) + 1
    for value, rows in groupby(sheet.rows, key=lambda row: row[sheet.header.index(sheet.merged)]):
        first, at = at, at + len(list(rows))
        if value and at - first > 1:
            yield first, at - 1, value


def _put(page, row: int, column: int, value, day) -> None:
    if isinstance(value, date):
        page.write_datetime(row, column, value, day)
    elif isinstance(value, str):
        if value:
            page.write_string(row, column, value)
    elif value is not None and not isnan(value):  # pandas says NaN where there is nothing
        page.write_number(row, column, value)


def write_geojson(path: Path, name: str, features: Iterable[dict]) -> Path:
    """One feature per line, so that a difference can be read."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    head = json.dumps({"type": "FeatureCollection", "name": name, "note": "示意图，非法定界线"}, ensure_ascii=False)
    path.write_text(f'{head[:-1]}, "features": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n")
    return path
