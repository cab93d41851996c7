"""The workbook that goes back to whoever sent an export: its refused rows, the offending cells marked."""

import io
import json
import re

import pandas as pd
import xlsxwriter

from govboard import contract, filings, suggestions
from govboard.importing import formats
from govboard.importing.layout import normalise
from govboard.importing.returned import NUMBER, REASON, number
from govboard.importing.rows import said
from govboard.warehouse import Warehouse

_ADVICE = "请只改正标黄的单元格，不要改动退回编号，不要增删列；改好后把本文件发回，导入后只替换这些行。"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # of files, on any system
_ON_A_PAGE = 12  # columns that can be read side by side on paper
ORIGIN = "原处"  # file, sheet and row
_WIDTHS = {NUMBER: 24, REASON: 46, ORIGIN: 30}


def workbooks(home: Warehouse) -> dict[str, bytes]:
    """Name and content of a workbook for each sender of rows that were refused and that nobody has put right yet.

    A 镇街 gets all its rows in one, whether the list is its own or merely speaks of no other; exports of the whole district come from another system
    each, so each ledger of these gets its own. Boundaries are put right where they are drawn, not in a workbook.
    """
    rows, known = home.pending_rows(), {each.name: each for each in formats.load(home.folder)}
    concerned = set(rows.import_id)
    waiting = [each for each in reversed(home.parts()) if each["id"] in concerned and "geometry" not in contract.tables()[each["table"]].types.values()]
    if not waiting:
        return {}
    version = home.open(home.pointers()["head"])
    names = filings.official(version)
    version.close()
    made: dict[str, list[dict]] = {}
    for part, sender in zip(waiting, _senders(waiting, rows, known, names), strict=True):
        said = [sender] if sender else [home.settings.district, contract.tables()[part["table"]].title]
        made.setdefault("_".join(["退回", *(_NOT_IN_NAMES.sub(" ", each)[:40].strip(" .") for each in said)]) + ".xlsx", []).append(part)
    return {name: workbook(parts, rows[rows.import_id.isin([each["id"] for each in parts])], known) for name, parts in made.items()}


def _senders(parts: list[dict], rows: pd.DataFrame, known: dict[str, formats.Format], names: dict[str, str]) -> list[str | None]:
    """The one 镇街 that each part is of, that its accepted and its refused rows name; None where they name several or none."""
    written = [_streets(part, rows[rows.import_id == part["id"]], known[part["format"]]) for part in parts]
    called = filings.usual([each for found in written for each in found], names)
    told = [{called[each] for each in found} for found in written]
    return [found.pop() if len(found) == 1 else None for found in told]


def _streets(part: dict, rows: pd.DataFrame, form: formats.Format) -> list[str]:
    own = part["areas"] if part["area"] == "subdistrict" else part.get("streets", [])
    refused = [cell.strip() for row in rows.row for name, cell in json.loads(row).items() if form.aliases.get(normalise(name)) == "subdistrict"]
    return sorted({*own, *filter(None, refused)})


