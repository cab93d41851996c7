"""What a secretary does every morning, in Chromium: what of my street is overdue and who has it; the page of an order; a link for others."""

import re
import time
import urllib.request

import pytest

from govboard.documents import supervision
from govboard.selection import Area, Selection
from govboard.warehouse import Warehouse
from tests.browser import screen
from tests.browser.conftest import PHONE, start

TOWN = Area("subdistrict", "210603003", "临江街道")


@pytest.fixture(scope="module")
def todo(demo_folder):
    """The rows of the list of one street, as the library gives them."""
    version = Warehouse(demo_folder).open()
    yield version.report("todo", Selection(areas=(TOWN,)).parameters())
    version.close()


def test_from_a_cold_start_two_clicks_show_what_is_overdue_in_my_street_and_who_has_it(demo_folder, tmp_path, contexts, todo):
    running = start(demo_folder, tmp_path / "log.txt")
    try:
        page = contexts().new_page()
        page.goto(running.url)
        screen.heading(page, "今日与我的镇街").wait_for()
        screen.settled(page)
        page.get_by_test_id("stSidebar").get_by_label("镇街", exact=True).click()  # the first click
        page.get_by_role("option", name=TOWN.name, exact=True).click()  # the second
        screen.asked(page, f"截至2025年6月30日 · {TOWN.name}")
        lines = page.locator("table[aria-label=待办清单] tbody tr")
        listed = supervision.worded(todo)
        overdue = listed[listed["情况"].str.startswith("已超期")]
        assert len(overdue) > 1
        shown = [lines.nth(at).inner_text() for at in range(len(overdue))]
        for text, row in zip(shown, overdue.itertuples(), strict=True):
            assert row.工单编号 in text and row.主办 in text and row.情况 in text
    finally:
        running.stop()


def test_the_opening_pages_are_made_before_anyone_comes(demo_folder, tmp_path, contexts):
    running = start(demo_folder, tmp_path / "log.txt")
    try:
        ready = _made_so_far(running, quiet=3)
        assert ready > 0
        page = contexts().new_page()
        for address, title in {"": "今日与我的镇街", "cockpit": "驾驶舱"}.items():
            screen.visit(page, f"{running.url}/{address}", title)
        assert _made_so_far(running, quiet=0) == ready
    finally:
        running.stop()


def _made_so_far(running, quiet: float) -> int:
    """How many figures the server has made for its readers, once it has made none for `quiet` seconds."""
    until, last = time.monotonic() + quiet, None
    for _ in range(600):
        with urllib.request.urlopen(f"{running.url}/_stcore/metrics", timeout=10) as answer:
            found = re.search(r'cache_lookups_total{cache="govboard.ui.board._made"[^}]*result="miss"} (\d+)', answer.read().decode())
        made = int(found[1]) if found else 0
        if made != last:
            until, last = time.monotonic() + quiet, made
        if made and time.monotonic() >= until:
            return made
        time.sleep(0.1)
    pytest.fail(f"the server made nothing by itself, or did not come to rest: {last}")


def test_a_number_on_the_list_leads_to_the_page_of_the_order_and_that_address_to_the_same_page(server, page, contexts, todo):
    number = supervision.worded(todo)["工单编号"].iloc[0]
    screen.visit(page, f"{server.url}/today?town={TOWN.code}", "今日与我的镇街")
    page.get_by_role("link", name=number, exact=True).click()
    screen.heading(page, f"工单 {number}").wait_for()
    screen.settled(page)
    told = page.get_by_test_id("stMain").inner_text()
    assert all(each in told for each in ("上报", "受理", "派遣", "处置完成", "办结时限", todo.handling_unit.iloc[0]))
    other = contexts(PHONE).new_page()
    screen.visit(other, page.url, f"工单 {number}")
    assert todo.handling_unit.iloc[0] in other.get_by_test_id("stMain").inner_text()
    screen.visit(other, f"{server.url}/order?no=%3Cb%3Enone", "工单 <b>none")
    assert other.get_by_text("没有编号为“<b>none”的工单").is_visible()


def test_the_list_can_be_copied_as_text(server, page, todo):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.visit(page, f"{server.url}/today?town={TOWN.code}", "今日与我的镇街")
    page.get_by_role("button", name="复制督办清单").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("督办清单（") and TOWN.name in copied and todo.order_no.iloc[0] in copied and "演示数据" in copied
    page.get_by_role("button", name=re.compile("^复制工单编号")).first.click()
    page.wait_for_function("number => navigator.clipboard.readText().then(text => text === number)", arg=supervision.worded(todo)["工单编号"].iloc[0])


STATES = [
    ("performance", {"period": "2025年5月", "town": "花园街道", "category": "物业服务", "tab": "绩效", "on_time": "按期结案率", "compared": "只看环比", "rank": "满意率"}, "2025年5月 · 花园街道 · 类别：物业服务 · 口径：按期结案率"),
    ("today", {"community": "表厂社区", "tab": "对比", "span": "今年以来"}, "截至2025年6月30日 · 表厂社区"),
    ("records", {"period": "2025年第一季度", "tab": "透视", "pivot": "满意率", "rows": "来源", "columns": "月"}, "2025年1—3月 · 振兴区"),
    ("map", {"grid": "表厂社区第1网格", "show": "在办", "level": "社区"}, "2025年6月 · 表厂社区第1网格"),
]


@pytest.mark.parametrize(("address", "state", "sentence"), STATES, ids=[each[0] for each in STATES])
def test_a_link_opens_the_same_state_as_the_first_request_after_a_server_start(demo_folder, tmp_path, contexts, address, state, sentence):
    from urllib.parse import urlencode

    running = start(demo_folder, tmp_path / "log.txt")
    try:
        page = contexts().new_page()
        page.goto(f"{running.url}/{address}?{urlencode(state)}")
        screen.asked(page, sentence)
        assert screen.address(page) == {key: [value] for key, value in state.items()}
        for value in (state[key] for key in ("tab", "rank", "span", "show", "level") if key in state):
            assert page.locator("[aria-checked=true], [aria-selected=true], [aria-pressed=true], [kind$=Active]").filter(has_text=value).count(), value
        for key in ("pivot", "rows", "columns", "compared", "on_time"):
            if key in state:
                assert page.locator(f".st-key-{key} input").input_value() == state[key]
    finally:
        running.stop()


def test_a_click_on_a_bar_asks_for_it_and_the_way_back_leads_up_again(server, page):
    screen.visit(page, f"{server.url}/performance", "态势与绩效")
    screen.drawn(page)
    bar = page.locator("[class*=st-key-card-top-order_reported-category] .barlayer .point path").first
    bar.click(force=True)
    page.wait_for_url(re.compile("category="))
    screen.settled(page)
    chosen = screen.address(page)["category"][0]
    screen.asked(page, f"2025年6月 · 振兴区 · 类别：{chosen}")
    page.locator(".st-key-trail").get_by_role("button", name=chosen).click()
    screen.asked(page, "2025年6月 · 振兴区")
    screen.visit(page, f"{server.url}/performance?community=表厂社区", "态势与绩效")
    trail = page.locator(".st-key-trail")
    assert trail.get_by_role("button").all_inner_texts()[0] == "振兴区"
    trail.get_by_role("button", name="花园街道").click()
    screen.asked(page, "2025年6月 · 花园街道")
    trail.get_by_role("button", name="振兴区").click()
    screen.asked(page, "2025年6月 · 振兴区")
