"""The register of party organisations, from 镇街 down to grids, and the property companies' own."""

from pathlib import Path

import pandas as pd

from .chance import dated, growing_days
from .files import write_csv
from .places import District
from .truths import TRUTHS

HEADER = (
    "党组织编码", "党组织名称", "层级", "上级党组织编码", "类别", "组建方式", "成立日期",
    "党员人数", "所属镇街", "所属社区", "网格编码", "星级", "状态", "撤销日期",
)
INDUSTRY, CIRCLE = "DHY01", "DSQ01"
FORMS = ("{y}-{m:02d}-{d:02d}", "{y}年{m}月{d}日", "{y}.{m}.{d}")
FOUNDED = {
    "镇街": ("2006-03-01", "2016-12-31"), "社区": ("2008-01-10", "2019-12-31"), "小区": ("2019-03-01", "2024-11-30"),
    "楼栋": ("2020-03-01", "2025-03-31"), "网格": ("2019-03-01", "2021-12-31"), "行业": ("2021-06-18", "2021-06-18"),
    "商圈": ("2022-04-20", "2022-04-20"),
}


def write(district: District, firms: pd.DataFrame, chance, out: Path) -> Path:
    """One row an organisation."""
    rows = [
        *_subdistricts(district), *_communities(district), *_estates(district, chance),
        *_buildings(district), *_grids(district), *_companies(firms), *_circles(),
    ]
    table = pd.DataFrame(rows, columns=HEADER)
    table["成立日期"] = _founded(table, chance)
    table.loc[_estates_withdrawn(table), ["状态", "撤销日期"]] = ["已撤销", "2025-03-31"]
    return write_csv(out / "04党组织名册.csv", HEADER, table.itertuples(index=False), "gb18030")


def _row(code, name, level, parent="", kind="党支部", mode="", members=0, subdistrict="", community="", grid="", star=""):
    return (code, name, level, parent, kind, mode, "", members, subdistrict, community, grid, star, "有效", "")


def _subdistricts(district: District) -> list[tuple]:
    members = district.grids.groupby("subdistrict")["party_members"].sum()
    kinds = {"街道": "党工委", "镇": "党委"}
    return [
        _row(f"D{one.code}", one.name + kinds[one.kind], "镇街", kind=kinds[one.kind],
             members=members[one.name], subdistrict=one.name)
        for one in district.subdistricts.itertuples()
    ]


def _communities(district: District) -> list[tuple]:
    members = district.grids.groupby("community")["party_members"].sum()
    return [
        _row(f"D{one.code}", one.name + kind, "社区", f"D{one.parent_code}", kind,
             members=members[one.name], subdistrict=one.subdistrict, community=one.name)
        for one in district.communities.itertuples()
        for kind in [_kind(one.level, members[one.name])]
    ]


def _kind(level: str, members: int) -> str:
    if members >= 100:
        return "党委"
    return "党总支" if level == "社区" or members >= 50 else "党支部"


def _estates(district: District, chance) -> list[tuple]:
    chosen = _every_second(district).head(TRUTHS["party_orgs"]["by_level"]["小区"])
    return [
        _row(f"D{one.code}X01", f"{one.estates[0]}党支部", "小区", f"D{one.code}",
             mode="单独建", members=int(chance.integers(6, 30)), subdistrict=one.subdistrict, community=one.name)
        for one in chosen.itertuples()
    ]


def _every_second(district: District) -> pd.DataFrame:
    """Communities all over the district that have an estate organisation."""
    return district.neighbourhoods.iloc[::2]


def _buildings(district: District) -> list[tuple]:
    """Two groups in each estate until the number is reached."""
    places = [one for one in _every_second(district).itertuples() for _ in range(2)]
    return [
        _row(f"D{one.code}X01L{turn % 2 + 1:02d}", f"{one.estates[0]}{turn % 2 + 1}号楼党小组", "楼栋", f"D{one.code}X01",
             "党小组", members=3 + turn % 4, subdistrict=one.subdistrict, community=one.name)
        for turn, one in enumerate(places[: TRUTHS["party_orgs"]["by_level"]["楼栋"]])
    ]


def _grids(district: District) -> list[tuple]:
    return [
        _row(f"D{one.code}", f"{one.name}党支部", "网格", f"D{one.community_code}", mode="单独建",
             members=one.party_members, subdistrict=one.subdistrict, community=one.community, grid=one.code)
        for one in district.grids.itertuples()
    ]


def _companies(firms: pd.DataFrame) -> list[tuple]:
    return [
        _row(firm.org_code, f"{firm.stem}物业{'联合' if firm.mode == '联合建' else ''}党支部(演示)", "物业企业", INDUSTRY,
             mode=firm.mode, members=firm.members, subdistrict=firm.subdistrict, community=firm.community, star=firm.star)
        for firm in firms[firms["org_code"] != ""].itertuples()
    ]


def _circles() -> list[tuple]:
    return [
        _row(INDUSTRY, "振兴区物业行业党委", "行业", kind="行业党委", mode="功能型"),
        _row(CIRCLE, "七经街商圈综合党委", "商圈", "D210603002", "商圈综合党委", "功能型", 46, "站前街道"),
    ]


def _founded(table: pd.DataFrame, chance) -> list[str]:
    """The first 19 company organisations stood by the end of 2023, three came in 2024."""
    days = {}
    for level, group in table.groupby("层级", sort=True):
        if level == "物业企业":
            early = TRUTHS["companies"]["with_org"]["2023-12-31"]
            drawn = [*growing_days("2018-05-01", "2023-11-30", early, 2, chance),
                     *growing_days("2024-03-01", "2024-10-31", len(group) - early, 1, chance)]
        else:
            drawn = chance.permutation(growing_days(*FOUNDED[level], len(group), 1, chance))
        days |= dict(zip(group.index, drawn))
    return [dated([days[row]], FORMS[row % len(FORMS)])[0] for row in range(len(table))]


def _estates_withdrawn(table: pd.DataFrame) -> list[int]:
    """The last estate organisations of the list, which have no groups below them."""
    return list(table.index[table["层级"] == "小区"][-TRUTHS["party_orgs"]["withdrawn"]:])
