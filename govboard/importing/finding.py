"""Finding tables on a sheet that nobody described: which lines are titles, which the header, where the next table begins."""

import re
import statistics
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from govboard.errors import Refused
from govboard.importing.cells import TEXT, TYPED, kind
from govboard.importing.layout import belong, is_label
from govboard.importing.read import Sheet
from govboard.importing.row import Row

WINDOW = 40  # rows seen at once
_STEADY = 3  # rows of one width that make it the table's
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SENTENCE = re.compile(r"[。！？；]|[.!?]\s")
_LABEL = 60  # characters of a header at most


@dataclass
class Found:
    """One table as it stands on its sheet. `width` is the number of cells of a regular row, `spurned` are lines above it that are no titles: a header that cannot be trusted."""

    titles: list[Row] = field(default_factory=list)
    header: list[Row] = field(default_factory=list)
    spurned: list[Row] = field(default_factory=list)
    first: int = 0
    last: int = 0
    width: int = 0
    widths: Counter = field(default_factory=Counter)
    faults: int = 0
    ends_empty: int = 0
    typed: dict[int, str] = field(default_factory=dict)
    empty: set[int] = field(default_factory=set)
    columns: tuple[int, int] | None = None
    tried: tuple[Row, int] | None = None
    groups: list[Row] = field(default_factory=list)

    @property
    def jagged(self) -> bool:
        """Whether short rows only leave out empty cells at their end: then no row of the table ends with one, and many are short."""
        short = sum(count for width, count in self.widths.items() if width < self.width)
        return bool(self.header) and not self.ends_empty and self.widths[self.width] > 0 and short > 1 and short >= sum(self.widths.values()) / 20

    @property
    def rows(self) -> int:
        return sum(self.widths.values()) + self.faults

    def surely_starts(self, cells: list[str]) -> bool:
        """Whether a short row has all its cells in their columns: each is of its column's kind, and the last of a kind that no later column has."""
        if not 0 < len(cells) < self.width or not cells[-1].strip():
            return False
        if any(cell.strip() and kind(cell) != self.typed[at] for at, cell in enumerate(cells) if at in self.typed):
            return False
        last = self.typed.get(len(cells) - 1)
        return last is not None and last not in {self.typed.get(at) for at in range(len(cells), self.width)}

    def goes_on_in(self, other: "Found") -> bool:
        """Whether the other table is this one under its header again, as on every printed page, with no title between."""
        own, again = ([[cell.strip() for cell in row.cells] for row in each.header] for each in (self, other))
        return bool(own) and own == again and self.columns == other.columns and not other.spurned and all(row.number < self.last for row in other.titles)

    def take_on(self, other: "Found") -> None:
        self.last, self.faults, self.ends_empty = other.last, self.faults + other.faults, self.ends_empty + other.ends_empty
        self.widths.update(other.widths)


