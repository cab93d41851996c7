"""Records of services at stations: repairs, errands, business circle, happiness stations, volunteers."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from .chance import growing_days, portions
from .files import write_csv
from .places import District, short_name
from .truths import TRUTHS
from .untidy import counted, untidy

HEADER = (
    "记录编号", "服务类型", "服务大类", "站点名称", "所属镇街", "所属社区",
    "服务日期", "服务次数", "服务人次", "呼叫时间", "完成时间", "需求标签", "服务单位", "收费金额",
)
STATIONS = 16
PROVIDERS = {"低偿维修": "便民维修服务队(演示)", "跑腿": "社区志愿服务队(演示)", "商圈服务": "七经街商圈综合党委", "幸福小站": "江城幸福小站", "义务服务": "邻里服务驿站志愿队(演示)"}


@dataclass(frozen=True)
class Group:
    """A group of services whose records sum to a known number of times or of persons."""

    name: str
    kinds: tuple[str, ...]
    truth: str
    counts: str
    called: bool = False
    tags: tuple[str, ...] = ("",)


GROUPS = (
    Group("低偿维修", ("水电维修", "疏通管道", "门窗维修"), "repair_times", "times", called=True),
    Group("跑腿", ("代收快递", "代购菜品", "代取药品"), "errand_person_times", "persons", called=True),
    Group("商圈服务", ("政策咨询", "服务代办"), "circle_times", "times"),
    Group("幸福小站", ("政策宣传", "饮水", "休息", "充电", "临时存放"), "station_person_times", "persons",
          tags=("避雨难", "休息难", "饮水难", "充电难")),
    Group("义务服务", ("义剪", "义修", "义诊"), "voluntary_times", "times"),
)


def write(district: District, rng, out: Path) -> Path:
    """One row a record, in the order of days."""
    table = pd.concat([_records(group, district, rng) for group in GROUPS], ignore_index=True)
    table = table.sort_values("day", kind="stable", ignore_index=True)
    table["number"] = [f"FW{str(day)[:4]}{number:06d}" for number, day in enumerate(table["day"], 1)]
    table["provider"], table["fee"] = table["group"].map(PROVIDERS), _fees(table, rng)
    columns = ["number", "kind", "group", "station", "subdistrict", "community",
               "day", "times", "persons", "called", "finished", "tags", "provider", "fee"]
    rows = untidy(table[columns].itertuples(index=False), HEADER, {"服务次数": counted("次"), "服务人次": counted("人次")})
    return write_csv(out / "07服务记录.csv", HEADER, rows, "utf-8")


def _fees(table: pd.DataFrame, rng) -> np.ndarray:
    """Only repairs cost something, and little."""
    paid = rng.choice([10, 15, 20, 30, 50], len(table)).astype(object)
    return np.where(table["group"] == "低偿维修", paid, "")


def _records(group: Group, district: District, rng) -> pd.DataFrame:
    times, persons = _sizes(group, rng)
    count, period = len(times), TRUTHS["period"]
    days = growing_days(str(period["from"]), str(period["to"]), count, 2.2, rng)
    called, finished = _moments(group, days, rng)
    places = stations(group, district).sample(count, replace=True, random_state=rng).reset_index(drop=True)
    return places.assign(
        kind=rng.choice(group.kinds, count), group=group.name, day=days.astype(str), times=times, persons=persons,
        called=called, finished=finished, tags=rng.choice(group.tags, count),
    )


def _sizes(group: Group, rng) -> tuple[np.ndarray, np.ndarray]:
    total, count = TRUTHS["services"][group.truth], TRUTHS["services"]["records"][group.name]
    if group.counts == "times":
        return portions(total, count, 2, rng), rng.integers(1, 6, count)
    return np.ones(count, int), portions(total, count, 5, rng)


def _moments(group: Group, days, rng) -> tuple[list[str], list[str]]:
    if not group.called:
        return [""] * len(days), [""] * len(days)
    called = days.astype("datetime64[m]") + rng.integers(8 * 60, 17 * 60, len(days))
    finished = called + np.clip(rng.lognormal(3.6, 0.6, len(days)), 8, 400).astype(int)
    return [_minute(moment) for moment in called], [_minute(moment) for moment in finished]


def _minute(moment) -> str:
    return str(moment).replace("T", " ")


def stations(group: Group, district: District) -> pd.DataFrame:
    """Where a group of services is given."""
    places = district.neighbourhoods[["name", "subdistrict"]].rename(columns={"name": "community"})
    if group.name == "商圈服务":
        places = places[places["community"] == "一街社区"]
        return places.assign(station="七经街商圈服务站")
    first = {"低偿维修": 0, "跑腿": 0, "幸福小站": 2, "义务服务": 3}[group.name]
    ending = {"幸福小站": "江城幸福小站", "义务服务": "邻里服务驿站"}.get(group.name, "便民维修服务站")
    places = places.iloc[first::4].head(STATIONS)
    return places.assign(station=[short_name(name) + ending for name in places["community"]])
