"""Dates and times as offices write them, and the typed cells around them."""

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govboard.importing import clean, times

DAY = dt.datetime(2025, 3, 8)

WRITTEN = {
    "2025-03-08": DAY, "2025/3/8": DAY, "2025.3.8": DAY, "2025年3月8日": DAY, "2025 年 3 月 8 日": DAY, "２０２５年３月８日": DAY,
    "20250308": DAY, "45724": DAY, "45724.5": DAY.replace(hour=12), "1741420800": DAY.replace(hour=16), "1741420800000": DAY.replace(hour=16),
    "2025-03-08 09:05": DAY.replace(hour=9, minute=5), "2025-03-08T09:05:06": DAY.replace(hour=9, minute=5, second=6),
    "2025/3/8 9:5": DAY.replace(hour=9, minute=5), "2025-03-08 09:05:06.123": DAY.replace(hour=9, minute=5, second=6),
    "2025年3月8日9时30分": DAY.replace(hour=9, minute=30), "2025年3月8日9时30分15秒": DAY.replace(hour=9, minute=30, second=15),
    "2025年3月8日9时": DAY.replace(hour=9), "2025年3月8日 9点": DAY.replace(hour=9), "2025年3月8日 下午3:05": DAY.replace(hour=15, minute=5),
    "2025-03-08 上午 9:05": DAY.replace(hour=9, minute=5), "202503080905": DAY.replace(hour=9, minute=5),
    "20250308090506": DAY.replace(hour=9, minute=5, second=6), "2025-03-08 24:00": DAY + dt.timedelta(days=1),
    "2025/3/8上午12:05": DAY.replace(minute=5), "2025/3/8下午12:05": DAY.replace(hour=12, minute=5), "2025/3/8 12:05 am": DAY.replace(minute=5),
    "2025-03-08 9:05:00 PM": DAY.replace(hour=21, minute=5), "2025-03-08 PM 9:05": DAY.replace(hour=21, minute=5), "2025-03-08 21:05下午": DAY.replace(hour=21, minute=5),
    "2025-03-08T09:05:00+08:00": DAY.replace(hour=9, minute=5), "2025-03-08T09:05:00.123456+0800": DAY.replace(hour=9, minute=5),
    "2025-03-08T01:05:00Z": DAY.replace(hour=9, minute=5), "2025-03-08T01:05:00.5Z": DAY.replace(hour=9, minute=5), "2025-03-07T22:35:00-02:30": DAY.replace(hour=9, minute=5),
}  # fmt: skip
NO_TIME = ["昨天上午", "尽快", "2025-02-30", "2025-13-01", "2025-03-08 25:00", "2025-03-08 24:30", "2025-03-08 09:61", "2025", "123456", "12:30", "20251308", "二〇二五年三月八日"]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_time_is_read_however_it_is_written(text):
    assert times.parse(text) == WRITTEN[text]


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_no_time_is_never_guessed(text):
    assert times.parse(text) is None


@given(st.datetimes(min_value=dt.datetime(1990, 1, 1), max_value=dt.datetime(2090, 1, 1)).map(lambda each: each.replace(microsecond=0)))
def test_every_way_of_writing_one_moment_gives_that_moment(moment):
    forms = ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日%H时%M分%S秒", "%Y%m%d%H%M%S", "%Y-%m-%dT%H:%M:%S"]
    assert {times.parse(moment.strftime(form)) for form in forms} == {moment}


@given(st.datetimes(min_value=dt.datetime(1990, 1, 1), max_value=dt.datetime(2090, 1, 1)).map(lambda each: each.replace(microsecond=0)))
def test_an_excel_serial_gives_the_moment_to_the_second(moment):
    serial = (moment - dt.datetime(1899, 12, 30)).total_seconds() / 86400
    assert times.parse(repr(serial).removesuffix(".0")) == moment


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_of_times_fail(text):
    found = times.parse(text)
    assert found is None or isinstance(found, dt.datetime)


