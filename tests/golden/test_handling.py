"""How orders are handed on, when they are due, and to which periods they belong: on rows that can be counted by hand."""

import datetime as dt
from datetime import date

import pandas as pd
import pytest

from govboard import composite, wording
from govboard.errors import WrongUse
from govboard.selection import Area, Selection
from tests import golden

APRIL_TO_JUNE = "统计时间：2025年4月1日至2025年6月30日"
APRIL, MAY, JUNE = (Selection(date(2025, month, 1), date(2025, month, last)) for month, last in ((4, 30), (5, 31), (6, 30)))


def rows_of(version, sql: str) -> list[tuple]:
    return list(version.engine.run(sql).itertuples(index=False, name=None))


def figures(version, name: str, selection: Selection = Selection()) -> tuple:
    total = version.catalogue.total(name, selection)
    return total["numerator"], total["denominator"]


# --- an order in five rows

HANDED = ["工单编号", "上报时间", "派单时间", "办结时限", "处置完成时间", "主办单位", "承办街道", "派单类型"]
FIVE = [("市派单", "东街", "02"), ("回退市中心", "东街", "03"), ("回退再派", "西街", "04"), ("回退市中心", "西街", "05"), ("回退再派", "南镇", "06")]


@pytest.fixture(scope="module")
def handed(tmp_path_factory):
    """One order in five rows, latest hand-over in the middle of the file, and one in a single row."""
    place = tmp_path_factory.mktemp("handed")
    rows = [["G1", "2025-06-02 08:00", f"2025-06-{day} 09:00", "2025-06-10 12:00", "2025-06-09 10:00" if day == "06" else "", unit, unit, kind] for kind, unit, day in FIVE]
    single = ["G2", "2025-06-02 08:00", "2025-06-02 09:00", "2025-06-10 12:00", "2025-06-09 10:00", "东街", "东街", "市派单"]
    version = golden.imported(place / "data", golden.table(place / "工单.csv", HANDED, [rows[2], rows[0], rows[4], rows[1], rows[3], single]))
    yield version
    version.close()


def test_an_order_in_five_rows_is_one_order_of_its_last_handler(handed):
    assert figures(handed, "order_reported") == (2, None)
    assert rows_of(handed, "select order_no, handling_unit, returned, steps from mart_work_order order by 1")[0] == ("G1", "南镇", 2, 5)


def test_it_was_sent_back_twice_and_so_is_not_on_time_though_finished_in_time(handed):
    assert figures(handed, "order_on_time_rate") == (1, 2)
    assert figures(handed, "order_returned_rate") == (1, 1)  # the other one has no such record


def test_its_chain_is_kept_from_hand_to_hand(handed):
    chain = rows_of(handed, "select seq, kind, coalesce(from_unit, ''), to_unit from mart_work_order_step order by seq")
    assert chain == [(1, "派单", "", "东街"), (2, "退回", "东街", "东街"), (3, "再派", "东街", "西街"), (4, "退回", "西街", "西街"), (5, "再派", "西街", "南镇")]


def test_a_later_export_in_one_row_updates_the_order_and_leaves_the_chain_to_the_newest(handed, tmp_path):
    first = golden.table(tmp_path / "一.csv", HANDED, [["G1", "2025-06-02 08:00", "2025-06-02 09:00", "", "", "东街", "东街", "市派单"], ["G1", "2025-06-02 08:00", "2025-06-03 09:00", "", "", "西街", "西街", "回退再派"]])
    later = golden.table(tmp_path / "二.csv", HANDED, [["G1", "2025-06-02 08:00", "2025-06-03 09:00", "", "2025-06-04 09:00", "西街", "西街", "回退再派"]], "统计时间：2025年6月1日至2025年7月31日")
    golden.imported(tmp_path / "data", first).close()
    version = golden.imported(tmp_path / "data", later)
    assert rows_of(version, "select handling_unit, finished_at from mart_work_order") == [("西街", dt.datetime(2025, 6, 4, 9))]
    assert len(rows_of(version, "select seq from mart_work_order_step")) == 2
    version.close()


def test_a_log_of_hand_overs_of_its_own_counts_what_was_sent_back(tmp_path):
    orders = golden.table(tmp_path / "工单.csv", HANDED, [["G1", "2025-06-02 08:00", "2025-06-02 09:00", "2025-06-10 12:00", "2025-06-09 10:00", "东街", "东街", ""]])
    log = golden.table(tmp_path / "流转.csv", ["工单编号", "流转类型", "流转时间"], [["G1", "派单", "2025-06-02 09:00"], ["G1", "退单", "2025-06-03 09:00"], ["G1", "改派", "2025-06-03 10:00"]])
    version = golden.imported(tmp_path / "data", orders, log)
    assert figures(version, "order_on_time_rate") == (0, 1) and figures(version, "order_returned_rate") == (1, 1)
    version.close()


