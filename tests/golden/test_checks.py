"""Every check fires on the bad row it is for, and on nothing else: imported where data can be bad, hand-made where only a mart can."""

import json

import duckdb
import pytest

from govboard import queries
from tests import golden

CHECKS = queries.read_folder(queries.FOLDER / "checks")
GOOD = {"上报时间": "2025-06-02 08:00", "所属街道": "甲街道"}
ORDERS = {
    "good": {"所属社区": "东社区", "经度": "10.5", "纬度": "10.5", "结案时间": "2025-06-03 08:00", "工单状态": "已办结", "办结时限": "2025-06-09 08:00"},
    "order_closed_without_time": {"工单状态": "已办结"},
    "order_due_before_report": {"办结时限": "2025-06-01 08:00"},
    "order_point_disagrees": {"经度": "11.5", "纬度": "10.5"},
    "order_point_outside": {"经度": "50", "纬度": "50"},
    "order_point_zero": {"经度": "0", "纬度": "40.1"},
    "order_times_reversed": {"处置完成时间": "2025-06-01 08:00"},
    "order_unknown_area": {"所属街道": "丙街道"},
    "order_without_area": {"所属街道": ""},
    "order_area_disagrees": {"所属街道": "乙街道", "所属社区": "东社区"},
    "order_unknown_community": {"所属社区": "北社区"},
    "order_due_assumed": {"时限天数": "3"},
    "order_limit_unknown": {"时限天数": "0"},
    "order_handler_unknown": {"承办街道": "东大街道办"},
    "order_validity_unknown": {"有效性": "待定"},
}
LEDGERS = {
    "company_org_not_in_register": ["91210600000000002A"], "grid_outside_tree": ["001009001"], "unit_covered_not_eligible": ["U2"],
    "company_members_without_own": ["91210600000000002A"], "estate_company_unknown": ["E2"], "venue_org_unknown": ["V2"],
    "post_second_unmarked": ["P2"], "head_in_managed_estate": ["P6"], "station_without_area": ["S2"], "project_done_without_date": ["J2"],
    "development_stage_unknown": ["D2"], "training_company_unknown": ["T2"], "owners_party_above_members": ["E1/2024"],
    "partner_without_area": ["乙单位"], "census_incomplete": ["东社区/2025-04-25"], "road_without_chief": ["L2"], "target_area_unknown": ["按期办结率/2025年"], "target_period_unknown": ["满意率/2025年1—6月"],
    "estate_without_branch": ["E2", "E3", "E4"], "estate_unknown_area": ["E4"], "activity_unknown_area": ["H2"], "service_unknown_area": ["F2"],
    "venue_unknown_area": ["V3"], "party_org_unknown_area": ["Z3"], "company_not_visited": ["91210600000000002A"], "order_step_unknown": ["没有这件"], "company_code_invalid": ["91210600000000003X", "短"],
    "head_age_unknown": ["P8"], "company_coverage_unclear": ["短"], "post_unknown_area": ["P9"], "project_unknown_area": ["J3"], "road_unknown_area": ["L3"],
    "census_unknown_area": ["北社区/2025-04-25"], "community_outside_tree": ["009001"], "area_read_as": ["家街道"],
}  # fmt: skip
MART_ONLY = {"company_code_repeated", "order_repeated", "order_stock_and_flow"}
ELSEWHERE = {"order_point_shifted", "order_point_repeated", "boundary_crossed", "boundary_overlap"}  # several rows, or a real place, make them


def square(west: int) -> dict:
    return {"type": "Polygon", "coordinates": [[[west, 10], [west + 1, 10], [west + 1, 11], [west, 11], [west, 10]]]}


def boundary(path):
    towns = [{"type": "Feature", "properties": {"code": code, "name": name, "level": "subdistrict"}, "geometry": square(west)} for code, name, west in [("001", "甲街道", 10), ("002", "乙街道", 11)]]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": towns}, ensure_ascii=False), encoding="utf-8")
    return path


def order_table(path):
    header = [*golden.ORDER, "所属社区", "经度", "纬度", "时限天数", "承办街道", "有效性"]
    rows = [golden.ORDER | GOOD | {"工单编号": name} | row for name, row in ORDERS.items()]
    return golden.table(path, header, [[row.get(name, "") for name in header] for row in rows])


