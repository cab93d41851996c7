"""What is in a file before its rows are judged: damaged and strange files, what makes a row, a total, a footer, a header, and what people are told."""

import datetime as dt
import io
import json
import logging
import os
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from govboard.errors import Refused
from govboard.importing import formats, intake, layout, read, trial, zipped
from govboard.importing import rows as judging
from govboard.importing.row import Row

HEADER = ["工单编号", "上报时间", "所属街道", "主要内容"]
GOOD = ["A1", "2025-03-01 10:00:00", "东街道", "路灯不亮"]
TEXT = "\n".join(map(",".join, [HEADER, GOOD]))


def counts(sheet) -> tuple:
    """read, accepted, refused, totals; and that nothing was lost."""
    assert sheet.read == sheet.accepted + sheet.refused + sheet.totals
    return sheet.read, sheet.accepted, sheet.refused, sheet.totals


def only(report) -> tuple:
    assert report.reason is None, report.reason
    return counts(report.sheets[0])


def table(*rows: list[str]) -> str:
    return "\n".join([TEXT, *map(",".join, rows)]) + "\n"


@pytest.fixture
def page(tmp_path):
    """page(name, write) -> a workbook whose one sheet `write` fills."""

    def make(name: str, write) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as made:
            sheet = made.add_worksheet("一")
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, GOOD)
            write(sheet)
        return path

    return make


# --- Parquet


def parquet(path: Path, **more) -> Path:
    columns = {"工单编号": ["A1", "A2"], "上报时间": [dt.datetime(2025, 3, 1, 10), None], "所属街道": ["东街道", "西街道"], "经度": [124.5, None], "退回次数": [1, None], "主要内容": ["路灯不亮", ""]}
    pq.write_table(pa.table(columns | more), path)
    return path


def test_a_parquet_file_is_read_like_a_table_of_text(take, tmp_path, refused):
    report = take(parquet(tmp_path / "a.dat"))
    assert only(report) == (2, 1, 1, 0) and report.sheets[0].format == "work_order"
    assert refused(report).reason.tolist() == ["缺少上报时间"] and refused(report).source_row.tolist() == [3]
    stored = pq.read_table(next(tmp_path.glob("data/raw/work_order/*.parquet"))).to_pylist()[0]
    assert (stored["reported_at"], stored["lng"], stored["returned"]) == (dt.datetime(2025, 3, 1, 10), 124.5, 1)


def test_whole_numbers_of_a_parquet_file_keep_all_their_digits_and_unmarked_text_is_utf_8(take, tmp_path):
    numbers = {"工单编号": [2025061500000001, 2025061500000002], "上报时间": [dt.datetime(2025, 3, 1, 10)] * 2, "所属街道": ["东街道".encode(), "西街道".encode()]}
    assert only(take(parquet(tmp_path / "a.parquet", **numbers))) == (2, 2, 0, 0)
    stored = pq.read_table(next(tmp_path.glob("data/raw/work_order/*.parquet"))).to_pylist()
    assert [(each["order_no"], each["subdistrict"]) for each in stored] == [("2025061500000001", "东街道"), ("2025061500000002", "西街道")]


@pytest.mark.parametrize("column", [[b"\xff\xfe", b"\xff"], [{"a": 1}, None]], ids=["no text", "nested"])
def test_a_parquet_column_that_is_no_column_of_a_table_refuses_the_file(take, tmp_path, column):
    report = take(parquet(tmp_path / "a.parquet", 主要内容=column))
    assert report.parts == [] and ("嵌套" in report.reason or "不是文字" in report.reason)


