"""Every metric file on rows of its mart: given a row, what the file makes of it. The mart's columns are those of a built version."""

from datetime import date, datetime

import duckdb
import pytest

from govboard import queries
from govboard.warehouse import Warehouse

METRICS = queries.read_folder(queries.FOLDER / "metrics")
AS_OF = datetime(2025, 6, 30, 23, 59, 59)
DUE = datetime(2025, 6, 10, 12)
BEFORE, AFTER = datetime(2025, 6, 10, 11), datetime(2025, 6, 10, 13)
ORDER = {"order_no": "A1", "reported_at": datetime(2025, 6, 1, 8), "due_at": DUE, "voided": False, "on_hold": False, "returned": 0, "as_of": AS_OF}
ON_TIME = {"finished_at": DUE, "closed_at": AFTER}
VISIT = {"visited_at": AFTER, "valid_visit": True, "contacted": True, "solved": "是", "satisfied": "满意"}
VENUE = {"venue_code": "V1", "kind": "活动场所", "standards": "有场地、有设施、有标志、有党旗、有书报、有制度"}
POST = {"post_id": "P1", "role": "党建指导员", "since": date(2024, 1, 1), "in_post": True, "as_of": AS_OF}
MONTH = {"community": "C1", "month": datetime(2025, 5, 1), "kind": "党日", "sessions": 0, "village": False, "delivered": True, "over": True}
CASES = [
    # metric, mart, row, numerator, denominator, excluded
    ("order_due", "work_order", {}, 1, None, None),
    ("order_due", "work_order", {"due_at": datetime(2025, 7, 1)}, 1, None, "时限未到"),
    ("order_due", "work_order", {"due_at": AS_OF}, 1, None, None),
    ("order_due", "work_order", {"due_at": None}, 1, None, "无时限"),
    ("order_disposal_rate", "work_order", {"finished_at": AFTER}, 1, 1, None),
    ("order_disposal_rate", "work_order", {}, 0, 1, None),
    ("order_disposal_rate", "work_order", {"voided": True, "left_out": "作废"}, 0, 1, "作废"),
    ("order_on_time_rate", "work_order", ON_TIME, 1, 1, None),
    ("order_on_time_rate", "work_order", ON_TIME | {"returned": 2}, 0, 1, None),
    ("order_on_time_rate", "work_order", ON_TIME | {"finished_at": AFTER}, 0, 1, None),
    ("order_accepted", "work_order", {"accepted_at": BEFORE}, 1, None, None),
    ("order_accepted", "work_order", {"accepted_at": BEFORE, "voided": True, "left_out": "作废"}, 1, None, "作废"),
    ("order_dispatched", "work_order", {"dispatched_at": BEFORE}, 1, None, None),
    ("order_disposed", "work_order", {"finished_at": BEFORE}, 1, None, None),
    ("order_visited", "work_order", VISIT, 1, None, None),
    ("order_visited", "work_order", VISIT | {"valid_visit": None}, 1, None, "无效回访"),
    ("order_extended", "work_order", {"extended_to": DUE}, 1, None, None),
    ("order_returned_often", "work_order", {"returned": 2}, 1, None, None),
    ("order_returned_open", "work_order", {"returned": 2, "closed_at": None}, 1, None, None),
    ("order_held", "work_order", {"on_hold": True}, 1, None, None),
    ("order_problems", "work_order", {"order_type": "投诉"}, 1, None, None),
    ("order_problems", "work_order", {"order_type": "咨询"}, 1, None, "咨询"),
    ("order_problems", "work_order", {}, 1, None, None),
    ("order_on_time_problem_rate", "work_order", ON_TIME, 1, 1, None),
    ("order_on_time_problem_rate", "work_order", ON_TIME | {"order_type": "表扬"}, 1, 1, "表扬"),
    ("order_disposed_on_time_rate", "work_order", ON_TIME | {"returned": 2}, 1, 1, None),
    ("order_disposed_on_time_rate", "work_order", {"finished_at": AFTER}, 0, 1, None),
    ("order_overdue_unhandled", "work_order", {}, 1, None, None),
    ("order_overdue_unhandled", "work_order", {"due_at": None}, 1, None, "无时限"),
    ("order_filing_accepted_rate", "work_order", {"accepted_at": BEFORE, "file_due_at": AFTER}, 0, 1, None),
    ("order_filing_accepted_rate", "work_order", {"accepted_at": BEFORE, "voided": True, "left_out": "作废"}, 0, 1, None),
    ("order_filing_accepted_rate", "work_order", {"accepted_at": BEFORE}, 0, 1, "没有立案信息"),
    ("order_filing_accepted_rate", "work_order", {"accepted_at": BEFORE, "filed_at": AFTER}, 1, 1, None),
    ("order_filing_accepted_rate", "work_order", {}, 0, 1, "没有受理时间"),
    ("order_on_time_closing_rate", "work_order", {"closed_at": DUE}, 1, 1, None),
    ("order_on_time_closing_rate", "work_order", {"closed_at": DUE, "returned": 2}, 1, 1, None),
    ("order_on_time_closing_rate", "work_order", {"closed_at": AFTER}, 0, 1, None),
    ("order_on_time_unheld_rate", "work_order", ON_TIME, 1, 1, None),
    ("order_on_time_unheld_rate", "work_order", {"on_hold": True}, 0, 1, "挂账"),
    ("order_overdue_closing_rate", "work_order", {"closed_at": AFTER}, 1, 1, None),
    ("order_overdue_closing_rate", "work_order", {}, 0, 1, None),
    ("order_overdue_pending_rate", "work_order", {}, 1, 1, None),
    ("order_overdue_pending_rate", "work_order", {"finished_at": AFTER}, 0, 1, None),
    ("order_extension_rate", "work_order", {"extended_to": DUE}, 1, 1, None),
    ("order_extension_rate", "work_order", {}, 0, 1, None),
    ("order_returned_rate", "work_order", {"returned": 2}, 1, 1, None),
    ("order_rework_rate", "work_order", {"closed_at": AFTER, "returned": 2}, 1, 1, None),
    ("order_rework_rate", "work_order", {"closed_at": AFTER, "returned": None}, 0, 1, "退回次数未记录"),
    ("order_first_time_rate", "work_order", {"closed_at": AFTER}, 1, 1, None),
    ("order_first_time_rate", "work_order", {"closed_at": AFTER, "returned": 2}, 0, 1, None),
    ("order_valid_rate", "work_order", {"voided": True, "left_out": "作废"}, 0, 1, None),
    ("order_valid_rate", "work_order", {}, 1, 1, None),
    ("order_filing_rate", "work_order", {"accepted_at": BEFORE}, 1, 1, None),
    ("order_filing_rate", "work_order", {}, 0, 1, None),
    ("order_unclosed_rate", "work_order", {}, 1, 1, None),
    ("order_unclosed_rate", "work_order", {"closed_at": AFTER}, 0, 1, None),
    ("order_response_rate", "work_order", VISIT, 1, 1, None),
    ("order_response_rate", "work_order", VISIT | {"contacted": False}, 0, 1, None),
    ("order_response_rate", "work_order", VISIT | {"contacted": None}, 0, 1, "是否联系未记录"),
    ("order_response_rate", "work_order", VISIT | {"valid_visit": False}, 1, 1, "无效回访"),
    ("order_satisfied_rate", "work_order", VISIT | {"satisfied": "基本满意"}, 1, 1, None),
    ("order_satisfied_weighted_rate", "work_order", VISIT, 1, 1, None),
    ("order_satisfied_weighted_rate", "work_order", VISIT | {"satisfied": "基本满意"}, 0.9, 1, None),
    ("order_satisfied_weighted_rate", "work_order", VISIT | {"satisfied": "不满意"}, 0, 1, None),
    ("order_satisfied_weighted_rate", "work_order", VISIT | {"satisfied": None}, 0, 1, None),
    ("order_photo_rate", "work_order", {"has_photo": True}, 1, 1, None),
    ("order_photo_rate", "work_order", {"has_photo": None}, 0, 1, "是否有图片未记录"),
    ("order_point_rate", "work_order", {"lng": 124.3, "lat": 40.1}, 1, 1, None),
    ("order_point_rate", "work_order", {"lng": 124.3}, 0, 1, None),
    ("order_on_time_period_end_rate", "work_order", ON_TIME, 1, 1, None),
    ("order_on_time_period_end_rate", "work_order", {"finished_at": AFTER}, 0, 1, None),
    ("order_on_time_period_end_rate", "work_order", {"due_at": None}, 0, 1, "无时限"),
    ("order_overdue_before", "work_order", {}, 1, None, None),
    ("order_overdue_before", "work_order", {"voided": True, "left_out": "作废"}, 1, None, "作废"),
    ("order_filing_rate", "work_order", {"filed_at": BEFORE}, 1, 1, None),
    ("order_filed_in_time_rate", "work_order", {"filed_at": BEFORE, "file_due_at": BEFORE}, 1, 1, None),
    ("order_filed_in_time_rate", "work_order", {"filed_at": AFTER, "file_due_at": BEFORE}, 0, 1, None),
    ("order_filed_in_time_rate", "work_order", {"filed_at": AFTER}, 0, 1, "无立案时限"),
    ("order_filed_right_rate", "work_order", {"filed_at": AFTER, "filed_right": True}, 1, 1, None),
    ("order_filed_right_rate", "work_order", {"filed_at": AFTER}, 0, 1, "未记录是否准确"),
    ("order_dispatched_in_time_rate", "work_order", {"dispatched_at": BEFORE, "dispatch_due_at": BEFORE}, 1, 1, None),
    ("order_dispatched_in_time_rate", "work_order", {"dispatch_due_at": BEFORE}, 0, 1, None),
    ("order_dispatched_in_time_rate", "work_order", {"dispatched_at": BEFORE}, 0, 1, "无派遣时限"),
    ("order_dispatched_right_rate", "work_order", {"dispatched_at": BEFORE, "dispatched_right": False}, 0, 1, None),
    ("order_dispatched_right_rate", "work_order", {"dispatched_at": BEFORE}, 0, 1, "未记录是否准确"),
    ("order_verified_in_time_rate", "work_order", {"verified_at": AFTER, "verify_due_at": BEFORE}, 0, 1, None),
    ("order_verified_in_time_rate", "work_order", {"verified_at": BEFORE, "verify_due_at": datetime(2025, 7, 1)}, 1, 1, "时限未到"),
    ("order_checked_in_time_rate", "work_order", {"checked_at": BEFORE, "check_due_at": BEFORE}, 1, 1, None),
    ("order_checked_in_time_rate", "work_order", {}, 0, 1, "无核查时限"),
    ("order_handling_hours", "work_order", {"limit_from": datetime(2025, 6, 10, 10), "finished_at": datetime(2025, 6, 10, 11, 30)}, 1.5, 1, None),
    ("order_handling_hours", "work_order", {"limit_from": AFTER, "finished_at": BEFORE, "times_reversed": True}, -2, 1, "时间颠倒"),
    ("order_acceptance_hours", "work_order", {"accepted_at": datetime(2025, 6, 1, 8, 45)}, 0.75, 1, None),
    ("order_acceptance_hours", "work_order", {"accepted_at": datetime(2025, 6, 1, 7), "times_reversed": True}, -1, 1, "时间颠倒"),
    ("order_per_households", "work_order", {}, 1, None, None),
    ("order_hot_closed", "work_order", {"is_hot": True, "closed_at": AFTER}, 1, None, None),
    ("venue_complete_rate", "venue", VENUE, 1, 1, None),
    ("venue_complete_rate", "venue", VENUE | {"standards_lacking": "有书报"}, 0, 1, None),
    ("venue_complete_rate", "venue", {"venue_code": "V1", "kind": "活动场所"}, 1, 1, "没写六有"),
    ("venue_complete_rate", "venue", VENUE | {"kind": "图书角"}, 1, 1, "不是活动场所"),
    ("org_venue_coverage", "party_org", {"org_code": "Z1", "level": "物业企业"}, 0, 1, None),
    ("org_venue_coverage", "party_org", {"org_code": "Z1", "level": "物业企业", "status": "已撤销"}, 0, 1, "已撤销"),
    ("org_secretary_coverage", "party_org", {"org_code": "Z1", "level": "物业企业"}, 0, 1, None),
    ("party_orgs", "party_org", {"org_code": "Z1", "level": "网格"}, 1, None, None),
    ("party_orgs", "party_org", {"org_code": "Z1", "level": "网格", "status": "撤销"}, 1, None, "已撤销"),
    ("posts_held", "post", POST, 1, None, None),
    ("posts_held", "post", POST | {"in_post": False}, 1, None, "已离任"),
    ("building_heads", "post", POST | {"role": "楼栋长", "age_group": "少年"}, 1, None, None),
    ("members_admitted", "member_development", {"record_id": "F1", "stage": "预备党员", "stage_on": date(2025, 1, 1)}, 1, None, None),
    ("training_person_times", "training", {"attendance_id": "T1", "held_on": date(2025, 1, 1)}, 1, None, None),
    ("owners_party_rate", "owners_committee", {"estate_code": "E1", "year": 2024, "members": 7, "party_members": 3}, 3, 7, None),
    ("owners_party_rate", "owners_committee", {"estate_code": "E1", "year": 2024, "members": 7, "party_members": 8}, 8, 7, "党员数大于成员数"),
    ("stations_open", "station", {"station_code": "S1", "status": "停用"}, 1, None, "停用"),
    ("stations_open", "station", {"station_code": "S1"}, 1, None, None),
    ("estate_renewed_rate", "estate", {"estate_code": "E1", "old": True, "renovation": "已完成"}, 1, 1, None),
    ("estate_renewed_rate", "estate", {"estate_code": "E1", "old": True, "renovation": "改造中"}, 0, 1, None),
    ("estate_renewed_rate", "estate", {"estate_code": "E1"}, 0, 1, "不是老旧小区"),
    ("estate_managed_rate", "estate", {"estate_code": "E1", "manage_mode": "居民自治"}, 1, 1, None),
    ("estate_managed_rate", "estate", {"estate_code": "E1"}, 0, 1, None),
    ("friendly_estates", "estate", {"estate_code": "E1", "friendly": True}, 1, None, None),
    ("friendly_estates", "estate", {"estate_code": "E1"}, 1, None, "不是友好小区"),
    ("project_done_rate", "project", {"project_id": "J1", "status": "已完成", "planned_on": date(2025, 6, 1), "as_of": AS_OF}, 1, 1, None),
    ("project_done_rate", "project", {"project_id": "J1", "status": "进行中", "planned_on": date(2025, 6, 30), "as_of": AS_OF}, 0, 1, None),
    ("project_done_rate", "project", {"project_id": "J1", "status": "进行中", "planned_on": date(2025, 7, 1), "as_of": AS_OF}, 0, 1, "日期未到"),
    ("project_done_rate", "project", {"project_id": "J1", "status": "已完成", "as_of": AS_OF}, 1, 1, "没有计划日期"),
    ("census_complete_rate", "census", {"companies": 1, "members": 0, "orgs": 0, "snapshot": date(2025, 4, 25)}, 1, 1, None),
    ("census_complete_rate", "census", {"companies": 1, "orgs": 0, "snapshot": date(2025, 4, 25)}, 0, 1, None),
    ("road_chief_rate", "road_section", {"section_id": "L1", "grid_worker": "网格员", "property_manager": "管理员"}, 1, 1, None),
    ("road_chief_rate", "road_section", {"section_id": "L1", "grid_worker": "网格员"}, 0, 1, None),
    ("partners_joined", "partner", {"name": "银行", "community_written": "东社区"}, 1, None, None),
    ("order_reported", "work_order", {"voided": True, "left_out": "重复"}, 1, None, "重复"),
    ("order_due_today", "work_order", {"due_at": datetime(2025, 7, 1, 12)}, 1, None, None),
    ("order_due_today", "work_order", {"due_at": datetime(2025, 7, 1, 12), "on_hold": True}, 1, None, "挂账"),
    ("order_due_today", "work_order", {"due_at": datetime(2025, 7, 1, 12), "extended_to": datetime(2025, 7, 1, 12)}, 1, None, "经批准延期"),
    ("order_due_next_workday", "work_order", {"due_at": datetime(2025, 7, 2, 12)}, 1, None, None),
    ("order_supervised", "work_order", {"supervised": True}, 1, None, None),
    ("order_response_hours", "work_order", {"first_contact_at": datetime(2025, 6, 1, 9, 30)}, 1.5, 1, None),
    ("order_response_hours", "work_order", {"first_contact_at": datetime(2025, 6, 1, 7)}, -1, 1, "时间颠倒"),
    ("activity_monthly_rate", "activity_month", MONTH | {"sessions": 2}, 1, 1, None),
    ("activity_monthly_rate", "activity_month", MONTH, 0, 1, None),
    ("activity_monthly_rate", "activity_month", MONTH | {"village": True}, 0, 1, "村"),
    ("activity_monthly_rate", "activity_month", MONTH | {"delivered": False}, 0, 1, "未报送"),
    ("activity_monthly_rate", "activity_month", MONTH | {"over": False}, 0, 1, "当月未结束"),
    ("meeting_three_sides_rate", "activity", {"activity_id": "H1", "kind": "联席会议", "sides": "社区、物业、居民代表", "with_community": True, "with_company": True, "with_residents": True}, 1, 1, None),
    ("meeting_three_sides_rate", "activity", {"activity_id": "H1", "kind": "联席会议", "sides": "社区、居民", "with_community": True, "with_company": False, "with_residents": True}, 0, 1, None),
    ("meeting_three_sides_rate", "activity", {"activity_id": "H1", "kind": "联席会议"}, 0, 1, "没写参与方"),
    ("meeting_core_sides_rate", "activity", {"activity_id": "H1", "kind": "邻里议事会", "sides": "居委会、业委会、物业", "with_community": True, "with_owners": True, "with_company": True}, 1, 1, None),
    ("meeting_core_sides_rate", "activity", {"activity_id": "H1", "kind": "邻里议事会", "sides": "社区、物业", "with_community": True, "with_owners": False, "with_company": True}, 0, 1, None),
    ("elderly_rate", "community", {"code": "C1", "listed": True, "residents": 10, "elderly": 3}, 3, 10, None),
    ("elderly_rate", "community", {"code": "C1", "listed": True, "residents": 10}, 0, 10, "没写人口"),
    ("elderly_rate", "community", {"code": "C1", "listed": True, "residents": 10, "elderly": 11}, 11, 10, "老年人口大于常住人口"),
    ("residents_registered", "community", {"code": "C1", "listed": True, "residents": 10}, 10, None, None),
    ("residents_registered", "community", {"code": "C1", "listed": True}, 0, None, "没写人口"),
    ("estates_listed", "estate", {"estate_code": "E1"}, 1, None, None),
    ("grids_listed", "grid", {"code": "W1"}, 1, None, None),
    ("companies_listed", "property_company", {"uscc": "Q1", "snapshot": date(2025, 6, 30)}, 1, None, None),
    ("company_orgs", "party_org", {"org_code": "Z1", "level": "物业企业", "star": "五星"}, 1, None, None),
    ("company_orgs", "party_org", {"org_code": "Z1", "level": "物业企业", "status": "已撤销"}, 1, None, "已撤销"),
    ("estate_branch_rate", "estate", {"estate_code": "E1", "name": "甲"}, 0, 1, None),
    ("topics_settled_rate", "activity", {"activity_id": "H1", "kind": "邻里议事会", "topics": 4, "settled": 3}, 3, 4, None),
    ("topics_settled_rate", "activity", {"activity_id": "H1", "kind": "联席会议", "topics": 2, "settled": 3}, 3, 2, "解决数大于议题数"),
    ("topics_settled_rate", "activity", {"activity_id": "H1", "kind": "联席会议"}, 0, None, "没写议题数"),
]  # fmt: skip
ELSEWHERE = {  # counted by hand on whole exports
    "order_repeat_places", "police_community_rate", "company_grid_worker_rate",
    "order_reported", "order_closed", "order_open", "order_overdue_open", "order_closing_rate", "order_self_found_rate", "order_solved_rate",
    "org_coverage", "work_coverage", "org_eligible_coverage", "grid_org_coverage", "service_times", "service_person_times", "activity_sessions", "activity_person_times",
}  # fmt: skip


