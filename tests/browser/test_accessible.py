"""Every page and every part of it for readers who do not see it well or use no mouse: axe finds nothing serious, and the keyboard reaches what a mouse does."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import screen
from tests.browser.conftest import PHONE
from tests.browser.test_dashboard import SIDEWAYS

ADDRESSES = ["today?town=210603003", "today?town=210603003&tab=对比", "today?tab=底数", "order?no=ZX2025-0009056", "cockpit", "performance", "performance?tab=绩效", "performance?tab=单位与企业",
             "performance?tab=热点难点", "map", "map?tab=聚集", "map?tab=对比", "map?tab=重复点位", "map?tab=服务半径", "coverage", "coverage?tab=四级组织", "people", "people?tab=队伍", "services", "services?tab=站点小区", "services?tab=商圈路段", "imports", "records",
             "records?tab=透视", "records?tab=SQL 查询", "records?find=锦绣", "metrics", "performance?category=政策咨询&town=安民镇&period=2022-01"]  # fmt: skip
NOT_OURS = {"exclude": [["[data-testid=stSidebarNav]"]]}  # the menu is drawn by Streamlit: a list within a list


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious_in_what_we_draw_and_a_phone_shows_it_without_scrolling_sideways(server, page, address):
    page.goto(f"{server.url}/{address}")
    page.get_by_test_id("stMain").locator("h3").first.wait_for()
    screen.settled(page)
    screen.drawn(page)
    found = Axe().run(page, context=NOT_OURS, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [(each["id"], node["html"][:200]) for each in found if each["impact"] in ("serious", "critical") for node in each["nodes"]]
    assert not serious
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.wait_for_timeout(300)  # what follows the width is drawn anew
    assert page.evaluate(SIDEWAYS) == []


def test_a_card_opens_its_passport_by_the_keyboard_and_escape_closes_it(server, page):
    screen.visit(page, f"{server.url}/cockpit", "驾驶舱")
    page.locator(".st-key-passport-order_reported").get_by_role("button", name="口径与明细").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_the_table_beside_a_chart_opens_by_the_keyboard_and_says_the_figures_of_the_chart(server, page):
    screen.visit(page, f"{server.url}/performance", "态势与绩效")
    page.locator(".st-key-card-top-order_reported-category").get_by_role("button", name="表格").focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="诉求量按类别的数据")
    table.wait_for()
    bars = page.locator(".st-key-card-top-order_reported-category .bartext").all_text_contents()
    assert bars and [f"{each}件" for each in table.locator("tbody td:nth-child(2)").all_text_contents()] == bars
    page.keyboard.press("Escape")
    table.wait_for(state="detached")


def test_a_filter_is_chosen_by_the_keyboard_alone(server, page):
    screen.visit(page, f"{server.url}/cockpit", "驾驶舱")
    page.get_by_test_id("stSidebar").get_by_label("统计时段", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("2025年5月")
    page.keyboard.press("Enter")
    screen.asked(page, "2025年5月 · 振兴区")


SEEN = "() => [...document.querySelectorAll('[data-testid=stMain] button, [data-testid=stSidebar], [data-testid=stHeader]')].filter(each => each.offsetParent !== null).map(each => each.textContent)"
WIDE = "() => [...document.querySelectorAll('.js-plotly-plot')].map(each => each.querySelector('.main-svg').width.baseVal.value * (each.style.zoom || 1)).filter(each => each > 1001)"  # paper is 1020 points wide


@pytest.mark.parametrize("address", ["cockpit", "performance", "today?town=210603003", "order?no=ZX2025-0009056"])
def test_on_paper_a_page_is_whole_and_has_nothing_to_click(server, page, address):
    page.goto(f"{server.url}/{address}")
    page.get_by_test_id("stMain").locator("h3").first.wait_for()
    screen.settled(page)
    screen.drawn(page)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(WIDE) == []
    page.emulate_media(media="print")
    whole = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    assert page.evaluate(SEEN) == []
    assert page.evaluate("() => getComputedStyle(document.querySelector('[data-testid=stMain]')).overflow") == "visible"
    assert page.evaluate("() => document.documentElement.scrollHeight") >= whole * 0.7 - 1
    page.emulate_media(media=None)
