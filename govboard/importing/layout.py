"""Where the table is on a sheet: title lines, the header, data rows, totals, the footer."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from govboard.errors import Refused
from govboard.importing.read import UNANSWERED, Sheet
from govboard.importing.row import Row

SEARCH = 15
_NUMBER = re.compile(r"\d{6}|\d{4}\s*[-/.年]\s*\d|\d[:时]\d")  # a code, a date, a time: a record, and no header
_TOTAL = re.compile(r"(.{0,10}(合计|小计|总计|共计|累计|平均值?)|占比|全区)(\(.{1,6}\))?(:.*)?")
_STAFF = "(?:填表人?|填报人|制表人?|审核人?|复核人?|审批人?|统计人|报送人|经办人|联系人|(?:单位)?负责人|(?:联系)?电话|联系方式|手机号?码?)(?:[(（].{1,4}[)）])?"
_DATED = "(?:填报|填表|制表|统计|报送|打印|下载|生成|(?:数据)?导出)(?:日期|时间)"
_FOOTER = re.compile(rf"({_STAFF}|{_DATED}|填报单位|报送单位|说明|数据来源|备注|注)\s*[:：]|({_STAFF})$|填表说明|第\s*\d+\s*页")
_NAMED = re.compile(rf"((?:{_STAFF})(?=\s*[:：])|(?<!\S)(?:{_STAFF})(?=\s))\s*[:：]?\s*(?!(?:{_STAFF}|{_DATED})\b)[^\s:：].*?(?=\s*(?:{_STAFF}|{_DATED})(?:\s*[:：]|\s)|$)")
_HEADER = re.compile(r"\D{0,5}(时间|日期|时限|编号|编码|代码|名称|类型|类别|分类|状态|来源|单位|标题|内容|数量|数|街道|社区|网格)")


@dataclass(frozen=True)
class Layout:
    """A found table. `record` are the columns without which a row is none of the format found later."""

    sheet: Sheet
    titles: list[str]
    header: list[str]
    header_row: int
    repeated: list[str]
    record: tuple[int, ...] = ()
    misplaced: tuple[Row, ...] = ()  # rows as full as the header that stand above it

    def body(self) -> Iterator[tuple[str, int, list[str]]]:
        """("row" | "total" | "footer" | "broken", row number, cells); of a footer one cell, its names masked; of a broken line why it is one, then what stands there."""
        width = len(self.header)
        heads = [cell.strip() for cell in self.header]
        for row in self.misplaced:
            yield "broken", row.number, ["这一行在表头之前，无法判断各列是什么", *row.cells]
        for number, cells, fault in self.sheet.rows():
            if number <= self.header_row or not any(cell.strip() for cell in cells):
                continue
            if fault and not (fault == UNANSWERED and kind_of(cells, self.record) == "total"):  # a total is left out anyway
                yield "broken", number, [fault, *cells]
                continue
            if cells[0].strip() == heads[0] and [cell.strip() for cell in _without_tail(cells)] == heads:
                continue  # the header again, as on every printed page
            kind = kind_of(cells, self.record)
            yield kind, number, [masked(line(cells))] if kind == "footer" else cells[:width] + _without_tail(cells[width:])


def normalise(header: str) -> str:
    """A header reduced to what identifies it: half width, no spaces, no bracketed unit, lower case."""
    text = unicodedata.normalize("NFKC", header).lower()
    text = re.sub(r"\((平方米|㎡|m2|人|户|个|件|次|元|万元|必填)\)", "", text)
    return re.sub(r"[\s*:​\ufeff()\[\]]", "", text)


def familiar(cells: list[str], known: set[str]) -> int:
    """How many cells of a row are known headers."""
    return sum(normalise(cell) in known for cell in cells)


def masked(line: str) -> str:
    """A note without the names and numbers of those who made the table."""
    return _NAMED.sub(r"\1：***", line)


def presentable(cells: list[str], known: set[str]) -> list[str]:
    """The cells of a first row that may be told to people.

    Without a header it is a record, perhaps a person's: a cell is told when a format knows it, or when it is short,
    without digits and ends as headers do (…时间, …编号, …名称).
    """
    return [cell for cell in cells if normalise(cell) in known or _HEADER.fullmatch(cell)]


def find(sheet: Sheet, known: set[str], personal: frozenset[str] = frozenset()) -> Layout | None:
    """The table of a sheet, its header being the row with most known headers, with the rows that belong to it; None when none has two.

    `personal` are the headers whose columns no format stores.
    """
    top = _top(sheet)
    scores = [familiar(cells, known) for _, cells, _ in top]
    if not scores:
        return None
    first = last = scores.index(max(scores))
    header, most = [cell.strip() for cell in top[last][1]], max(scores)
    for at, below in _stacks(top):
        lines = _even([cells for _, cells, _ in top[at : below + 1]])
        together = _stacked(lines, known, personal)
        if at <= last <= below and (at == last or familiar(together, known) >= most) and belong(lines, known):
            first, last, header, most = at, below, together, familiar(together, known)
    if most < 2:
        return None
    header = _without_tail(header)
    full = max(3, 0.6 * len(list(filter(None, header))))
    misplaced = [row for row in top[:first] if sum(bool(cell.strip()) for cell in row.cells) >= full and not _groups(row.cells, header)]
    above = [line(row.cells) for row in top[:last] if row not in misplaced]  # group labels of the upper rows too: what they say is not lost
    return Layout(sheet, above, header, top[last][0], _twice(header), misplaced=tuple(misplaced))


def _compared(sheet: Sheet, header: list[str], number: int, known: set[str]) -> None:
    """Refuses a header that has lost or gained a delimiter, under which every cell would stand in its neighbour's column.

    A shorter one is whole when all its labels are known and none is two of them run together: its rows end with a delimiter.
    """
    labels = [normalise(each) for each in _without_tail(header)]
    if not sheet.width or len(header) == sheet.width or (len(labels) == sheet.width < len(header)):
        return
    together = any(label[:at] in known and label[at:] in known for label in labels for at in range(2, len(label) - 1) if label not in known)
    if len(labels) > sheet.width or together or sum(each in known for each in labels) < 0.8 * len(labels):
        raise Refused(f"表头有{len(labels)}列，下面的行有{sheet.width}列，对不上，无法判断哪一列是什么。", "请检查表头里缺少或多余的分隔符后重新导出。", row=number)


def _groups(cells: list[str], header: list[str]) -> bool:
    """Whether a row above the header is its upper row, merged cells being filled: where it says nothing of its own it says what the header does, and it is no record."""
    return not any(map(_NUMBER.search, cells)) and sum(bool(label) and cell.strip() == label for cell, label in zip(cells, header, strict=False)) > 1


def _stacks(top: list[Row]) -> Iterator[tuple[int, int]]:
    """Where a header of two or three rows may stand: first and last of rows that follow each other, are no records and no notes."""
    worded = [not any(_NUMBER.search(cell) or re.search("[:：]", cell) for cell in cells) and not _FOOTER.match(_first(cells)) for _, cells, _ in top]
    for depth in (2, 3):
        for at in range(len(top) - depth + 1):
            if all(worded[at : at + depth]) and all(top[row + 1][0] == top[row][0] + 1 for row in range(at, at + depth - 1)):
                yield at, at + depth - 1


def _even(lines: list[list[str]]) -> list[list[str]]:
    width = max(map(len, lines))
    return [[*(cell.strip() for cell in cells), *[""] * (width - len(cells))] for cells in lines]


def belong(lines: list[list[str]], known: set[str]) -> bool:
    """Whether rows are one header by their shape: a label stands over several columns below it, or alone over a gap.

    A known header over another text is the first record's, and not part of a header. That a row has labels over gaps only
    is not enough: one of them has to be known, or two of them have to be groups.
    """
    groups = alone = 0
    for upper, lower in zip(lines, carried(lines)[1:], strict=False):
        if len(set(filter(None, upper))) < 2:
            return False  # a title
        for at, label in enumerate(upper):
            over = _over(upper, lower, at) if label else 0
            if label and lower[at] not in ("", label) and over < 2:
                return False
            groups += over > 1
            alone += bool(label) and lower[at] in ("", label) and normalise(label) in known
    return groups > 0 and (alone > 0 or groups > 1)


def _over(upper: list[str], lower: list[str], at: int) -> int:
    """How many filled columns below a label are its own: up to the next label or gap."""
    if lower[at] in ("", upper[at]):
        return 0
    reach = at + 1
    while reach < len(upper) and not upper[reach] and lower[reach]:
        reach += 1
    return reach - at


def _stacked(lines: list[list[str]], known: set[str], personal: frozenset[str]) -> list[str]:
    """One header of several rows: group labels are carried to the right over the columns below them.

    A column is called by its lowest label where that is known, else by all its labels (受理情况/受理时间); by all of them
    too where one of them stands for a person's data, so that no stored column is taken for it.
    """
    labels = [list(dict.fromkeys(filter(None, column))) for column in zip(*carried(lines), strict=True)]
    names = [_named(said, known, personal) for said in labels]
    return [name if names.count(name) == 1 else "/".join(said) for name, said in zip(names, labels, strict=True)]


def carried(lines: list[list[str]]) -> list[list[str]]:
    """The rows with every group label in each of its columns."""
    grid = [list(cells) for cells in lines]
    for upper, lower in reversed(list(itertools.pairwise(grid))):
        for at in range(1, len(upper)):
            upper[at] = upper[at] or (upper[at - 1] if lower[at] else "")
    return grid


def _named(labels: list[str], known: set[str], personal: frozenset[str]) -> str:
    if len(labels) > 1 and not any(normalise(each) in personal for each in labels):
        return next((each for each in (labels[-1], "".join(labels)) if normalise(each) in known), "/".join(labels))
    return "/".join(labels)


def _first(cells: list[str]) -> str:
    return next((cell.strip() for cell in cells if cell.strip()), "")


def opening(sheet: Sheet, known: set[str]) -> list[str]:
    """The texts above the data, one per line, header included; of a sheet without a table its first lines."""
    found = find(sheet, known)
    return [*found.titles, *(line(row.cells) for row in found.misplaced), *found.header] if found else [" ".join(cells) for _, cells, _ in _top(sheet)]


def first_cells(sheet: Sheet) -> list[str]:
    """The first row with any text, for telling people what was seen."""
    return next(([cell.strip() for cell in cells if cell.strip()] for _, cells, _ in _top(sheet)), [])


def _top(sheet: Sheet) -> list[Row]:
    rows = []
    for row in sheet.rows():
        if not row.fault and any(cell.strip() for cell in row.cells):
            rows.append(row)
        if len(rows) >= SEARCH:
            break
    return rows


def _twice(header: list[str]) -> list[str]:
    named = [each for each in header if each]
    return sorted({each for each in named if named.count(each) > 1})


def line(cells: list[str]) -> str:
    """The texts of a row in one line."""
    return " ".join(filter(None, map(str.strip, cells)))


def _without_tail(cells: list[str]) -> list[str]:
    """Without empty cells at the end, which trailing delimiters leave."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def kind_of(cells: list[str], record: tuple[int, ...] = ()) -> str:
    """"row", "total" or "footer". A label makes a total or a footer, unless the cells of a record are filled with something else than labels.

    When only some of them are, the label has to come first: “合计, 12” is a total, “A1, (no time), 全区” a faulty row.
    """
    first = next(cell for cell in cells if cell.strip())
    footer = _FOOTER.match(first.strip())
    if not record:  # nothing is known of the columns: the label has to come first, and one without a colon to stand nearly alone
        alone = sum(bool(cell.strip()) for cell in cells) <= max(1, len(cells) / 2)
        return "total" if _is_total(first) else "footer" if footer and (alone or re.search("[:：]", first)) else "row"
    if not footer and not any(map(_is_total, [first, *cells[:3]])):
        return "row"
    given = [cells[at] for at in record if at < len(cells) and re.search(r"\w", cells[at]) and not is_label(cells[at])]
    if len(given) == len(record):
        return "row"
    if footer:
        return "footer"
    return "total" if not given or _is_total(first) else "row"


def is_label(cell: str) -> bool:
    """Whether a cell is the label of a total or of a footer."""
    return _is_total(cell) or bool(_FOOTER.match(cell.strip()))


@lru_cache(maxsize=10_000)  # the first cells of a row say the same few things over and over
def _is_total(cell: str) -> bool:
    if cell.isascii() or len(cell) > 40:  # nearly every cell, and quickly
        return False
    return bool(_TOTAL.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", cell))))
