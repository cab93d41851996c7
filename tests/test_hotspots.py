"""Local statistics: agree with esda, find what was planted, say nothing where there is nothing; kept by a build, told by the command line."""

import json
import warnings
from datetime import date

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from esda.getisord import G_Local
from esda.moran import Moran_Local
from esda.smoothing import Empirical_Bayes
from libpysal.weights import W
from scipy.stats import false_discovery_control

from govboard import hotspots, spatial
from govboard.__main__ import main
from govboard.demo.truths import TRUTHS
from govboard.documents import gathered
from govboard.selection import Area, Selection
from govboard.warehouse import Warehouse, gathering, places
from tests.test_maps import square

SIDE = 14


def lattice(side: int = SIDE) -> pd.Series:
    """Squares of some 200 m, named by row and column, as WKT."""
    cells = {f"{row:02d}{column:02d}": shapely.box(124.3 + column * 0.002, 40.1 + row * 0.002, 124.302 + column * 0.002, 40.102 + row * 0.002).wkt for row in range(side) for column in range(side)}
    return pd.Series(cells)


def district(counts, households=300) -> pd.DataFrame:
    codes = list(lattice().index)
    return pd.DataFrame({"code": codes, "label": [f"第{each}网格" for each in codes], "count": counts, "households": households})


@pytest.fixture(scope="module")
def chance():
    rng = np.random.default_rng(7)
    return rng.poisson(2, SIDE * SIDE).astype(float), rng.integers(100, 500, SIDE * SIDE).astype(float)


@pytest.fixture(scope="module")
def near():
    return spatial.touching(lattice())


@pytest.fixture(scope="module")
def weights(near):
    return W({at: list(near.second[near.first == at]) for at in range(near.count)}, silence_warnings=True)


