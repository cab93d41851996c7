"""What the map page adds to maps: classes of differences and kinds, ground where no boundary is, pictures for papers, reach of stations, faults of boundaries."""

import io
import json
import xml.etree.ElementTree as xml
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from PIL import Image
from streamlit.testing.v1 import AppTest

from govboard import PROJECT, maps, reach, shades, spatial
from govboard.documents import gathered, map_picture
from govboard.selection import Area, Selection
from govboard.warehouse import Warehouse, places
from govboard.warehouse.faults import MOST, faults
from tests.test_maps import SIX, area_map, some_points, square

EXPORTS = Path(__file__).parent / "exports"
SVG = "{http://www.w3.org/2000/svg}"


# ---- classes ----


def test_differences_are_cut_around_none_and_every_one_has_one_class():
    values = [-23, -9, -3, 0, 3, 13, 14, 28, None]
    pieces = shades.differences(values, "件")
    assert [each["label"] for each in pieces] == ["减少14–28件", "减少1–13件", "持平", "增加1–13件", "增加14–28件"]
    for each in values[:-1]:
        assert sum(piece["min"] <= each <= piece["max"] for piece in pieces) == 1
    assert shades.differences([0, 0], "件")[0]["label"] == "0件" and shades.differences([None], "件") == []


def test_a_difference_of_rates_is_in_points_and_bears_its_sign():
    frame = SIX[["code", "label"]].assign(value=[0.012, -0.03, 0.0, None, 0.1, 0.001])
    spec = area_map(frame=frame, differences=True, name="变化")
    assert [row[3] for row in maps.areas(spec)] == ["+1.2个百分点", "-3.0个百分点", "0.0个百分点", "", "+10.0个百分点", "+0.1个百分点"]


def test_two_maps_of_one_metric_share_their_limits():
    values = [3, 9, 12, 40, 55, 70, 81, 90, 120, 300]
    limits = shades.cuts(values)
    first, second = (shades.classes(part, "件", limits) for part in (values[:6], values[4:]))
    assert {each["min"] for each in first[1:]} <= set(limits) and {each["min"] for each in second[1:]} <= set(limits)
    for value in values:  # one value, one colour
        assert len({piece["color"] for pieces in (first, second) for piece in pieces if piece["min"] <= value <= piece["max"]}) <= 1
    assert shades.cuts([0, 0, 0, 0, 1, 1, 2, 3]) == (1, 2)  # no limit twice, none at the least figure: the fewest colours, far apart
    mixed = shades.classes([2, 5, 9], "件/千户", (2.5, 4.1, 6.3))
    assert [sum(each["min"] <= value <= each["max"] for each in mixed) for value in (2, 5, 9)] == [1, 1, 1]


def test_kinds_have_the_colours_they_were_given_and_only_those_that_are_there_stand_in_the_key():
    frame = SIX[["code", "label"]].assign(value=["new", "none", "none", None, "cold", "none"])
    spec = area_map(frame=frame, kinds=gathered.KINDS, unit="")
    pieces = maps.classes(spec, maps.areas(spec))
    assert {each["label"] for each in pieces} == {"新出现", "低于全区", "不明显"}
    assert maps.outlook(spec).startswith("地图：按期结案率，新出现1个、不明显3个、低于全区1个。")


# ---- ground ----


def test_tiles_lie_about_as_the_areas_do_and_none_covers_another():
    middles = pd.DataFrame({"code": list("abcdef"), "label": list("甲乙丙丁戊己"), "lng": [1.0, 2, 3, 4, 2, None], "lat": [2.0, 2, 2, 1.9, 1, None]})
    drawn = spatial.tiles(middles)
    shapes = dict(zip(drawn.code, shapely.from_wkt(drawn.geometry.to_numpy(dtype=object)), strict=True))
    assert len(shapes) == 6 and shapes["a"].centroid.x < shapes["b"].centroid.x < shapes["c"].centroid.x and shapes["a"].centroid.y > shapes["e"].centroid.y
    assert not any(one.intersects(two) for code, one in shapes.items() for other, two in shapes.items() if code < other)


