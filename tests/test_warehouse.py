"""Versions: built beside, checked, published by one pointer, rolled back, pruned and rebuilt."""

import datetime as dt
import json
import shutil
import time

import pytest

from govboard import queries
from govboard.errors import ChecksFailed, NothingPublished, Unknown, WrongUse
from govboard.warehouse import Warehouse
from govboard.warehouse import build as building
from tests import golden

ROWS = [{"工单编号": f"A{at}", "上报时间": f"2025-03-0{at} 10:00:00", "所属街道": "东街道", "结案时间": f"2025-03-0{at} 12:00:00" if at % 2 else ""} for at in range(1, 8)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A data folder with three versions, of one, two and three orders; the third is live."""
    place = tmp_path_factory.mktemp("built")
    for at in range(3):
        (place / f"{at}.csv").write_text("\n".join([",".join(ROWS[at]), ",".join(ROWS[at].values())]) + "\n", encoding="utf-8")
        Warehouse(place / "data").import_files([place / f"{at}.csv"])
    return place / "data"


@pytest.fixture
def three(built, folder):
    """A copy of it in the fresh data folder."""
    shutil.copytree(built, folder)


@pytest.fixture
def own_queries(tmp_path, monkeypatch):
    """A copy of queries/ that a test may change."""
    place = shutil.copytree(queries.FOLDER, tmp_path / "queries")
    monkeypatch.setattr(queries, "FOLDER", place)
    return place


def never(place, name: str, condition: str, severity: str = "must") -> None:
    """A check that no order may fulfil `condition`."""
    (place / "checks" / f"{name}.sql").write_text(
        f"-- 测试用的检查\n-- severity: {severity}\n-- table: work_order\n"
        f"select order_no as record, status as value, source_file, source_sheet, source_row from mart_work_order where {condition}\n"
    )


def test_an_import_is_live_at_once_unless_held(imported, orders, warehouse, figures):
    assert imported(orders("a.csv", ROWS[0])).published
    held = imported(orders("b.csv", ROWS[1]), hold=True)
    assert not held.published and held.version == "V2"
    assert warehouse.pointers() == {"live": "V1", "head": "V2"}
    assert figures(warehouse) == (1, 1, 0) and figures(warehouse, "V2") == (2, 1, 1)
    assert warehouse.publish() == "V2" and figures(warehouse) == (2, 1, 1)


def test_an_import_builds_on_a_held_version(imported, orders, warehouse, figures):
    imported(orders("a.csv", ROWS[0]), hold=True)
    with pytest.raises(NothingPublished):
        warehouse.open()
    imported(orders("b.csv", ROWS[1]), hold=True)
    assert warehouse.publish() == "V2" and figures(warehouse) == (2, 1, 1)


def test_giving_a_held_file_again_without_hold_publishes_it(imported, orders, warehouse):
    path = orders("a.csv", ROWS[0])
    imported(path, hold=True)
    report = imported(path)
    assert (report.changed, report.published) == (False, True) and warehouse.live() == "V1"


def test_rolling_back_returns_to_the_figures_and_the_next_import_builds_on_them(three, imported, orders, warehouse, figures):
    assert figures(warehouse) == (3, 2, 1)
    warehouse.rollback("V1")
    assert warehouse.pointers() == {"live": "V1", "head": "V1"} and figures(warehouse) == (1, 1, 0)
    report = imported(orders("new.csv", ROWS[4]))
    assert report.version == "V4" and figures(warehouse) == (2, 2, 0)
    assert warehouse.manifests()[-1]["parent"] == "V1" and figures(warehouse, "V3") == (3, 2, 1)


def test_a_refused_file_leaves_the_live_version_and_makes_no_new_one(three, imported, put, orders, warehouse, figures):
    report = imported(put("坏的.csv", b"\x89PNG\r\n\x1a\n\x00"))
    assert [each.file for each in report.refused_files] == ["坏的.csv"]
    assert (report.changed, report.published, report.version) == (False, False, "V3")
    assert len(warehouse.manifests()) == 3 and figures(warehouse) == (3, 2, 1)


def test_beside_a_refused_file_the_good_one_is_taken_in(three, imported, put, orders, warehouse, figures):
    report = imported(put("坏的.csv", b"\x00"), orders("好的.csv", ROWS[5]))
    assert len(report.refused_files) == 1 and report.published and figures(warehouse) == (4, 2, 2)


def test_an_unknown_version_is_named_with_those_there_are(three, warehouse):
    for attempt in (warehouse.open, warehouse.publish, warehouse.rollback):
        with pytest.raises(Unknown, match="V9.*V1"):
            attempt("V9")
    assert warehouse.live() == "V3"


def test_an_empty_folder_has_nothing_to_open_publish_or_build(warehouse):
    for attempt in (warehouse.open, warehouse.publish):
        with pytest.raises(NothingPublished, match="还没有已发布的数据版本"):
            attempt()
    with pytest.raises(WrongUse, match="还没有任何数据"):
        warehouse.build()


def test_building_again_gives_a_new_unpublished_version_with_the_same_figures(three, warehouse, figures):
    assert warehouse.build() == "V4"
    assert warehouse.pointers() == {"live": "V3", "head": "V4"}
    assert figures(warehouse, "V4") == figures(warehouse) == (3, 2, 1)


def test_a_version_keeps_the_queries_it_was_built_with(three, warehouse, figures, own_queries):
    path = own_queries / "metrics" / "order_reported.sql"
    path.write_text(path.read_text(encoding="utf-8").replace("1 as numerator", "10 as numerator"), encoding="utf-8")
    assert figures(warehouse) == (3, 2, 1)
    assert figures(warehouse, warehouse.build()) == (30, 2, 1)
    (warehouse.home / "V3" / "board.duckdb").unlink()  # rebuilt, it is still what it was
    assert figures(warehouse, "V3") == (3, 2, 1)
    first, last = warehouse.manifests()[0], warehouse.manifests()[-1]
    assert first["queries"] != last["queries"] and first["parts"] == last["parts"][:1]


def test_old_database_files_are_pruned_and_rebuilt_with_the_same_figures(folder, imported, orders, figures):
    folder.mkdir()
    (folder / "settings.toml").write_text("keep_versions = 2\n")
    warehouse = Warehouse(folder)
    before = {}
    for at in range(4):
        version = warehouse.import_files([orders(f"{at}.csv", ROWS[at])]).version
        before[version] = figures(warehouse)
    kept = [each for each in before if (warehouse.home / each / "board.duckdb").exists()]
    assert kept == ["V3", "V4"]
    assert {version: figures(warehouse, version) for version in before} == before
    assert (warehouse.home / "V1" / "board.duckdb").exists()


def test_the_live_version_is_never_pruned(folder, orders, figures):
    folder.mkdir()
    (folder / "settings.toml").write_text("keep_versions = 1\n")
    warehouse = Warehouse(folder)
    for at in range(3):
        warehouse.import_files([orders(f"{at}.csv", ROWS[at])], hold=at > 0)
    assert [each["id"] for each in warehouse.manifests() if (warehouse.home / each["id"] / "board.duckdb").exists()] == ["V1", "V3"]
    assert figures(warehouse) == (1, 1, 0)


def test_a_rebuild_is_not_disturbed_by_what_a_killed_one_left(three, warehouse, figures):
    place = warehouse.home / "V1"
    (place / "board.duckdb").unlink()
    (place / "board.building").write_bytes(b"half")
    (place / "board.building.wal").write_bytes(b"half")
    assert figures(warehouse, "V1") == (1, 1, 0)


def test_a_check_that_must_hold_stops_the_version_and_leaves_the_live_one(three, imported, orders, warehouse, figures, own_queries):
    never(own_queries, "no_a6", "order_no = 'A6'")
    with pytest.raises(ChecksFailed, match="V4.*现行版本不变：测试用的检查（1处）"):
        imported(orders("bad.csv", ROWS[5]))
    assert warehouse.pointers() == {"live": "V3", "head": "V3"} and figures(warehouse) == (3, 2, 1)
    with pytest.raises(ChecksFailed, match="V4未通过"):
        warehouse.publish("V4")
    assert imported(orders("good.csv", ROWS[4])).version == "V5" and figures(warehouse) == (4, 3, 1)


def test_a_check_that_warns_travels_with_the_version(three, imported, orders, warehouse, own_queries):
    never(own_queries, "odd", "order_no <> 'A6'", severity="warn")
    assert imported(orders("b.csv", ROWS[5])).published
    found = {each["name"]: each for each in warehouse.open().manifest["checks"]}["odd"]
    assert (found["count"], found["severity"], found["sentence"]) == (3, "warn", "测试用的检查")


@pytest.mark.parametrize("room", ["staging", "marts", "metrics", "checks"])
def test_a_query_that_cannot_run_leaves_the_live_version(three, imported, orders, warehouse, figures, own_queries, room):
    first = sorted((own_queries / room).glob("*.sql"))[0]
    first.write_text(first.read_text(encoding="utf-8").replace("from ", "from no_such_", 1), encoding="utf-8")
    with pytest.raises(WrongUse, match=f"{first.stem}.sql 无法执行"):
        imported(orders("b.csv", ROWS[5]))
    assert warehouse.pointers() == {"live": "V3", "head": "V3"} and figures(warehouse) == (3, 2, 1)


def test_a_reader_keeps_its_version_while_another_is_published(three, imported, orders, warehouse):
    reading = warehouse.open()
    imported(orders("b.csv", ROWS[5]))
    assert reading.catalogue.total("order_reported")["value"] == 3 and reading.id == "V3"
    assert warehouse.open().catalogue.total("order_reported")["value"] == 4


def test_the_manifest_lists_the_parts_and_the_cut_off(three, warehouse):
    manifest = warehouse.manifests()[-1]
    assert [each["file"] for each in manifest["parts"]] == ["0.csv", "1.csv", "2.csv"] and manifest["as_of"] == "2025-03-03T12:00:00"
    assert json.loads((warehouse.home / "V3" / "manifest.json").read_text(encoding="utf-8")) == manifest
    assert warehouse.open().as_of == dt.datetime(2025, 3, 3, 12)


def test_a_wrong_setting_is_named(folder):
    folder.mkdir()
    (folder / "settings.toml").write_text("keep_versions = 0\n")
    with pytest.raises(WrongUse, match="settings.toml.*keep_versions"):
        Warehouse(folder)


def test_an_order_just_exported_in_china_is_accepted_wherever_the_server_stands(imported, orders, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        just = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(minutes=5)
        report = imported(orders("a.csv", ROWS[0] | {"上报时间": f"{just:%Y-%m-%d %H:%M:%S}", "结案时间": ""}))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert report.files[0].sheets[0].accepted == 1


def test_a_repeated_file_does_not_publish_what_another_import_holds_back(imported, orders, warehouse):
    first, second = orders("a.csv", ROWS[0]), orders("b.csv", ROWS[1])
    imported(first)
    imported(second, hold=True)
    again = imported(first)
    assert not again.published and not again.changed and warehouse.pointers() == {"live": "V1", "head": "V2"}
    assert imported(second).published and warehouse.live() == "V2"


@pytest.mark.parametrize("damage", [lambda whole: b"not a database" * 500, lambda whole: whole[: len(whole) // 2], lambda whole: b""], ids=["other", "cut off", "empty"])
def test_a_damaged_database_file_is_built_again_from_the_parts(three, warehouse, figures, damage):
    path = warehouse.home / "V3" / "board.duckdb"
    path.write_bytes(damage(path.read_bytes()))
    assert figures(warehouse) == (3, 2, 1)


def test_a_version_that_is_open_for_reading_is_found_sound_and_not_built_again(tmp_path):
    version = golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(3)))
    database = version.folder / "board.duckdb"
    before = database.stat().st_mtime_ns
    assert building.sound(database)
    Warehouse(tmp_path / "data").open().close()
    assert database.stat().st_mtime_ns == before
    version.close()
