"""A table as it stands on the screen, as a workbook or as CSV that opens right in office programs and runs no formula."""

import io

import pandas as pd
import xlsxwriter

KEEP = "内部资料 注意保管"
MOST = 1_000_000  # rows of one sheet
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value):
    """Text that a spreadsheet would run as a formula, with an apostrophe before it; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS) else value


def csv(table: pd.DataFrame, title: str, stamp: str) -> bytes:
    """With a byte order mark, so that Chinese opens right; what the figures rest on stands below the rows."""
    shown = _plain(table)
    text = shown.rename(columns=harmless).to_csv(index=False, lineterminator="\r\n")
    return ("﻿" + text + f'"{title}"\r\n"{stamp}"\r\n"{KEEP}"\r\n').encode()


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
            sheet.write_row(at, 0, [None if pd.isna(each) else each for each in row])
        sheet.set_footer(f"&L{KEEP}&C&P / &N")
        told = book.add_worksheet("说明")
        told.set_column(0, 0, 110)
        for at, line in enumerate(filter(None, [title, stamp, note, KEEP])):
            told.write_string(at, 0, line)
    return file.getvalue()


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Moments as text, text that is no formula; lists are not there."""
    shown = table.copy()
    for column in shown.columns:
        if pd.api.types.is_datetime64_any_dtype(shown[column]):
            shown[column] = shown[column].dt.strftime("%Y-%m-%d %H:%M:%S").str.removesuffix(" 00:00:00")
        elif not pd.api.types.is_numeric_dtype(shown[column]):
            shown[column] = [harmless(each) if isinstance(each, str) else None if pd.isna(each) else harmless(str(each)) for each in shown[column]]
    return shown


def _width(name: str, column: pd.Series) -> int:
    longest = max([len(str(each)) for each in column.head(200)], default=0)
    return min(40, max(10, 2 * len(str(name)), int(1.4 * longest)))
