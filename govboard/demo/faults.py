"""The planted mess: rows to refuse, rows to warn about, and places written the way people write them."""

import numpy as np
import pandas as pd

from .places import short_name
from .truths import TRUTHS
from .wording import PHONE_IN_TEXT

REFUSED = {"上报时间": "昨天上午", "工单编号": "", "办结时限": "尽快"}
WARNED = ("finished_before_reported", "due_before_reported", "swapped_point", "outside_point")
SPELLINGS = {"二三零社区": "230社区", "五一八社区": "518社区", "桥头居委会": "桥头居民委员会", "福春六社区": "福六社区"}
FORMER = {"210603001": "头道桥街道", "210603004": "六道沟街道", "210603010": "西城街道"}


def cast(table: pd.DataFrame, district, rng) -> np.ndarray:
    """The part each row plays; an empty part is an ordinary order. No row plays two."""
    parts = np.full(len(table), "", object)
    for file in TRUTHS["orders"]["files"].values():
        for part, count in file["refused"].items():
            _give(parts, part, count, table["year"] == file["year"], rng)
    truths, early = TRUTHS["orders"], table["reported"] < "2025-06-01"
    for part in WARNED:
        _give(parts, part, truths["warned"][part], early, rng)
    _give(parts, "unassigned", truths["unassigned"], early, rng)
    _give(parts, "former_subdistrict", truths["former_subdistrict"], _moved(table, district) & (table["year"] < 2025), rng)
    for part in ("point_only", "without_point", "without_due", "content_phones"):
        _give(parts, part, truths[part], early, rng)
    return parts


def _give(parts: np.ndarray, part: str, count: int, allowed, rng) -> None:
    free = np.flatnonzero(np.asarray(allowed) & (parts == ""))
    parts[rng.choice(free, count, replace=False)] = part


def _former(district) -> dict[str, str]:
    communities = district.communities
    return {name: FORMER.get(code[:9], "") for name, code in zip(communities["name"], communities["former_code"])}


def _moved(table: pd.DataFrame, district) -> pd.Series:
    """Rows in a community that belonged to a 街道 which is gone."""
    return table["community"].map(_former(district)) != ""


def plant(table: pd.DataFrame, district, rng) -> pd.DataFrame:
    """Change what each part asks for; texts of the refused rows are written when the file is."""
    part = table["part"]
    _break_times(table, part)
    _move_points(table, part, rng)
    _respell(table, part, district, rng)
    _hide_places(table, part)
    table.loc[part == "content_phones", "content"] += f"联系电话{PHONE_IN_TEXT}。"
    return table


def _break_times(table: pd.DataFrame, part: pd.Series) -> None:
    early = part == "finished_before_reported"
    table.loc[early, "finished"] = table.loc[early, "reported"] - pd.Timedelta(hours=37)
    impossible = part == "due_before_reported"
    table.loc[impossible, "due"] = table.loc[impossible, "reported"] - pd.Timedelta(hours=50)
    table.loc[part == "without_due", "due"] = pd.NaT


def _move_points(table: pd.DataFrame, part: pd.Series, rng) -> None:
    swapped, outside = part == "swapped_point", part == "outside_point"
    table.loc[swapped, ["lng", "lat"]] = table.loc[swapped, ["lat", "lng"]].values
    table.loc[outside, "lng"] = 124.62 + rng.uniform(0, 0.05, outside.sum())
    table.loc[outside, "lat"] = 40.32 + rng.uniform(0, 0.05, outside.sum())
    table.loc[part.isin(["without_point", "unassigned"]), ["lng", "lat"]] = np.nan


def _respell(table: pd.DataFrame, part: pd.Series, district, rng) -> None:
    """Communities in other spellings, 镇街 under a name they no longer have."""
    former = part == "former_subdistrict"
    table.loc[former, "subdistrict"] = table.loc[former, "community"].map(_former(district))
    odd = (rng.random(len(table)) < 0.04) & (part == "")
    table.loc[odd, "community"] = [_spelling(name) for name in table.loc[odd, "community"]]


def _spelling(name: str) -> str:
    if name in SPELLINGS:
        return SPELLINGS[name]
    return f"{name}居委会" if name.endswith("社区") and len(name) % 2 else (
        short_name(name) if name.startswith("福春") else name)


def _hide_places(table: pd.DataFrame, part: pd.Series) -> None:
    lost = part == "unassigned"
    only = part == "point_only"
    table.loc[lost | only, ["grid", "community", "estate"]] = ""
    table.loc[only & (table.index % 2 == 0), "subdistrict"] = ""
    where = np.flatnonzero(lost)
    first = TRUTHS["orders"]["unassigned_jianghai"]
    table.loc[where[:first], "subdistrict"] = "江海街道"
    table.loc[where[first:], "subdistrict"] = "不详"
    table.loc[lost, ["side", "unit", "handling"]] = ["部门", "区综合治理中心", ""]
