"""Estates: who manages them, which are old, friendly, with an owners' committee; the roads with a chief."""

from itertools import groupby
from pathlib import Path

import numpy as np
import pandas as pd

from . import companies
from .chance import apportion, dated, growing_days
from .files import Sheet, write_csv, write_html
from .places import District
from .truths import TRUTHS
from .untidy import amount, nothing, untidy, yes

HEADER = (
    "小区编码", "小区名称", "所属镇街", "所属社区", "网格编码", "是否老旧小区", "改造状态", "改造完成日期", "是否友好小区",
    "友好小区挂牌日期", "管理方式", "物业企业信用代码", "户数", "居民人数", "老年居民数", "楼栋数",
)
COMMITTEE_HEADER = ("序号", "小区编码", "年度", "所属镇街", "所属社区", "业委会成员数", "其中党员数")
ROAD_HEADER = ("路段编号", "路段名称", "所属镇街", "所属社区", "包保网格员", "包保物业管理人", "长度（米）")
SIZES = (0.4, 0.25, 0.2, 0.15)  # of the four estates of a community, as orders come from them
BY_HAND = {"是否老旧小区": yes, "是否友好小区": yes, "户数": amount, "居民人数": amount, "老年居民数": amount}
UNMANAGED = ("社区“两委”托管", "社区领办物管会", "居民自治")
RENEWED_FIRST = "福春六小区"
SILVER = "美宸"  # the company in whose estate more than three in ten are old
ROADS = ("万达东侧路", "万达南侧路", "万达西侧路", "人民路临江段", "锦山大街临江段", "安东老街东口", "安东老街西口", "江桥路", "青年大街临江段", "福民路", "清花街", "滨江路东段")


def stand(district: District, firms: pd.DataFrame, rng) -> pd.DataFrame:
    """One row an estate of the 67 communities, as it stands at last."""
    homes = pd.concat([_of(one) for one in district.neighbourhoods.itertuples()], ignore_index=True)
    homes["grid"] = _grids(homes, district, rng)
    homes = _managed(homes, district, firms, rng)
    homes["old"] = _old(homes, rng)
    homes["friendly"] = _friendly(homes, rng)
    silver = homes.index[homes["company"] == firms.loc[firms["stem"] == SILVER, "uscc"].item()][0]
    homes.loc[silver, "elderly"] = int(homes.loc[silver, "residents"] * 0.34) + 1
    return homes


def _of(community) -> pd.DataFrame:
    return pd.DataFrame({
        "code": [f"{community.code}X{number:02d}" for number in range(1, len(SIZES) + 1)],
        "name": community.estates, "subdistrict": community.subdistrict, "community": community.name,
        "households": apportion(community.households, SIZES), "residents": apportion(community.residents, SIZES),
        "elderly": apportion(community.elderly, SIZES),
    })  # fmt: skip


def _grids(homes: pd.DataFrame, district: District, rng) -> list[str]:
    inside = {name: group["code"].tolist() for name, group in district.grids.groupby("community")}
    return [str(rng.choice(inside[community])) for community in homes["community"]]


def _managed(homes: pd.DataFrame, district: District, firms: pd.DataFrame, rng) -> pd.DataFrame:
    """Where a company has a project it manages the estate; the others are kept in one of three ways."""
    projects = companies.projects(district, firms).drop_duplicates(["community", "estate"])
    holder = projects.set_index(["community", "estate"])["uscc"]
    company = [holder.get(key, "") for key in zip(homes["community"], homes["name"])]
    other = rng.choice(np.array(UNMANAGED, object), len(homes), p=[0.42, 0.34, 0.24])
    mode = np.where(np.array(company) != "", "物业企业", other)
    return homes.assign(company=company, mode=mode, buildings=rng.integers(2, 16, len(homes)))


def _old(homes: pd.DataFrame, rng) -> np.ndarray:
    """Old estates lie in the six 街道 and have no company; the first renewed one is known by name."""
    open_to = homes.index[(homes["mode"] != "物业企业") & homes["subdistrict"].str.endswith("街道") & (homes["name"] != RENEWED_FIRST)]
    drawn = rng.choice(open_to, TRUTHS["estates"]["old"] - 1, replace=False)
    return homes.index.isin(drawn) | (homes["name"] == RENEWED_FIRST)


def _friendly(homes: pd.DataFrame, rng) -> np.ndarray:
    return homes.index.isin(rng.choice(homes.index[homes["mode"] == "物业企业"], TRUTHS["estates"]["friendly"], replace=False))


def write(homes: pd.DataFrame, rng, out: Path) -> list[Path]:
    """The ledger of estates, the owners' committees year by year, the roads."""
    return [
        write_csv(out / "10小区台账.csv", HEADER, untidy(_rows(homes, rng), HEADER, BY_HAND), "gb18030"),
        write_html(out / "11业委会情况.xls", _committees(homes, rng), "gb18030"),
        write_csv(out / "12路段台账.csv", ROAD_HEADER, untidy(_roads(rng), ROAD_HEADER, {"长度（米）": amount, "包保物业管理人": nothing}), "utf-8-sig"),
    ]


def _rows(homes: pd.DataFrame, rng) -> list[tuple]:
    done = np.sort(growing_days("2022-05-20", "2025-05-30", len(homes), 1.5, rng))
    renewed, signed = dated(rng.permutation(done), "{y}年{m}月{d}日"), dated(done, "{y}-{m:02d}-{d:02d}")
    rows = []
    for at, one in enumerate(homes.itertuples()):
        stage = "已完成" if one.old and at % 9 else "改造中" if one.old else ""
        rows.append((
            one.code, one.name, one.subdistrict, one.community, one.grid, "是" if one.old else "", stage, renewed[at] if stage == "已完成" else "",
            "√" if one.friendly else "", signed[at] if one.friendly else "", one.mode, one.company, one.households, one.residents, one.elderly, one.buildings,
        ))  # fmt: skip
    return rows


def _committees(homes: pd.DataFrame, rng) -> list[Sheet]:
    """Forty committees; from year to year a few more of their members are in the party."""
    chosen = homes[homes["mode"] == "物业企业"].head(TRUTHS["estates"]["committees"])
    members = rng.choice([5, 7, 9], len(chosen))
    start = rng.uniform(0.3, 0.45, len(chosen))
    sheets = []
    for turn, year in enumerate((2022, 2023, 2024)):
        party = np.round(members * (start + 0.08 * turn)).astype(int)
        rows = [(at, one.code, year, one.subdistrict, one.community, int(all_), int(some)) for at, (one, all_, some) in enumerate(zip(chosen.itertuples(), members, party), 1)]
        sheets.append(Sheet(f"{year}年", f"振兴区小区业委会情况（{year}年度）", COMMITTEE_HEADER, _with_subtotals(rows), totals=("合计", "", "", "", "", int(members.sum()), int(party.sum())), merged="所属镇街"))
    return sheets


def _with_subtotals(rows: list[tuple]) -> list[tuple]:
    """A 小计 below the rows of each 镇街."""
    groups = [(town, list(group)) for town, group in groupby(rows, key=lambda row: row[3])]
    return [row for _, group in groups for row in [*group, ("小计", "", "", "", "", sum(each[5] for each in group), sum(each[6] for each in group))]]


def _roads(rng) -> list[tuple]:
    """Two sections have no chief of the property company yet."""
    return [
        (f"LD{number:03d}", name, "临江街道", "锦绣社区", f"锦绣社区第{number % 6 + 1}网格专职网格员", "" if number in (8, 11) else "万象美物业项目管理员", int(rng.integers(120, 900)))
        for number, name in enumerate(ROADS, 1)
    ]