def passed(place, *rows: tuple[str, str, str]) -> object:
    """One order in these rows: 派单时间, 处置完成时间, 派单类型."""
    return golden.imported(place / "data", golden.table(place / "工单.csv", HANDED, [["G1", "2025-06-02 08:00", sent, "2025-06-10 12:00", done, "东街", "东街", kind] for sent, done, kind in rows]))


def test_rows_that_do_not_say_what_they_are_prove_nothing_about_being_sent_back(tmp_path):
    version = passed(tmp_path, ("2025-06-02 09:00", "", ""), ("2025-06-03 09:00", "2025-06-04 09:00", ""), ("2025-06-03 09:00", "2025-06-04 09:00", ""))
    assert rows_of(version, "select returned is null, steps from mart_work_order") == [(True, 2)]  # the repeated row is one step
    assert version.catalogue.passport("order_returned_rate")["exclusions"].to_dict("records") == [{"reason": "退回次数未记录", "count": 1}]
    version.close()


def test_a_step_back_counts_though_the_next_one_is_called_a_first_one(tmp_path):
    version = passed(tmp_path, ("2025-06-02 09:00", "", "派单"), ("2025-06-03 09:00", "", "退单"), ("2025-06-03 10:00", "2025-06-04 09:00", "派单"))
    assert figures(version, "order_on_time_rate") == (0, 1) and figures(version, "order_returned_rate") == (1, 1)
    version.close()


def test_the_row_of_the_answer_is_the_last_one_though_it_has_no_time_of_dispatch(tmp_path):
    version = passed(tmp_path, ("", "2025-06-05 10:00", "回复"), ("2025-06-02 09:00", "", "派单"))
    assert rows_of(version, "select finished_at from mart_work_order") == [(dt.datetime(2025, 6, 5, 10),)]
    assert [kind for (kind,) in rows_of(version, "select kind from mart_work_order_step order by seq")] == ["派单", "回复"]
    version.close()


def test_a_log_and_the_rows_of_the_same_moves_count_once(tmp_path):
    orders = golden.table(tmp_path / "工单.csv", HANDED, [["G1", "2025-06-02 08:00", sent, "", "", "东街", "东街", kind] for sent, kind in (("2025-06-02 09:00", "派单"), ("2025-06-03 09:00", "再派"))])
    log = golden.table(tmp_path / "流转.csv", ["工单编号", "流转类型", "流转时间"], [["G1", "派单", "2025-06-02 09:00"], ["G1", "再派", "2025-06-03 09:00"]])
    version = golden.imported(tmp_path / "data", orders, log)
    assert rows_of(version, "select returned, steps from mart_work_order") == [(1, 2)]
    version.close()


# --- a number of days instead of a due time

LIMITED = ["工单编号", "上报时间", "派单时间", "处置完成时间", "时限天数", "时限单位"]
BEFORE_MAY_DAY = [  # dispatched on Friday 25 April 2025; Sunday the 27th is worked, 1 to 5 May is off
    ["三个工作日", "2025-04-25 09:00", "2025-04-25 10:00", "2025-04-29 10:00", "3", "工作日"],
    ["晚一秒", "2025-04-25 09:00", "2025-04-25 10:00", "2025-04-29 10:00:01", "3", ""],
    ["过节", "2025-04-25 09:00", "2025-04-25 10:00", "", "5", "工作日"],
    ["自然日", "2025-04-25 09:00", "2025-04-25 10:00", "", "3", "自然日"],
    ["小时", "2025-04-25 09:00", "2025-04-25 10:00", "", "24", "个小时"],
    ["没有天数", "2025-04-25 09:00", "2025-04-25 10:00", "", "", "工作日"],
    ["零天", "2025-04-26 09:00", "2025-04-26 10:00", "", "0", "工作日"],
    ["太多", "2025-04-25 09:00", "2025-04-25 10:00", "", "999999999", "自然日"],
    ["别的单位", "2025-04-25 09:00", "2025-04-25 10:00", "", "2", "周"],
]
MAY_DAY = [["2025-04-27", "劳动节", "调休上班"], *[[f"2025-05-0{day}", "劳动节", "放假"] for day in range(1, 6)], ["2024-12-31", "元旦", "放假"]]
DUE_BY = "select order_no, due_at, due_basis from mart_work_order where due_at is not null order by 1"


