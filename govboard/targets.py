"""Targets: the value that was set for a metric, an area and a period, and how far a figure is from it."""

import re
from typing import NamedTuple

import pandas as pd

from govboard import wording
from govboard.selection import Selection

_PERIOD = re.compile(r"(\d{4})\s*年?\s*[-./]?\s*(\d{1,2})?")


class Target(NamedTuple):
    """The value to reach and, where one was set, the value up to which missing it is yellow, beyond it red. Rates are from 0 to 1."""

    value: float
    warning: float | None = None


def of(rows: pd.DataFrame, metric, selection: Selection) -> Target | None:
    """The target of a metric for the end of the period; None where none was set.

    `rows` has metric (label or name), period (2025年, 2025-06), subdistrict, whole, value and, optional, warning. That of a month goes before that
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


def _rank(period: str, end) -> int:
    """2 for the month in which the period ends, 1 for its year, 0 for another."""
    found = _PERIOD.match(str(period))
    if not found or int(found[1]) != end.year:
        return 0
    return 1 if not found[2] else 2 if int(found[2]) == end.month else 0
