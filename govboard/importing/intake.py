"""One file into immutable parts: accepted rows under raw/, refused rows under refused/, and a report of both."""

import datetime as dt
import hashlib
import logging
import os
import re
import secrets
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

import pandas as pd

from govboard.errors import Refused, WrongUse
from govboard.importing import archive, formats, layout, read, returned, rows, scrub, sums, tables, times, vector, withheld
from govboard.importing.formats import Format
from govboard.importing.part import Part, Span, beside
from govboard.importing.row import printable
from govboard.settings import Settings

_SECRET = r"(?:绝\s*密|机\s*密|秘\s*密)"
_CLASSIFIED = re.compile(
    rf"{_SECRET}\s*★|★\s*{_SECRET}|密\s*级\s*[:：]?\s*{_SECRET}|[(（【\[〔]\s*{_SECRET}\s*[)）】\]〕]"
    rf"|(?<![^\s_\-－—.．·]){_SECRET}(?![^\s_\-－—.．·,，:：/|\d])|^\s*(?:绝密|机密)(?!性)|^\s*秘密(?!举报|检举|投票|花园|调查|走访|录音|录像|拍摄)"
)

_LOG = logging.getLogger(__name__)

TOLD = 200  # refused rows that a report spells out; all of them are kept


Progress = Callable[[str, int, int | None], None]  # file, rows read, rows there are


def silent(file: str, read: int, count: int | None) -> None:
    """Tells nobody."""


@dataclass
class SheetReport:
    """What became of one sheet. read = accepted + refused + totals, always."""

    sheet: str | None
    format: str | None = None
    table: str | None = None
    read: int = 0
    accepted: int = 0
    refused: int = 0
    totals: int = 0
    reason: str | None = None
    problems: list[dict] = field(default_factory=list)
    understood: dict = field(default_factory=dict)
    part: dict | None = None


@dataclass
class FileReport:
    """What became of one file; `reason` is set when nothing of it was taken in."""

    file: str
    sha: str
    sheets: list[SheetReport] = field(default_factory=list)
    reason: str | None = None
    repeated: bool = False

    @property
    def parts(self) -> list[dict]:
        return [each.part for each in self.sheets if each.part]

    def as_dict(self) -> dict:
        return asdict(self)


def take_all(path: Path, folder: Path, settings: Settings, now: dt.datetime, name: str | None = None, progress: Progress = silent) -> list[FileReport]:
    """Take one file in, or every file of an archive. Never raises for bad content."""
    said = scrub.text(printable(name or path.name))
    try:
        with archive.members(path, name or path.name, settings.max_file_mb << 20) as found:
            return [take_in(each, folder, settings, now, inside, progress) for each, inside in found]
    except Refused as refusal:
        return [FileReport(said, "", reason=str(refusal))]
    except WrongUse:
        raise
    except Exception as problem:
        return [FileReport(said, "", reason=_unexpected(problem))]


def take_in(path: Path, folder: Path, settings: Settings, now: dt.datetime, name: str | None = None, progress: Progress = silent) -> FileReport:
    """Take one file in. Never raises for bad content: the report says what was refused and why; what `progress` raises stops it and leaves nothing."""
    report = FileReport(scrub.text(printable(name or path.name)), "")
    try:
        report.sha = _digest(path, settings)
        known = formats.load(folder)
        headers = formats.headers(known)
        sheets = [each for each in read.sheets(path, lambda cells: layout.familiar(cells, headers), settings.max_columns) if each.withheld or _has_text(each)]
        parts = [part for each in sheets for part in _tables(each, headers)]
        _guard(report.file, [*sheets, *parts], headers)
        report.sheets = [_sheet(each, report, folder, known, now, settings, progress) for each in parts]
        _judge_file(report)
    except Refused as refusal:
        report.reason = str(refusal)
    except WrongUse:
        raise
    except Exception as problem:
        report.reason = _unexpected(problem)
    return report


def _unexpected(problem: Exception) -> str:
    """One file must not stop the others. Logged without the words of the exception, which may quote a cell."""
    _LOG.error("import failed with %s\n%s", type(problem).__name__, "".join(traceback.format_tb(problem.__traceback__)))
    return f"读取时出错，未导入（{type(problem).__name__}）。请在 WPS 或 Excel 中打开并另存后再导入；仍不行时请把运行日志交给维护人员。"


def _digest(path: Path, settings: Settings) -> str:
    if not path.is_file():
        raise Refused("找不到这个文件。", "请检查路径。")
    if path.stat().st_size > settings.max_file_mb * 2**20:
        raise Refused(f"文件超过{settings.max_file_mb}MB的上限。", "请分批导出后再导入。")
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _has_text(sheet: read.Sheet) -> bool:
    return bool(layout.first_cells(sheet))


