"""The tables of a sheet as sheets of their own: one below the other or side by side, lines that do not fit marked."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from govboard.importing.finding import Finder, Found
from govboard.importing.layout import is_label, normalise
from govboard.importing.read import Sheet
from govboard.importing.row import Row


def split(sheet: Sheet, familiar: Callable[[list[str]], int] = lambda cells: 0) -> list[tuple[Sheet, Found]]:
    """The tables of a sheet, each as a sheet of its own, with what was found about it. Empty where nothing stands.

    `familiar` counts the known headers in a row. Raises Refused when a text has no regular rows.
    """
    found = [_regular(sheet)] if sheet.regular else [part for each in Finder(sheet, familiar).tables() for part in _beside(sheet, each)]
    return [(_part(sheet, each, at if len(found) > 1 else 0), each) for at, each in enumerate(found, start=1)]


def _regular(sheet: Sheet) -> Found:
    """A sheet that is one table by nature: its names stand in the first row."""
    top = next(sheet.rows())
    return Found(header=[top], first=top.number + 1, last=sys.maxsize, width=len(top.cells))


def pieces(sheet: Sheet, familiar: Callable[[list[str]], int]) -> list[Sheet]:
    """The tables of a sheet for importing: one that goes on under its header written again is one table."""
    found: list[Found] = []
    for each in [part for whole in Finder(sheet, familiar).tables() for part in _beside(sheet, whole)]:
        if found and found[-1].goes_on_in(each):
            found[-1].take_on(each)
        else:
            found.append(each)
    return [_part(sheet, each, at if len(found) > 1 else 0) for at, each in enumerate(found, start=1)]


def _part(sheet: Sheet, found: Found, at: int) -> Sheet:
    name = " ".join(filter(None, [sheet.name, f"第{at}张表"])) if at else sheet.name
    return replace(sheet, name=name, page=sheet.name, rows=lambda: _rows_of(sheet, found), width=found.width if sheet.ragged else None, count=found.rows)


def _rows_of(sheet: Sheet, found: Found) -> Iterator[Row]:
    """The rows of one table, its titles and its header included. A row that is no row of it says why."""
    above = {each.number for each in [*found.titles, *found.spurned]}
    top = found.header[0].number if found.header else found.first
    jagged = found.jagged
    for row in sheet.rows():
        if row.number > found.last:
            return
        if row.number < top and row.number not in above:
            continue
        if found.columns and row.number >= top:
            row = Row(row.number, row.cells[slice(*found.columns)], row.fault)
            if not any(map(str.strip, row.cells)):
                continue
        yield row if row.number < found.first else _fitting(row, found, jagged, sheet.ragged)


def _fitting(row: Row, found: Found, jagged: bool, ragged: bool) -> Row:
    if not ragged or row.fault or len(row.cells) == found.width or (jagged and found.surely_starts(row.cells)):
        return row
    first = next(filter(None, map(str.strip, row.cells)), None)
    if first is None or is_label(first):  # a blank line, a total, a footer
        return row
    return Row(row.number, row.cells, f"本行有{len(row.cells)}列，这张表有{found.width}列，无法对齐；请检查多余或缺少的分隔符、引号")


# --- side by side


def _beside(sheet: Sheet, found: Found) -> list[Found]:
    """Tables that stand side by side with an empty column between them; a table with an empty column stays one."""
    groups = _groups(found)
    if len(groups) < 2 or not found.header or not _apart(sheet, found, groups):
        return [found]
    return [replace(found, columns=each, width=each[1] - each[0], header=[Row(row.number, row.cells[slice(*each)]) for row in found.header]) for each in groups]


def _groups(found: Found) -> list[tuple[int, int]]:
    edges = sorted({-1, found.width, *found.empty})
    return [(left + 1, right) for left, right in pairwise(edges) if right - left > 1]


def _apart(sheet: Sheet, found: Found, groups: list[tuple[int, int]]) -> bool:
    """Whether groups of columns are tables of their own: two columns at least, and headers that recur or rows that end elsewhere."""
    labels = [[normalise(cell) for row in found.header for cell in row.cells[slice(*each)] if cell.strip()] for each in groups]
    if any(right - left < 2 or len(said) < right - left for (left, right), said in zip(groups, labels)):
        return False
    if all(len(set(labels[0]) & set(each)) >= len(each) / 2 for each in labels[1:]):
        return True
    last = [0] * len(groups)
    for row in sheet.rows():
        if found.first <= row.number <= found.last:
            for at, (left, right) in enumerate(groups):
                last[at] = row.number if any(map(str.strip, row.cells[left:right])) else last[at]
    return len(set(last)) > 1
