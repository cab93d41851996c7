"""Metrics of orders on rows that can be counted by hand. Without a register, the area of a row is the name of its case."""

import datetime as dt
from datetime import date

import pandas as pd
import pytest

from govboard.selection import Area, Selection
from tests import golden

DUE = "2025-06-10 12:00"
CASES = {
    "按期": [{"办结时限": DUE, "处置完成时间": "2025-06-10 12:00:00", "结案时间": "2025-06-11 09:00", "工单状态": "已办结"}],
    "晚一秒": [{"办结时限": DUE, "处置完成时间": "2025-06-10 12:00:01", "结案时间": "2025-06-10 13:00", "工单状态": "已办结"}],
    "只有结案时间": [{"办结时限": DUE, "结案时间": "2025-06-10 11:00", "工单状态": "已办结"}],
    "退回": [{"办结时限": DUE, "处置完成时间": "2025-06-09 12:00", "结案时间": "2025-06-09 13:00", "退回次数": "1", "工单状态": "已办结"}],
    "退回未记录": [{"办结时限": DUE, "处置完成时间": "2025-06-09 12:00", "结案时间": "2025-06-09 13:00", "退回次数": "", "工单状态": "已办结"}],
    "时限未到": [{"办结时限": "2025-07-01 00:00"}],
    "截止即到": [{"办结时限": "2025-06-30 23:59:59"}],
    "无时限": [{}],
    "作废": [{"办结时限": DUE, "处置完成时间": "2025-06-09 12:00", "工单状态": "作废"}],
    "未办结": [{"办结时限": DUE}],
    "回访": [
        {"回访时间": "2025-06-20 10:00", "是否有效回访": "是", "是否解决": "是", "是否满意": "基本满意"},
        {"回访时间": "2025-06-20 10:00", "是否有效回访": "是", "是否解决": "部分", "是否满意": "不满意"},
        {"回访时间": "2025-06-20 10:00", "是否有效回访": "否", "是否解决": "是", "是否满意": "满意"},
        {"回访时间": "", "是否有效回访": "", "是否解决": "", "是否满意": ""},
    ],
    "退回中": [{"办结时限": DUE, "工单状态": "退回"}],
    "当日": [{"办结时限": "2025-06-10", "处置完成时间": "2025-06-10 15:00", "结案时间": "2025-06-10 16:00", "工单状态": "已办结"}],
    "次日": [{"办结时限": "2025年6月10日", "处置完成时间": "2025-06-11 00:00:00", "结案时间": "2025-06-11 09:00", "工单状态": "已办结"}],
    "零点": [{"办结时限": "2025-06-10 00:00", "处置完成时间": "2025-06-10 00:00:01", "结案时间": "2025-06-11 09:00", "工单状态": "已办结"}],
    "先派后签": [{"派单时间": "2025-06-03 08:00", "受理时间": "2025-06-03 09:00", "处置完成时间": "2025-06-04 08:00", "结案时间": "2025-06-05 09:00"}],
    "挂起": [{"办结时限": DUE, "工单状态": "临时挂起", "是否挂账": ""}],
    "颠倒": [{"受理时间": "2025-06-03 08:00", "派单时间": "2025-06-05 08:00", "处置完成时间": "2025-06-04 08:00", "结案时间": "2025-06-05 09:00"}],
    "来源": [{"诉求来源": "网格员上报"}, {"诉求来源": "12345"}, {"诉求来源": "群众来访"}, {"诉求来源": ""}, {"诉求来源": "外星信号"}],
}  # fmt: skip
TOLD = [
    # case, metric, numerator, denominator, reason of the excluded
    ("按期", "order_on_time_rate", 1, 1, {}),
    ("晚一秒", "order_on_time_rate", 0, 1, {}),
    ("只有结案时间", "order_on_time_rate", 1, 1, {}),
    ("退回", "order_on_time_rate", 0, 1, {}),
    ("退回未记录", "order_on_time_rate", 1, 1, {}),
    ("时限未到", "order_on_time_rate", 0, 0, {"时限未到": 1}),
    ("截止即到", "order_on_time_rate", 0, 1, {}),
    ("无时限", "order_on_time_rate", 0, 0, {"无时限": 1}),
    ("作废", "order_on_time_rate", 0, 0, {"作废": 1}),
    ("未办结", "order_on_time_rate", 0, 1, {}),
    ("按期", "order_closing_rate", 1, 1, {}),
    ("晚一秒", "order_closing_rate", 1, 1, {}),
    ("未办结", "order_closing_rate", 0, 1, {}),
    ("时限未到", "order_closing_rate", 0, 0, {"时限未到": 1}),
    ("退回", "order_returned_rate", 1, 1, {}),
    ("按期", "order_returned_rate", 0, 1, {}),
    ("退回未记录", "order_returned_rate", 0, 0, {"退回次数未记录": 1}),
    ("作废", "order_reported", 0, None, {"作废": 1}),
    ("无时限", "order_reported", 1, None, {}),
    ("按期", "order_closed", 1, None, {}),
    ("未办结", "order_closed", 0, None, {}),
    ("作废", "order_open", 0, None, {"作废": 1}),
    ("按期", "order_open", 0, None, {}),
    ("时限未到", "order_open", 1, None, {}),
    ("未办结", "order_overdue_open", 1, None, {}),
    ("截止即到", "order_overdue_open", 1, None, {}),
    ("时限未到", "order_overdue_open", 0, None, {}),
    ("晚一秒", "order_overdue_open", 0, None, {}),
    ("无时限", "order_overdue_open", 0, None, {"无时限": 1}),
    ("退回中", "order_reported", 1, None, {}),
    ("退回中", "order_on_time_rate", 0, 1, {}),
    ("退回中", "order_open", 1, None, {}),
    ("当日", "order_on_time_rate", 1, 1, {}),
    ("次日", "order_on_time_rate", 0, 1, {}),
    ("零点", "order_on_time_rate", 0, 1, {}),
    ("退回", "order_disposed_on_time_rate", 1, 1, {}),
    ("晚一秒", "order_disposed_on_time_rate", 0, 1, {}),
    ("未办结", "order_overdue_unhandled", 1, None, {}),
    ("次日", "order_overdue_unhandled", 0, None, {}),
    ("挂起", "order_on_time_unheld_rate", 0, 0, {"挂账": 1}),
    ("先派后签", "order_handling_hours", 24, 1, {}),
    ("颠倒", "order_handling_hours", 0, 0, {"时间颠倒": 1}),
    ("颠倒", "order_acceptance_hours", 0, 0, {"时间颠倒": 1}),
    ("退回中", "order_filing_rate", 0, 1, {}),
    ("退回中", "order_filing_accepted_rate", 0, 0, {"没有受理时间": 1}),
    ("颠倒", "order_filing_accepted_rate", 0, 0, {"没有立案信息": 1}),
    ("回访", "order_satisfied_rate", 1, 2, {"未回访": 1, "无效回访": 1}),
    ("回访", "order_solved_rate", 1, 2, {"未回访": 1, "无效回访": 1}),
    ("来源", "order_self_found_rate", 1, 3, {"来源未填写": 1, "来源未归类": 1}),
]
JUNE = Selection(date(2025, 6, 1), date(2025, 6, 30))


