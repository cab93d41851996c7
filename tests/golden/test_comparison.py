"""What a new version says otherwise: late and corrected rows of published months, and definitions before they are published."""

import shutil
from datetime import datetime

import pandas as pd
import pytest

from govboard import PROJECT, comparison, queries
from govboard.selection import Selection
from govboard.warehouse import Warehouse
from tests import golden

DONE = {"办结时限": "2025-05-20 12:00", "处置完成时间": "2025-05-19 12:00", "结案时间": "2025-05-19 13:00", "工单状态": "已办结"}
MAY = [{"上报时间": "2025-05-10 08:00", **DONE} for _ in range(8)] + [{"上报时间": "2025-05-10 08:00", "办结时限": "2025-05-20 12:00"} for _ in range(2)]
UNTIL_JUNE = "统计时间：2025年5月1日至2025年6月30日"


@pytest.fixture
def home(tmp_path):
    """A folder with ten orders of May, published."""
    golden.imported(tmp_path / "data", golden.orders(tmp_path / "五月.csv", MAY, UNTIL_JUNE)).close()
    return Warehouse(tmp_path / "data")


def held(home, tmp_path, rows, name="补报.csv"):
    """Rows imported and not published; the live version and the waiting one, opened."""
    report = home.import_files([golden.orders(tmp_path / name, rows, UNTIL_JUNE)], hold=True)
    assert not report.refused_files and not report.published
    return home.open(), home.open(report.version)


def day(version) -> str:
    return f"{datetime.fromisoformat(version.manifest['created']):%-m月%-d日}"


def found(live, waiting) -> dict:
    return {(each.metric, each.month): each for each in comparison.changes(live, waiting) if not each.area}


def test_a_late_row_corrects_the_published_month_and_says_so(home, tmp_path):
    live, waiting = held(home, tmp_path, [{"工单编号": "G900", "上报时间": "2025-05-12 08:00", "办结时限": "2025-05-20 12:00"}])
    rate = found(live, waiting)["order_on_time_rate", "2025-05"]
    assert (rate.old, rate.new, rate.why) == (0.8, pytest.approx(8 / 11), f"{day(waiting)}补报1件")
    assert rate.sentence == f"2025年5月按期办结率由80.0%更正为72.7%（{day(waiting)}补报1件），原通报数见版本V1。"


def test_a_corrected_row_and_one_taken_back_are_told_apart(home, tmp_path):
    changed = [{"工单编号": "G009", "上报时间": "2025-05-10 08:00", **DONE}, {"工单编号": "G001", "上报时间": "2025-05-10 08:00", **DONE, "工单状态": "作废"}]
    live, waiting = held(home, tmp_path, changed)
    told = found(live, waiting)
    assert told["order_on_time_rate", "2025-05"].why == f"{day(waiting)}更正1件、不再计入1件"
    assert told["order_reported", "2025-05"].why == f"{day(waiting)}不再计入1件" and told["order_reported", "2025-05"].new == 9


def test_what_is_closed_later_corrects_no_figure_that_counts_so_far(home, tmp_path):
    late = [{"工单编号": "G009", "上报时间": "2025-05-10 08:00", "办结时限": "2025-05-20 12:00", "处置完成时间": "2025-06-19 12:00", "结案时间": "2025-06-19 13:00", "工单状态": "已办结"}]
    live, waiting = held(home, tmp_path, late)
    assert waiting.catalogue.total("order_closing_rate")["value"] == 0.9 and live.catalogue.total("order_closing_rate")["value"] == 0.8
    assert not {month for _, month in found(live, waiting)} - {"2025-06"}


def test_rows_of_another_month_correct_nothing(home, tmp_path):
    live, waiting = held(home, tmp_path, [{"工单编号": "G900", "上报时间": "2025-06-12 08:00", "办结时限": "2025-06-20 12:00"}])
    assert {month for _, month in found(live, waiting)} == {"2025-06"}


def test_only_months_complete_at_the_cut_off_are_published_months(tmp_path):
    golden.imported(tmp_path / "data", golden.orders(tmp_path / "a.csv", MAY, "统计时间：2025年5月1日至2025年6月15日")).close()
    home = Warehouse(tmp_path / "data")
    live, waiting = held(home, tmp_path, [{"工单编号": "G900", "上报时间": "2025-06-12 08:00"}])
    assert not found(live, waiting)


@pytest.fixture
def changed_definition(home, tmp_path, monkeypatch):
    """按期办结率 counted without asking whether an order was returned, built and not published."""
    shutil.copytree(PROJECT / "queries", tmp_path / "queries")
    monkeypatch.setattr(queries, "FOLDER", tmp_path / "queries")
    path = tmp_path / "queries" / "metrics" / "order_on_time_rate.sql"
    text = path.read_text(encoding="utf-8").replace("finished_at <= due_at and coalesce(returned, 0) = 0", "closed_at is null").replace("-- 口径: ", "-- 口径: （试算）")
    path.write_text(text, encoding="utf-8")
    return home.build()