def workbook(parts: list[dict], refused: pd.DataFrame, known: dict[str, formats.Format]) -> bytes:
    """One sheet per part. `refused` are the rows of these parts as they are kept, masked; `known` the formats."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        plain = {"num_format": "@", "valign": "top", "text_wrap": True}
        looks = {"plain": book.add_format(plain), "wrong": book.add_format(plain | {"bg_color": "#FFF2B2", "border": 1, "border_color": "#C9A227"}),
                 "head": book.add_format({"bold": True, "bg_color": "#EEF1F5", "text_wrap": True}), "quiet": book.add_format(plain | {"font_color": "#8A8F99"})}  # fmt: skip
        taken: set[str] = set()
        for part in parts:
            _sheet(book.add_worksheet(_name(part, taken)), part, refused[refused.import_id == part["id"]], known[part["format"]], looks)
    return made.getvalue()


def _name(part: dict, taken: set[str]) -> str:
    """The ledger and the sheet it was read from; a name that no other sheet of the workbook has. 31 characters are allowed."""
    said = " ".join(filter(None, [contract.tables()[part["table"]].title, part["sheet"]]))
    plain = "".join(" " if each in "[]:*?/\\" else each for each in said)
    name, at = plain[:31].strip("'"), 1
    while name.lower() in taken:
        at += 1
        name = f"{plain[: 30 - len(str(at))]} {at}"
    taken.add(name.lower())
    return name


def _sheet(page, part: dict, rows: pd.DataFrame, form: formats.Format, looks: dict) -> None:
    kept = [json.loads(each) for each in rows.row]
    lacking = {column: None for columns in rows.column for column in columns.split("、") if column != "（整行）"}
    header = list(dict.fromkeys(name for each in kept for name in each if name != "（多出）"))
    header = [*header, *(name for name in part.get("columns", []) if name not in header)]
    spoken = {name: said(form.aliases[normalise(name)], form) for name in header if normalise(name) in form.aliases}
    header += [name for name in [*_first_names(form, rows), *lacking] if name not in spoken.values() and name not in header]
    header = _looked_for_first(header, spoken, form, set(lacking))
    page.write_string(0, 0, _ADVICE)
    page.write_string(1, 0, _period(part))
    page.write_row(2, 0, [NUMBER, REASON, ORIGIN, *header], looks["head"])
    for at, (row, cells) in enumerate(zip(rows.itertuples(), kept), start=3):
        page.write_string(at, 0, number(row.import_id, row.source_row), looks["quiet"])
        told = {REASON: "。".join(filter(None, [row.reason, suggestions.advice(row.reason)])), ORIGIN: _origin(row)}
        page.write_string(at, 1, told[REASON], looks["plain"])
        page.write_string(at, 2, told[ORIGIN], looks["quiet"])
        page.set_row(at, 15 * max(1 + 2 * len(text) // _WIDTHS[name] for name, text in told.items()))
        wrong = row.column.split("、")
        for column, name in enumerate(header, start=3):
            text = cells.get(name, "")
            page.write_string(at, column, "" if text == "***" else text, looks["wrong" if spoken.get(name, name) in wrong or wrong == ["（整行）"] else "plain"])
    page.freeze_panes(3, 3)
    page.set_landscape()
    if len(header) <= _ON_A_PAGE:
        page.fit_to_pages(1, 0)
    for column, name in enumerate([NUMBER, REASON, ORIGIN, *header]):
        page.set_column(column, column, _WIDTHS.get(name, min(40, max(12, 2 * len(name) + 2))))


def _origin(row) -> str:
    """Where a refused row stood in what was sent."""
    sheet = f"“{row.source_sheet}”" if isinstance(row.source_sheet, str) and row.source_sheet else ""
    return f"{row.source_file} {sheet}第{row.source_row}行"


def _looked_for_first(header: list[str], spoken: dict[str, str], form: formats.Format, wrong: set[str]) -> list[str]:
    """The columns by which a row is known, then those with something to put right, then the others."""
    required = {said(name, form) for name in form.raw["required"]}
    return sorted(header, key=lambda name: 0 if (told := spoken.get(name, name)) in required else 1 if told in wrong else 2)


def _first_names(form: formats.Format, rows: pd.DataFrame) -> list[str]:
    """Of rows that could not be divided nothing is kept: the columns that a row must have."""
    return [said(name, form) for name in form.raw["required"]] if (rows.column == "（整行）").any() else []


def _period(part: dict) -> str:
    """The period of the export in words that are read again when the workbook comes back."""
    first, last = (pd.Timestamp(part[each]) if part[each] else None for each in ("since", "until"))
    if not part.get("declared", True) or last is None:
        return ""
    day = "{0.year}年{0.month}月{0.day}日"
    return f"统计时段：{day.format(first)}至{day.format(last)}" if first is not None else f"截至{day.format(last)}"
