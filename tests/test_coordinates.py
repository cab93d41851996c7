"""Coordinates as people write them, and their system found out by how many points fall where they say they are."""

import io
import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from openpyxl import load_workbook

from govboard import PROJECT, coordinates, spatial
from govboard.documents import returns
from govboard.warehouse import Warehouse

REAL = Path(os.environ.get("GOVBOARD_REAL") or PROJECT.parent / "shared" / "data" / "real")

DEGREES = {
    "124.37": 124.37, "124°22′12″": 124.37, "124°22'12\"": 124.37, "124度22分12秒": 124.37, "东经124°22′12″": 124.37, "E124°22.2′": 124.37, "１２４．３７": 124.37, "124.37°": 124.37, "40°6'36\"N": 40.11, "S40.5": -40.5,
    "-124.37": -124.37, "124°75′": None, "124°22′99″": None, "路口东侧": None, "1243.7": None, "": None, "12:30": None,
}  # fmt: skip
PAIRS = {
    "124.37,40.11": (124.37, 40.11), "40.11，124.37": (124.37, 40.11), "124.37 40.11": (124.37, 40.11), "[124.37, 40.11]": (124.37, 40.11), "POINT(124.37 40.11)": (124.37, 40.11), "(124.37;40.11)": (124.37, 40.11),
    "经度：124.37 纬度：40.11": (124.37, 40.11), "lng=124.37,lat=40.11": (124.37, 40.11), "124°22′12″,40°6′36″": (124.37, 40.11), "东经124°22′12″，北纬40°6′36″": (124.37, 40.11), "124.37": None, "124.37,40.11,30": None, "人民路,49": None,
}  # fmt: skip


@pytest.mark.parametrize("text", DEGREES)
def test_degrees_are_read_however_they_are_written(text):
    assert coordinates.degrees(text) == (pytest.approx(DEGREES[text]) if DEGREES[text] is not None else None)


@pytest.mark.parametrize("text", PAIRS)
def test_two_coordinates_in_one_cell_are_read_in_either_order(text):
    assert coordinates.pair(text) == (pytest.approx(PAIRS[text]) if PAIRS[text] else None)


ORDER = "工单编号,上报时间,所属街道,{}\nA1,2025-03-01,东街道,{}\n"


@pytest.mark.parametrize(("headers", "cells"), [("经度,纬度", "124.37,40.11"), ("经度,维度", "40.11,124.37"), ("坐标", '"124.37,40.11"'), ("经纬度", "40.11 124.37"), ("经度,纬度", "124°22′12″,40°6′36″")])
def test_a_point_comes_in_from_one_column_or_two_the_right_way_round(put, imported, warehouse, rows, headers, cells):
    assert imported(put("a.csv", ORDER.format(headers, cells))).published
    assert rows(warehouse, "select lng, lat from mart_work_order") == [(pytest.approx(124.37), pytest.approx(40.11))]


def test_points_put_the_right_way_round_are_counted(put, take):
    report = take(put("a.csv", ORDER.format("经度,纬度", "40.11,124.37") + "A2,2025-03-01,东街道,124.37,40.11\n"))
    assert report.sheets[0].understood["turned"] == 1


def test_what_is_no_point_is_refused_with_its_cell(put, take, refused):
    report = take(put("a.csv", ORDER.format("坐标", "人民路口") + "A2,2025-03-01,东街道,\n"))
    assert (report.sheets[0].accepted, report.sheets[0].refused) == (1, 1) and "坐标“人民路口”不是“经度,纬度”" in refused(report).reason.iloc[0]


# --- systems


