"""Tables that platforms call .xls and write as HTML or XML, headers of several rows, classes as paths, points in other systems."""

import numpy as np
import pandas as pd
import pytest

from govboard import spatial
from govboard.importing import formats, layout, read, rows
from govboard.importing.row import Row
from tests import golden

KNOWN, PERSONAL = formats.headers(formats.load()), formats.personal(formats.load())
ORDER = "<tr><th>工单编号<th>上报时间<th>所属街道</tr>"


def sheets(path) -> list[list[list[str]]]:
    return [[row.cells for row in each.rows()] for each in read.sheets(path)]


def page(path, body: str, encoding: str = "gb18030"):
    path.write_text(f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{encoding}"></head><body>{body}</body></html>', encoding=encoding)
    return path


# --- HTML


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_page_called_xls_is_read_as_its_table_in_any_encoding(tmp_path, encoding):
    path = page(tmp_path / "工单.xls", f"<table><caption>工单明细</caption>{ORDER}<tr><td>A1<td>2025-06-01 08:00<td>花园&nbsp;街道<br></tr></table>", encoding)
    assert sheets(path) == [[["工单明细"], ["工单编号", "上报时间", "所属街道"], ["A1", "2025-06-01 08:00", "花园 街道"]]]


def test_merged_cells_of_a_page_stand_in_each_of_their_rows_and_in_the_first_of_their_columns(tmp_path):
    path = page(tmp_path / "a.xls", "<table><tr><td rowspan=2>东街<td>1<td colspan=2>合并</tr><tr><td>2<td>甲<td rowspan=3>乙</tr><tr><td colspan=2 rowspan=2>西街<td>丙</tr><tr><td>丁</tr></table>")
    assert sheets(path) == [[["东街", "1", "合并", ""], ["东街", "2", "甲", "乙"], ["西街", "", "丙", "乙"], ["西街", "", "丁", "乙"]]]


def test_several_tables_of_a_page_are_several_sheets_and_a_table_around_them_is_none(tmp_path):
    path = page(tmp_path / "a.xls", f"<table><tr><td><table>{ORDER}<tr><td>A1</table><td><table>{ORDER}<tr><td>A2</table></table>")
    assert [each.name for each in read.sheets(path)] == ["第1张表", "第2张表"]


def test_scripts_and_comments_of_a_page_are_no_text_and_nothing_is_fetched(tmp_path):
    path = page(tmp_path / "a.xls", f"<!-- x --><script src='http://127.0.0.1:9/x.js'>1</script><table>{ORDER}<tr><td>A1<!-- y --><td>2025-06-01<td>东</table>")
    assert sheets(path)[0][1] == ["A1", "2025-06-01", "东"]


@pytest.mark.parametrize(("body", "words"), [("<p>登录已超时，请重新登录</p>", "里面没有表格"), ("", "里面没有表格")])
def test_a_page_without_a_table_is_refused_in_words(take, put, body, words):
    report = take(put("工单.xls", f"<html><body>{body}</body></html>"))
    assert words in report.reason


def test_absurd_spans_neither_hang_nor_fill_the_memory(take, put):
    report = take(put("a.xls", f"<html><table>{ORDER}<tr><td rowspan=99999999 colspan=99999999>A1<td>2025-06-01<td>东</table></html>"))
    assert report.reason


def test_an_html_export_is_imported_with_its_totals_and_its_period(tmp_path):
    body = "<table><caption>小区业委会情况（2024年度）</caption><tr><th>小区编码<th>年度<th>业委会成员数<th>其中党员数</tr><tr><td>E1<td>2024<td>５<td>2</tr><tr><td>合计<td><td>5<td>2</tr></table>"
    version = golden.imported(tmp_path / "data", page(tmp_path / "业委会.xls", body))
    assert version.engine.run("select estate_code, members, party_members from mart_owners_committee").to_numpy().tolist() == [["E1", 5, 2]]
    assert version.manifest["parts"][0]["totals"] == 1
    version.close()


# --- a workbook in XML, as Excel 2003 wrote it

XML = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="明细"><Table>
<Row><Cell><Data ss:Type="String">工单编号</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">上报时间</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">A1</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2025-06-01T08:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="String">次日</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_a_workbook_in_xml_keeps_its_sheets_skipped_cells_and_merged_ones(tmp_path):
    path = tmp_path / "工单.xls"
    path.write_text(XML, encoding="utf-8")
    (sheet,) = read.sheets(path)
    assert sheet.name == "明细"
    assert [(row.number, row.cells) for row in sheet.rows()] == [(1, ["工单编号", "", "上报时间"]), (2, ["", "", ""]), (3, ["A1", "", "2025-06-01T08:00:00.000"]), (4, ["A1", "", "次日"])]


def test_a_comment_of_a_cell_is_no_part_of_it_and_a_script_in_a_cell_neither(tmp_path):
    path = tmp_path / "工单.xls"
    path.write_text(XML.replace("A1</Data>", 'A1</Data><Comment><ss:Data xmlns="http://www.w3.org/TR/REC-html40">来电人赵六</ss:Data></Comment>'), encoding="utf-8")
    assert "赵六" not in str(sheets(path)) and sheets(path)[0][2][0] == "A1"
    assert sheets(page(tmp_path / "b.xls", "<table><tr><td>a<script>alert(1)</script><style>x</style>b</table>")) == [[["ab"]]]


def test_a_cell_that_does_not_say_where_it_stands_makes_room_for_one_merged_from_above(tmp_path):
    path = tmp_path / "工单.xls"
    path.write_text(XML.replace('<Row><Cell ss:Index="3"><Data ss:Type="String">次日', '<Row><Cell><Data ss:Type="String">次日'), encoding="utf-8")
    assert sheets(path)[0][3] == ["A1", "次日", ""]


def test_a_small_table_in_a_cell_does_not_take_the_rows_around_it(tmp_path):
    path = page(tmp_path / "a.xls", f"<table>{ORDER}<tr><td>A1<td>2025-06-01<td>东街<table><tr><td>附注</table></tr></table>")
    assert sheets(path)[0] == [["工单编号", "上报时间", "所属街道"], ["A1", "2025-06-01", "东街附注"]]


def test_entities_in_a_workbook_in_xml_are_not_followed(tmp_path):
    path = tmp_path / "工单.xls"
    secret = tmp_path / "secret.txt"
    secret.write_text("13800001234", encoding="utf-8")
    path.write_text(XML.replace("<Workbook", f'<!DOCTYPE Workbook [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>\n<Workbook', 1).replace("次日", "&leak;"), encoding="utf-8")
    assert "13800001234" not in str(sheets(path))


# --- headers of several rows


def found(*lines: list[str]) -> layout.Layout:
    sheet = read.Sheet(None, "", lambda: (Row(at, list(each)) for at, each in enumerate(lines, 1)))
    return layout.find(sheet, KNOWN, PERSONAL)


def test_a_header_of_two_rows_is_one_header_whose_groups_reach_to_the_right():
    told = found(["工单明细"], ["工单编号", "受理情况", "", "办理情况", "", "备注"], ["", "上报时间", "受理时间", "主办单位", "结案时间", ""], ["A1", "2025-06-01", "2025-06-01", "甲", "2025-06-02", "无"])
    assert told.header == ["工单编号", "上报时间", "受理时间", "主办单位", "结案时间", "备注"] and told.header_row == 3
    assert told.titles == ["工单明细", "工单编号 受理情况 办理情况 备注"]


def test_the_upper_row_of_a_header_whose_merged_cells_are_filled_is_no_record():
    told = found(["工单编号", "所属街道", "办理情况", "办理情况"], ["工单编号", "所属街道", "上报时间", "结案时间"], ["A1", "东街", "2025-06-01", "2025-06-02"])
    assert told.header == ["工单编号", "所属街道", "上报时间", "结案时间"] and told.misplaced == () and told.titles == ["工单编号 所属街道 办理情况 办理情况"]


def test_the_same_label_below_two_groups_is_told_apart():
    top = ["单位", "派遣案件总数", "", "", "", "按时办结数", "结案率"]
    told = found(top, ["", "12345热线", "", "政民互动", "", "", ""], ["", "按时办结", "工单编号", "按时办结", "上报时间", "", ""], ["甲局", "1", "2", "3", "4", "5", "6%"])
    assert told.header == ["单位", "派遣案件总数/12345热线/按时办结", "工单编号", "派遣案件总数/政民互动/按时办结", "上报时间", "按时办结数", "结案率"]
    assert told.header_row == 3


def test_a_first_record_is_never_taken_for_a_second_row_of_the_header():
    told = found(["工单编号", "诉求标签", "备注", "上报时间"], ["A1", "标题", "状态", "2025-06-01"], ["A2", "来源", "类别", "2025-06-02"])
    assert told.header_row == 1 and told.header == ["工单编号", "诉求标签", "备注", "上报时间"]


@pytest.mark.parametrize("record", [["A1", "来源", "类别", "昨日", "状态"], ["1", "已办结", "12345热线", "上报时间", "受理时间"], ["", "某处", "其他", "来源", "类别"]])
def test_a_record_of_words_is_no_part_of_a_header_with_gaps(record):
    told = found(["工单编号", "标题", "备注", "上报时间", ""], record, ["A2", "来源", "类别", "2025-06-02", ""])
    assert told.header_row == 1 and told.header == ["工单编号", "标题", "备注", "上报时间"]


def test_a_second_row_that_adds_no_known_header_belongs_to_the_header_by_its_shape():
    told = found(["工单编号", "上报时间", "小区", "", "所属街道"], ["", "", "小区名", "楼长姓名", ""], ["A1", "2025-06-01", "花园", "某人", "东街"])
    assert told.header_row == 2 and told.header == ["工单编号", "上报时间", "小区/小区名", "小区/楼长姓名", "所属街道"]


def test_a_note_above_the_header_gives_no_column_its_name_and_no_person_away(take, put):
    report = take(put("工单.csv", "填表人,张三丰,,13800001234\n工单编号,,上报时间,\nA1,x,2025-06-01,\n"))
    told = str(report.as_dict())
    assert report.sheets[0].accepted == 1 and "张三丰" not in told and "13800001234" not in told
    assert found(["数据来源", "", "12345热线"], ["工单编号", "上报时间", ""], ["A1", "2025-06-01", "x"]).header == ["工单编号", "上报时间"]
    assert found(["镇街", "东街", "社区", "花园社区"], ["工单编号", "上报时间", "", ""], ["A1", "2025-06-01", "", ""]).header == ["工单编号", "上报时间"]


PERSONS = {  # the header of a column for a person's data in either row, beside or above one that is stored
    "above a stored header": (["工单编号", "联系人", "", "上报时间"], ["", "标题", "小区名称", ""], ["A1", "李小龙", "王府花园", "2025-06-01 08:00"]),
    "below a stored header": (["工单编号", "主办单位", "", "上报时间"], ["", "经办人员姓名", "联系电话", ""], ["A1", "李小龙", "13800001234", "2025-06-01 08:00"]),
    "unknown below a stored header": (["工单编号", "所属社区", "", "上报时间"], ["", "名称", "书记", ""], ["A1", "东社区", "李小龙", "2025-06-01 08:00"]),
    "over two rows": (["工单编号", "联系人", "地点", "", "上报时间"], ["", "", "所属街道", "所属社区", ""], ["A1", "李小龙", "东街", "东社区", "2025-06-01 08:00"]),
}  # fmt: skip


@pytest.mark.parametrize("where", PERSONS)
def test_a_person_s_column_under_a_header_of_two_rows_is_stored_nowhere(tmp_path, where):
    version = golden.imported(tmp_path / "data", golden.table(tmp_path / "工单.csv", PERSONS[where][0], list(PERSONS[where][1:]), ""))
    assert version.engine.run("select count(*) as n from mart_work_order").n.iloc[0] == 1
    assert not any("李小龙".encode() in path.read_bytes() or "王府".encode() in path.read_bytes() for path in (tmp_path / "data").rglob("*.parquet"))
    assert "李小龙" not in version.engine.run("select * from raw_work_order").to_string()
    version.close()


def test_a_classified_mark_above_the_lower_header_stops_the_import_too(take, put):
    report = take(put("工单.csv", "工单编号,密级：秘密,\n,上报时间,所属街道\nA1,2025-06-01,东街\n"))
    assert "疑似含密级标识" in report.reason


# --- classes in one cell

PATHS = {
    "住房城乡建设->物业管理->停车管理": ["住房城乡建设", "物业管理", "停车管理"], "房屋维修→门窗": ["房屋维修", "门窗"], "供暖 > 温度": ["供暖", "温度"],
    "城乡建设/物业/停车": ["城乡建设", "物业", "停车"], "城乡建设-物业-停车": ["城乡建设", "物业", "停车"],
    "噪声(>60分贝)": ["噪声(>60分贝)"], "温度>18度": ["温度>18度"], "供暖=>温度": ["供暖", "温度"], "微信/小程序": ["微信/小程序"], "物业服务": ["物业服务"], "视频/AI": ["视频/AI"], "A-B-C": ["A-B-C"], "->": ["->"],
}  # fmt: skip


@pytest.mark.parametrize("text", PATHS)
def test_a_path_of_classes_is_taken_apart_and_a_word_with_a_stroke_is_not(text):
    assert rows._path(text) == PATHS[text]


def test_the_first_class_is_the_category_and_the_rest_the_subcategory_unless_that_has_its_own_column(tmp_path):
    told = [{"上报时间": "2025-06-02 08:00", "一级分类": "房屋维修->门窗->破损", "二级分类": own} for own in ("", "另写")] + [{"上报时间": "2025-06-02 08:00", "一级分类": "噪声"}]
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", told))
    found = version.engine.run("select category, subcategory from mart_work_order order by order_no").astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [["房屋维修", "门窗/破损"], ["房屋维修", "另写"], ["噪声", None]]
    version.close()


# --- coordinate systems

DANDONG = np.array([124.36225]), np.array([40.117329])


def test_the_shifted_systems_come_back_to_where_they_were_within_a_metre():
    lng, lat = spatial.from_gcj02(*spatial.to_gcj02(*DANDONG))
    assert abs(lng - DANDONG[0]).item() < 1e-6 and abs(lat - DANDONG[1]).item() < 1e-6
    east, north = (spatial.to_gcj02(*DANDONG)[at] - DANDONG[at] for at in (0, 1))
    assert (east.item() * 111_320 * 0.765, north.item() * 111_320) == (pytest.approx(495, abs=5), pytest.approx(175, abs=5))  # what maps of the place show
    lng, lat = spatial.from_bd09(*(each + more for each, more in zip(spatial.to_gcj02(*DANDONG), (0.0065, 0.006), strict=True)))
    assert abs(lng - DANDONG[0]).item() < 5e-4 and abs(lat - DANDONG[1]).item() < 5e-4  # that constant shift is right to some fifty metres


@pytest.mark.parametrize(("system", "moved"), [("GCJ-02", True), ("火星坐标", True), ("CGCS2000", False), ("", False), ("自定义", False)])
def test_points_that_say_their_system_are_kept_in_wgs_84(tmp_path, system, moved):
    row = {"上报时间": "2025-06-02 08:00", "经度": "124.36225", "纬度": "40.117329", "坐标系": system}
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", [row]))
    lng = version.engine.run("select lng from mart_work_order").lng.iloc[0]
    assert (124.36225 - lng == pytest.approx(0.0058, abs=1e-4)) if moved else lng == 124.36225
    version.close()


def test_a_row_without_a_point_is_left_as_it_is():
    frame = pd.DataFrame({"coordinate_system": ["GCJ-02", "GCJ-02"], "lng": [124.36, None], "lat": [None, 40.1]})
    rows._placed(frame)
    assert frame.lng.tolist()[0] == 124.36 and frame.lat.tolist()[1] == 40.1
