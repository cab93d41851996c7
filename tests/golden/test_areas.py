"""Which 镇街, 社区 and 网格 a row belongs to, from what it says: spellings, names that two 镇街 have, rows that contradict themselves."""

from datetime import date

import pytest

from govboard import areas
from govboard.errors import WrongUse
from govboard.selection import Area, Selection
from tests import golden

TOWNS = [("210603002", "站前街道", "街道", "头道桥街道", "210603001"), ("210603003", "临江街道", "街道", "", ""), ("210603103", "汤池镇", "镇", "", "")]
COMMUNITIES = [
    ("210603002001", "东晨社区", "站前街道"),
    ("210603002002", "幸福社区", "站前街道"),
    ("210603002003", "华夏村社区", "站前街道"),
    ("210603002005", "二三零社区", "站前街道"),
    ("210603003001", "幸福社区", "振兴区临江街道"),
    ("210603003002", "锦绣社区", ""),
    ("210603003010", "桥头居委会", "临江街道"),
    ("210603103200", "华夏村", "汤池镇"),
    ("210603103201", "汤池村", "汤池镇"),
    ("210603103001", "汤池社区", "汤池镇"),
]
GRIDS = [
    ("210603002001001", "第一网格", "东晨社区", "站前街道"),
    ("210603002002001", "第一网格", "幸福社区", "站前街道"),
    ("210603003001001", "第一网格", "幸福社区", "临江街道"),
    ("210603003002001", "锦绣一号网格", "", ""),
    ("210603002009001", "无主网格", "没有的社区", "站前街道"),
]


def registers(place) -> list:
    return [
        golden.table(place / "镇街名录.csv", ["镇街代码", "镇街名称", "类型", "曾用名称", "曾用代码"], TOWNS, ""),
        golden.table(place / "社区名录.csv", ["社区代码", "社区名称", "所属镇街"], COMMUNITIES, ""),
        golden.table(place / "网格台账.csv", ["网格编码", "网格名称", "所属社区", "所属镇街"], GRIDS, ""),
    ]


def orders(path, written: list[tuple]):
    """One order for each way of writing 镇街, 社区, 网格."""
    header = [*golden.ORDER, "所属社区"]
    rows = [golden.ORDER | {"工单编号": f"G{at:03d}", "上报时间": "2025-06-02 08:00", "所属街道": town, "网格编码": grid, "所属社区": community} for at, (town, community, grid) in enumerate(written)]
    return golden.table(path, header, [[row[name] for name in header] for row in rows])


def placed(version, written: list[tuple]) -> dict:
    """What each way of writing resolved to: 镇街, 社区, 网格, and whether it contradicts itself or names no known 社区."""
    rows = version.engine.run("select subdistrict, community, grid, area_disagrees, community_unknown from mart_work_order order by order_no")
    plain = rows.astype(object).where(rows.notna(), None)
    return dict(zip(written, plain.itertuples(index=False, name=None), strict=True))


WAYS = {
    # 镇街, 社区, 网格 as written -> 镇街, 社区, 网格
    "a name that two 镇街 have is the one inside the 镇街 written (1)": [("站前街道", "幸福社区", ""), ("210603002", "210603002002", None)],
    "a name that two 镇街 have is the one inside the 镇街 written (2)": [("临江街道", "幸福社区", ""), ("210603003", "210603003001", None)],
    "also by a short form": [("临江", "幸福", ""), ("210603003", "210603003001", None)],
    "without a 镇街 it stays open": [("", "幸福社区", ""), (None, None, None)],
    "with an unknown 镇街 too": [("某某镇", "幸福社区", ""), (None, None, None)],
    "with a third 镇街 the 镇街 still counts": [("汤池镇", "幸福社区", ""), ("210603103", None, None)],
    "a community of one name needs no 镇街": [("", "东晨社区", ""), ("210603002", "210603002001", None)],
    "a full name is no short form of another": [("", "华夏村", ""), ("210603103", "210603103200", None)],
    "a short form that two have is the one inside the 镇街": [("站前街道", "华夏村", ""), ("210603002", "210603002003", None)],
    "a short form of two in one 镇街 stays open": [("汤池镇", "汤池", ""), ("210603103", None, None)],
    "a grid by code brings everything": [("", "", "210603003001001"), ("210603003", "210603003001", "210603003001001")],
    "a grid by name is the one inside the community": [("站前街道", "幸福社区", "第一网格"), ("210603002", "210603002002", "210603002002001")],
    "a grid by name is the one inside the 镇街": [("临江街道", "", "第一网格"), ("210603003", "210603003001", "210603003001001")],
    "a grid by a name of several stays open": [("站前街道", "", "第一网格"), ("210603002", None, None)],
    "a register without parents nests by code": [("", "", "锦绣一号网格"), ("210603003", "210603003002", "210603003002001")],
    "a grid of an unknown community keeps its 镇街": [("", "", "无主网格"), ("210603002", None, "210603002009001")],
    "a grid's own community may be written by a name of two": [("", "幸福社区", "210603003001001"), ("210603003", "210603003001", "210603003001001")],
    "a code beats a name (1)": [("210603003", "东晨社区", ""), ("210603003", None, None)],
    "a code beats a name (2)": [("临江街道", "210603002001", ""), ("210603002", "210603002001", None)],
    "a code beats a name (3)": [("", "210603003002", "无主网格"), ("210603003", "210603003002", None)],
    "of two names the finer counts": [("临江街道", "东晨社区", ""), ("210603002", "210603002001", None)],
    "of two codes the finer counts": [("210603003", "", "210603002001001"), ("210603002", "210603002001", "210603002001001")],
    "an unknown community leaves the 镇街": [("站前街道", "没有的社区", ""), ("210603002", None, None)],
    "nothing is nothing": [("", "", ""), (None, None, None)],
}  # fmt: skip
CONTRADICTING = {"a code beats a name (1)", "a code beats a name (2)", "a code beats a name (3)", "of two names the finer counts", "of two codes the finer counts"}
UNKNOWN = {
    "without a 镇街 it stays open", "with an unknown 镇街 too", "with a third 镇街 the 镇街 still counts",
    "a short form of two in one 镇街 stays open", "an unknown community leaves the 镇街",
}  # fmt: skip


