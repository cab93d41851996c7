"""What is due today and next, what is supervised, what comes from one place again, whose orders they are: on rows that can be counted by hand."""

from datetime import date

import pandas as pd
import pytest

from govboard.selection import Selection
from govboard.warehouse import repeats
from tests import golden

UNTIL_FRIDAY_EVENING = "统计时间：2025年6月1日至2025年6月27日18时"
OPEN = [  # as of Friday 27 June 2025, 24:00: today is Saturday the 28th, the next working day Monday the 30th
    ("昨天", {"办结时限": "2025-06-27 17:00"}),
    ("周六", {"办结时限": "2025-06-28 09:00"}),
    ("周六已结", {"办结时限": "2025-06-28 10:00", "结案时间": "2025-06-26 10:00"}),
    ("周日", {"办结时限": "2025-06-29"}),
    ("周一", {"办结时限": "2025-06-30 10:00"}),
    ("周一挂账", {"办结时限": "2025-06-30 10:00", "是否挂账": "是"}),
    ("周一延期", {"办结时限": "2025-06-20 10:00", "延期后时限": "2025-06-30 10:00"}),
    ("周二", {"办结时限": "2025-07-01 10:00"}),
    ("无时限", {"办结时限": "", "结案时间": "2025-06-26 10:00"}),
    ("周一重复", {"办结时限": "2025-06-30 10:00", "有效性": "重复件"}),
]


@pytest.fixture(scope="module")
def friday(tmp_path_factory):
    place = tmp_path_factory.mktemp("friday")
    rows = [{"工单编号": number, "上报时间": "2025-06-20 08:00", "督办状态": "督办中" if number == "周日" else "", **more} for number, more in OPEN]
    version = golden.imported(place / "data", golden.orders(place / "工单.csv", rows, "统计时间：2025年6月1日至2025年6月27日"))
    yield version
    version.close()


def records(version, name: str, selection: Selection = Selection()) -> list[str]:
    return sorted(version.catalogue.passport(name, selection)["records"].record)


def test_at_the_end_of_a_day_today_is_the_next_one(friday):
    assert records(friday, "order_due_today") == ["周六"]


def test_the_next_working_day_takes_in_the_sunday_before_it(friday):
    assert records(friday, "order_due_next_workday") == sorted(["周日", "周一"])
    assert dict(friday.catalogue.passport("order_due_next_workday")["exclusions"].itertuples(index=False, name=None)) == {"挂账": 1, "经批准延期": 1, "重复": 1}


def test_a_past_day_is_told_as_it_stood_then(friday):
    thursday = Selection(date(2025, 6, 1), date(2025, 6, 25))
    assert records(friday, "order_due_today", thursday) == [] and records(friday, "order_due_next_workday", thursday) == ["昨天"]
    assert records(friday, "order_due_today", Selection(date(2025, 6, 1), date(2025, 6, 26))) == ["昨天"]
    assert "周六已结" not in records(friday, "order_due_next_workday", Selection(date(2025, 6, 1), date(2025, 6, 26)))


def test_in_the_middle_of_a_day_today_is_that_day(tmp_path):
    rows = [{"工单编号": number, "上报时间": "2025-06-27 08:00", "办结时限": due} for number, due in (("午前", "2025-06-27 11:00"), ("今晚", "2025-06-27 20:00"), ("明天", "2025-06-28 09:00"))]
    rows += [{"工单编号": "最后", "上报时间": "2025-06-27 12:00", "办结时限": "2025-07-10 09:00"}]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows, ""))  # without a title the latest event is the cut-off
    assert version.as_of.hour == 12
    assert (records(version, "order_due_today"), records(version, "order_due_next_workday")) == (["今晚"], ["明天"])
    assert records(version, "order_overdue_open") == ["午前"]
    version.close()


