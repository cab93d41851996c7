"""Exports as people make them: what is read, what is refused with which words, and that no row is ever lost."""

import datetime as dt
import json
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as deciding
from hypothesis import strategies as st

from govboard.importing import formats
from govboard.warehouse import Warehouse

SAMPLES = Path(__file__).with_name("exports")
SAMPLED = {  # accepted, totals per sheet
    "activity.xlsx": [(2, 1), (0, 1)], "boston_311.csv": [(3, 0)], "boundary.geojson": [(2, 0)], "community.csv": [(3, 1)],
    "grid.csv": [(3, 0)], "message_replied.xlsx": [(2, 0)], "party_org.csv": [(2, 0)], "property_company.xlsx": [(2, 1)],
    "property_unit.xlsx": [(3, 1)], "service_record.csv": [(3, 0)], "subdistrict.csv": [(2, 0)], "work_order.csv": [(4, 0)],
    "estate.csv": [(2, 1)], "venue.csv": [(2, 0)], "post.csv": [(3, 0)], "station.csv": [(1, 0)], "project.csv": [(2, 0)], "member_development.csv": [(2, 0)],
    "training.csv": [(2, 0)], "owners_committee.csv": [(2, 1)], "partner.csv": [(1, 0)], "census.csv": [(2, 0)], "road_section.csv": [(1, 0)], "target.csv": [(2, 0)],
    "holiday.csv": [(3, 0)], "work_order_step.csv": [(3, 0)],
}  # fmt: skip
HEADER = "工单编号,上报时间,所属街道,主要内容"
GOOD = "A1,2025-03-01 10:00:00,东街道,路灯不亮"


def counts(report) -> list[tuple]:
    """read, accepted, refused, totals per sheet; and that nothing was lost."""
    assert all(each.read == each.accepted + each.refused + each.totals for each in report.sheets)
    return [(each.read, each.accepted, each.refused, each.totals) for each in report.sheets]


def only(report) -> tuple:
    assert report.reason is None
    return counts(report)[0]


# --- every format


def test_every_format_has_a_sample_file():
    assert {Path(name).stem for name in SAMPLED} == {each.name for each in formats.load()} == {each.stem for each in SAMPLES.iterdir() if each.is_file()}


@pytest.mark.parametrize("name", SAMPLED)
def test_a_sample_is_recognised_and_every_row_accounted_for(take, name):
    report = take(SAMPLES / name)
    assert {each.format for each in report.sheets} == {Path(name).stem}
    assert counts(report) == [(accepted + totals, accepted, 0, totals) for accepted, totals in SAMPLED[name]]


def test_the_samples_together_give_the_figures_counted_by_hand(imported, warehouse, rows):
    assert imported(*sorted(each for each in SAMPLES.iterdir() if each.is_file())).published
    opened = warehouse.open()
    figure = {name: opened.catalogue.total(name)["value"] for name in ("order_reported", "service_times", "activity_sessions", "org_coverage", "grid_org_coverage")}
    opened.close()
    assert figure == {"order_reported": 9, "service_times": 3, "activity_sessions": 2, "org_coverage": 1 / 2, "grid_org_coverage": 1 / 3}
    assert rows(warehouse, "select subdistrict, count(*) from mart_work_order where order_no like 'G%' group by 1 order by 1") == [("999001001", 2), ("999001101", 2)]


# --- texts in every shape


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_any_encoding_and_delimiter_gives_the_same_rows(take, put, rows, encoding, mark):
    text = f"{HEADER}\n{GOOD}\n".replace(",", mark)
    raw = (b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding)
    report = take(put("a.csv", raw))
    assert only(report) == (1, 1, 0, 0)
    assert list(report.sheets[0].understood["columns"]) == HEADER.split(",")


