"""What the platform of 数字城管 notes besides: filing, dispatching, verifying and checking with their limits; reports that were not filed."""

import numpy as np
import pandas as pd

from . import more

BY_PATROL = ("网格员上报", "党员上报", "巡查发现", "监督员上报")  # only what patrols report goes this way
LIMITS = {"file_due": "2h", "dispatch_due": "3h", "verify_due": "1D", "check_due": "1D"}
TIMES = tuple(more.ALSO)
COLUMNS = {
    "立案时间": "filed", "立案时限": "file_due", "是否准确立案": "filed_right", "派遣时限": "dispatch_due", "是否准确派遣": "dispatched_right",
    "核实时间": "verified", "核实时限": "verify_due", "核查时间": "checked", "核查时限": "check_due",
}  # fmt: skip


def noted(table: pd.DataFrame, rng) -> pd.DataFrame:
    """The times lie between those of the order, so that none is reversed; most limits are kept, more of them every year."""
    patrolled = table["source"].isin(BY_PATROL)
    table["filed"] = _between(table["accepted"], table["dispatched"], rng).where(patrolled)
    table["verified"] = _between(table["accepted"], table["filed"], rng)
    table["checked"] = _between(table["finished"], table["closed"], rng).where(patrolled)
    for limit, since in (("file_due", "accepted"), ("dispatch_due", "filed"), ("verify_due", "reported"), ("check_due", "finished")):
        table[limit] = (table[since] + pd.Timedelta(LIMITS[limit])).where(table["filed"].notna())
    for column, odds in (("filed_right", 0.985), ("dispatched_right", 0.97)):
        right = rng.random(len(table)) < odds + 0.004 * (table["year"] - 2022)
        table[column] = np.where(table["filed"].notna(), np.where(right, "是", "否"), "")
    return table


def _between(first: pd.Series, last: pd.Series, rng) -> pd.Series:
    return (first + (last - first) * rng.uniform(0.2, 0.8, len(first))).dt.floor("s")


def unfiled(table: pd.DataFrame, count: int, rng) -> pd.DataFrame:
    """Reports of one year that were looked at and not filed: they end there."""
    (found,) = more.copies(table, count, 2, rng)
    gone = [*more.TIMES, *TIMES]
    kept = ["reported", "accepted"]
    blank = ["unit", "side", "handling", "filed_right", "dispatched_right", "valid", "contacted", "solved", "satisfied", "held"]
    found = found.assign(**{each: pd.NaT for each in gone if each not in kept}, **dict.fromkeys(blank, ""), status="不予立案", returned=0, urged=0)
    return found.assign(number=[f"ZX{year}-F{at:06d}" for at, year in enumerate(found["year"].tolist(), 1)])