def test_the_schematic_knows_the_areas_of_the_district_by_code_and_no_others():
    assert list(spatial.schematic({"210603003": "临江街道", "310000": "别处"}).code) == ["210603003"]


def test_without_any_boundary_the_map_is_made_of_tiles_and_says_so(folder, monkeypatch):
    Warehouse(folder).import_files([EXPORTS / "boston_311.csv"])
    monkeypatch.setenv("GOVBOARD_DATA", str(folder))
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=120).run().switch_page("pages/orders/where.py").run()
    assert not at.exception and any("按方格示意" in each.value for each in at.caption)


# ---- pictures ----


@pytest.fixture(scope="module")
def shapes():
    return spatial.boundary_file(SIX)


@pytest.mark.parametrize("more", [{}, {"points": some_points(40)}, {"points": some_points(40), "boundary_url": None}, {"inset": False, "highlight": "5"}])
def test_a_map_becomes_a_picture_with_all_it_must_say(shapes, more):
    spec = area_map(**more)
    drawn = map_picture.svg(spec, shapes if spec.boundary_url else None)
    words = "".join("".join(each.itertext()) for each in xml.fromstring(drawn).iter(f"{SVG}text"))
    assert spec.caption in words and "数据截至6月30日24时" in words and "演示数据" in words and spec.title in words
    image = Image.open(io.BytesIO(map_picture.png(drawn, 1)))
    assert image.size == (map_picture.WIDTH, map_picture.HEIGHT) and len(image.convert("RGB").getcolors(1_000_000)) > 20


def test_every_area_of_the_picture_has_the_colour_of_its_class(shapes):
    spec = area_map(inset=False)
    pieces = maps.classes(spec, maps.areas(spec))
    fills = [each.get("fill") for each in xml.fromstring(map_picture.svg(spec, shapes)).iter(f"{SVG}path") if each.get("fill-rule")]
    assert len(fills) == 6 and fills.count("url(#hatch)") == 1 and set(fills) <= {"url(#hatch)", *(each["color"] for each in pieces)}


def test_a_name_that_would_cover_that_of_a_larger_area_is_left_out_of_the_picture():
    close = pd.DataFrame({"code": list("abc"), "label": ["大街道", "小街道", "远街道"], "geometry": [square(124.3, 40.1, 0.01), square(124.311, 40.1, 0.001), square(124.5, 40.1, 0.01)]})
    spec = area_map(frame=close[["code", "label"]].assign(value=1.0), inset=False)
    words = [each.text for each in xml.fromstring(map_picture.svg(spec, spatial.boundary_file(close))).iter(f"{SVG}text")]
    assert "大街道" in words and "远街道" in words and "小街道" not in words


def test_words_of_people_cannot_break_the_picture(shapes):
    frame = SIX[["code"]].assign(label="<b>&\"'", value=1.0)
    xml.fromstring(map_picture.svg(area_map(frame=frame, title="<script>"), shapes))


# ---- reach ----


def test_distance_is_that_to_the_nearest_station_in_a_straight_line():
    places = pd.DataFrame({"lng": [124.37, 124.37], "lat": [40.10, 40.11]})
    stations = pd.DataFrame({"lng": [124.37, 124.50], "lat": [40.105, 40.2]})
    assert np.allclose(reach.nearest(places, stations), 0.005 * 111_320, atol=1)
    assert reach.nearest(places, stations.head(0)).isna().all()


def test_residents_beyond_each_step_are_added_up_by_area_beside_the_share_of_elderly():
    places = pd.DataFrame({"subdistrict": ["a", "a", "b"], "residents": [100, 50, None], "metres": [400.0, 1200.0, 700.0]})
    elderly = pd.DataFrame({"subdistrict": ["a", "a", "b"], "residents": [100, 50, None], "elderly": [20, 10, 3]})
    found = reach.by_area(places, elderly, "subdistrict").set_index("area")
    assert list(found.loc["a", ["residents", "far500", "far1000"]]) == [150, 50, 50] and found.elderly["a"] == pytest.approx(0.2)
    assert pd.isna(found.residents["b"]) and pd.isna(found.far500["b"]) and pd.isna(found.elderly["b"])  # not known is not none
    few = elderly.assign(elderly=[2, 1, 0])
    assert pd.isna(reach.by_area(places, few, "subdistrict").set_index("area").elderly["a"])  # three people


