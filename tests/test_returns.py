"""Refused rows go back in a workbook with the offending cells marked; sent back corrected they replace exactly those rows."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from govboard.documents import returns
from govboard.warehouse import Warehouse

HEADER = "工单编号,上报时间,办结时限,所属街道,主要内容,来电人,联系电话"
LINES = [
    "A1,2025-03-01 10:00,2025-03-05 10:00,东街道,路灯不亮,样例甲,13800138000",
    "A2,昨天,2025-03-05 10:00,东街道,住3号楼2单元501室漏水,样例乙,13800138001",
    ",2025-03-02 10:00,尽快,西街道,井盖,样例丙,13800138002",
    "A4,2025-03-02 10:00,,西街道,噪声,样例丁,13800138003",
]


@pytest.fixture
def home(folder, put) -> Warehouse:
    warehouse = Warehouse(folder)
    warehouse.import_files([put("工单（2025年3月）.csv", "\n".join([HEADER, *LINES]))])
    return warehouse


def book(home: Warehouse):
    (name, content), *others = returns.workbooks(home).items()
    assert not others
    return name, load_workbook(io.BytesIO(content))


def sent_back(tmp_path, name: str, workbook):
    path = tmp_path / name
    workbook.save(path)
    return path


def marked(page) -> set[str]:
    return {cell.coordinate for row in page.iter_rows(min_row=4) for cell in row if cell.fill.fgColor.rgb == "FFFFF2B2"}


def test_the_workbook_names_every_row_its_reason_and_the_cells_to_put_right(home):
    name, workbook = book(home)
    page = workbook.active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    assert name == "退回_本辖区_工单.xlsx" and page["A2"].value == "统计时段：2025年3月1日至2025年3月31日"
    assert rows[0] == ["退回编号", "退回原因", "原处", "工单编号", "上报时间", "办结时限", "所属街道", "主要内容"]
    assert [row[0].rpartition("-")[2] for row in rows[1:]] == ["3", "4"] and "“昨天”不是可识别的日期时间" in rows[1][1] and rows[1][2] == "工单（2025年3月）.csv 第3行"
    assert marked(page) == {"E4", "D5", "F5"}
    assert "样例" not in str(rows) and "13800138" not in str(rows) and "501" not in str(rows)


def test_corrected_rows_replace_exactly_those_rows_and_nothing_else(home, tmp_path, figures, rows):
    assert figures(home) == (2, 0, 2) and len(home.pending_rows()) == 2
    name, workbook = book(home)
    page = workbook.active
    page["E4"], page["D5"], page["F5"] = "2025-03-01 09:00", "A3", "2025-03-09 10:00"
    report = home.import_files([sent_back(tmp_path, name, workbook)])
    assert report.files[0].sheets[0].accepted == 2 and figures(home) == (4, 0, 4)
    assert home.pending_rows().empty and returns.workbooks(home) == {}
    assert rows(home, "select order_no from mart_work_order order by 1") == [("A1",), ("A2",), ("A3",), ("A4",)]
    again = home.import_files([tmp_path / name])
    assert not again.changed and again.files[0].repeated


def test_a_row_left_out_stays_pending_and_one_still_wrong_is_told_anew(home, tmp_path, figures):
    name, workbook = book(home)
    page = workbook.active
    page["E4"] = "前天"
    page.delete_rows(5)
    report = home.import_files([sent_back(tmp_path, name, workbook)])
    assert report.files[0].reason and len(home.pending_rows()) == 2  # nothing was right: nothing changes
    name, workbook = book(home)
    page = workbook.active
    page["E4"], page["F5"] = "2025-03-01 09:00", "2025-03-09"
    home.import_files([sent_back(tmp_path, name, workbook)])
    left = home.pending_rows()
    assert figures(home) == (3, 0, 3) and list(left.reason) == ["缺少工单编号"]
    name, workbook = book(home)
    workbook.active["D4"] = "A3"
    home.import_files([sent_back(tmp_path, "再次" + name, workbook)])
    assert figures(home) == (4, 0, 4) and home.pending_rows().empty


def test_corrected_rows_of_a_ledger_join_it_and_do_not_replace_it(folder, put, tmp_path, rows):
    home = Warehouse(folder)
    home.import_files([put("业委会（2024年度）.csv", "小区编码,年度,业委会成员数,其中党员数\nE1,2024,5,2\nE2,2024,多人,3\nE3,2024,4,1\n")])
    name, workbook = book(home)
    workbook.active["F4"] = "7"
    home.import_files([sent_back(tmp_path, name, workbook)])
    assert rows(home, "select estate_code, members from stg_owners_committee order by 1") == [("E1", 5), ("E2", 7), ("E3", 4)]


DAMAGES = {
    "the number changed": ("A4", "0123456789abcdef-3", "不属于这个数据目录"), "the number gone": ("A4", None, "没有退回编号"), "a row added": ("D6", "A9", "没有退回编号"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_workbook_whose_numbers_were_changed_is_refused_whole(home, tmp_path, damage, figures):
    place, value, words = DAMAGES[damage]
    name, workbook = book(home)
    workbook.active["E4"] = "2025-03-01 09:00"
    workbook.active[place] = value
    report = home.import_files([sent_back(tmp_path, name, workbook)])
    assert words in report.files[0].reason and figures(home) == (2, 0, 2) and len(home.pending_rows()) == 2


def test_lines_that_could_not_be_divided_come_back_with_the_columns_a_row_must_have(folder, put):
    home = Warehouse(folder)
    home.import_files([put("a.csv", "\n".join([HEADER, *LINES[:1] * 3, LINES[0] + ",多余"]))])
    page = book(home)[1].active
    assert [cell.value for cell in page[3]][:5] == ["退回编号", "退回原因", "原处", "工单编号", "上报时间"] and marked(page) >= {"D4", "E4"}


def test_the_command_line_writes_the_workbooks_and_nothing_in_them_is_a_formula(home, tmp_path, put, cli):
    header = "活动编号,活动类型,活动时间,活动主题,所属镇街"
    home.import_files([put("活动.csv", header + "\n=1+1,议事会,昨天,@x,东街道\nB2,议事会,2025-03-01,好,东街道\n")])
    answer = cli("returns", tmp_path / "out", "--data", home.folder)
    assert answer.status == 0 and sorted(each.name for each in (tmp_path / "out").iterdir()) == ["退回_东街道.xlsx", "退回_本辖区_工单.xlsx"]
    with zipfile.ZipFile(tmp_path / "out" / "退回_东街道.xlsx") as made:
        assert b"<f>" not in made.read("xl/worksheets/sheet1.xml") and b"=1+1" in made.read("xl/sharedStrings.xml")


# --- what a fresh pair of eyes broke


def test_a_corrected_row_keeps_its_point_and_the_first_of_two_equal_columns(folder, put, tmp_path, rows):
    home = Warehouse(folder)
    home.import_files([put("a.csv", '工单编号,上报时间,所属街道,坐标,标题,标题\nA1,2025-06-01,东街道,"124.37,40.11",一,另\nA2,xx,东街道,"124.38,40.12",先,后\n')])
    name, workbook = book(home)
    page = workbook.active
    assert marked(page) == {"E4"}
    page["E4"] = "2025-06-02"
    home.import_files([sent_back(tmp_path, name, workbook)])
    assert rows(home, "select round(lng, 2), round(lat, 2), title from mart_work_order where order_no = 'A2'") == [(124.38, 40.12, "先")]


def test_the_sheet_that_names_the_area_names_it_for_corrected_rows_too(folder, book, tmp_path, rows):
    path = book("活动台账.xlsx", {"站前街道": [["活动编号", "活动类型", "活动时间"], ["A1", "议事会", "2025-06-01"], ["A2", "议事会", "六月份"], ["A3", "议事会", "七月份"]]})
    home = Warehouse(folder)
    home.import_files([path])
    for _round in (1, 2):
        name, content = next(iter(returns.workbooks(home).items()))
        workbook = load_workbook(io.BytesIO(content))
        header = [each.value for each in workbook.active[3]]
        workbook.active.cell(4, header.index("活动时间") + 1).value = "2025-06-02"
        home.import_files([sent_back(tmp_path, f"{len(home.parts())}{name}", workbook)])
    assert home.pending_rows().empty
    assert rows(home, "select distinct subdistrict_written from mart_activity") == [("站前街道",)] and len(rows(home, "select activity_id from mart_activity")) == 3


def test_a_street_gets_all_its_rows_in_one_workbook_and_what_comes_back_puts_each_of_them_right(folder, tmp_path, put, book, rows):
    home, long = Warehouse(folder), "某某区某某街道某某社区某某小区居民议事活动情况明细表（上）"
    bad = [["活动编号", "活动类型", "活动时间", "所属镇街"], ["A1", "议事会", "2025-06-01", "东街道"], ["A2", "议事会", "六月份", "东街道"]]

    def renamed(letter: str, street: str = "东街道") -> list:
        return [[cell.replace("A", letter).replace("东街道", street) for cell in row] for row in bad]

    home.import_files([book("活动.xlsx", {"Sheet1": bad, long[:31]: [*renamed("B"), [], *renamed("C")]})])
    home.import_files([book("活动.xlsx", {"Sheet1": renamed("D", "东街")}), put("服务.csv", "记录编号,服务类型,服务日期,所属镇街\nF1,义剪,2025-06-01,东街道\nF2,义剪,六月份,东街道\n"), book("西.xlsx", {"Sheet1": renamed("E", "西街道")})])
    made = returns.workbooks(home)
    assert set(made) == {"退回_东街道.xlsx", "退回_西街道.xlsx"}
    workbook = load_workbook(io.BytesIO(made["退回_东街道.xlsx"]))
    assert len(workbook.worksheets) == 4 and {each.title.split()[0] for each in workbook} == {"活动台账", "服务记录"}
    for page in workbook:
        header = [each.value for each in page[3]]
        for row in range(4, page.max_row + 1):
            page.cell(row, next(header.index(name) + 1 for name in ("活动时间", "服务日期") if name in header)).value = "2025-06-02"
    home.import_files([sent_back(tmp_path, "退回_东街道.xlsx", workbook)])
    assert set(returns.workbooks(home)) == {"退回_西街道.xlsx"} and len(home.pending_rows()) == 1
    assert [each for (each,) in rows(home, "select activity_id from mart_activity order by 1")] == ["A1", "A2", "B1", "B2", "C1", "C2", "D1", "D2", "E1"]
    assert len(rows(home, "select * from mart_service_record")) == 2


def test_rows_that_could_not_be_divided_come_back_with_all_columns_of_the_export(home, put):
    home.import_files([put("整行.csv", "\n".join([HEADER, *LINES[:1] * 3, LINES[0] + ",多余"]))])
    made = returns.workbooks(home)["退回_本辖区_工单.xlsx"]
    assert [cell.value for cell in load_workbook(io.BytesIO(made)).active[3]][3:] == ["工单编号", "上报时间", "办结时限", "所属街道", "主要内容"]


def activities(street: str, *lines: str) -> str:
    return "\n".join(["活动编号,活动类型,活动时间,所属镇街", *(f"{each},{street}" for each in lines)])


def test_a_row_that_comes_back_twice_counts_as_it_came_last_and_is_asked_for_once(home, tmp_path, rows):
    name, workbook = book(home)
    page = workbook.active
    page["E4"], page["D5"] = "前天", "A3"
    page["F5"] = "2025-03-09 10:00"
    home.import_files([sent_back(tmp_path, "一.xlsx", workbook)])
    assert list(home.pending_rows().source_row) == [3] and list(home.pending_rows().source_file) == ["工单（2025年3月）.csv"]
    page["E4"], page["D5"] = "2025-03-01 09:00", "A33"  # the sender goes on in the same workbook
    home.import_files([sent_back(tmp_path, "二.xlsx", workbook)])
    assert [each for (each,) in rows(home, "select order_no from mart_work_order order by 1")] == ["A1", "A2", "A33", "A4"]
    assert home.pending_rows().empty and returns.workbooks(home) == {}


def test_a_row_copied_with_its_number_and_a_sheet_without_rows_are_refused_in_words(home, tmp_path, figures):
    name, workbook = book(home)
    page = workbook.active
    page["E4"] = "2025-03-01 09:00"
    page.append([page.cell(4, column).value for column in range(1, page.max_column + 1)])
    assert "退回编号出现了两次" in home.import_files([sent_back(tmp_path, "一.xlsx", workbook)]).files[0].reason and figures(home) == (2, 0, 2)
    page.delete_rows(4, 9)
    assert "没有行" in home.import_files([sent_back(tmp_path, "二.xlsx", workbook)]).files[0].reason


def test_a_street_is_one_sender_however_it_is_written_and_two_streets_of_one_stem_are_two(folder, put):
    home = Warehouse(folder)
    register = "镇街代码,镇街名称,类型,曾用名\n210603001,兴隆街道,街道,江边镇\n210603002,兴隆镇,镇,\n"
    written = ["兴隆街道", "210603001", "丹东市振兴区兴隆街道", "江边镇", "兴隆街", "兴隆镇"]
    home.import_files([put("镇街名录（2025年6月30日）.csv", register), *(put(f"{at}.csv", activities(street, f"A{at},议事会,2025-06-01", f"B{at},议事会,六月")) for at, street in enumerate(written))])
    made = returns.workbooks(home)
    assert {name: len(load_workbook(io.BytesIO(content)).worksheets) for name, content in made.items()} == {"退回_兴隆街道.xlsx": 5, "退回_兴隆镇.xlsx": 1}


def test_rows_of_several_streets_go_to_nobody_s_street(folder, put):
    home = Warehouse(folder)
    home.import_files([put("工单.csv", "工单编号,上报时间,所属街道\nA1,2025-06-01,东街道\nA2,昨天,西街道\n"), put("服务.csv", "记录编号,服务类型,服务日期,所属镇街\nF1,义剪,2025-06-01,东街道\nF2,义剪,六月,东街道\n")])
    assert set(returns.workbooks(home)) == {"退回_本辖区_工单.xlsx", "退回_东街道.xlsx"}


def test_names_that_no_file_or_sheet_may_have_are_made_such_as_they_may(folder, put, tmp_path, cli, book):
    home = Warehouse(folder)
    bad = [["活动编号", "活动类型", "活动时间"], ["A1", "议事会", "2025-06-01"], ["A2", "议事会", "六月份"]]
    home.import_files([put("a.csv", activities("站前街道/临江街道", "A1,议事会,2025-06-01", "B1,议事会,六月")), put("b.csv", activities('..\\"街"', "C1,议事会,2025-06-01", "D1,议事会,六月")),
                       put("c.csv", activities("很长的名字" * 30, "E1,议事会,2025-06-01", "F1,议事会,六月")), book("d.xlsx", {"二〇二五年某某街道某某社区居民议事活动'明细": bad})])  # fmt: skip
    assert cli("returns", tmp_path / "out", "--data", folder).status == 0
    assert len(list((tmp_path / "out").rglob("*.xlsx"))) == 4 and len(list((tmp_path / "out").iterdir())) == 4


def test_boundaries_are_not_sent_back_in_a_workbook(folder, put):
    home = Warehouse(folder)
    shape = "POLYGON ((124 40, 124.1 40, 124.1 40.1, 124 40))"
    home.import_files([put("边界.csv", f'编码,名称,层级,geometry\n1,东街道,镇街,"{shape}"\n2,西街道,镇街,"LINESTRING (124 40, 125 41)"\n')])
    assert len(home.pending_rows()) == 1 and returns.workbooks(home) == {}


ESTATES = "小区编码,小区名称,管理方式,所属镇街,户数\n"


def estates(home: Warehouse, rows) -> list:
    return [each for (each,) in rows(home, "select estate_code from stg_estate order by 1")]


def corrected(home: Warehouse, tmp_path, name: str, changes: dict[str, str], which: int = 0):
    """The workbook of the rows that wait, put right (header -> cell of its first row), sent back."""
    workbook = load_workbook(io.BytesIO(list(returns.workbooks(home).values())[which]))
    header = [each.value for each in workbook.active[3]]
    for column, value in changes.items():
        workbook.active.cell(4, header.index(column) + 1).value = value
    return home.import_files([sent_back(tmp_path, name, workbook)])


@pytest.mark.parametrize("street", ["", "西街道", "东街道"])
def test_a_corrected_row_of_a_list_replaces_no_other_street_s_list(folder, put, tmp_path, rows, street):
    home = Warehouse(folder)
    home.import_files([put("西.csv", ESTATES + "W1,一,物业企业,西街道,5\nW2,二,物业企业,西街道,5\n"), put("东.csv", ESTATES + f"E1,一,物业企业,东街道,5\nE2,二,物业企业,{street},多\n")])
    corrected(home, tmp_path, "回.xlsx", {"户数": "7"})
    assert estates(home, rows) == ["E1", "E2", "W1", "W2"] and home.pending_rows().empty
    home.import_files([put("东二.csv", ESTATES + "E1,一,物业企业,东街道,5\nE3,三,物业企业,东街道,5\n")])
    assert estates(home, rows) == (["E1", "E3", "W1", "W2"] if street == "东街道" else ["E1", "E2", "E3", "W1", "W2"])


def test_what_puts_right_an_import_that_was_taken_back_is_refused(folder, put, tmp_path, rows):
    home = Warehouse(folder)
    home.import_files([put("一.csv", ESTATES + "E1,一,物业企业,东街道,5\nE2,二,物业企业,东街道,5\n")])
    version = home.import_files([put("二.csv", ESTATES + "E1,一,物业企业,东街道,5\nE3,二,物业企业,东街道,多\n")]).version
    workbook = load_workbook(io.BytesIO(next(iter(returns.workbooks(home).values()))))
    header = [each.value for each in workbook.active[3]]
    workbook.active.cell(4, header.index("户数") + 1).value = "7"
    path = sent_back(tmp_path, "回.xlsx", workbook)
    home.undo(version)
    report = home.import_files([path])
    assert "已撤销" in report.files[0].reason and not report.changed and estates(home, rows) == ["E1", "E2"]


def test_an_original_and_its_correction_in_one_import_belong_together(folder, put, tmp_path, rows):
    first, both = Warehouse(tmp_path / "first"), Warehouse(folder)
    original = put("一.csv", ESTATES + "E1,一,物业企业,东街道,5\nE2,二,物业企业,东街道,多\n")
    first.import_files([original])
    workbook = load_workbook(io.BytesIO(next(iter(returns.workbooks(first).values()))))
    workbook.active.cell(4, [each.value for each in workbook.active[3]].index("户数") + 1).value = "7"
    path = sent_back(tmp_path, "回.xlsx", workbook)
    both.import_files([original])
    both = Warehouse(folder)
    both.import_files([path, original])
    assert estates(both, rows) == ["E1", "E2"] and both.pending_rows().empty


def test_a_corrected_hand_over_takes_its_place_in_the_chain_and_is_not_the_order(home, put, tmp_path, rows):
    header = "工单编号,上报时间,派单时间,结案时间,所属街道,工单状态"
    lines = ["C1,2025-03-01 10:00,2025-03-03 10:00,,东街道,处置中", "C1,2025-03-01 10:00,昨天,,东街道,处置中", "C1,2025-03-01 10:00,2025-03-05 10:00,2025-03-06 10:00,西街道,已办结"]
    home.import_files([put("链.csv", "\n".join([header, *lines]))])
    pages = load_workbook(io.BytesIO(next(iter(returns.workbooks(home).values()))))
    page = next(each for each in pages if "链" in str(each.cell(4, 3).value))
    page.cell(4, [each.value for each in page[3]].index("派单时间") + 1).value = "2025-03-02 10:00"
    for other in [each for each in pages if each is not page]:
        pages.remove(other)
    home.import_files([sent_back(tmp_path, "回.xlsx", pages)])
    assert rows(home, "select subdistrict_written, closed_at is not null from mart_work_order where order_no = 'C1'") == [("西街道", True)]
    assert rows(home, "select count(*) from raw_work_order_chain where order_no = 'C1'") == [(3,)]


def test_a_corrected_row_of_a_text_file_gets_its_street_from_nowhere(folder, put, tmp_path, rows):
    home = Warehouse(folder)
    home.import_files([put("活动.csv", "活动编号,活动类型,活动时间\nA1,议事会,2025-06-01\nA2,议事会,六月份\n")])
    corrected(home, tmp_path, "回.xlsx", {"活动时间": "2025-06-02"})
    assert rows(home, "select activity_id, subdistrict_written from mart_activity order by 1") == [("A1", None), ("A2", None)]


@pytest.mark.parametrize("number", ["4", "99"])
def test_a_number_of_a_row_that_was_not_sent_back_is_refused(home, tmp_path, figures, number):
    name, workbook = book(home)
    workbook.active["E4"] = "2025-03-01 09:00"
    workbook.active["A4"] = workbook.active["A4"].value.rpartition("-")[0] + "-" + {"4": "2"}.get(number, number)
    report = home.import_files([sent_back(tmp_path, name, workbook)])
    assert "没有退回过这样的行" in report.files[0].reason and figures(home) == (2, 0, 2)


def test_a_row_put_right_later_is_of_the_day_of_its_ledger(folder, put, tmp_path, rows):
    home = Warehouse(folder)
    home.import_files([put("底数（截至2099年12月31日）.csv", "社区名称,排查渠道,物业企业数\n甲社区,属地,1\n乙社区,属地,多\n")])
    corrected(home, tmp_path, "回.xlsx", {"物业企业数": "2"})
    assert rows(home, "select count(*), count(distinct snapshot) from stg_census") == [(2, 1)]


def test_a_good_row_is_not_lost_to_a_bad_one_that_comes_after_it(home, tmp_path, rows):
    name, workbook = book(home)
    workbook.active["E4"] = "2025-03-01 09:00"
    home.import_files([sent_back(tmp_path, "一.xlsx", workbook)])
    workbook.active["E4"], workbook.active["D5"], workbook.active["F5"] = "前天", "A3", "2025-03-09 10:00"
    home.import_files([sent_back(tmp_path, "二.xlsx", workbook)])
    assert [each for (each,) in rows(home, "select order_no from mart_work_order order by 1")] == ["A1", "A2", "A3", "A4"]
    assert list(home.pending_rows().source_row) == [3]  # told as it came last