def test_titles_notes_totals_footers_and_blank_lines_are_told_from_rows(take, put):
    text = f"某某区工单明细\n导出时段：2025年3月1日至2025年3月31日,,,\n\n说明：仅供内部使用\n{HEADER}\n{GOOD}\n,,,\n小 计,,,1\n\nA2,2025-03-02,东街道,井盖\n合计,,,2\n,总计,,2\n填表人：某某,,审核：某某,\n备注：无\n"
    report = take(put("a.csv", text, "gb18030"))
    assert only(report) == (5, 2, 0, 3)
    told = report.sheets[0].understood
    assert (told["header_row"], len(told["titles"]), len(told["footers"])) == (5, 3, 2)
    assert report.sheets[0].part["since"] == "2025-03-01T00:00:00" and report.sheets[0].part["until"] == "2025-03-31T23:59:59"


def test_times_and_full_width_digits_in_one_column_are_all_understood(take, put, folder):
    written = ["2025年3月8日", "20250308", "45724", "1741363200", "２０２５－０３－０８", "2025/3/8 0:00", "2025.3.8"]
    report = take(put("a.csv", "\n".join(["工单编号,上报时间,退回次数"] + [f"A{at},{each},１" for at, each in enumerate(written)])))
    assert only(report) == (len(written), len(written), 0, 0)
    assert report.sheets[0].understood["period"] == ("2025-03-08T00:00:00",) * 2


def test_ragged_rows_are_refused_with_their_number_and_the_good_ones_kept(take, put, refused):
    report = take(put("a.csv", f"{HEADER}\n{GOOD}\nA2\nA3,2025-03-01,东街道,有,多余,逗号\nA4,2025-03-01,东街道,好,,,\n"))
    assert only(report) == (4, 1, 3, 0)
    kept = refused(report)
    assert list(kept.source_row) == [3, 4, 5]
    assert all("4列" in reason and said in reason for reason, said in zip(kept.reason, ["1列", "6列", "7列"], strict=True))


def test_a_quoted_cell_over_several_lines_keeps_row_numbers_right(take, put, refused):
    report = take(put("a.csv", f'{HEADER}\nA1,2025-03-01,东街道,"第一行\n第二行, 有逗号"\nA2,昨天,东街道,坏\n'))
    assert only(report) == (2, 1, 1, 0) and list(refused(report).source_row) == [4]


def test_ten_bad_rows_are_told_one_by_one_and_the_others_stay(take, put, refused):
    lines = [f"B{at},{'尽快' if at % 10 == 0 else '2025-03-01'},东街道,第{at}件" for at in range(100)]
    report = take(put("工单.csv", "\n".join([HEADER, *lines])))
    assert only(report) == (100, 90, 10, 0)
    kept = refused(report)
    assert list(kept.source_row) == [at + 2 for at in range(0, 100, 10)]
    assert set(kept.source_file) == {"工单.csv"} and set(kept.column) == {"上报时间"} and set(kept.value) == {"尽快"}
    assert set(kept.reason) == {"上报时间“尽快”不是可识别的日期时间"}
    assert json.loads(kept.row.iloc[1]) == {"工单编号": "B10", "上报时间": "尽快", "所属街道": "东街道", "主要内容": "第10件"}


def test_a_row_has_all_its_faults_named(take, put, refused):
    report = take(put("a.csv", "工单编号,上报时间,办结时限,退回次数\n,昨天,尽快,三\nA2,2025-03-01,,\nA3,2026-01-15 12:00:01,,\n"))
    assert only(report) == (3, 1, 2, 0)
    first, second = refused(report).reason
    assert all(each in first for each in ("缺少工单编号", "上报时间“昨天”", "办结时限“尽快”", "退回次数“三”不是整数"))
    assert second == "上报时间晚于导入时刻，不可能"