def day(year: int, month: int, number: int) -> dt.date:
    return dt.date(year, month, number)


JUNE = (day(2025, 6, 1), day(2025, 6, 30))
HALF = (day(2025, 1, 1), day(2025, 6, 30))
YEAR = (day(2025, 1, 1), day(2025, 12, 31))
SECOND = (day(2025, 4, 1), day(2025, 6, 30))
LAST = (None, day(2025, 6, 30))
NOTHING = (None, None)
DECLARED = {
    # ranges of days
    "工单明细（2025年1月1日至2025年6月30日）": HALF, "统计时段：2025-01-01 ~ 2025-06-30": HALF, "2025.1.1—2025.6.30": HALF,
    "2025年1月1日至6月30日": HALF, "2025年6月1日至30日": JUNE, "2025年6月1日至2025年6月30日": JUNE, "2025-06-01至2025-06-30": JUNE, "2025-06-01-2025-06-30": JUNE,
    "2025.6.1-2025.6.30": JUNE, "2025.6.1-6.30": JUNE, "20250601-20250630": JUNE, "2025年6月1日起至2025年6月30日止": JUNE, "2025年6月1日（星期日）至6月30日（周一）": JUNE,
    "统计时间：2025-06-01 00:00:00至2025-06-30 23:59:59": JUNE, "统计时间：2025年6月1日0时至2025年6月30日24时": JUNE, "2025年6月1日 08:30 — 2025年6月30日 24:00": JUNE,
    "2025年6月1日至6月30日会议台账": JUNE, "填报时间：2025年6月1日至6月30日": JUNE, "2025年1月至6月30日": HALF,
    # ranges of months
    "2025年1月至6月": HALF, "2025年1月—6月": HALF, "2025年1-6月": HALF, "2025年1—6月份": HALF, "2025年1～6月": HALF, "２０２５年１－６月": HALF, "2025 年 1 月 至 6 月": HALF,
    "2025年度1—6月": HALF, "2025-01至2025-06": HALF, "2025年5-6月份": (day(2025, 5, 1), day(2025, 6, 30)), "2024年7月至2025年6月": (day(2024, 7, 1), day(2025, 6, 30)),
    "工单2025年1至6月.csv": HALF, "09工单2025年1至6月.csv": HALF,
    # whole months, parts of a year, years
    "2025年6月活动台账": JUNE, "2025年6月份": JUNE, "（2025-06）": JUNE, "2025-06": JUNE, "工单2025-06.csv": JUNE, "2024年2月": (day(2024, 2, 1), day(2024, 2, 29)),
    "2025年上半年": HALF, "2025年下半年": (day(2025, 7, 1), day(2025, 12, 31)), "2025年第二季度": SECOND, "2025年二季度": SECOND, "2025年2季度": SECOND,
    "2025年前三季度": (day(2025, 1, 1), day(2025, 9, 30)), "2025年度": YEAR, "2025年全年": YEAR, "2025全年": YEAR,
    # single days
    "截止日期：2025年6月30日": LAST, "２０２５年６月３０日": LAST, "工单2025-06-30-2.csv": LAST, "截至2025年6月底": LAST, "2023年3月1日 2025年6月30日止": LAST,
    "2025年度台账（截至2025年6月30日）": HALF, "2025年度台账（2025年6月30日）": HALF,
    # days of something else
    "2025年6月网格事件 打印日期：2025-07-02": JUNE, "2025年6月 制表时间：2025年7月2日": JUNE, "2025年6月 导出时间：20250702": JUNE, "填报日期：2025年6月1日": NOTHING,
    "根据2023年3月1日通知 截至2025年6月30日": LAST, "根据2023年3月1日通知": NOTHING, "2023年3月1日印发": NOTHING, "2025年7月2日导出.csv": NOTHING,
    # no period, or an impossible one
    "2025年工单.csv": NOTHING, "区政办发〔2025〕12号": NOTHING, "2025年13月45日": NOTHING, "2025年13月": NOTHING, "2023—2025年度": NOTHING, "2024年下半年至2025年上半年": NOTHING,
    "2025年6月、7月": NOTHING, "2025年6月30日至2025年6月1日": NOTHING, "2025年6月至3月": NOTHING, "2025年6月1日至2025年6月31日": (day(2025, 6, 1), None),
}  # fmt: skip


