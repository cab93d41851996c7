"""Targets: the value that was set for a metric, an area and a period, and how far a figure is from it."""

import re
import unicodedata
from typing import NamedTuple

import pandas as pd

from govboard import wording
from govboard.selection import Selection

_YEAR = re.compile(r"(\d{4})\s*年?度?")
_MONTH = re.compile(r"(\d{4})\s*[年\-./]\s*(0?[1-9]|1[0-2])\s*(?:月份?|[\-./]0?1(?: 00:00:00)?)?|(\d{4})(0[1-9]|1[0-2])")  # a spreadsheet makes 2025-06-01 of 2025年6月
_SPARE = 3  # days: an assessment month of 31 days is measured by the target of a month of 28
_QUARTER = re.compile(r"(\d{4})\s*[年\-./]?\s*(?:Q([1-4])|第?([一二三四1-4])季度)", re.IGNORECASE)


class Target(NamedTuple):
    """The value to reach and, where one was set, the value up to which missing it is yellow, beyond it red. Rates are from 0 to 1."""

    value: float
    warning: float | None = None


def of(rows: pd.DataFrame, metric, selection: Selection) -> Target | None:
    """The target of a metric for the end of the period; None where none was set. A count that grows day by day is measured for whole periods only.

    `rows` has metric (label or name), period (2025年, 2025年第二季度, 2025-06), subdistrict, whole, value and, optional, warning. That of a month goes before that
    of a quarter and of a year. A 镇街 has the target set for it, else that of the district; several areas together have none of their own.
    """
    if selection.end is None:
        return None
    asked = rows[rows.metric.isin([metric.label, metric.name])]
    asked = asked.assign(rank=[_rank(each, metric, selection) for each in asked.period]).query("rank > 0")
    own = asked[asked.subdistrict.isin([area.code for area in selection.areas])] if len(selection.areas) == 1 else asked[:0]
    found = own if len(own) else asked[asked.whole.astype(bool)]
    if found.empty:
        return None
    last = found.sort_values("rank").iloc[-1]
    return Target(*(_measured(metric, last.get(each)) for each in Target._fields))


def _measured(metric, written) -> float | None:
    if wording.missing(written):
        return None
    return written / 100 if metric.query.notes["unit"] == "percent" and written > 1 else float(written)  # 92 was written for 92%


def said(metric, value, target: Target) -> tuple[str, str]:
    """How a value stands to its target, and its light: good, near (not beyond the warning), bad. The difference is that of the displayed figures."""
    unit = metric.query.notes["unit"]
    goal = f"目标{wording.figure(target.value, unit)}"
    if wording.missing(value):
        return goal, "neutral"
    if _reaches(metric, value, target.value):
        return f"已达到{goal}", "good"
    gap = f"{abs(wording.percent(value) - wording.percent(target.value))}个百分点" if unit == "percent" else f"{abs(round(target.value - value))}{unit}"
    if target.warning is not None and _reaches(metric, value, target.warning):
        return f"接近{goal}，相差{gap}（预警值{wording.figure(target.warning, unit)}）", "near"
    return f"未达到{goal}，相差{gap}", "bad"


def _reaches(metric, value: float, line: float) -> bool:
    return value <= line if metric.good == "lower" else value >= line


def _rank(written: str, metric, selection: Selection) -> int:
    """How well a target fits what was asked, 0 not at all: its period holds the last day and is no shorter than what was asked; the finer the better.

    A count that grows is measured against the target of its own days only.
    """
    rank, of = read_period(str(written))
    if of is None or not of.start_time.date() <= selection.end <= of.end_time.date():
        return 0
    first, last = of.start_time.date(), of.end_time.date()
    if metric.shape == "flow" and not metric.is_rate:
        return rank if (selection.start, selection.end) == (first, last) else 0
    shorter = selection.start is not None and (selection.end - selection.start).days > (last - first).days + _SPARE
    return 0 if shorter else rank


def read_period(written: str) -> tuple[int, pd.Period | None]:
    """How fine a written period is (3 month, 2 quarter, 1 year) and the period; 0 and None where it is none of these."""
    text = unicodedata.normalize("NFKC", written).strip()
    if found := _YEAR.fullmatch(text):
        return 1, pd.Period(year=int(found[1]), freq="Y")
    if found := _MONTH.fullmatch(text):
        return 3, pd.Period(year=int(found[1] or found[3]), month=int(found[2] or found[4]), freq="M")
    if found := _QUARTER.fullmatch(text):
        return 2, pd.Period(year=int(found[1]), quarter="1234一二三四".index(found[2] or found[3]) % 4 + 1, freq="Q")
    return 0, None
