"""How an export meets those before it: events update by key, a full list replaces its area, a snapshot replaces its date."""

import datetime as dt
import shutil

import pytest

from govboard import PROJECT

OLD = {"工单编号": "A1", "上报时间": "2025-03-01 10:00:00", "所属街道": "东街道"}
DONE = OLD | {"结案时间": "2025-03-05 09:00:00"}
SNAPSHOT = "统一社会信用代码,企业名称,党组织编码\n"
OTHER = {"工单编号": "A2", "上报时间": "2025-03-02 10:00:00", "所属街道": "西街道"}


def held(folder) -> dict[str, bytes]:
    """Every stored file and its bytes, the lock apart."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file() and each.name != "lock"}


def test_importing_the_same_file_twice_changes_nothing(imported, orders, folder):
    path = orders("a.csv", OLD, OTHER)
    first = imported(path)
    before = held(folder)
    second = imported(path)
    assert (first.changed, first.files[0].repeated) == (True, False)
    assert (second.changed, second.files[0].repeated, second.version) == (False, True, first.version)
    assert held(folder) == before


def test_the_same_content_under_another_name_changes_nothing(imported, orders, folder, tmp_path):
    path = orders("a.csv", OLD)
    first = imported(path)
    before = held(folder)
    second = imported(shutil.copy(path, tmp_path / "另一个名字.txt"))
    assert second.files[0].repeated and second.version == first.version and held(folder) == before


def test_a_part_once_written_never_changes_whatever_a_later_reading_says(take, orders, folder):
    path = orders("a.csv", OLD, OTHER | {"上报时间": "2025-03-08 10:00:00"})
    first = take(path, now=dt.datetime(2025, 3, 5))
    before = held(folder)
    later = take(path, name="b.csv", now=dt.datetime(2025, 3, 9))
    assert held(folder) == before
    assert [(each.sheets[0].accepted, each.sheets[0].refused) for each in (first, later)] == [(1, 1)] * 2


def test_the_same_file_given_twice_in_one_import_counts_once(imported, orders, warehouse, figures, tmp_path):
    path = orders("a.csv", OLD, OTHER)
    imported(path, shutil.copy(path, tmp_path / "b.csv"))
    assert figures(warehouse) == (2, 0, 2) and len(warehouse.manifests()[0]["parts"]) == 1


def test_one_more_row_makes_a_new_part_and_a_new_version(imported, orders, warehouse, figures):
    imported(orders("a.csv", OLD))
    report = imported(orders("a.csv", OLD, OTHER))
    assert report.changed and report.version == "V2" and not report.files[0].repeated
    assert figures(warehouse) == (2, 0, 2)


def test_a_later_export_of_the_same_orders_updates_them(imported, orders, warehouse, figures):
    imported(orders("a.csv", OLD, OTHER))
    assert figures(warehouse) == (2, 0, 2)
    imported(orders("b.csv", DONE))
    assert figures(warehouse) == (2, 1, 1)
    assert figures(warehouse, "V1") == (2, 0, 2)


def test_the_last_import_wins_even_when_it_is_the_older_export(imported, orders, warehouse, figures):
    imported(orders("b.csv", DONE))
    imported(orders("a.csv", OLD))
    assert figures(warehouse) == (1, 0, 1)


def test_within_one_file_the_last_row_of_an_order_wins(imported, orders, warehouse, figures):
    assert imported(orders("a.csv", OLD, DONE)).files[0].sheets[0].accepted == 2
    assert figures(warehouse) == (1, 1, 0)


def test_of_two_files_in_one_import_the_later_wins(imported, orders, warehouse, figures):
    imported(orders("a.csv", OLD), orders("b.csv", DONE))
    assert figures(warehouse) == (1, 1, 0)


def test_files_brought_together_arrive_in_the_order_of_what_they_cover_whatever_their_names(imported, orders, warehouse, figures):
    newer, older = orders("工单1.csv", DONE), orders("工单2.csv", OLD)
    imported(newer, older)
    assert figures(warehouse) == (1, 1, 0)


def test_of_two_sheets_of_one_file_the_later_wins_whatever_the_rows(imported, book, warehouse, figures):
    header = ["工单编号", "上报时间", "结案时间"]
    march = [header, ["A0", "2025-03-01 08:00:00", ""], ["A1", "2025-03-01 10:00:00", ""]]
    imported(book("工单.xlsx", {"3月": march, "4月": [header, ["A1", "2025-03-01 10:00:00", "2025-03-05 09:00:00"]]}))
    assert figures(warehouse) == (2, 1, 1)


def test_a_file_read_again_with_a_better_format_takes_the_place_of_its_first_reading(imported, orders, warehouse, figures, folder):
    path = orders("a.csv", DONE, OTHER)
    package = (PROJECT / "govboard" / "formats" / "work_order.toml").read_text(encoding="utf-8")
    (folder / "formats").mkdir(parents=True)
    (folder / "formats" / "work_order.toml").write_text(package.replace('closed_at = ["结案时间", "办结时间"]', 'closed_at = ["办结日期"]'), encoding="utf-8")
    imported(path)
    assert figures(warehouse) == (2, 0, 2)
    (folder / "formats" / "work_order.toml").unlink()
    imported(path)
    assert figures(warehouse) == (2, 1, 1) and len(warehouse.manifests()[-1]["parts"]) == 1


def test_a_wrong_date_in_the_name_of_a_file_is_put_right_by_importing_it_under_the_right_one(imported, put, warehouse, rows, tmp_path):
    path = put("物业企业台账2026年6月30日.csv", f"{SNAPSHOT}U1,甲,Z1\n")
    imported(path)
    imported(shutil.copy(path, tmp_path / "物业企业台账2025年6月30日.csv"))
    assert rows(warehouse, "select cast(snapshot as varchar), uscc from raw_property_company") == [("2025-06-30", "U1")]


def test_a_full_list_replaces_the_whole_list(imported, put, warehouse, rows):
    imported(put("a.csv", "镇街代码,镇街名称\n1,甲街道\n2,乙镇\n"))
    imported(put("b.csv", "镇街代码,镇街名称\n1,甲街道\n3,丙镇\n"))
    assert rows(warehouse, "select code from raw_subdistrict order by 1") == [("1",), ("3",)]


def test_a_full_list_of_one_area_replaces_that_area_only(imported, put, warehouse, rows):
    header = "社区代码,社区名称,所属镇街\n"
    imported(put("a.csv", f"{header}101,甲社区,东街道\n102,乙社区,东街道\n201,丙社区,西街道\n"))
    imported(put("b.csv", f"{header}101,甲社区,东街道\n103,丁社区,东街道\n"))
    assert rows(warehouse, "select code from raw_community order by 1") == [("101",), ("103",), ("201",)]


def test_the_short_name_of_a_town_is_the_same_sender(imported, put, warehouse, rows):
    header = "社区代码,社区名称,所属镇街\n"
    imported(put("a.csv", f"{header}101,甲社区,东街道\n102,乙社区,东街道\n"))
    imported(put("b.csv", f"{header}101,甲社区,东街道办事处\n"))
    assert rows(warehouse, "select code from raw_community order by 1") == [("101",)]


def test_a_list_that_names_no_area_replaces_them_all(imported, put, warehouse, rows):
    imported(put("a.csv", "社区代码,社区名称,所属镇街\n101,甲社区,东街道\n201,丙社区,西街道\n"))
    imported(put("b.csv", "社区代码,社区名称\n101,甲社区\n"))
    assert rows(warehouse, "select code from raw_community order by 1") == [("101",)]


def test_registers_of_two_towns_in_one_import_stand_side_by_side(imported, put, warehouse, rows):
    header = "党组织编码,党组织名称,层级,所属镇街\n"
    imported(put("a.csv", f"{header}O1,甲党支部,小区,东街道\n"), put("b.csv", f"{header}O2,乙党支部,小区,西街道\n"))
    imported(put("c.csv", f"{header}O3,丙党支部,小区,西街道\n"))
    assert rows(warehouse, "select org_code from raw_party_org order by 1") == [("O1",), ("O3",)]


def test_a_file_of_one_level_of_boundaries_replaces_that_level_only(imported, book, warehouse, rows):
    header, shape = ["编码", "名称", "层级", "geometry"], "POLYGON ((0 0, 1 0, 1 1, 0 0))"
    imported(book("a.xlsx", {"一": [header, ["1", "甲", "镇街", shape], ["2", "乙", "镇街", shape], ["11", "丙", "社区", shape]]}))
    imported(book("b.xlsx", {"一": [header, ["1", "甲", "镇街", shape], ["3", "丁", "镇街", shape]]}))
    assert rows(warehouse, "select level, code from raw_boundary order by 2") == [("subdistrict", "1"), ("community", "11"), ("subdistrict", "3")]
    imported(book("c.xlsx", {"一": [header, ["1", "甲", "镇街", shape]]}))  # one alone is no list
    assert rows(warehouse, "select level, code from raw_boundary order by 2") == [("subdistrict", "1"), ("community", "11"), ("subdistrict", "3")]


def test_a_snapshot_replaces_its_own_date_and_leaves_the_others(imported, put, warehouse, rows):
    imported(put("a.csv", f"台账（2024年12月31日）\n{SNAPSHOT}U1,甲,Z1\nU2,乙,\n"), put("b.csv", f"台账（2025年6月30日）\n{SNAPSHOT}U1,甲,Z1\n"))
    imported(put("c.csv", f"台账（2024年12月31日）\n{SNAPSHOT}U1,甲,Z1\nU3,丙,Z3\n"))
    assert rows(warehouse, "select cast(snapshot as varchar), uscc from raw_property_company order by 1, 2") == [
        ("2024-12-31", "U1"), ("2024-12-31", "U3"), ("2025-06-30", "U1"),
    ]  # fmt: skip


def test_the_sheets_of_one_workbook_arrive_together(imported, book, warehouse, rows):
    header = SNAPSHOT.strip().split(",")
    sheets = {"东街道": [["2025年6月30日"], header, ["U1", "甲", "Z1"]], "西街道": [["2025年6月30日"], header, ["U2", "乙", ""]]}
    imported(book("a.xlsx", sheets))
    assert rows(warehouse, "select uscc from raw_property_company order by 1") == [("U1",), ("U2",)]


def test_deliveries_say_which_period_and_area_were_delivered(imported, book, orders, warehouse, rows):
    header = ["活动编号", "活动类型", "活动时间"]
    title = ["2025年6月1日至2025年6月30日"]
    imported(book("活动.xlsx", {"东街道": [title, header, ["H1", "党日", "2025-06-03"]], "西街道": [title, header]}), orders("a.csv", OLD, DONE))
    assert rows(warehouse, "select table_name, area, cast(since as varchar), cast(until as varchar) from delivery order by 1, 2") == [
        ("activity", "东街道", "2025-06-01 00:00:00", "2025-06-30 23:59:59"),
        ("activity", "西街道", "2025-06-01 00:00:00", "2025-06-30 23:59:59"),
        ("work_order", None, "2025-03-01 10:00:00", "2025-03-05 09:00:00"),
    ]


@pytest.mark.parametrize("again", [False, True])
def test_every_stored_row_names_its_file_sheet_and_row(imported, book, warehouse, rows, again):
    paths = [book("工单.xlsx", {"三月": [["标题行"], ["工单编号", "上报时间"], ["A1", "2025-03-01"], ["", ""], ["A2", "2025-03-02"]]})]
    imported(*paths * (2 if again else 1))
    assert rows(warehouse, "select order_no, source_file, source_sheet, source_row from raw_work_order order by 1") == [
        ("A1", "工单.xlsx", "三月", 3), ("A2", "工单.xlsx", "三月", 5),
    ]  # fmt: skip