def test_what_is_due_at_midnight_is_due_on_the_day_that_ends_then(tmp_path):
    rows = [{"工单编号": "零点", "上报时间": "2025-06-27 08:00", "办结时限": "2025-06-28 00:00:00"}, {"工单编号": "最后", "上报时间": "2025-06-27 12:00", "办结时限": "2025-07-10 09:00"}]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows, ""))
    assert records(version, "order_due_today") == ["零点"]
    version.close()


@pytest.mark.parametrize(("header", "cells", "counted"), [("有效性", ["是", "有效", "否", "重复件"], 2), ("是否重复", ["是", "否", "", "重复"], 2), ("有效性", ["待定", "", "", ""], 4)])
def test_valid_and_repeated_are_answers_to_two_questions(tmp_path, header, cells, counted):
    rows = [{"上报时间": "2025-06-20 08:00", header: cell} for cell in cells]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows))
    assert version.catalogue.total("order_reported")["value"] == counted
    version.close()


def test_what_is_supervised_stays_on_the_list_until_it_is_closed(friday):
    assert records(friday, "order_supervised") == ["周日"]


def test_a_repeated_report_counts_nowhere_and_is_told_beside(friday):
    assert "周一重复" not in records(friday, "order_reported")
    assert friday.catalogue.passport("order_reported")["exclusions"].to_dict("records") == [{"reason": "重复", "count": 1}]


# --- one place again and again

METRE = 1 / 111_320  # degrees of latitude


def points(*rows: tuple[str, float, str]) -> pd.DataFrame:
    return pd.DataFrame([(number, kind, 124.36, 40.1 + metres * METRE) for number, metres, kind in rows], columns=["order_no", "category", "lng", "lat"])


def places(*rows: tuple[str, float, str]) -> dict[str, str]:
    return dict(repeats.repeats(points(*rows)).itertuples(index=False, name=None))


def test_three_orders_within_fifty_metres_are_one_place_and_two_are_none():
    assert places(("A1", 0, "噪声"), ("A2", 20, "噪声"), ("A3", 45, "噪声")) == dict.fromkeys(["A1", "A2", "A3"], "A1")
    assert places(("A1", 0, "噪声"), ("A2", 20, "噪声"), ("A3", 80, "噪声")) == {}


def test_a_place_reaches_fifty_metres_around_its_middle_and_no_further_along_a_chain():
    chain = places(("D", 0, "噪声"), ("B", 40, "噪声"), ("C", 80, "噪声"), ("A", 120, "噪声"), ("E", 160, "噪声"))
    assert chain == dict.fromkeys("CAE", "A")  # of equal ones the middle with the smallest number first; D and B are too few then
    assert len(set(places(*((f"N{at:03d}", at * 40.0, "噪声") for at in range(60))).values())) >= 15


def test_thousands_of_orders_at_one_door_are_one_point():
    many = pd.DataFrame({"order_no": [f"N{at:06d}" for at in range(60_000)], "category": "噪声", "lng": 124.36, "lat": 40.1})
    assert repeats.repeats(many).place.unique().tolist() == ["N000000"]  # pair by pair this would take the memory of the machine


def test_other_kinds_of_problems_do_not_make_a_place_together():
    assert places(("A1", 0, "噪声"), ("A2", 1, "噪声"), ("A3", 2, "停车")) == {}


def test_no_order_makes_no_place():
    assert places() == {}


def test_repeat_places_count_ninety_days_back_from_the_cut_off_and_leave_out_what_is_no_problem(tmp_path):
    at = {"经度": "124.36", "纬度": "40.1", "所属街道": "甲街道"}
    rows = [{"上报时间": f"2025-06-{day:02d} 08:00", **at} for day in (1, 2, 3)]
    rows += [{"上报时间": "2025-03-01 08:00", "一级分类": "停车", **at}, *({"上报时间": f"2025-06-{day:02d} 08:00", "一级分类": "停车", **at} for day in (4, 5))]
    rows += [{"上报时间": f"2025-06-{day:02d} 08:00", "一级分类": "政策", "工单类型": "咨询", **at} for day in (6, 7, 8)]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows, "统计时间：2025年3月1日至2025年6月30日"))
    assert version.catalogue.values("order_repeat_places", "category")[["code", "value"]].to_numpy().tolist() == [["市容环卫", 1]]
    assert version.catalogue.total("order_repeat_places", Selection(date(2025, 5, 1), date(2025, 5, 31)))["value"] is None  # known at the cut-off only
    version.close()