@pytest.mark.skipif(not REAL.exists(), reason=f"no {REAL}; set GOVBOARD_REAL")
def test_of_real_hospitals_on_shifted_boundaries_the_system_is_found_and_nearly_all_fall_in_their_district(tmp_path):
    hospitals = pd.read_csv(REAL / "ledger" / "shanghai_hospitals.csv")
    districts = json.loads((REAL / "boundaries" / "shanghai_districts_gcj02.json").read_text(encoding="utf-8"))["features"]
    shapes = {each["properties"]["name"]: shapely.from_geojson(json.dumps(each["geometry"])) for each in districts}
    found = coordinates.propose(hospitals.lon.to_numpy(), hospitals.lat.to_numpy(), hospitals.adname.to_numpy(dtype=object), shapes)
    assert (found.points, found.boundaries) == ("WGS 84", "GCJ-02") and found.share >= 0.998 and found.count == len(hospitals) and found.as_is < 0.95
    # and all the way: imported as orders of their districts, proposed, confirmed, counted
    orders = pd.DataFrame({"工单编号": [f"H{at}" for at in range(len(hospitals))], "上报时间": "2025-03-01", "所属街道": hospitals.adname, "经度": hospitals.lon, "纬度": hospitals.lat})
    orders.to_csv(tmp_path / "工单.csv", index=False)
    collection = {"type": "FeatureCollection", "features": [each | {"properties": {"编码": each["properties"]["adcode"], "名称": each["properties"]["name"], "层级": "镇街"}} for each in districts]}
    (tmp_path / "边界.geojson").write_text(json.dumps(collection), encoding="utf-8")
    names = pd.DataFrame({"镇街代码": [each["properties"]["adcode"] for each in districts], "镇街名称": [each["properties"]["name"] for each in districts], "类型": "街道"})
    names.to_csv(tmp_path / "镇街名录（2025年3月31日）.csv", index=False)
    home = Warehouse(tmp_path / "data")
    home.import_files(sorted(tmp_path.glob("*.*")))
    assert [(each["points"], each["boundaries"]) for each in home.proposed_systems()] == [("WGS 84", "GCJ-02")]
    home.publish(home.confirm_systems())
    assert home.proposed_systems() == []
    version = home.open()
    inside = version.engine.run("select avg((point_subdistrict = subdistrict)::int) as share from mart_work_order").share.iloc[0]
    version.close()
    assert inside >= 0.998


SQUARES = {"东": shapely.box(124.30, 40.10, 124.35, 40.15), "西": shapely.box(124.25, 40.10, 124.30, 40.15)}


def scattered(count: int = 2000) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(5)
    lng, lat = chance.uniform(124.25, 124.35, count), chance.uniform(40.10, 40.15, count)
    return lng, lat, np.where(lng > 124.30, "东", "西").astype(object)


@pytest.mark.parametrize("systems", [each for each in coordinates.RELATIONS if each != ("WGS 84", "WGS 84")])
def test_every_pair_of_systems_is_told_from_all_others(systems):
    lng, lat, areas = scattered()
    points, boundaries = systems
    away = {"WGS 84": lambda *at: at, "GCJ-02": spatial.to_gcj02, "BD-09": coordinates.RELATIONS["WGS 84", "BD-09"]}
    moved = {name: shapely.transform(shape, lambda at: np.column_stack(away[boundaries](at[:, 0], at[:, 1]))) for name, shape in SQUARES.items()}
    found = coordinates.propose(*away[points](lng, lat), areas, moved)
    assert (found.points, found.boundaries) == systems and found.share > 0.99
    back = coordinates.RELATIONS[systems](*away[points](lng, lat))
    assert np.abs(back[0] - away[boundaries](lng, lat)[0]).max() < 2e-5 and np.abs(back[1] - away[boundaries](lng, lat)[1]).max() < 2e-5


def test_points_that_fit_few_points_and_points_that_fit_nowhere_propose_nothing():
    lng, lat, areas = scattered()
    assert coordinates.propose(lng, lat, areas, SQUARES) is None
    shifted = spatial.to_gcj02(lng, lat)
    assert coordinates.propose(shifted[0][:20], shifted[1][:20], areas[:20], SQUARES) is None
    assert coordinates.propose(lng[::-1], lat, areas, SQUARES) is None  # in the wrong area, but not by their system
    astray = coordinates.RELATIONS["WGS 84", "BD-09"](*spatial.to_gcj02(*spatial.to_gcj02(lng, lat)))  # BD-09 brings seven in ten home instead of four: no system explains these
    assert coordinates.propose(*astray, areas, SQUARES) is None


