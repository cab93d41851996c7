"""Activity ledgers: one sheet a 镇街, one workbook for the years and one for the last month."""

from pathlib import Path

import numpy as np
import pandas as pd

from .chance import apportion, dated, growing_days
from .files import Sheet, write_book
from .places import District
from .truths import TRUTHS

HEADER = (
    "序号", "活动编号", "活动类型", "活动时间", "所属社区", "活动主题", "参与方",
    "参加人次", "数量", "数量单位", "议题数", "解决数", "所在小区", "排查渠道", "开展方式", "活动地点",
)
FIRST, LAST = "2022-01", "2025-06"
BOOKS = {
    "08活动台账2022至2025年5月.xlsx": ("统计时间：2022年1月1日至2025年5月31日", "2022-01-01", "2025-05-31"),
    "08活动台账2025年6月.xlsx": ("统计时间：2025年6月1日至2025年6月30日", "2025-06-01", "2025-06-30"),
}
FOOTER = "填表人：××　审核人：××"
MONTHLY = ("邻里议事会", "帮帮日", "红色服务日", "党日")
THEMES = {
    "邻里议事会": ("车位规划共商", "健身器材安装议事", "楼道堆物清理议事", "雨天积水治理议事", "充电桩选址议事", "垃圾投放点议事"),
    "帮帮日": ("家电小修便民服务", "独居老人帮扶", "政策上门解读", "闲置物品交换"),
    "红色服务日": ("环境卫生集中整治", "义剪义修义诊", "飞线充电隐患排查", "爱心送餐"),
    "党日": ("主题党日暨学习交流", "党员先锋岗评议", "“亮身份、树形象、作表率”活动", "过政治生日"),
    "联席会议": ("老旧小区改造联席会议", "地下车库充电桩联席会议", "雨天积水“三方联动”联席会议"),
    "文明劝导": ("不文明养犬劝导", "电动自行车上楼劝导", "违规停车劝导"),
    "清理堆占": ("楼道堆占清理", "楼前堆占清理", "消防通道堆占清理"),
    "培训": ("“两企三新”党组织书记、党务工作者示范培训班",),
    "文化活动": ("老安东党建史展", "红色电影展", "邻里文化节"),
    "摸底排查": ("物业企业属地摸底排查", "物业企业行业摸底排查"),
    "商圈活动": ("商户党员联学", "商圈便民集市", "商户资源共享对接", "商圈品质提升座谈", "商圈停车秩序联合整治"),
}
CHANNELS = dict(zip(THEMES["摸底排查"], ("属地", "行业")))
# 三位一体: what community and property company do together; 五联: what the business circle does together
MODES = {"联席会议": "工作一体研究", "红色服务日": "服务一体提供", "文化活动": "活动一体开展"}
JOINT = dict(zip(THEMES["商圈活动"], ("组织联建", "活动联办", "资源联享", "发展联促", "治理联动")))
SIDES = {
    "邻里议事会": "社区、物业、居民、业委会", "联席会议": "社区、物业、居民、业委会", "帮帮日": "社区、物业",
    "红色服务日": "社区、物业、志愿者", "党日": "社区、物业、居民代表", "培训": "物业党员", "文化活动": "社区、物业、商户",
    "文明劝导": "网格员、志愿者", "清理堆占": "社区、物业、网格员", "摸底排查": "街道、社区", "商圈活动": "社区、商户",
}
MEETINGS = ("邻里议事会", "联席会议")
ABSENT = {"业委会": 0.3, "物业": 0.08, "居民": 0.05}  # how often a party stays away from a meeting
PLACES = {"文化活动": "安东老街", "商圈活动": "七经街"}
WOMENS_DAY = "“三八”妇女节专题党建活动"
SILENT = ("安民镇", "汤池镇")  # in June one held nothing and the other has not reported
FORMS = {
    "站前街道": "{y}-{m:02d}-{d:02d}", "临江街道": "{y}年{m}月{d}日", "帽盔山街道": "{y}.{m}.{d}",
    "永昌街道": "{y}/{m}/{d}", "花园街道": "{y}-{m:02d}-{d:02d}", "浪头镇": "{y}年{m:02d}月{d:02d}日",
    "安民镇": "{y}{m:02d}{d:02d}", "汤池镇": "{y}-{m}-{d}",
}  # 纤维街道 delivers real date cells


def write(district: District, homes: pd.DataFrame, rng, more, out: Path) -> list[Path]:
    """Both workbooks; `more` is the chance of what does not touch the four monthly kinds."""
    table = _held(district, homes, rng, more)
    return [_book(out / name, table, district, *period) for name, period in BOOKS.items()]


