"""The kinds of mess that exports come with, a file for each in exports/mess, numbered as in the domain's catalogue."""

from pathlib import Path

import pytest

from govboard.warehouse import Warehouse

MESS = Path(__file__).with_name("exports") / "mess"


def counts(report) -> list[tuple]:
    """read, accepted, refused, totals of every sheet that was taken; read = accepted + refused + totals, always."""
    assert report.reason is None
    assert all(each.read == each.accepted + each.refused + each.totals for each in report.sheets)
    return [(each.read, each.accepted, each.refused, each.totals) for each in report.sheets if each.part]


@pytest.fixture
def column(imported, warehouse, rows):
    """column(name, file, …, sql) -> what the orders of some files say after they were imported together."""

    def run(sql: str, *names: str) -> list:
        assert imported(*(next(MESS.glob(f"{each}*")) for each in names)).published
        return [each[0] if len(each) == 1 else each for each in rows(warehouse, sql)]

    return run


def file(name: str) -> Path:
    return next(MESS.glob(f"{name}*"))


def test_every_kind_of_mess_has_its_file():
    assert {each.name[:2] for each in MESS.iterdir()} == {f"{at:02d}" for at in range(1, 23)}


@pytest.mark.parametrize(("name", "said"), [("01_gbk", "GB18030"), ("01_utf8_bom", "UTF-8（带BOM）"), ("01_utf16_tab", "UTF-16")])
def test_01_a_text_is_read_in_the_encoding_it_has_and_the_page_says_which(take, name, said):
    report = take(file(name))
    assert counts(report) == [(6, 6, 0, 0)] and f"编码{said}，" in report.sheets[0].understood["how"]


@pytest.mark.parametrize("name", ["02_biff", "02_html", "02_renamed"])
def test_02_what_is_called_xls_is_read_as_what_it_is(take, name):
    assert counts(take(file(name))) == [(6, 6, 0, 0)]


def test_03_titles_and_notes_above_the_header_are_told_and_declare_the_period(take):
    report = take(file("03"))
    told = report.sheets[0].understood
    assert counts(report) == [(6, 6, 0, 0)] and told["header_row"] == 5 and len(told["titles"]) == 3
    assert told["period"] == ("2025-06-01T00:00:00", "2025-06-30T23:59:59")


def test_04_a_header_of_two_merged_rows_is_one_header(take):
    report = take(file("04"))
    assert counts(report) == [(6, 6, 0, 0)]
    assert set(report.sheets[0].understood["columns"].values()) >= {"order_no", "reported_at", "due_at", "closed_at", "subdistrict", "community", "category", "source", "title"}


def test_05_a_street_merged_over_its_rows_stands_in_each_of_them(column):
    assert column("select subdistrict, count(*) from mart_work_order group by 1 order by 1", "05") == [("东街道", 3), ("西街道", 3)]


def test_06_totals_are_left_out_and_compared_with_what_their_rows_add_up_to(take):
    report = take(file("06"))
    assert counts(report) == [(7, 3, 0, 4)]
    assert report.sheets[0].understood["sums"] == ["第8行合计：其中党员数写的是7，各行相加是6"]


def test_07_those_who_made_the_table_are_no_rows_and_named_nowhere(take):
    report = take(file("07"))
    assert counts(report) == [(6, 6, 0, 0)] and "样例" not in str(report.as_dict())


def test_08_full_width_forms_and_invisible_characters_change_nothing(column):
    assert column("select strftime(reported_at, '%m-%d %H:%M') from mart_work_order order by order_no", "08")[:2] == ["06-02 09:01", "06-03 09:02"]


def test_09_dates_are_read_in_every_form_and_one_without_its_year_in_the_year_of_the_file(column):
    assert set(column("select strftime(reported_at, '%Y-%m-%d') from mart_work_order", "09")) == {"2025-06-08"}


def test_10_numbers_keep_their_size_whatever_stands_around_them_and_words_are_refused(take, refused):
    report = take(file("10"))
    assert counts(report) == [(6, 4, 2, 0)]
    assert list(refused(report).reason) == ["业委会成员数“很多”不是整数", "缺少其中党员数"]
    assert report.sheets[0].understood["lower_bounds"] == {"业委会成员数": 2, "其中党员数": 1}


def test_11_codes_that_a_spreadsheet_damaged_are_refused_and_never_become_one(take, refused):
    report = take(file("11"))
    assert counts(report) == [(4, 2, 2, 0)] and all("科学计数法" in each for each in refused(report).reason)


def test_12_masked_phones_and_words_for_secret_are_no_mistake(take):
    assert counts(take(file("12"))) == [(4, 4, 0, 0)]


def test_13_points_are_read_swapped_in_one_cell_and_in_degrees_and_minutes(column):
    found = column("select round(lng, 2), round(lat, 2) from mart_work_order where order_no <> 'P4' order by order_no", "13_points.", "13_points_in")
    assert found == [(124.37, 40.11)] * 5


def test_14_points_in_another_system_are_found_out(folder):
    home = Warehouse(folder)
    home.import_files([file("14_gcj02"), file("14_boundaries"), file("14_subdistricts")])
    assert [(each["points"], each["boundaries"], each["share"]) for each in home.proposed_systems()] == [("GCJ-02", "WGS 84", 1.0)]


def test_15_one_street_has_many_names_and_what_is_none_stands_under_no_area(column):
    found = column("select coalesce(subdistrict, '未归属'), count(*) from mart_work_order group by 1 order by 1", "15_division", "15_subdistricts")
    assert found == [("999001001", 5), ("未归属", 2)]


def test_16_an_order_in_several_rows_is_one_order_and_its_rows_are_its_way(column):
    assert column("select order_no, handling_unit from mart_work_order order by 1", "16") == [("R1", "西社区"), ("R2", "西社区")]


def test_17_sheets_of_one_shape_are_read_together_and_the_others_are_told(take):
    report = take(file("17"))
    assert counts(report) == [(3, 3, 0, 0), (3, 3, 0, 0)]
    assert {each.sheet: each.reason[:4] for each in report.sheets if each.reason} == {"封面": "没有认出", "汇总": "没有认出", "底稿": "隐藏的工"}


def test_18_yes_is_written_in_many_ways(column):
    assert column("select solved from mart_work_order order by order_no", "18") == ["是"] * 4 + ["否"] * 2


def test_19_impossible_times_are_refused_or_counted_and_never_make_a_duration(take, refused, column):
    report = take(file("19"))
    assert counts(report) == [(4, 2, 2, 0)] and [each[:4] for each in refused(report).reason] == ["上报时间", "上报时间"]
    assert column("select record from check_order_times_reversed", "19") == ["T1"]


def test_20_a_path_of_classes_is_taken_apart(column):
    assert column("select category, subcategory from mart_work_order order by order_no", "20") == [("城乡建设", "物业/停车")] * 3 + [("噪声", None)]


def test_21_nameless_columns_are_left_alone_and_of_two_equal_headers_the_first_is_used(take, column):
    report = take(file("21"))
    assert counts(report) == [(2, 2, 0, 0)] and report.sheets[0].understood["repeated_headers"] == ["标题", "联系电话"]
    assert column("select title from mart_work_order", "21") == ["先", "先"]


@pytest.mark.parametrize(("name", "words"), [("22_password", "设有打开密码"), ("22_document", "OFD"), ("22_wps", ".et")])
def test_22_locked_and_foreign_files_are_called_what_they_are(take, name, words):
    assert words in take(file(name)).reason
