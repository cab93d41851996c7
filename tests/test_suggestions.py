"""What was probably meant: area names that match nothing, cells that were refused; and the bounds of one table."""

import pytest

from govboard import suggestions
from govboard.warehouse import Warehouse

NAMES = ["站前街道", "临江街道", "纤维街道", "永昌街道", "花园街道", "浪头镇"]


@pytest.mark.parametrize(("written", "meant"), [("临江街到", ("临江街道",)), ("花圆街道", ("花园街道",)), ("浪头正", ("浪头镇",)), ("东港市", ()), ("街道", ("站前街道", "花园街道", "纤维街道"))])
def test_a_name_like_one_area_suggests_it_and_a_vague_one_several(written, meant):
    found = suggestions.meant(written, NAMES)
    assert found == meant or (len(meant) == 3 and len(found) == 3)


def test_unknown_names_are_told_with_the_area_they_are_like_and_stay_under_no_area(put, folder, cli):
    home = Warehouse(folder)
    names = "镇街代码,镇街名称,类型\n" + "\n".join(f"21060300{at},{name},街道" for at, name in enumerate(NAMES, 1))
    orders = "工单编号,上报时间,所属街道\n" + "\n".join(f"A{at},2025-06-01,{name}" for at, name in enumerate(["临江街到", "临江街到", "东港市", "花园街"]))
    home.import_files([put("镇街名录（2025年6月30日）.csv", names), put("工单.csv", orders)])
    version = home.open()
    told = {each.written: (each.count, each.meant) for each in suggestions.of_areas(version)}
    version.close()
    assert told == {"临江街到": (2, ("临江街道",)), "东港市": (1, ())}
    assert "? “临江街到”（2条）不在名录里，是不是“临江街道”？" in cli("check", "--data", folder).out


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
