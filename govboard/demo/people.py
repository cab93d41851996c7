"""Who holds which post, who joined the party, who was trained. Persons are numbers; nobody here exists."""

from pathlib import Path

import numpy as np
import pandas as pd

from .chance import apportion, dated, growing_days
from .files import Sheet, write_book, write_csv
from .places import District
from .truths import TRUTHS
from .untidy import day, nothing, untidy

POST_HEADER = (
    "任职编号", "姓名", "人员编号", "职务", "来源方", "年龄组", "是否党员", "物业企业信用代码", "党组织编码", "小区编码",
    "所属镇街", "所属社区", "任职日期", "免职日期", "是否兼任", "任职状态",
)
STAGE_HEADER = ("记录编号", "姓名", "人员编号", "发展阶段", "物业企业信用代码", "所属镇街", "阶段日期")
CLASS_HEADER = ("序号", "签到编号", "姓名", "人员编号", "培训班名称", "培训日期", "参训类别", "物业企业信用代码", "所属镇街")
NAMES = ("张*", "王**", "李*", "赵**", "刘*", "孙**", "陈*", "周**")
STAGES = ("申请人", "积极分子", "发展对象", "预备党员")
CLASS = "“两企三新”党组织书记、党务工作者示范培训班"
CLASS_DAYS = ("2022-09-15", "2023-09-14", "2024-09-12", "2025-05-15")
CIRCLE_PLACE = ("站前街道", "一街社区")


class Posts:
    """Collects posts and numbers the persons who hold them."""

    def __init__(self, rng):
        self.rng, self.rows, self.people = rng, [], 0

    def person(self) -> str:
        self.people += 1
        return f"RY{self.people:05d}"

    def add(self, role, side, *, person=None, age="", member="", company="", org="", estate="", place=("", ""), since="2022-01-01", until="", concurrent=""):
        day = growing_days(since, "2025-05-31", 1, 1, self.rng)[0] if not until else np.datetime64(since)
        self.rows.append((
            person or self.person(), role, side, age, member, company, org, estate, *place, dated([day], "{y}年{m}月{d}日")[0], until,
            concurrent, "离任" if until else "在任",
        ))  # fmt: skip


def write(district: District, firms: pd.DataFrame, homes: pd.DataFrame, rng, out: Path) -> list[Path]:
    """Posts by kind, the stages of new members, who signed in to the yearly class."""
    return [
        write_book(out / "13任职台账.xlsx", [_sheet(*each, at, rng) for at, each in enumerate(_posts(district, firms, homes, rng).items())]),
        write_csv(out / "14发展党员台账.csv", STAGE_HEADER, untidy(_stages(firms, rng), STAGE_HEADER, {"阶段日期": day}), "gb18030"),
        write_book(out / "15培训签到.xlsx", _classes(firms, rng)),
    ]


def _posts(district: District, firms: pd.DataFrame, homes: pd.DataFrame, rng) -> dict[str, list[tuple]]:
    posts, sheets, start = Posts(rng), {}, 0
    for name, fill in (("党组织书记与指导员", _party), ("双向进入交叉任职", _crossed), ("网格与志愿力量", _forces), ("楼栋长", _heads), ("商圈轮值主席", _chairs)):
        fill(posts, district, firms, homes)
        sheets[name], start = posts.rows[start:], len(posts.rows)
    return sheets


def _sheet(name: str, rows: list[tuple], at: int, rng) -> Sheet:
    shown = [(f"RZ{at + 1}{number:04d}", "" if row[3] == "少年" else str(rng.choice(NAMES)), *row) for number, row in enumerate(rows, 1)]
    return Sheet(name, f"振兴区任职台账·{name}（截至2025年6月30日）", POST_HEADER, untidy(shown, POST_HEADER, {"免职日期": nothing}), footer="填表人：××　审核人：××")


def _party(posts: Posts, district, firms, homes) -> None:
    """Two secretaries hold a second post; the instructors go where no organisation is, three have left."""
    organised, others = firms[firms["org_code"] != ""], firms[firms["org_code"] == ""]
    persons = [posts.person() for _ in range(TRUTHS["posts"]["secretaries"])]
    for turn, firm in enumerate(organised.itertuples()):
        second = turn >= len(persons)
        posts.add("物业党组织书记", "物业", person=persons[turn % len(persons)], member="是", company=firm.uscc, org=firm.org_code,
                  place=(firm.subdistrict, firm.community), concurrent="是" if second else "")  # fmt: skip
    for firm in others.itertuples():
        posts.add("党建指导员", "社区", member="是", company=firm.uscc, place=(firm.subdistrict, firm.community))
    for firm in others.head(3).itertuples():
        posts.add("党建指导员", "社区", member="是", company=firm.uscc, place=(firm.subdistrict, firm.community), since="2022-05-10", until="2023年12月31日")
    kinds = ["物业党员先锋岗"] * TRUTHS["posts"]["pioneer_posts"] + ["物业党员责任区"] * TRUTHS["posts"]["duty_zones"]
    for turn, kind in enumerate(kinds):
        firm = organised.iloc[turn % len(organised)]
        posts.add(kind, "物业", member="是", company=firm.uscc, org=firm.org_code, place=(firm.subdistrict, firm.community))


