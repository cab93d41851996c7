"""Targets: which one applies, and how the distance is said."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from govboard import targets
from govboard.selection import Area, Selection

RATE = SimpleNamespace(label="按期办结率", name="order_on_time_rate", good="higher", query=SimpleNamespace(notes={"unit": "percent"}))
OPEN = SimpleNamespace(label="在办", name="order_open", good="lower", query=SimpleNamespace(notes={"unit": "件"}))
ROWS = pd.DataFrame([
    ("按期办结率", "2024年", None, True, 0.9), ("按期办结率", "2025年", None, True, 0.92), ("order_on_time_rate", "2025年6月", None, True, 0.93),
    ("按期办结率", "2025", "001", False, 0.94), ("在办", "2025-06", None, True, 200),
], columns=["metric", "period", "subdistrict", "whole", "value"])  # fmt: skip
TOWN, OTHER = Area("subdistrict", "001", "甲街道"), Area("subdistrict", "002", "乙街道")


@pytest.mark.parametrize(("end", "areas", "target"), [
    (date(2024, 12, 31), (), 0.9),
    (date(2025, 5, 31), (), 0.92),
    (date(2025, 6, 30), (), 0.93),
    (date(2025, 6, 30), (TOWN,), 0.94),
    (date(2025, 5, 31), (OTHER,), 0.92),
    (date(2025, 5, 31), (TOWN, OTHER), 0.92),
    (date(2026, 1, 31), (), None),
    (None, (), None),
])  # fmt: skip
def test_the_month_goes_before_the_year_and_the_own_before_the_district_s(end, areas, target):
    found = targets.of(ROWS, RATE, Selection(None, end, areas))
    assert found == (target if target is None else targets.Target(target))


def test_a_rate_s_target_written_without_the_sign_is_still_a_percentage():
    assert targets.of(ROWS.assign(value=[90, 92, 93, 94, 200]), RATE, Selection(None, date(2025, 5, 31))).value == 0.92
    assert targets.of(ROWS, OPEN, Selection(None, date(2025, 6, 30))).value == 200


def test_a_warning_is_read_like_its_target_and_may_be_missing():
    warned = ROWS.assign(warning=[85, 0.88, None, None, 240])
    assert targets.of(warned, RATE, Selection(None, date(2024, 12, 31))) == (0.9, 0.85)
    assert targets.of(warned, RATE, Selection(None, date(2025, 5, 31))) == (0.92, 0.88)
    assert targets.of(warned, RATE, Selection(None, date(2025, 6, 30))) == (0.93, None)
    assert targets.of(warned, OPEN, Selection(None, date(2025, 6, 30))) == (200, 240)


@pytest.mark.parametrize(("metric", "value", "target", "words", "tone"), [
    (RATE, 0.92, (0.92,), "已达到目标92.0%", "good"),
    (RATE, 0.906, (0.92,), "未达到目标92.0%，相差1.4个百分点", "bad"),
    (OPEN, 258, (200,), "未达到目标200件，相差58件", "bad"),
    (OPEN, 180, (200,), "已达到目标200件", "good"),
    (RATE, None, (0.92, 0.88), "目标92.0%", "neutral"),
    (RATE, 0.906, (0.92, 0.88), "接近目标92.0%，相差1.4个百分点（预警值88.0%）", "near"),
    (RATE, 0.88, (0.92, 0.88), "接近目标92.0%，相差4.0个百分点（预警值88.0%）", "near"),
    (RATE, 0.879, (0.92, 0.88), "未达到目标92.0%，相差4.1个百分点", "bad"),
    (OPEN, 240, (200, 240), "接近目标200件，相差40件（预警值240件）", "near"),
    (OPEN, 241, (200, 240), "未达到目标200件，相差41件", "bad"),
    (RATE, 0.906, (0.92, 0.95), "未达到目标92.0%，相差1.4个百分点", "bad"),  # a warning stricter than its target warns of nothing
])  # fmt: skip
def test_the_distance_to_a_target_is_that_of_the_displayed_figures_and_the_light_is_green_yellow_or_red(metric, value, target, words, tone):
    assert targets.said(metric, value, targets.Target(*target)) == (words, tone)
