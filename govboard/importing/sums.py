"""Totals of a sheet checked against the rows above them."""

import re
import unicodedata
from collections.abc import Iterable

from govboard.importing import scrub

MOST = 5  # complaints about one sheet
_PLAIN = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_COUNTER = re.compile(r"(?<=\d)\s*(?:人次|次|人|名|户|个|件|家|项|处|条|场|批|份|元)$")
_NO_SUM, _OTHER = re.compile(r"占比|平均|比例|率"), re.compile(r"占比|平均|累计|其中")


def amount(cell: str) -> float | None:
    """A plain number, its counter left out; None of a share, a word or an empty cell."""
    text = _COUNTER.sub("", unicodedata.normalize("NFKC", cell).strip())
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def complaints(header: list[str], body: Iterable[tuple[str, int, list[str]]]) -> list[str]:
    """What total rows say otherwise than their rows add up to, in sentences; `body` are kind, number and cells of the rows.

    A total may stand for all rows so far or for those since the total before it, for their sum or for how many they are.
    """
    told, every, since = [], _Sums(), _Sums()
    for kind, number, cells in body:
        if kind == "row":
            every.add(cells)
            since.add(cells)
        elif kind == "total":
            if not _OTHER.search(" ".join(cells[:3])):
                told += _compared(header, number, cells, every, since)
            since = _Sums()
    return told[:MOST]


class _Sums:
    """Sums of the columns of rows, and how many rows there were."""

    def __init__(self):
        self.count, self.columns = 0, {}

    def add(self, cells: list[str]) -> None:
        self.count += 1
        for at, cell in enumerate(cells):
            if cell and not cell.isspace() and (value := amount(cell)) is not None:
                self.columns[at] = self.columns.get(at, 0.0) + value


def _compared(header: list[str], number: int, cells: list[str], every: _Sums, since: _Sums) -> list[str]:
    told = []
    for at, (label, cell) in enumerate(zip(header, cells)):
        said = amount(cell)
        if said is None or not every.count or _NO_SUM.search(label):
            continue
        fits = [every.columns.get(at), since.columns.get(at), every.count, since.count]
        if not any(each is not None and abs(each - said) <= max(0.05, 1e-6 * abs(said)) for each in fits):
            told.append(f"第{number}行合计：{scrub.text(label) or f'第{at + 1}列'}写的是{scrub.text(cell.strip())}，各行相加是{_shown(every.columns.get(at))}")
    return told


def _shown(value: float | None) -> str:
    return "空" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")