# --- whose orders they are

ESTATES = ["小区编码", "小区名称", "管理方式", "所属镇街", "所属社区", "物业企业信用代码", "户数"]
COMPANIES = ["统一社会信用代码", "企业名称", "所属镇街", "统计日期", "党组织编码"]


def test_orders_belong_to_the_estate_of_their_community_and_to_its_company(tmp_path):
    towns = golden.table(tmp_path / "镇街.csv", ["镇街代码", "镇街名称", "类型"], [("001", "东街", "街道")], "")
    communities = golden.table(tmp_path / "社区.csv", ["社区代码", "社区名称", "所属镇街"], [("001001", "南社区", "东街"), ("001002", "北社区", "东街")], "")
    homes = golden.table(tmp_path / "小区.csv", ESTATES, [("E1", "花园", "物业企业", "东街", "南社区", "Q1", "400"), ("E2", "花园", "物业企业", "东街", "北社区", "Q2", "500"), ("E3", "公寓", "物业企业", "东街", "北社区", "Q1", "50")], "")
    firms = golden.table(tmp_path / "企业.csv", COMPANIES, [("Q1", "甲物业", "东街", "2025-06-30", ""), ("Q2", "乙物业", "东街", "2025-06-30", "")], "")
    rows = [{"上报时间": "2025-06-02 08:00", "所属社区": place, "小区名称": name} for place, name in (("南社区", "花园"), ("北社区", "花园"), ("北社区", "公寓"), ("南社区", "公寓"), ("南社区", ""))]
    version = golden.imported(tmp_path / "data", towns, communities, homes, firms, golden.orders(tmp_path / "工单.csv", rows))
    by_estate = version.catalogue.values("order_per_households", "estate").set_index("label")
    assert by_estate.value.dropna().to_dict() == {"花园（南社区）": 2.5, "花园（北社区）": 2.0, "公寓": 20.0}
    assert by_estate.numerator["公寓（台账外）"] == 1  # 南社区 has none of that name
    assert version.catalogue.values("order_reported", "estate").code.is_unique
    by_company = version.catalogue.values("order_per_households", "company").set_index("label")
    assert by_company.value.dropna().to_dict() == {"甲物业": pytest.approx(2 / 0.45), "乙物业": 2.0} and by_company.numerator["未填写"] == 2
    version.close()


def test_estates_that_share_name_and_community_are_told_apart_and_an_order_of_them_belongs_to_none(tmp_path):
    homes = golden.table(tmp_path / "小区.csv", ESTATES, [("E1", "花园", "居民自治", "东街", "幸福社区", "", "10"), ("E2", "花园", "居民自治", "西街", "幸福社区", "", "20"), ("E3", "公寓", "居民自治", "西街", "幸福社区", "", "30")], "")
    rows = [{"上报时间": "2025-06-02 08:00", "所属街道": town, "所属社区": place, "小区名称": name} for town, place, name in (("东街", "幸福社区", "花园"), ("", "", "花园"), ("", "", "公寓"))]
    version = golden.imported(tmp_path / "data", homes, golden.orders(tmp_path / "工单.csv", rows))
    assert set(version.engine.run("select label from mart_estate").label) == {"花园（E1）", "花园（E2）", "公寓"}
    found = version.catalogue.values("order_per_households", "estate").set_index("label")
    assert found.numerator["花园（社区不明）"] == 1 and found.value["公寓"] == pytest.approx(1000 / 30)
    version.close()
