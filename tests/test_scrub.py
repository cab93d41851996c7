"""Personal data never reaches the disk: not in accepted rows, not in refused ones, not in names of files or sheets."""

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govboard.importing import intake, scrub

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
    "身份证210603700308123": "身份证******证件号******", "身份证号：210603991231123": "身份证号：******证件号******",
    "(0415)2000000": "0415-*******", "（0415）2000000": "0415-*******",
    "138.0013.8000": "138****8000", "138－0013－8000": "138****8000", "138—0013—8000": "138****8000", "1380-0138-000": "138****8000",
    "住3-2-501室": "住**室", "住3－2－501室": "住**室", "住3-501室": "住**室",
    "3#楼漏水": "**号楼**漏水", "住3#2单元501": "住**号楼**", "３＃楼２单元": "**号楼**", "住三栋二单元402": "住**号楼**", "三号楼停水": "**号楼**停水", "3号楼120户停水": "**号楼**120户停水",
    "三单元402": "**单元**", "一单元漏水": "**单元**漏水", "2单元100多户": "**单元**100多户",
    "qq:123456789": "qq***", "ｑｑ：123456789": "qq***", "QQ号码是123456789": "QQ号码***", "微信号是abc12345": "微信号***",
    "欧阳先生来电": "欧阳某先生来电", "欧阳修文女士": "欧阳某女士", "张大姐": "张某大姐", "刘奶奶": "刘某奶奶", "王叔叔": "王某叔叔", "找王叔": "找王某叔", "李婶": "李某婶", "赵大叔": "赵某大叔",
    "小张师傅": "小张某师傅", "业主于女士": "业主于某女士", "请高师傅上门": "请高某师傅上门", "2单元高奶奶": "**单元**高某奶奶", "林桂芳女士": "林某女士",
}  # fmt: skip
KEPT = ["路灯不亮", "2025-06-30 至 2025-07-01", "编号 20250308", "网格210603001001001", "金额12000000元", "桂花路2025号", "订购新iPhone15手机", "12栋党小组", ""]
KEPT += [  # codes, numbers and amounts
    "210603008006001", "网格210603001001001", "210603101201001", "210603002006012", "210603200201001", "210603201231012", "编号210603700308123", "工单202506300101123", "ZX210603900101123", "拨打12345热线", "微信12345热线",
    "通过微信小程序", "2025.06.30", "覆盖300-500户", "5栋300户停水", "12栋1200余人", "新建公厕三座300平方米", "坐标130.12345678", "坐标124.372912,40.110231", "面积1234.5678平方米", "第2025-06号", "12单元网格",
]  # fmt: skip
KEPT += [  # a surname that is none, a form of address that follows no name
    "司机师傅", "出租车师傅", "小车师傅", "安装师傅", "路灯师傅", "五金师傅", "园林师傅", "工程师傅", "高空作业师傅", "何时师傅上门", "由于师傅", "谢谢师傅", "感谢阿姨", "保洁阿姨", "食堂阿姨",
    "保安大爷", "门卫大爷", "高龄大爷", "退休大爷", "广场大妈", "周边大爷大妈", "楼上大姐", "一张大姐的照片", "孙子的奶奶", "老奶奶", "张姐妹", "王大姐调解室", "李婶工作室",
    "当时一位女士反映", "有一位先生", "任何女士", "许多女士", "年轻女士", "对方先生", "主任女士", "工作人员向女士解释", "同一单元邻居", "每一单元设楼长", "单元网格",
]  # fmt: skip


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


HOLDERS = {
    "张三丰": "张**", "张三": "张**", "欧阳修": "欧阳**", "欧阳修文": "欧阳**", "阿里木·买买提": "阿**", "张三、李四": "张**、李**", "1.张三": "1.张**",
    "表厂社区 张三丰": "表厂社区 张**", "表厂社区（张三丰）": "表厂社区（张**）", "张三丰（表厂社区）": "张**（表厂社区）", "表厂社区张三丰": "表厂社区张**",
    "表厂社区党委书记张三丰": "表厂社区党委书记张**", "张三丰书记": "张**书记", "党建指导员：张三": "党建指导员：张**", "张三13800138000": "张**138****8000",
}  # fmt: skip
POSTS = ["一街社区党委委员", "一街社区党委委员兼网格长", "有", "已选派", "是", "1", "√", "表厂社区", "金山镇", "汤池镇书记", "常山村书记", "张书记", "常务副书记", "街道安全员", "司法所长", "片区民警", "张**"]


