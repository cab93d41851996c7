"""Cells whose meaning is plain cost no row; what is no boundary, no level or no row is refused with words that help."""

import json

import pandas as pd
import pytest

from govboard import spatial
from govboard.importing import clean

SQUARE = "POLYGON ((124 40, 124.1 40, 124.1 40.1, 124 40.1, 124 40))"


def column(kind: str, *cells: str) -> list:
    """Values, missing as None; a cell that was not understood as "?"."""
    values, bad = clean.column(pd.Series(cells, dtype=object), kind, {})
    return ["?" if wrong else None if pd.isna(each) else each for each, wrong in zip(values, bad, strict=True)]


# --- numbers and flags

INTEGERS = {
    "3次": 3, "12人": 12, "12 人": 12, "1,234": 1234, "１，２３４户": 1234, "３": 3, "100余": 100, "100余人次": 100, "100多人": 100, "3万余": 30000, "30余万": 300000, "1.2万": 12000, "1.13万": 11300,
    "2亿": 200_000_000, "5.0": 5, "√": 1, "否": 0, "无": None, "—": None,
}  # fmt: skip
NO_INTEGERS = ["三", "3吨", "约100", "1.5次", "12.7%", "余", "万", "3-5人", "3人5户", "有效", "12平方米", "1.23456万", "3万万", "13800138000人次次"]
NUMBERS = {"124.3°": 124.3, "52000平方米": 52000.0, "52000㎡": 52000.0, "1.2万平方米": 12000.0, "-3": -3.0, "3处": 3.0}
NO_NUMBERS = ["12.7%", "124°18′", "5平方公里", "inf万", "1e999万"]
FLAGS = {
    "有效": True, "无效": False, "已联系": True, "未联系": False, "已解决": True, "未解决": False, "✔": True, "✔️": True, "✓": True, "☑": True, "✘": False, "具备": True, "不具备": False,
}  # fmt: skip
NO_FLAGS = ["T", "F", "也许", "部分解决", "有效果"]


@pytest.mark.parametrize(("kind", "known"), [("integer", INTEGERS), ("number", NUMBERS), ("flag", FLAGS)])
def test_a_cell_whose_meaning_is_plain_is_understood(kind, known):
    assert dict(zip(known, column(kind, *known), strict=True)) == known


@pytest.mark.parametrize(("kind", "strange"), [("integer", NO_INTEGERS), ("number", NO_NUMBERS), ("flag", NO_FLAGS)])
def test_a_cell_whose_meaning_is_not_plain_is_never_guessed(kind, strange):
    assert column(kind, *strange) == ["?"] * len(strange)


def test_a_format_may_say_in_its_own_words_what_is_yes_and_what_is_no():
    values, bad = clean.column(pd.Series(["督办中", "未督办", "是", "也许"], dtype=object), "flag", {"督办中": "是", "未督办": "否"})
    assert (values[:3].tolist(), bad.tolist()) == ([True, False, True], [False, False, False, True])


def test_counted_cells_cost_no_row_and_one_that_is_not_understood_comes_back_with_its_reason(take, put, refused):
    lines = ["R1,水电维修,2025-06-01,3次,100余人次", "R2,水电维修,2025-06-02,1,1.2万", "R3,水电维修,2025-06-03,几次,5"]
    report = take(put("服务.csv", "\n".join(["记录编号,服务类型,服务日期,服务次数,服务人次", *lines])))
    assert (report.sheets[0].accepted, list(refused(report).reason)) == (2, ["服务次数“几次”不是整数"])


def test_no_instructor_is_nobody_and_a_tick_is_somebody():
    assert column("person", "有", "已选派", "√", "未选派", "否", "无", "", "张三") == ["有", "已选派", "√", None, None, None, None, "张**"]


# --- rows that lost their empty end