@pytest.fixture(scope="module")
def ways(tmp_path_factory):
    place = tmp_path_factory.mktemp("ways")
    written = [given for given, _ in WAYS.values()]
    version = golden.imported(place / "data", *registers(place), orders(place / "工单.csv", written))
    yield version, placed(version, written)
    version.close()


@pytest.mark.parametrize("way", WAYS)
def test_a_row_belongs_where_it_says(ways, way):
    given, expected = WAYS[way]
    assert ways[1][given][:3] == expected


@pytest.mark.parametrize("way", WAYS)
def test_a_contradiction_and_an_unknown_community_are_told_apart(ways, way):
    assert ways[1][WAYS[way][0]][3:] == (way in CONTRADICTING, way in UNKNOWN)


def test_contradictions_and_unknown_communities_are_warned_of_with_what_was_written(ways):
    version, _ = ways
    counts = {each["name"]: (each["severity"], each["count"]) for each in version.manifest["checks"]}
    assert counts["order_area_disagrees"] == ("warn", len(CONTRADICTING)) and counts["order_unknown_community"] == ("warn", len(UNKNOWN))
    values = set(version.engine.run("select value from check_order_area_disagrees").value)
    assert "临江街道 / 东晨社区" in values and "210603003 / 210603002001001" in values
    assert set(version.engine.run("select value from check_order_unknown_community").value) == {"幸福社区", "汤池", "没有的社区"}


# --- spellings

TOWN = ["站前街道", "站前", "站前街", "站前街道办", "站前街道办事处", "站前办事处", "振兴区站前街道", "丹东市振兴区站前街道", "辽宁省丹东市振兴区站前街道", "振兴区站前街道办事处",
        "丹东市振兴区站前", "振兴区头道桥街道", "头道桥街道", "210603002", "210603002000", "210603001"]  # fmt: skip
