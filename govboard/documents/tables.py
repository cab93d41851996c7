"""A table as it stands on the screen, as a workbook or as CSV that opens right in office programs and runs no formula."""

import datetime as dt
import io
import math
from numbers import Integral, Number

import pandas as pd
import xlsxwriter

KEEP = "内部资料 注意保管"
MOST = 1_000_000  # rows of one sheet
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value):
    """Text that a spreadsheet would run as a formula, with an apostrophe before it; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS) else value


def csv(table: pd.DataFrame, title: str, stamp: str, note: str = "") -> bytes:
    """With a byte order mark, so that Chinese opens right; what the figures rest on stands below the rows."""
    shown = _plain(table)
    text = shown.rename(columns=harmless).to_csv(index=False, lineterminator="\r\n")
    foot = "".join('"{}"\r\n'.format(harmless(each).replace('"', '""')) for each in (title, stamp, note, KEEP) if each)
    return ("﻿" + text + foot).encode()


def workbook(table: pd.DataFrame, title: str, stamp: str, note: str = "") -> bytes:
    """One sheet with the rows, one that says what they are: title, period, area, 口径, cut-off, version."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#eef1f4", "border": 1, "border_color": "#dfe3e8"})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        shown = _plain(table)
        for column, name in enumerate(shown.columns):
            sheet.set_column(column, column, _width(name, shown[name]))
        sheet.write_row(0, 0, [str(each) for each in shown.columns], head)
        for at, row in enumerate(shown.head(MOST).itertuples(index=False, name=None), 1):
            sheet.write_row(at, 0, row)
        sheet.set_footer(f"&L{KEEP}&C&P / &N")
        told = book.add_worksheet("说明")
        told.set_column(0, 0, 110)
        for at, line in enumerate(filter(None, [title, stamp, note, KEEP])):
            told.write_string(at, 0, line)
    return file.getvalue()


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Moments and lists as text, text that is no formula, nothing where there is no number."""
    shown = table.astype("object")
    for column in shown.columns:
        shown[column] = pd.Series([_cell(each) for each in table[column]], index=shown.index, dtype="object")
    return shown


def _cell(value):
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, Number) and not isinstance(value, bool):
        return (int(value) if isinstance(value, Integral) else float(value)) if math.isfinite(value) else None
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    return harmless(str(value))


def _width(name: str, column: pd.Series) -> int:
    longest = max([len(str(each)) for each in column.head(200)], default=0)
    return min(40, max(10, 2 * len(str(name)), int(1.4 * longest)))
