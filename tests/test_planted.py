"""Phones, ID numbers and callers' names planted wherever a file can hold them are found in nothing that is kept, logged or handed out."""

import io
import json
import logging
import zipfile

import geopandas
import pyogrio
import pytest
import shapely
import xlsxwriter

from govboard import verbs
from govboard.documents import returns
from govboard.warehouse import Warehouse

NAME, PHONE, IDENTITY, PLATE, CARD = "欧阳" + "试样", "13912340987", "99999919900101123X", "辽F9Z8Y7", "6222020011112222333"
PLANTED = [NAME, PHONE, IDENTITY, PLATE, CARD, "139 1234 0987", "1234-0987"]
TEXT = f"{NAME}先生来电{PHONE}，身份证{IDENTITY}，车牌{PLATE}，卡号{CARD}，另一电话139 1234 0987、139-1234-0987，住3号楼2单元501室"
HEADER = ["工单编号", "上报时间", "办结时限", "所属街道", "主要内容", "标题", "来电人", "联系电话", "身份证号", "不认识的一列"]


def order(at: int, **more) -> list[str]:
    row = dict(zip(HEADER, [f"P{at}", "2025-06-01 09:00", "2025-06-05", "东街道", TEXT, f"请联系{NAME}女士{PHONE}", NAME, PHONE, IDENTITY, f"{NAME} {PHONE}"])) | more
    return [row[each] for each in HEADER]


def rows() -> list[list[str]]:
    """Accepted rows, rows refused for each of several columns, a total with a phone in it."""
    bad = [order(3, 上报时间=f"昨天{PHONE}"), order(4, 工单编号="", 办结时限=f"找{NAME}先生{PHONE}"), order(5, 上报时间=TEXT)]
    return [HEADER, order(1), order(2), *bad, ["合计", "", "", PHONE, "", NAME, "", "", "", ""]]


def csv_text(lines: list[list[str]]) -> str:
    return "\n".join(",".join(f'"{cell}"' if "，" in cell or "," in cell else cell for cell in row) for row in lines)


def sheet(path):
    with xlsxwriter.Workbook(str(path)) as book:
        for name, hidden in ((f"{NAME}先生{PHONE}", False), ("底稿", True)):
            page = book.add_worksheet(name)
            page.write(0, 0, f"明细（2025年6月）　联系人：{NAME}　电话：{PHONE}")
            for at, row in enumerate(rows(), start=1):
                page.write_row(at, 0, row)
            page.write(20, 0, f"填表人：{NAME}　联系电话：{PHONE}")
            page.write_comment(2, 4, f"{NAME} {PHONE}")
            if hidden:
                page.hide()
    return path