def test_people_are_told_to_the_nearest_ten_so_that_no_small_group_can_be_subtracted_out():
    parts = [1000, 2000, 3]
    assert [reach.people(each) for each in (*parts, sum(parts))] == ["1000人", "2000人", "<5人", "3000人"]
    assert [reach.people(some, of) for some, of in ((5, 14), (15, 25), (118, 999), (305, 1000), (0, 3), (float("nan"), 5))] == ["10人", "20人", "120人", "310人（31%）", "0人", "—"]


def test_a_place_lies_inside_its_area_and_those_without_a_boundary_are_left_out():
    places = pd.DataFrame({"code": ["a", "b", "c"], "residents": [1, 2, 3]})
    placed = reach.placed(places, pd.Series({"c": square(5, 5, 1), "a": square(0, 0, 1)}))
    assert list(placed.code) == ["a", "c"] and placed.lng.between([0, 5], [1, 6]).all() and reach.placed(places, pd.Series(dtype=object)).empty


def test_the_reach_of_the_demonstration_counts_every_resident_once(demo_folder):
    version = Warehouse(demo_folder).open()
    try:
        places, stations = (version.report(name, Selection().parameters()) for name in ("reach_places", "reach_stations"))
        assert len(places) == 561 and places.residents.sum() == 375_000 and set(stations.kind) == {"便民维修服务站", "江城幸福小站"}
    finally:
        version.close()


def test_a_place_that_comes_again_is_found_from_every_area_and_source_of_its_orders(demo_folder):
    version = Warehouse(demo_folder).open()
    try:
        place = version.report("repeat_places", Selection().parameters()).iloc[0]
        orders = version.engine.run("select w.grid, w.community, w.source from point_repeat as r join mart_work_order as w on w.order_no = r.order_no where r.place = $place and w.grid is not null", {"place": place["工单编号"]})
        one = orders.iloc[0]
        asked = [Selection(areas=(Area("grid", one.grid, ""),)), Selection(areas=(Area("community", one.community, ""),), sources=(one.source,)), Selection(scope=(Area("grid", one.grid, ""),))]
        for selection in asked:
            found = version.report("repeat_places", selection.parameters())
            assert place["工单编号"] in set(found["工单编号"]) and len(found) < 40
        assert version.report("repeat_places", Selection(sources=("没有这个来源",)).parameters()).empty
    finally:
        version.close()


# ---- faults ----


def bounds(*shapes) -> pd.DataFrame:
    return pd.DataFrame({"level": "community", "code": [str(at) for at in range(len(shapes))], "name": [f"{at}社区" for at in range(len(shapes))], "geometry": list(shapes)})


def test_an_outline_that_crosses_itself_is_named_and_repaired():
    bow = "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))"
    found = faults(bounds(bow, square(5, 5, 1)))
    assert list(zip(found["name"], found.fault, strict=True)) == [("0社区", "crossed")]
    assert spatial.repaired(pd.Series([bow]))[0].area == pytest.approx(0.5)


def test_parts_of_one_area_that_lie_one_over_the_other_leave_no_hole():
    twice = "MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((1 1, 3 1, 3 3, 1 3, 1 1)))"
    assert list(faults(bounds(twice)).fault) == ["crossed"]
    assert spatial.repaired(pd.Series([twice]))[0].area == pytest.approx(7)
    assert places.locate(pd.DataFrame({"import_id": "x", "source_row": [1], "lng": [1.5], "lat": [1.5]}), bounds(twice)).code.tolist() == ["0"]