PUBLIC = "工单编号,上报时间,所属街道,标题,主要内容"
PRIVATE = "工单编号,上报时间,所属街道,标题,主要内容,来电人,联系电话,办结时限"
CUT = [
    (PUBLIC, "A1,2025-03-01", True),
    (PUBLIC, "A1,2025-03-01,东街道,路灯不亮", False),
    (PUBLIC, "A1", False),
    (PUBLIC, "A1,昨天", False),
    (PRIVATE, "A1,2025-03-01,东街道,路灯不亮,请回电13800138000", False),
    (PRIVATE, "A1,2025-03-01,路灯不亮,三天了,张三,13800138000", False),
    (PRIVATE, "A1,2025-03-01", False),
    (PRIVATE, "A1,2025-03-01,三天了,13800138000", False),
    (PRIVATE, "A1,2025-03-01,张三,13800138000", False),
    (PRIVATE, "A1,2025-03-01,张三", False),
    (PRIVATE, "A1,张三,2025-03-01", False),
]


@pytest.mark.parametrize(("header", "line", "taken"), CUT)
def test_rows_without_their_empty_end_are_taken_where_their_last_cell_cannot_have_moved(take, put, refused, header, line, taken):
    whole = "A0,2025-03-01,东街道,标题,内容" + ",某某,保密,2025-03-02" * (header == PRIVATE)
    report = take(put("a.csv", "\n".join([header, *[whole] * 6, line, line, ""])))
    assert (report.sheets[0].read, report.sheets[0].accepted) == (8, 6 + 2 * taken)
    kept = refused(report)
    assert taken or ("列，无法对齐" in kept.reason.iloc[0] and "张三" not in str(kept.to_dict()))


def test_a_short_row_among_rows_that_end_with_an_empty_cell_has_lost_a_delimiter(take, put, refused):
    report = take(put("a.csv", f"{PUBLIC}\n" + "A0,2025-03-01,东街道,标题,\n" * 9 + "A1,2025-03-01东街道,标题,\n"))
    assert (report.sheets[0].read, report.sheets[0].accepted, list(refused(report).source_row)) == (10, 9, [11])


# --- boundaries