def limited(place, *more) -> object:
    return golden.imported(place / "data", golden.table(place / "工单.csv", LIMITED, BEFORE_MAY_DAY, APRIL_TO_JUNE), *more)


def test_working_days_leave_out_a_holiday_and_count_the_sunday_worked_for_it(tmp_path):
    version = limited(tmp_path, golden.table(tmp_path / "节假日.csv", ["日期", "节日", "安排"], MAY_DAY, ""))
    told = {name: (due, basis) for name, due, basis in rows_of(version, DUE_BY)}
    assert told == {
        "三个工作日": (dt.datetime(2025, 4, 29, 10), "按工作日推算"), "晚一秒": (dt.datetime(2025, 4, 29, 10), "按工作日推算"),
        "过节": (dt.datetime(2025, 5, 6, 10), "按工作日推算"), "自然日": (dt.datetime(2025, 4, 28, 10), "按自然日推算"), "小时": (dt.datetime(2025, 4, 26, 10), "按小时推算"),
    }  # fmt: skip
    assert figures(version, "order_on_time_rate") == (1, 5)
    assert version.catalogue.passport("order_on_time_rate")["exclusions"].to_dict("records") == [{"reason": "无时限", "count": 4}]
    assert [each for (each,) in rows_of(version, "select value from check_order_limit_unknown order by 1")] == ["0工作日", "2周", "999999999自然日"]
    late = version.report("details_work_order", {"records": ["过节", "自然日"]}).set_index("record")["超期工作日"]
    assert late["过节"] == late["自然日"] - 3  # 28, 29 and 30 April and 6 May lie between their due times: three working days more
    version.close()


def test_a_year_without_a_holiday_table_counts_monday_to_friday_and_says_so(tmp_path):
    version = limited(tmp_path)
    told = {name: (due, basis) for name, due, basis in rows_of(version, DUE_BY)}
    assert told["三个工作日"] == (dt.datetime(2025, 4, 30, 10), "按周一至周五推算") and told["自然日"][1] == "按自然日推算"
    assert next(each for each in version.manifest["checks"] if each["name"] == "order_due_assumed")["count"] == 3
    version.close()


def test_the_last_day_of_a_year_in_the_next_year_s_notice_does_not_publish_that_year(tmp_path):
    row = ["旧年", "2024-12-27 09:00", "2024-12-27 10:00", "", "2", "工作日"]  # a Friday; the 31st is off
    notice = golden.table(tmp_path / "节假日.csv", ["日期", "节日", "安排"], MAY_DAY, "")
    version = golden.imported(tmp_path / "data", golden.table(tmp_path / "工单.csv", LIMITED, [row], "统计时间：2024年12月1日至2025年6月30日"), notice)
    assert rows_of(version, DUE_BY) == [("旧年", dt.datetime(2025, 1, 1, 10), "按周一至周五推算")]
    version.close()


# --- orders that belong to several periods

CARRIED = [
    {"办结时限": "2025-04-10 12:00", "处置完成时间": "2025-06-05 09:00", "结案时间": "2025-06-05 10:00"},  # late, from April into June
    {"办结时限": "2025-04-10 12:00"},  # never
    {"上报时间": "2025-06-01 08:00", "办结时限": "2025-06-10 12:00", "处置完成时间": "2025-06-05 09:00", "结案时间": "2025-06-05 10:00"},  # in time
    {"办结时限": "2025-05-10 12:00", "处置完成时间": "2025-05-31 23:59:59", "结案时间": "2025-06-01 00:00:00"},  # late, closed at the stroke of June
    {"上报时间": "2025-06-01 08:00", "办结时限": "2025-07-10 12:00"},  # not due yet
]


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    place = tmp_path_factory.mktemp("carried")
    rows = [{"上报时间": "2025-04-01 08:00", **row} for row in CARRIED]
    version = golden.imported(place / "data", golden.orders(place / "工单.csv", rows, APRIL_TO_JUNE))
    yield version
    version.close()


