"""Metrics of ledgers and of activities on rows that can be counted by hand."""

import shutil
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from govboard import PROJECT, queries
from govboard.selection import Area, Selection
from tests import golden

UNITS = ["单位编码", "单位名称", "单位类别", "所属镇街", "统计日期", "是否符合建组条件", "是否已建立党组织"]
COMPANIES = ["统一社会信用代码", "企业名称", "所属镇街", "统计日期", "党组织编码", "组建方式", "党建指导员"]
LEDGER = [
    # code, area, then eligible and covered at the end of 2024 and in June 2025
    ("U1", "东街道", "是", "是", "是", "是"),
    ("U2", "东街道", "是", "否", "是", "是"),
    ("U3", "东街道", "否", "否", "否", "是"),
    ("U4", "西街道", "是", "否", "是", "否"),
    ("U5", "西街道", "", "", "否", "否"),
]
LATE = Area("subdistrict", "002", "西街道")
GIVEN = Area("subdistrict", "001", "东街道")
JUNE = (date(2025, 6, 1), date(2025, 6, 30))


def register(place):
    return golden.table(place / "镇街名录.csv", ["镇街代码", "镇街名称", "类型"], [("001", "东街道", "街道"), ("002", "西街道", "街道"), ("003", "北街道", "街道")], "")


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    place = tmp_path_factory.mktemp("units")
    days = ("2024-12-31", "2025-06-30")
    rows = [(code, f"{code}物业", "物业企业", area, day, *told[2 * at : 2 * at + 2]) for at, day in enumerate(days) for code, area, *told in LEDGER]
    version = golden.imported(place / "data", register(place), golden.table(place / "建组.csv", UNITS, rows, ""))
    yield version
    version.close()


def test_a_ledger_is_read_at_its_latest_day(units):
    total = units.catalogue.total("org_eligible_coverage")
    assert (total["numerator"], total["denominator"]) == (2, 3)


@pytest.mark.parametrize(("end", "parts"), [(date(2025, 6, 30), (2, 3)), (date(2025, 6, 29), (1, 3)), (date(2024, 12, 31), (1, 3))])
def test_a_ledger_is_read_at_its_latest_day_within_the_period(units, end, parts):
    total = units.catalogue.total("org_eligible_coverage", Selection(None, end))
    assert (total["numerator"], total["denominator"]) == parts


def test_before_the_first_ledger_there_is_no_figure(units):
    assert units.catalogue.total("org_eligible_coverage", Selection(None, date(2024, 12, 30)))["value"] is None


def test_by_year_each_year_is_read_at_its_own_latest_day(units):
    found = units.catalogue.values("org_eligible_coverage", "year").set_index("label")
    assert found.numerator.to_dict() == {"2024": 1, "2025": 2}
    assert found.denominator.to_dict() == {"2024": 3, "2025": 3}


def test_by_month_a_ledger_counts_until_the_next_and_no_month_stands_before_the_first(units):
    months = ["2024-11", "2024-12", "2025-01", "2025-05", "2025-06", "2025-07"]
    asked = Selection(date(2025, 1, 1), date(2025, 7, 31))
    assert units.catalogue.monthly("org_eligible_coverage", months, asked).fillna(-1).round(4).tolist() == [-1, 0.3333, 0.3333, 0.3333, 0.6667, 0.6667]
    assert units.catalogue.twelve_months("org_eligible_coverage", Selection(), date(2025, 6, 30)).notna().sum() == 7  # December 2024 to June


def test_units_that_need_no_organisation_are_left_out_and_counted(units):
    told = units.catalogue.passport("org_eligible_coverage")
    assert told["exclusions"].to_dict("records") == [{"reason": "不符合建组条件", "count": 2}]
    assert list(told["excluded_records"].record) == ["U3", "U5"]
    assert list(told["records"].record) == ["U1", "U2", "U4"]


def test_an_area_whose_units_all_failed_has_a_rate_of_nothing_over_one(units):
    found = units.catalogue.values("org_eligible_coverage", "subdistrict").set_index("label")
    assert (found.numerator["西街道"], found.denominator["西街道"], found.value["西街道"]) == (0, 1, 0)


