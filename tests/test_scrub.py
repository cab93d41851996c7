"""Personal data never reaches the disk: not in accepted rows, not in refused ones, not in names of files or sheets."""

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govboard.importing import scrub

ID, PLATE, CARD = "999999199001011234", "辽F12345", "6222020000001234567"  # invented: no such region, no such card
PHONES = ["13800138000", "138 0013 8000", "138-0013-8000", "+86 13800138000", "8613800138000", "１３８００１３８０００"]
MASKED = {
    **{f"请回电{phone}谢谢": "请回电138****8000谢谢" for phone in PHONES},
    f"身份证{ID}": "身份证******证件号******",
    "身份证999999 19900101 123X": "身份证******证件号******",
    "身份证９９９９９９１９９００１０１１２３４": "身份证******证件号******",
    f"卡号{CARD}": "卡号6222********4567",
    "卡号6222 0200 0000 1234": "卡号6222********1234",
    "座机0415-2000000": "座机0415-*******",
    "联系电话：2000000": "联系电话：*******",
    f"车{PLATE}占道": "车辽F*****占道",
    "车辽F·D12345占道": "车辽F*****占道",
    "车辽f12345占道": "车辽f*****占道",
    "车辽F 12345占道": "车辽F*****占道",
    "车辽F1234警占道": "车辽F*****占道",
    "邮箱someone@example.com": "***@***",
    "微信号：abc_12345": "微信号***",
    "QQ:123456": "QQ***",
    "张伟先生来电": "张某先生来电",
    "李女士反映": "李某女士反映",
    "住3号楼2单元501室": "住**号楼**",
    "住3栋501室": "住**号楼**",
}
KEPT = ["路灯不亮", "2025-06-30 至 2025-07-01", "编号 20250308", "网格210603001001001", "金额12000000元", "桂花路2025号", "订购新iPhone15手机", "12栋党小组", ""]


@pytest.mark.parametrize("text", MASKED)
def test_personal_data_in_free_text_is_masked(text):
    assert scrub.text(text) == MASKED[text]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_nobodys_is_kept(text):
    assert scrub.text(text) == text


@given(before=st.sampled_from(["", "电话", "请拨 ", "A", "，"]), middle=st.integers(3, 9), digits=st.integers(0, 10**9 - 1), after=st.sampled_from(["", "。", " 谢谢", "转"]))
def test_no_mobile_number_survives(before, middle, digits, after):
    number = f"1{middle}{digits:09d}"
    assert number not in scrub.text(before + number + after)


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing_more(text):
    once = scrub.text(text)
    assert scrub.text(once) == once


# --- through the whole import

HEADER = "工单编号,上报时间,所属街道,标题,主要内容,来电人,联系电话,身份证号,户主姓名,办结时限"
NAMES = ["样例赵一", "样例钱二", "样例孙三", "样例李四", "样例周五", "样例吴六"]
SECRETS = [*NAMES, "13800138000", "138 0013 8000", "13900139000", "13700137000", "13600136000", "１３８００１３８０００", ID, PLATE, "辽f54321", CARD]


@pytest.fixture
def messy(put):
    return put("工单（张三丰先生13700137000）.csv", "\n".join([
        "导出人电话13900139000",
        HEADER,
        f"A1,2025-03-01 10:00:00,东街道,路灯不亮,联系13800138000或138 0013 8000,{NAMES[0]},13800138000,{ID},{NAMES[3]},",
        f"A2,2025-03-01 10:00:00,东街道,{PLATE}占道,身份证{ID} 卡{CARD} 车辽f54321,{NAMES[1]},13800138000,{ID},{NAMES[3]},",
        f"A3,昨天 13600136000,东街道,退回的行,电话１３８００１３８０００,{NAMES[2]},13800138000,{ID},{NAMES[3]},",
        f",2025-03-01 10:00:00,东街道,没有编号,{PLATE},{NAMES[2]},13800138000,{ID},{NAMES[3]},尽快{ID}",
        f"A4,2025-03-01 10:00:00,{NAMES[4]},13800138000,{ID},{NAMES[3]}",
        f"A5,2025-03-01 10:00:00,东街道,有,多余,逗号,的行,{NAMES[5]},13800138000,{ID},{NAMES[3]},",
        "填表人：13600136000",
    ]) + "\n")  # fmt: skip


def found_in(stored: dict[str, str]) -> set[tuple[str, str]]:
    return {(name, secret) for name, text in stored.items() for secret in SECRETS if secret in text}


def test_nothing_personal_is_stored_of_accepted_and_refused_rows(messy, folder, imported, stored, refused):
    report = imported(messy)
    sheet = report.files[0].sheets[0]
    assert (sheet.read, sheet.accepted, sheet.refused) == (6, 2, 4)
    held = stored(folder)
    assert any("路灯不亮" in text for name, text in held.items() if name.endswith(".duckdb"))  # the reader of the disk does read
    assert any("没有编号" in text for name, text in held.items() if name.startswith("refused"))
    assert found_in(held) == set()


