"""The 报送台账: who delivered what for which month, what is late, missing, sent back, put right; and the text that asks for it."""

import datetime as dt

import pandas as pd
import pytest

from govboard import filings

AS_OF = dt.datetime(2025, 6, 30, 23, 59, 59)
NOTHING = pd.DataFrame({"import_id": pd.Series(dtype=object)})


def part(unit: str | None, month: int, imported: str, table: str = "work_order", **more) -> dict:
    last = pd.Period(f"2025-{month:02d}", "M")
    identity = f"{unit}{month}{imported}{table}"
    return {"id": identity, "sha": identity, "sheet": None, "table": table, "arrives": "events", "area": "subdistrict", "areas": [unit] if unit else [], "since": f"{last.start_time:%Y-%m-%dT00:00:00}",
            "until": f"{last.end_time:%Y-%m-%dT23:59:59}", "imported": imported, "refused": 0} | more  # fmt: skip


def states(parts: list[dict], pending: pd.DataFrame = NOTHING, **of) -> dict:
    found = filings.ledger(parts, pending, AS_OF, "某某区", 5)
    return {(row.unit, int(row.month[5:])): row.state for row in found.itertuples() if not of or row.report == of.get("report")}


MONTHLY = [part("东街道", month, f"2025-{month + 1:02d}-03T09:00:00") for month in range(1, 7)]


def test_what_came_in_time_is_delivered_and_what_came_after_the_due_day_is_late():
    late = [part("西街道", month, f"2025-{month + 1:02d}-{'06T00:00:01' if month == 3 else '05T23:00:00'}") for month in range(1, 7)]
    found = states(MONTHLY + late)
    assert found["东街道", 3] == "已报" and found["西街道", 3] == "迟报" and found["西街道", 4] == "已报"


def test_what_a_unit_used_to_send_and_did_not_is_missing():
    found = states(MONTHLY + [part("西街道", month, f"2025-{month + 1:02d}-03T09:00:00") for month in (1, 2, 3, 4)])
    assert [found["西街道", month] for month in (4, 5, 6)] == ["已报", "未报", "未报"]


def test_a_report_that_does_not_come_every_month_is_missed_by_nobody():
    found = states([part("东街道", 2, "2025-03-03T09:00:00"), part("西街道", 5, "2025-06-03T09:00:00")])
    assert set(found) == {("东街道", 2), ("西街道", 5)}


def test_a_month_that_is_not_over_is_not_missing():
    found = filings.ledger(MONTHLY[:5], NOTHING, dt.datetime(2025, 6, 12), "某某区", 5)
    assert list(found[found.month == "2025-06"].state) == []


def test_what_was_there_before_the_first_import_is_not_judged():
    assert set(states([part("东街道", month, "2025-07-20T09:00:00") for month in range(1, 7)]).values()) == {"已报"}


def test_rows_sent_back_show_until_they_are_put_right():
    bad = part("东街道", 6, "2025-07-03T09:00:00", refused=2)
    waiting = pd.DataFrame({"import_id": [bad["id"]] * 2})
    assert states([*MONTHLY[:5], bad], waiting)["东街道", 6] == "退回"
    fixed = part("东街道", 6, "2025-07-04T09:00:00", sha=bad["sha"], sheet="表（更正）", corrects={"sheet": None, "rows": [3, 4]})
    assert states([*MONTHLY[:5], bad, fixed])["东街道", 6] == "已更正"


def test_a_second_export_of_a_month_corrects_the_first():
    assert states([*MONTHLY, part("东街道", 6, "2025-07-04T09:00:00")])["东街道", 6] == "已更正"


def test_one_export_of_several_months_counts_for_each_of_them_and_of_no_unit_for_the_district():
    half = part(None, 6, "2025-07-03T09:00:00", since="2025-01-01T00:00:00")
    assert states([half]) == {("某某区", month): "已报" for month in range(1, 7)}


def test_rows_sent_back_of_an_export_of_several_months_are_told_once():
    half = part(None, 6, "2025-07-03T09:00:00", since="2025-01-01T00:00:00")
    found = states([half], pd.DataFrame({"import_id": [half["id"]] * 3}))
    assert [found["某某区", month] for month in range(1, 7)] == ["已报"] * 5 + ["退回"]


def test_the_reminder_names_what_is_open_and_asks_for_nothing_else():
    bad = part("西街道", 4, "2025-05-03T09:00:00", refused=1)
    parts = MONTHLY + [part("西街道", month, f"2025-{month + 1:02d}-03T09:00:00") for month in (1, 2, 3)] + [bad]
    found = filings.ledger(parts, pd.DataFrame({"import_id": [bad["id"]]}), AS_OF, "某某区", 5)
    text = filings.reminder(found, "西街道", dt.date(2025, 7, 8))
    assert text == "西街道：截至7月8日，2025年5月的工单还没有收到；2025年6月的工单还没有收到；2025年4月的工单有1行退回待改正。请从原有系统导出后发来，退回的行请在退回工作簿里改正后发回；不需要另行填报。"
    assert filings.reminder(found, "东街道", dt.date(2025, 7, 8)) == ""


@pytest.mark.parametrize(("parts", "as_of"), [([], AS_OF), (MONTHLY, None)])
def test_an_empty_folder_has_no_ledger(parts, as_of):
    assert filings.ledger(parts, NOTHING, as_of, "某某区", 5).empty


def test_a_street_is_one_unit_however_it_is_written_and_other_lists_are_the_district_s():
    own = [part(name, 5, f"2025-06-0{at}T09:00:00") for at, name in enumerate(["站前街道", "站前街", "站前街道", None, "subdistrict"], 1)]
    own[4] |= {"area": "covers"}
    assert list(filings.units(own, "某某区").values()) == ["站前街道"] * 3 + ["某某区"] * 2
    assert list(filings.units(own, "某某区", {"站前街": "站前街道", "站前街道": "站前街道"}).values()) == ["站前街道"] * 3 + ["某某区"] * 2
    assert filings.usual(["兴隆街道", "兴隆镇", "江边镇"], {"兴隆街道": "兴隆街道", "兴隆镇": "兴隆镇", "江边镇": "兴隆街道"}) == {"兴隆街道": "兴隆街道", "兴隆镇": "兴隆镇", "江边镇": "兴隆街道"}


def test_a_district_s_export_that_happens_to_name_one_street_is_asked_of_no_street():
    monthly = [part(None, month, f"2025-{month + 1:02d}-03T09:00:00", streets=["东街道"] if month == 5 else ["东街道", "西街道"]) for month in range(1, 7)]
    found = filings.ledger(monthly, NOTHING, AS_OF, "某某区", 5)
    assert set(found.unit) == {"某某区"} and set(found.state) == {"已报"}