# --- ledgers that come by 镇街: each counts until the next that covers it


JULY = (date(2025, 7, 1), date(2025, 7, 31))


def ledger(path, *rows):
    """Rows of code, area, date, eligible, covered."""
    return golden.table(path, UNITS, [(code, f"{code}物业", "物业企业", *told) for code, *told in rows], "")


def both(version, *period) -> tuple:
    total = version.catalogue.total("org_eligible_coverage", Selection(*period))
    return total["numerator"], total["denominator"]


JUNE_OF_ALL = [("U1", "东街道", "2025-06-30", "是", "是"), ("U2", "东街道", "2025-06-30", "是", "否"), ("U3", "西街道", "2025-06-30", "是", "否")]


def test_a_town_that_sent_no_new_ledger_stays_in_the_total_with_its_last_one(tmp_path):
    version = golden.imported(tmp_path / "data", register(tmp_path), ledger(tmp_path / "六月.csv", *JUNE_OF_ALL),
                              ledger(tmp_path / "七月.csv", ("U1", "东街道", "2025-07-31", "是", "是")))  # fmt: skip
    assert both(version, None, JULY[1]) == both(version, *JULY) == both(version) == (1, 2) and both(version, None, JUNE[1]) == (1, 3)
    july = version.catalogue.values("org_eligible_coverage", "month", Selection(*JULY)).set_index("label").denominator
    assert july.to_dict() == {"2025-07": 2} and both(version, date(2025, 8, 1), date(2025, 8, 31)) == (1, 2)
    found = version.catalogue.values("org_eligible_coverage", "subdistrict").set_index("label")
    assert found.denominator.to_dict() == {"东街道": 1, "西街道": 1}
    assert version.catalogue.values("org_eligible_coverage", "month").set_index("label").denominator.to_dict() == {"2025-06": 3, "2025-07": 2}
    assert version.catalogue.passport("org_eligible_coverage")["records"].record.tolist() == ["U1", "U3"]
    version.close()


def test_a_unit_gone_from_the_ledger_of_the_whole_district_is_gone_with_its_town(tmp_path):
    july = [(code, area, "2025-07-31", *told) for code, area, _, *told in JUNE_OF_ALL[:2]] + [("U9", "北街道", "2025-07-31", "是", "是")]
    version = golden.imported(tmp_path / "data", register(tmp_path), ledger(tmp_path / "六月.csv", *JUNE_OF_ALL), ledger(tmp_path / "七月.csv", *july))
    assert both(version) == (2, 3)
    assert version.catalogue.values("org_eligible_coverage", "subdistrict").label.tolist() == ["东街道", "北街道"]
    version.close()


def test_a_ledger_without_any_eligible_unit_ends_the_one_before(tmp_path):
    version = golden.imported(tmp_path / "data", register(tmp_path), ledger(tmp_path / "三月.csv", ("U1", "东街道", "2025-03-31", "是", "否")),
                              ledger(tmp_path / "六月.csv", ("U1", "东街道", "2025-06-30", "否", "否")))  # fmt: skip
    assert both(version) == (0, 0) and version.catalogue.total("org_eligible_coverage")["value"] is None
    assert both(version, None, date(2025, 5, 31)) == (0, 1)
    assert version.catalogue.passport("org_eligible_coverage")["exclusions"].to_dict("records") == [{"reason": "不符合建组条件", "count": 1}]
    version.close()


# --- activities: one sheet per 镇街; an empty sheet is a delivery of nothing, a missing sheet is 未报送


def book(path, sheets: dict[str, list], title: str):
    header = ["活动编号", "活动类型", "活动时间", "所属社区", "参加人次"]
    with xlsxwriter.Workbook(str(path)) as file:
        for name, rows in sheets.items():
            page = file.add_worksheet(name)
            page.write_string(0, 0, title)
            for number, row in enumerate([header, *rows], 1):
                page.write_row(number, 0, row)
    return path


