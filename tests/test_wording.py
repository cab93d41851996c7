"""How figures are said: rounded as on paper, compared as people subtract."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govboard import wording

SHARES = st.integers(0, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))).filter(lambda pair: pair[1] > 0)
STEADY = settings(max_examples=200, deadline=None, derandomize=True)


@pytest.mark.parametrize(("value", "said"), [(0.9405, "94.1%"), (0.0005, "0.1%"), (0.00049, "0.0%"), (1 / 3, "33.3%"), (2 / 3, "66.7%"), (1.0, "100.0%"), (0.0, "0.0%"), (0.285, "28.5%")])
def test_a_rate_is_rounded_half_up_to_one_place(value, said):
    assert wording.figure(value, "percent") == said


@pytest.mark.parametrize(("value", "unit", "said"), [(1523, "件", "1523件"), (0, "件", "0件"), (15234, "件", "15234件"), (12.25, "小时", "12.3小时"), (3.0, "场", "3场")])
def test_a_count_is_said_whole_with_its_unit(value, unit, said):
    assert wording.figure(value, unit) == said


@pytest.mark.parametrize(("value", "said"), [(9_999, "9999件"), (10_000, "1.00万件"), (15_250, "1.53万件"), (123_456, "12.35万件")])
def test_a_brief_count_uses_万_from_ten_thousand(value, said):
    assert wording.figure(value, "件", brief=True) == said


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_what_is_missing_is_a_dash_and_never_a_zero(nothing):
    assert wording.figure(nothing, "件") == "—"
    assert wording.figure(nothing, "percent", brief=True) == "—"
    assert wording.parts(3, nothing) == ""


def test_parts_of_a_rate_are_whole_counts():
    assert wording.parts(62.0, 62.0) == "62/62"
    assert wording.parts(0, 0) == "0/0"


@pytest.mark.parametrize(("now", "before", "said"), [
    (0.940, 0.921, "较上月提高1.9个百分点"),
    (0.921, 0.940, "较上月下降1.9个百分点"),
    (0.94049, 0.94012, "与上月持平"),
    (0.5, None, "上月无可比数据"),
    (None, 0.5, "上月无可比数据"),
])  # fmt: skip
def test_a_rate_changes_in_percentage_points(now, before, said):
    assert wording.change(now, before, "percent", "上月") == said


@pytest.mark.parametrize(("now", "before", "said"), [
    (110, 100, "较上月增长10.0%"),
    (90, 100, "较上月下降10.0%"),
    (100, 100, "与上月持平"),
    (1, 0, "上月为0"),
    (0, 0, "上月也为0"),
    (12, 19, "由上月19件减至12件"),
    (25, 19, "由上月19件增至25件"),
    (19, 20, "较上月下降5.0%"),
    (100_001, 100_000, "与上月持平"),
    (3, None, "上月无可比数据"),
])  # fmt: skip
def test_a_count_changes_in_percent_and_a_small_one_in_counts(now, before, said):
    assert wording.change(now, before, "件", "上月") == said


@STEADY
@given(SHARES, SHARES)
def test_the_difference_of_two_rates_is_that_of_the_displayed_ones(now, before):
    now, before = now[0] / now[1], before[0] / before[1]
    shown = [Decimal(wording.figure(each, "percent").rstrip("%")) for each in (now, before)]
    points = shown[0] - shown[1]
    said = wording.change(now, before, "percent", "上月")
    assert said == ("与上月持平" if not points else f"较上月{'提高' if points > 0 else '下降'}{abs(points)}个百分点")


@STEADY
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_tone_of_a_change_turns_round_when_lower_is_better(now, before):
    opposite = {"good": "bad", "bad": "good", "neutral": "neutral"}
    assert wording.better(now, before, "件", "lower") == opposite[wording.better(now, before, "件", "higher")]
    assert wording.better(now, before, "件", "neutral") == "neutral"


def test_a_change_against_nothing_has_no_tone():
    assert wording.better(0.9, None, "percent", "higher") == wording.better(float("nan"), 0.9, "percent", "higher") == wording.better(3, 3, "件", "lower") == "neutral"
    assert wording.better(3, 2, "件", "higher") == "good"


@pytest.mark.parametrize(("now", "before", "unit", "said", "way"), [
    (0.94004, 0.93996, "percent", "与上月持平", 0),
    (0.9401, 0.9388, "percent", "较上月提高0.1个百分点", 1),
    (12.34, 12.31, "件/千户", "与上月持平", 0),
    (12.36, 12.31, "件/千户", "由上月12.3件/千户增至12.4件/千户", 1),
    (32.34, 32.31, "件/千户", "与上月持平", 0),
    (32.26, 32.34, "件/千户", "与上月持平", 0),
    (30.0, 33.04, "件/千户", "较上月下降9.1%", -1),
    (100_001, 100_000, "件", "与上月持平", 0),
])  # fmt: skip
def test_arrow_colour_and_words_are_those_of_the_displayed_figures(now, before, unit, said, way):
    assert wording.change(now, before, unit, "上月") == said
    assert wording.direction(now, before, unit) == way
    assert wording.better(now, before, unit, "higher") == {1: "good", -1: "bad", 0: "neutral"}[way]


@pytest.mark.parametrize(("time", "said"), [
    (dt.datetime(2025, 6, 30, 23, 59, 59), "2025年6月30日24时"),
    (dt.datetime(2025, 6, 30, 18), "2025年6月30日18时"),
    (dt.datetime(2025, 6, 30, 9, 5), "2025年6月30日9时5分"),
    (dt.datetime(2025, 7, 1), "2025年7月1日0时"),
    (None, "—"),
])  # fmt: skip
def test_a_moment_is_said_to_the_hour_and_the_end_of_a_day_is_its_24时(time, said):
    assert wording.moment(time) == said