def _held(district: District, homes: pd.DataFrame, rng, more) -> pd.DataFrame:
    counted = [_at_old_estates(each, homes, more) for each in _counted(district, rng)]
    parts = [_monthly(district, rng), *counted, _culture(district, rng), _training(), _surveys(district, rng), *_elsewhere(homes, more), _circle(more)]
    table = pd.concat(parts, ignore_index=True).fillna({"estate": ""})
    table = table.sort_values(["day", "kind", "community"], kind="stable", ignore_index=True)
    table["number"] = [f"HD{str(day)[:4]}-{number:05d}" for number, day in enumerate(table["day"], 1)]
    table["theme"] = [theme or str(rng.choice(THEMES[kind])) for kind, theme in zip(table["kind"], table["theme"])]
    table["channel"] = table["theme"].map(CHANNELS).fillna("")
    return table.assign(sides=_sides(table, more), place=table["kind"].map(PLACES).fillna(""), mode=table["theme"].map(JOINT).fillna(table["kind"].map(MODES)).fillna(""))


def _sides(table: pd.DataFrame, rng) -> list[str]:
    """Who came: now and then a party that should have is missing, and owners' committees are not everywhere."""
    drawn = rng.random((len(table), len(ABSENT)))
    missing = [{side for side, odds, chance in zip(ABSENT, ABSENT.values(), row) if chance < odds} for row in drawn]
    return ["、".join(side for side in SIDES[kind].split("、") if kind not in MEETINGS or side not in gone) for kind, gone in zip(table["kind"], missing)]


def _records(kind: str, days, communities, subdistricts, persons, quantity=None, topics=None, settled=None, theme=""):
    return pd.DataFrame({
        "kind": kind, "day": np.asarray(days, "datetime64[D]"), "community": communities, "subdistrict": subdistricts,
        "theme": theme, "persons": persons, "quantity": quantity, "unit": "处" if quantity is not None else "",
        "topics": topics, "settled": settled,
    }).astype({"quantity": object, "topics": object, "settled": object})


def _monthly(district: District, rng) -> pd.DataFrame:
    months = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
    return pd.concat([_of_kind(kind, district.communities, months, rng) for kind in MONTHLY], ignore_index=True)


def _of_kind(kind: str, communities: pd.DataFrame, months, rng) -> pd.DataFrame:
    odds = _odds(kind, communities, len(months), rng)
    cells = rng.choice(odds.size, TRUTHS["activities"]["monthly"][kind], replace=False, p=odds.ravel() / odds.sum())
    place, month = np.divmod(np.sort(cells), len(months))
    days = months[month].astype("datetime64[D]") + rng.integers(0, 28, len(place))
    topics = rng.integers(1, 5, len(place)) if kind == "邻里议事会" else None
    settled = rng.binomial(topics, 0.78) if topics is not None else None
    held, persons = communities.iloc[place], rng.integers(8, 45, len(place))
    march = (kind == "党日") & (months[month].astype(int) % 12 == 2) & (rng.random(len(place)) < 0.4)
    theme = np.where(march, WOMENS_DAY, "")
    return _records(kind, days, held["name"].values, held["subdistrict"].values, persons, None, topics, settled, theme)


def _odds(kind: str, communities: pd.DataFrame, months: int, rng) -> np.ndarray:
    """Communities miss some months, fewer as time goes on; villages mostly hold the party day."""
    usual = np.where(communities["level"] == "社区", 0.58, 0.42 if kind == "党日" else 0.05)
    diligence = np.clip(usual * rng.lognormal(0, 0.12, len(communities)), 0, 0.8)
    odds = diligence[:, None] * np.linspace(0.7, 1.5, months)
    odds[communities["subdistrict"].isin(SILENT), -1] = 0
    return odds


def _counted(district: District, rng) -> list[pd.DataFrame]:
    """Meetings and persuasions by number, clearings by places cleared."""
    truths = TRUTHS["activities"]
    meetings = _somewhere("联席会议", truths["joint_meetings"], district, rng)
    meetings["topics"] = rng.integers(1, 5, len(meetings)).astype(object)
    meetings["settled"] = rng.binomial(meetings["topics"].astype(int), 0.8).astype(object)
    clearings = _somewhere("清理堆占", truths["clearings"], district, rng)
    places = apportion(truths["clearings_places"], rng.uniform(0.5, 2, len(clearings)), least=1)
    clearings["quantity"] = places.astype(object)
    return [meetings, _somewhere("文明劝导", truths["persuasions"], district, rng), clearings.assign(unit="处")]


