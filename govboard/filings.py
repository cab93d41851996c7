"""报送台账: which unit delivered which existing export for which month, what is late, missing, sent back or put right. Nobody fills in anything for it."""

import datetime as dt
import re
from collections import defaultdict

import pandas as pd

from govboard import contract
from govboard.warehouse import Version

DELIVERED, LATE, MISSING, RETURNED, CORRECTED = "已报", "迟报", "未报", "退回", "已更正"
MONTHS = 6  # up to the month of the cut-off
_REGULAR = 3  # months of the window in which a report came: then it is expected every month
_ENDING = re.compile("(街道办事处|街道办|办事处|街道|街|镇|乡)$")
COLUMNS = ["unit", "report", "month", "state", "rows", "imported"]


def ledger(parts: list[dict], pending: pd.DataFrame, as_of: dt.datetime | None, district: str, due_day: int, names: dict[str, str] | None = None) -> pd.DataFrame:
    """One row for each unit, report and month that is expected or was delivered: COLUMNS; `rows` are those sent back and not yet put right.

    A report is expected every month where it came for at least three months of the window, from units that ever sent it.
    `names` are the names of 镇街 (`official`). A report is late when it came after `due_day` of the following month; what was there before the folder's first import is not judged.
    """
    if not parts or as_of is None:
        return pd.DataFrame(columns=COLUMNS)
    months = pd.period_range(end=pd.Period(as_of, "M"), periods=MONTHS)
    started = min(pd.Timestamp(each["imported"]) for each in parts)
    whose = units(parts, district, names)
    waiting, corrected = pending.groupby("import_id").size(), {(each["sha"], each["corrects"]["sheet"]) for each in parts if "corrects" in each}
    came = defaultdict(list)
    for each in parts:
        if "corrects" not in each and each["until"]:
            for month in _months(each, months):
                came[whose[each["id"]], contract.tables()[each["table"]].title, month].append(each)
    rows = []
    for unit, report in sorted({key[:2] for key in came}):
        for month in months:
            found = came.get((unit, report, month), [])
            left = int(sum(waiting.get(each["id"], 0) for each in found if _months(each, months)[-1] == month))  # told once, in the last month of an export
            state = _state(found, left, corrected, month, started, due_day) if found else _lacking(came, unit, report, month, as_of)
            if state:
                rows.append((unit, report, str(month), state, left, max((each["imported"] for each in found), default=None)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _months(part: dict, window: pd.PeriodIndex) -> list[pd.Period]:
    """The months of the window that a part covers; a ledger that stands until the next is of the month it was drawn up in."""
    last = pd.Period(part["until"][:10], "M")
    first = pd.Period(part["since"][:10], "M") if part["since"] and part["arrives"] == "events" else last
    return [each for each in window if first <= each <= last]


def units(parts: list[dict], district: str, names: dict[str, str] | None = None) -> dict[str, str]:
    """Part -> whose list it is: the one 镇街 it is of, under one name however it is written; else the district. `names` are those of `official`."""
    written = {each["id"]: each["areas"][0] for each in parts if len(each["areas"]) == 1 and each.get("area") == "subdistrict"}
    called = usual(list(written.values()), names or {})
    return {each["id"]: called[written[each["id"]]] if each["id"] in written else district for each in parts}


def usual(written: list[str], names: dict[str, str]) -> dict[str, str]:
    """Written name -> the name of its 镇街 in the registers; of those in none 站前街 and 站前街道办事处 are one, under the name it has most often."""
    often = {_ENDING.sub("", each): each for each in sorted(written, key=lambda one: (written.count(one), one))}
    return {each: names.get(each) or often[_ENDING.sub("", each)] for each in written}


def official(version: Version | None) -> dict[str, str]:
    """Every written name of a 镇街 that the registers of a version know -> its name there."""
    if version is None or "mart_area_name" not in version.tables:
        return {}
    found = version.engine.run("select n.written, a.name from mart_area_name as n inner join mart_area as a on a.level = n.level and a.code = n.code where n.level = 'subdistrict' and a.listed")
    return dict(zip(found.written, found.name, strict=True))


def _state(found: list[dict], left: int, corrected: set, month: pd.Period, started: pd.Timestamp, due_day: int) -> str:
    if left:
        return RETURNED
    if any((each["sha"], each["sheet"]) in corrected for each in found) or len({each["sha"] for each in found}) > 1:
        return CORRECTED
    due = (month + 1).start_time + pd.Timedelta(days=due_day)  # the end of that day
    first = min(pd.Timestamp(each["imported"]) for each in found)
    return LATE if first > due and due > started else DELIVERED


def _lacking(came: dict, unit: str, report: str, month: pd.Period, as_of: dt.datetime) -> str | None:
    """未报, where the report comes every month and the month is over at the cut-off."""
    regular = len({key[2] for key in came if key[1] == report}) >= _REGULAR
    return MISSING if regular and month.end_time <= pd.Timestamp(as_of) + pd.Timedelta(days=1) else None


def reminder(found: pd.DataFrame, unit: str, today: dt.date) -> str:
    """The text that asks one unit for what it has not sent and what was sent back; empty where nothing is open."""
    own = found[found.unit == unit]
    missing = own[own.state == MISSING]
    lines = [f"{_said(month)}的{'、'.join(rows.report)}还没有收到" for month, rows in missing.groupby("month")]
    lines += [f"{_said(row.month)}的{row.report}有{row.rows}行退回待改正" for row in own[own.state == RETURNED].itertuples()]
    if not lines:
        return ""
    return f"{unit}：截至{today.month}月{today.day}日，{'；'.join(lines)}。请从原有系统导出后发来，退回的行请在退回工作簿里改正后发回；不需要另行填报。"


def _said(month: str) -> str:
    year, number = month.split("-")
    return f"{year}年{int(number)}月"