NO_BOUNDARY = {
    "LINESTRING (124 40, 124.1 40.1)": "不是面（Polygon），边界须为面",
    "POINT (124 40)": "不是面（Polygon），边界须为面",
    "GEOMETRYCOLLECTION (POINT (124 40), LINESTRING (124 40, 125 41))": "不是面（Polygon），边界须为面",
    "POLYGON ((124 40, 124.1 40.1, 124 40, 124 40))": "没有面积，可能各点在一条线上，或洞占满了整个面",
    "POLYGON ((124 40, 125 40, 125 41, 124 40), (124 40, 125 40, 125 41, 124 40))": "没有面积，可能各点在一条线上，或洞占满了整个面",
    "POLYGON EMPTY": "是空的图形，没有坐标",
    '{"type": "Polygon", "coordinates": []}': "是空的图形，没有坐标",
    '{"type": "Polygon", "coordinates": null}': "不是有效的图形，应为 WKT 或 GeoJSON 的面（Polygon）",
    "POLYGON ((124 40, 124.1 40.1))": "不是有效的图形，应为 WKT 或 GeoJSON 的面（Polygon）",
    "振兴区": "不是有效的图形，应为 WKT 或 GeoJSON 的面（Polygon）",
    "POLYGON ((124 40, inf 40, 124.1 40.1, 124 40))": "的坐标不是数值",
    "POLYGON ((124 40, 124.1 nan, 124.1 40.1, 124 40))": "的坐标不是数值",
    "POLYGON ((13845000 4885000, 13846000 4885000, 13846000 4886000, 13845000 4885000))": "的坐标不是经纬度（可能是投影坐标，单位米）",
    "POLYGON ((40 124, 40 124.1, 40.1 124.1, 40 124))": "的经纬度写反了，应经度在前、纬度在后",
}
BOUNDARIES = [SQUARE, f"GEOMETRYCOLLECTION ({SQUARE}, POINT (124 40))", "MULTIPOLYGON (((124 40, 124.1 40, 124.1 40.1, 124 40)))", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"]


@pytest.mark.parametrize("text", NO_BOUNDARY)
def test_what_is_no_area_in_degrees_is_no_boundary_and_says_why(text):
    assert spatial.fault(text) == NO_BOUNDARY[text] == clean.reason("geometry", text)
    assert column("geometry", text) == ["?"]


@pytest.mark.parametrize("text", BOUNDARIES)
def test_an_area_is_a_boundary_as_it_is_written(text):
    assert column("geometry", text, f" {text} ") == [text, text]


def test_a_boundary_written_as_geojson_is_stored_as_wkt():
    assert column("geometry", '{"type":"Polygon","coordinates":[[[124,40],[124.1,40],[124.1,40.1],[124,40]]]}') == ["POLYGON ((124 40, 124.1 40, 124.1 40.1, 124 40))"]


@pytest.mark.parametrize("text", [*NO_BOUNDARY][:6])
def test_a_map_leaves_out_what_is_no_area_and_draws_the_others(text):
    frame = pd.DataFrame({"code": ["1", "2"], "label": ["甲", "乙"], "geometry": [text, SQUARE]})
    assert [each["properties"]["code"] for each in json.loads(spatial.boundary_file(frame))["features"]] == ["2"]
    assert json.loads(spatial.boundary_file(frame.head(1)))["features"] == []


def feature(code: str, level: str, geometry: dict | None) -> dict:
    return {"type": "Feature", "properties": {"代码": code, "层级": level}, "geometry": geometry}


def test_boundaries_are_refused_row_by_row_with_reasons_people_can_follow(take, put, refused):
    area = {"type": "Polygon", "coordinates": [[[124, 40], [124.1, 40], [124.1, 40.1], [124, 40]]]}
    line = {"type": "LineString", "coordinates": [[124, 40], [124.1, 40.1]]}
    features = [feature("1", "镇街", area), feature("2", "社区（村）", area), feature("3", "镇街", line), feature("4", "镇街", None), feature("5", "district", area)]
    report = take(put("a.geojson", json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)))
    assert (report.sheets[0].read, report.sheets[0].accepted) == (5, 2)
    assert list(refused(report).reason) == ["图形“LINESTRING (124 40, 124.1 40.1)”不是面（Polygon），边界须为面", "缺少图形", "层级“district”不是镇街、社区、网格之一"]


def test_the_state_of_a_year_that_is_not_over_is_the_state_of_today(imported, warehouse, put, rows):
    imported(put("台账2099年度.csv", "统一社会信用代码,企业名称,党组织编码\nU1,甲公司,Z1\n"))
    assert rows(warehouse, "select snapshot <= current_date + 1 from raw_property_company") == [(True,)]


@pytest.mark.parametrize(("written", "read"), [
    ("2025-06-10", "2025-06-10 23:59:59"), ("2025年6月10日", "2025-06-10 23:59:59"), ("20250610", "2025-06-10 23:59:59"), ("45818", "2025-06-10 23:59:59"), ("2025.6.8", "2025-06-08 23:59:59"),
    ("2025-06-10 00:00", "2025-06-10"), ("2025-06-10 00:00:00", "2025-06-10"), ("20250610 0000", "2025-06-10"), ("20250610000000", "2025-06-10"), ("2025-06-10 9:05", "2025-06-10 09:05:00"),
])  # fmt: skip
def test_a_limit_without_a_clock_lasts_until_the_end_of_its_day(written, read):
    values, bad = clean.column(pd.Series([written, "", "尽快"], dtype=object), "limit", {})
    assert values[0] == pd.Timestamp(read) and values.isna().tolist() == [False, True, True] and bad.tolist() == [False, False, True]
