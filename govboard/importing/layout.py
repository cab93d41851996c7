"""Where the table is on a sheet: title lines, the header, data rows, totals, the footer."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from govboard.importing.read import Row, Sheet

SEARCH = 15
_TOTAL = re.compile(r"^(合计|小计|总计|共计|累计|平均|平均值|占比|全区合计|全区)$")
_FOOTER = re.compile(r"^(填表人|制表人?|审核人?|填报日期|填报人|填报单位|统计人|备注|注)\s*[:：]")


@dataclass
class Layout:
    """A found table. `body()` yields ("row" | "total" | "footer", row number, cells)."""

    titles: list[str]
    header: list[str]
    header_row: int
    body: Callable[[], Iterator[tuple[str, int, list[str]]]]
    repeated: list[str] = field(default_factory=list)


def normalise(header: str) -> str:
    """A header reduced to what identifies it: half width, no spaces, no bracketed unit, lower case."""
    text = unicodedata.normalize("NFKC", header).lower()
    text = re.sub(r"\((平方米|㎡|m2|人|户|个|件|次|元|万元|必填)\)", "", text)
    return re.sub(r"[\s*:​\ufeff()\[\]]", "", text)


def find(sheet: Sheet, known: set[str]) -> Layout | None:
    """The table of a sheet, its header being the row with most known headers; None when none has two."""
    top = _top(sheet)
    scores = [sum(normalise(cell) in known for cell in cells) for _, cells in top]
    if not scores or max(scores) < 2:
        return None
    at = scores.index(max(scores))
    number, header = top[at]
    titles = [" ".join(filter(None, map(str.strip, cells))) for _, cells in top[:at]]
    header = _without_tail([cell.strip() for cell in header])
    return Layout([each for each in titles if each], header, number, lambda: _body(sheet, number, len(header)), _twice(header))


def opening(sheet: Sheet, known: set[str]) -> list[str]:
    """The texts above the data, one per line, header included; of a sheet without a table its first lines."""
    found = find(sheet, known)
    return [*found.titles, *found.header] if found else [" ".join(cells) for _, cells in _top(sheet)]


def first_cells(sheet: Sheet) -> list[str]:
    """The first row with any text, for telling people what was seen."""
    return next(([cell.strip() for cell in cells if cell.strip()] for _, cells in _top(sheet)), [])


def _top(sheet: Sheet) -> list[Row]:
    rows = []
    for number, cells in sheet.rows():
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))
        if len(rows) >= SEARCH:
            break
    return rows


def _twice(header: list[str]) -> list[str]:
    named = [each for each in header if each]
    return sorted({each for each in named if named.count(each) > 1})


def _body(sheet: Sheet, header_row: int, width: int) -> Iterator[tuple[str, int, list[str]]]:
    for number, cells in sheet.rows():
        if number <= header_row or not any(cell.strip() for cell in cells):
            continue
        yield _kind(cells), number, cells[:width] + _without_tail(cells[width:])


def _without_tail(cells: list[str]) -> list[str]:
    """Without empty cells at the end, which trailing delimiters leave."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _kind(cells: list[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if _FOOTER.match(filled[0]) and len(filled) <= 4:
        return "footer"
    opening = [re.sub(r"\s", "", cell) for cell in cells[:3]]
    return "total" if any(map(_TOTAL.match, opening)) else "row"