@pytest.fixture(scope="module")
def activities(tmp_path_factory):
    place = tmp_path_factory.mktemp("activities")
    communities = golden.table(place / "社区名录.csv", ["社区代码", "社区名称", "所属镇街"], [("001001", "东社区", "东街道"), ("002001", "西社区", "西街道")], "")
    may = {name: [(f"{name}5月", "党日", "2025-05-09 09:00", "", "10")] for name in ("东街道", "西街道", "北街道")}
    june = {"东街道": [("东街道6月", "党日", "2025-06-09 09:00", "", ""), ("东街道6月二", "帮帮日", "2025-06-10 09:00", "", "7")], "北街道": []}
    version = golden.imported(
        place / "data", register(place), communities,
        book(place / "活动5月.xlsx", may, "统计时间：2025年5月1日至2025年5月31日"), book(place / "活动6月.xlsx", june, "统计时间：2025年6月1日至2025年6月30日"),
    )  # fmt: skip
    yield version
    version.close()


def test_nothing_delivered_is_not_the_same_as_nothing_done(activities):
    june = activities.catalogue.standing("activity_sessions", "subdistrict", Selection(*JUNE)).set_index("label")
    assert (june.value["东街道"], june.state["东街道"]) == (2, "")
    assert (june.value["北街道"], june.state["北街道"]) == (0, "")
    assert (june.value["西街道"], june.state["西街道"]) == (None, "未报送")


@pytest.mark.parametrize(("area", "value"), [("001", 2), ("003", 0), ("002", None)])
def test_one_area_alone_is_told_the_same_as_in_the_ranking(activities, area, value):
    asked = Selection(*JUNE, (Area("subdistrict", area, area),))
    assert activities.catalogue.total("activity_sessions", asked)["value"] == value


def test_a_community_is_as_late_as_its_镇街(activities):
    found = activities.catalogue.standing("activity_sessions", "community", Selection(*JUNE)).set_index("label")
    assert (found.value["西社区"], found.state["西社区"]) == (None, "未报送")
    assert (found.value["东社区"], found.state["东社区"]) == (0, "")
    assert activities.catalogue.total("activity_sessions", Selection(*JUNE, (Area("community", "002001", "西社区"),)))["value"] is None


def test_the_whole_is_of_those_who_delivered(activities):
    assert activities.catalogue.total("activity_sessions", Selection(*JUNE))["value"] == 2
    assert activities.catalogue.total("activity_sessions", Selection(*JUNE, (GIVEN, LATE)))["value"] == 2


def test_a_month_an_area_did_not_deliver_is_a_gap_in_its_trend(activities):
    months = ["2025-05", "2025-06"]
    trend = {each.code: activities.catalogue.monthly("activity_sessions", months, Selection(*JUNE, (each,)).during(None, JUNE[1])) for each in (GIVEN, LATE)}
    assert trend["001"].tolist() == [1, 2]
    assert trend["002"].iloc[0] == 1 and trend["002"].isna().iloc[1]


def test_a_count_not_written_down_is_left_out_and_counted(activities):
    told = activities.catalogue.passport("activity_person_times", Selection(*JUNE))
    assert told["total"]["value"] == 7
    assert told["exclusions"].to_dict("records") == [{"reason": "人次未填写", "count": 1}]


def test_by_way_of_covering_a_company_counts_for_one_rate_or_both(tmp_path):
    rows = [(f"9121060000000000{at}A", f"企业{at}", "东街道", "2025-06-30", *way) for at, way in enumerate([("Z1", "单独建", ""), ("Z2", "联合建", "张指导"), ("", "", "李指导"), ("", "", "")])]
    version = golden.imported(tmp_path / "data", golden.table(tmp_path / "企业.csv", COMPANIES, rows, ""))
    org, work = (version.catalogue.total(name) for name in ("org_coverage", "work_coverage"))
    assert (org["numerator"], org["denominator"]) == (2, 4) and (work["numerator"], work["denominator"]) == (3, 4)
    assert sorted(version.report("company_coverage", Selection().parameters()).coverage) == sorted(["单独覆盖", "联合覆盖", "仅指导员", "空白"])
    version.close()