@pytest.mark.parametrize(("asked", "due", "with_carried", "before"), [(APRIL, (0, 2), (0, 2), 0), (MAY, (0, 1), (0, 3), 2), (JUNE, (1, 1), (1, 3), 1)], ids=["4月", "5月", "6月"])
def test_what_is_carried_over_is_due_again_and_what_lasts_is_told_beside(carried, asked, due, with_carried, before):
    assert figures(carried, "order_on_time_rate", asked) == due
    assert figures(carried, "order_on_time_period_end_rate", asked) == with_carried
    assert figures(carried, "order_overdue_before", asked) == (before, None)
    assert len(carried.catalogue.passport("order_on_time_period_end_rate", asked)["records"]) == with_carried[1]
    assert len(carried.catalogue.passport("order_overdue_before", asked)["records"]) == before


def test_by_month_each_month_says_what_it_says_alone(carried):
    by_month = carried.catalogue.values("order_on_time_period_end_rate", "month").set_index("code")
    assert by_month[["numerator", "denominator"]].to_dict("index") == {
        "2025-04": {"numerator": 0, "denominator": 2}, "2025-05": {"numerator": 0, "denominator": 3}, "2025-06": {"numerator": 1, "denominator": 3},
    }  # fmt: skip
    assert carried.catalogue.values("order_overdue_before", "month").set_index("code").value.to_dict() == {"2025-05": 2, "2025-06": 1}


def test_of_a_period_after_the_cut_off_nobody_knows(carried):
    july = Selection(date(2025, 7, 1), date(2025, 7, 31))
    assert all(carried.catalogue.total(name, july)["value"] is None for name in ("order_on_time_period_end_rate", "order_overdue_before", "order_open"))
    assert list(carried.catalogue.values("order_overdue_before", "month", Selection(date(2025, 6, 1), date(2025, 8, 31))).code) == ["2025-06"]


def test_without_a_first_day_nothing_is_from_before(carried):
    assert figures(carried, "order_overdue_before") == (0, None)
    assert figures(carried, "order_on_time_period_end_rate") == figures(carried, "order_on_time_rate") == (1, 4)


# --- edges of days and months

EDGES = ["2025-05-18 23:59:59", "2025-05-19 00:00:00", "2025-06-18 23:59:59", "2025-06-19 00:00:00", "2025-06-29 11:59:59", "2025-06-29 12:00:00", "2025-06-30 11:59:59", "2025-06-30 12:00:00"]


@pytest.fixture(scope="module")
def edges(tmp_path_factory):
    place = tmp_path_factory.mktemp("edges")
    version = golden.imported(place / "data", golden.orders(place / "工单.csv", [{"上报时间": each} for each in EDGES], "统计时间：2025年5月1日至2025年6月30日"))
    yield version
    version.close()


def told(version, selection: Selection) -> list[str]:
    return [str(each) for each in version.catalogue.passport("order_reported", selection)["records"]["at"]]


def test_an_assessment_month_runs_from_the_19th_at_midnight_to_the_18th_at_24(edges):
    assert told(edges, Selection(date(2025, 5, 19), date(2025, 6, 18))) == EDGES[1:3]


def test_the_daily_report_runs_from_noon_to_noon(edges):
    noon = Selection(date(2025, 6, 30), date(2025, 6, 30), hour=12)
    assert told(edges, noon) == EDGES[5:7]
    assert figures(edges, "order_reported", noon) == (2, None)
    assert told(edges, Selection(date(2025, 6, 30), date(2025, 6, 30))) == EDGES[6:]
    with pytest.raises(WrongUse, match="12时截止"):
        edges.catalogue.values("order_reported", "day", noon)
    assert noon.sentence("全区") == "2025年6月29日12时至2025年6月30日12时 · 全区"


# --- per thousand households, and the composite score


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    place = tmp_path_factory.mktemp("towns")
    header = ["社区代码", "社区名称", "所属镇街", "户数"]
    households = golden.table(place / "社区.csv", header, [("001001", "东社区", "甲街道", "1500"), ("001002", "西社区", "甲街道", "500"), ("002001", "北社区", "乙街道", "")], "")
    grids = golden.table(place / "网格.csv", ["网格编码", "网格名称", "所属社区", "户数"], [("001001001", "一", "东社区", "900"), ("002001001", "二", "北社区", "250")], "")
    registers = golden.table(place / "镇街.csv", ["镇街代码", "镇街名称", "类型"], [("001", "甲街道", "街道"), ("002", "乙街道", "街道")], "")
    done = {"办结时限": "2025-06-10 12:00", "处置完成时间": "2025-06-09 12:00", "结案时间": "2025-06-09 13:00", "工单状态": "已办结"}
    late = done | {"处置完成时间": "2025-06-11 12:00", "结案时间": "2025-06-11 13:00"}
    rows = [*[{"所属街道": "甲街道", **done}] * 40, *[{"所属街道": "甲街道", **late}] * 10, *[{"所属街道": "乙街道", **done, "退回次数": "1"}] * 30, *[{"所属街道": "乙街道", **done}] * 10]
    version = golden.imported(place / "data", registers, households, grids, golden.orders(place / "工单.csv", [{"上报时间": "2025-06-02 08:00", **row} for row in rows]))
    yield version
    version.close()