def quietly(made, *given, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return made(*given, **options)


def test_gi_star_agrees_with_esda(chance, near, weights):
    weights.transform = "B"
    theirs = quietly(G_Local, chance[0], weights, transform="B", star=True, permutations=0)
    assert np.allclose(hotspots.gi_star(chance[0][None], near)[0], theirs.Zs)


def test_local_moran_agrees_with_esda(chance, near, weights):
    theirs = quietly(Moran_Local, chance[0], weights, transformation="r", permutations=0)
    assert np.allclose(hotspots.moran(chance[0][None], near)[0], theirs.Is)


def test_rates_are_smoothed_as_esda_does(chance):
    count, households = chance
    assert np.allclose(hotspots.smoothed(count, households), np.ravel(Empirical_Bayes(count, households).r))


def test_q_is_that_of_benjamini_and_hochberg():
    p = pd.Series(np.random.default_rng(3).uniform(size=200) ** 2)
    assert np.allclose(hotspots.discovered(p), false_discovery_control(p))


def test_squares_touch_their_neighbours_also_across_a_gap_of_some_metres(near):
    assert near.degree.min() == 3 and near.degree.max() == 8
    assert set(zip(near.first, near.second, strict=True)) == set(zip(near.second, near.first, strict=True)) and not (near.first == near.second).any()
    apart = lattice(2)
    apart["0101"] = shapely.transform(shapely.from_wkt(apart["0101"]), lambda points: points + (0.00005, 0)).wkt  # 4 m
    assert len(spatial.touching(apart).first) == 12


def test_what_lies_around_an_area_is_added_up_as_by_a_table_of_all_pairs(near):
    values, table = np.random.default_rng(2).normal(size=(3, near.count)), np.zeros((near.count, near.count))
    table[near.first, near.second] = 1
    assert np.allclose(near.totals(values), values @ table)
    lonely = spatial.Neighbours(np.array([1, 3]), np.array([3, 1]), 5)
    assert near.totals(values).shape == values.shape and lonely.totals(np.arange(5.0)[None]).tolist() == [[0, 3, 0, 1, 0]]
    assert not spatial.Neighbours(np.array([], dtype=int), np.array([], dtype=int), 2).totals(np.ones((1, 2))).any()


def test_one_grid_that_stands_out_is_found_and_its_quiet_neighbours_are_not_told(chance):
    counts = chance[0].copy()
    middle = SIDE * 7 + 7
    counts[middle] = 30
    found = hotspots.found(district(counts), lattice(), plays=4_999)
    assert "0707" in set(found.area[found["class"] == hotspots.HOT])
    told = {(int(each[:2]), int(each[2:])) for each in found.area[found["class"] == hotspots.HOT]}
    assert all(max(abs(row - 7), abs(column - 7)) <= 1 for row, column in told)
    assert (found["count"][found["class"] == hotspots.HOT] >= hotspots.FEWEST_OWN).all()


def test_a_grid_with_few_households_does_not_stand_out_by_a_case_or_two():
    counts, households = np.full(SIDE * SIDE, 3.0), np.full(SIDE * SIDE, 300.0)
    counts[100], households[100] = 3, 40
    assert (hotspots.found(district(counts, households), lattice(), plays=4_999)["class"] == "").all()


def test_an_area_that_touches_all_others_has_no_statistic_and_never_a_small_p():
    star = pd.Series({"0": square(0, 0, 1.0)} | {str(at): square(at * 0.1, -0.05, 0.1) for at in range(1, 11)})
    areas = pd.DataFrame({"code": list(star.index), "label": list(star.index), "count": [5.0] * 11, "households": 100})
    near = spatial.Neighbours(*np.nonzero(1 - np.eye(11)), 11)
    assert (hotspots.gi_star(np.random.default_rng(1).normal(size=(3, 11)), near) == 0).all()
    assert (hotspots.found(areas, star, plays=999).p >= 0.05).all()


def test_a_quiet_quarter_is_told_low(chance):
    counts = np.full(SIDE * SIDE, 6.0)
    counts[[row * SIDE + column for row in range(5) for column in range(5)]] = 0
    found = hotspots.found(district(counts), lattice(), plays=4_999)
    assert found.set_index("area")["class"]["0202"] == hotspots.COLD and hotspots.HOT not in set(found["class"])


@pytest.mark.parametrize("counts, households, words", [(0.1, 300, "不足30件"), (5, None, "不足10个"), (5, 0, "不足10个")])
def test_too_little_says_why_and_tells_nothing(counts, households, words):
    areas = district(counts, households)
    assert words in hotspots.why_not(areas, lattice()) and hotspots.found(areas, lattice()).empty
    assert "没有这一级的边界" in hotspots.why_not(areas, lattice().head(0))


def test_an_area_that_did_not_deliver_is_left_aside(chance):
    areas = district(chance[0])
    areas.loc[3, "count"] = None
    assert areas.code[3] not in set(hotspots.found(areas, lattice(), plays=999).area)


def test_the_course_is_new_persistent_or_fading():
    def table(*classes):
        return pd.DataFrame({"area": list("abcd"), "class": classes})

    now, last, earlier = table("hot", "hot", "", ""), table("", "hot", "hot", ""), table("", "", "", "hot")
    assert list(hotspots.course(now, [last, earlier])) == ["new", "persistent", "fading", ""]
    assert list(hotspots.course(now, [])) == list(hotspots.course(now, [now.head(0)])) == [""] * 4  # nothing is known of before
    assert list(hotspots.course(now, [now.head(0), earlier])) == ["new", "new", "", ""]


def test_sentences_say_what_was_found():
    row = pd.Series({"label": "锦绣社区第2网格", "count": 10.0, "rate": 43.478, "class": "hot", "trend": "persistent"})
    assert gathered.sentence(row) == "锦绣社区第2网格诉求10件，每千户43.5件，聚集程度明显高于周边（持续）。"
    assert gathered.sentence(row.replace({"hot": "", "persistent": "fading"})).endswith("上期聚集程度明显高于周边，本期不再明显（消退）。")
    assert gathered.sentence(row.replace({"hot": "", "persistent": ""})) == ""
    found = pd.DataFrame([row, row.replace({"hot": "cold", "persistent": ""})])
    assert gathered.whole(pd.DataFrame([row.replace({"hot": "cold", "persistent": "fading"})]), "网格") == "全区共1个网格参与分析，没有聚集程度明显高于周边的；另有1个消退。"
    assert gathered.whole(found, "网格") == "全区共2个网格参与分析，1个聚集程度明显高于周边，其中持续1个；另有1个连同相邻区域明显低于全区水平。"


@pytest.fixture(scope="module")
def version(demo_folder):
    opened = Warehouse(demo_folder).open()
    yield opened
    opened.close()


def test_a_build_keeps_the_opening_month_and_it_is_what_would_be_worked_out_now(version):
    month = gathering.opening(version)
    assert (month.start, month.end) == (date(2025, 6, 1), date(2025, 6, 30))
    assert all(gathering.is_kept(version, level, span) for level in gathering.LEVELS for span in gathering.spans_of(version, month))
    kept = gathering.one(version, "community", month)
    fresh = hotspots.found(gathering.counted(version, "community", month), gathering.shapes(version, "community"))
    pd.testing.assert_frame_equal(kept, fresh, check_dtype=False)
    assert kept["count"].sum() == version.catalogue.total("order_reported", month)["value"]


def test_the_planted_parking_is_found_in_the_quarter_and_persists(version):
    planted = TRUTHS["clusters"][0]
    found = gathering.told(version, "grid", Selection(date(2025, 4, 1), date(2025, 6, 30), categories=(planted["category"],)))
    hot = found[found["class"] == hotspots.HOT]
    assert f"{planted['community']}第{planted['grid']}网格" in set(hot.label)
    assert hot.set_index("label").trend[f"{planted['community']}第{planted['grid']}网格"] == hotspots.LASTING


def test_a_grid_asks_for_the_community_around_it(version):
    grid = version.report("areas").query("level == 'grid' and community.notna()").iloc[0]
    asked = Selection(areas=(Area("grid", grid.code, grid["name"]),))
    assert gathering.within(version, "community", asked) == {grid.community} and gathering.within(version, "grid", asked) == {grid.code}
    assert len(gathering.within(version, "grid", Selection())) == 561


def test_without_orders_the_command_line_says_so_in_chinese(folder, put, capsys):
    area = {"type": "Polygon", "coordinates": [[[124, 40], [124.1, 40], [124.1, 40.1], [124, 40]]]}
    layer = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"名称": "东街道"}, "geometry": area}]}
    Warehouse(folder).import_files([put("边界.geojson", json.dumps(layer))])
    assert main(["hotspots", "--data", str(folder)]) == 2
    assert "还没有工单，不做聚集分析" in capsys.readouterr().err


