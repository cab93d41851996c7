"""One more metric is one more file: no Python is changed, and it is everywhere."""

import shutil
import tomllib

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from govboard import PROJECT, definitions, queries
from govboard.demo import truths_path
from govboard.errors import WrongUse
from govboard.selection import Selection
from govboard.warehouse import Warehouse, build
from tests import golden

TRUTHS = tomllib.loads(truths_path().read_text(encoding="utf-8"))
HOT = """-- label: 热点难点件数
-- unit: 件
-- over_time: sum
-- good: lower
-- table: work_order
-- source: 本测试
-- 口径: 按上报时间归期，标记为热点难点的工单件数；其余不计入，另列数
select
    order_no as record, reported_at as at, subdistrict, category,
    1 as numerator,
    case when not coalesce(is_hot, false) then '非热点难点' end as excluded
from mart_work_order
"""


@pytest.fixture
def one_more(tmp_path, monkeypatch):
    """Puts a file into a copy of queries/, which the program then reads; no Python changes."""
    shutil.copytree(PROJECT / "queries", tmp_path / "queries")
    monkeypatch.setattr(queries, "FOLDER", tmp_path / "queries")
    return lambda name, text: (tmp_path / "queries" / "metrics" / f"{name}.sql").write_text(text, encoding="utf-8")


def test_a_new_metric_file_answers_on_the_command_line(one_more, cli, demo_folder):
    assert cli("metric", "order_hot", "--data", demo_folder).status == 2
    one_more("order_hot", HOT)
    expected = TRUTHS["orders"]["hot_closed"] + TRUTHS["orders"]["hot_open"]
    assert "热点难点件数" in {each["label"] for each in cli("metrics", "--data", demo_folder, "--json").json}
    assert cli("metric", "order_hot", "--data", demo_folder, "--json").json["value"] == expected
    by_area = cli("metric", "热点难点件数", "--by", "subdistrict", "--data", demo_folder, "--json").json
    assert sum(each["value"] for each in by_area) == expected
    passport = cli("passport", "order_hot", "--from", "2025-06-01", "--to", "2025-06-30", "--data", demo_folder, "--json").json
    assert len(passport["records"]) == passport["value"] > 0
    assert passport["exclusions"][0]["reason"] == "非热点难点" and passport["sql"] == HOT


def test_a_new_metric_file_is_on_the_page_of_metrics_with_its_passport(one_more, demo_folder, monkeypatch):
    monkeypatch.setenv("GOVBOARD_DATA", str(demo_folder))
    one_more("order_hot", HOT)
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    at.query_params["metric"] = "order_hot"
    at.query_params["period"] = "all"
    at.run().switch_page("pages/data/definitions.py").run()
    assert not at.exception
    shown = at.dataframe[0].value.set_index("指标").loc["热点难点件数"]
    assert shown["英文名"] == "order_hot" and shown["本时段"] == "560件"
    assert any("热点难点件数　560件" in each.value for each in at.markdown)


@pytest.mark.parametrize(("cubed_from", "grains"), [(6, {"day", "month"}), (7, set())])
def test_a_new_metric_file_has_cubes_in_the_next_version_if_its_records_are_many(one_more, tmp_path, monkeypatch, cubed_from, grains):
    one_more("order_hot", HOT)
    monkeypatch.setattr(definitions, "CUBED_FROM", cubed_from)
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(6)))
    assert {each["grain"] for each in version.manifest["metrics"]["order_hot"]["cubes"]} == grains
    assert version.catalogue.total("order_hot")["value"] == 0
    assert len(version.catalogue.passport("order_hot")["excluded_records"]) == 6
    version.close()


@pytest.mark.parametrize(("cut", "told"), [("-- over_time: sum\n", "over_time"), ("-- 口径: 按上报时间归期，标记为热点难点的工单件数；其余不计入，另列数\n", "口径"), ("1 as numerator,", "numerator")])
def test_a_metric_file_that_lacks_something_is_refused_with_what_it_lacks(one_more, demo_folder, cut, told):
    one_more("order_hot", HOT.replace(cut, ""))
    catalogue = Warehouse(demo_folder).open().catalogue
    with pytest.raises(WrongUse, match=f"order_hot.sql.*{told}"):
        catalogue.metric("order_hot")
    assert catalogue.total("order_reported")["value"] > 0  # the published figures stand


BROKEN = {
    "a mart that is not there": HOT.replace("mart_work_order", "mart_nothing"),
    "no statement": HOT.replace("select", "selct"),
    "a rate without its denominator": HOT.replace("unit: 件", "unit: percent"),
    "a numerator that is text": HOT.replace("1 as numerator", "'一' as numerator"),
    "the label of another metric": HOT.replace("热点难点件数", "诉求量"),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_build_with_a_metric_file_that_cannot_be_right_names_it_and_leaves_the_live_version(one_more, tmp_path, text):
    home = golden.orders(tmp_path / "工单.csv", golden.ordinary(2))
    golden.imported(tmp_path / "data", home).close()
    one_more("order_hot", text)
    warehouse = Warehouse(tmp_path / "data")
    with pytest.raises(WrongUse, match="order_hot|诉求量"):
        warehouse.build()
    assert warehouse.live() == "V1" and warehouse.open().catalogue.total("order_reported")["value"] == 2


def test_a_metric_of_weights_keeps_its_decimals(one_more, tmp_path, monkeypatch):
    monkeypatch.setattr(definitions, "CUBED_FROM", 1)
    one_more("order_weight", HOT.replace("热点难点件数", "加权件数").replace("1 as numerator", "0.4 as numerator").replace("case when not coalesce(is_hot, false) then '非热点难点' end", "cast(null as varchar)"))
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(3)))
    assert version.manifest["metrics"]["order_weight"]["cubes"]
    assert version.catalogue.total("order_weight")["value"] == pytest.approx(1.2)
    version.close()


def test_a_version_of_an_earlier_program_without_the_later_tables_still_opens(tmp_path, monkeypatch):
    """Its pages stand until it is built again; what it cannot answer is said."""
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(3)))
    monkeypatch.setattr(type(version), "tables", version.tables - {"mart_target", "mart_estate"})
    del version.__dict__["tables"]  # what was read before
    with pytest.raises(WrongUse, match="较早的程序"):
        version.facts()
    monkeypatch.setenv("GOVBOARD_DATA", str(tmp_path / "data"))
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run()
    assert not at.exception


def test_the_pages_of_orders_stand_on_a_version_whose_marts_lack_later_columns(tmp_path, monkeypatch):
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(3, 结案时间="2025-06-28 13:00")))
    place = version.folder / "board.duckdb"
    version.close()
    with duckdb.connect(str(place)) as changed:
        changed.execute("alter table mart_work_order drop column times_reversed")
    monkeypatch.setattr(build, "sound", lambda path: True)  # else it would be built again
    opened = Warehouse(tmp_path / "data").open()
    assert "times_reversed" not in opened.engine.columns("select * from mart_work_order") and opened.report("durations", Selection().parameters()).orders.iloc[0] == 3
    opened.close()
    monkeypatch.setenv("GOVBOARD_DATA", str(tmp_path / "data"))
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60).run().switch_page("pages/orders/performance.py").run()
    assert not at.exception and not at.error