OWN = "912106000000000017"


def ledgers(place) -> list:
    """One good and one bad row of every other ledger."""
    tables = {
        "小区": (["小区编码", "小区名称", "管理方式", "物业企业信用代码", "所属镇街"], [("E1", "一", "物业企业", OWN, "甲街道"), ("E2", "二", "物业企业", "X", "甲街道"), ("E3", "三", "居民自治", "", "甲街道"), ("E4", "四", "居民自治", "", "丙街道")]),
        "阵地": (["阵地编码", "阵地名称", "阵地类型", "党组织编码", "所属镇街"], [("V1", "一", "图书角", "Z1", "甲街道"), ("V2", "二", "图书角", "Z9", ""), ("V3", "三", "图书角", "Z1", "丙街道")]),
        "活动": (["活动编号", "活动类型", "活动时间", "所属镇街"], [("H1", "党日", "2025-06-01", "甲街道"), ("H2", "党日", "2025-06-01", "丙街道")]),
        "服务": (["记录编号", "服务类型", "服务日期", "所属镇街"], [("F1", "义剪", "2025-06-01", "甲街道"), ("F2", "义剪", "2025-06-01", "丙街道")]),
        "任职": (["任职编号", "职务", "人员编号", "小区编码", "是否兼任", "任职状态", "年龄组", "所属镇街"], [
            ("P1", "物业党组织书记", "R1", "", "", "在任"), ("P2", "物业党组织书记", "R1", "", "", "在任"), ("P3", "物业党组织书记", "R2", "", "", "在任"),
            ("P4", "物业党组织书记", "R2", "", "是", "在任"), ("P5", "楼栋长", "R3", "E3", "", "在任", "老年"), ("P6", "楼栋长", "R4", "E1", "", "在任", "青年"), ("P7", "物业党组织书记", "R1", "", "", "离任"),
            ("P8", "楼栋长", "R5", "E3", "", "在任"), ("P9", "志愿者", "R6", "", "", "在任", "", "丙街道"), ("P10", "志愿者", "R7", "", "", "在任", "", "家街道")]),
        "站点": (["站点编码", "站点名称", "站点类型", "所属镇街"], [("S1", "一", "驿站", "甲街道"), ("S2", "二", "驿站", "")]),
        "项目": (["项目编号", "项目名称", "项目类别", "完成状态", "完成日期", "所属镇街"], [("J1", "一", "商圈实事", "完成", "2025-01-05"), ("J2", "二", "商圈实事", "完成", ""), ("J3", "三", "商圈实事", "进行中", "", "丙街道")]),
        "发展": (["记录编号", "发展阶段", "阶段日期"], [("D1", "预备党员", "2025-01-05"), ("D2", "团员", "2025-01-05")]),
        "培训": (["签到编号", "培训班名称", "培训日期", "物业企业信用代码"], [("T1", "班", "2025-01-05", OWN), ("T2", "班", "2025-01-05", "X")]),
        "业委会": (["小区编码", "年度", "业委会成员数", "其中党员数"], [("E1", "2023", "5", "2"), ("E1", "2024", "5", "6")]),
        "共建": (["共建单位", "所属社区", "共建类别"], [("甲单位", "东社区", "联盟"), ("乙单位", "西社区", "联盟")]),
        "底数": (["社区名称", "排查渠道", "排查日期", "物业企业数", "物业企业党员数", "物业企业党组织数"], [("东社区", "行业", "2025-04-26", "1", "2", "0"), ("东社区", "属地", "2025-04-25", "1", "", "0"), ("北社区", "属地", "2025-04-25", "1", "0", "0")]),
        "路段": (["路段编号", "路段名称", "包保网格员", "包保物业管理人", "所属镇街"], [("L1", "一", "第1网格网格员", "项目管理员"), ("L2", "二", "第1网格网格员", ""), ("L3", "三", "第1网格网格员", "项目管理员", "丙街道")]),
        "流转": (["工单编号", "流转类型", "流转时间"], [("good", "派单", "2025-06-02 09:00"), ("没有这件", "派单", "2025-06-02 09:00")]),
        "目标": (["指标", "区域", "目标期", "目标值"], [("按期办结率", "甲街道", "2024年", "0.9"), ("按期办结率", "丙街道", "2025年", "92%"), ("满意率", "甲街道", "2025年1—6月", "92%"), ("满意率", "甲街道", "2025Q2", "92%")]),
    }  # fmt: skip
    return [golden.table(place / f"{name}.csv", header, rows, "") for name, (header, rows) in tables.items()]


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    place = tmp_path_factory.mktemp("bad")
    units = [("U1", "是", "是"), ("U2", "否", "是"), ("U3", "否", "否")]
    version = golden.imported(
        place / "data", boundary(place / "边界.geojson"), order_table(place / "工单.csv"),
        golden.table(place / "镇街.csv", ["镇街代码", "镇街名称", "类型"], [("001", "甲街道", "街道"), ("002", "乙街道", "街道")], ""),
        golden.table(place / "社区.csv", ["社区代码", "社区名称", "所属镇街"], [("001001", "东社区", "甲街道"), ("009001", "远社区", "丙街道")], ""),
        golden.table(place / "网格.csv", ["网格编码", "网格名称", "所属社区"], [("001001001", "一", "东社区"), ("001009001", "二", "没有的")], ""),
        golden.table(place / "组织.csv", ["党组织编码", "党组织名称", "层级", "所属社区", "所属镇街"], [("Z1", "某支部", "物业企业", "", ""), ("Z2", "一党支部", "小区", "", ""), ("Z3", "某党委", "镇街", "", "丙街道")], ""),
        golden.table(place / "企业.csv", ["统一社会信用代码", "企业名称", "所属镇街", "统计日期", "党组织编码", "组建方式", "党员数", "党建指导员", "最近走访日期"],
                     [(OWN, "甲物业", "甲街道", "2025-06-30", "Z1", "单独建", "5", "社区委员", "2025-04-30"),
                      ("91210600000000002A", "乙物业", "甲街道", "2025-06-30", "Z9", "联合建", "3", "社区委员", "2025-04-29"),
                      ("短", "丙物业", "甲街道", "2025-06-30", "", "联合建", "", "", ""), ("91210600000000003X", "丁物业", "甲街道", "2025-06-30", "", "", "", "", "")], ""),
        *ledgers(place),
        golden.table(place / "单位.csv", ["单位编码", "单位名称", "单位类别", "所属镇街", "统计日期", "是否符合建组条件", "是否已建立党组织"],
                     [(code, code, "物业企业", "甲街道", "2025-06-30", *told) for code, *told in units], ""),
    )  # fmt: skip
    yield version
    version.close()


