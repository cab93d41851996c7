"""Every page of the menu on three data folders: the demonstration, an empty one, and orders without any register."""

import ast
import json
import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from govboard import PROJECT, wording
from govboard.selection import Area, Selection
from govboard.warehouse import Warehouse
from tests import golden

ENTRY = PROJECT / "dashboard.py"
MENU = next(node.value for node in ast.parse(ENTRY.read_text(encoding="utf-8")).body if isinstance(node, ast.Assign) and node.targets[0].id == "MENU")
PAGES = [(entry.elts[0].value, entry.elts[1].value) for entries in MENU.values for entry in entries.elts]
IDS = [script for script, _ in PAGES]
FIGURES = [each for each in PAGES if each[0] not in ("data/imports", "overview/today", "orders/order")]  # of a period: not files, not what stands at the cut-off
MAY = {"period": "2025-05"}
every_page = pytest.mark.parametrize(("script", "title"), PAGES, ids=IDS)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="module")
def names_only(tmp_path_factory):
    """Orders of two invented places and nothing else: no register, no boundary, no ledger."""
    place = tmp_path_factory.mktemp("names")
    rows = golden.ordinary(3, 所属街道="枫桥片区") + golden.ordinary(5, 所属街道="柳林片区")
    golden.imported(place / "data", golden.orders(place / "工单.csv", rows)).close()
    return place / "data"


