"""The 73 figures of the published article: computed from records, each from the exports it names and from nothing else."""

import shutil

import pytest

from govboard import facts, queries
from govboard.engine import DuckDBEngine
from govboard.warehouse import Warehouse, build

FACTS = queries.read_folder(facts.FOLDER)
# exports, by the beginning of their names -> the figures that cannot stand without them
RESTS_ON = {
    "01区划名录": "A32 A33", "02网格台账": "A43", "03": "",
    "04党组织名册": "A05 A06 A12 A24 A33 A41 A43 A53 A63 A66",
    "05物业企业党建台账": "A42 A49 A68",
    "06物业企业和服务项目": "A07 A08",
    "07服务记录": "A23 A39 A40 A56 A61 A62 A69",
    "08活动台账2022": "A01 A02 A14 A34 A35 A36 A52 A55 A67 A70",
    "08活动台账2025年6月": "A34",
    "08": "A01 A02 A14 A19 A20 A21 A34 A35 A36 A37 A52 A55 A67 A70",
    "09工单2022": "A22 A72", "09工单2023": "A22", "09工单2024": "A22", "09工单2025": "A22", "09": "A22 A59 A65 A71 A72",
    "10小区台账": "A25 A31 A34 A35 A36 A51 A60 A66 A68",
    "11业委会情况": "A47", "12路段台账": "A58",
    "13任职台账": "A13 A16 A18 A26 A27 A28 A29 A30 A44 A45 A46 A48 A49 A50 A54",
    "14发展党员台账": "A17", "15培训签到": "A15",
    "16党建阵地台账": "A09 A10 A11 A12",
    "17服务站点台账": "A38 A64", "18民生实事与清单": "A57 A73", "19共建单位台账": "A66", "20底数排查台账": "A03 A04", "21目标值": "",
    "22节假日安排": "", "23工单流转": "",
}  # fmt: skip
IN_EVERY_RUN = ("04党组织名册", "09工单2024", "20底数排查台账")  # the others take minutes
ON_ORDERS = RESTS_ON["09"]


@pytest.fixture(scope="module")
def demo(demo_folder):
    opened = Warehouse(demo_folder).open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def told(demo):
    return {each["id"]: each for each in demo.facts()}


def test_there_are_73_of_them_in_the_order_of_the_article():
    assert list(FACTS) == [f"A{number:02d}" for number in range(1, 74)]


@pytest.mark.parametrize("name", list(FACTS))
def test_a_figure_of_the_article_is_that_of_the_records(told, name):
    assert told[name]["holds"], told[name]
    assert told[name]["shown"] and told[name]["words"]


@pytest.mark.parametrize("name", list(FACTS))
def test_no_figure_is_typed_in(name):
    """A query reads marts: the number that the article gives does not stand in it, unless it is also something else."""
    query = FACTS[name]
    body = "\n".join(line for line in query.sql.splitlines() if not line.startswith("--"))
    assert "mart_" in body
    told = query.notes["expected"]
    large = query.notes["operator"] in ("=", ">=") and told.isdigit() and int(told) > 10 and told != "100"  # of a percentage
    assert not large or told not in body, f"{name} holds {told}"


def test_every_figure_rests_on_an_export_and_every_export_is_considered(demo):
    assert set(" ".join(RESTS_ON.values()).split()) == set(FACTS)
    assert all(any(each["file"].startswith(name) for name in RESTS_ON) for each in demo.manifest["parts"])


@pytest.fixture(scope="module")
def plain_queries(tmp_path_factory):
    """Staging and marts only: facts read nothing else, and nothing else has to be built."""
    root = tmp_path_factory.mktemp("queries")
    for room in ("staging", "marts"):
        shutil.copytree(queries.FOLDER / room, root / room)
    return root


@pytest.fixture
def failing(demo_folder, demo, plain_queries, tmp_path):
    """failing(keep) -> the figures that do not hold on the exports that `keep` lets through."""

    def run(keep) -> set[str]:
        parts = [each for each in demo.manifest["parts"] if keep(each["file"])]
        build.build(tmp_path / "board.duckdb", parts, demo_folder, plain_queries)
        engine = DuckDBEngine(tmp_path / "board.duckdb")
        found = {each["id"] for each in facts.compare(engine) if not each["holds"]}
        engine.close()
        return found

    return run


def is_order(name: str) -> bool:
    return name.startswith("09")


def each(exports):
    return pytest.mark.parametrize("export", [pytest.param(name, marks=[] if name in IN_EVERY_RUN else pytest.mark.long) for name in exports])


@each([name for name in RESTS_ON if not is_order(name)])
def test_without_an_export_the_figures_that_rest_on_it_fail_and_no_others(failing, export):
    assert failing(lambda name: not name.startswith(export) and not is_order(name)) == set(RESTS_ON[export].split()) | set(ON_ORDERS.split())


@each([name for name in RESTS_ON if is_order(name)])
def test_without_a_year_of_orders_the_figures_of_orders_that_need_it_fail(failing, export):
    assert failing(lambda name: not name.startswith(export) and is_order(name)) & set(ON_ORDERS.split()) == set(RESTS_ON[export].split())
