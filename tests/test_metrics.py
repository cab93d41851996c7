"""The metrics of the demonstration: parts make the whole, cubes say what the rows say, records stand behind every figure."""

import datetime as dt
import shutil
import tomllib
from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govboard import PROJECT, definitions, queries, spine
from govboard.definitions import DIMENSIONS, SPANS, TIMES
from govboard.demo import truths_path
from govboard.errors import Unknown, WrongUse
from govboard.metrics import Catalogue
from govboard.selection import LEVELS, Area, Selection
from govboard.warehouse import Version, Warehouse
from govboard.warehouse import build as building

NAMES = sorted(path.stem for path in (PROJECT / "queries" / "metrics").glob("*.sql"))
STEADY = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
ASKED = [Selection(), Selection(date(2025, 6, 1), date(2025, 6, 30)), Selection(date(2024, 11, 17), date(2025, 3, 3))]
SUMMED = [name for name in NAMES if "-- cubes: none" not in (PROJECT / "queries" / "metrics" / f"{name}.sql").read_text(encoding="utf-8")]
TRUTHS = tomllib.loads(truths_path().read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def version(demo_folder):
    opened = Warehouse(demo_folder).open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cubes(version, tmp_path_factory) -> Catalogue:
    """A version of the same parts with cubes of every table, however small."""
    place = tmp_path_factory.mktemp("cubes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(definitions, "CUBED_FROM", 0)
        built = building.build(place / "board.duckdb", version.manifest["parts"], version.folder.parents[1], queries.FOLDER)
    shutil.copytree(queries.FOLDER / "metrics", place / "queries" / "metrics")
    opened = Version(place, version.manifest | built, version.district)
    yield opened.catalogue
    opened.close()


@pytest.fixture(scope="module")
def rows(version) -> Catalogue:
    """The same metrics without any cube: every figure is summed from the file itself."""
    own = queries.read_folder(version.folder / "queries" / "metrics")
    bare = {name: {"columns": built["columns"]} for name, built in version.manifest["metrics"].items()}
    return Catalogue(version.engine, own, bare, {})


@pytest.fixture(scope="module")
def world(version) -> dict:
    """What a reader can choose from."""
    areas, choices = version.report("areas"), version.report("choices")
    return {
        "areas": [Area(*each) for each in areas[["level", "code", "label"]].itertuples(index=False)],
        "category": list(choices.value[choices["filter"] == "category"]),
        "source": list(choices.value[choices["filter"] == "source"]),
    }


DAYS = st.one_of(st.none(), st.dates(date(2021, 11, 1), date(2025, 8, 31)), st.sampled_from([date(2025, 6, 1), date(2024, 1, 1), date(2023, 12, 31), date(2025, 6, 30)]))


@st.composite
def questions(draw, world: dict, metric) -> Selection:
    """A selection the metric can answer; now and then with odd days, several areas, filters and a scope."""
    days = sorted(filter(None, [draw(DAYS), draw(DAYS)]))
    start, end = (days + [None, None])[:2] if draw(st.booleans()) else ([None, None] + days)[-2:]
    places = st.lists(st.sampled_from([each for each in world["areas"] if each.level in metric.dimensions]), max_size=2, unique=True)
    filters = {each: tuple(draw(st.lists(st.sampled_from(world[each]), max_size=2, unique=True))) if each in metric.dimensions else () for each in ("category", "source")}
    scope = tuple(draw(places)) if draw(st.integers(0, 4)) == 0 else None
    return Selection(start, end, tuple(draw(places)), filters["category"], filters["source"], scope, draw(st.sampled_from([0, 0, 0, 12, 18])))


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(left.astype(object).fillna("-"), right.astype(object).fillna("-"), check_dtype=False)


def exactly(number) -> float | None:
    """Without the dust of binary fractions: some metrics weigh records with 0.9."""
    return None if number is None else round(float(number), 6)


def whole(parts: pd.DataFrame, metric, dimension: str) -> tuple:
    """The figure that the parts make: added up, or over time the last one of what does not add up."""
    if dimension in TIMES and metric.shape != "flow":
        parts = parts.tail(1)
    return exactly(parts.numerator.sum()), exactly(parts.denominator.sum()) if metric.is_rate else None


def check_parts(catalogue: Catalogue, name: str, dimension: str, asked: Selection) -> None:
    total, parts = catalogue.total(name, asked), catalogue.values(name, dimension, asked)
    assert not parts.code.duplicated().any()
    metric = catalogue.metric(name)
    if metric.shape in SPANS and dimension in TIMES:
        check_periods(catalogue, metric, parts, TIMES[dimension], asked)
    elif len(parts):
        assert whole(parts, metric, dimension) == (exactly(total["numerator"]), exactly(total["denominator"]) if metric.is_rate else None)
    elif total["numerator"]:  # what stands was written before the period: only a ledger can
        assert dimension in TIMES and metric.shape == "snapshot"
        assert (catalogue.passport(name, asked)["records"]["at"] < pd.Timestamp(asked.start)).all()


def check_periods(catalogue: Catalogue, metric, parts: pd.DataFrame, freq: str, asked: Selection) -> None:
    """What belongs to several periods does not add up: the last ones say what they say when they are asked alone."""
    for row in parts.tail(2).itertuples():
        period = pd.Period(row.code, freq)
        first, last = max(filter(None, [asked.start, period.start_time.date()])), min(filter(None, [asked.end, period.end_time.date()]))
        alone = catalogue.total(metric.name, asked.during(first, last))
        assert (row.numerator, row.denominator if metric.is_rate else None) == (alone["numerator"], alone["denominator"])


def check_records(catalogue: Catalogue, name: str, asked: Selection) -> None:
    found = catalogue.passport(name, asked)
    total, records = found["total"], found["records"]
    assert exactly(records.numerator.sum()) == exactly(total["numerator"] or 0)
    assert not found["metric"].is_rate or int(records.denominator.sum()) == (total["denominator"] or 0)
    assert found["exclusions"]["count"].sum() == len(found["excluded_records"])
    assert found["excluded_records"].excluded.notna().all()


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_every_metric_make_its_whole_by_place_and_by_month(cubes, name):
    for dimension in {"subdistrict", "month"} & set(cubes.metric(name).dimensions):
        check_parts(cubes, name, dimension, ASKED[2])


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_every_metric_make_its_whole_by_every_dimension_in_every_period(cubes, name):
    for dimension in cubes.metric(name).dimensions:
        for asked in ASKED:
            check_parts(cubes, name, dimension, asked)


@pytest.mark.long
@pytest.mark.parametrize("name", SUMMED)
def test_the_cubes_say_what_the_rows_say(cubes, rows, name):
    for dimension in cubes.metric(name).dimensions:
        for asked in ASKED:
            same(cubes.values(name, dimension, asked), rows.values(name, dimension, asked))


@pytest.mark.parametrize("name", NAMES)
def test_the_records_of_every_metric_sum_to_its_figure(cubes, name):
    for asked in ASKED:
        check_records(cubes, name, asked)


@STEADY
@given(data=st.data())
def test_parts_cubes_rows_and_records_agree_on_whatever_is_asked(cubes, rows, world, data):
    metric = cubes.metric(data.draw(st.sampled_from(NAMES)))
    dimension = data.draw(st.sampled_from(metric.dimensions))
    asked = data.draw(questions(world, metric))
    if asked.hour and dimension in TIMES:
        with pytest.raises(WrongUse, match="时截止的时段"):
            cubes.values(metric.name, dimension, asked)
        dimension = "subdistrict"
    same(cubes.values(metric.name, dimension, asked), rows.values(metric.name, dimension, asked))
    assert cubes.total(metric.name, asked) == rows.total(metric.name, asked)
    check_parts(cubes, metric.name, dimension, asked)
    check_records(cubes, metric.name, asked)


@STEADY
@given(data=st.data())
def test_a_scope_shows_what_choosing_its_areas_shows(cubes, world, data):
    metric = cubes.metric(data.draw(st.sampled_from(NAMES)))
    area = data.draw(st.sampled_from([each for each in world["areas"] if each.level in metric.dimensions]))
    assert cubes.total(metric.name, Selection(scope=(area,))) == cubes.total(metric.name, Selection(areas=(area,)))


def test_a_reader_with_an_empty_scope_sees_no_record(cubes):
    assert not any(cubes.total(name, Selection(scope=()))["numerator"] for name in NAMES)
    assert cubes.passport("order_reported", Selection(scope=()))["records"].empty


def test_whole_months_are_answered_from_a_cube_and_odd_days_by_category_from_the_rows(cubes, monkeypatch):
    asked, run = [], cubes.engine.run
    monkeypatch.setattr(cubes.engine, "run", lambda sql, parameters=None: asked.append(sql) or run(sql, parameters))
    cubes.values("order_reported", "source", ASKED[1])
    assert "cube_order_reported_profile" in asked[-1]
    cubes.values("order_reported", "source", ASKED[2])
    assert "mart_work_order" in asked[-1] and "cube_" not in asked[-1]


def test_what_belongs_nowhere_is_a_part_of_its_own(cubes):
    by_place = cubes.values("order_reported", "subdistrict").set_index("label").value
    assert by_place.index[-1] == "未归属" and by_place["未归属"] == TRUTHS["orders"]["unassigned"]


# --- nothing a reader writes becomes SQL

ODD = ["'; drop table mart_work_order; --", "x' or '1'='1", '" or ""="', "numerator from records --", "区\\'); delete from part; --"]


@pytest.mark.parametrize("text", ODD)
def test_a_value_with_quotes_finds_nothing_and_breaks_nothing(cubes, text):
    before = cubes.total("order_reported")
    for asked in [Selection(categories=(text,)), Selection(sources=(text,)), *(Selection(areas=(Area(level, text, text),)) for level in LEVELS)]:
        assert cubes.total("order_reported", asked)["value"] == 0
        assert cubes.passport("order_reported", asked)["records"].empty
    assert cubes.total("order_reported", Selection(scope=(Area("grid", text, text),)))["value"] == 0
    assert cubes.total("order_reported") == before


@pytest.mark.parametrize("text", [*ODD, "numerator", "at", "excluded", "month, day"])
def test_a_dimension_that_is_none_is_refused(cubes, text):
    with pytest.raises(Unknown):
        cubes.values("order_reported", text)
    with pytest.raises(Unknown):
        cubes.total("order_reported", Selection(areas=(Area(text, "210603002", ""),)))
    with pytest.raises(Unknown):
        cubes.total(text)


def test_a_dimension_the_metric_lacks_is_refused_with_those_it_has(cubes):
    with pytest.raises(WrongUse, match="组织覆盖率没有“网格”.*subdistrict（镇街）"):
        cubes.values("org_coverage", "grid")
    with pytest.raises(WrongUse, match="组织覆盖率没有“类别”"):
        cubes.total("org_coverage", Selection(categories=("噪声",)))


def test_every_dimension_has_its_word(cubes):
    assert {each for name in NAMES for each in cubes.metric(name).dimensions} == set(DIMENSIONS)


def test_the_figures_of_the_demonstration_are_those_it_promises(cubes):
    truths = TRUTHS["orders"]
    assert cubes.total("order_reported")["value"] == truths["accepted"]
    assert cubes.total("order_open")["value"] == truths["open"]
    assert cubes.total("order_overdue_open")["value"] == truths["overdue"]
    eligible = cubes.total("org_eligible_coverage", Selection(None, dt.date(2023, 12, 31)))
    assert (eligible["numerator"], eligible["denominator"]) == (55, 62)


# --- stock and flow, and no share above the whole


def test_in_every_month_and_area_what_is_open_is_what_was_open_and_came_in_less_what_went_out(cubes, world):
    months = [str(each) for each in pd.period_range("2022-01", "2025-06", freq="M")]
    for area in [None, *(each for each in world["areas"] if each.level in ("subdistrict", "community"))]:
        asked = Selection(areas=(area,) if area else ())
        by_month = (cubes.values(f"order_{name}", "month", asked).set_index("label").value.reindex(months) for name in ("open", "reported", "closed"))
        stock, came, went = (each.fillna(0).astype(int).to_numpy() for each in by_month)
        before = [0, *stock[:-1]]
        assert (stock == before + came - went).all(), area


def test_no_rate_is_above_one_anywhere(cubes):
    rates = [name for name in NAMES if cubes.metric(name).unit == "percent"]
    for name in rates:
        for dimension in {"month", "subdistrict"} & set(cubes.metric(name).dimensions):
            value = cubes.values(name, dimension).value.dropna()
            assert ((value >= 0) & (value <= 1)).all(), (name, dimension)


@pytest.mark.parametrize("name", [name for name in NAMES if "-- at_cut_off:" in (PROJECT / "queries" / "metrics" / f"{name}.sql").read_text(encoding="utf-8")])
def test_a_stock_at_the_cut_off_is_read_from_few_rows_and_is_the_same(cubes, name):
    metric, cut_off = cubes.metric(name), cubes._cut_off("work_order")
    for area in (None, *cubes.area_names("subdistrict").items()):
        asked = Selection(end=cut_off.date(), areas=(Area("subdistrict", *area),) if area else ())
        assert spine.few(metric, "everything", asked, cut_off) == "mart_open_order"
        records = cubes.passport(name, asked)["records"]
        assert cubes.total(name, asked)["value"] == records.numerator.sum()
    earlier = Selection(end=cut_off.date().replace(day=1))
    assert spine.few(metric, "everything", earlier, cut_off) is None and spine.few(metric, "subdistrict", Selection(), cut_off) is None
    assert cubes.total(name, earlier)["value"] == cubes.passport(name, earlier)["records"].numerator.sum()