@pytest.fixture(scope="module")
def first(empty):
    """The program after its first run: from it the later ones know the menu and the installed components, which are the same for all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVBOARD_DATA", str(empty))
        return AppTest.from_file(str(ENTRY), default_timeout=60).run()


@pytest.fixture
def opened(monkeypatch, first):
    """opened(folder, script, address) -> the page after its run, asked for directly as by a deep link."""

    def run(folder, script: str, address: dict | None = None) -> AppTest:
        monkeypatch.setenv("GOVBOARD_DATA", str(folder))
        at = AppTest.from_file(str(ENTRY), default_timeout=60)
        at._registered_pages, at._bidi_component_manager = first._registered_pages, first._bidi_component_manager
        for name, value in (address or {}).items():
            at.query_params[name] = value
        return at.switch_page(f"pages/{script}.py").run()

    return run


def told(at: AppTest) -> str:
    """All text of the page, its HTML included."""
    parts = [each.value for kind in (at.subheader, at.markdown, at.caption, at.warning, at.error, at.info) for each in kind]
    return "\n".join([*parts, *(each.proto.body for each in at.get("html"))])


def cards(at: AppTest) -> dict[str, str]:
    """Label -> what stands on its card, without the tags."""
    faces = re.findall(r"gb-label'>(.*?)</div><div class='gb-value[^']*'>(.*?)</div>", told(at))
    return {label: re.sub(r"<.*?>", " ", value).strip() for label, value in faces}


def sound(at: AppTest) -> None:
    """Nothing broke: no exception, and none of the sentences that stand for one."""
    assert not at.exception, at.exception
    assert not at.error, [each.value for each in at.error]


def test_the_menu_names_every_page_file():
    files = {str(path.relative_to(PROJECT / "pages").with_suffix("")) for path in (PROJECT / "pages").rglob("*.py")}
    assert files == set(IDS) and len(set(title for _, title in PAGES)) == len(PAGES)


# --- the demonstration


@every_page
def test_every_page_shows_the_demonstration_and_says_that_it_is_one(opened, demo_folder, script, title):
    at = opened(demo_folder, script)
    sound(at)
    assert title in [each.value for each in at.subheader]
    assert "演示数据" in told(at)
    assert "数据截至2025年6月30日24时 · 数据版本V1" in told(at)
    assert ("**2025年6月 · 振兴区**" in told(at)) == ((script, title) in FIGURES)


@pytest.mark.parametrize(("script", "title"), FIGURES, ids=[each for each, _ in FIGURES])
def test_every_page_with_figures_says_which_period_and_area_they_are_of(opened, demo_folder, script, title):
    at = opened(demo_folder, script, {**MAY, "town": "210603008"})
    sound(at)
    assert "**2025年5月 · 花园街道**" in told(at)


def figures(at: AppTest) -> str:
    """The numbers of a page: its cards, or the table under the map."""
    return str(cards(at)) if cards(at) else at.dataframe[-1].value.to_csv()


FILTERED = [{}, MAY, {"town": "210603008"}, {"source": "12345热线"}, {"category": "噪声扰民"}, {**MAY, "town": "210603002"}]


@pytest.mark.parametrize(("script", "given"), [("overview/cockpit", FILTERED), ("orders/where", FILTERED[:3])], ids=["overview/cockpit", "orders/where"])
def test_a_filter_in_the_address_gives_another_number(opened, demo_folder, script, given):
    shown = [figures(opened(demo_folder, script, each)) for each in given]
    assert len(set(shown)) == len(given)


LACKING = {"overview/cockpit", "party/coverage", "party/people"}  # the ledgers of companies know no community


@pytest.mark.parametrize("script", [script for script, _ in FIGURES])
def test_choosing_a_community_leaves_every_page_standing(opened, demo_folder, script):
    """A metric without that dimension says so in its place; it does not take the page with it."""
    at = opened(demo_folder, script, {"community": "210603002001"})
    sound(at)
    assert "**2025年6月 · 东晨社区**" in told(at)
    assert not re.search("没有“社区”（community）这一维度", told(at))
    assert {each for each in cards(at).values() if "不分" in each} == ({"— 不分社区统计"} if script in LACKING else set())


@pytest.mark.parametrize("words", [{"period": "2025年5月", "town": "花园街道"}, {"period": "2025-05", "town": "210603008"}])
def test_the_number_under_an_address_is_that_of_the_library(opened, demo_folder, words):
    version = Warehouse(demo_folder).open()
    asked = Selection(date(2025, 5, 1), date(2025, 5, 31), (Area("subdistrict", "210603008", "花园街道"),))
    expected = version.catalogue.total("order_reported", asked)["value"]
    version.close()
    assert cards(opened(demo_folder, "orders/performance", words))["诉求量"] == f"{expected}件"


@pytest.mark.parametrize("address", [{"period": "2019-13"}, {"town": "不存在的街道"}, {"period": "x'; drop table part; --", "category": "<script>alert(1)</script>"}], ids=str)
def test_an_address_that_means_nothing_shows_the_opening_state(opened, demo_folder, address):
    at = opened(demo_folder, "orders/performance", address)
    sound(at)
    assert "**2025年6月 · 振兴区**" in told(at) and "<script>" not in told(at)


def test_what_an_address_asks_for_in_vain_is_said(opened, demo_folder):
    at = opened(demo_folder, "overview/cockpit", {"period": "2019-13", "town": ["不存在的街道", "花园街道"]})
    assert [each.value for each in at.warning] == ["链接里的“2019-13”、“不存在的街道”在现有数据里没有，已忽略。"]
    assert not opened(demo_folder, "overview/cockpit", {"period": "2025-05", "town": "210603008"}).warning


def test_a_pivot_of_counts_holds_numbers_that_sum_to_its_totals(opened, demo_folder):
    shown = opened(demo_folder, "data/records", {"tab": "透视"}).dataframe[0].value
    assert all(str(each) == "Int64" for each in shown.dtypes.iloc[1:])
    assert shown.iloc[:-1, 1:].sum().to_list() == shown.iloc[-1, 1:].to_list() and (shown.iloc[:, 1:-1].sum(axis=1) == shown["合计"]).all()


def test_a_month_an_area_did_not_deliver_is_not_a_zero_on_its_card(opened, demo_folder):
    at = opened(demo_folder, "services/activities", {"period": "2025-06", "town": "210603103"})
    assert "汤池镇6月活动台账未报送（应报7月5日），该镇不参与排名。" in told(at)
    assert "汤池镇6月活动台账未报送（应报7月5日），合计为8个镇街数，不与全口径数比较，该镇不参与排名。" in told(opened(demo_folder, "services/activities", {"period": "2025-06"}))
    assert cards(at)["活动场次"] == "— 未报送"
    delivered = opened(demo_folder, "services/activities", {"period": "2025-06", "town": "210603102"})
    assert cards(delivered)["活动场次"] == "0场"


# --- an empty folder


@every_page
def test_an_empty_folder_is_told_what_to_bring(opened, empty, script, title):
    at = opened(empty, script)
    sound(at)
    assert "演示数据" not in [each.value for each in at.get("badge")] and "演示数据]" not in told(at)
    if script == "data/imports":
        assert title in [each.value for each in at.subheader] and at.get("file_uploader")
    else:
        assert "还没有数据" in [each.value for each in at.subheader]
        assert all(each in told(at) for each in ("导入与报送", "区划与网格", "工单明细", "党建台账", "服务与活动"))
    assert not cards(at)


# --- orders, and no register of divisions


@every_page
def test_every_page_works_with_orders_alone(opened, names_only, script, title):
    at = opened(names_only, script)
    sound(at)
    assert title in [each.value for each in at.subheader]
    assert "演示数据" not in told(at)
    assert (script, title) not in FIGURES or "**2025年6月 · 本辖区**" in told(at)


def test_without_a_register_areas_are_the_names_in_the_file_most_orders_first(opened, names_only):
    at = opened(names_only, "overview/cockpit")
    town = next(each for each in at.multiselect if each.key == "town")
    assert town.options == ["柳林片区", "枫桥片区"] and town.label == "区域"
    assert cards(at)["诉求量"] == "8件"
    assert cards(opened(names_only, "overview/cockpit", {"town": "枫桥片区"}))["诉求量"] == "3件"


@pytest.mark.parametrize(("script", "labels"), [
    ("party/coverage", ["应建已建率", "工作覆盖率", "组织覆盖率", "网格党组织覆盖率"]),
    ("services/activities", ["服务次数", "服务人次", "活动场次", "活动参加人次"]),
    ("overview/cockpit", ["应建已建率", "工作覆盖率", "组织覆盖率"]),
])  # fmt: skip
def test_what_was_never_delivered_is_未报送_and_not_zero(opened, names_only, script, labels):
    shown = cards(opened(names_only, script))
    assert {label: shown[label] for label in labels} == dict.fromkeys(labels, "— 未报送")


def test_on_the_list_of_metrics_what_was_never_delivered_is_a_dash(opened, names_only):
    shown = opened(names_only, "data/definitions").dataframe[0].value.set_index("英文名").本时段
    assert shown["service_times"] == shown["org_coverage"] == "—"
    assert shown["order_reported"] == "8件" and shown["order_closed"] == "0件"


# --- what stands beside a figure


def test_orders_overdue_from_before_stand_under_the_rate_that_leaves_them_out(opened, demo_folder):
    version = Warehouse(demo_folder).open()
    before = version.catalogue.total("order_overdue_before", Selection(date(2025, 6, 1), date(2025, 6, 30)))["value"]
    version.close()
    assert before > 0 and f"另有历史超期未结{before}件" in told(opened(demo_folder, "overview/cockpit"))


def test_one_town_is_told_beside_all_others_together_without_itself(opened, demo_folder):
    asked = Selection(date(2025, 6, 1), date(2025, 6, 30))
    version = Warehouse(demo_folder).open()
    towns = version.catalogue.values("order_on_time_rate", "subdistrict", asked).dropna(subset="code").set_index("code")
    version.close()
    own, rest = towns.loc["210603008"], towns.drop("210603008")
    others = rest.numerator.sum() / rest.denominator.sum()
    at = opened(demo_folder, "orders/performance", {"town": "210603008"})
    assert wording.apart(own.value, others, "其他镇街合计水平") in told(at)


def test_a_thin_sample_of_a_month_shows_its_figure_of_three_months(opened, demo_folder):
    chart = opened(demo_folder, "orders/performance", {"tab": "绩效"}).get("plotly_chart")[0]
    bars = json.loads(chart.proto.spec)["data"][0]
    shown = dict(zip(bars["customdata"], bars["text"], strict=True))
    version = Warehouse(demo_folder).open()
    month, three = (version.catalogue.standing("order_on_time_rate", "handling_subdistrict", Selection(date(2025, first, 1), date(2025, 6, 30))).set_index("label") for first in (6, 4))
    version.close()
    thin = month.index[month.state == "样本不足"]
    assert len(thin) and {town: shown[town] for town in thin} == {town: f"样本不足，近三个月{wording.figure(three.value[town], 'percent')}" for town in thin if three.state[town] == ""}


def test_marks_in_names_are_names(opened, tmp_path):
    """Streamlit reads markdown in every text; an area may be called anything."""
    odd = "**东**_片_ $x$ :red[区]"
    golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", golden.ordinary(40, 所属街道=odd, 诉求类别=odd, 上报时间="2025-06-02 08:00"))).close()
    at = opened(tmp_path / "data", "overview/cockpit", {"town": odd})
    sound(at)
    safe = r"\*\*东\*\*\_片\_ \$x\$ \:red\[区\]"
    assert any(each.value == f"**2025年6月 · {safe}**" for each in at.markdown)
    assert any(f"{safe}共受理群众诉求40件" in each.value for each in at.markdown)
    assert any(each.label == safe for each in at.button)


def test_orders_of_every_kind_have_a_page(opened, demo_folder):
    """Supervised or not, held, returned, closed, without due time, of an export that lacks most columns."""
    version = Warehouse(demo_folder).open()
    kinds = version.engine.ask("""select any_value(order_no) as no from mart_work_order
        group by supervised, on_hold, is_hot, closed_at is null, due_at is null, returned > 0, extended_to is null, times_reversed, voided""")[0].no
    version.close()
    assert len(kinds) > 20
    for number in kinds:
        at = opened(demo_folder, "orders/order", {"no": number})
        sound(at)
        assert f"工单 {number}" in told(at) and "办理环节" in told(at) and "这个页面出错了" not in told(at)


@pytest.mark.parametrize(("came", "link"), [("today?town=%E8%8A%B1%E5%9B%AD&tab=a", True), ("records", True), ("https://x.example/", False), ("//x.example", False), ("javascript:alert(1)", False), ("", False)])
def test_an_order_leads_back_to_the_page_it_was_found_on_and_nowhere_else(opened, demo_folder, came, link):
    assert ("返回刚才的页面" in told(opened(demo_folder, "orders/order", {"no": "ZX2025-0009056", "back": came}))) == link


def test_the_link_to_an_order_carries_all_that_was_chosen(opened, demo_folder):
    at = opened(demo_folder, "orders/performance", {"period": "custom", "from": "2025-06-03", "to": "2025-06-20"})
    link = re.search("href='order[?]no=[^&]+&amp;back=([^']+)'", told(at))[1]
    assert link.startswith("performance%3F") and all(each in link for each in ("from%3D2025-06-03", "to%3D2025-06-20"))


def test_the_daily_report_is_cut_at_noon(opened, demo_folder):
    at = opened(demo_folder, "overview/cockpit", {"period": "daily"})
    sound(at)
    version = Warehouse(demo_folder).open()
    counted = version.catalogue.total("order_reported", Selection(date(2025, 6, 30), date(2025, 6, 30), hour=12))["value"]
    version.close()
    assert "2025年6月29日12时至2025年6月30日12时" in told(at) and cards(at)["诉求量"] == f"{counted}件"


def test_persons_are_counted_beside_the_records_that_name_them(opened, demo_folder):
    at = opened(demo_folder, "data/definitions", {"metric": "training_person_times", "period": "2024"})
    people = int(re.search("不同人员([0-9]+)人", told(at))[1])
    assert 0 < people < int(re.search("计入的记录[*]+　([0-9]+)条", told(at))[1])


# --- the office's own weights, and what was corrected


@pytest.fixture
def weighed(tmp_path):
    done = {"办结时限": "2025-06-10 12:00", "处置完成时间": "2025-06-09 12:00", "结案时间": "2025-06-09 13:00", "工单状态": "已办结"}
    rows = [*[{"上报时间": "2025-06-02 08:00", "所属街道": "东片", **done}] * 30, *[{"上报时间": "2025-06-02 08:00", "所属街道": "西片", "办结时限": "2025-06-10 12:00"}] * 30]
    golden.imported(tmp_path / "data", golden.orders(tmp_path / "工单.csv", rows), settings="[composite]\norder_on_time_rate = 1\norder_returned_rate = 1\n").close()
    return tmp_path


def test_the_composite_score_is_there_once_the_office_has_weighed(opened, weighed, names_only):
    at = opened(weighed / "data", "orders/performance", {"tab": "绩效"})
    sound(at)
    score = next(each.value for each in at.dataframe if "综合成绩" in each.value.columns)
    assert dict(zip(score["区域"], score["综合成绩"], strict=True)) == {"东片": "100.0分", "西片": "50.0分"}
    assert "权重：按期办结率50.0%、退回重办率50.0%" in told(at)
    (weighed / "data" / "settings.toml").write_text("[composite]\norder_on_time_rate = 1\norder_closing_rate = 3\n", encoding="utf-8")
    assert "权重：按期办结率25.0%、结案率75.0%" in told(opened(weighed / "data", "orders/performance", {"tab": "绩效"}))  # weighed anew while the program runs
    assert not any("综合成绩" in each.value.columns for each in opened(names_only, "orders/performance", {"tab": "绩效"}).dataframe)


def test_corrections_of_published_figures_can_be_read_after_they_are_published(opened, weighed):
    late = golden.orders(weighed / "补报.csv", [{"工单编号": "B1", "上报时间": "2025-06-03 08:00", "所属街道": "东片"}])
    golden.imported(weighed / "data", late).close()
    at = opened(weighed / "data", "data/imports", {"tab": "更正"})
    at.toggle(key="corrections").set_value(True).run()
    sound(at)
    assert re.search(r"2025年6月诉求量由60件更正为61件（\d+月\d+日补报1件），原通报数见版本V1。", told(at))


def test_a_few_complaints_stand_open_and_many_are_folded_under_one_line():
    page = "from govboard.ui import frame\nframe.complaints([f'第{at}项不对' for at in range({})], '有{{}}项算不出来')\n"
    few, many = (AppTest.from_string(page.replace("range({})", f"range({count})").replace("{{}}", "{}"), default_timeout=30).run() for count in (3, 11))
    assert [each.value for each in few.warning] == ["第0项不对", "第1项不对", "第2项不对"] and not few.expander
    assert not many.warning and many.expander[0].label == "有11项算不出来" and "第10项不对" in many.expander[0].markdown[0].value
