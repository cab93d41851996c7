"""The model sentences of the office: each from the figures it follows from."""

from datetime import date, datetime
from types import SimpleNamespace

import pandas as pd
import pytest

from govboard.documents import narrative
from govboard.documents.narrative import Rate

NONE = Rate(None, None)


def test_a_month_its_volume_and_what_was_done_in_time():
    when = narrative.period(date(2025, 6, 1), date(2025, 6, 30), datetime(2025, 6, 30, 23, 59, 59))
    told = "；".join([narrative.volume(when, "全区", 1523, [(1436, "上月"), (1612, "上年同期")]), narrative.on_time(Rate(1389, 1478), Rate(1302, 1403), "上月")])
    assert f"{told}。" == "6月份，全区共受理群众诉求1523件，环比增长6.1%，同比下降5.5%；应办结1478件，按期办结1389件，按期办结率94.0%，较上月提高1.2个百分点。"


def test_millions_are_told_in_full():
    assert narrative.on_time(Rate(1_234_567.0, 2_345_678.0), NONE, "上月") == "应办结2345678件，按期办结1234567件，按期办结率52.6%"


def test_what_was_open_came_and_went():
    assert narrative.flow(212, 1523, 1497, 238, 17) == "月初在办212件，本月受理1523件、办结1497件，月末在办238件，比月初增加26件，其中超期未办结17件"
    assert narrative.flow(20, 5, 10, 15, 0, "期") == "期初在办20件，本期受理5件、办结10件，期末在办15件，比期初减少5件，其中超期未办结0件"
    assert narrative.flow(20, 5, 5, 20, 0) == "月初在办20件，本月受理5件、办结5件，月末在办20件，与月初持平，其中超期未办结0件"


def test_the_three_most_frequent_kinds_and_their_share():
    values = pd.DataFrame({"label": ["物业服务", "停车秩序", "环境卫生", "其他"], "value": [286, 243, 197, 797]})
    assert narrative.top_categories(values) == "诉求量居前三位的是物业服务286件、停车秩序243件、环境卫生197件，合计726件，占47.7%。"


def test_one_street_beside_all_others_together():
    told = narrative.area("花园街道", Rate(161, 176), Rate(158, 170), "上月", Rate(1228, 1302), "其他镇街合计水平")
    assert told == "花园街道按期办结率91.5%（161/176），较上月下降1.4个百分点，比其他镇街合计水平低2.8个百分点。"


def test_what_moved_the_rate_by_category_and_by_handling_unit():
    before = pd.DataFrame({"code": ["环境卫生", "停车秩序", "噪声扰民"], "numerator": [40, 60, 58], "denominator": [43, 65, 62]})
    now = pd.DataFrame({"code": ["环境卫生", "停车秩序", "噪声扰民"], "numerator": [43, 58, 60], "denominator": [48, 63, 65]})
    moves = narrative.contributions(now, before)
    assert moves.sum() == pytest.approx(161 / 176 - 158 / 170)
    late = pd.DataFrame({"label": ["××物业", "甲社区", "乙社区", "丙单位"], "value": [5, 4, 3, 3]})
    assert narrative.behind(moves, late, rises=False) == "从类别看，环境卫生类影响最大，拉低0.9个百分点；从主办单位看，××物业未按期办结5件，占15件的33.3%。"


def test_a_category_that_moved_the_other_way_is_not_named():
    moves = pd.Series({"环境卫生": 0.01, "停车秩序": 0.002})
    assert narrative.behind(moves, pd.DataFrame({"label": [], "value": []}), rises=False) == ""
    assert narrative.behind(moves, pd.DataFrame({"label": [], "value": []}), rises=True) == "从类别看，环境卫生类影响最大，拉高1.0个百分点。"


def test_what_is_stuck_today_and_whose_it_is():
    longest = SimpleNamespace(category="积水", handling_unit="××物业", grid="表厂社区第3网格", community="表厂社区", subdistrict="花园街道", workdays_overdue=5, days_overdue=7)
    told = narrative.today(datetime(2025, 6, 30, 8), "花园街道", 6, 9, longest)
    assert told == "截至6月30日8时，花园街道超期未办结6件，今日到期9件；最长一件已超期5个工作日，为表厂社区第3网格积水问题，主办单位为××物业。"
    assert narrative.today(datetime(2025, 6, 30, 8), "花园街道", 0, 0) == "截至6月30日8时，花园街道超期未办结0件，今日到期0件。"
    assert narrative.today(datetime(2025, 6, 30, 23, 59, 59), "花园街道", 0, 3) == "截至6月30日24时，花园街道超期未办结0件，7月1日到期3件。"  # at 24时 nobody knows which day today is
    assert narrative.today(datetime(2025, 6, 30, 8), "花园街道", None, None) == ""


