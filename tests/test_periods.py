"""Periods to choose from, and the periods they are compared with."""

import datetime as dt
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govboard import periods

STEADY = settings(max_examples=200, deadline=None, derandomize=True)
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
DAY = dt.timedelta(days=1)


def keys(as_of, earliest):
    return [each.key for each in periods.choices(as_of, earliest)]


def chosen(key, as_of, earliest=date(2022, 1, 1)):
    return next(each for each in periods.choices(as_of, earliest) if each.key == key)


def test_months_come_newest_first_then_years_then_the_rest():
    assert keys(date(2025, 2, 10), date(2024, 12, 5)) == ["2025-02", "2025-01", "2024-12", "2025-Q1", "2025", "2024", "2025-1~02", "12m", "all", "custom"]


def test_only_the_last_24_months_stand_before_the_years():
    found = keys(date(2025, 6, 30), date(2022, 1, 1))
    assert found.index("2025-Q2") == 24 and found[23] == "2023-07" and found.index("2025") == 38
    assert found[-3:] == ["2022-01", "all", "custom"] and len(set(found)) == len(found)


@pytest.mark.parametrize(("key", "start", "end", "words"), [
    ("2025-06", date(2025, 6, 1), date(2025, 6, 17), "2025年6月"),
    ("2025-05", date(2025, 5, 1), date(2025, 5, 31), "2025年5月"),
    ("2025", date(2025, 1, 1), date(2025, 6, 17), "2025年"),
    ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024年"),
    ("2025-Q2", date(2025, 4, 1), date(2025, 6, 17), "2025年第二季度"),
    ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), "2025年第一季度"),
    ("2025-1~05", date(2025, 1, 1), date(2025, 5, 31), "2025年1—5月"),
    ("2025-1~06", date(2025, 1, 1), date(2025, 6, 17), "2025年1—6月"),
    ("2024-1~11", date(2024, 1, 1), date(2024, 11, 30), "2024年1—11月"),
    ("12m", date(2024, 7, 1), date(2025, 6, 17), "近12个月"),
    ("all", None, None, "全部时间"),
    ("custom", None, None, "自选日期"),
])  # fmt: skip
def test_a_period_ends_at_the_cut_off(key, start, end, words):
    found = chosen(key, date(2025, 6, 17))
    assert (found.start, found.end, found.words) == (start, end, words)


def test_the_words_of_a_period_stay_in_the_address_when_the_cut_off_moves_on():
    words = [{each.key: each.words for each in periods.choices(as_of, date(2022, 1, 1))} for as_of in (date(2025, 6, 17), date(2025, 6, 30), date(2025, 7, 2))]
    assert words[0].items() == words[1].items() <= words[2].items()
    assert len(set(words[2].values())) == len(words[2])


@pytest.mark.parametrize(("as_of", "key"), [(date(2025, 6, 30), "2025-06"), (date(2025, 6, 29), "2025-05"), (date(2025, 1, 15), "2024-12"), (date(2024, 2, 29), "2024-02"), (date(2024, 2, 28), "2024-01")])
def test_readers_begin_with_the_last_complete_month(as_of, key):
    assert periods.opening(as_of) == key


@pytest.mark.parametrize(("start", "end", "before"), [
    (date(2025, 6, 1), date(2025, 6, 30), (date(2025, 5, 1), date(2025, 5, 31), "上月")),
    (date(2025, 1, 1), date(2025, 1, 31), (date(2024, 12, 1), date(2024, 12, 31), "上月")),
    (date(2025, 6, 1), date(2025, 6, 17), (date(2025, 5, 1), date(2025, 5, 17), "上月前17天")),
    (date(2024, 1, 1), date(2024, 12, 31), (date(2023, 1, 1), date(2023, 12, 31), "上年同期")),
    (date(2025, 1, 1), date(2025, 6, 30), (date(2024, 1, 1), date(2024, 6, 30), "上年同期")),
    (date(2025, 6, 3), date(2025, 6, 9), (date(2025, 5, 27), date(2025, 6, 2), "前一时段")),
    (date(2024, 11, 1), date(2025, 2, 28), (date(2024, 7, 4), date(2024, 10, 31), "前一时段")),
])  # fmt: skip
def test_a_period_is_compared_with_one_of_its_own_kind(start, end, before):
    assert periods.before(start, end) == before


def test_an_open_march_is_compared_with_no_more_than_february():
    assert periods.before(date(2025, 3, 1), date(2025, 3, 30))[:2] == (date(2025, 2, 1), date(2025, 2, 28))


@pytest.mark.parametrize(("start", "end", "ago"), [
    (date(2025, 2, 1), date(2025, 2, 28), (date(2024, 2, 1), date(2024, 2, 29))),
    (date(2024, 2, 1), date(2024, 2, 29), (date(2023, 2, 1), date(2023, 2, 28))),
    (date(2024, 2, 29), date(2024, 3, 10), (date(2023, 2, 28), date(2023, 3, 10))),
    (date(2025, 6, 3), date(2025, 6, 17), (date(2024, 6, 3), date(2024, 6, 17))),
])  # fmt: skip
def test_a_year_ago_a_month_s_last_day_is_the_month_s_last_day(start, end, ago):
    assert periods.year_ago(start, end) == ago


@STEADY
@given(DAYS, st.integers(0, 800))
def test_no_choice_ends_after_the_cut_off_and_none_starts_after_it_ends(as_of, days):
    found = periods.choices(as_of, as_of - days * DAY)
    assert all(each.start <= each.end <= as_of for each in found if each.end)
    assert [each.key for each in found if each.start is None] == ["all", "custom"]
    assert periods.opening(as_of) in {each.key for each in periods.choices(as_of, as_of - 62 * DAY)}