def test_an_import_under_a_changed_definition_waits_to_be_compared(home, changed_definition, tmp_path, cli):
    path = golden.orders(tmp_path / "补报.csv", [{"工单编号": "G900", "上报时间": "2025-06-12 08:00"}], UNTIL_JUNE)
    told = cli("import", path, "--data", home.folder)
    assert told.status == 0 and "口径有变化（按期办结率）" in told.out and "尚未发布" in told.out
    assert home.live() == "V1" and cli("import", path, "--data", home.folder, "--json").json["redefined"] == ["metrics/order_on_time_rate"]
    cli("publish", "--data", home.folder)
    assert cli("import", path, "--data", home.folder, "--json").json["redefined"] == []


def test_a_changed_definition_shows_old_against_new_over_twelve_months_before_it_is_published(home, changed_definition):
    live, waiting = home.open(), home.open(changed_definition)
    assert home.pointers()["live"] == "V1" and comparison.redefined(live, waiting) == ["order_on_time_rate"]
    months = comparison.over_twelve_months(live, waiting, "order_on_time_rate")
    assert list(months.month) == [str(each) for each in pd.period_range("2024-07", "2025-06", freq="M")]
    assert months.set_index("month").loc["2025-05"].tolist() == [0.8, 0.2]
    assert found(live, waiting)["order_on_time_rate", "2025-05"].why == "口径调整"


def test_the_command_line_shows_it_too(home, changed_definition, cli):
    told = cli("compare", "--data", home.folder)
    assert told.status == 0 and "按期办结率口径有调整" in told.out and "2025-05\t80.0% → 20.0%" in told.out and "新口径：（试算）" in told.out
    document = cli("compare", "--data", home.folder, "--json").json
    assert document["redefined"][0]["metric"] == "order_on_time_rate" and document["redefined"][0]["months"][10] == {"month": "2025-05", "old": 0.8, "new": 0.2}


# --- single areas, and months of assessment


def areas_found(live, waiting, metric: str = "order_on_time_rate") -> dict:
    return {(each.area, each.month): each for each in comparison.changes(live, waiting) if each.area and each.metric == metric}


def test_an_order_moved_to_another_area_corrects_both_though_the_whole_stays(tmp_path):
    orders = [{"上报时间": "2025-05-10 08:00", "承办街道": where, "所属街道": where, **(DONE if done else {"办结时限": "2025-05-20 12:00"})} for where, done in (("东街", True), ("东街", True), ("东街", False), ("西街", True))]
    golden.imported(tmp_path / "data", golden.orders(tmp_path / "五月.csv", orders, UNTIL_JUNE)).close()
    live, waiting = held(Warehouse(tmp_path / "data"), tmp_path, [{"工单编号": "G003", "上报时间": "2025-05-10 08:00", "承办街道": "西街", "所属街道": "东街", "办结时限": "2025-05-20 12:00"}])
    assert ("order_on_time_rate", "2025-05") not in found(live, waiting)
    told = areas_found(live, waiting)
    assert {place: (each.old, each.new, each.why) for (place, _), each in told.items()} == {"东街": (pytest.approx(2 / 3), 1, f"{day(waiting)}更正1件"), "西街": (1, 0.5, f"{day(waiting)}更正1件")}
    assert told["西街", "2025-05"].sentence == f"2025年5月西街按期办结率由100.0%更正为50.0%（{day(waiting)}更正1件），原通报数见版本V1。"


def test_where_months_of_assessment_are_set_their_figures_are_the_published_ones(tmp_path):
    settings = "month_starts_on = 19\n"
    golden.imported(tmp_path / "data", golden.orders(tmp_path / "五月.csv", MAY, UNTIL_JUNE), settings=settings).close()
    live, waiting = held(Warehouse(tmp_path / "data"), tmp_path, [{"工单编号": "G900", "上报时间": "2025-05-12 08:00", "办结时限": "2025-05-20 12:00"}])
    rate = found(live, waiting)["order_on_time_rate", "2025-06k"]  # due on the 20th: from 19 May to 18 June
    assert (rate.old, rate.new) == (0.8, pytest.approx(8 / 11))
    assert rate.sentence.startswith("2025年6月考核月按期办结率由80.0%更正为72.7%")
    assert not {month for _, month in found(live, waiting) if not month.endswith("k")}
    months = live.catalogue.twelve_months("order_on_time_rate", Selection(), live.as_of.date(), live.month_starts_on)
    assert list(months.index[-2:]) == ["2025-06k", "2025-07k"] and months["2025-06k"] == 0.8 and len(months) == 12