@pytest.fixture(scope="module")
def columns(demo_folder) -> dict[str, list[tuple]]:
    """Name and type of the columns of every mart."""
    opened = Warehouse(demo_folder).open()
    described = opened.engine.run("select table_name, column_name, data_type from duckdb_columns() where table_name like 'mart\\_%' escape '\\'")
    opened.close()
    return {name: list(zip(of.column_name, of.data_type, strict=True)) for name, of in described.groupby("table_name")}


@pytest.fixture
def given(columns):
    """given(mart, row, …) -> a connection that has every mart, the named one with these rows."""
    connection = duckdb.connect()
    for name, of in columns.items():
        connection.execute(f"create table {name} ({', '.join(f'{column} {kind}' for column, kind in of)})")

    def fill(mart: str, *rows: dict):
        for row in rows:
            connection.execute(f"insert into mart_{mart} ({', '.join(row)}) values ({', '.join('?' for _ in row)})", list(row.values()))
        return connection

    yield fill
    connection.close()


def test_every_metric_has_its_case():
    assert {metric for metric, *_ in CASES} | ELSEWHERE == set(METRICS)


@pytest.mark.parametrize(("metric", "mart", "row", "numerator", "denominator", "excluded"), CASES, ids=[f"{each[0]}-{at}" for at, each in enumerate(CASES)])
def test_a_row_is_counted_as_the_definition_says(given, metric, mart, row, numerator, denominator, excluded):
    row = ORDER | row if mart == "work_order" else row
    found = given(mart, row).execute(METRICS[metric].sql).df().to_dict("records")
    assert len(found) == 1
    assert float(found[0]["numerator"]) == numerator and found[0]["excluded"] == excluded or (excluded is None and found[0]["excluded"] != found[0]["excluded"])
    told = found[0].get("denominator")
    assert (None if told is None or told != told else told) == denominator


# --- published figures, as the offices that published them counted


@pytest.mark.parametrize(("due", "closed", "on_time", "closing", "in_time"), [(972, 911, 737, 93.72, 75.82), (24932, 23974, 22345, 96.16, 89.62)])
def test_published_rates_come_out_as_published(given, due, closed, on_time, closing, in_time):
    connection = given("work_order")
    connection.execute(f"""
        insert into mart_work_order (order_no, reported_at, due_at, closed_at, voided, as_of)
        select n, timestamp '2025-06-01', timestamp '2025-06-10', case when n <= {on_time} then timestamp '2025-06-09' when n <= {closed} then timestamp '2025-06-11' end, false, timestamp '2025-06-30'
        from range(1, {due} + 1) as t (n)
    """)
    for metric, rate in (("order_closing_rate", closing), ("order_on_time_closing_rate", in_time)):
        found = connection.execute(f"select round(100.0 * sum(numerator) / sum(denominator), 2) from ({METRICS[metric].sql}) where excluded is null").fetchone()[0]
        assert found == rate