def test_a_ledger_without_a_register_brings_its_own_areas(tmp_path):
    rows = [("U1", "甲物业", "物业企业", "东街道", "2025-06-30", "是", "是")]
    version = golden.imported(tmp_path / "data", golden.table(tmp_path / "建组.csv", UNITS, rows, ""))
    assert version.catalogue.values("org_eligible_coverage", "subdistrict").label.tolist() == ["东街道"]
    version.close()


def test_organisations_with_a_secretary_and_with_a_complete_venue_are_counted_among_those_of_companies(tmp_path):
    orgs = [("Z1", "甲支部", "物业企业", "东街道"), ("Z2", "乙支部", "物业企业", "东街道"), ("Z3", "丙支部", "物业企业", "东街道"), ("Z9", "某党委", "社区", "东街道")]
    posts = [("P1", "物业党组织书记", "R1", "Z1", "在任"), ("P2", "物业党组织书记", "R2", "Z2", "已离任"), ("P3", "物业党员先锋岗", "R3", "Z3", "在任")]
    venues = [("V1", "甲阵地", "党员活动阵地", "Z1", *["是"] * 6), ("V2", "乙阵地", "党员活动阵地", "Z2", *["是"] * 5, "否")]
    version = golden.imported(
        tmp_path / "data",
        golden.table(tmp_path / "组织.csv", ["党组织编码", "党组织名称", "层级", "所属镇街"], orgs, ""),
        golden.table(tmp_path / "任职.csv", ["任职编号", "职务", "人员编号", "党组织编码", "任职状态"], posts, ""),
        golden.table(tmp_path / "阵地.csv", ["阵地编码", "阵地名称", "阵地类型", "党组织编码", "有场地", "有设施", "有标志", "有党旗", "有书报", "有制度"], venues, ""),
    )
    secretary, venue = (version.catalogue.total(name) for name in ("org_secretary_coverage", "org_venue_coverage"))
    assert (secretary["numerator"], secretary["denominator"]) == (1, 3)
    assert (venue["numerator"], venue["denominator"]) == (2, 3)
    version.close()


# --- yes/no columns that are told together, and lists that have no past


def test_the_things_a_venue_has_are_kept_by_name_and_another_office_may_ask_for_others(tmp_path, monkeypatch):
    rows = [("V1", "一", "活动场所", "√", "是", "有"), ("V2", "二", "活动场所", "√", "", "√"), ("V3", "三", "图书角", "", "", "")]
    path = golden.table(tmp_path / "阵地.csv", ["阵地编码", "阵地名称", "阵地类型", "有场所", "有书报", "有记录"], rows, "")
    form = (PROJECT / "govboard" / "formats" / "venue.toml").read_text(encoding="utf-8").replace('"有制度" = ["有制度"]', '"有记录" = ["有记录"]')
    (tmp_path / "data" / "formats").mkdir(parents=True)
    (tmp_path / "data" / "formats" / "venue.toml").write_text(form, encoding="utf-8")
    version = golden.imported(tmp_path / "data", path)
    told = version.engine.run("select venue_code, standards, standards_lacking from mart_venue order by 1").astype(object)
    assert told.where(told.notna(), None).to_numpy().tolist() == [["V1", "有场地、有书报、有记录", None], ["V2", "有场地、有记录", "有书报"], ["V3", None, "有场地、有书报、有记录"]]
    total = version.catalogue.total("venue_complete_rate")
    assert (total["numerator"], total["denominator"]) == (1, 2)
    version.close()


def test_a_thing_that_is_neither_there_nor_lacking_is_refused_with_its_header(take, put, refused):
    report = take(put("阵地.csv", "阵地编码,阵地名称,阵地类型,有场所\nV1,一,图书角,√\nV2,二,图书角,也许"))
    assert (report.sheets[0].accepted, list(refused(report).reason)) == (1, ["有场地“也许”不是“是/否”"])


