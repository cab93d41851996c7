"""Projects and lists, partners, the yearly census of what there is, and the targets."""

from pathlib import Path

import numpy as np
import pandas as pd

from .chance import dated, growing_days
from .files import Sheet, write_book, write_csv
from .places import District
from .truths import TRUTHS
from .untidy import amount, day, nothing, spaced, untidy

PROJECT_HEADER = ("序号", "项目编号", "项目名称", "项目类别", "牵头单位", "资金来源", "预算金额", "小区名称", "所属镇街", "所属社区", "计划完成日期", "实际完成日期", "完成状态")
PARTNER_HEADER = ("共建单位", "共建类别", "所属社区", "所属镇街", "共享资源", "认领项目数")
CENSUS_HEADER = ("序号", "社区名称", "所属镇街", "排查渠道", "居民台账人数", "经济实体台账户数", "物业企业数", "物业企业党员数", "物业企业党组织数")
CENSUS_GROUPS = ("", "", "", "", "两本台账", "两本台账", "三清", "三清", "三清")
TARGET_HEADER = ("指标", "区域", "目标期", "目标值", "预警值", "确定单位")
SHOPS_DID = ("路面改造", "路灯更新", "楼道粉刷", "休息座椅安装", "充电插座增设", "门前排水整治", "晾衣架安装", "无障碍坡道修建", "公示栏更新")
LISTED = ("地下车库充电桩增设", "单元门维修", "健身器材更新", "绿化补植", "楼道灯更换", "门禁改造", "电梯维保公示", "快递柜增设")
PARTNERS = (("银行网点", "共建促进单位", "场地、金融宣讲"), ("卫生服务中心", "共建促进单位", "义诊、健康讲座"), ("小学", "党建联盟单位", "操场、志愿服务"),
            ("供电营业所", "党建联盟单位", "用电检查"), ("超市", "共建促进单位", "便民配送"), ("律师事务所", "党建联盟单位", "法律咨询"))  # fmt: skip
CENSUS_DAYS = {2022: "2022年4月25日", 2023: "2023年4月25日", 2024: "2024年4月25日", 2025: "2025年4月25日"}
UNFILLED = {2022: 12, 2023: 6, 2024: 2, 2025: 0}  # rows where the number of members was not known
TARGETS = (
    ("按期办结率", "", "2023年", "88%", ""), ("按期办结率", "", "2024年", "90%", "85%"), ("按期办结率", "", "2025年", "92%", "88%"),
    ("满意率", "", "2024年", "92%", ""), ("满意率", "", "2025年", "95%", "90%"), ("解决率", "", "2025年", "82%", "78%"),
    ("应建已建率", "", "2024年", "100%", ""), ("应建已建率", "", "2025年", "100%", "95%"), ("工作覆盖率", "", "2025年", "100%", ""),
    ("按期办结率", "浪头镇", "2025年", "90%", "85%"), ("按期办结率", "花园街道办事处", "2025年", "94%", "90%"), ("退回重办率", "", "2025年", "5%", "8%"),
)  # fmt: skip


def write(district: District, firms: pd.DataFrame, homes: pd.DataFrame, rng, out: Path) -> list[Path]:
    """Four files of the district's offices."""
    return [
        write_book(out / "18民生实事与清单.xlsx", _with_summary([_shops(rng), _listed(firms, homes, rng), _renewals(homes, rng)])),
        write_csv(out / "19共建单位台账.csv", spaced(PARTNER_HEADER), untidy(_partners(district, rng), PARTNER_HEADER, {"认领项目数": amount}), "gb18030"),
        write_book(out / "20底数排查台账.xlsx", [_census(year, district, firms, rng) for year in CENSUS_DAYS]),
        write_csv(out / "21目标值.csv", TARGET_HEADER, [(*each, "区委组织部" if each[0].endswith(("已建率", "覆盖率")) else "区综合治理中心") for each in TARGETS], "utf-8-sig"),
    ]


def _book_sheet(name: str, rows: list[tuple]) -> Sheet:
    numbered = [(at, *row) for at, row in enumerate(rows, 1)]
    totals = ("合计", "", "", "", "", "", sum(row[6] for row in numbered))
    return Sheet(name, f"振兴区{name}（截至2025年6月30日）", PROJECT_HEADER, untidy(numbered, PROJECT_HEADER, {"预算金额": amount, "计划完成日期": day, "实际完成日期": lambda value, at: nothing(day(value, at), at)}), "单位：元", totals)


def _with_summary(sheets: list[Sheet]) -> list[Sheet]:
    """The office puts a sheet of sums in front, which is no list."""
    rows = [(each.name, len(each.rows), sum(row[-1] == "已完成" for row in each.rows)) for each in sheets]
    return [Sheet("汇总", "振兴区民生实事与清单汇总", ("清单", "项目数", "已完成数"), rows), *sheets]