COMMUNITY = {
    "东晨社区": "210603002001", "东晨": "210603002001", "东晨社区居委会": "210603002001", "东晨社区居民委员会": "210603002001", "东晨居委会": "210603002001",
    "站前街道东晨社区": "210603002001", "站前东晨社区": "210603002001", "丹东市振兴区站前街道东晨社区居委会": "210603002001", "振兴区东晨社区": "210603002001",
    "站前街道幸福社区": "210603002002", "临江街道办事处幸福社区": "210603003001", "临江街道东晨社区": None,
    "汤池村": "210603103201", "汤池村委会": "210603103201", "汤池村民委员会": "210603103201", "汤池镇汤池村村民委员会": "210603103201", "桥头社区": "210603003010", "桥头居民委员会": "210603003010",
    "230社区": "210603002005", "230": "210603002005", "站前街道230社区居委会": "210603002005",
    "金色小区东晨社区": None, "老东晨社区": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def spelled(tmp_path_factory):
    place = tmp_path_factory.mktemp("spelled")
    written = [(town, "", "") for town in TOWN] + [("", community, "") for community in COMMUNITY] + [("老站前街道", "", ""), ("站前街道东侧", "", "")]
    version = golden.imported(place / "data", *registers(place), orders(place / "工单.csv", written))
    yield placed(version, written)
    version.close()


@pytest.mark.parametrize("town", TOWN)
def test_a_镇街_is_known_however_it_is_written(spelled, town):
    assert spelled[(town, "", "")][0] == "210603002"


@pytest.mark.parametrize("community", COMMUNITY)
def test_a_community_is_known_however_it_is_written(spelled, community):
    assert spelled[("", community, "")][1] == COMMUNITY[community]


@pytest.mark.parametrize("town", ["老站前街道", "站前街道东侧"])
def test_what_only_resembles_a_name_is_not_taken_for_it(spelled, town):
    assert spelled[(town, "", "")][0] is None


# --- every table alike


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    place = tmp_path_factory.mktemp("ledgers")
    area = ["振兴区临江街道办事处", "幸福社区"]
    version = golden.imported(
        place / "data", *registers(place),
        golden.table(place / "服务.csv", ["记录编号", "服务类型", "服务日期", "所属镇街", "所属社区", "服务次数"], [("F1", "义诊", "2025-06-03", *area, "2")], ""),
        golden.table(place / "活动.csv", ["活动编号", "活动类型", "活动时间", "所属镇街", "所属社区"], [("H1", "党日", "2025-06-03", *area)], ""),
        golden.table(place / "组织.csv", ["党组织编码", "党组织名称", "层级", "所属镇街", "所属社区", "网格编码"], [("Z1", "某支部", "社区", *area, ""), ("Z2", "网格支部", "网格", *area, "第一网格")], ""),
        golden.table(place / "企业.csv", ["统一社会信用代码", "企业名称", "所属镇街", "统计日期", "党组织编码"], [("91210600000000001A", "甲物业", area[0], "2025-06-30", "")], ""),
        golden.table(place / "单位.csv", ["单位编码", "单位名称", "单位类别", "所属镇街", "统计日期", "是否符合建组条件", "是否已建立党组织"], [("U1", "甲", "物业企业", area[0], "2025-06-30", "是", "是")], ""),
    )  # fmt: skip
    yield version
    version.close()


@pytest.mark.parametrize("mart", ["mart_service_record", "mart_activity", "mart_party_org"])
def test_every_table_places_a_name_that_two_镇街_have(ledgers, mart):
    found = ledgers.engine.run(f"select distinct subdistrict, community from {mart}")
    assert found.values.tolist() == [["210603003", "210603003001"]]


@pytest.mark.parametrize("mart", ["mart_property_company", "mart_property_unit"])
def test_every_ledger_knows_the_spellings(ledgers, mart):
    assert ledgers.engine.run(f"select subdistrict from {mart}").subdistrict.tolist() == ["210603003"]


def test_a_grid_organisation_named_by_the_grid_s_name_belongs_to_the_grid_of_its_community(ledgers):
    found = ledgers.engine.run("select code, org_code from mart_grid where org_code is not null")
    assert found.values.tolist() == [["210603003001001", "Z2"]]


# --- without registers


@pytest.fixture(scope="module")
def unregistered(tmp_path_factory):
    place = tmp_path_factory.mktemp("unregistered")
    header = ["活动编号", "活动类型", "活动时间", "所属镇街", "所属社区"]
    version = golden.imported(
        place / "data",
        golden.table(place / "服务.csv", ["记录编号", "服务类型", "服务日期", "所属镇街", "所属社区", "服务次数"], [("F1", "义诊", "2025-06-03", "东街", "东社区", "2"), ("F2", "义诊", "2025-06-04", "东街", "西社区", "3")], golden.JUNE),
        golden.table(place / "活动.csv", header, [("H1", "党日", "2025-06-03", "南街", "南社区"), ("H2", "党日", "2025-07-03", "汤池", "汤池")], ""),
    )  # fmt: skip
    yield version
    version.close()


def test_without_registers_the_communities_of_services_and_activities_are_areas(unregistered):
    of = unregistered.catalogue
    assert of.values("service_times", "community").set_index("label").value.to_dict() == {"东社区": 2, "西社区": 3}
    assert set(of.values("activity_sessions", "community").label) == {"南社区", "汤池"}
    june = Selection(date(2025, 6, 1), date(2025, 6, 30), (Area("community", "西社区", "西社区"),))
    assert of.total("service_times", june)["value"] == 3
    assert set(of.area_names("community")) == {"东社区", "西社区", "南社区", "汤池"} and set(of.area_names("subdistrict")) == {"东街", "南街", "汤池"}


def test_a_name_of_a_镇街_and_a_community_means_the_镇街(unregistered):
    (found,) = areas.resolve(unregistered.report("areas"), ["汤池"], unregistered.report("area_names"))
    assert (found.level, found.code) == ("subdistrict", "汤池")


def test_a_name_of_two_communities_asks_for_the_code(ways):
    version, _ = ways
    with pytest.raises(WrongUse, match="“幸福社区”对应2个区域，请改用代码：幸福社区（210603002002）、幸福社区（210603003001）"):
        areas.resolve(version.report("areas"), ["幸福社区"], version.report("area_names"))


@pytest.mark.parametrize(("given", "near"), [("站前道", "您是否要找：站前街道"), ("东晨小区", "您是否要找：东晨社区"), ("Q", "可用：站前街道、临江街道、汤池镇。")])
def test_an_unknown_area_is_answered_with_镇街_first(ways, given, near):
    version, _ = ways
    with pytest.raises(WrongUse, match=f"没有名为“{given}”的区域。{near}"):
        areas.resolve(version.report("areas"), [given], version.report("area_names"))