@pytest.fixture
def shifted_home(put, folder):
    """A data folder whose points are in GCJ-02 and do not say so."""
    lng, lat, areas = scattered(300)
    lng, lat = spatial.to_gcj02(lng, lat)
    orders = ["工单编号,上报时间,所属街道,经度,纬度"] + [f"A{at},2025-03-01,{areas[at]}街道,{lng[at]:.6f},{lat[at]:.6f}" for at in range(300)]
    areas = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"编码": f"21060300{at}", "名称": f"{name}街道", "层级": "镇街"}, "geometry": json.loads(shapely.to_geojson(shape))} for at, (name, shape) in enumerate(SQUARES.items(), 1)]}
    names = "镇街代码,镇街名称,类型\n210603001,东街道,街道\n210603002,西街道,街道\n"
    home = Warehouse(folder)
    home.import_files([put("工单.csv", "\n".join(orders)), put("边界.geojson", json.dumps(areas)), put("镇街名录（2025年3月31日）.csv", names)])
    return home, put("工单2.csv", "\n".join([orders[0], *[each.replace("A", "B", 1) for each in orders[1:]]]))


def inside(home: Warehouse, version: str | None = None) -> float:
    opened = home.open(version)
    share = opened.engine.run("select avg(coalesce(point_subdistrict = subdistrict, false)::int) as share from mart_work_order").share.iloc[0]
    opened.close()
    return share


def test_a_confirmed_system_moves_the_points_of_its_file_and_can_be_rolled_back(shifted_home, cli):
    home, later = shifted_home
    assert inside(home) < 0.95
    told = cli("coordinates", "--data", home.folder)
    assert "坐标像是GCJ-02" in told.out and "落在所写镇街内" in told.out
    answer = cli("coordinates", "--confirm", "--data", home.folder)
    assert "尚未发布" in answer.out and inside(home) < 0.95
    assert home.publish() == "V2" and inside(home) == 1 and cli("coordinates", "--data", home.folder).out.strip() == "没有待确认的坐标系。"
    again = home.import_files([later.with_name("工单.csv")])
    assert not again.changed and again.files[0].repeated
    home.import_files([later])
    assert [each["points"] for each in home.proposed_systems()] == ["GCJ-02"]  # every file is asked about by itself
    home.publish(home.confirm_systems())
    assert inside(home) == 1
    home.rollback("V1")
    assert inside(home) < 0.95


def test_a_file_already_right_is_left_alone_and_no_boundary_is_moved_by_converted_points(shifted_home, put):
    home, _ = shifted_home
    home.publish(home.confirm_systems())
    lng, lat, areas = scattered(300)
    home.import_files([put("工单3.csv", "\n".join(["工单编号,上报时间,所属街道,经度,纬度", *(f"C{at},2025-03-01,{areas[at]}街道,{lng[at]:.6f},{lat[at]:.6f}" for at in range(300))]))])
    assert home.proposed_systems() == [] and inside(home) > 0.99


def points(kind: str, system: str, count: int = 300) -> str:
    """A ledger of points of the two streets and their two communities, in a system that it does not tell."""
    header, row = {"工单": ("工单编号,上报时间", "A{},2025-03-01"), "站点": ("站点编码,站点名称,站点类型", "S{0},{0}号驿站,驿站"), "阵地": ("阵地编码,阵地名称,阵地类型", "V{0},{0}号,图书角")}[kind]
    lng, lat, areas = scattered(count)
    lng, lat = SHIFTED[system](lng, lat)
    return "\n".join([f"{header},所属街道,所属社区,经度,纬度", *(f"{row.format(at)},{areas[at]}街道,{areas[at]}社区,{lng[at]:.6f},{lat[at]:.6f}" for at in range(count))])


SHIFTED = {"WGS 84": lambda *at: at, "GCJ-02": spatial.to_gcj02, "BD-09": coordinates.RELATIONS["WGS 84", "BD-09"]}
LEVELS = {"镇街": ("街道", "21060300{}"), "社区": ("社区", "21060300{}001")}