def test_a_list_that_knows_only_today_has_no_figure_of_yesterday(tmp_path):
    posts = golden.table(tmp_path / "任职.csv", ["任职编号", "职务", "任职状态"], [("P1", "楼栋长", "在任")], "任职台账（截至2025年6月30日）")
    orders = golden.orders(tmp_path / "工单.csv", golden.ordinary(3), "统计时间：2025年5月1日至2025年6月30日")
    version = golden.imported(tmp_path / "data", posts, orders)
    assert version.catalogue.total("posts_held", Selection(date(2025, 6, 1), date(2025, 6, 30)))["value"] == 1
    may = Selection(date(2025, 5, 1), date(2025, 5, 31))
    assert version.catalogue.total("posts_held", may)["value"] is None and version.catalogue.precedes("posts_held", may)
    assert not version.catalogue.precedes("order_reported", may)
    version.close()


def test_a_metric_file_that_ends_with_a_comment_has_no_figure_of_yesterday_either(tmp_path, monkeypatch):
    shutil.copytree(PROJECT / "queries", tmp_path / "queries")
    monkeypatch.setattr(queries, "FOLDER", tmp_path / "queries")
    path = tmp_path / "queries" / "metrics" / "posts_held.sql"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + " -- one row a post", encoding="utf-8")
    posts = golden.table(tmp_path / "任职.csv", ["任职编号", "职务", "任职状态"], [("P1", "楼栋长", "在任")], "任职台账（截至2025年6月30日）")
    version = golden.imported(tmp_path / "data", posts)
    assert version.catalogue.total("posts_held", Selection(date(2025, 5, 1), date(2025, 5, 31)))["value"] is None
    assert version.catalogue.total("posts_held", Selection(date(2025, 6, 1), date(2025, 6, 30)))["value"] == 1
    version.close()


def test_an_activity_due_every_month_is_asked_of_communities_that_reported_and_of_months_that_are_over(tmp_path):
    communities = golden.table(tmp_path / "社区.csv", ["社区代码", "社区名称", "所属镇街", "类型"], [("001001", "南社区", "东街道", "社区"), ("001002", "北社区", "东街道", "社区"), ("002001", "西村", "西街道", "村")], "")
    held = [("H1", "帮帮日", "2025-05-03", "东街道", "南社区"), ("H2", "帮帮日", "2025-05-20", "东街道", "南社区"), ("H3", "帮帮日", "2025-06-03", "东街道", "北社区"), ("H4", "文化活动", "2025-05-04", "东街道", "北社区")]
    sessions = golden.table(tmp_path / "活动.csv", ["活动编号", "活动类型", "活动时间", "所属镇街", "所属社区"], held, "统计时间：2025年5月1日至2025年6月15日")
    version = golden.imported(tmp_path / "data", register(tmp_path), communities, sessions)
    found = version.catalogue.passport("activity_monthly_rate")
    assert (found["total"]["numerator"], found["total"]["denominator"]) == (1, 8)  # May: two communities, four kinds; once is enough
    assert dict(found["exclusions"].itertuples(index=False, name=None)) == {"村": 8, "当月未结束": 8}
    version.close()


