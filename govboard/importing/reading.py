"""One table of a file exactly as it is understood, before any format is recognised: what `read` writes and `propose` starts from."""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from govboard.errors import Refused, WrongUse
from govboard.importing import formats, layout, read, sums, tables
from govboard.importing.finding import Found
from govboard.importing.row import Row

TOLD = 20  # refused rows that are spelled out


@dataclass
class Reading:
    """A chosen table: its header (empty where the file has none) and its rows, one by one; `told` says in sentences what was found."""

    sheet: read.Sheet
    found: Found
    header: list[str]
    told: list[str]
    refused: list[dict] = field(default_factory=list)
    totals: list[tuple[int, str]] = field(default_factory=list)
    footers: list[tuple[int, str]] = field(default_factory=list)

    def rows(self) -> Iterator[list[str]]:
        """The rows that are understood; after the last one `refused`, `totals` and `footers` hold the others."""
        for row in self.found.spurned:
            self._refuse(row, f"本行有{len(row.cells)}列，下面的行有{self.found.width}列，对不上")
        for row in self.sheet.rows():
            if row.number >= self.found.first and any(map(str.strip, row.cells)) and (cells := self._judged(row)):
                yield cells

    def _judged(self, row: Row) -> list[str] | None:
        if row.fault:
            return self._refuse(row, row.fault)
        said = layout.kind_of(row.cells)
        if said == "row":
            return row.cells + [""] * (self.found.width - len(row.cells))
        (self.totals if said == "total" else self.footers).append((row.number, layout.line(row.cells)))
        return None

    def _refuse(self, row: Row, reason: str) -> None:
        text = layout.line(row.cells) if len(row.cells) > 1 else row.cells[0]
        self.refused.append({"line": row.number, "text": text, "reason": row.fault or reason})

    def closing(self) -> list[str]:
        """What is to be said after the last row."""
        lines = [f"合计行，未写出：第{number}行　{text}" for number, text in self.totals]
        lines += [f"表尾，未写出：第{number}行　{text}" for number, text in self.footers]
        lines += [f"第{each['line']}行未写出：{each['reason']}" for each in self.refused[:TOLD]]
        if self.totals:
            body = ((layout.kind_of(row.cells), row.number, row.cells) for row in self.sheet.rows() if row.number >= self.found.first and not row.fault and any(map(str.strip, row.cells)))
            lines += sums.complaints(self.header or [""] * self.found.width, body)
        return lines + ([f"……其余{len(self.refused) - TOLD}行未写出"] if len(self.refused) > TOLD else [])


def open_reading(files: list[tuple[Path, str]], sheet: str | None = None, table: int | None = None, most_columns: int = 1000) -> Reading:
    """Find the table in a file or, of an archive, in its files. Raises Refused when it cannot be read, WrongUse when the named sheet or table is not there."""
    known = formats.headers(formats.load())

    def familiar(cells: list[str]) -> int:
        return layout.familiar(cells, known)

    pages = [_inside(each, name if len(files) > 1 else None) for path, name in files for each in read.sheets(path, familiar, most_columns)]
    found, withheld = _tables(pages, sheet, familiar)
    if not found:
        raise Refused(withheld[0] if withheld else "文件里没有表格。", "" if withheld else "请重新导出后再试。")
    number = table or 1
    if number > len(found):
        raise WrongUse(f"只有{len(found)}张表，没有第{number}张。")
    chosen, about = found[number - 1]
    header = _header(about, chosen.ragged)
    others = [f"另有{_said(each, at)}（--table {at}）" for at, (each, _) in enumerate(found, start=1) if at != number]
    return Reading(chosen, about, header, [chosen.how, *_place(chosen, about, number if len(found) > 1 else None), *others, *withheld])


def _inside(sheet: read.Sheet, file: str | None) -> read.Sheet:
    return replace(sheet, name=" ".join(filter(None, [file, sheet.name]))) if file else sheet


def _tables(pages: list[read.Sheet], name: str | None, familiar) -> tuple[list, list[str]]:
    """All tables of the named sheet, or of every sheet that is not withheld; and what is said of those."""
    if name is not None:
        pages = [each for each in pages if each.name == name] or _no_sheet(name, pages)
    withheld = [f"工作表“{each.name}”：{each.withheld}" for each in pages if each.withheld]
    return [pair for each in pages if not each.withheld for pair in tables.split(each, familiar)], withheld


def _no_sheet(name: str, pages: list[read.Sheet]):
    raise WrongUse(f"没有名为“{name}”的工作表。有：{'、'.join(each.name for each in pages if each.name) or '无'}。")


def _header(found: Found, ragged: bool) -> list[str]:
    """The labels of every column; a header of several lines is joined, group labels carried to the right."""
    if not found.header:
        return []
    lines = layout.carried([[cell.strip() for cell in row.cells] for row in found.header]) if len(found.header) > 1 else [[cell.strip() for cell in found.header[0].cells]]
    said = (lambda column: column) if ragged else dict.fromkeys  # in a workbook a label that was merged downwards stands in each of its lines
    labels = [" ".join(filter(None, said(column))) for column in zip(*lines, strict=True)]
    return labels + [""] * (found.width - len(labels))


def _place(sheet: read.Sheet, found: Found, number: int | None) -> list[str]:
    lines = [f"写出的是{_said(sheet, number)}"] if number else [f"工作表“{sheet.name}”"] if sheet.name else []
    lines += [f"第{row.number}行是标题或说明：{layout.line(row.cells)}" for row in found.titles]
    rows = [row.number for row in found.header]
    return [*lines, f"表头在第{'、'.join(map(str, rows))}行" if rows else "没有表头，第一行就是数据"]


def _said(sheet: read.Sheet, number: int | None) -> str:
    return f"第{number}张表" + (f"（{sheet.name}）" if sheet.name and sheet.name != f"第{number}张表" else "")


def write(reading: Reading, out: Path, refused: Path | None) -> int:
    """Write the table as CSV and the rows that could not be trusted as JSON, or nothing at all. Returns the number of rows written."""
    beside, count = out.with_name(f"{out.name}.writing"), 0
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerows([reading.header] if reading.header else [])
            for cells in reading.rows():
                writer.writerow(cells)
                count += 1
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)
    if refused:
        refused.write_text(json.dumps(reading.refused, ensure_ascii=False, indent=1), encoding="utf-8")
    return count