class Finder:
    """Goes through a sheet once, a window ahead."""

    def __init__(self, sheet: Sheet, familiar: Callable[[list[str]], int]):
        self.sheet, self.familiar = sheet, familiar
        self.source, self.ahead = _filled(sheet.rows()), deque()
        self.top: list[Row] = []

    def tables(self) -> list[Found]:
        tables = []
        while self._look(1):
            found = self._opened()
            self._run(found)
            _settle(found)
            tables.append(found)
        if self.sheet.ragged:
            return self._judged(tables)
        return [each for each in tables if each.width]

    def _look(self, count: int) -> bool:
        while len(self.ahead) < count and (following := next(self.source, None)):
            self.ahead.append(following)
        return len(self.ahead) >= count

    def _opened(self) -> Found:
        """The top of the next table: its titles and header are taken from the window, its rows are not."""
        self._look(WINDOW)
        window = [row for _, row in self.ahead]
        found = Found(width=_width(window))
        usual = [row for row in window if not row.fault and len(row.cells) == found.width]
        start = next((at for at, row in enumerate(window) if self._begins(row, usual, found.width)), None)
        if start is None:
            start = 0
        typed = _typed([row for row in usual if row.cells != window[start].cells], skip=min(3, max(0, len(usual) - 2)))
        start = self._below_notes(window, start, typed)
        for row in window[:start]:
            (found.titles if self._is_title(row, found.width) else found.spurned).append(row)
        found.typed = typed
        header = self._header(window, start, found)
        found.titles = [row for row in found.titles if row not in found.groups]
        found.header = found.header or [*found.groups, *header]
        taken = start + len(header)
        for _ in range(taken):
            self.ahead.popleft()
        found.first = window[taken].number if taken < len(window) else window[taken - 1].number + 1
        found.last = window[taken - 1].number if taken else 0
        found.empty = set(range(found.width)) - {at for row in found.header for at, cell in enumerate(row.cells) if cell.strip()}
        self.top = self.top or found.titles
        found.titles = found.titles or self.top
        return found

    def _below_notes(self, window: list[Row], start: int, typed: dict[int, str]) -> int:
        """Where the header is, when notes as wide stand above it (“统计月份,2025年6月” above “街道,数量”): the last of full lines of text before the first record."""
        at = start
        while at + 1 < len(window) and self._is_full_text(window[at], typed) and self._is_full_text(window[at + 1], typed) and window[at].cells != window[at + 1].cells:
            at += 1
        below = window[at + 1] if at + 1 < len(window) else None
        record = below is not None and any(place < len(below.cells) and kind(below.cells[place]) == found for place, found in typed.items())
        return at if record and max(self.familiar(row.cells) for row in window[start : at + 1]) == self.familiar(window[at].cells) else start

    def _is_full_text(self, row: Row, typed: dict[int, str]) -> bool:
        return not row.fault and all(map(str.strip, row.cells)) and bool(typed) and all(at < len(row.cells) and kind(row.cells[at]) == TEXT for at in typed)

    def _begins(self, row: Row, usual: list[Row], width: int) -> bool:
        """Whether a row is as full as the rows of the table are: a title is not."""
        if row.fault or len(row.cells) != width:
            return False
        least = statistics.median(_fill(each) for each in usual) * 0.6 if usual else 1
        return _fill(row) >= max(min(2, width), least) or (self.familiar(row.cells) > 1 and self.familiar(row.cells) >= _fill(row) / 2)

    def _is_title(self, row: Row, width: int) -> bool:
        """Whether a line above the table is a title or a note, and not the header or a record put out of line."""
        return not self.sheet.ragged or (not row.fault and (_fill(row) < 2 or _is_pair(row) or len(row.cells) <= width / 2))

    def _header(self, window: list[Row], start: int, found: Found) -> list[Row]:
        """The lines of the header; none where the first regular row is a record. A longer line above short rows is tried, and judged when they are all seen."""
        if self._is_header(window[start], window[start + 1 :], found):
            header = [window[start]]
            while len(header) < 3 and (at := start + len(header)) < len(window) and self._goes_on(header[-1], window[at], found):
                header.append(window[at])
            found.groups = self._groups_above(window, start) if len(header) == 1 else []
            return header
        above = found.spurned[-1] if found.spurned else None
        if above and not above.fault and len(above.cells) > found.width and all(kind(cell) in ("", TEXT, "code") for cell in above.cells):
            found.tried = (above, found.width)
            found.spurned, found.width, found.header = found.spurned[:-1], len(above.cells), [above]
        return []

    def _groups_above(self, window: list[Row], start: int) -> list[Row]:
        """The lines of group labels that stand over the header, each label over several of its columns."""
        for upper in (window[max(0, start - 2) : start], window[max(0, start - 1) : start]):
            rows = [*upper, window[start]]
            if upper and not any(row.fault or len(row.cells) != len(window[start].cells) for row in rows) and belong([[cell.strip() for cell in row.cells] for row in rows], set()):
                return upper
        return []

    def _is_header(self, row: Row, below: list[Row], found: Found) -> bool:
        cells = [cell.strip() for cell in row.cells]
        filled = [cell for cell in cells if cell]
        known = self.familiar(cells)
        if known > 1 and known >= len(filled) / 2:
            return True
        kinds = [kind(cell) for cell in cells]
        same = [at for at, body in found.typed.items() if at < len(kinds) and kinds[at] == body and not _is_year_above(cells[at], at, below)]
        years = [at for at in found.typed if at < len(kinds) and kinds[at] == "number" and at not in same]
        if same or any(map(_SENTENCE.search, filled)) or max(map(len, filled)) > _LABEL or is_label(filled[0]):
            return False
        if years and kinds[0] == TEXT:
            return True
        if any(at < len(kinds) and kinds[at] in (TEXT, "code") for at in found.typed):
            return len(set(filled)) > len(filled) / 2
        others = [each for each in below if not each.fault and each.cells != row.cells]
        columns = [[each.cells[at].strip() for each in others if at < len(each.cells)] for at in range(len(cells))]
        again = any(cell and cell in column for cell, column in zip(cells, columns))
        return not again and len(set(filled)) == len(filled) and all(each in ("", TEXT) for each in kinds)

    def _goes_on(self, above: Row, row: Row, found: Found) -> bool:
        """Whether a row is one more line of the header: the same again, or text wherever the rows have numbers, dates or codes."""
        if row.fault or len(row.cells) != len(above.cells):
            return False
        if list(map(str.strip, row.cells)) == list(map(str.strip, above.cells)):
            return True
        kinds = [kind(row.cells[at]) for at in found.typed if at < len(row.cells)]
        return kinds.count(TEXT) > 0 and not TYPED.intersection(kinds) and not is_label(next(filter(None, map(str.strip, row.cells))))

    def _run(self, found: Found) -> None:
        """The rows of a table up to the next one."""
        labels = {cell.strip() for row in found.header for cell in row.cells if cell.strip()}
        while self._look(1):
            gap, row = self.ahead[0]
            if found.rows and self._starts_anew(gap, row, labels, found):
                return
            self.ahead.popleft()
            found.last = row.number
            if row.fault:
                found.faults += 1
                continue
            found.widths[len(row.cells)] += 1
            if len(row.cells) == found.width and not row.cells[-1].strip():
                found.ends_empty += 1
            if found.empty:
                found.empty -= {at for at in found.empty if at < len(row.cells) and row.cells[at].strip()}

    def _starts_anew(self, gap: bool, row: Row, labels: set[str], found: Found) -> bool:
        """Whether a row is the header of another table, or a title line above it."""
        self._look(4)
        following = [each for _, each in list(self.ahead)[1:4]]
        if row.fault or not following and not labels:
            return False
        filled = [cell.strip() for cell in row.cells if cell.strip()]
        if labels and len(filled) > 1 and sum(cell in labels for cell in filled) >= max(2, 0.6 * len(filled)) and kind(filled[0]) != "number":
            return True
        if gap and len(filled) == 1 and found.width > 2 and following and not is_label(filled[0]):  # a title, then a header
            return self._heads(following[0], following[1:], found)
        return (gap or (self.sheet.ragged and len(row.cells) != found.width)) and self._heads(row, following, found)

    def _heads(self, row: Row, following: list[Row], found: Found) -> bool:
        """Whether a row is text over typed cells and no row of the table it stands in."""
        filled = [cell for cell in row.cells if cell.strip()]
        below = following[0] if following else None
        if row.fault or below is None or below.fault or len(filled) < 2 or len(below.cells) != len(row.cells) or is_label(filled[0].strip()):
            return False
        if any(kind(cell) not in (TEXT, "code") for cell in filled) or len(set(filled)) < len(filled):
            return False
        typed = any(kind(upper) == TEXT and kind(lower) in TYPED for upper, lower in zip(row.cells, below.cells))
        strange = any(at < len(row.cells) and kind(row.cells[at]) == TEXT for at in found.typed)
        return typed and (strange or (self.sheet.ragged and len(row.cells) != found.width))

    @staticmethod
    def _looks_divided(row: Row) -> bool:
        """Whether a line read as one cell says more than one thing: then it is no list of one column."""
        return bool(row.fault or re.search(r"[,;|\t，；。：]|\S\s+\S", row.cells[0].strip()))

    def _judged(self, tables: list[Found]) -> list[Found]:
        """Of a text: tables whose rows mostly have as many cells as their header, or it was divided wrongly."""
        if tables and all(each.width < 2 for each in tables) and any(map(self._looks_divided, self.sheet.rows())):
            raise Refused("没有找到分隔符，整行只能读成一列。", "请核对这是不是表格；是的话，请在 WPS 或 Excel 中打开后另存为工作簿再试。")
        for each in tables:
            if any(self.familiar(row.cells) > 1 for row in each.header):
                continue  # under a known header every row is judged for itself
            regular = each.rows if each.jagged else each.widths[each.width]
            if each.rows and regular < each.rows / 2:
                told = "、".join(f"{width}列的{count}行" for width, count in each.widths.most_common(3))
                raise Refused(f"分不清列：各行的列数不一致（{told or '多数行的引号不成对'}）。", "请在 WPS 或 Excel 中打开后另存为工作簿，或重新导出。", row=each.first)
        return tables


