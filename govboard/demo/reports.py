"""What is reported, when, where and through which door, before anybody handles it."""

import numpy as np
import pandas as pd

from . import categories
from .places import District
from .schematic import PointSampler
from .truths import TRUTHS

SHARES = {
    "站前街道": 17, "临江街道": 20, "帽盔山街道": 11, "纤维街道": 18, "永昌街道": 12, "花园街道": 12,
    "浪头镇": 7, "安民镇": 1.5, "汤池镇": 1.5,
}
# shares in the first and in the last year: more is found before anyone calls
SOURCES = {
    "12345热线": (40, 29), "一键找社区": (11, 17), "一键找物业": (9, 14), "网格员上报": (11, 21), "党员上报": (4, 8),
    "微信": (9, 5), "领导交办": (2, 1), "群众来访": (6, 2), "部门转办": (4, 2), "8890热线": (4, 0), "巡查发现": (0, 1),
}
TYPES = ("投诉", "求助", "建议", "咨询", "表扬")
TYPE_ODDS = (0.38, 0.43, 0.09, 0.08, 0.02)
HOURS = (1, .6, .4, .3, .3, .8, 2, 5, 9, 11, 10, 7, 4, 5, 8, 9, 8, 7, 6, 6, 5, 4, 3, 2)
WEEKDAYS = (1.15, 1.08, 1.03, 1.0, 1.02, 0.68, 0.62)  # from Monday
MONTHS = (1.12, 0.86, 0.97, 0.94, 0.94, 0.97, 1.1, 1.06, 0.96, 0.94, 1.08, 1.12)
FLOODS = {"2022-07-14": 2.6, "2023-08-03": 3.2, "2023-08-04": 2.4, "2024-07-28": 2.8}
COLD = {"2022-11-02": 1.8, "2024-12-10": 2.0, "2024-12-11": 1.7}
CLUSTERS = TRUTHS["clusters"]
TIGHT = 0.15  # a cluster keeps this much of the distance from its centre


def report(counts: dict[int, int], district: District, rng) -> pd.DataFrame:
    """One row an order in the order of reporting, with its place and its words' keys."""
    moments = np.concatenate([_moments(year, count, rng) for year, count in counts.items()])
    table = pd.DataFrame({"reported": moments})
    table["year"] = table["reported"].dt.year
    table["month"] = table["reported"].dt.month
    table["first"] = np.array(categories.NAMES, object)[categories.by_month(table["year"].values, table["month"].values, rng)]
    _weather(table, rng)
    table = _placed(table, district, rng)
    table["second"] = categories.second_level(table["first"], rng)
    _let_it_rain(table)
    table["source"] = _sources(table["year"].values, rng)
    table["type"] = np.where(table["first"] == "政策咨询", "咨询", rng.choice(np.array(TYPES, object), len(table), p=TYPE_ODDS))
    return table


def _moments(year: int, count: int, rng) -> np.ndarray:
    last = "2025-07-01" if year == 2025 else f"{year + 1}-01-01"
    days = np.arange(np.datetime64(f"{year}-01-01"), np.datetime64(last))
    weights = np.array(WEEKDAYS)[(days.astype(int) + 3) % 7] * np.linspace(1, 1.08, len(days))
    for day, factor in (FLOODS | COLD).items():
        weights[days == np.datetime64(day)] *= factor
    weights *= np.array(MONTHS)[days.astype("datetime64[M]").astype(int) % 12]
    hours = np.array(HOURS) / sum(HOURS)
    seconds = rng.choice(24, count, p=hours) * 3600 + rng.integers(0, 3600, count)
    drawn = rng.choice(days, count, p=weights / weights.sum()).astype("datetime64[s]")
    return np.sort(drawn + seconds)


def _weather(table: pd.DataFrame, rng) -> None:
    """On a day of flood or first frost half of all reports are about it."""
    day, drawn = table["reported"].dt.normalize(), rng.random(len(table))
    table.loc[day.isin(pd.to_datetime(list(FLOODS))) & (drawn < 0.55), "first"] = "排水积水"
    table.loc[day.isin(pd.to_datetime(list(COLD))) & (drawn < 0.45), "first"] = "供暖"


def _placed(table: pd.DataFrame, district: District, rng) -> pd.DataFrame:
    grids = district.grids
    inside = grids["households"] / grids.groupby("subdistrict")["households"].transform("sum")
    odds = (inside * grids["subdistrict"].map(SHARES)).values
    owner = rng.choice(len(grids), len(table), p=odds / odds.sum())
    clustered = _cluster(table, owner, grids, rng)
    points = PointSampler(grids["polygon"]).draw(owner, rng)
    centres = np.array([grids["polygon"][at].representative_point().coords[0] for at in owner[clustered]])
    points[clustered] = centres + TIGHT * (points[clustered] - centres)
    return _describe(table.assign(lng=points[:, 0], lat=points[:, 1]), grids.iloc[owner], district, rng)


def _cluster(table: pd.DataFrame, owner, grids: pd.DataFrame, rng) -> np.ndarray:
    """Move part of the orders of a kind into one grid each, as the truths say; which rows those are."""
    subdistrict, drawn = grids["subdistrict"].values[owner], rng.random(len(owner))
    moved = np.zeros(len(owner), dtype=bool)
    for each in CLUSTERS:
        later = table["reported"] >= pd.Timestamp(each.get("until", pd.Timestamp.max))
        mine = ((table["first"] == each["category"]) & (subdistrict == each["subdistrict"]) & (drawn < np.where(later, each.get("later", 0), each["share"]))).values
        owner[mine] = grids.index[grids["community"] == each["community"]][each["grid"] - 1]
        moved |= mine
    return moved


def _describe(table: pd.DataFrame, places: pd.DataFrame, district: District, rng) -> pd.DataFrame:
    estates = dict(zip(district.communities["name"], district.communities["estates"]))
    villages = set(district.communities.loc[district.communities["level"] == "村", "name"])
    table["grid"], table["community"] = places["code"].values, places["community"].values
    table["subdistrict"] = places["subdistrict"].values
    rural = table["community"].isin(villages)
    table.loc[rural, "first"] = table.loc[rural, "first"].replace(categories.RURAL)
    turns = rng.choice(4, len(table), p=[0.4, 0.25, 0.2, 0.15])
    table["estate"] = [estates[community][turn] for community, turn in zip(table["community"].tolist(), turns.tolist())]
    return table


def _let_it_rain(table: pd.DataFrame) -> None:
    """In July and August, and where water stands, it is the rain."""
    wet = (table["first"] == "排水积水") & (table["month"].isin([7, 8]) | (table["community"] == CLUSTERS[1]["community"]))
    table.loc[wet, "second"] = "雨天积水"


def _sources(years, rng) -> np.ndarray:
    drawn = np.empty(len(years), object)
    for year in np.unique(years):
        done = (year - 2022) / 3
        odds = np.array([first + (last - first) * done for first, last in SOURCES.values()])
        drawn[years == year] = rng.choice(np.array(list(SOURCES), object), (years == year).sum(), p=odds / odds.sum())
    return drawn