def test_orders_per_thousand_households_take_the_register_and_where_it_is_silent_the_grids(towns):
    found = towns.catalogue.values("order_per_households", "subdistrict").set_index("label")
    assert found.value.to_dict() == {"甲街道": 25.0, "乙街道": 160.0}
    assert found.denominator.to_dict() == {"甲街道": 2000, "乙街道": 250}
    assert figures(towns, "order_per_households") == (90, 2250)
    chosen = Selection(areas=(Area("subdistrict", "001", "甲街道"),))
    assert towns.catalogue.total("order_per_households", chosen)["value"] == 25.0
    assert towns.catalogue.values("order_per_households", "month", chosen).value.tolist() == [25.0]


def test_an_area_with_a_part_of_unknown_size_has_no_such_figure(tmp_path):
    registers = golden.table(tmp_path / "镇街.csv", ["镇街代码", "镇街名称", "类型"], [("001", "甲街道", "街道"), ("002", "乙街道", "街道"), ("003", "丙街道", "街道")], "")
    communities = golden.table(tmp_path / "社区.csv", ["社区代码", "社区名称", "所属镇街", "户数"], [("001001", "东社区", "甲街道", "1000"), ("001002", "西社区", "甲街道", ""), ("002001", "北社区", "乙街道", "500"), ("003001", "南社区", "丙街道", "300")], "")
    version = golden.imported(tmp_path / "data", registers, communities, golden.orders(tmp_path / "工单.csv", golden.ordinary(8, 所属街道="甲街道") + golden.ordinary(5, 所属街道="乙街道")))
    found = version.catalogue.standing("order_per_households", "subdistrict").set_index("label")
    assert (found.value["乙街道"], found.value["丙街道"]) == (10.0, 0) and pd.isna(found.value["甲街道"])  # nobody reported anything in the third
    assert found.state.to_dict() == {"甲街道": "没有户数", "乙街道": "", "丙街道": ""}
    assert version.catalogue.total("order_per_households")["value"] is None
    version.close()


def test_without_households_there_is_no_such_figure(edges):
    assert edges.catalogue.total("order_per_households")["value"] is None
    assert edges.catalogue.standing("order_per_households", "subdistrict").state.tolist() == ["没有户数"]


def test_the_composite_score_weighs_the_rates_and_turns_round_those_of_which_less_is_better(towns):
    found = composite.scores(towns.catalogue, {"order_on_time_rate": 3, "order_returned_rate": 1}, "subdistrict").set_index("label")
    assert found.score.round(6).to_dict() == {"甲街道": 85.0, "乙街道": 25.0}  # 3/4 of 80% and 1/4 of (1 - 0); 3/4 of 25% and 1/4 of (1 - 75%)
    assert list(found.index) == ["甲街道", "乙街道"]


def test_an_area_that_lacks_a_rate_has_no_score_and_says_why(towns):
    found = composite.scores(towns.catalogue, {"order_on_time_rate": 0.5, "order_solved_rate": 0.5}, "subdistrict")
    assert found.score.isna().all() and set(found.state) == {"没有应计记录"}


def test_a_count_has_no_place_in_the_score(towns):
    with pytest.raises(WrongUse, match="诉求量"):
        composite.scores(towns.catalogue, {"order_reported": 1}, "subdistrict")


# --- nothing to divide by, nothing a year ago


def test_a_rate_of_nothing_is_no_rate_and_a_year_ago_of_nothing_is_no_percentage(tmp_path):
    rows = [{"上报时间": "2025-06-02 08:00", "办结时限": "2025-07-02 08:00"}, {"上报时间": "2025-05-02 08:00"}]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows, "统计时间：2024年1月1日至2025年6月30日"))
    assert version.catalogue.total("order_on_time_rate", JUNE) == {"label": "合计", "numerator": 0, "denominator": 0, "value": None}
    now, ago = (version.catalogue.total("order_reported", JUNE.during(date(year, 6, 1), date(year, 6, 30)))["value"] for year in (2025, 2024))
    assert (now, ago) == (1, 0) and wording.change(now, ago, "件", "上年同期") == "上年同期为0"
    version.close()
