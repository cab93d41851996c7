"""Tables in HTML or XML that platforms save under the name of a workbook (.xls)."""

import re
from collections.abc import Iterator

from lxml import etree, html

from govboard.errors import Refused

_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|tr|div|style|center|font|span|p)\b", re.IGNORECASE | re.DOTALL)
_WORKBOOK = re.compile(r"\s*<\?xml[^>]*>.{0,2000}?<(?:\w+:)?Workbook\b", re.DOTALL)
_OFFICE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_UNSEEN = {"script", "style"}
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
        raise Refused("文件是网页或XML，里面没有表格。", "请在平台上重新导出为 Excel 或 CSV。")
    return found


def _page(text: str) -> list[tuple[str | None, Rows]]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
    page = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    whole = [_caption(each) + _spread(_cells(each)) for each in page.iter("table") if not _arranges(each)]
    whole = [each for each in whole if each]
    return [(f"第{at}张表" if len(whole) > 1 else None, rows) for at, rows in enumerate(whole, 1)]


def _arranges(table) -> bool:
    """Whether a table holds nothing but tables: then it only says where they stand."""
    return table.find(".//table") is not None and not any(_said(each, nested=False) for row in _own(table, "tr") for each in row)


def _own(table, tag: str) -> Iterator:
    """The elements of a table itself, not those of a table inside one of its cells."""
    return (each for each in table.iter(tag) if next(each.iterancestors("table")) is table)


def _caption(table) -> Rows:
    found = table.find("caption")
    return [[_said(found)]] if found is not None and _said(found) else []


def _said(element, nested: bool = True) -> str:
    """The text of an element that people see; without that of tables inside it where `nested` is false."""
    return " ".join("".join(_texts(element, _UNSEEN if nested else {*_UNSEEN, "table"})).split())


def _texts(element, unseen: set[str]) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        if isinstance(each.tag, str) and each.tag not in unseen:
            yield from _texts(each, unseen)
        yield each.tail or ""


def _cells(table) -> Iterator[list[tuple[str, int, int]]]:
    """Of every row its cells: text, rows and columns it reaches over."""
    for row in _own(table, "tr"):
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
            while (number, column) in found and not cell.get(f"{_OFFICE}Index"):
                column += 1  # a cell that does not say where it stands makes room for one merged from above
            value = cell.find(f"{_OFFICE}Data")
            text = "" if value is None else _said(value)  # a comment of the cell is none of its text
            for turn in range(_span(cell.get(f"{_OFFICE}MergeDown"), 0) + 1):
                found.setdefault((number + turn, column), text)
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