def bounds(level: str, system: str) -> str:
    ending, code = LEVELS[level]
    moved = {name: shapely.transform(shape, lambda at: np.column_stack(SHIFTED[system](at[:, 0], at[:, 1]))) for name, shape in SQUARES.items()}
    features = [{"type": "Feature", "properties": {"编码": code.format(at), "名称": f"{name}{ending}", "层级": level}, "geometry": json.loads(shapely.to_geojson(shape))} for at, (name, shape) in enumerate(moved.items(), 1)]
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(("kinds", "levels", "proposed"), [
    ({"站点": "GCJ-02"}, {"镇街": "WGS 84"}, {("GCJ-02", "WGS 84")}),
    ({"阵地": "BD-09"}, {"镇街": "WGS 84"}, {("BD-09", "WGS 84")}),
    ({"工单": "WGS 84", "站点": "GCJ-02"}, {"镇街": "GCJ-02"}, {("WGS 84", "GCJ-02"), ("GCJ-02", "GCJ-02")}),
    ({"工单": "WGS 84", "站点": "GCJ-02", "阵地": "BD-09"}, {"镇街": "WGS 84"}, {("GCJ-02", "WGS 84"), ("BD-09", "WGS 84")}),
    ({"工单": "WGS 84"}, {"镇街": "GCJ-02", "社区": "WGS 84"}, {("WGS 84", "GCJ-02")}),
    ({"工单": "GCJ-02"}, {"镇街": "GCJ-02", "社区": "WGS 84"}, {("GCJ-02", "WGS 84"), ("GCJ-02", "GCJ-02")}),
    ({"工单": "WGS 84", "阵地": "WGS 84"}, {"镇街": "WGS 84", "社区": "WGS 84"}, set()),
])  # fmt: skip
def test_orders_stations_and_venues_and_the_boundaries_of_each_level_are_asked_for_their_system(put, folder, kinds, levels, proposed):
    home = Warehouse(folder)
    names = "镇街代码,镇街名称,类型\n210603001,东街道,街道\n210603002,西街道,街道\n"
    communities = "社区代码,社区名称,所属镇街\n210603001001,东社区,东街道\n210603002001,西社区,西街道\n"
    home.import_files([put("镇街名录（2025年3月31日）.csv", names), put("社区名录（2025年3月31日）.csv", communities),
                       *(put(f"{kind}.csv", points(kind, system)) for kind, system in kinds.items()), *(put(f"{level}边界.geojson", bounds(level, system)) for level, system in levels.items())])  # fmt: skip
    assert {(each["points"], each["boundaries"]) for each in home.proposed_systems()} == proposed
    if proposed:
        home.publish(home.confirm_systems())
    assert home.proposed_systems() == []
    version = home.open()
    for table in {"工单": "work_order", "站点": "station", "阵地": "venue"}[next(iter(kinds))], {"工单": "work_order", "站点": "station", "阵地": "venue"}[list(kinds)[-1]]:
        where = version.engine.run(f"select subdistrict, lng, lat from mart_{table}")
        for level in levels:
            shapes = {row.subdistrict: shapely.from_wkt(row.geometry) for row in version.engine.run("select subdistrict, geometry from mart_boundary where level = $level", {"level": {"镇街": "subdistrict", "社区": "community"}[level]}).itertuples()}
            assert np.mean([shapely.contains_xy(shapes[row.subdistrict], row.lng, row.lat) for row in where.itertuples()]) > 0.995, (table, level)
    version.close()


# --- boundaries and the areas they are of

