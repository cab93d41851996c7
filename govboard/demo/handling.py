"""How an order is handled: hand-overs, limits, closing, what stays open, and the visit afterwards."""

import numpy as np
import pandas as pd

from . import categories
from .truths import TRUTHS

END = np.datetime64(str(TRUTHS["as_of"])) + np.timedelta64(86399, "s")
NEVER = np.datetime64("2099-01-01T00:00:00")
ON_TIME = {2022: 0.885, 2023: 0.91, 2024: 0.935, 2025: 0.955}
STANDING = {"站前街道": 0.01, "花园街道": 0.02, "纤维街道": -0.015, "浪头镇": -0.02, "安民镇": -0.01}
PACE = {2022: 3.4, 2023: 3.8, 2024: 4.4, 2025: 5.0}  # the higher, the earlier within the limit
SATISFIED = {2022: 0.88, 2023: 0.90, 2024: 0.925, 2025: 0.94}
REWORKED = {2022: 0.085, 2023: 0.07, 2024: 0.058, 2025: 0.05}
STEPS = ("accepted", "dispatched", "finished", "closed", "visited")


def handle(table: pd.DataFrame, settled, rng) -> pd.DataFrame:
    """Add all times and results; `settled` marks the rows that must not stay open."""
    table = _dispatched(table, rng)
    table["due"] = _due(table, rng)
    table = _closed(table, rng)
    table["open"] = _stay_open(table, settled, rng)
    table = _cut(table, rng)
    table["visited"] = table["closed"] + _seconds(rng.integers(7200, 72 * 3600, len(table)))
    _hide_the_future(table)
    table["status"] = _status(table, rng)
    table = _counted(table, rng)
    return _rated(table, rng)


def _seconds(values) -> np.ndarray:
    return np.asarray(values).astype("timedelta64[s]")


def _dispatched(table: pd.DataFrame, rng) -> pd.DataFrame:
    """Answers come quicker every year."""
    later = table["year"].values - 2022
    accepted = rng.lognormal(np.log(42 * 60) - 0.24 * later, 0.8)
    dispatched = rng.lognormal(np.log(65 * 60) - 0.22 * later, 0.9)
    table["accepted"] = table["reported"] + _seconds(accepted)
    table["dispatched"] = table["accepted"] + _seconds(dispatched)
    return table


def _due(table: pd.DataFrame, rng) -> np.ndarray:
    """Working days after dispatch, at the same time of day."""
    count = len(table)
    usual = np.where(table["type"] == "投诉", rng.choice([5, 7], count), rng.choice([3, 5], count))
    slow = np.where(table["first"].isin(categories.SLOW), rng.choice([7, 10, 15], count), usual)
    days = np.where(table["type"] == "咨询", 1, slow)
    moments = table["dispatched"].values.astype("datetime64[s]")
    dates = moments.astype("datetime64[D]")
    return np.busday_offset(dates, days, roll="forward").astype("datetime64[s]") + (moments - dates)


def _closed(table: pd.DataFrame, rng) -> pd.DataFrame:
    count, year = len(table), table["year"]
    standing = table["subdistrict"].map(STANDING).fillna(0)
    odds = year.map(ON_TIME) + standing + np.where(table["first"].isin(categories.SLOW), -0.02, 0.002)
    early = rng.beta(1.7, year.map(PACE).values)
    part = np.where(rng.random(count) < odds, 0.98 * early, 1.02 + rng.exponential(0.45, count))
    span = (table["due"] - table["dispatched"]).dt.total_seconds().values
    table["closed"] = table["dispatched"] + _seconds(part * span)
    return table


def _stay_open(table: pd.DataFrame, settled, rng) -> np.ndarray:
    """Exactly as many open orders as promised: the latest ones, some overdue, a few old ones."""
    truths, stays = TRUTHS["orders"], np.zeros(len(table), bool)
    overdue, old = truths["overdue"], truths["never_closed_old"]
    free = ~np.asarray(settled) & table["closed"].notna().values
    late = free & (table["due"] <= END).values & (table["due"] > END - np.timedelta64(25, "D")).values
    ancient = free & (table["reported"] < "2024-07-01").values
    running = np.flatnonzero(free & (table["due"] > END).values)
    unsent = (table["dispatched"] > END).values[running]
    latest = running[np.lexsort((table["closed"].values[running], unsent))[::-1]]
    stays[latest[: truths["open"] - overdue]] = True
    stays[rng.choice(np.flatnonzero(late), overdue - old, replace=False)] = True
    stays[rng.choice(np.flatnonzero(ancient), old, replace=False)] = True
    return stays


def _cut(table: pd.DataFrame, rng) -> pd.DataFrame:
    """Open orders are not closed; all others were closed before the end, the work a little earlier."""
    over = ~table["open"] & (table["closed"] > END)
    for step, at in (("accepted", 0.2), ("dispatched", 0.4), ("closed", 0.9)):
        reached = table["reported"] + (END - table["reported"]) * at
        table[step] = table[step].where(~over, np.minimum(table[step], reached).dt.floor("s"))
    worked = (table["closed"] - table["dispatched"]) * rng.uniform(0.6, 0.97, len(table))
    table["finished"] = table["dispatched"] + worked.dt.floor("s")
    table["closed"] = table["closed"].where(~table["open"], NEVER)
    table["finished"] = table["finished"].where(~(table["open"] & (table["due"] <= END)), NEVER)
    return table


def _hide_the_future(table: pd.DataFrame) -> None:
    for step in STEPS:
        table[step] = table[step].where(table[step] <= END)


def _status(table: pd.DataFrame, rng) -> np.ndarray:
    known = [table["closed"].notna(), table["finished"].notna(), table["dispatched"].notna(), table["accepted"].notna()]
    ended = np.where(rng.random(len(table)) < 0.97, "已办结", "已关闭")
    return np.select(known, [ended, "回复完成", "办理中", "已受理"], "待受理").astype(object)


def _counted(table: pd.DataFrame, rng) -> pd.DataFrame:
    again = rng.random(len(table)) < table["year"].map(REWORKED) + 0.02 * table["first"].isin(categories.SLOW)
    late = (table["closed"] > table["due"]) | (table["open"] & (table["due"] <= END))
    table["returned"] = np.where(again, rng.choice([1, 2, 3], len(table), p=[0.8, 0.16, 0.04]), 0)
    table["urged"] = rng.poisson(np.where(late, 0.9, 0.05))
    return table


def _rated(table: pd.DataFrame, rng) -> pd.DataFrame:
    """Only a valid visit gives an answer; whoever was never contacted is rarely content."""
    count, visited = len(table), table["visited"].notna()
    valid = visited & (rng.random(count) < 0.78)
    contacted = rng.random(count) < 0.94 + 0.01 * (table["year"] - 2022)
    standing = table["subdistrict"].map(STANDING).fillna(0)
    happy = rng.random(count) < table["year"].map(SATISFIED) + np.where(contacted, 0.005, -0.12) + standing
    unsolved = rng.choice(["否", "部分解决"], count, p=[0.7, 0.3])
    solved = np.where(rng.random(count) < 0.78 + 0.01 * (table["year"] - 2022), "是", unsolved)
    pleased = rng.choice(["满意", "非常满意", "基本满意"], count, p=[0.68, 0.14, 0.18])
    table["valid"] = np.select([valid, visited], ["是", "否"], "")
    table["contacted"] = np.where(valid, np.where(contacted, "是", "否"), "")
    table["solved"] = np.where(valid, solved, "")
    table["satisfied"] = np.where(valid, np.where(happy, pleased, "不满意"), "")
    return table