def _settle(found: Found) -> None:
    """A header longer than the first rows is one when they leave out empty cells at their end; else it is damaged."""
    if found.tried:
        header, width = found.tried
        if not found.jagged:
            found.spurned, found.width, found.header = [*found.spurned, header], width, []


def _filled(rows: Iterator[Row]) -> Iterator[tuple[bool, Row]]:
    """Rows with any text, each with whether blank ones stand before it."""
    gap = False
    for row in rows:
        if any(map(str.strip, row.cells)):
            yield gap, row
            gap = False
        else:
            gap = True


def _fill(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _width(window: list[Row]) -> int:
    """The width of the first rows that follow each other with as many cells; of pairs “日期：, 2025年6月” above a table it is not."""
    sound = [row for row in window if not row.fault]
    run = []
    for before, row in pairwise([*sound, Row(0, [])]):
        run.append(before)
        if len(row.cells) != len(before.cells):
            if len(run) >= _STEADY and len(before.cells) > 1 and not all(map(_is_pair, run)) and (len(before.cells) > 2 or not _wider_follows(sound, before)):
                return len(before.cells)
            run = []
    widths = Counter(len(row.cells) for row in sound if not _is_pair(row))
    return max(widths, key=lambda each: (each > 1, widths[each]), default=max((len(row.cells) for row in sound), default=0))


def _wider_follows(rows: list[Row], row: Row) -> bool:
    """Whether a table of three columns or more stands below lines of two."""
    below = [len(each.cells) for each in rows if each.number > row.number]
    return sum(width > 2 for width in below) > max(_STEADY, len(below) / 2)


def _is_year_above(cell: str, at: int, below: list[Row]) -> bool:
    """Whether a number in a header is a year over numbers that are none."""
    years = [bool(_YEAR.fullmatch(row.cells[at].strip())) for row in below if not row.fault and at < len(row.cells) and row.cells[at].strip()]
    return bool(_YEAR.fullmatch(cell)) and not any(years)


def _is_pair(row: Row) -> bool:
    return len(row.cells) == 2 and row.cells[0].strip().endswith((":", "："))


def _typed(rows: list[Row], skip: int) -> dict[int, str]:
    """Column -> kind, of columns whose cells mostly look like numbers, dates, addresses or codes."""
    found = {}
    for at in range(len(rows[0].cells) if rows else 0):
        kinds = Counter(kind(row.cells[at]) for row in rows[skip:] if row.cells[at].strip())
        most, count = kinds.most_common(1)[0] if kinds else (TEXT, 0)
        if most in TYPED and count >= 0.7 * sum(kinds.values()):
            found[at] = most
    return found