def _tables(sheet: read.Sheet, headers: set[str]) -> list[read.Sheet]:
    """The tables of a sheet as sheets of their own."""
    if sheet.withheld or sheet.regular:
        return [sheet]
    try:
        return tables.pieces(sheet, lambda cells: layout.familiar(cells, headers))
    except Refused as refusal:
        return [replace(sheet, withheld=str(refusal))]


def _judge_file(report: FileReport) -> None:
    if not report.sheets:
        raise Refused("文件里没有任何数据。", "请重新导出后再试。")
    if not report.parts:
        raise Refused("；".join(dict.fromkeys(filter(None, (_named(each) for each in report.sheets)))))


def _named(sheet: SheetReport) -> str:
    return f"工作表“{sheet.sheet}”：{sheet.reason}" if sheet.sheet else sheet.reason


def _sheet(sheet: read.Sheet, file: FileReport, folder: Path, known: list[Format], now: dt.datetime, settings: Settings, progress: Progress = silent) -> SheetReport:
    report = SheetReport(sheet.name and scrub.text(sheet.name), reason=sheet.withheld)
    if sheet.withheld:
        return report
    try:
        found, form, special = _recognised(sheet, known, settings, file.file)
        report.format, report.table = form.name, form.table.name
        _write(sheet, found, form, file, report, folder, now, _bounded(settings, progress))
        report.understood["special"] = special
    except Refused as refusal:
        return _without_part(report, str(refusal))
    except Exception as problem:
        return _without_part(report, _unexpected(problem))
    return report


def _bounded(settings: Settings, progress: Progress) -> Progress:
    """`progress` that stops a table with too many rows, or one that takes too long."""
    end = time.monotonic() + 60 * settings.max_minutes

    def told(file: str, read: int, count: int | None) -> None:
        if read > settings.max_rows:
            raise Refused(f"超过{settings.max_rows}行的上限。", "请分批导出后再导入。")
        if time.monotonic() > end:
            raise Refused(f"读取超过了{settings.max_minutes}分钟的上限。", "请分批导出后再导入。")
        progress(file, read, count)

    return told


def _without_part(report: SheetReport, reason: str) -> SheetReport:
    """When a sheet breaks off half-way, the rows accepted until then are not: only counts of rows all refused stay."""
    if report.accepted:
        return SheetReport(report.sheet, report.format, report.table, reason=reason)
    return replace(report, reason=reason, part=None)


def _recognised(sheet: read.Sheet, known: list[Format], settings: Settings, file: str) -> tuple[layout.Layout, Format, list[str]]:
    headers = formats.headers(known)
    found = layout.find(sheet, headers, formats.personal(known))
    seen = found.header if found else layout.first_cells(sheet)
    if len(seen) > settings.max_columns:
        raise Refused(f"表头有{len(seen)}列，超过{settings.max_columns}列的上限。", "请删除多余的列后再导入。")
    found, special = withheld.permitted(found, f"{file} {sheet.name or ''}", settings) if found else (None, [])
    form = formats.recognise(found.header, known) if found else None
    if form:
        return replace(found, record=form.record(found.header)), form, special
    near = formats.nearest(seen, known)
    lack = f"最接近“{near.title}”，但缺少列：{'、'.join(near.missing(seen))}。" if near else "与已知的各种导出都不相同。"
    lack, advice = vector.lacking(seen, sheet.rows()) or (lack, "请核对是否选对了文件，或为这种导出新增一个格式。")
    raise Refused(f"没有认出这张表。{_first_row(seen, headers)}{lack}", advice)


def _first_row(seen: list[str], headers: set[str]) -> str:
    shown = layout.presentable(seen, headers)
    if not shown:
        return "首行不像表头，内容不在此显示。"
    rest = len(list(filter(None, seen))) - len(shown)
    return f"读到的表头是：{'、'.join(map(scrub.text, shown))[:200]}{f'，另有{rest}列' if rest else ''}。"


def _guard(file: str, sheets: list[read.Sheet], known: set[str]) -> None:
    """A mark on one sheet stops the whole file, before anything of any sheet is stored."""
    lines = [line for each in sheets for line in [each.name or "", *layout.opening(each, known)]]
    if any(map(_CLASSIFIED.search, [file, *lines])):
        raise Refused("疑似含密级标识，已停止读取且未保存。", "请按保密规定处理。")


