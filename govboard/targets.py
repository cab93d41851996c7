"""Targets: the value that was set for a metric, an area and a period, and how far a figure is from it."""

import re

import pandas as pd

from govboard import wording
from govboard.selection import Selection

_PERIOD = re.compile(r"(\d{4})\s*年?\s*[-./]?\s*(\d{1,2})?")


def of(rows: pd.DataFrame, metric, selection: Selection) -> float | None:
    """The target of a metric for the end of the period; None where none was set.

    `rows` has metric (label or name), period (2025年, 2025-06), subdistrict, whole, value. That of a month goes before that
    of a year. A 镇街 has the target set for it, else that of the district; several areas together have none of their own.
    """
    if selection.end is None:
        return None
    asked = rows[rows.metric.isin([metric.label, metric.name])]
    asked = asked.assign(rank=[_rank(each, selection.end) for each in asked.period]).query("rank > 0")
    own = asked[asked.subdistrict.isin([area.code for area in selection.areas])] if len(selection.areas) == 1 else asked[:0]
    found = own if len(own) else asked[asked.whole.astype(bool)]
    if found.empty:
        return None
    value = float(found.sort_values("rank").value.iloc[-1])
    return value / 100 if metric.query.notes["unit"] == "percent" and value > 1 else value  # 92 was written for 92%


def said(metric, value, target: float) -> tuple[str, str]:
    """How a value stands to its target, and whether that is good or bad; the difference is that of the displayed figures."""
    unit = metric.query.notes["unit"]
    goal = f"目标{wording.figure(target, unit)}"
    if wording.missing(value):
        return goal, "neutral"
    reached = value <= target if metric.good == "lower" else value >= target
    if reached:
        return f"已达到{goal}", "good"
    gap = f"{abs(wording.percent(value) - wording.percent(target))}个百分点" if unit == "percent" else f"{abs(round(target - value))}{unit}"
    return f"未达到{goal}，相差{gap}", "bad"


def _rank(period: str, end) -> int:
    """2 for the month in which the period ends, 1 for its year, 0 for another."""
    found = _PERIOD.match(str(period))
    if not found or int(found[1]) != end.year:
        return 0
    return 1 if not found[2] else 2 if int(found[2]) == end.month else 0