def within(case: str) -> Selection:
    """Open to the right: an order whose time has not come belongs to the day of that time, after the cut-off."""
    return Selection(JUNE.start, None, (Area("subdistrict", case, case),))


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    place = tmp_path_factory.mktemp("june")
    rows = [{"上报时间": "2025-06-02 08:00", "所属街道": case, **row} for case, of in CASES.items() for row in of]
    version = golden.imported(place / "data", golden.orders(place / "工单.csv", rows))
    yield version
    version.close()


@pytest.mark.parametrize(("case", "metric", "numerator", "denominator", "excluded"), TOLD, ids=[f"{metric}-{case}" for case, metric, *_ in TOLD])
def test_a_case_counts_as_its_definition_says(june, case, metric, numerator, denominator, excluded):
    total = june.catalogue.total(metric, within(case))
    assert (total["numerator"], total["denominator"]) == (numerator, denominator)
    told = june.catalogue.passport(metric, within(case))["exclusions"]
    assert dict(zip(told.reason, told["count"], strict=True)) == excluded


def test_a_rate_over_nothing_is_missing_and_not_zero(june):
    assert june.catalogue.total("order_on_time_rate", within("无时限"))["value"] is None
    standing = june.catalogue.standing("order_on_time_rate", "subdistrict", JUNE).set_index("code")
    assert standing.value.isna()["无时限"] and standing.value["按期"] == 1 and standing.value["晚一秒"] == 0


def test_a_table_that_was_never_delivered_is_missing_and_not_zero(june):
    for metric in ("service_times", "activity_sessions", "org_coverage", "grid_org_coverage"):
        assert june.catalogue.total(metric, JUNE) == {"label": "合计", "numerator": None, "denominator": None, "value": None}
        assert june.catalogue.values(metric, "subdistrict", JUNE).empty
        assert june.catalogue.standing(metric, "subdistrict", JUNE).value.isna().all()