def test_areas_that_overlap_are_named_with_their_share_and_slivers_are_not():
    found = faults(bounds(square(0, 0, 1), square(0.5, 0, 1), square(0, 1 - 1e-6, 1)))
    assert list(zip(found["name"], found.fault, found.other, strict=True)) == [("0社区", "overlap", "1社区（50%）")]


def test_a_layer_in_which_every_area_has_the_same_outline_is_told_without_comparing_all_with_all():
    found = faults(bounds(*[square(0, 0, 1)] * 3_000))
    assert len(found) == MOST and set(found.fault) == {"overlap"} and found.other.iloc[0].endswith("社区（100%）")


def test_where_an_outline_crosses_itself_is_told_in_words():
    assert faults(bounds("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))")).other.iloc[0] == "位置 0.50000, 0.50000"


def test_a_hole_in_an_area_stays_a_hole():
    ring = "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))"
    feature = json.loads(spatial.boundary_file(pd.DataFrame({"code": ["1"], "label": ["环"], "geometry": [ring]})))["features"][0]
    assert len(feature["geometry"]["coordinates"][0]) == 2
    assert faults(bounds(ring, square(1, 1, 2))).empty


def test_a_layer_that_is_no_boundary_is_told_apart_from_a_table_nobody_knows(put, take):
    def drawn(kind, *rings):
        return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"city": "丹东"}, "geometry": {"type": kind, "coordinates": each}} for each in rings]})

    line, ring = [[124.40, 40.10], [124.42, 40.12], [124.42, 40.10]], [[[124.40, 40.10], [124.42, 40.12], [124.42, 40.10], [124.40, 40.10]]]
    assert "图层里都是线，不是面。边界须为面（Polygon）" in take(put("地铁.geojson", drawn("LineString", line))).reason
    assert "图层里没有区域的名称或编码这一列。" in take(put("方格.geojson", drawn("Polygon", ring, ring))).reason
    assert "图层" not in take(put("点.geojson", drawn("Point", line[0]))).reason


REGISTERS = {
    "镇街名录（2025年3月31日）.csv": "镇街代码,镇街名称,曾用名\n210603001,东街道,东岭街道\n210603002,西街道,",
    "工单.csv": "工单编号,上报时间,经度,纬度\nA1,2025-01-01 08:00:00,124.405,40.11\nA2,2025-01-02 08:00:00,124.413,40.11\nA3,2025-01-03 08:00:00,124.435,40.105",
}


def layer(**shapes) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"名称": name, "层级": "镇街"}, "geometry": json.loads(shapely.to_geojson(shapely.from_wkt(shape)))} for name, shape in shapes.items()]})


def test_boundaries_with_faults_are_used_where_that_is_safe_named_by_checks_and_refused_where_not(put, folder):
    bow = "POLYGON ((124.40 40.10, 124.42 40.12, 124.42 40.10, 124.40 40.12, 124.40 40.10))"  # crosses itself at 124.41
    over = "POLYGON ((124.415 40.10, 124.44 40.10, 124.44 40.12, 124.415 40.12, 124.415 40.10), (124.43 40.104, 124.438 40.104, 124.438 40.106, 124.43 40.106, 124.43 40.104))"
    line = "LINESTRING (124.40 40.10, 124.42 40.12)"
    home = Warehouse(folder)
    home.import_files([put("边界.geojson", layer(东岭街道=bow, 西街道=over, 南街道=line)), *(put(name, text) for name, text in REGISTERS.items())])
    assert len(home.pending_rows()) == 1 and "不是面（Polygon），边界须为面" in home.pending_rows().reason.iloc[0]
    version = home.open()
    try:
        counts = {each["name"]: each["count"] for each in version.manifest["checks"]}
        assert (counts["boundary_crossed"], counts["boundary_overlap"]) == (1, 1)
        assert list(version.engine.run("select code from mart_boundary order by 1").code) == ["210603001", "210603002"]  # by the former name, and the line is none
        assert list(version.engine.run("select subdistrict from mart_work_order order by order_no").subdistrict.fillna("")) == ["210603001", "210603001", ""]  # the last lies in the hole
    finally:
        version.close()