def _shops(rng) -> Sheet:
    """What the shops of 七经街 paid for; the road of 青年广场小区 is the best known."""
    done, running = TRUTHS["projects"]["shops_done"], TRUTHS["projects"]["shops_running"]
    days = growing_days("2022-06-01", "2025-06-10", done, 1.3, rng)
    rows = []
    for at in range(done + running):
        home, what = ("青年广场小区", SHOPS_DID[0]) if at == 0 else (("一街新村", "一街公寓", "青年广场小区")[at % 3], SHOPS_DID[at % len(SHOPS_DID)])
        plan = days[at] + np.timedelta64(10, "D") if at < done else np.datetime64("2025-09-30")
        rows.append((f"SS{at + 1:03d}", home + what, "商圈实事", "七经街商圈综合党委", "商户出资", int(rng.integers(8, 90)) * 1000, home, "站前街道", "一街社区",
                     dated([plan], "{y}-{m:02d}-{d:02d}")[0], dated([days[at]], "{y}-{m:02d}-{d:02d}")[0] if at < done else "", "已完成" if at < done else "推进中"))  # fmt: skip
    return _book_sheet("商圈实事", rows)


def _listed(firms: pd.DataFrame, homes: pd.DataFrame, rng) -> Sheet:
    managed = homes[homes["company"] != ""].assign(stem=lambda each: each["company"].map(firms.set_index("uscc")["stem"]))
    managed = pd.concat([managed[managed["stem"] == "锦绣"], managed[managed["stem"] != "锦绣"]]).head(TRUTHS["projects"]["listed"])
    rows = []
    for at, home in enumerate(managed.itertuples()):
        done = at % 6 != 4
        day = growing_days("2023-02-01", "2025-06-15", 1, 1, rng)[0]
        rows.append((f"HS{at + 1:03d}", f"{home.name}{LISTED[at % len(LISTED)]}", "红色服务清单", f"{home.stem}物业党支部(演示)", "专项资金" if at % 2 == 0 else "物业自筹", int(rng.integers(3, 60)) * 2000,
                     home.name, home.subdistrict, home.community, dated([day + np.timedelta64(20, "D")], "{y}-{m:02d}-{d:02d}")[0], dated([day], "{y}-{m:02d}-{d:02d}")[0] if done else "", "已完成" if done else "进行中"))  # fmt: skip
    return _book_sheet("红色服务清单", rows)


def _renewals(homes: pd.DataFrame, rng) -> Sheet:
    rows = []
    for at, home in enumerate(homes[homes["old"]].itertuples(), 1):
        rows.append((f"GZ{at:03d}", f"{home.name}老旧小区改造", "老旧改造", "区住建局", "专项资金", int(rng.integers(60, 400)) * 10000, home.name, home.subdistrict, home.community, "2025-10-31", "", "推进中"))
    return _book_sheet("老旧改造", rows)


def _partners(district: District, rng) -> list[tuple]:
    rows = []
    for one in district.neighbourhoods.itertuples():
        for kind in sorted(rng.choice(len(PARTNERS), int(rng.integers(2, 6)), replace=False)):
            name, group, shares = PARTNERS[kind]
            rows.append((f"{one.name.removesuffix('社区')}{name}(演示)", group, one.name, one.subdistrict, shares, int(rng.integers(0, 4))))
    return rows


def _census(year: int, district: District, firms: pd.DataFrame, rng) -> Sheet:
    """Every community by territory, and those with companies once more by industry; in early years some numbers are missing."""
    held = firms.groupby("community").agg(companies=("uscc", "size"), members=("members", "sum"), orgs=("org_code", lambda codes: int((codes != "").sum())))
    rows = []
    for one in district.communities.itertuples():
        known = held.loc[one.name].tolist() if one.name in held.index else [0, 0, 0]
        residents, entities = int(one.residents * (0.97 + 0.01 * (year - 2022))), int(rng.integers(20, 260))
        rows.append((one.name, one.subdistrict, "属地排查", residents, entities, *known))
        if one.name in held.index:
            rows.append((one.name, one.subdistrict, "行业排查", "", "", *known))
    for at in rng.choice(len(rows), UNFILLED[year], replace=False):
        rows[at] = (*rows[at][:6], "", rows[at][7])
    return Sheet(f"{year}年", f"振兴区底数排查台账（截至{CENSUS_DAYS[year]}）", CENSUS_HEADER, _by_hand([(at, *row) for at, row in enumerate(rows, 1)]), merged="所属镇街", groups=CENSUS_GROUPS)


def _by_hand(rows: list[tuple]) -> list[tuple]:
    return untidy(rows, CENSUS_HEADER, {"居民台账人数": amount, "经济实体台账户数": amount, "物业企业党员数": nothing})
