"""Places where the party meets, and points where people are served."""

from pathlib import Path

import numpy as np
import pandas as pd

from govboard import spatial

from . import services
from .chance import dated, growing_days
from .files import Sheet, write_book, write_csv
from .places import District
from .truths import TRUTHS
from .untidy import spaced, untidy, yes

THINGS = ("有场地", "有设施", "有标志", "有党旗", "有书报", "有制度")
VENUE_HEADER = (
    "序号", "阵地编码", "阵地名称", "阵地类型", "党组织编码", "所属镇街", "所属社区", *THINGS, "启用日期", "经度", "纬度",
)
STATION_HEADER = ("站点编码", "站点名称", "站点类型", "所属镇街", "所属社区", "经度", "纬度", "坐标系", "启用日期", "状态")
KINDS = ("红色议事厅", "图书角")


def write(district: District, firms: pd.DataFrame, rng, out: Path) -> list[Path]:
    """The ledger of venues with the six things a venue has, and the list of stations."""
    venues = _venues(district, firms, rng)
    return [
        write_book(out / "16党建阵地台账.xlsx", [Sheet("阵地", "振兴区物业党建阵地台账（截至2025年6月30日）", spaced(VENUE_HEADER), untidy(venues, VENUE_HEADER, dict.fromkeys(THINGS, yes)))]),
        write_csv(out / "17服务站点台账.txt", STATION_HEADER, _stations(district, rng), "utf-16", delimiter="\t"),
    ]


def _venues(district: District, firms: pd.DataFrame, rng) -> list[tuple]:
    """Every organisation has a place with all six; some share a hall or a corner for books, which lack a thing or two."""
    organised, points = firms[firms["org_code"] != ""], _points(district)
    days = dated(growing_days("2019-05-01", "2025-04-30", len(organised), 1.4, rng), "{y}-{m:02d}-{d:02d}")
    named = [(f"{one.stem}物业党员活动阵地(演示)", "党员活动阵地", one, ["√"] * 6) for one in organised.itertuples()]
    for kind, count in zip(KINDS, (TRUTHS["venues"]["halls"], TRUTHS["venues"]["book_corners"])):
        named += [(f"{one.stem}物业{kind}(演示)", kind, one, _some(turn)) for turn, one in enumerate(organised.head(count).itertuples())]
    named += [(f"{one.stem}物业党支部书记工作室(演示)", "党支部工作室", one, ["√"] * 6) for one in organised.head(TRUTHS["venues"]["studios"]).itertuples()]
    return [
        (at, f"ZD{at:03d}", name, kind, one.org_code, one.subdistrict, one.community, *things, days[at % len(days)], *points[one.community])
        for at, (name, kind, one, things) in enumerate(named, 1)
    ]


def _some(turn: int) -> list[str]:
    return ["" if (turn + thing) % 7 == 3 else "√" for thing in range(6)]


def _points(district: District) -> dict[str, tuple[float, float]]:
    inside = {one.name: one.polygon.representative_point() for one in district.communities.itertuples()}
    return {name: (round(point.x, 6), round(point.y, 6)) for name, point in inside.items()}


def _stations(district: District, rng) -> list[tuple]:
    """The stations that the records of services name, two canteens, and one that has closed."""
    found = pd.concat([services.stations(group, district) for group in services.GROUPS]).drop_duplicates("station")
    rows = [(one.station, _kind(one.station), one.subdistrict, one.community, "在用") for one in found.itertuples()]
    rows += [("江城小哥食堂（临江）", "江城小哥食堂", "临江街道", "锦绣社区", "在用"), ("江城小哥食堂（站前）", "江城小哥食堂", "站前街道", "一街社区", "在用")]
    rows += [("望江便民维修服务站（旧址）", "便民维修服务站", "纤维街道", "望江社区", "停用")]
    days, points = np.sort(growing_days("2021-03-01", "2025-03-31", len(rows), 1, rng)), _points(district)
    return [(f"FZ{at:03d}", name, kind, town, place, *_shifted(*points[place]), "GCJ-02", day, state) for at, ((name, kind, town, place, state), day) in enumerate(zip(rows, dated(days, "{y}/{m}/{d}")), 1)]


def _shifted(lng: float, lat: float) -> tuple[float, float]:
    """As the map on a telephone shows it, some 500 metres off."""
    return tuple(round(float(each), 6) for each in spatial.to_gcj02(lng, lat))


def _kind(station: str) -> str:
    return next((kind for kind in ("江城幸福小站", "邻里服务驿站", "便民维修服务站") if station.endswith(kind)), "商圈服务站")
