"""Maps: boundary files, classes, points and what is handed to the browser."""

import json

import numpy as np
import pandas as pd
import pytest

from govboard import dots, maps, shades, spatial
from govboard.errors import WrongUse

STAMP = "2026年6月 · 振兴区 · 数据截至6月30日24时 · 版本V12 · 演示数据"


def square(west: float, south: float, side: float) -> str:
    east, north = west + side, south + side
    return f"POLYGON(({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


SIX = pd.DataFrame({
    "code": ["1", "2", "3", "4", "5", "6"],
    "label": ["站前街道", "临江街道", "永昌街道", "花园街道", "浪头镇", "汤池镇"],
    "geometry": [square(124.36, 40.10, 0.01), square(124.37, 40.10, 0.01), square(124.36, 40.11, 0.01),
                 square(124.37, 40.11, 0.01), square(124.10, 39.90, 0.15), square(124.00, 40.00, 0.1)],
})
VALUES = SIX[["code", "label"]].assign(value=[0.94, 0.915, None, 0.0, 0.888, 0.97], text=["", "161/176", "未报送", "", "", ""])


def area_map(**more):
    options = dict(title="按期结案率", unit="percent", stamp=STAMP, caption="示意图，非法定界线",
                   boundary_url="/app/static/boundaries/x.json", level="镇街", frame=VALUES, inset=True, name="按期结案率")
    return maps.AreaMap(**{**options, **more})


def some_points(count: int) -> pd.DataFrame:
    spread = np.random.default_rng(1).normal(0, 0.01, (count, 2))
    return pd.DataFrame({"lng": 124.37 + spread[:, 0], "lat": 40.11 + spread[:, 1], "kind": "诉求"})


# ---- boundary files ----


def test_a_boundary_file_is_compact_geojson_of_code_and_label():
    file = json.loads(spatial.boundary_file(SIX))
    assert [each["properties"]["code"] for each in file["features"]] == ["1", "2", "3", "4", "5", "6"]
    assert file["features"][4]["properties"]["label"] == "浪头镇"
    assert file["features"][0]["geometry"]["type"] == "MultiPolygon"


def test_coordinates_are_rounded_to_a_metre():
    frame = SIX.head(1).assign(geometry=square(124.123456789, 40.123456789, 0.01))
    ring = json.loads(spatial.boundary_file(frame))["features"][0]["geometry"]["coordinates"][0][0]
    assert all(round(number, 5) == number for point in ring for number in point)


def test_geojson_text_is_read_as_well_as_wkt():
    shape = '{"type":"Polygon","coordinates":[[[124,40],[124.1,40],[124.1,40.1],[124,40]]]}'
    assert len(json.loads(spatial.boundary_file(SIX.head(1).assign(geometry=shape)))["features"]) == 1


def test_a_boundary_that_cannot_be_read_names_its_area():
    with pytest.raises(WrongUse, match="区域 1 的边界无法读取"):
        spatial.boundary_file(SIX.head(1).assign(geometry="POLYGON(("))


def test_an_area_without_boundary_is_left_out_and_the_others_stay():
    frame = SIX.assign(geometry=[None, *SIX["geometry"][1:]])
    assert len(json.loads(spatial.boundary_file(frame))["features"]) == 5


def test_two_rows_of_one_code_become_one_area():
    frame = SIX.assign(code=["1", "1", "3", "4", "5", "6"])
    features = json.loads(spatial.boundary_file(frame))["features"]
    assert [each["properties"]["code"] for each in features] == ["1", "3", "4", "5", "6"]


def test_no_boundaries_make_an_empty_file():
    assert json.loads(spatial.boundary_file(SIX.head(0))) == {"type": "FeatureCollection", "features": []}


def test_the_same_boundaries_have_the_same_name_in_any_order_of_rows():
    name = spatial.content_name(spatial.boundary_file(SIX))
    assert name == spatial.content_name(spatial.boundary_file(SIX.iloc[::-1]))
    assert name != spatial.content_name(spatial.boundary_file(SIX.head(5)))
    assert len(name) == 21 and name.endswith(".json")


def test_the_dense_core_is_marked_for_enlargement():
    file = json.loads(spatial.boundary_file(SIX))
    assert [each["properties"].get("core", 0) for each in file["features"]] == [1, 1, 1, 1, 0, 0]


def test_areas_spread_evenly_have_no_core():
    frame = pd.DataFrame({"code": list("abcdefghi"), "label": list("abcdefghi"),
                          "geometry": [square(124 + x / 10, 40 + y / 10, 0.1) for x in range(3) for y in range(3)]})
    assert "core" not in json.dumps(json.loads(spatial.boundary_file(frame)))