def _somewhere(kind: str, count: int, district: District, rng) -> pd.DataFrame:
    """In the six 街道 and 浪头镇, so that no silent town can lose a record."""
    places = district.neighbourhoods
    places = places[~places["subdistrict"].isin(SILENT)].sample(count, replace=True, random_state=rng)
    days = growing_days("2022-01-05", "2025-06-27", count, 1.8, rng)
    return _records(kind, days, places["name"].values, places["subdistrict"].values, rng.integers(4, 25, count))


def _at_old_estates(held: pd.DataFrame, homes: pd.DataFrame, rng) -> pd.DataFrame:
    """The counted activities belong to the renewal of the old estates."""
    old = homes[homes["old"]].sample(len(held), replace=True, random_state=rng)
    return held.assign(estate=old["name"].values, community=old["community"].values, subdistrict=old["subdistrict"].values)


def _elsewhere(homes: pd.DataFrame, rng) -> list[pd.DataFrame]:
    """The same kinds in other estates, which the figures of the old ones leave out."""
    others = homes[~homes["old"] & ~homes["subdistrict"].isin(SILENT)]
    return [_at_others(kind, count, others, rng) for kind, count in TRUTHS["activities"]["elsewhere"].items()]


def _at_others(kind: str, count: int, others: pd.DataFrame, rng) -> pd.DataFrame:
    at = others.sample(count, replace=True, random_state=rng)
    days = growing_days("2022-02-01", "2025-06-25", count, 1.8, rng)
    held = _records(kind, days, at["community"].values, at["subdistrict"].values, rng.integers(4, 25, count))
    if kind == "清理堆占":
        held = held.assign(quantity=pd.Series(rng.integers(1, 5, count), dtype=object), unit="处")
    return held.assign(estate=at["name"].values)


def _circle(rng) -> pd.DataFrame:
    """The business circle of 七经街 meets in each of the five ways."""
    count = TRUTHS["activities"]["circle"]
    days = growing_days("2022-05-10", "2025-06-20", count, 1.5, rng)
    themes = [THEMES["商圈活动"][at % 5] for at in range(count)]
    return _records("商圈活动", days, "一街社区", "站前街道", rng.integers(8, 60, count), theme=themes)


def _culture(district: District, rng) -> pd.DataFrame:
    total, count = TRUTHS["activities"]["culture_person_times"], TRUTHS["activities"]["culture"]
    days = growing_days("2022-03-01", "2025-06-20", count, 1.5, rng)
    persons = apportion(total, rng.lognormal(0, 0.5, count), least=50)
    return _records("文化活动", days, "锦绣社区", "临江街道", persons)


def _training() -> pd.DataFrame:
    """One class a year, held by the district at 花园街道."""
    days = ["2022-09-15", "2023-09-14", "2024-09-12", "2025-05-15"]
    persons = apportion(TRUTHS["activities"]["trained_person_times"], [22, 25, 28, 30])
    return _records("培训", days, "", "花园街道", persons)


def _surveys(district: District, rng) -> pd.DataFrame:
    """Each year the 镇街 survey by territory, and 花园街道 enters the industry's survey."""
    names = district.subdistricts["name"].tolist()
    years = (2022, 2023, 2024, 2025)
    rows = [(f"{year}-04-{rng.integers(8, 25):02d}", name, THEMES["摸底排查"][0]) for year in years for name in names]
    rows += [(f"{year}-04-28", "花园街道", THEMES["摸底排查"][1]) for year in years]
    days, places, themes = zip(*rows)
    return _records("摸底排查", days, "", places, rng.integers(10, 40, len(rows)), theme=themes)


def _book(path: Path, table: pd.DataFrame, district: District, note: str, first: str, last: str) -> Path:
    within = table[table["day"].between(pd.Timestamp(first), pd.Timestamp(last))]
    late = [one["subdistrict"] for one in TRUTHS["activities"]["unreported"] if one["month"] == first[:7]]
    names = [name for name in district.subdistricts["name"] if name not in late]
    return write_book(path, [_sheet(name, within[within["subdistrict"] == name], note) for name in names])


def _sheet(name: str, held: pd.DataFrame, note: str) -> Sheet:
    title = f"{name}活动台账"
    if held.empty:
        return Sheet(name, title, HEADER, [], note)
    columns = [held[one] for one in ("number", "kind")] + [_days(name, held["day"])]
    columns += [held[one] for one in ("community", "theme", "sides", "persons", "quantity", "unit", "topics", "settled", "estate", "channel", "mode", "place")]
    rows = [(number, *row) for number, row in enumerate(zip(*columns), 1)]
    totals = ("合计", "", "", "", "", "", "", int(held["persons"].sum()))
    return Sheet(name, title, HEADER, rows, note, totals, FOOTER)


def _days(subdistrict: str, days: pd.Series) -> list:
    if subdistrict in FORMS:
        return dated(days.values, FORMS[subdistrict])
    return [day.date() for day in days]