def test_the_command_line_tells_homes_from_divisions(demo_folder, capsys):
    assert main(["hotspots", "--data", str(demo_folder), "--areas", "佳邻物业(演示)"]) == 2
    assert "不分小区和物业企业" in capsys.readouterr().err


def test_the_command_line_prints_every_area_with_its_figures(demo_folder, capsys):
    assert main(["hotspots", "--data", str(demo_folder), "--by", "community", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 90 and {"area", "count", "rate", "statistic", "p", "q", "class"} <= set(rows[0])
    assert {each["class"] for each in rows} <= {"hot", "cold", "outlier", ""}
    assert main(["hotspots", "--data", str(demo_folder), "--by", "community", "--areas", "临江街道", "--json"]) == 0
    assert {each["area"][:9] for each in json.loads(capsys.readouterr().out)} == {"210603003"}
    assert main(["hotspots", "--data", str(demo_folder), "--from", "2025-06-01", "--to", "2025-06-01", "--categories", "新就业群体"]) == 0
    assert "不做聚集分析" in capsys.readouterr().out


def test_points_fall_into_the_areas_that_a_spatial_join_gives_them_and_none_is_lost(version):
    bounds = version.report("boundaries", {"level": "grid"}).assign(level="grid")
    rng, drawn = np.random.default_rng(5), shapely.from_wkt(bounds.geometry.to_numpy(dtype=object))
    west, south, east, north = shapely.total_bounds(drawn)
    points = pd.DataFrame({"import_id": "x", "source_row": range(100_000), "lng": rng.uniform(west, east, 100_000), "lat": rng.uniform(south, north, 100_000)})
    ours = places.locate(points, bounds).set_index("source_row").code
    spots = geopandas.GeoDataFrame(points, geometry=geopandas.points_from_xy(points.lng, points.lat))
    theirs = geopandas.sjoin(spots, geopandas.GeoDataFrame(bounds[["code"]], geometry=drawn), predicate="within").groupby("source_row").code.first()
    pd.testing.assert_series_equal(ours.sort_index(), theirs.sort_index(), check_dtype=False, check_names=False)
    assert ours.value_counts().sum() + (~points.source_row.isin(ours.index)).sum() == 100_000


def test_totals_by_area_and_those_without_one_are_all_orders(version):
    month = gathering.opening(version)
    by_grid = version.catalogue.values("order_reported", "grid", month)
    assert by_grid.numerator.sum() == version.catalogue.total("order_reported", month)["value"]