def test_a_file_whose_quote_is_never_closed_stores_nobodys_name(put, folder, take, stored):
    path = put("a.csv", f'工单编号,上报时间,来电人,主要内容\nA1,2025-03-01,{NAMES[0]},"漏水\nA2,2025-03-02,{NAMES[1]},灯坏\n')
    report = take(path)
    assert report.reason.startswith("第2行：有引号没有闭合")
    assert not report.parts and stored(folder) == {}


def test_a_row_out_of_line_is_kept_only_where_no_column_is_personal(put, take, refused):
    kept = refused(take(put("a.csv", "工单编号,上报时间,标题\nA1,2025-03-01,好\nA2,2025-03-01\n")))
    assert list(kept.row) == ['{"工单编号": "A2", "上报时间": "2025-03-01"}']
    kept = refused(take(put("b.csv", "工单编号,上报时间,标题,户主姓名\nA1,2025-03-01,好,甲\nA2,样例赵一,2025-03-01\n")))
    assert list(kept.source_row) == [3] and list(kept.row) == ["{}"]


def test_nothing_personal_is_stored_of_a_workbook_or_the_name_of_its_sheet(book, folder, imported, stored):
    header = HEADER.split(",")
    row = ["A1", "2025-03-01 10:00:00", "东街道", "路灯不亮", "联系13800138000", NAMES[0], "13800138000", ID, NAMES[3], ""]
    report = imported(book("工单.xlsx", {"王五先生13900139000": [header, row], "说明": [["联系人", NAMES[4]]]}))
    held = stored(folder)
    assert report.published and any("路灯不亮" in text for text in held.values())
    assert found_in(held) == set() and not any("王五先生" in text for text in held.values())


def test_a_refused_file_leaves_nothing_at_all(put, folder, take, stored):
    report = take(put("a.csv", f"{HEADER}\nA1,昨天,东街道,甲,乙,{NAMES[0]},13800138000,{ID},{NAMES[3]},\n"))
    assert "1行全部未能通过" in report.reason and "昨天" in report.reason
    assert stored(folder) == {}


def test_the_message_about_an_unknown_sheet_is_masked(put, take):
    report = take(put("x.csv", "某列,13800138000\n1,2\n"))
    assert "138****8000" in report.reason and "13800138000" not in report.reason


MARKS = ["密级：机密", "机密★10年", "★秘密", "【秘密】某表", "密级 绝密"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_classified_mark_in_a_title_stops_the_file_before_anything_is_stored(put, take, stored, folder, mark):
    report = take(put("a.csv", f"{mark}\n工单编号,上报时间\nA1,2025-03-01\n"))
    assert "密级" in report.reason and not report.parts and stored(folder) == {}


def test_a_classified_mark_in_a_file_name_or_a_header_stops_the_file(put, take, stored, folder):
    text = "工单编号,上报时间\nA1,2025-03-01\n"
    for path in (put("工单（机密）.csv", text), put("b.csv", text.replace("上报时间", "上报时间,★秘密"))):
        assert "密级" in take(path).reason
    assert "密级" in take(put("c.csv", text), name="机密★工单.csv").reason
    assert stored(folder) == {}


@pytest.mark.parametrize("sheets", [["好", "密级：机密"], ["密级：机密", "好"], ["好", "机密★"]])
def test_a_mark_on_any_sheet_or_its_name_stops_the_whole_workbook(book, take, stored, folder, sheets):
    good = [["工单编号", "上报时间"], ["A1", "2025-03-01"]]
    cover = [["密级：机密"], ["本册说明"]]
    content = {name.replace("密级：", "封面"): good if "密级" not in name else cover for name in sheets}
    report = take(book("a.xlsx", content))
    assert "密级" in report.reason and stored(folder) == {}


def test_words_about_secrecy_in_an_order_do_not_stop_a_file(put, take):
    report = take(put("a.csv", "工单编号,上报时间,标题\nA1,2025-03-01,邻居窥探秘密\n"))
    assert report.reason is None and report.sheets[0].accepted == 1


def test_no_phone_of_the_demonstration_exports_is_in_its_data_folder(demo_folder):
    exported = (demo_folder / "exports" / "09工单2022年.csv").read_bytes().decode("gb18030")
    assert len(re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", exported)) > 1000
    parts = duckdb.read_parquet([str(each) for room in ("raw", "refused") for each in (demo_folder / room).rglob("*.parquet")], union_by_name=True)
    columns = [name for name, kind in zip(parts.columns, parts.types) if str(kind) == "VARCHAR" and name not in ("geometry", "import_id")]
    text = "concat_ws('|', " + ", ".join(f'"{each}"' for each in columns) + ")"
    assert parts.filter(f"contains({text}, '****')").limit(1).fetchall()
    assert parts.filter(f"regexp_matches({text}, '(^|[^0-9])1[3-9][0-9]{{9}}([^0-9]|$)')").fetchall() == []
