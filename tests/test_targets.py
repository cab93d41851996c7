"""Targets: which one applies, and how the distance is said."""

import unicodedata
from datetime import date
from types import SimpleNamespace

import duckdb
import pandas as pd
import pytest

from govboard import PROJECT, targets
from govboard.selection import Area, Selection

RATE = SimpleNamespace(label="按期办结率", name="order_on_time_rate", good="higher", shape="flow", is_rate=True, query=SimpleNamespace(notes={"unit": "percent"}))
OPEN = SimpleNamespace(label="在办", name="order_open", good="lower", shape="stock", is_rate=False, query=SimpleNamespace(notes={"unit": "件"}))
CHECK = "\n".join(line for line in (PROJECT / "queries/checks/target_period_unknown.sql").read_text(encoding="utf-8").splitlines() if not line.startswith("--"))
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


@pytest.mark.parametrize(("written", "read"), [
    ("2025年", (1, "2025")), ("2025", (1, "2025")), ("2025年度", (1, "2025")), ("2025年第二季度", (2, "2025Q2")), ("2025Q2", (2, "2025Q2")), ("2025年4季度", (2, "2025Q4")),
    ("2025年6月", (3, "2025-06")), ("2025-06", (3, "2025-06")), ("２０２５．６", (3, "2025-06")), ("202506", (3, "2025-06")),
    ("2025-06-01", (3, "2025-06")), ("2025年6月份", (3, "2025-06")), ("2025年1—6月", (0, "None")), ("20256", (0, "None")), ("2025 6", (0, "None")), ("2025-13", (0, "None")), ("上半年", (0, "None")),
])  # fmt: skip
def test_a_target_is_of_a_year_a_quarter_or_a_month(written, read):
    rank, period = targets.read_period(written)
    assert (rank, str(period)) == read
    text = unicodedata.normalize("NFKC", written)  # as an import stores it
    row = f"select '满意率' as metric, '{text}' as period, '' as source_file, '' as source_sheet, 1 as source_row"
    assert bool(duckdb.sql(f"with mart_target as ({row}) {CHECK}").fetchall()) == (rank == 0), "the check warns of exactly those that cannot be read"


def test_a_quarter_stands_between_month_and_year_and_what_cannot_be_read_is_of_no_period():
    rows = pd.DataFrame([("在办", "2025年", None, True, 300), ("在办", "2025年第二季度", None, True, 200), ("在办", "2025年1—6月", None, True, 1)], columns=ROWS.columns)
    assert targets.of(rows, OPEN, Selection(None, date(2025, 5, 31))).value == 200
    assert targets.of(rows, OPEN, Selection(None, date(2025, 1, 31))).value == 300


def test_a_target_of_less_than_what_was_asked_is_not_its_target():
    rows = pd.DataFrame([("在办", "2025年6月", None, True, 200), ("在办", "2025年", None, True, 300), ("在办", "2024年第四季度", None, True, 100)], columns=ROWS.columns)
    assert targets.of(rows, OPEN, Selection(date(2025, 1, 1), date(2025, 6, 30))).value == 300
    assert targets.of(rows, OPEN, Selection(date(2025, 5, 19), date(2025, 6, 18))).value == 200
    assert targets.of(rows, OPEN, Selection(date(2024, 1, 1), date(2024, 12, 31))) is None


def test_a_count_that_grows_is_measured_at_the_end_of_the_whole_period_only():
    grows = SimpleNamespace(label="服务次数", name="service_times", good="higher", shape="flow", is_rate=False, query=SimpleNamespace(notes={"unit": "次"}))
    rows = pd.DataFrame([("服务次数", "2025年", None, True, 1200), ("服务次数", "2025年6月", None, True, 100)], columns=ROWS.columns)
    assert targets.of(rows, grows, Selection(date(2025, 6, 1), date(2025, 6, 30))).value == 100
    assert targets.of(rows, grows, Selection(date(2025, 1, 1), date(2025, 12, 31))).value == 1200
    assert targets.of(rows, grows, Selection(date(2025, 5, 1), date(2025, 5, 31))) is None
    assert targets.of(rows, grows, Selection(date(2025, 6, 1), date(2025, 6, 20))) is None


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