def test_every_check_has_its_bad_row():
    assert set(CHECKS) == (set(ORDERS) - {"good"}) | set(LEDGERS) | MART_ONLY | ELSEWHERE


@pytest.mark.parametrize("name", [each for each in (*ORDERS, *LEDGERS) if each != "good"])
def test_a_check_names_its_bad_row_and_no_other(bad, name):
    found = bad.engine.run(f"select * from check_{name}")
    assert list(found.columns) == ["record", "value", "source_file", "source_sheet", "source_row"]
    assert list(found.record) == LEDGERS.get(name, [name])
    assert name in ("grid_outside_tree", "area_read_as") or (found.source_file.notna().all() and (found.source_row > 2).all())


@pytest.mark.parametrize("name", sorted(MART_ONLY))
def test_what_must_hold_holds_on_any_accepted_rows(bad, name):
    assert CHECKS[name].notes["severity"] == "must" and bad.engine.run(f"select * from check_{name}").empty


# --- what only a broken mart can break

PLACE = "'a.csv' as source_file, '' as source_sheet, 1 as source_row"


def fired(name: str, **tables: str) -> list[str]:
    with duckdb.connect() as connection:
        for table, sql in tables.items():
            connection.execute(f"create table {table} as {sql}")
        return [row[0] for row in connection.execute(CHECKS[name].sql).fetchall()]


def test_a_record_that_a_mart_doubles_stops_the_version():
    assert fired("order_repeated", mart_work_order=f"select unnest(['A1', 'A1', 'A2']) as order_no, {PLACE}") == ["A1"]
    days = "select unnest(['U1', 'U1', 'U1']) as uscc, unnest([date '2024-12-31', date '2025-06-30', date '2025-06-30']) as snapshot"
    assert fired("company_code_repeated", mart_property_company=f"{days}, {PLACE}") == ["U1"]


