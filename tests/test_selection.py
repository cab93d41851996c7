"""What the reader asked: the parameters and the sentence come from one object."""

import dataclasses
import datetime as dt
from datetime import date

import pytest

from govboard.selection import Area, Selection, period_words

STATION = Area("subdistrict", "210603008", "站前街道")
VILLAGE = Area("community", "210603101202", "胡家村")
GRID = Area("grid", "21060310120201", "胡家村第一网格")


def test_both_days_of_a_period_are_inside():
    asked = Selection(date(2025, 6, 1), date(2025, 6, 30)).parameters()
    assert asked["start"] == dt.datetime(2025, 6, 1) and asked["stop"] == dt.datetime(2025, 7, 1)


def test_nothing_chosen_filters_nothing():
    asked = Selection().parameters()
    assert asked["everywhere"] and asked["unscoped"]
    assert {name for name, value in asked.items() if value is not None} == {"everywhere", "unscoped"}


def test_areas_are_handed_over_by_level():
    asked = Selection(areas=(STATION, VILLAGE, GRID)).parameters()
    assert not asked["everywhere"]
    assert [asked[f"{level}_codes"] for level in ("subdistrict", "community", "grid")] == [["210603008"], ["210603101202"], ["21060310120201"]]


def test_an_empty_scope_is_not_the_same_as_no_scope():
    assert Selection(scope=None).parameters()["unscoped"] is True
    asked = Selection(scope=()).parameters()
    assert asked["unscoped"] is False and asked["scope_subdistrict_codes"] is None


def test_every_filter_names_the_dimension_it_needs():
    assert Selection().dimensions() == set()
    assert Selection(areas=(STATION,), categories=("噪声",), sources=("其他",), scope=(VILLAGE,)).dimensions() == {"subdistrict", "category", "source", "community"}


def test_the_sentence_says_period_area_category_and_source():
    asked = Selection(date(2025, 6, 1), date(2025, 6, 30), (STATION, VILLAGE), ("噪声", "停车"), ("其他",))
    assert asked.sentence("振兴区") == "2025年6月 · 站前街道、胡家村 · 类别：噪声、停车 · 来源：其他"
    assert Selection().sentence("振兴区") == "全部时间 · 振兴区"


@pytest.mark.parametrize(("start", "end", "words"), [
    (None, None, "全部时间"),
    (date(2025, 6, 1), date(2025, 6, 30), "2025年6月"),
    (date(2025, 1, 1), date(2025, 6, 30), "2025年1—6月"),
    (date(2024, 1, 1), date(2024, 12, 31), "2024年"),
    (date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
    (date(2025, 6, 3), date(2025, 6, 8), "2025年6月3日至8日"),
    (date(2025, 6, 3), date(2025, 6, 3), "2025年6月3日"),
    (date(2024, 12, 1), date(2025, 1, 31), "2024年12月1日至2025年1月31日"),
    (None, date(2025, 6, 30), "截至2025年6月30日"),
    (date(2025, 6, 1), None, "2025年6月1日以来"),
])  # fmt: skip
def test_a_period_is_written_as_officials_write_it(start, end, words):
    assert period_words(start, end) == words


def test_another_period_keeps_everything_else_that_was_asked():
    asked = Selection(date(2025, 6, 1), date(2025, 6, 30), (STATION,), ("噪声",), ("其他",), (VILLAGE,))
    moved = asked.during(date(2025, 5, 1), date(2025, 5, 31))
    assert dataclasses.replace(moved, start=asked.start, end=asked.end) == asked
    assert moved.sentence() == asked.sentence().replace("6月", "5月")


def test_only_filters_that_a_metric_has_no_dimension_for_are_left_aside():
    asked = Selection(areas=(STATION,), categories=("噪声",), sources=("其他",), scope=(VILLAGE,))
    assert asked.only(("category", "source")) == asked
    bare = asked.only(("subdistrict",))
    assert (bare.categories, bare.sources, bare.areas, bare.scope) == ((), (), (STATION,), (VILLAGE,))


def test_a_selection_cannot_be_changed_and_can_be_a_key():
    asked = Selection(areas=(STATION,))
    assert hash(asked) == hash(Selection(areas=(STATION,)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        asked.start = date(2025, 6, 1)