def test_a_label_stands_inside_its_area_even_where_the_centroid_does_not():
    bent = "POLYGON((0 0, 10 0, 10 10, 9 10, 9 1, 0 1, 0 0))"
    place = json.loads(spatial.boundary_file(SIX.head(1).assign(geometry=bent)))["features"][0]["properties"]["cp"]
    assert spatial.shapely.from_wkt(bent).contains(spatial.shapely.Point(place))


def test_a_boundary_crossing_itself_is_repaired_into_areas():
    bow = "POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))"
    shape = json.loads(spatial.boundary_file(SIX.head(1).assign(geometry=bow)))["features"][0]["geometry"]
    assert shape["type"] == "MultiPolygon" and len(shape["coordinates"]) == 2


# ---- classes ----


def test_classes_cover_every_figure_once():
    figures = [round(float(each), 1) for each in np.random.default_rng(2).uniform(60, 99, 200)]
    pieces = shades.classes(figures, "%")
    assert len(pieces) <= 5
    assert all(sum(piece["min"] <= each <= piece["max"] for piece in pieces) == 1 for each in figures)


def test_zero_is_a_class_of_its_own_and_missing_is_none():
    pieces = shades.classes([0, 0, None, *range(1, 60)], "件")
    assert (pieces[0]["min"], pieces[0]["max"], pieces[0]["label"]) == (0, 0, "0件")
    assert pieces[1]["min"] == 1 and pieces[-1]["max"] == 59


def test_few_different_counts_are_their_own_classes():
    assert [each["label"] for each in shades.classes([2, 3, 3, 5], "个")] == ["2个", "3个", "5个"]


def test_given_breaks_are_kept():
    pieces = shades.classes([71.2, 88.0, 93.4, 99.9], "%", breaks=(80.0, 90.0))
    assert [each["label"] for each in pieces] == ["71.2–79.9%", "80.0–89.9%", "90.0–99.9%"]


def test_no_figures_give_no_classes():
    assert shades.classes([None, None], "件") == [] and shades.classes([], "件") == []


@pytest.mark.parametrize("figures", [[5], [5, 5, 5], [94.1], [0], [0, 0.1], [1, 100000], [-3, 0, 4, 9, 12, 15]])
def test_odd_distributions_still_put_each_figure_in_one_class(figures):
    pieces = shades.classes(figures, "件")
    assert all(sum(piece["min"] <= each <= piece["max"] for piece in pieces) == 1 for each in figures)


# ---- what is handed over ----


def test_figures_travel_and_boundaries_do_not():
    _, events = maps.to_echarts(area_map())
    assert "/app/static/boundaries/x.json" in events["click"] and "coordinates\":[[[" not in events["click"]


def test_the_options_do_not_change_with_the_figures_so_that_the_map_stays():
    other = VALUES.assign(value=[0.5] * 6)
    first, second = maps.to_echarts(area_map()), maps.to_echarts(area_map(frame=other))
    assert first[0] == second[0] and first[1] != second[1]


def test_a_missing_value_is_none_and_says_why_while_zero_is_zero():
    areas = {row[1]: row for row in maps.painting(area_map())["areas"]}
    assert areas["永昌街道"][2:] == [None, "", "未报送"]
    assert areas["花园街道"][2:] == [0.0, "0.0%", ""]
    assert areas["临江街道"][2:] == [91.5, "91.5%", "161/176"]


def test_the_hatching_is_explained_only_where_something_is_missing():
    whole = area_map(frame=VALUES.assign(value=0.9))
    names = [[each["name"] for each in maps.painting(spec)["option"]["legend"]["data"]] for spec in (area_map(), whole)]
    assert names == [["无数据或样本不足"], []]


def test_title_caption_and_stamp_stand_inside_the_picture_in_both_layouts():
    for layout in maps.painting(area_map())["option"]["media"]:
        title, stamp = (each["text"].replace("\n", "") for each in layout["option"]["title"])
        assert title.startswith("按期结案率") and "示意图，非法定界线" in stamp and "演示数据" in stamp


def test_the_sentence_for_readers_who_do_not_see_the_map_names_the_reach():
    sentence = maps.painting(area_map())["option"]["aria"]["label"]["description"]
    assert "6个镇街" in sentence and "最低0.0%" in sentence and "最高97.0%" in sentence


def test_few_points_stay_single_and_keep_their_label():
    points = some_points(50).assign(label=[f"G{each}" for each in range(50)])
    groups, side = dots.thinned(maps._points(points))
    assert dots.note(groups, side) == "" and len(groups["诉求"]) == 50 and sorted(row[3] for row in groups["诉求"]) == sorted(points.label)


def test_many_points_are_merged_in_squares_none_is_lost_and_the_picture_says_so():
    groups, side = dots.thinned(maps._points(some_points(60_000)))
    rows = groups["诉求"]
    assert len(rows) <= dots.MOST_POINTS and sum(row[2] for row in rows) == 60_000
    assert dots.note(groups, side) == f"60000个点按{side}米方格合并，圆越大点越多"
    stamp = maps.painting(area_map(points=some_points(60_000)))["option"]["media"][1]["option"]["title"][1]["text"]
    assert "60000个点按" in stamp