def test_what_callers_said_when_they_were_asked():
    told = narrative.visits(362, Rate(291, 362), Rate(318, 362), Rate(301, 352), "上月")
    assert told == "有效回访362件，解决率80.4%（291件），满意率87.8%（318件），满意率较上月提高2.3个百分点。"
    assert narrative.visits(0, NONE, NONE, NONE, "上月") == ""


def test_how_companies_are_covered():
    told = narrative.covered("6月30日", "全区", Rate(22, 42), Rate(42, 42), Rate(62, 62))
    assert told == "截至6月30日，全区42家物业企业中，22家已有党组织覆盖，20家已选派党建指导员，党的工作覆盖率100.0%；符合组建条件的62个企业和项目均已建立党组织。"
    assert narrative.covered("6月30日", "全区", Rate(3, 5), Rate(4, 5), Rate(2, 3)).endswith("3家已有党组织覆盖，1家已选派党建指导员，1家尚为空白，党的工作覆盖率80.0%；符合组建条件的3个企业和项目中，2个已建立党组织，1个尚未建立。")


def test_places_that_come_again_and_again():
    places = [("万达周边占道停车", 9), *(("某处", 3) for _ in range(6))]
    assert narrative.repeated(places, 2, 1) == "近90天同一点位诉求3件以上的共7处，较上次会议新增2处、消除1处；其中万达周边占道停车9件，居首位。"
    assert narrative.repeated([], 0, 0) == "近90天没有同一点位诉求3件以上的情况。"


def test_streets_with_too_few_cases_stand_apart_and_the_others_are_measured():
    told = narrative.thin([("安民镇", 22), ("汤池镇", 19)], 30, [0.95, 0.94, 0.93, 0.92, 0.91, 0.89, 0.88], 0.9)
    assert told == "安民镇应办结22件、汤池镇应办结19件，均不足30件，单列不排名；其余7个镇街中，5个高于90.0%的目标值。"
    assert narrative.thin([("安民镇", 22)], 30, [], None) == "安民镇应办结22件，不足30件，单列不排名。"
    assert narrative.thin([(f"第{at}片", 3) for at in range(15)], 30, [], None, "区域") == "15个区域应办结均不足30件，单列不排名。"
    assert narrative.thin([], 30, [0.9, 0.8], 0.9) == "2个镇街中，1个达到90.0%的目标值。"


@pytest.mark.parametrize(("start", "end", "words"), [
    (date(2025, 6, 1), date(2025, 6, 30), "6月份"), (date(2024, 6, 1), date(2024, 6, 30), "2024年6月份"), (date(2025, 6, 1), date(2025, 6, 10), "2025年6月1日至10日"),
    (date(2025, 1, 1), date(2025, 6, 30), "2025年1—6月"), (None, None, "截至2025年6月30日"),
])  # fmt: skip
def test_a_whole_month_is_named_as_reports_name_it(start, end, words):
    assert narrative.period(start, end, datetime(2025, 6, 30, 23, 59, 59)) == words


def test_who_has_not_delivered_is_said_with_when_it_was_due_and_what_it_does_to_the_total():
    due, names = date(2025, 7, 3), ["汤池镇"]
    assert narrative.not_delivered(names, "6月", "服务活动台账", due, datetime(2025, 7, 7, 9), 8) == "汤池镇6月服务活动台账未报送（应报7月3日，逾期4天），合计为8个镇街数，不与全口径数比较，该镇不参与排名。"
    assert narrative.not_delivered(["花园街道"], "6月", "活动台账", due, datetime(2025, 7, 3, 9), 0) == "花园街道6月活动台账未报送（应报7月3日），该街道不参与排名。"
    assert narrative.not_delivered(["东片", "西片"], "6月", "活动台账", due, datetime(2025, 7, 1), 3, "区域").endswith("合计为3个区域数，不与全口径数比较，这些区域不参与排名。")


def test_a_clause_without_figures_is_left_out():
    assert narrative.volume("6月份", "全区", None) == narrative.on_time(NONE, NONE, "上月") == narrative.flow(None, 1, 1, 1, 1) == ""
    assert narrative.area("花园街道", NONE, NONE, "上月", NONE, "其他") == narrative.covered("6月30日", "全区", NONE, NONE, NONE) == narrative.thin([], 30, [], None) == ""
    assert narrative.volume("6月份", "全区", 9, [(3, "上月"), (0, "上年同期")]) == "6月份，全区共受理群众诉求9件，由上月3件增至9件，上年同期为0"