def test_a_period_outside_the_delivered_one_is_missing_and_not_zero(june):
    assert june.catalogue.total("order_reported", Selection(date(2025, 5, 1), date(2025, 5, 31)))["value"] is None
    assert june.catalogue.total("order_reported", Selection(date(2025, 6, 3), date(2025, 6, 4)))["value"] == 0


def test_without_a_register_areas_are_the_names_in_the_file(june):
    names = june.catalogue.area_names("subdistrict")
    assert set(names) == set(CASES) and all(code == name for code, name in names.items())
    assert list(names)[:2] == ["回访", "来源"] or list(names)[:2] == ["来源", "回访"]  # most orders first


# --- edges of periods, and stocks

OPEN = [
    {"上报时间": "2025-01-05 08:00", "办结时限": "2025-03-10 08:00", "结案时间": "2025-04-01 00:00:00"},
    {"上报时间": "2025-01-31 23:59:59", "结案时间": "2025-03-02 08:00"},
    {"上报时间": "2025-02-01 00:00:00"},
    {"上报时间": "2025-02-28 23:59:59", "办结时限": "2025-03-01 00:00:00", "结案时间": "2025-03-01 00:00:01"},
    {"上报时间": "2025-03-01 00:00:00", "结案时间": "2025-03-31 23:59:59"},
]


@pytest.fixture(scope="module")
def spring(tmp_path_factory):
    place = tmp_path_factory.mktemp("spring")
    version = golden.imported(place / "data", golden.orders(place / "工单.csv", OPEN, "统计时间：2025年1月1日至2025年4月30日"))
    yield version
    version.close()


@pytest.mark.parametrize(("start", "end", "reported"), [
    (date(2025, 1, 1), date(2025, 1, 31), 2),
    (date(2025, 2, 1), date(2025, 2, 28), 2),
    (date(2025, 2, 1), date(2025, 2, 1), 1),
    (date(2025, 2, 28), date(2025, 3, 1), 2),
    (date(2025, 2, 2), date(2025, 2, 27), 0),
    (date(2025, 1, 31), date(2025, 1, 31), 1),
    (None, date(2025, 1, 31), 2),
    (date(2025, 3, 1), None, 1),
    (None, None, 5),
])  # fmt: skip
def test_both_days_of_a_period_belong_to_it_from_midnight_to_midnight(spring, start, end, reported):
    assert spring.catalogue.total("order_reported", Selection(start, end))["value"] == reported


def by_month(version, metric: str, start=None, end=None) -> dict:
    found = version.catalogue.values(metric, "month", Selection(start, end))
    return dict(zip(found.label, found.value, strict=True))


ALL = {"2025-01": 2, "2025-02": 4, "2025-03": 2, "2025-04": 1}


def test_what_is_open_by_month_is_read_at_the_end_of_each(spring):
    assert by_month(spring, "order_open") == ALL


@pytest.mark.parametrize("start", [date(2025, 2, 1), date(2025, 2, 15), date(2025, 3, 31)])
def test_a_start_date_shortens_the_list_and_changes_no_stock(spring, start):
    assert by_month(spring, "order_open", start) == {month: value for month, value in ALL.items() if month >= f"{start:%Y-%m}"}


@pytest.mark.parametrize(("end", "value"), [(date(2025, 1, 31), 2), (date(2025, 2, 28), 4), (date(2025, 3, 30), 3), (date(2025, 3, 31), 2), (date(2025, 4, 1), 1)])
def test_a_stock_is_the_same_with_and_without_a_start_date(spring, end, value):
    assert spring.catalogue.total("order_open", Selection(None, end))["value"] == value
    assert spring.catalogue.total("order_open", Selection(end, end))["value"] == value


@pytest.mark.parametrize(("end", "value"), [(date(2025, 2, 28), 0), (date(2025, 3, 1), 0), (date(2025, 3, 9), 0), (date(2025, 3, 10), 1), (date(2025, 3, 31), 1), (date(2025, 4, 1), 0)])
def test_an_order_is_overdue_from_its_time_until_it_is_closed(spring, end, value):
    assert spring.catalogue.total("order_overdue_open", Selection(None, end))["value"] == value


def test_a_stock_s_passport_lists_what_is_open_and_not_what_moved(spring):
    records = spring.catalogue.passport("order_open", Selection(date(2025, 3, 1), date(2025, 3, 31)))["records"]
    assert list(records.record) == ["G001", "G003"] and list(records.numerator) == [1, 1]
    assert records["at"].iloc[0] == dt.datetime(2025, 1, 5, 8)