def _write(sheet, found, form: Format, file: FileReport, report: SheetReport, folder: Path, now: dt.datetime, progress: Progress) -> None:
    since, until = times.declared([*found.titles, sheet.name or "", file.file])
    returns = returned.recognised(found, folder)
    own = sheet.name if sheet.regular else sheet.page
    page = returns.sheet if returns else own and scrub.text(own)
    context = rows.Context(page, _snapshot(form, found, until, returns and partial(returned.day, returns, folder, form.table.name)), pd.Timestamp(now), _secret(folder, form), (since, until) if until and (since is None or since.year == until.year) else (None, None), tuple(filter(None, [sheet.name, file.file])))
    name = hashlib.sha256(f"{file.sha}/{sheet.name}/{form.fingerprint}/{since}/{until}".encode()).hexdigest()[:16]
    span, areas, streets, footers, turned, bounds, good = Span(form), set(), set(), [], 0, Counter(), []
    with Part(folder, form, name, returns.file if returns else file.file, page if returns else report.sheet) as part:
        for judged in rows.judge(found, form, context):
            judged = returns.renumbered(judged) if returns else judged
            part.add(judged)
            good += list(judged.accepted.source_row) if returns else []
            span.add(judged.accepted)
            areas |= _values(judged.accepted, form.raw.get("area"))
            streets |= _values(judged.accepted, "subdistrict")
            footers += judged.footers
            turned += judged.turned
            bounds.update(judged.lower_bounds)
            report.read += judged.read
            report.totals += judged.totals
            report.accepted += len(judged.accepted)
            report.refused += len(judged.refused)
            progress(file.file, report.read, sheet.count)
            told = judged.refused.head(TOLD - len(report.problems)).rename(columns={"source_row": "row", "row": "whole"})
            report.problems += told[["row", "column", "value", "reason"]].to_dict("records")
        _worth_keeping(report, part, until)
    report.accepted, report.refused = part.stored()
    period = span.declared_or_seen(since, until)
    if form.raw.get("sheet_is") and page and not areas:
        areas = {page}  # a sheet without rows is the list of its street all the same
    report.part = _metadata(name, form, file, report, period, sorted(areas), [each for each in found.header if layout.normalise(each) in form.aliases or layout.normalise(each) in form.pairs]) | {"streets": sorted(streets)[:2], "imported": now.isoformat(timespec="seconds"), "declared": until is not None, **({"returns": asdict(returns) | {"accepted": good}} if returns else {})}
    report.understood = _understood(sheet, found, form, period, footers) | {"turned": turned, "lower_bounds": dict(bounds), "sums": sums.complaints(found.header, found.body()) if report.totals else []}


def _snapshot(form: Format, found: layout.Layout, until, first_day: Callable[[str], dt.date | None] | None) -> dt.date | None:
    """The day that rows without one are of. `first_day` tells that of the list they are put right in."""
    dated = form.raw.get("snapshot")
    if dated and first_day and (day := first_day(dated)):
        return day
    if dated and until is None and dated not in form.mapping(found.header):
        raise Refused("没有写明统计日期。", "请在标题中写明日期（如“2025年6月30日”），或增加“统计日期”一列。")
    return until if dated else None


def _worth_keeping(report: SheetReport, part: Part, until) -> None:
    if report.accepted == 0 and report.refused:
        raise Refused(f"{report.refused}行全部未能通过，例如{part.first_reason}。", "请改正后重新导出。")
    if report.accepted == 0 and until is None:
        raise Refused("只有表头，没有数据行，也没有写明统计时间。", "确实没有数据时，请在标题中写明统计时间。")


def _values(accepted: pd.DataFrame, column: str | None) -> set:
    return set(accepted[column].dropna()) if column in accepted else set()


def _secret(folder: Path, form: Format) -> bytes:
    """What turns numbers of persons into pseudonyms: made once for a data folder, never leaves it."""
    if "key" not in form.table.types.values():
        return b""
    path = folder / "person.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside(path).write_bytes(secrets.token_bytes(32))
        os.replace(beside(path), path)
    return path.read_bytes()


def _metadata(identity, form: Format, file: FileReport, report: SheetReport, period, areas: list[str], columns: list[str]) -> dict:
    return {
        "id": identity, "table": form.table.name, "format": form.name, "arrives": form.arrives, "key": form.key,
        "area": form.raw.get("area"), "areas": areas, "since": period[0], "until": period[1], "file": file.file,
        "sha": file.sha, "sheet": report.sheet, "read": report.read, "accepted": report.accepted,
        "refused": report.refused, "totals": report.totals, "columns": columns,
    }  # fmt: skip


def _understood(sheet, found: layout.Layout, form: Format, period, footers: list[str]) -> dict:
    mapping = form.mapping(found.header)
    return {
        "how": sheet.how, "header_row": found.header_row, "titles": [scrub.text(layout.masked(each)) for each in found.titles], "period": period,
        "columns": {found.header[index]: name for name, index in mapping.items()},
        "personal": [each for each in found.header if layout.normalise(each) in form.personal],
        "unused": [scrub.text(each) for each in form.unused(found.header)], "repeated_headers": found.repeated, "footers": footers,
    }  # fmt: skip
