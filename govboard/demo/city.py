"""What the platform of 数字城管 notes besides: filing, dispatching, verifying and checking with their limits; reports that were not filed."""

import numpy as np
import pandas as pd

from . import more
from .handling import END

REPEATED = 5  # of so many reports that were not filed one had been made before
BY_PATROL = ("网格员上报", "党员上报", "巡查发现", "监督员上报")  # only what patrols report goes this way
LIMITS = {"file_due": "2h", "dispatch_due": "3h", "verify_due": "1D", "check_due": "1D"}
TIMES = tuple(more.ALSO)
CONTACT = {"首次联系时间": "first_contact", "紧急程度": "urgency", "督办状态": "supervised", "督办意见": "instruction", "工单性质": "role", "有效性": "validity"}
URGENCY = ("一般", "紧急", "特急")
ASKED = "请主办单位抓紧办理，并报办理结果"
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
    return _contacted(table, patrolled, rng)


def _contacted(table: pd.DataFrame, patrolled: pd.Series, rng) -> pd.DataFrame:
    """Callers are contacted after acceptance, sooner every year, mostly before the work is done; slow and hard orders are supervised."""
    spent = pd.to_timedelta(np.floor(rng.lognormal(np.log(150) - 0.22 * (table["year"] - 2022), 0.8)), unit="m")
    latest = table["accepted"] + (table["finished"].fillna(END) - table["accepted"]) * 0.9
    contact = np.minimum(table["accepted"] + spent, latest).dt.floor("s")
    table["first_contact"] = contact.where(~patrolled & (table["contacted"] != "否") & contact.between(table["accepted"], END))
    table["urgency"] = rng.choice(np.array(URGENCY, object), len(table), p=[0.9, 0.085, 0.015])
    late = table["open"] & (table["due"] <= END)
    supervised = (late & (rng.random(len(table)) < 0.6)) | ((table["hot"] == "是") & (rng.random(len(table)) < 0.3))
    table["supervised"] = np.where(supervised, "督办", "")
    table["instruction"] = np.where(supervised, ASKED, "")
    return table.assign(role="主办", validity="有效")


def _between(first: pd.Series, last: pd.Series, rng) -> pd.Series:
    return (first + (last - first) * rng.uniform(0.2, 0.8, len(first))).dt.floor("s")


def unfiled(table: pd.DataFrame, count: int, rng) -> pd.DataFrame:
    """Reports of one year that were looked at and not filed: they end there."""
    (found,) = more.copies(table, count, 2, rng)
    gone = [*more.TIMES, *TIMES]
    kept = ["reported", "accepted"]
    blank = ["supervised", "instruction", "role", "unit", "side", "handling", "filed_right", "dispatched_right", "valid", "contacted", "solved", "satisfied", "held"]
    found = found.assign(**{each: pd.NaT for each in gone if each not in kept}, **dict.fromkeys(blank, ""), status="不予立案", returned=0, urged=0)
    twice = np.arange(len(found)) % REPEATED == 0
    return found.assign(validity=np.where(twice, "重复", "作废"), number=[f"ZX{year}-F{at:06d}" for at, year in enumerate(found["year"].tolist(), 1)])