def test_behind_every_circle_are_exactly_its_points_and_every_point_is_behind_one():
    kinds = [f"类{each % 8}" for each in range(9_000)]
    spec = area_map(points=some_points(9_000).assign(kind=kinds, label=[f"G{each}" for each in range(9_000)]))
    groups, side = maps.point_groups(spec)
    behind = [[row[3]] if row[2] == 1 else maps.points_of(spec, f"{side}:{row[3]}:{group}") for group, rows in groups.items() for row in rows]
    assert side and [len(each) for each in behind] == [row[2] for rows in groups.values() for row in rows]
    assert sorted(number for each in behind for number in each) == sorted(spec.points.label)
    assert dots.REST in groups and all(maps.points_of(spec, each) == [] for each in ("", "0:1:1:类7", "50:x:1:类7", "7:1:1:类7", f"{side}:1:1:类7"))


def test_more_kinds_than_colours_become_the_commonest_and_the_rest():
    kinds = [f"类{number}" for number in range(8) for _ in range(number + 1)]
    points = some_points(len(kinds)).assign(kind=kinds)
    names = [each["name"] for each in maps.painting(area_map(points=points))["option"]["series"] if each["type"] == "scatter" and each["id"] != "names"]
    assert names == [maps.BLANK, "类4", "类5", "类6", "类7", "其余类别"]


def test_the_level_is_said_in_chinese():
    assert "6个镇街" in maps.outlook(area_map(level="subdistrict"))


def test_points_without_a_place_are_not_drawn():
    points = pd.DataFrame({"lng": [124.3, None], "lat": [40.1, 40.2]})
    groups, _ = dots.thinned(maps._points(points))
    assert sum(len(rows) for rows in groups.values()) == 1


def test_points_of_one_place_become_one_circle_that_lists_them_however_few_they_are():
    points = pd.DataFrame({"lng": [124.3, 124.3, 124.3000001, 124.4], "lat": 40.1, "kind": ["a", "a", "a", "a"], "label": list("1234")})
    spec = area_map(points=points)
    groups, side = maps.point_groups(spec)
    assert [row[2] for row in groups["a"]] == [3, 1] and dots.note(groups, side) == "4个点中同一处的合并，圆越大点越多"
    assert maps.points_of(spec, f"{side}:{groups['a'][0][3]}:a") == ["1", "2", "3"]


def test_kinds_with_colours_of_their_own_keep_them_and_their_order_in_every_selection():
    own = {"已办结": "#111111", "在办": "#222222"}
    spec = area_map(points=some_points(3).assign(kind=["在办", "其余类别", "已办结"]), point_kinds=own)
    groups, _ = maps.point_groups(spec)
    assert maps.dot_colours(spec, groups) == own | {"其余类别": dots.COLOURS[-1]} and list(groups) == ["已办结", "在办", "其余类别"]


def test_an_area_that_was_not_asked_for_is_neither_coloured_nor_called_missing():
    spec = area_map(frame=VALUES.assign(value=[0.9, None, None, None, None, None], text=["", *[maps.OUTSIDE] * 5]))
    option = maps.painting(spec)["option"]
    assert [each.get("itemStyle") is None for each in option["series"][0]["data"]] == [True] + [False] * 5
    assert maps.BLANK not in [each["name"] for each in option["series"]]


def test_nothing_anywhere_is_the_palest_colour():
    assert shades.classes([0, 0], "件") == [{"min": 0, "max": 0, "label": "0件", "color": shades.BLUES[0]}]


def test_without_boundaries_the_points_stand_on_a_plane_by_kind():
    payload = maps.painting(area_map(boundary_url=None, points=some_points(20)))
    assert payload["plane"][0] < 124.37 < payload["plane"][2] and payload["map"].startswith("plane-")
    assert [each["name"] for each in payload["option"]["series"]] == ["诉求"]
    assert payload["inset"] is False and payload["option"]["visualMap"] == []


def test_without_boundaries_and_points_there_is_no_map():
    assert maps.to_echarts(area_map(boundary_url=None)) is None


def test_the_table_gives_every_area_its_figure_or_its_reason():
    shown = maps.table(area_map())
    assert shown.columns.tolist() == ["镇街", "按期结案率", "说明"]
    assert shown.iloc[2].tolist() == ["永昌街道", "—", "未报送"]


def test_the_click_handler_is_one_function_call_that_json_cannot_break():
    frame = VALUES.assign(label=["</script>", "a'b", 'c"d', "e\\f", "g\nh", "i`j"])
    script = maps.to_echarts(area_map(frame=frame))[1]["click"]
    payload = script[script.rindex("(chart, echarts, ") + len("(chart, echarts, "): -1]
    assert json.loads(payload)["areas"][3][1] == "e\\f"