def test_companies_that_send_grid_workers_and_communities_with_a_police_officer_are_counted_among_all(tmp_path):
    communities = golden.table(tmp_path / "社区.csv", ["社区代码", "社区名称", "所属镇街", "类型"], [("001001", "南社区", "东街道", "社区"), ("001002", "北社区", "东街道", "社区"), ("002001", "西村", "西街道", "村")], "")
    posts = golden.table(tmp_path / "任职.csv", ["任职编号", "职务", "来源方", "所属镇街", "所属社区", "物业企业信用代码", "任职状态"], [
        ("P1", "社区党组织兼职委员", "公安", "东街道", "南社区", "", "在任"), ("P2", "社区党组织兼职委员", "公安", "东街道", "北社区", "", "离任"), ("P3", "社区党组织兼职委员", "物业", "东街道", "北社区", "", "在任"),
        ("P4", "兼职网格员", "物业", "东街道", "南社区", "Q1", "在任"), ("P5", "兼职网格员", "物业", "东街道", "南社区", "Q1", "在任"), ("P6", "兼职网格员", "物业", "东街道", "南社区", "Q2", "离任")], "")  # fmt: skip
    firms = golden.table(tmp_path / "企业.csv", COMPANIES, [(code, f"{code}物业", "东街道", "2025-06-30", "", "", "") for code in ("Q1", "Q2", "Q3")], "")
    version = golden.imported(tmp_path / "data", register(tmp_path), communities, posts, firms)
    for name, parts in (("police_community_rate", (1, 2)), ("company_grid_worker_rate", (1, 3))):
        total = version.catalogue.total(name)
        assert (total["numerator"], total["denominator"]) == parts
    assert version.catalogue.passport("police_community_rate")["exclusions"].to_dict("records") == [{"reason": "村", "count": 1}]
    version.close()


def test_parts_with_columns_that_the_program_has_dropped_since_are_built_and_built_again(tmp_path):
    first = golden.table(tmp_path / "阵地.csv", ["阵地编码", "阵地名称", "阵地类型", "有场所"], [("V1", "一", "图书角", "√")], "")
    golden.imported(tmp_path / "data", first).close()
    (part,) = (tmp_path / "data" / "raw" / "venue").glob("*.parquet")
    pq.write_table(pq.read_table(part).append_column("has_place", pa.array([True])), part)
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(1)))
    assert version.engine.run("select venue_code, standards from mart_venue").to_numpy().tolist() == [["V1", "有场地"]]
    version.close()


SIDES = {  # who came -> community, company, owners, residents
    "居民委员会、业主委员会、物业服务企业": (True, True, True, False), "居委会，物业企业,居民代表": (True, True, False, True), "社区物业公司、居民委员会": (True, True, False, False),
    "社区、物业、居民、业委会": (True, True, True, True), "街道": (False, False, False, False), "": (None, None, None, None),
}  # fmt: skip


def test_parties_are_known_by_their_short_and_their_official_names(tmp_path):
    rows = [(f"H{at}", "联席会议", "2025-06-01", sides) for at, sides in enumerate(SIDES)]
    version = golden.imported(tmp_path / "data", golden.table(tmp_path / "活动.csv", ["活动编号", "活动类型", "活动时间", "参与方"], rows, ""))
    found = version.engine.run("select with_community, with_company, with_owners, with_residents from mart_activity order by activity_id").astype(object)
    assert [tuple(row) for row in found.where(found.notna(), None).to_numpy().tolist()] == list(SIDES.values())
    for name, parts in (("meeting_three_sides_rate", (2, 5)), ("meeting_core_sides_rate", (2, 5))):
        total = version.catalogue.total(name)
        assert (total["numerator"], total["denominator"]) == parts
    version.close()


@pytest.mark.parametrize("odd", ["2015-06-01", "1925-06-01"])
def test_one_mistyped_year_makes_no_month_reported_that_nobody_reported(tmp_path, odd):
    communities = golden.table(tmp_path / "社区.csv", ["社区代码", "社区名称", "所属镇街", "类型"], [("001001", "南社区", "东街道", "社区")], "")
    held = [("H1", "帮帮日", "2025-05-03", "东街道", "南社区"), ("H2", "帮帮日", "2025-06-30", "东街道", "南社区"), ("H3", "帮帮日", odd, "东街道", "南社区")]
    version = golden.imported(tmp_path / "data", register(tmp_path), communities, golden.table(tmp_path / "活动.csv", ["活动编号", "活动类型", "活动时间", "所属镇街", "所属社区"], held, ""))
    by_year = version.catalogue.values("activity_monthly_rate", "year").set_index("code")
    assert (by_year.numerator["2025"], by_year.denominator["2025"]) == (1, 4)  # May; June is not over while nothing later came
    assert set(by_year.index) <= {"2015", "2025"}
    version.close()