ARRIVED = [
    # number, reported, closed, status
    ("A1", "2025-01-05", "2025-02-03", "已办结"),
    ("A2", "2025-01-09", None, "处置中"),
    ("A3", "2025-02-07", "2025-02-08", "已办结"),
    ("A4", "2025-04-01", "2025-03-01", "已办结"),
    ("A5", "2025-02-01", None, "作废"),
    ("A6", "2025-01-20", "2025-02-20", "作废"),
]


def held(rows: list[tuple]) -> str:
    values = ", ".join("(" + ", ".join("null" if each is None else f"'{each}'" for each in row) + ")" for row in rows)
    return f"select n as order_no, cast(r as timestamp) as reported_at, cast(c as timestamp) as closed_at, s as status, '甲' as subdistrict, case when s = '作废' then s end as left_out, s = '作废' as voided from (values {values}) as t (n, r, c, s)"


BROKEN = {
    "as they arrived": (ARRIVED, []),
    "one lost": (ARRIVED[1:], ["未进入明细 2025-01-01", "未进入明细 2025-02-01"]),
    "one doubled": ([*ARRIVED, ARRIVED[1]], ["甲 2025-01-01"]),
    "one closed a month late": ([("A1", "2025-01-05", "2025-03-03", "已办结"), *ARRIVED[1:]], ["甲 2025-02-01", "甲 2025-03-01"]),
    "one without a beginning": ([("A1", None, "2025-02-03", "已办结"), *ARRIVED[1:]], ["甲 2025-01-01", "甲 2025-02-01"]),
    "a voided one counted": ([*ARRIVED[:4], ("A5", "2025-02-01", None, "处置中"), ARRIVED[5]], ["甲 2025-02-01"]),
}


@pytest.mark.parametrize("how", BROKEN)
def test_stock_and_flow_agree_unless_a_mart_breaks_them(how):
    mart, months = BROKEN[how]
    assert sorted(fired("order_stock_and_flow", stg_work_order=held(ARRIVED), mart_work_order=held(mart))) == months


# --- where points are, and where they seem to be


def test_one_point_for_orders_of_three_communities_is_named_and_one_for_a_single_community_is_not():
    pairs = [("A1", 1, "东"), ("A2", 1, "西"), ("A3", 1, "南"), ("B1", 2, "东"), ("B2", 2, "东"), ("B3", 2, "西"), ("C1", 0, "东"), ("C2", 0, "西"), ("C3", 0, "南")]
    values = ", ".join(f"('{number}', {at}, {at}, '{place}')" for number, at, place in pairs)
    mart = f"select n as order_no, lng, lat, c as community_written, {PLACE} from (values {values}) as t (n, lng, lat, c)"
    assert sorted(fired("order_point_repeated", mart_work_order=mart)) == ["A1", "A2", "A3"]


def test_points_in_the_shifted_system_outside_the_district_are_named_and_other_outsiders_are_not(tmp_path):
    """The edge of the district lies at 124.36 E; GCJ-02 moves points about 495 m (0.0058 degrees) east here."""
    path = tmp_path / "边界.geojson"
    ring = [[124.30, 40.10], [124.36, 40.10], [124.36, 40.13], [124.30, 40.13], [124.30, 40.10]]
    town = {"type": "Feature", "properties": {"code": "001", "name": "甲街道", "level": "subdistrict"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [town]}, ensure_ascii=False), encoding="utf-8")
    rows = [{"工单编号": number, "上报时间": "2025-06-02 08:00", "经度": lng, "纬度": "40.115", "所属街道": "甲街道"} for number, lng in (("inside", "124.35"), ("shifted", "124.363"), ("beyond", "124.40"))]
    towns = golden.table(tmp_path / "镇街.csv", ["镇街代码", "镇街名称", "类型"], [("001", "甲街道", "街道")], "")
    version = golden.imported(tmp_path / "data", path, towns, golden.orders(tmp_path / "工单.csv", rows))
    assert list(version.engine.run("select record from check_order_point_shifted").record) == ["shifted"]
    assert sorted(version.engine.run("select record from check_order_point_outside").record) == ["beyond", "shifted"]
    version.close()