@pytest.mark.parametrize("written", HOLDERS)
def test_of_who_holds_a_post_the_unit_is_kept_and_the_name_masked(written):
    assert scrub.person(written) == HOLDERS[written] == scrub.person(HOLDERS[written])


@pytest.mark.parametrize("written", POSTS)
def test_a_post_without_a_name_is_kept_as_written(written):
    assert scrub.person(written) == written


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
    assert (report.sheets[0].accepted, report.sheets[0].refused) == (1, 1) and "引号没有闭合" in report.sheets[0].problems[0]["reason"]
    assert not any(name in "".join(stored(folder).values()) for name in NAMES[:2])


def test_a_row_out_of_line_is_kept_only_where_no_column_is_personal(put, take, refused):
    kept = refused(take(put("a.csv", "工单编号,上报时间,标题\nA1,2025-03-01,好\nA2\n")))
    assert list(kept.row) == ['{"工单编号": "A2"}']
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


@pytest.mark.parametrize("first", ["某列,13800138000", "王小明,13800138000,花园小区", "13800138000,登记时间"])
def test_the_message_about_an_unknown_sheet_shows_no_cell_that_may_be_somebody(put, take, first):
    report = take(put("x.csv", f"{first}\n1,2,3\n"))
    assert "没有认出这张表" in report.reason and not any(each in report.reason for each in ("138", "王小明", "花园小区"))


def test_the_name_of_an_instructor_is_stored_nowhere(put, folder, imported, stored):
    header = "统一社会信用代码,企业名称,党组织编码,员工数,党建指导员"
    lines = ["U1,甲公司,Z1,3,表厂社区 张三丰", "U2,乙公司,Z2,许多,李四一", "U3,丙公司,Z3,4,未选派", "U4,丁公司,Z4,5,一街社区党委委员", "U5,戊公司,王五一"]
    report = imported(put("台账（2025年6月30日）.csv", "\n".join([header, *lines]) + "\n"))
    assert (report.files[0].sheets[0].accepted, report.files[0].sheets[0].refused) == (3, 2)
    held = "".join(stored(folder).values())
    assert not [each for each in ("张三丰", "李四一", "王五一") if each in held]
    assert "表厂社区 张**" in held and "李**" in held and "一街社区党委委员" in held and "未选派" not in held


MARKED = [
    "绝密", "秘密", "机　密", "秘 密★1年", "★机密", "机密★10年", "绝密★启用前", "绝密-工单.csv", "机密 2025年工单", "机密2025年工单.csv", "机密文件汇总.csv", "秘密工单.csv",
    "工单-机密.csv", "工单_秘密_2025.xlsx", "振兴区工单明细 机密", "密 级：秘 密", "（机密）工单", "〔秘密〕工单",
]  # fmt: skip
UNMARKED = [
    "保密", "是否保密", "保密工作台账", "秘密举报", "秘密花园小区工单.csv", "反映泄露商业秘密", "邻居窥探秘密", "商业秘密", "是否涉及国家秘密", "国家秘密保护宣传", "泄露机密", "机密性", "涉密人员",
]  # fmt: skip


@pytest.mark.parametrize("words", MARKED)
def test_a_mark_is_known_wherever_it_stands_alone_or_first(words):
    assert intake._CLASSIFIED.search(words)


@pytest.mark.parametrize("words", UNMARKED)
def test_words_about_secrets_are_no_mark(words):
    assert not intake._CLASSIFIED.search(words)


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
    columns = [name for name, kind in zip(parts.columns, parts.types) if str(kind) == "VARCHAR" and name not in ("geometry", "import_id", "person")]
    assert parts.filter("not regexp_full_match(person, '[0-9a-f]{16}')").fetchall() == []  # pseudonyms, among whose digits a phone may stand by chance
    text = "concat_ws('|', " + ", ".join(f'"{each}"' for each in columns) + ")"
    assert parts.filter(f"contains({text}, '****')").limit(1).fetchall()
    assert parts.filter(f"regexp_matches({text}, '(^|[^0-9])1[3-9][0-9]{{9}}([^0-9]|$)')").fetchall() == []