@pytest.mark.parametrize("line", DECLARED)
def test_title_lines_declare_the_period(line):
    assert times.declared(["某某表", line]) == DECLARED[line]


SEVERAL = [
    (["2025年6月30日", "统计时间：2025年1月1日至6月30日"], HALF),
    (["统计时间：2025年6月1日至30日", "2025年1月1日至6月30日"], JUNE),
    (["2025年度网格工作", "2025年6月"], JUNE),
    (["依据2023年3月1日的通知", "2025年6月30日"], LAST),
    (["2024年12月31日", "截至2025年6月30日"], LAST),
    (["2025年6月1日至5月30日", "2025年6月"], NOTHING),
]


@pytest.mark.parametrize(("lines", "period"), SEVERAL)
def test_of_several_lines_the_plainest_declaration_wins(lines, period):
    assert times.declared(lines) == period


@given(st.lists(st.text(max_size=40), max_size=3))
def test_no_title_makes_the_reader_of_periods_fail(lines):
    first, last = times.declared(lines)
    assert first is None or last is None or first <= last


def column(kind: str, *cells: str, **more) -> tuple[list, list]:
    """Values (missing as None) and which cells were not understood."""
    values, bad = clean.column(pd.Series(cells, dtype=object), kind, more.get("synonyms", {}), more.get("blank"))
    return [None if pd.isna(each) else each for each in values], list(bad)


def test_a_time_column_marks_what_it_cannot_read_and_leaves_blanks_blank():
    values, bad = column("time", "2025-03-08 09:05:06", "昨天", "", "不详", "1899-01-01", "２０２５/3/8")
    assert values == [DAY.replace(hour=9, minute=5, second=6), None, None, None, None, DAY]
    assert bad == [False, True, False, False, True, False]


def test_a_date_column_keeps_the_day_only():
    assert column("date", "2025-03-08 23:59:59")[0] == [DAY]


def test_a_time_column_keeps_order_whatever_the_mixture():
    written = ["2025-03-08 09:00:00", "2025年3月8日9时30分", "45724.5", "20250308130000"]
    assert all(first < second for first, second in pairwise(column("time", *written)[0]))


def test_numbers_are_read_with_separators_and_full_width_digits():
    assert column("number", "1,234.5", "１２", "-3") == ([1234.5, 12.0, -3.0], [False] * 3)


def test_a_number_that_is_none_is_marked_even_when_it_is_huge():
    assert column("integer", "1.5", "1e300", "99999999999999999999", "三", "7")[1] == [True, True, True, True, False]
    assert column("number", "inf", "-inf", "1e999", "12%", "7")[1] == [True, True, True, True, False]


def test_flags_know_ticks_words_and_digits_and_an_empty_one_is_no_only_where_the_format_says_so():
    assert column("flag", "√", "是", "1", "否", "×", "0", "也许", "") == ([True, True, True, False, False, False, None, None], [False] * 6 + [True, False])
    assert column("flag", "√", "", blank=False)[0] == [True, False]


def test_a_code_keeps_its_leading_zero_and_a_damaged_one_is_refused():
    assert column("code", "007", "'210603001", "2.10603E+17") == (["007", "210603001", None], [False, False, True])


def test_synonyms_become_the_words_of_the_field():
    assert column("text", "办结", "已结案", "别的", synonyms={"办结": "已办结", "已结案": "已办结"})[0] == ["已办结", "已办结", "别的"]