CELLS = st.sampled_from(["", " ", "A1", "2025-03-01", "昨天", "合计", "小计", "填表人：甲", "１２", "1e300", '"', "'", "=1+1", "东街道", "\t", "；", "NULL", "\r"])


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
@deciding(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mess_loses_a_row_or_stops_the_program(take, put, mess, encoding):
    text = "\n".join([HEADER, GOOD, *(",".join(each) for each in mess)])
    report = take(put("mess.csv", text, encoding))
    counts(report)
    assert report.reason or report.sheets[0].accepted >= 1


# --- workbooks


def test_excel_dates_numbers_ticks_and_merged_cells_are_read(take, book, warehouse, imported, rows):
    header = ["所属街道", "工单编号", "上报时间", "办结时限", "退回次数", "是否热点难点"]
    body = [["", 1001, dt.datetime(2025, 3, 1, 9, 30), dt.date(2025, 3, 8), 1, True], ["", "A2", 45717.5, "2025年3月8日", 0, False], ["", "A3", "20250303", None, 2.0, "√"]]
    merged = {"一": [(0, 0, 0, 5, "工单明细（2025年3月）"), (2, 0, 4, 0, "东街道")]}
    imported(book("a.xlsx", {"一": [[], header, *body]}, merged))
    assert rows(warehouse, "select order_no, subdistrict, reported_at, due_at::date, returned, is_hot from raw_work_order order by 1") == [
        ("1001", "东街道", dt.datetime(2025, 3, 1, 9, 30), dt.date(2025, 3, 8), 1, True),
        ("A2", "东街道", dt.datetime(2025, 3, 1, 12), dt.date(2025, 3, 8), 0, False),
        ("A3", "东街道", dt.datetime(2025, 3, 3), None, 2, True),
    ]


def test_each_sheet_is_judged_by_itself_and_named_in_its_reason(take, book):
    report = take(book("a.xlsx", {"工单": [HEADER.split(","), GOOD.split(",")], "封面": [["某某区"]], "空表": [], "坏的": [HEADER.split(","), ["A1", "昨天"]]}))
    assert report.reason is None and counts(report) == [(1, 1, 0, 0), (0, 0, 0, 0), (1, 0, 1, 0)]
    assert [each.sheet for each in report.sheets] == ["工单", "封面", "坏的"]
    assert report.sheets[1].reason.startswith("没有认出这张表") and "第2行上报时间“昨天”" in report.sheets[2].reason


# --- files that cannot be read

BROKEN = {
    "PNG renamed": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "已损坏"),
    "NUL early": (f"{HEADER}\nA1,2025-03-01,\0,x\n".encode(), "不是表格文本"),
    "NUL late": (f"{HEADER}\n".encode() + f"{GOOD}\n".encode() * 3000 + b"A2,2025-03-01,\0,x\n", "已损坏"),
    "UTF-16 cut in a character": (f"{HEADER}\n{GOOD}\n".encode("utf-16") + b"\x4e", "已损坏"),
    "neither UTF-8 nor GB18030": (f"{HEADER}\n".encode() + b"A1,\xff\xfe\xfd,a,b\n", "编码损坏"),
    "empty": (b"", "文件是空的"), "blank": (b" \r\n\r\n", "文件是空的"), "empty with BOM": (b"\xef\xbb\xbf\r\n", "没有任何数据"),
    "header only": (f"{HEADER}\n".encode(), "只有表头，没有数据行"), "unknown": ("姓名,年龄\n甲,3\n".encode(), "没有认出这张表"),
    "half a header": ("工单编号,主要内容,所属街道\nA1,x,y\n".encode(), "缺少列：上报时间"), "half a GeoJSON": (b'{"type": "FeatureCollection", "features": [', "GeoJSON"),
    "another JSON": (b'{"a": 1}', "GeoJSON"), "no date for a snapshot": ("统一社会信用代码,企业名称,党组织编码\nU1,甲,Z1\n".encode(), "没有写明统计日期"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason_and_nothing_is_stored(take, put, folder, kind):
    content, reason = BROKEN[kind]
    report = take(put("坏的.csv", content))
    assert reason in report.reason and report.reason.endswith("。") and not report.parts
    assert not any(each.is_file() for each in folder.rglob("*"))


def test_a_workbook_cut_or_damaged_anywhere_is_refused_or_read_but_never_stops_the_program(take, put, book):
    whole = book("a.xlsx", {"一": [HEADER.split(","), *[GOOD.split(",")] * 50]}).read_bytes()
    chance = random.Random(7)
    cuts = [whole[:at] for at in range(4, len(whole), len(whole) // 40)]
    for _ in range(60):
        bytes_ = bytearray(whole)
        for at in chance.sample(range(4, len(whole)), 12):
            bytes_[at] = chance.randrange(256)
        cuts.append(bytes(bytes_))
    reports = [take(put("坏的.xlsx", each)) for each in cuts]
    assert all("工作簿已损坏" in each.reason for each in reports[:40])
    assert all(each.reason or counts(each) for each in reports)


def test_a_missing_file_and_one_too_large_are_refused(take, put, folder, tmp_path):
    assert "找不到这个文件" in take(tmp_path / "没有.csv").reason
    folder.mkdir()
    (folder / "settings.toml").write_text("max_file_mb = 1\n")
    assert "超过1MB" in take(put("大.csv", f"{HEADER}\n" + f"{GOOD}\n" * 30000)).reason


def test_a_header_only_file_that_declares_its_period_is_a_delivery_of_nothing(take, put):
    report = take(put("a.csv", f"统计时段：2025年3月1日至2025年3月31日\n{HEADER}\n"))
    assert only(report) == (0, 0, 0, 0) and report.sheets[0].part["until"] == "2025-03-31T23:59:59"


def test_a_format_saved_in_the_data_folder_wins_over_the_package(take, put, folder):
    (folder / "formats").mkdir(parents=True)
    own = (formats.PACKAGE / "subdistrict.toml").read_text(encoding="utf-8").replace('"镇街代码"', '"辖区号"')
    (folder / "formats" / "subdistrict.toml").write_text(own, encoding="utf-8")
    assert only(take(put("a.csv", "辖区号,镇街名称\n1,甲\n"))) == (1, 1, 0, 0)
    assert "没有认出" in take(put("b.csv", "镇街代码,镇街名称\n1,甲\n")).reason
    shutil.rmtree(folder / "formats")
    assert only(take(put("b.csv", "镇街代码,镇街名称\n1,甲\n"))) == (1, 1, 0, 0)
    assert Warehouse(folder).pointers()["head"] is None


def test_records_above_the_header_are_refused_and_named_nowhere(take, put, folder, stored):
    lines = ["A1,2025-06-01 08:00,站前街道,样例甲,13800138000", "A2,2025-06-02 08:00,站前街道,样例乙,13800138001", "工单编号,上报时间,所属街道,来电人,联系电话", *(f"A{at},2025-06-0{at} 08:00,站前街道,样例丙,13800138002" for at in (3, 4, 5))]
    report = take(put("a.csv", "\n".join(lines)))
    assert only(report) == (5, 3, 2, 0) and all("在表头之前" in each["reason"] for each in report.sheets[0].problems)
    assert "样例" not in str(report.as_dict()) + str(stored(folder)) and report.sheets[0].part["since"].startswith("2025-06-03")


def test_a_record_above_the_header_that_says_two_of_its_words_is_a_record(take, put):
    lines = ["A0,2025-05-01,所属街道,主要内容,备注", "工单编号,上报时间,所属街道,主要内容,备注", "A1,2025-06-01,东街道,漏水,无"]
    assert only(take(put("a.csv", "\n".join(lines)))) == (2, 1, 1, 0)


def test_a_day_without_its_year_outside_the_declared_period_stays_unclear(take, put, refused):
    report = take(put("工单（2025年1月）.csv", "工单编号,上报时间,办结时间\nA1,12月30日,1月3日\nA2,1月2日,1月3日\n"))
    assert only(report) == (2, 1, 1, 0) and "12月30日" in refused(report).reason.iloc[0]
