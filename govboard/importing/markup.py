"""Tables in HTML or XML that platforms save under the name of a workbook (.xls)."""

import re
from collections.abc import Iterator

from lxml import etree, html

from govboard.errors import Refused

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|div|style)\b", re.IGNORECASE | re.DOTALL)
_WORKBOOK = re.compile(r"\s*<\?xml[^>]*>.{0,2000}?<(?:\w+:)?Workbook\b", re.DOTALL)
_OFFICE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST = 2_000_000  # cells of one table; a page that large is no table
_SPAN = 2_000  # cells that one may be merged over
_TOO_LARGE = "网页里的表格太大。", "请分批导出，或在平台上导出为 CSV。"

Rows = list[list[str]]


def is_markup(head: str) -> bool:
    """Whether a text begins as an HTML page or as a workbook in XML (Excel 2003)."""
    return bool(_HTML.match(head) or _WORKBOOK.match(head))


def tables(text: str) -> list[tuple[str | None, Rows]]:
    """Name (None where there is none) and rows of every table. Raises Refused when there is none, or the text is damaged."""
    try:
        found = _workbook(text) if _WORKBOOK.match(text[:4096]) else _page(text)
    except (etree.LxmlError, ValueError, AssertionError) as problem:
        raise Refused("文件是网页（HTML/XML），但已损坏，无法读取。", "请在 WPS 或 Excel 中打开后另存为工作簿再导入。") from problem
    if not found:
        raise Refused("文件是网页（HTML），里面没有表格。", "请在平台上重新导出为 Excel 或 CSV。")
    return found


def _page(text: str) -> list[tuple[str | None, Rows]]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
    page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    inner = [each for each in page.iter("table") if each.find(".//table") is None]  # a table around tables only arranges them
    whole = [_caption(each) + _spread(_cells(each)) for each in inner]
    whole = [each for each in whole if each]
    return [(f"第{at}张表" if len(whole) > 1 else None, rows) for at, rows in enumerate(whole, 1)]


def _caption(table) -> Rows:
    found = table.find("caption")
    return [[_said(found)]] if found is not None and _said(found) else []


def _said(element) -> str:
    return " ".join("".join(element.itertext()).split())


def _cells(table) -> Iterator[list[tuple[str, int, int]]]:
    """Of every row its cells: text, rows and columns it reaches over."""
    for row in table.iter("tr"):
        yield [(_said(each), _span(each.get("rowspan")), _span(each.get("colspan"))) for each in row if each.tag in ("td", "th")]


def _span(given: str | None, least: int = 1) -> int:
    return min(max(int(given), least), _SPAN) if given and given.strip().isdigit() else least


def _spread(lines: Iterator[list[tuple[str, int, int]]]) -> Rows:
    """A grid: a cell over several rows stands in each of them, one over several columns in the first."""
    rows, hanging, count = [], {}, 0
    for line in lines:
        row, waiting = [], list(line)
        while waiting or any(at >= len(row) for at in hanging):
            at = len(row)
            if at in hanging:
                text, left = hanging.pop(at)
                row.append(text)
                hanging |= {at: (text, left - 1)} if left > 1 else {}
            elif waiting:
                text, down, across = waiting.pop(0)
                for turn in range(across):
                    row.append("" if turn else text)
                    hanging |= {at + turn: ("" if turn else text, down - 1)} if down > 1 else {}
            else:
                row.append("")
        rows.append(row)
        count += len(row)
        if count > _MOST:
            raise Refused(*_TOO_LARGE)
    return rows


def _workbook(text: str) -> list[tuple[str | None, Rows]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    book = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace"), parser=parser)
    return [(sheet.get(f"{_OFFICE}Name"), rows) for sheet in book.iter(f"{_OFFICE}Worksheet") if (rows := _grid(sheet))]


def _grid(sheet) -> Rows:
    """Here every cell says where it stands when it is not the next one; one merged downwards stands in each of its rows."""
    found, number = {}, 0
    for row in sheet.iter(f"{_OFFICE}Row"):
        number, column = _index(row, number), 0
        for cell in row.iter(f"{_OFFICE}Cell"):
            column = _index(cell, column)
            for turn in range(_span(cell.get(f"{_OFFICE}MergeDown"), 0) + 1):
                found.setdefault((number + turn, column), _said(cell))
            column += _span(cell.get(f"{_OFFICE}MergeAcross"), 0)
        if len(found) > _MOST:
            raise Refused(*_TOO_LARGE)
    deep, wide = (max((place[side] for place in found), default=0) for side in (0, 1))
    if deep * wide > 10 * _MOST:
        raise Refused(*_TOO_LARGE)
    return [[found.get((row, column), "") for column in range(1, wide + 1)] for row in range(1, deep + 1)]


def _index(element, before: int) -> int:
    given = element.get(f"{_OFFICE}Index") or ""
    return int(given) if given.isdigit() else before + 1