@STEADY
@given(DAYS, st.integers(0, 800))
def test_the_period_before_never_reaches_into_the_period(start, days):
    first, last, words = periods.before(start, start + days * DAY)
    assert first <= last < start and words
    if words == "前一时段":
        assert last == start - DAY and last - first == days * DAY


@STEADY
@given(DAYS, st.integers(0, 364))
def test_the_year_before_has_as_many_days_give_or_take_a_leap_day(start, days):
    end = start + days * DAY
    first, last = periods.year_ago(start, end)
    assert first.year == start.year - 1 and last.year == end.year - 1
    assert abs((last - first) - (end - start)) <= DAY


# --- assessment months, quarters, the two months of Spring Festival


@pytest.mark.parametrize(("as_of", "key", "start", "end"), [
    (date(2025, 6, 30), "2025-07k", date(2025, 6, 19), date(2025, 6, 30)),
    (date(2025, 6, 30), "2025-06k", date(2025, 5, 19), date(2025, 6, 18)),
    (date(2025, 6, 18), "2025-06k", date(2025, 5, 19), date(2025, 6, 18)),
    (date(2025, 1, 3), "2025-01k", date(2024, 12, 19), date(2025, 1, 3)),
    (date(2025, 1, 19), "2025-02k", date(2025, 1, 19), date(2025, 1, 19)),
])  # fmt: skip
def test_an_assessment_month_runs_from_the_19th_to_the_18th(as_of, key, start, end):
    found = {each.key: each for each in periods.choices(as_of, date(2022, 1, 1), 19)}
    assert (found[key].start, found[key].end) == (start, end)
    assert found[key].words == f"{key[:4]}年{int(key[5:7])}月考核月"


@pytest.mark.parametrize(("as_of", "key"), [(date(2025, 6, 30), "2025-06k"), (date(2025, 6, 18), "2025-06k"), (date(2025, 6, 17), "2025-05k"), (date(2025, 1, 5), "2024-12k")])
def test_where_months_are_assessed_readers_begin_with_the_last_complete_one(as_of, key):
    assert periods.opening(as_of, 19) == key
    assert key in [each.key for each in periods.choices(as_of, date(2022, 1, 1), 19)]


@pytest.mark.parametrize(("start", "end", "before"), [
    (date(2025, 5, 19), date(2025, 6, 18), (date(2025, 4, 19), date(2025, 5, 18), "上一考核月")),
    (date(2025, 1, 19), date(2025, 2, 18), (date(2024, 12, 19), date(2025, 1, 18), "上一考核月")),
    (date(2025, 4, 1), date(2025, 6, 30), (date(2025, 1, 1), date(2025, 3, 31), "上季度")),
    (date(2025, 4, 1), date(2025, 6, 10), (date(2025, 1, 1), date(2025, 3, 12), "上季度前71天")),
    (date(2025, 4, 1), date(2025, 5, 20), (date(2025, 1, 1), date(2025, 2, 19), "上季度前50天")),
    (date(2025, 4, 1), date(2025, 5, 31), (date(2025, 1, 1), date(2025, 3, 2), "上季度前61天")),
    (date(2025, 1, 1), date(2025, 2, 28), (date(2024, 1, 1), date(2024, 2, 29), "上年同期")),
    (date(2025, 6, 19), date(2025, 6, 30), (date(2025, 5, 19), date(2025, 5, 30), "上一考核月前12天")),
    (date(2025, 3, 19), date(2025, 4, 17), (date(2025, 2, 19), date(2025, 3, 18), "上一考核月前30天")),
])  # fmt: skip
def test_assessment_months_and_quarters_are_compared_with_the_one_before(start, end, before):
    assert periods.before(start, end, month_starts_on=19) == before


def test_january_waits_for_february_and_both_are_compared_together():
    assert periods.same_as_a_year_ago(date(2025, 1, 1), date(2025, 1, 31)) is None
    assert periods.same_as_a_year_ago(date(2025, 1, 1), date(2025, 1, 17)) is None
    assert periods.same_as_a_year_ago(date(2025, 2, 1), date(2025, 2, 28)) == ((date(2025, 1, 1), date(2025, 2, 28)), (date(2024, 1, 1), date(2024, 2, 29)), "上年1—2月（合并比较）")
    assert periods.same_as_a_year_ago(date(2025, 3, 1), date(2025, 3, 31))[2] == "上年同期"
    assert periods.same_as_a_year_ago(date(2025, 1, 1), date(2025, 3, 31))[2] == "上年同期"


@pytest.mark.parametrize(
    ("until", "starts_on", "keys", "last"),
    [
        (date(2025, 6, 30), 1, ["2025-05", "2025-06"], (date(2025, 6, 1), date(2025, 6, 30))),
        (date(2025, 1, 1), 1, ["2024-12", "2025-01"], (date(2025, 1, 1), date(2025, 1, 31))),
        (date(2025, 6, 18), 19, ["2025-05k", "2025-06k"], (date(2025, 5, 19), date(2025, 6, 18))),
        (date(2025, 6, 19), 19, ["2025-06k", "2025-07k"], (date(2025, 6, 19), date(2025, 7, 18))),
        (date(2025, 12, 20), 19, ["2025-12k", "2026-01k"], (date(2025, 12, 19), date(2026, 1, 18))),
    ],
)
def test_the_last_months_are_whole_and_follow_each_other(until, starts_on, keys, last):
    found = periods.last_months(until, 2, starts_on)
    assert ([each.key for each in found], (found[-1].start, found[-1].end)) == (keys, last)
    assert found[0].end + periods.DAY == found[1].start