def test_months_without_a_record_are_zero_where_delivered_and_a_stock_stays(spring):
    months = ["2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]
    reported = spring.catalogue.monthly("order_reported", months)
    assert reported.isna().tolist() == [True, False, False, False, False, True]
    assert reported.iloc[1:5].tolist() == [2, 2, 1, 0]
    assert spring.catalogue.monthly("order_open", months, Selection(date(2025, 3, 1), None)).iloc[1:5].tolist() == list(ALL.values())
    assert spring.catalogue.monthly("order_on_time_rate", months).isna().tolist() == [True, True, True, False, True, True]


def test_a_stock_is_told_for_every_month_and_day_asked_though_nothing_moved(tmp_path):
    rows = [{"上报时间": "2025-01-10 12:00"}, {"上报时间": "2025-01-12 12:00", "结案时间": "2025-05-02 12:00"}]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows))
    spring = version.catalogue.values("order_open", "month", Selection(date(2025, 3, 1), date(2025, 4, 30)))
    assert spring.set_index("label").value.to_dict() == {"2025-03": 2, "2025-04": 2}
    assert version.catalogue.values("order_open", "month").set_index("label").value.to_dict() == {
        "2025-01": 2, "2025-02": 2, "2025-03": 2, "2025-04": 2, "2025-05": 1, "2025-06": 1}  # fmt: skip
    days = version.catalogue.values("order_open", "day", Selection(date(2025, 1, 9), date(2025, 1, 12)))
    assert days.set_index("label").value.to_dict() == {"2025-01-09": 0, "2025-01-10": 1, "2025-01-11": 1, "2025-01-12": 2}
    version.close()


def test_nothing_is_said_of_a_stock_after_the_cut_off(tmp_path):
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(2)))
    assert version.catalogue.total("order_open", Selection(date(2025, 7, 1), date(2025, 7, 31)))["value"] is None
    assert version.catalogue.values("order_open", "month", Selection(date(2025, 5, 1), date(2025, 12, 31))).label.tolist() == ["2025-05", "2025-06"]
    version.close()


# --- an approved extension, and how long things took


def test_an_approved_extension_is_the_due_time_from_then_on(tmp_path):
    header = [*golden.ORDER, "延期后时限", "是否挂账"]
    late = golden.ORDER | {"上报时间": "2025-06-01 08:00", "办结时限": "2025-06-05 08:00", "处置完成时间": "2025-06-08 08:00", "结案时间": "2025-06-08 09:00", "工单状态": "已办结"}
    rows = [late | {"工单编号": "A1", "延期后时限": "2025-06-10 08:00"}, late | {"工单编号": "A2", "延期后时限": ""}, late | {"工单编号": "A3", "延期后时限": "", "是否挂账": "是"}]
    version = golden.imported(tmp_path / "data", golden.table(tmp_path / "工单.csv", header, [[row.get(name, "") for name in header] for row in rows]))
    told = {name: version.catalogue.total(name, JUNE) for name in ("order_on_time_rate", "order_on_time_unheld_rate", "order_extension_rate")}
    assert [(each["numerator"], each["denominator"]) for each in told.values()] == [(1, 3), (1, 2), (1, 3)]
    by_day = version.catalogue.values("order_due", "day", JUNE)
    assert dict(zip(by_day.label, by_day.value, strict=True)) == {"2025-06-05": 2, "2025-06-10": 1}
    assert version.catalogue.family("order_on_time_closing_rate")[0] == "order_on_time_rate"


def test_durations_are_medians_of_what_was_closed_and_reversed_times_are_left_out(tmp_path):
    start = "2025-06-02 08:00"
    rows = [{"上报时间": start, "处置完成时间": f"2025-06-02 {hour:02d}:00", "结案时间": f"2025-06-02 {hour:02d}:00", "工单状态": "已办结"} for hour in (9, 10, 20)]
    rows += [{"上报时间": start, "处置完成时间": "2025-06-01 08:00", "结案时间": "2025-06-02 09:00", "工单状态": "已办结"}, {"上报时间": start}]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows))
    found = version.report("durations", JUNE.parameters()).iloc[0]
    assert (found.orders, found.handled, found.whole) == (4, 2.0, 2.0)
    assert found.handled_p90 == pytest.approx(2 + 0.8 * 10)
    assert pd.isna(found.answered)
