"""The words of an order: title, content, who called, who handles it. No real person stands in them."""

import numpy as np
import pandas as pd

from . import categories
from .places import District

SURNAMES = ("张", "王", "李", "赵", "刘", "孙", "陈", "周", "杨", "徐")
FORMS = ("{}*", "{}**", "{}女士", "{}先生", "保密")
FOUND = ("网格员上报", "党员上报", "领导交办", "部门转办", "巡查发现")
CLOSINGS = ("希望尽快处理。", "请协调解决。", "请核实。", "多次反映未果，希望重视。", "影响日常生活，盼解决。")
PRAISE = "居民表扬办理及时、服务热情"
PHONES = ("138****{0:04d}", "138000{1:05d}", "保密")
PHONE_IN_TEXT = "13800001234"


def word(table: pd.DataFrame, district: District, firms: pd.DataFrame, rng) -> pd.DataFrame:
    """Add title, content, caller and handling unit."""
    said = [categories.PHRASES[pair] for pair in zip(table["first"].tolist(), table["second"].tolist())]
    said = np.where(table["type"] == "表扬", PRAISE, said).tolist()
    table["title"] = [f"{estate}{words}" for estate, words in zip(table["estate"].tolist(), said)]
    table["content"] = _contents(table, said, rng)
    table["caller"], table["phone"] = _callers(table, rng)
    return _handlers(table, district, firms, rng)


def _contents(table: pd.DataFrame, said: list[str], rng) -> list[str]:
    buildings = rng.integers(1, 29, len(table)).tolist()
    closings = rng.choice(np.array(CLOSINGS, object), len(table)).tolist()
    found = table["source"].isin(FOUND).tolist()
    places = table["community"].tolist(), table["estate"].tolist()
    return [_content(*one) for one in zip(found, *places, buildings, said, closings)]


def _content(found: bool, community: str, estate: str, building: int, words: str, closing: str) -> str:
    if words == PRAISE:
        return f"{community}{estate}{words}。"
    if words.startswith("咨询"):
        return f"{community}{estate}居民{words}，希望答复。"
    return f"{'走访发现' if found else '居民反映'}：{community}{estate}{building}号楼附近{words}，{closing}"


def _callers(table: pd.DataFrame, rng) -> tuple[np.ndarray, np.ndarray]:
    """Callers come masked or plainly fictional, as platforms deliver them."""
    count = len(table)
    names = [form.format(surname) for form in FORMS for surname in SURNAMES]
    odds = np.repeat([0.5, 0.1, 0.17, 0.17, 0.06], len(SURNAMES)) / len(SURNAMES)
    called = rng.choice(np.array(names, object), count, p=odds)
    numbers, shown = rng.integers(0, 100_000, count).tolist(), rng.choice(3, count, p=[0.7, 0.22, 0.08]).tolist()
    phones = np.array([PHONES[form].format(number % 10_000, number) for form, number in zip(shown, numbers)], object)
    silent = table["source"].isin(FOUND)
    return np.where(silent, "", called), np.where(silent, "", phones)


def _handlers(table: pd.DataFrame, district: District, firms: pd.DataFrame, rng) -> pd.DataFrame:
    """The community, a property company of the 镇街, or a department; sometimes the order goes to another 镇街."""
    near = {name: group["name"].tolist() for name, group in firms.groupby("subdistrict")}
    side = categories.sides(table["first"], rng)
    side = np.where((side == "物业") & ~table["subdistrict"].isin(near), "社区", side)
    turn_of = {estate: sum(map(ord, estate)) for estate in table["estate"].unique()}
    turns = [turn_of[estate] for estate in table["estate"].tolist()]
    units = {
        "社区": table["community"].tolist(),
        "物业": [near[name][turn % len(near[name])] if name in near else "" for name, turn in zip(table["subdistrict"].tolist(), turns)],
        "部门": table["first"].map(categories.DEPARTMENTS).fillna(categories.OTHER_DEPARTMENT).tolist(),
    }
    elsewhere = rng.choice(district.subdistricts["name"].to_numpy(object), len(table))
    handed = np.where(rng.random(len(table)) < 0.03, elsewhere, table["subdistrict"])
    table["side"], table["unit"] = side, [units[one][row] for row, one in enumerate(side)]
    table["handling"] = np.where(side == "部门", "", handed)
    return table
