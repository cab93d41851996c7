"""Property companies and their service projects, as two ledgers with three snapshots each."""

from pathlib import Path

import numpy as np
import pandas as pd
from stdnum.cn import uscc

from .files import Sheet, write_book
from .places import District
from .truths import TRUTHS

COMPANY_HEADER = (
    "序号", "统一社会信用代码", "物业企业名称", "所属镇街", "从业人数", "党员数",
    "是否符合建组条件", "党组织编码", "组建方式", "党建指导员", "星级", "指导员最近走访日期",
)
UNIT_HEADER = (
    "序号", "单位编码", "单位名称", "单位类别", "所属企业信用代码", "所属镇街",
    "是否符合建组条件", "是否已建立党组织", "组建方式",
)
STEMS = (
    "锦绣", "万象美", "美宸", "江畔", "银杏", "锦山", "鸭绿", "江桥", "和顺", "安泰", "康宁", "瑞丰", "春晖", "百合",
    "宜家园", "汇和", "佳邻", "同心", "暖阳", "翠堤", "金桂", "丹枫", "杜鹃红", "海棠里", "清和", "舒心", "嘉禾", "盛邻",
    "明德", "恒悦", "景和", "蓝岸", "望江", "福邻", "祥云", "润泽", "新程", "广济", "星汇", "众和", "知春", "远帆",
)
PLACED = {"锦绣": "临江街道", "万象美": "临江街道", "美宸": "花园街道"}
HOMES = {"锦绣": "锦绣社区", "美宸": "桃源社区"}
SHARES = {
    "站前街道": 8, "临江街道": 9, "帽盔山街道": 5, "纤维街道": 7, "永昌街道": 5, "花园街道": 5, "浪头镇": 3,
}
ABSENT = (26, 34)  # companies whose instructor has not come for more than two months
ORGANISED, LATE = 22, 3  # companies with an organisation at last; those founded in 2024
SNAPSHOTS = {
    "2023-12-31": ("2023年末", "2023年12月31日"),
    "2024-12-31": ("2024年末", "2024年12月31日"),
    "2025-06-30": ("2025年6月", "2025年6月30日"),
}
FLAGS = {"2023-12-31": ("是", "否"), "2024-12-31": ("√", ""), "2025-06-30": ("是", "否")}
UNIT_FLAGS = {"2023-12-31": ("1", "0"), "2024-12-31": ("√", "×"), "2025-06-30": ("是", "否")}


def found(district: District, rng) -> pd.DataFrame:
    """The 42 companies as they stand at last; the first 22 have an organisation."""
    count = TRUTHS["companies"]["companies"]
    order = np.arange(count)
    firms = pd.DataFrame({
        "uscc": [_code(number) for number in range(1, count + 1)],
        "stem": STEMS,
        "name": [f"{stem}物业(演示)" for stem in STEMS],
        "subdistrict": _subdistricts(rng),
        "staff": rng.integers(8, 90, count),
        "eligible": order < TRUTHS["companies"]["eligible"],
        "org_code": [f"DWY{number:03d}" if number <= ORGANISED else "" for number in range(1, count + 1)],
        "mode": ["" if number >= ORGANISED else ("联合建" if number % 3 == 2 else "单独建") for number in range(count)],
        "star": _stars(count),
    })
    firms["members"] = _members(firms, rng)
    return firms.assign(community=_communities(firms, district, rng))


def _code(number: int) -> str:
    body = f"91210603MADEM{number:04d}"
    return body + uscc.calc_check_digit(body)


def _subdistricts(rng) -> list[str]:
    rest = SHARES | {}
    for place in PLACED.values():
        rest[place] -= 1
    drawn = list(rng.permutation([name for name, number in rest.items() for _ in range(number)]))
    return [PLACED.get(stem) or str(drawn.pop()) for stem in STEMS]


def _stars(count: int) -> list[str]:
    organised = ["五星", *["四星"] * 6, *["三星"] * 10, *[""] * 5]
    return organised + [""] * (count - len(organised))


def _members(firms: pd.DataFrame, rng) -> np.ndarray:
    alone, joint = rng.integers(3, 12, len(firms)), rng.integers(1, 3, len(firms))
    joint[[5, 11][: TRUTHS["gaps"]["companies_without_own_branch"]]] = 4  # enough for a branch of their own, which they lack
    return np.select([firms["mode"] == "单独建", firms["mode"] == "联合建"], [alone, joint], 0)


def _communities(firms: pd.DataFrame, district: District, rng) -> list[str]:
    """The community that looks after each company."""
    near = {name: group["name"].tolist() for name, group in district.neighbourhoods.groupby("subdistrict")}
    drawn = [str(rng.choice(near[subdistrict])) for subdistrict in firms["subdistrict"]]
    return [HOMES.get(stem, community) for stem, community in zip(firms["stem"], drawn)]