@pytest.mark.parametrize("damage", [lambda whole: whole[: len(whole) // 2], lambda whole: whole[:200] + b"x" * 100 + whole[300:]], ids=["cut off", "overwritten"])
def test_a_damaged_parquet_file_is_refused(take, tmp_path, damage):
    path = parquet(tmp_path / "a.parquet", 标题=["甲" * 500, "乙" * 900])
    path.write_bytes(damage(path.read_bytes()))
    report = take(path)
    assert report.parts == [] and "Parquet 文件已损坏" in report.reason


# --- long numbers


def test_order_numbers_that_lost_digits_as_numbers_are_refused_and_never_become_one(take, book, refused):
    numbers = [202506300000000123, 202506300000000124, 202506300000000125]
    report = take(book("a.xlsx", {"一": [HEADER, GOOD, *([each, *GOOD[1:]] for each in numbers)]}))
    assert only(report) == (4, 1, 3, 0)
    assert all("编码超过15位" in each and "请将该列设为文本后重新导出" in each for each in refused(report).reason)


@pytest.mark.parametrize("number, kept", [(210603100000.0, "210603100000"), (999999999999999, "999999999999999"), (10**15, None), (1234567890123456, None)])
def test_a_number_is_a_code_as_long_as_a_spreadsheet_keeps_all_its_digits(take, book, imported, warehouse, rows, number, kept):
    imported(book("a.xlsx", {"一": [HEADER, GOOD, [number, *GOOD[1:]]]}))
    assert rows(warehouse, "select order_no from raw_work_order where order_no <> 'A1'") == ([(kept,)] if kept else [])


@pytest.mark.parametrize("written", ["1E5", "2.10603E+11", "2.10603e11", "2.10603e+11"])
def test_a_code_in_scientific_notation_is_damaged(take, put, written):
    assert only(take(put("a.csv", table([written, *GOOD[1:]])))) == (2, 1, 1, 0)


def test_an_id_number_stored_as_a_number_leaves_none_of_its_last_digits(take, book, folder, stored):
    take(book("a.xlsx", {"一": [HEADER, GOOD, ["A2", GOOD[1], "东街道", 110101199003070000], [110101199003070000, *GOOD[1:]]]}))
    assert not any("1990" in each or "110101" in each for each in stored(folder).values())


# --- rows, totals, footers

ROWS = [["A2", "2025-03-02", "全区", "合计不符"], ["A3", "2025-03-02", "合计", "有"], ["A4", "2025-03-02", "占比", ""], ["A5", "2025-03-02", "平均", ""]]
TOTALS = ["合计：", "站前街道合计", "总计（件）", "本页小计", "合 计", "累计", "合计：共2行", "占比（%）", "全区合计", "全区平均", "本年累计"]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_with_number_and_time_is_a_row_whatever_else_it_says(take, put, row):
    assert only(take(put("a.csv", table(row)))) == (2, 2, 0, 0)


@pytest.mark.parametrize("label", TOTALS)
@pytest.mark.parametrize("place", [0, 2])
def test_a_labelled_row_without_number_and_time_is_a_total(take, put, label, place):
    cells = ["", "", "", "12"]
    cells[place] = label
    assert only(take(put("a.csv", table(cells)))) == (2, 1, 0, 1)


def test_a_total_with_a_count_under_a_required_column_is_a_total_and_a_row_that_lacks_its_time_is_told(take, put, refused):
    report = take(put("a.csv", table(["合计", "12", "", ""], ["A2", "", "全区", "井盖"])))
    assert only(report) == (3, 1, 1, 1) and list(refused(report).reason) == ["缺少上报时间"]


def test_a_list_with_a_total_under_its_code_and_name_counts_it_as_a_total(take, put):
    assert only(take(put("a.csv", "镇街代码,镇街名称\n1,甲街道\n合计,1\n"))) == (2, 1, 0, 1)


FOOTERS = [
    ["填表人：张某", "", "审核人：李某", "联系电话：61234567", "", "负责人：王某"], ["填表人：", "张某", "审核人：", "李某", "联系电话：", "61234567", "x"],
    ["填表人", "张某", "审核人", "李某"], ["单位负责人（签字）：王某　审核：李某　填报日期：2025年4月1日"], ["说明：张某填报"], ["数据来源：平台"], ["填表说明"],
]  # fmt: skip


@pytest.mark.parametrize("cells", FOOTERS)
def test_a_footer_of_any_width_is_no_row_and_its_names_are_kept_nowhere(take, put, folder, stored, cells):
    report = take(put("a.csv", table(cells)))
    assert only(report) == (1, 1, 0, 0) and len(report.sheets[0].understood["footers"]) == 1
    told = str(report.as_dict()) + str(stored(folder))
    assert not any(each in told for each in ("李某", "王某", "61234567"))
    assert "张某" not in told or cells[0].startswith("说明")


def test_a_row_whose_first_cell_reads_like_a_footer_stays_a_row(take, put):
    text = "备注," + TEXT.replace("\n", "\n备注：急件,")
    assert only(take(put("a.csv", text))) == (1, 1, 0, 0)


def test_the_names_of_those_who_made_the_table_are_masked_in_titles(take, put):
    report = take(put("a.csv", f"工单明细（2025年3月） 填表人：张某 填表日期：2025年4月1日\n{TEXT}\n"))
    assert report.sheets[0].understood["titles"] == ["工单明细（2025年3月） 填表人：*** 填表日期：2025年4月1日"]
    assert layout.masked("12345电话 工单明细") == "12345电话 工单明细" and layout.masked("填表人： 审核人：") == "填表人： 审核人："


# --- headers


@pytest.mark.parametrize("first", ["王小明,138****8000,幸福里3号", "欧阳小明,幸福小区北门,男", "Wang Xiaoming,foo"])
def test_a_first_row_that_is_no_header_is_not_told(take, put, first):
    reason = take(put("a.csv", f"{first}\n")).reason
    assert "首行不像表头" in reason and not any(each in reason for each in first.split(","))


def test_of_an_unknown_table_only_what_reads_like_a_header_is_told(take, put):
    reason = take(put("a.csv", "工单编号,巡查时间,王小明,姓名\n")).reason
    assert "读到的表头是：工单编号、巡查时间、姓名，另有1列。" in reason and "王小明" not in reason


@pytest.mark.parametrize("header, used, told", [
    ("工单编号,填单时间,创建时间", "创建时间", "填单时间"), ("工单编号,处理状态,工单状态,上报时间", "工单状态", "处理状态"), ("工单编号,问题分类,一级问题分类,上报时间", "一级问题分类", "问题分类"),
])  # fmt: skip
def test_of_two_headers_for_one_field_the_one_the_format_names_first_is_used_and_the_other_told(take, put, header, used, told):
    cells = ["A1" if each == "工单编号" else "2025-03-01" if each.endswith("时间") else "甲" for each in header.split(",")]
    sheet = take(put("a.csv", f"{header}\n{','.join(cells)}\n")).sheets[0]
    assert used in sheet.understood["columns"] and told not in sheet.understood["columns"]
    assert sheet.understood["unused"] == [f"{told}（与“{used}”重复，未采用）"]


def test_two_equal_headers_are_told_once(take, put):
    told = take(put("a.csv", "工单编号,上报时间,上报时间\nA1,2025-03-01,2025-03-02\n")).sheets[0].understood
    assert told["unused"] == [] and told["repeated_headers"] == ["上报时间"]


def test_a_semicolon_file_with_commas_in_its_texts_is_read(take, put):
    rows = [f"A{at};2025-03-01;东街道;灯,井,路,树,水,电,气,暖" for at in range(9)]
    assert only(take(put("a.csv", "\n".join([";".join(HEADER), *rows])))) == (9, 9, 0, 0)


# --- what is no table


@pytest.mark.parametrize("first", ["[东区]工单明细", "[.ShellClassInfo]", "{东区}工单明细"])
def test_a_text_that_merely_starts_with_a_bracket_is_a_text(take, put, first):
    assert only(take(put("a.csv", f"{first}\n{TEXT}\n"))) == (1, 1, 0, 0)


def geojson(*features) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


SQUARE = {"type": "Polygon", "coordinates": [[[117.1, 36.6], [117.2, 36.6], [117.2, 36.7], [117.1, 36.6]]]}


def area(properties) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": SQUARE}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_boundaries_are_read_in_any_encoding(take, put, encoding):
    assert only(take(put("a.geojson", geojson(area({"编码": "1", "名称": "东街道", "层级": "镇街"})), encoding))) == (1, 1, 0, 0)


BAD_JSON = {
    "a list as properties": geojson(area(["a"])), "a text as properties": geojson(area("a")), "a number as feature": geojson(3), "features that are none": '{"features": 3}',
    "nested beyond measure": '{"features": ' + "[" * 200_000, "a number of 5000 digits": geojson(area({"编码": 1})).replace("1}", "1" * 5000 + "}"), "a list of nothing": '[{}, 3]',
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD_JSON)
def test_a_json_that_is_no_boundary_file_is_refused(take, put, kind):
    assert "GeoJSON" in take(put("a.geojson", BAD_JSON[kind])).reason


def test_a_feature_without_properties_and_one_with_impossible_coordinates_are_rows_refused(take, put):
    far = area({"编码": "2", "层级": "镇街"}) | {"geometry": {"type": "Point", "coordinates": [10**400, 1]}}
    text = geojson(area({"编码": "1", "层级": "镇街", "名称": "LONE"}), area(None), far).replace("LONE", r"\ud800")
    report = take(put("a.geojson", text))
    assert only(report) == (3, 1, 2, 0)


@pytest.mark.parametrize("inside, said", [("word/document.xml", "Word 文档"), ("a.csv", "压缩包"), ("OFD.xml", "OFD 版式文件")])
def test_an_archive_that_is_no_workbook_is_called_what_it_is(take, put, inside, said):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(inside, "x")
    assert f"不是 Excel 工作簿（是{said}）" in take(put("a.xlsx", packed.getvalue())).reason


# --- workbooks


def test_hidden_sheets_are_told_and_not_imported(take, tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        for name in ("看得见", "隐藏", "深藏"):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEADER), sheet.write_row(1, 0, GOOD)
            {"隐藏": sheet.hide, "深藏": sheet.very_hidden}.get(name, str)()
    report = take(path)
    assert only(report) == (1, 1, 0, 0)
    assert [(each.sheet, each.format, counts(each)) for each in report.sheets[1:]] == [("隐藏", None, (0,) * 4), ("深藏", None, (0,) * 4)]
    assert all(each.reason == "隐藏的工作表，未导入；需要时请取消隐藏后再导入。" for each in report.sheets[1:])


def test_a_secrecy_mark_on_a_hidden_sheet_stops_the_file(take, tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        made.add_worksheet("一").write_row(0, 0, HEADER)
        hidden = made.add_worksheet("二")
        hidden.write(0, 0, "机密★一年"), hidden.hide()
    assert "密级" in take(path).reason


@pytest.mark.parametrize("row, column", [(200_000, 2_000), (2, 2_000), (1_048_575, 900)])
def test_one_stray_cell_far_away_is_told_and_not_loaded(take, page, monkeypatch, row, column):
    monkeypatch.setattr(read, "_filled", lambda table: pytest.fail("the sheet was loaded"))
    reason = take(page("a.xlsx", lambda sheet: sheet.write(row, column, "x"))).reason
    assert reason.startswith(f"工作表“一”：内容一直到第{row + 1}行第{column + 1}列") and "请删除表格右侧和下方的多余内容" in reason


def test_formatted_empty_cells_far_away_do_no_harm(take, tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("一")
        sheet.write_row(0, 0, HEADER), sheet.write_row(1, 0, GOOD)
        sheet.write_blank(200_000, 2_000, None, made.add_format({"bold": True}))
    assert only(take(path)) == (1, 1, 0, 0)


@pytest.mark.parametrize("range_", ['ref="A1"', 'ref="A1:D2"'])
def test_a_stray_cell_that_the_declared_range_leaves_out_is_found(page, tmp_path, range_):
    whole, lying = zipfile.ZipFile(page("a.xlsx", lambda sheet: sheet.write(200_000, 2_000, "x"))), tmp_path / "b.xlsx"
    with zipfile.ZipFile(lying, "w") as made:
        for each in whole.namelist():
            made.writestr(each, whole.read(each).replace(b'ref="A1:BXY200001"', range_.encode()))
    assert zipped.oversized(lying, lambda rows, columns: columns < 1000) == {"一": (200_001, 2_001)}


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_table_with_more_columns_than_the_settings_allow_is_refused(take, put, book, folder, name):
    folder.mkdir()
    (folder / "settings.toml").write_text("max_columns = 3\n")
    path = put(name, TEXT) if name == "a.csv" else book(name, {"一": [HEADER, GOOD]})
    assert "4列" in take(path).reason


def test_cells_merged_over_rows_and_columns_are_filled_down(take, page, imported, warehouse, rows):
    def write(sheet):
        for at in (2, 3):
            sheet.write_row(at, 0, [f"A{at}", "2025-03-02"])
        sheet.merge_range("C3:D4", "西街道")

    imported(page("a.xlsx", write))
    assert rows(warehouse, "select order_no, subdistrict from raw_work_order order by 1") == [("A1", "东街道"), ("A2", "西街道"), ("A3", "西街道")]


def test_a_formula_whose_result_was_not_saved_refuses_its_row_and_one_with_a_result_is_its_result(take, tmp_path, refused):
    made = openpyxl.Workbook()
    for row in [["站点编码", "站点名称", "站点类型", "启用日期"], ["S1", "一", "驿站", "2025-01-01"], ["S2", '="二"', "驿站", ""], ["S3", "三", "驿站", "=TODAY()"], ["合计", "=COUNTA(B2:B4)", "", ""]]:
        made.active.append(row)
    made.save(tmp_path / "站点.xlsx")
    report = take(tmp_path / "站点.xlsx")
    assert [(each.read, each.accepted, each.refused, each.totals) for each in report.sheets] == [(4, 1, 2, 1)]
    assert list(refused(report).source_row) == [3, 4] and all("没有保存计算结果" in each for each in refused(report).reason)
    with xlsxwriter.Workbook(tmp_path / "结果.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["站点编码", "站点名称", "站点类型", "状态"])
        page.write_row(1, 0, ["S1", "", "驿站"])
        page.write_formula(1, 1, '="一"&"号"', None, "一号")
        page.write_row(2, 0, ["S2", "二", "驿站"])
        page.write_formula(2, 3, '=IF(1,"","x")', None, "空")
    with zipfile.ZipFile(tmp_path / "结果.xlsx") as made, zipfile.ZipFile(tmp_path / "空.xlsx", "w") as again:
        for each in made.namelist():
            again.writestr(each, made.read(each).replace("<v>空</v>".encode(), b"<v></v>"))
    sheet = "<x:row r=\"2\"><x:c r=\"A2\"><x:f>ROW()</x:f></x:c></x:row>" + "　" * 400_000 + "<row r=\"3\"><c r=\"B3\"><f>" + "A1+" * 2000 + "1</f><v/></c></row>"
    with zipfile.ZipFile(tmp_path / "别.xlsx", "w") as other, zipfile.ZipFile(tmp_path / "结果.xlsx") as made:
        for each in made.namelist():
            other.writestr(each, sheet.encode() if each.endswith("sheet1.xml") else made.read(each))
    assert zipped.unanswered(tmp_path / "别.xlsx") == {"Sheet1": {2, 3}}
    assert [(each.accepted, each.refused) for name in ("结果", "空") for each in take(tmp_path / f"{name}.xlsx").sheets] == [(2, 0)] * 2


@pytest.mark.parametrize("corner", ["A2:A9", "F1:F2", "F1:G5", "C2:D9"])
def test_a_merged_range_beyond_the_data_stops_nothing(take, tmp_path, page, corner):
    whole, path = zipfile.ZipFile(page("a.xlsx", lambda sheet: None)), tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        for each in whole.namelist():
            merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{corner}"/></mergeCells>'
            made.writestr(each, whole.read(each).replace(b"</sheetData>", merged.encode()))
    assert only(take(path)) == (1, 1, 0, 0)


# --- nothing stops the program


@pytest.mark.skipif(os.name == "nt", reason="file names are no bytes there")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_whose_name_is_in_gbk_is_read_and_named(take, tmp_path, page, kind):
    path = Path(os.fsdecode(os.fsencode(str(tmp_path)) + b"/" + f"工单2025.{kind}".encode("gbk")))
    path.write_bytes(TEXT.encode() if kind == "csv" else page("a.xlsx", lambda sheet: None).read_bytes())
    report = take(path)
    assert only(report) == (1, 1, 0, 0) and report.file == f"工单2025.{kind}"


@pytest.mark.parametrize("place, problem", [("rows.judge", MemoryError), ("layout.find", RecursionError), ("read.sheets", ValueError), ("Part.add", OSError), ("_digest", OverflowError)])
def test_what_nobody_foresaw_refuses_the_file_and_the_others_are_imported(imported, orders, monkeypatch, caplog, folder, place, problem):
    *room, name = place.split(".")
    home = getattr(intake, room[0]) if room else intake
    real, cell, calls = getattr(home, name), "王小" + "明", iter([True])

    def fail_once(*arguments):
        if next(calls, False):
            raise problem(cell)
        return real(*arguments)

    monkeypatch.setattr(home, name, fail_once)
    first, second = orders("a.csv", {"工单编号": "A1", "上报时间": "2025-03-01"}), orders("b.csv", {"工单编号": "A2", "上报时间": "2025-03-01"})
    with caplog.at_level(logging.ERROR):
        report = imported(first, second)
    assert report.files[0].reason.startswith(f"读取时出错，未导入（{problem.__name__}）") and not report.files[0].parts
    assert only(report.files[1]) == (1, 1, 0, 0) and report.published
    assert "test_reading.py" in caplog.text and "王小明" not in caplog.text
    assert not list(folder.rglob("*.writing"))


def test_a_panic_of_the_workbook_reader_refuses_the_file(take, book, monkeypatch):
    class PanicException(BaseException):
        """As calamine raises it."""

    def panic(*_):
        raise PanicException

    path = book("a.xlsx", {"一": [HEADER, GOOD]})
    monkeypatch.setattr(read, "_filled", panic)
    assert "工作簿已损坏" in take(path).reason


# --- what the command line tells


def test_of_a_file_with_no_good_row_every_row_is_told_and_nothing_stored(take, put, cli, folder):
    path = put("坏的.csv", "\n".join([",".join(HEADER), *(f"A{at},昨天,东街道,x" for at in range(3)), "合计,,,3"]))
    report = take(path)
    assert "3行全部未能通过" in report.reason and not report.parts
    assert counts(report.sheets[0]) == (4, 0, 3, 1) and [each["row"] for each in report.sheets[0].problems] == [2, 3, 4]
    answer = cli("import", path, "--data", folder)
    assert answer.status == 3 and all(f"      第{row}行：上报时间“昨天”不是可识别的日期时间\n" in answer.out for row in (2, 3, 4))
    assert not list(folder.rglob("*.parquet"))


def test_of_a_sheet_that_breaks_off_half_way_no_row_counts_as_accepted(take, put, monkeypatch):
    def broken():
        yield from (Row(at, cells) for at, cells in enumerate([HEADER, *[GOOD] * 20], start=1))
        raise Refused("读到一半无法继续。")

    monkeypatch.setattr(judging, "BATCH", 5)
    monkeypatch.setattr(read, "sheets", lambda *_: [read.Sheet(None, "", broken, regular=True)])
    report = take(put("a.csv", table(GOOD)))
    assert "读到一半" in report.reason and counts(report.sheets[0]) == (0, 0, 0, 0)


def test_a_quote_that_is_never_closed_costs_its_own_line_only(take, put, refused):
    report = take(put("a.csv", "\n".join([TEXT, *[",".join(GOOD)] * 3, '"A2,x,y,z', *[",".join(GOOD)] * 3])))
    assert counts(report.sheets[0]) == (8, 7, 1, 0)
    assert list(refused(report).source_row) == [6] and "引号" in refused(report).reason.iloc[0]


def test_sheets_left_out_of_a_file_that_was_taken_stand_out(cli, book, folder):
    path = book("a.xlsx", {"一": [HEADER, GOOD], "二": [HEADER, ["A2", "昨天", "", ""]], "封面": [["某某区"]]})
    answer = cli("import", path, "--data", folder)
    assert answer.status == 0 and "    ✗ 工作表“二”：1行全部未能通过" in answer.out and "    ✗ 工作表“封面”：没有认出这张表" in answer.out
    assert answer.out.endswith("注意：有2张工作表未导入，见上面标✗的各行。\n")
    assert "注意" not in cli("import", book("b.xlsx", {"一": [HEADER, GOOD]}), "--data", folder).out


def test_files_of_the_system_in_a_folder_are_passed_over(cli, put, folder):
    inbox = put("a.csv", TEXT).parent
    for name in ("Thumbs.db", "desktop.ini", "Desktop.ini", ".DS_Store"):
        put(name, b"\xd0\xcf\x11\xe0")
    answer = cli("import", inbox, "--json", "--data", folder)
    assert answer.status == 0 and [each["file"] for each in answer.json["files"]] == ["a.csv"]


def test_a_format_told_to_the_layout_makes_its_record(put):
    known = formats.load()
    found = layout.find(read.sheets(put("a.csv", TEXT))[0], formats.headers(known))
    assert formats.recognise(found.header, known).record(found.header) == (0, 1)


def test_a_damaged_old_workbook_that_would_never_open_is_refused_in_time(take, tmp_path, monkeypatch):
    (tmp_path / "a.xls").write_bytes((Path(__file__).with_name("exports") / "mess" / "02_biff.xls").read_bytes())
    monkeypatch.setattr(trial, "_OPENED", "import time\ntime.sleep(60)")  # a reader that never comes to an end
    monkeypatch.setattr(trial, "SECONDS", 0.2)
    assert "长时间无法打开" in take(tmp_path / "a.xls").reason
