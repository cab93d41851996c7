"""The registers of places: the list of divisions, the ledger of grids, the schematic boundaries."""

from pathlib import Path

import numpy as np
import shapely

from .files import Sheet, write_book, write_csv, write_geojson
from .places import District

SUBDISTRICT_HEADER = ("序号", "镇街代码", "镇街名称", "类型", "曾用代码", "曾用名称")
COMMUNITY_HEADER = ("序号", "社区代码", "社区名称", "所属镇街", "类型", "城乡分类", "户数", "常住人口", "老年人口")
GRID_HEADER = (
    "网格编码", "网格名称", "所属社区", "所属镇街", "网格类型",
    "网格员数量", "网格户数", "常住人口", "党员人数", "网格面积（平方米）",
)
WORDS = Sheet("字典", "城乡分类代码", ("代码", "名称"), [("111", "主城区"), ("112", "城乡结合区"), ("121", "镇中心区"), ("122", "镇乡结合区"), ("220", "村庄")], hidden=True)
BY = "（截至2025年6月30日）"
SOURCE = "示意图，非法定界线"


def write(district: District, out: Path) -> list[Path]:
    """Divisions, grids, and three boundary files."""
    return [
        write_book(out / "01区划名录.xlsx", [_subdistricts(district), _communities(district), WORDS]),
        write_csv(out / "02网格台账.csv", GRID_HEADER, _grids(district), "gb18030"),
        _boundary(district.subdistricts, "镇街", out),
        _boundary(district.communities, "社区", out),
        _boundary(district.grids, "网格", out),
    ]


def _subdistricts(district: District) -> Sheet:
    columns = district.subdistricts[["code", "name", "kind", "former_code", "former_name"]]
    rows = [(number, *row) for number, row in enumerate(columns.itertuples(index=False), 1)]
    return Sheet("镇街", f"振兴区镇街名录{BY}", SUBDISTRICT_HEADER, rows)


def _communities(district: District) -> Sheet:
    columns = district.communities[
        ["code", "name", "subdistrict", "level", "urban_class", "households", "residents", "elderly"]
    ]
    rows = [(number, *row) for number, row in enumerate(columns.itertuples(index=False), 1)]
    sums = columns[["households", "residents", "elderly"]].sum()
    totals = ("合计", "", "", "", "", "", *map(int, sums))
    return Sheet("社区和村", f"振兴区社区（村）名录{BY}", COMMUNITY_HEADER, rows, totals=totals)


def _grids(district: District) -> list[tuple]:
    grids = district.grids.assign(kind="普通网格")
    numbers = ["workers", "households", "residents", "party_members", "area"]
    rows = grids[["code", "name", "community", "subdistrict", "kind", *numbers]].itertuples(index=False)
    return [*rows, ("合计", "", "", "", "", *grids[numbers].sum())]


def _boundary(places, level: str, out: Path) -> Path:
    features = [_feature(*place, level) for place in zip(places["code"], places["name"], places["polygon"])]
    return write_geojson(out / f"03{level}边界.geojson", f"振兴区{level}边界（示意）", features)


def _feature(code: str, name: str, polygon, level: str) -> dict:
    rings = [polygon.exterior, *polygon.interiors]
    return {
        "type": "Feature",
        "properties": {"编码": code, "名称": name, "层级": level, "来源": SOURCE, "坐标系": "CGCS2000"},
        "geometry": {
            "type": "Polygon",
            "coordinates": [np.round(shapely.get_coordinates(ring), 5).tolist() for ring in rings],
        },
    }