@pytest.fixture
def files(tmp_path) -> list:
    """A file of each kind, every part of it planted; good ones, half-good ones, ones that are refused whole."""
    place = tmp_path / "planted"
    place.mkdir()
    broken = csv_text(rows()) + f'\nP9,2025-06-01,,"东街道{NAME},{PHONE}\nP10,2025-06-01,{NAME},{PHONE}\n'
    (place / f"{NAME}先生{PHONE}的工单.csv").write_text(broken, encoding="gb18030")
    (place / "没有表头.csv").write_text(csv_text(rows()[1:]), encoding="utf-8")
    (place / "全坏.csv").write_text(csv_text([HEADER, order(1, 上报时间=TEXT)]), encoding="utf-8")
    (place / "不认识.csv").write_text(csv_text([[f"{NAME}先生{PHONE}", "乙", "丙"], [NAME, PHONE, IDENTITY]]), encoding="utf-8")
    (place / "工单.json").write_text(json.dumps([dict(zip(HEADER, row)) for row in rows()[1:5]], ensure_ascii=False), encoding="utf-8")
    (place / "工单.xls").write_text("<table>" + "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows()) + "</table>", encoding="utf-8")
    (place / "坏的.xlsx").write_bytes(b"PK\x03\x04" + TEXT.encode() * 10)
    pyogrio.write_dataframe(geopandas.GeoDataFrame([{"编码": "1", "名称": f"{NAME}先生{PHONE}", "层级": TEXT}], geometry=[shapely.box(0, 0, 1, 1)], crs=4326), place / "边界.gpkg", driver="GPKG")
    sheet(place / "工单.xlsx")
    with zipfile.ZipFile(place / "包.zip", "w") as made:
        made.writestr(f"{NAME}先生{PHONE}.csv", csv_text(rows()).replace("P1", "Z1").replace("P2", "Z2"))
    return sorted(place.iterdir())


def unzipped(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return "".join(f"{each}{made.read(each).decode('utf-8', 'replace')}" for each in made.namelist())


def test_nothing_planted_is_kept_logged_or_handed_out(folder, files, stored, caplog):
    home = Warehouse(folder)
    with caplog.at_level(logging.DEBUG):
        report = home.import_files(files)
    assert sum(bool(each.parts) for each in report.files) >= 5 and len(report.refused_files) >= 3 and len(home.pending_rows()) > 10
    kept = {
        **stored(folder), "log": caplog.text, "report": json.dumps([each.as_dict() for each in report.files], ensure_ascii=False), "told": "\n".join(verbs.import_lines(report)),
        "list of refused rows": home.pending_rows().to_csv(), **{name: unzipped(content) for name, content in returns.workbooks(home).items()},
    }  # fmt: skip
    assert len(kept) > 12 and "P1" in "".join(kept.values())
    found = {(where, each) for where, text in kept.items() for each in PLANTED if each in text or each in where}
    assert not found


def test_the_search_itself_finds_what_is_planted(folder, stored):
    folder.mkdir()
    (folder / "leak.txt").write_text(TEXT, encoding="utf-8")
    assert all(each in stored(folder)["leak.txt"] for each in PLANTED[:5])


SPECIAL = "工单编号,上报时间,所属街道,标题,是否社区矫正对象,精神障碍等级\nA1,2025-06-01,东街道,好,是,三级\n"


def test_columns_about_special_groups_are_not_read_unless_the_folder_allows_it(folder, put, take, stored):
    folder.mkdir()
    (folder / "formats").mkdir()
    (folder / "formats" / "own.toml").write_text('title = "自定义"\ntable = "work_order"\narrives = "events"\nkey = ["order_no"]\nrequired = ["order_no", "reported_at"]\n[columns]\norder_no = ["工单编号"]\n'
                                                 'reported_at = ["上报时间"]\nsubdistrict = ["所属街道"]\ntitle = ["标题"]\ncategory = ["精神障碍等级"]\nsubcategory = ["是否社区矫正对象"]\n', encoding="utf-8")  # fmt: skip
    report = take(put("a.csv", SPECIAL))
    assert report.sheets[0].accepted == 1 and report.sheets[0].understood["special"] == ["是否社区矫正对象", "精神障碍等级"]
    assert "三级" not in "".join(stored(folder).values())
    (folder / "settings.toml").write_text("special_groups = true\n", encoding="utf-8")
    assert take(put("a.csv", SPECIAL + "A2,2025-06-01,东街道,好,是,三级\n")).sheets[0].understood["special"] == []
    assert "三级" in "".join(stored(folder).values())


ROSTERS = {
    "党员花名册.csv": "姓名,性别,所在支部,工单编号,上报时间\n样例甲,男,一支部,A1,2025-06-01\n",
    "名单.csv": "姓名,入党时间,转正时间,工单编号,上报时间\n样例甲,2001-07-01,2002-07-01,A1,2025-06-01\n",
}  # fmt: skip


def test_the_ledger_of_who_became_a_party_member_is_no_roster(put, take):
    text = "记录编号,姓名,发展阶段,阶段日期\nD1,样例甲,预备党员,2025-06-01\n"
    assert take(put("发展党员台账.csv", text)).sheets[0].format == "member_development"


@pytest.mark.parametrize("name", ROSTERS)
def test_a_roster_of_party_members_is_refused_unless_the_folder_allows_it(folder, put, take, stored, name):
    report = take(put(name, ROSTERS[name]))
    assert report.reason.startswith("疑似党员名册") and stored(folder) == {}
    folder.mkdir()
    (folder / "settings.toml").write_text("party_rosters = true\n", encoding="utf-8")
    assert take(put(name, ROSTERS[name])).sheets[0].accepted == 1
    assert "样例甲" not in "".join(stored(folder).values())