STREETS = "镇街代码,镇街名称,类型,曾用名\n210603001,东街道,街道,\n210603002,西街道,街道,六道沟镇\n"
POINTS = "工单编号,上报时间,经度,纬度\n" + "\n".join(f"A{at},2025-03-01,{lng},40.12" for at, lng in enumerate([124.32, 124.27, 124.22]))
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>"""
PLACEMARK = "<Placemark><name>{}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
AREAS = {"东街道": SQUARES["东"], "丹东市振兴区西街道办事处": SQUARES["西"], "六道沟镇": shapely.box(124.20, 40.10, 124.25, 40.15)}


def drawn(areas: dict) -> str:
    return KML.format("".join(PLACEMARK.format(name, " ".join(f"{lng},{lat}" for lng, lat in shape.exterior.coords)) for name, shape in areas.items()))


def placed(home: Warehouse) -> list:
    version = home.open()
    found = version.engine.run("select point_subdistrict from mart_work_order order by order_no").point_subdistrict
    version.close()
    return [each if isinstance(each, str) else None for each in found]


def test_boundaries_with_names_only_are_those_of_their_areas_and_former_ones_count_for_what_became_of_them(put, folder):
    home = Warehouse(folder)
    report = home.import_files([put("边界.kml", drawn(AREAS)), put("工单.csv", POINTS), put("镇街名录（2025年3月31日）.csv", STREETS)])
    assert not any(each.reason for each in report.files) and placed(home) == ["210603001", "210603002", "210603002"]
    version = home.open()
    drawn_as = version.engine.run("select name, count(*) as n from mart_boundary group by 1 order by 1")
    version.close()
    assert list(map(tuple, drawn_as.itertuples(index=False))) == [("东街道", 1), ("西街道", 2)]


def layer(of: list[dict]) -> str:
    shapes = [json.loads(shapely.to_geojson(shape)) for shape in SQUARES.values()]
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": told, "geometry": shape} for told, shape in zip(of, shapes)]}, ensure_ascii=False)


@pytest.mark.parametrize(("name", "told", "levels"), [
    ("a.geojson", [{"编码": "1", "名称": "东街道"}, {"编码": "2", "名称": "西街道"}], ["subdistrict"] * 2),
    ("a.geojson", [{"XZQDM": "210603001", "XZQMC": "东"}, {"XZQDM": "210603002", "XZQMC": "西"}], ["subdistrict"] * 2),
    ("a.geojson", [{"adcode": 210603001, "name": "东街道", "level": "street"}, {"adcode": 210603002, "name": "西街道", "level": "street"}], ["subdistrict"] * 2),
    ("镇街边界.geojson", [{"name": "东"}, {"name": "西"}], ["subdistrict"] * 2),
    ("a.geojson", [{"name": "东街道"}, {"name": "西街社区"}], ["subdistrict", "community"]),
    ("社区边界.geojson", [{"code": "1", "name": "东街道"}, {"code": "210603002001001", "name": ""}], ["community", "grid"]),
    ("镇街、社区边界.geojson", [{"code": "1", "name": "东街道"}, {"code": "", "name": "东社区"}], ["subdistrict", "community"]),
    ("a.geojson", [{"code": "210603001000", "name": "东"}, {"code": "210603001001", "name": "西"}], ["subdistrict", "community"]),
])  # fmt: skip
def test_the_level_of_a_boundary_is_told_by_its_code_its_name_or_its_file(put, imported, rows, warehouse, name, told, levels):
    imported(put(name, layer(told)))
    assert [level for (level,) in rows(warehouse, "select level from raw_boundary order by source_row")] == levels


def test_the_code_of_a_boundary_beats_its_name_and_a_number_of_the_layer_says_nothing(put, folder):
    home = Warehouse(folder)
    home.import_files([put("边界.geojson", layer([{"编码": "210603002", "名称": "东街道"}, {"编码": "7", "名称": "东街道办"}])), put("工单.csv", POINTS), put("镇街名录（2025年3月31日）.csv", STREETS)])
    assert placed(home) == ["210603002", "210603001", None]


def test_a_layer_without_any_level_is_refused_row_by_row(put, take, refused):
    report = take(put("a.geojson", layer([{"code": "1", "name": "甲"}, {"code": "2", "name": "东街道"}])))
    assert (report.sheets[0].accepted, report.sheets[0].refused) == (1, 1) and list(refused(report).reason) == ["缺少层级，请在文件名里写明是镇街、社区还是网格（如“网格边界.zip”），或加一列“层级”"]


def points_at(*lngs: float) -> str:
    return "工单编号,上报时间,经度,纬度\n" + "\n".join(f"A{at},2025-03-01,{lng},40.12" for at, lng in enumerate(lngs))


def collection(*areas: tuple[dict, shapely.Geometry]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": told, "geometry": json.loads(shapely.to_geojson(shape))} for told, shape in areas]}, ensure_ascii=False)


def test_a_boundary_with_the_code_of_another_district_is_none_of_this_one_whatever_its_name(put, folder):
    home = Warehouse(folder)
    layer = collection(({"XZQDM": "210604007", "XZQMC": "西街道"}, SQUARES["西"]), ({"XZQDM": "210603009", "XZQMC": "东街道"}, SQUARES["东"]))
    home.import_files([put("边界.geojson", layer), put("工单.csv", POINTS), put("镇街名录（2025年3月31日）.csv", STREETS)])
    assert placed(home) == ["210603001", None, None]


def test_the_boundaries_of_one_town_s_communities_replace_those_only(put, folder, rows):
    home, east, west = Warehouse(folder), SQUARES["东"], SQUARES["西"]
    home.import_files([put("镇街名录（2025年3月31日）.csv", STREETS), put("镇街.geojson", collection(({"编码": "210603001", "名称": "东街道"}, east), ({"编码": "210603002", "名称": "西街道"}, west))),
                       put("社区.geojson", collection(({"编码": "210603001001", "名称": "甲社区"}, east), ({"编码": "210603001002", "名称": "乙社区"}, east), ({"编码": "210603002001", "名称": "丙社区"}, west)))])  # fmt: skip
    home.import_files([put("东街道社区.geojson", collection(({"编码": "210603001001", "名称": "甲社区"}, east), ({"编码": "210603001003", "名称": "戊社区"}, east)))])
    assert rows(home, "select code from raw_boundary order by 1") == [("210603001",), ("210603001001",), ("210603001003",), ("210603002",), ("210603002001",)]
    home.import_files([put("西街道社区边界.kml", drawn({"西街道": west, "丁社区": west})), put("镇街补.geojson", collection(({"name": "东街道"}, east)))])
    assert {code for (code,) in rows(home, "select code from raw_boundary where level = 'subdistrict'")} == {"210603001", "210603002", "西街道", "东街道"}


def test_an_area_in_several_pieces_keeps_them_all(put, folder, rows):
    home = Warehouse(folder)
    areas = KML.format("".join(PLACEMARK.format(name, " ".join(f"{lng},{lat}" for lng, lat in shape.exterior.coords)) for name, shape in [("西街道", SQUARES["西"]), ("西街道", shapely.box(124.20, 40.10, 124.25, 40.15)), ("东街道", SQUARES["东"])]))
    home.import_files([put("边界.kml", areas), put("工单.csv", POINTS), put("镇街名录（2025年3月31日）.csv", STREETS)])
    assert placed(home) == ["210603001", "210603002", "210603002"]
    home.import_files([put("边界2.kml", drawn({"西街道": SQUARES["西"]}))])
    assert rows(home, "select code, count(*) from raw_boundary group by 1 order by 1") == [("东街道", 1), ("西街道", 1)]


@pytest.mark.parametrize("former", [("六道沟镇", "六道沟镇"), ("1", "六道沟镇"), ("0", "某处"), ("某处", "某处")])
def test_where_polygons_overlap_that_of_today_counts(put, folder, former):
    home = Warehouse(folder)
    layer = collection(({"编码": former[0], "名称": former[1]}, shapely.box(124.20, 40.10, 124.40, 40.20)), ({"编码": "210603001", "名称": "东街道"}, SQUARES["东"]))
    home.import_files([put("镇街边界.geojson", layer), put("工单.csv", points_at(124.32)), put("镇街名录（2025年3月31日）.csv", STREETS)])
    assert placed(home) == ["210603001"]


def test_of_two_communities_of_one_name_a_boundary_is_of_the_one_whose_street_stands_in_front(put, folder, rows):
    home = Warehouse(folder)
    communities = "社区代码,社区名称,所属镇街\n210603001001,东升社区,东街道\n210603002001,东升社区,西街道\n"
    home.import_files([put("社区边界.kml", drawn({"东街道东升社区": SQUARES["东"], "西街道东升社区": SQUARES["西"]})), put("镇街名录（2025年3月31日）.csv", STREETS), put("社区名录（2025年3月31日）.csv", communities), put("工单.csv", POINTS)])
    assert rows(home, "select code from mart_boundary order by 1") == [("210603001001",), ("210603002001",)] and placed(home) == ["210603001", "210603002", None]


# --- what is evidence of a system, and what is none


def boundary_of(level: str, system: str, **more) -> str:
    told = json.loads(bounds(level, system))
    for each in told["features"]:
        each["properties"] |= more
    return json.dumps(told)


REGISTERS = {"镇街名录（2025年3月31日）.csv": "镇街代码,镇街名称,类型\n210603001,东街道,街道\n210603002,西街道,街道\n", "社区名录（2025年3月31日）.csv": "社区代码,社区名称,所属镇街\n210603001001,东社区,东街道\n210603002001,西社区,西街道\n"}


def test_points_that_prove_nothing_at_one_level_are_still_asked_at_the_other(put, folder):
    home = Warehouse(folder)
    lines = points("工单", "GCJ-02").splitlines()
    lng, lat = spatial.to_gcj02(np.array([124.325]), np.array([40.125]))
    vague = [line.replace(",东社区,", ",,").replace(",西社区,", ",,") for line in lines]
    inner = [f"Z{at},2025-03-01,东街道,东社区,{lng[0]:.6f},{lat[0]:.6f}" for at in range(40)]  # well inside under any system
    home.import_files([*(put(name, text) for name, text in REGISTERS.items()), put("工单.csv", "\n".join([*vague, *inner])), put("镇街边界.geojson", bounds("镇街", "WGS 84")), put("社区边界.geojson", bounds("社区", "WGS 84"))])
    assert [(each["points"], each["level"]) for each in home.proposed_systems()] == [("GCJ-02", "subdistrict")]


def test_an_area_that_only_the_point_itself_tells_is_no_evidence(put, folder):
    home = Warehouse(folder)
    lines = points("工单", "GCJ-02").splitlines()
    half = [line.replace("东街道", "某处").replace("西街道", "某处").replace("东社区", "").replace("西社区", "") if at % 2 else line for at, line in enumerate(lines)]
    home.import_files([*(put(name, text) for name, text in REGISTERS.items()), put("工单.csv", "\n".join([lines[0], *half[1:]])), put("镇街边界.geojson", bounds("镇街", "WGS 84"))])
    assert [each["points"] for each in home.proposed_systems()] == ["GCJ-02"]


def test_boundaries_that_say_their_system_are_not_in_question(put, folder):
    home = Warehouse(folder)
    home.import_files([*(put(name, text) for name, text in REGISTERS.items()), put("工单.csv", points("工单", "WGS 84")), put("镇街边界.geojson", boundary_of("镇街", "GCJ-02", 坐标系="WGS84"))])
    assert home.proposed_systems() == []


def test_a_corrected_row_is_in_the_system_of_the_file_it_belongs_to(put, folder, tmp_path):
    home = Warehouse(folder)
    lines = points("工单", "GCJ-02").splitlines()
    bad = lines[1].replace("A0,2025-03-01", "Z1,某天")
    home.import_files([*(put(name, text) for name, text in REGISTERS.items()), put("工单.csv", "\n".join([*lines, bad])), put("镇街边界.geojson", bounds("镇街", "WGS 84"))])
    home.publish(home.confirm_systems())
    workbook = load_workbook(io.BytesIO(next(iter(returns.workbooks(home).values()))))
    workbook.active.cell(4, [each.value for each in workbook.active[3]].index("上报时间") + 1).value = "2025-03-01"
    workbook.save(tmp_path / "回.xlsx")
    report = home.import_files([tmp_path / "回.xlsx"])
    version = home.open(report.version)
    found = version.engine.run("select lng, lat from mart_work_order where order_no in ('A0', 'Z1')")
    version.close()
    assert len(found) == 2 and found.lng.nunique() == found.lat.nunique() == 1
    assert not home.import_files([tmp_path / "回.xlsx"]).changed


def test_codes_of_one_s_own_and_running_numbers_stand_in_no_name_s_way(put, folder):
    for at, (register, code) in enumerate([("JD01", "210603001"), ("210603001", "1000001")]):
        home = Warehouse(folder / str(at))
        home.import_files([put("镇街名录（2025年3月31日）.csv", f"镇街代码,镇街名称,类型\n{register},东街道,街道\n"), put("镇街边界.geojson", collection(({"编码": code, "名称": "东街道"}, SQUARES["东"]))), put("工单.csv", points_at(124.32))])
        assert placed(home) == [register]


def test_one_file_for_each_street_are_the_boundaries_of_all(put, folder, rows):
    home = Warehouse(folder)
    home.import_files([put("东街道.geojson", collection(({"编码": "210603001", "名称": "兴隆街道"}, SQUARES["东"]))), put("西街道.geojson", collection(({"编码": "210603002", "名称": "兴隆镇"}, SQUARES["西"])))])
    assert len(rows(home, "select * from raw_boundary")) == 2