def _crossed(posts: Posts, district: District, firms: pd.DataFrame, homes: pd.DataFrame) -> None:
    truths, near = TRUTHS["posts"], district.neighbourhoods
    for firm in firms.head(truths["managers_on_committees"]).itertuples():
        posts.add("街道社区兼职委员", "物业", member="是", company=firm.uscc, place=(firm.subdistrict, firm.community))
    for one in near.head(truths["police_on_committees"]).itertuples():
        posts.add("社区党组织兼职委员", "公安", member="是", place=(one.subdistrict, one.name))
    managed = homes[homes["mode"] == "物业企业"]
    for role, home in zip(("业委会主任", "业委会委员"), managed.head(truths["cadres_on_owners_committees"]).itertuples()):
        posts.add(role, "社区两委", member="是", estate=home.code, place=(home.subdistrict, home.community))
    for home in managed.iloc[2:40].itertuples():
        posts.add("业委会主任", "业主", member=str(posts.rng.choice(["是", "否"])), estate=home.code, place=(home.subdistrict, home.community))
    sides = [side for side, number in truths["owner_representatives"].items() for _ in range(number)]
    for side, home in zip(sides, managed.iloc[5:].itertuples()):
        posts.add("业主代表", side, member="是", estate=home.code, place=(home.subdistrict, home.community))


def _forces(posts: Posts, district: District, firms: pd.DataFrame, homes: pd.DataFrame) -> None:
    truths, near = TRUTHS["posts"], district.neighbourhoods
    senders = firms.head(truths["companies_with_grid_workers"])
    for turn in range(truths["part_time_grid_workers"]):
        firm = senders.iloc[turn % len(senders)]
        posts.add("兼职网格员", "物业", company=firm.uscc, place=(firm.subdistrict, firm.community))
    for firm in senders.tail(2).itertuples():
        posts.add("兼职网格员", "物业", company=firm.uscc, place=(firm.subdistrict, firm.community), since="2022-03-01", until="2024年6月30日")
    for one in near.itertuples():
        posts.add("专职网格员", "社区", place=(one.subdistrict, one.name))
    for turn in range(truths["volunteers"]):
        one = near.iloc[turn % len(near)]
        posts.add("志愿者", "居民", place=(one.subdistrict, one.name))


def _heads(posts: Posts, district: District, firms: pd.DataFrame, homes: pd.DataFrame) -> None:
    """Heads of buildings stand only where no company manages."""
    free = homes[homes["mode"] != "物业企业"].sample(sum(TRUTHS["posts"]["building_heads"].values()), random_state=posts.rng)
    ages = [age for age, number in TRUTHS["posts"]["building_heads"].items() for _ in range(number)]
    for age, home in zip(ages, free.itertuples()):
        posts.add("楼栋长", "居民", age=age, estate=home.code, place=(home.subdistrict, home.community))


def _chairs(posts: Posts, *_) -> None:
    """Community and shops take turns, a quarter each."""
    firsts = pd.period_range("2022Q2", "2025Q2", freq="Q")
    for turn, quarter in enumerate(firsts):
        last = "" if turn == len(firsts) - 1 else f"{quarter.end_time:%Y-%m-%d}"
        posts.add("商圈轮值主席", ("社区", "商户")[turn % 2], place=CIRCLE_PLACE, since=f"{quarter.start_time:%Y-%m-%d}", until=last)


def _stages(firms: pd.DataFrame, rng) -> list[tuple]:
    """Ten became members on probation since 2022; others are on their way."""
    truths, rows = TRUTHS["development"], []
    reach = [4] * truths["admitted"] + [3] * truths["candidates"] + [2] * truths["activists"] + [1] * truths["applicants"]
    for number, stages in enumerate(reach, 1):
        firm = firms.iloc[number % 22]
        first = growing_days("2020-01-10", "2022-03-31" if stages > 2 else "2024-12-31", 1, 1, rng)[0]
        for turn, stage in enumerate(STAGES[:stages]):
            moment = first + np.timedelta64(turn * int(rng.integers(250, 380)), "D")
            if moment > np.datetime64(str(TRUTHS["as_of"])):
                break
            rows.append((f"FZ{number:03d}-{turn + 1}", str(rng.choice(NAMES)), f"RY9{number:04d}", stage, firm.uscc, firm.subdistrict, str(moment)))
    return rows


def _classes(firms: pd.DataFrame, rng) -> list[Sheet]:
    """One class a year; members of property companies and others sign in."""
    members = apportion(TRUTHS["activities"]["trained_person_times"], [22, 25, 28, 30])
    sheets = []
    for held, count in zip(CLASS_DAYS, members):
        sides = ["物业企业党员"] * int(count) + ["社区党务工作者"] * TRUTHS["training"]["others_a_year"]
        rows = [_attendance(number, held, side, firms, rng) for number, side in enumerate(sides, 1)]
        sheets.append(Sheet(held[:4] + "年", f"{CLASS}签到表（{held[:4]}年）", CLASS_HEADER, untidy(rows, CLASS_HEADER, {"培训日期": day})))
    return sheets


def _attendance(number: int, held: str, side: str, firms: pd.DataFrame, rng) -> tuple:
    of_company = side == "物业企业党员"
    firm = firms.iloc[int(rng.integers(0, 22))]
    person = f"RY8{rng.integers(0, 60):04d}"
    return (number, f"PX{held[:4]}-{number:03d}", str(rng.choice(NAMES)), person, CLASS, held, side, firm.uscc if of_company else "", firm.subdistrict if of_company else "花园街道")