def write(district: District, firms: pd.DataFrame, out: Path) -> list[Path]:
    """Both ledgers, one sheet a snapshot."""
    units = _units(district, firms)
    return [
        write_book(out / "05物业企业党建台账.xlsx", [_company_sheet(firms, day) for day in SNAPSHOTS]),
        write_book(out / "06物业企业和服务项目建组情况.xlsx", [_unit_sheet(units, day) for day in SNAPSHOTS]),
    ]


def _organised(day: str) -> int:
    return TRUTHS["companies"]["with_org"][day]


def _company_sheet(firms: pd.DataFrame, day: str) -> Sheet:
    sheet, spoken = SNAPSHOTS[day]
    rows = [_company_row(number, firm, day) for number, firm in enumerate(firms.itertuples(), 1)]
    totals = ("合计", "", "", "", sum(row[4] for row in rows), sum(row[5] for row in rows))
    return Sheet(sheet, f"振兴区物业企业党建台账（{spoken}）", COMPANY_HEADER, rows, totals=totals)


def _company_row(number: int, firm, day: str) -> tuple:
    yes, no = FLAGS[day]
    organised = number <= _organised(day)
    grown = {"2023-12-31": 0.9, "2024-12-31": 0.96, "2025-06-30": 1.0}[day]
    return (
        number, firm.uscc, firm.name, firm.subdistrict, round(firm.staff * grown), firm.members,
        yes if firm.eligible else no,
        firm.org_code if organised else "", firm.mode if organised else "",
        _instructor(number, firm, day), firm.star if organised else "", _visited(number, firm, day),
    )


def _instructor(number: int, firm, day: str) -> str:
    """A post, never a person; instructors went to the companies after the first 22 in turn."""
    sent = ORGANISED < number <= ORGANISED + TRUTHS["companies"]["with_instructor"][day]
    return f"{firm.community}党委委员" if sent else ""


def _visited(number: int, firm, day: str) -> str:
    """When the instructor was last there: in the last weeks, but for the few who stayed away for more than two months."""
    if not _instructor(number, firm, day):
        return ""
    away = 75 if day == "2025-06-30" and number in ABSENT else 3 + number * 7 % 40
    return str(np.datetime64(day) - away)


def _units(district: District, firms: pd.DataFrame) -> pd.DataFrame:
    companies = firms.assign(kind="企业", unit=[f"ZXWYQ{n:03d}" for n in range(1, len(firms) + 1)], holder=firms.index)
    return pd.concat([companies, projects(district, firms)], ignore_index=True)


def projects(district: District, firms: pd.DataFrame) -> pd.DataFrame:
    """The service projects with the estate each looks after. Projects of companies founded late come last among the eligible, so they were uncovered in 2023."""
    eligible, early = TRUTHS["units"]["eligible_projects"], ORGANISED - LATE
    covered_first = TRUTHS["units"]["covered_projects"]["2023-12-31"]
    holders = [number % early for number in range(covered_first)]
    holders += [early + number % LATE for number in range(eligible - covered_first)]
    others = len(firms) - ORGANISED
    holders += [ORGANISED + number % others for number in range(TRUTHS["units"]["projects"] - eligible)]
    found = firms.loc[holders].reset_index(drop=True)
    estates = dict(zip(district.communities["name"], district.communities["estates"]))
    found["estate"] = [estates[community][turn % 4] for community, turn in zip(found["community"], found.groupby("stem").cumcount())]
    return found.assign(
        kind="项目", holder=holders,
        unit=[f"ZXWYX{number:03d}" for number in range(1, len(found) + 1)],
        name=found["stem"] + "物业" + found["estate"] + "项目(演示)",
    )


def _unit_sheet(units: pd.DataFrame, day: str) -> Sheet:
    sheet, spoken = SNAPSHOTS[day]
    rows = [_unit_row(number, unit, day) for number, unit in enumerate(units.itertuples(), 1)]
    yes = UNIT_FLAGS[day][0]
    totals = ("合计", "", "", "", "", "", *(sum(row[at] == yes for row in rows) for at in (6, 7)))
    return Sheet(sheet, f"振兴区物业企业和服务项目建组情况（{spoken}）", UNIT_HEADER, rows, totals=totals)


def _unit_row(number: int, unit, day: str) -> tuple:
    yes, no = UNIT_FLAGS[day]
    covered = unit.holder < _organised(day)
    return (
        number, unit.unit, unit.name, unit.kind, unit.uscc, unit.subdistrict,
        yes if unit.eligible else no, yes if covered else no, unit.mode if covered else "",
    )
