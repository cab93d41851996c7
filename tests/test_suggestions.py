"""What was probably meant: area names that match nothing, cells that were refused; and the bounds of one table."""

import pandas as pd
import pytest

from govboard import suggestions
from govboard.warehouse import Warehouse
from govboard.warehouse.slips import slips

NAMES = ["站前街道", "临江街道", "纤维街道", "永昌街道", "花园街道", "浪头镇"]


@pytest.mark.parametrize(("written", "meant"), [("临江街到", ("临江街道",)), ("花圆街道", ("花园街道",)), ("浪头正", ("浪头镇",)), ("东港市", ()), ("街道", ("站前街道", "花园街道", "纤维街道"))])
def test_a_name_like_one_area_suggests_it_and_a_vague_one_several(written, meant):
    found = suggestions.meant(written, NAMES)
    assert found == meant or (len(meant) == 3 and len(found) == 3)


REGISTER = "镇街代码,镇街名称,类型\n" + "\n".join(f"21060300{at},{name},街道" for at, name in enumerate(NAMES, 1))


def test_unknown_names_are_told_with_the_area_they_are_like_and_stay_under_no_area(put, folder, cli):
    home = Warehouse(folder)
    orders = "工单编号,上报时间,所属街道\n" + "\n".join(f"A{at},2025-06-01,{name}" for at, name in enumerate(["临江街首", "临江街首", "东港市", "花园街"]))
    home.import_files([put("镇街名录（2025年6月30日）.csv", REGISTER), put("工单.csv", orders)])
    version = home.open()
    told = {each.written: (each.count, each.meant) for each in suggestions.of_areas(version)}
    version.close()
    assert told == {"临江街首": (2, ("临江街道",)), "东港市": (1, ())}
    assert "? “临江街首”（2条）不在名录里，是不是“临江街道”？" in cli("check", "--data", folder).out


# --- slips, applied where only one area can be meant

SPELLED = pd.DataFrame([("subdistrict", code, name) for code, name in [("1", "临江街道"), ("1", "临江"), ("2", "沿江街道"), ("3", "桃源街道"), ("4", "桃园街道"), ("5", "东平街道"), ("6", "浪头镇")]], columns=["level", "code", "written"])


@pytest.mark.parametrize(("written", "meant"), [
    ("林江街道", {"1": "同音字"}), ("临江街到", {"1": "同音字"}), ("临江街道道", {"1": "多写一字"}), ("临临江江街道", {}), ("临江江街道", {"1": "多写一字"}), ("江临街道", {"1": "两字颠倒"}), ("丹东市振兴区林江街道", {"1": "同音字"}), ("浪头正", {}), ("研江街道", {"2": "同音字"}),
    ("桃圆街道", {"3": "同音字", "4": "同音字"}), ("林江街到", {}), ("平东街道", {}), ("松江街道", {}), ("未知", {}), ("街道", {}), ("", {}), ("临" * 30, {}),
])  # fmt: skip
def test_a_slip_that_leaves_the_name_whole_is_forgiven_and_another_name_is_another_name(written, meant):
    found = slips(pd.DataFrame({"level": ["subdistrict"], "written": [written]}), SPELLED)
    assert dict(zip(found.code, found.why)) == meant


def test_records_of_an_area_with_a_slip_in_its_name_are_counted_there_and_the_slip_is_told(put, folder, cli, rows, warehouse):
    communities = "社区代码,社区名称,所属镇街\n210603001001,金桥社区,站前街道\n210603002001,东升社区,临江街道\n210603003001,金侨社区,纤维街道\n210603001002,桃源社区,站前街道\n"
    orders = [("林江街道", ""), ("临江街道", "东生社区"), ("", "东生社区"), ("站前街道", "东生社区"), ("站前街道", "金桥社区"), ("站前街道", "今桥社区"), ("浪头首", ""), ("林江街道", "东声社区")]
    lines = "工单编号,上报时间,所属街道,所属社区\n" + "\n".join(f"A{at},2025-06-01,{street},{community}" for at, (street, community) in enumerate(orders))
    Warehouse(folder).import_files([put("镇街名录（2025年6月30日）.csv", REGISTER), put("社区名录（2025年6月30日）.csv", communities), put("工单.csv", lines)])
    east, bridge = ("210603002", "210603002001"), ("210603001", "210603001001")
    expected = [("210603002", None), east, (None, None), ("210603001", None), bridge, bridge, (None, None), ("210603002", None)]
    assert rows(warehouse, "select subdistrict, community from mart_work_order order by order_no") == expected
    assert {row[:2] for row in rows(warehouse, "select written, name from mart_area_read_as")} == {("林江街道", "临江街道"), ("东生社区", "东升社区"), ("今桥社区", "金桥社区")}
    told = cli("check", "--data", folder).out
    assert "≈ “林江街道”（同音字）已按“临江街道”计入：2条，见“工单.csv”。" in told and "已按它计入：3处" in told


def test_names_that_number_or_direction_or_a_family_tells_apart_are_not_slips_of_each_other(put, folder, rows, warehouse):
    names = ["福春一社区", "福春五社区", "福春十社区", "东山社区", "于家村", "永昌新村社区"]
    communities = "社区代码,社区名称,所属镇街\n" + "\n".join(f"21060300100{at},{name},站前街道" for at, name in enumerate(names))
    written = ["福春11社区", "福春一一社区", "福春武社区", "福春衣社区", "福春事社区", "冬山社区", "洞山社区", "余家村", "山东社区"]
    lines = "工单编号,上报时间,所属街道,所属社区,处置单位\n" + "\n".join(f"A{at},2025-06-01,站前街道,{name},院花街道" for at, name in enumerate(written))
    Warehouse(folder).import_files([put("镇街名录（2025年6月30日）.csv", REGISTER), put("社区名录（2025年6月30日）.csv", communities), put("工单.csv", lines)])
    assert rows(warehouse, "select count(*), count(community) from mart_work_order") == [(len(written), 0)]
    assert rows(warehouse, "select * from mart_area_read_as") == []  # nor is a department one of a street


@pytest.mark.parametrize(("reason", "advice"), [
    ("上报时间“昨天”不是可识别的日期时间", "写成 2025-06-01 09:30"), ("缺少工单编号；办结时限“尽快”不是可识别的日期时间", "补上这一项；写成 2025-06-01 09:30"), ("层级“市”不是镇街、社区、网格之一", ""),
])  # fmt: skip
def test_a_refused_cell_comes_with_what_to_write(reason, advice):
    assert suggestions.advice(reason) == advice


def test_a_table_beyond_the_bounds_of_the_folder_is_refused_and_nothing_of_it_kept(folder, put, take, stored):
    folder.mkdir()
    (folder / "settings.toml").write_text("max_rows = 2\n", encoding="utf-8")
    report = take(put("a.csv", "工单编号,上报时间,所属街道\n" + "\n".join(f"A{at},2025-06-01,东街道" for at in range(3))))
    assert "超过2行的上限" in report.reason and set(stored(folder)) == {"settings.toml"}
