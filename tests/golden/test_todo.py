"""The list of 今日 on rows that can be counted by hand, and what it says of them."""

import pytest

from govboard.documents import supervision
from govboard.selection import Area, Selection
from tests import golden
from tests.golden.test_today import OPEN


@pytest.fixture(scope="module")
def friday(tmp_path_factory):
    place = tmp_path_factory.mktemp("friday")
    more = [("退回三次", {"办结时限": "2025-07-20 10:00", "退回次数": "3"}), ("督办远", {"办结时限": "2025-07-20 10:00", "督办状态": "督办中"}), ("超期督办", {"办结时限": "2025-06-25 10:00", "督办状态": "督办中"}), ("超期挂账", {"办结时限": "2025-06-20 10:00", "是否挂账": "是"})]
    rows = [{"工单编号": number, "上报时间": "2025-06-19 08:00", "所属街道": "东街" if number != "周六" else "西街", "小区名称": "花园", "主办单位": "甲物业", **each} for number, each in [*OPEN, *more]]
    version = golden.imported(place / "data", golden.orders(place / "工单.csv", rows, "统计时间：2025年6月1日至2025年6月27日"))
    yield version
    version.close()


def todo(version, selection: Selection = Selection()):
    return version.report("todo", selection.parameters())


def test_overdue_and_supervised_first_then_by_working_days_then_what_is_due(friday):
    listed = supervision.worded(todo(friday))
    assert listed["工单编号"].to_list() == ["超期督办", "昨天", "周六", "周日", "周一", "督办远", "退回三次"]
    assert listed["情况"].to_list() == ["已超期2个工作日", "已超期，不足1个工作日", "6月28日9时到期", "6月29日24时到期", "6月30日10时到期", "7月20日10时到期", "7月20日10时到期"]
    assert listed["反复"].to_list()[-1] == "退回3次" and listed["督办"].to_list() == ["督办中", "", "", "", "", "督办中", ""]


def test_the_list_counts_what_the_metrics_count(friday):
    rows = todo(friday)
    for light, name in ((supervision.OVERDUE, "order_overdue_open"), (supervision.TODAY, "order_due_today"), (supervision.NEXT, "order_due_next_workday")):
        counted = set(friday.catalogue.passport(name)["records"].record)
        listed = rows[(rows.light == light) & (rows.apart.isna() | (light == supervision.OVERDUE))]
        assert set(listed.order_no) == counted, name
    assert set(friday.catalogue.passport("order_returned_open")["records"].record) == set(rows.order_no[rows.returned >= 2]) == {"退回三次"}


def test_what_is_held_or_extended_is_counted_and_listed_only_when_asked_for(friday):
    rows = todo(friday)
    assert supervision.apart(rows) == "另有挂账2件、延期1件未列入。"
    assert supervision.inside(rows[rows.light == supervision.OVERDUE]) == "其中挂账1件，未列入下表。"
    held = supervision.worded(rows, with_apart=True)
    assert "已超期5个工作日（挂账）" in held["情况"].to_list() and len(held) == len(supervision.worded(rows)) + 3


def test_the_list_to_copy_holds_what_is_urgent_and_nothing_else(friday):
    told = supervision.text(todo(friday), "东街，数据截至2025年6月27日24时").splitlines()
    assert told[0] == "督办清单（东街，数据截至2025年6月27日24时）"
    assert told[1].startswith("1. 已超期2个工作日　") and told[1].endswith("督办中　工单超期督办") and "主办：甲物业" in told[1]
    assert [each[:2] for each in told[1:]] == ["1.", "2.", "3.", "4.", "另有"]
    assert supervision.text(todo(friday)[:0], "x").splitlines()[1] == "没有超期、今日到期或督办中的工单。"


def test_an_area_is_asked_for_alone(friday):
    west = Selection(areas=(Area("subdistrict", "西街", "西街"),))
    assert todo(friday, west).order_no.to_list() == ["周六"]
    assert todo(friday, Selection(areas=(Area("estate", "花园", "花园"),))).shape[0] == todo(friday).shape[0]


def test_what_came_and_went_since_an_earlier_version():
    from datetime import datetime

    assert supervision.moved({"A", "B", "C"}, {"A", "D", "E"}, "V3", datetime(2025, 6, 29, 23, 59, 59)) == "与V3（数据截至6月29日24时）相比：新增超期2件、消除2件。"
    assert supervision.moved({"A"}, {"A"}, "V3", datetime(2025, 6, 29, 8)) == "与V3（数据截至6月29日8时）相比：超期工单没有变化。"
