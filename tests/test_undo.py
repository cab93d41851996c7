"""Each import says what it added, changed, repeated; who and when; and can be taken back by itself."""

import pytest

from govboard import wording
from govboard.errors import WrongUse
from govboard.warehouse import Warehouse

FIRST = [{"工单编号": f"A{at}", "上报时间": "2025-03-01 10:00", "所属街道": "东街道", "主要内容": f"第{at}件"} for at in range(4)]


@pytest.fixture
def home(folder, orders) -> Warehouse:
    """Four orders; then two more of which one is changed, one repeated."""
    warehouse = Warehouse(folder)
    warehouse.import_files([orders("一.csv", *FIRST)], who="甲")
    warehouse.import_files([orders("二.csv", FIRST[0], FIRST[1] | {"结案时间": "2025-03-02 10:00"}, FIRST[0] | {"工单编号": "B1"})], who="乙")
    return warehouse


def test_an_import_says_what_it_added_changed_and_repeated_and_who_brought_it(home):
    first, second = home.manifests()
    assert first["effects"] == {"work_order": {"added": 4, "changed": 0, "repeated": 0, "gone": 0}} and first["who"] == "甲"
    assert second["effects"] == {"work_order": {"added": 1, "changed": 1, "repeated": 1, "gone": 0}} and second["who"] == "乙"


def test_a_list_that_replaces_another_says_what_is_gone(folder, put):
    home = Warehouse(folder)
    names = ["镇街代码,镇街名称,类型", "1,东街道,街道", "2,西街道,街道", "3,南街道,街道"]
    home.import_files([put("镇街名录（2025年3月31日）.csv", "\n".join(names))])
    report = home.import_files([put("镇街名录（2025年6月30日）.csv", "\n".join([*names[:2], "2,西大街道,街道"]))])
    assert report.effects == {"subdistrict": {"added": 0, "changed": 1, "repeated": 1, "gone": 1}}


def test_the_command_line_tells_the_effect_and_takes_an_import_back(home, cli, orders, figures):
    answer = cli("import", orders("三.csv", FIRST[0] | {"工单编号": "C1"}), "--data", home.folder)
    assert "新增1条" in answer.out and figures(home) == (6, 1, 5)
    answer = cli("undo", "V2", "--data", home.folder)
    assert "已撤销V2的导入" in answer.out and figures(home) == (6, 1, 5)
    assert home.publish() == "V4" and figures(home) == (5, 0, 5)
    assert cli("undo", "V2", "--data", home.folder).status == 2
    assert cli("undo", "V9", "--data", home.folder).status == 2


def test_what_was_taken_back_can_be_imported_again(home, tmp_path, figures, orders):
    home.publish(home.undo("V2"))
    assert figures(home) == (4, 0, 4)
    home.import_files([tmp_path / "inbox" / "二.csv"])
    assert figures(home) == (5, 1, 4)


def test_a_sheet_that_was_read_again_comes_back_as_it_was_read_first(folder, put, figures, rows):
    home = Warehouse(folder)
    text = "工单编号,上报时间,所属街道\nA1,2025-03-01,东街道\n"
    home.import_files([put("工单2025年3月.csv", text)])
    home.import_files([put("工单2025年4月.csv", text)])
    assert len(home.parts()) == 1 and home.parts()[0]["until"].startswith("2025-04-30")
    home.undo("V2")
    assert home.parts()[0]["until"].startswith("2025-03-31")


def test_the_only_import_cannot_be_taken_back_and_nothing_is_lost(folder, orders, figures):
    home = Warehouse(folder)
    home.import_files([orders("一.csv", *FIRST)])
    with pytest.raises(WrongUse, match="唯一的一次导入"):
        home.undo("V1")
    assert figures(home) == (4, 0, 4)


def test_an_open_version_does_not_stand_in_the_way_of_the_comparison(home, orders):
    opened = home.open()
    assert home.import_files([orders("三.csv", FIRST[0] | {"工单编号": "C1"})]).effects["work_order"]["added"] == 1
    opened.close()


# --- while it runs


class Stopped(BaseException):
    """What a reader's click raises in the middle of a run."""


def test_a_cancelled_import_leaves_nothing_behind_and_can_be_repeated(home, orders, stored, figures):
    before, heard = set(stored(home.folder)), []
    paths = [orders("三.csv", *({**FIRST[0], "工单编号": f"C{at}"} for at in range(9))), orders("四.csv", *({**FIRST[0], "工单编号": f"D{at}"} for at in range(9)))]

    def stop(file: str, read: int, count: int | None) -> None:
        heard.append((file, read, count))
        if file == "四.csv":
            raise Stopped

    with pytest.raises(Stopped):
        home.import_files(paths, progress=stop)
    assert heard == [("三.csv", 9, 9), ("四.csv", 9, 9)] and set(stored(home.folder)) == before and figures(home) == (5, 1, 4)
    assert home.import_files(paths).published and figures(home) == (23, 1, 22)


def test_ctrl_c_says_that_nothing_is_left(home, orders, cli, monkeypatch):
    monkeypatch.setattr("govboard.importing.rows.judge", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    answer = cli("import", orders("三.csv", FIRST[0] | {"工单编号": "C1"}), "--data", home.folder)
    assert answer.status == 130 and "没有留下任何内容" in answer.err and "Traceback" not in answer.err


def test_the_time_left_follows_the_pace_of_the_file():
    moments = iter([0.0, 10.0, 20.0, 20.0])
    pace = wording.Pace(lambda: next(moments))
    assert pace.told("工单.csv", 50_000, 1_000_000) == "工单.csv：已读50000行，共1000000行"
    assert pace.told("工单.csv", 100_000, 1_000_000) == "工单.csv：已读100000行，共1000000行，约剩1分30秒"
    assert pace.told("工单.csv", 1_000_000, 1_000_000) == "工单.csv：已读1000000行，共1000000行"
    assert pace.told("别的.csv", 10, None) == "别的.csv：已读10行"
