"""Whole screens of the demonstration in Chromium."""

import re
import signal
from datetime import date

import pytest

from govboard.selection import Area, Selection
from govboard.warehouse import Warehouse
from tests.browser import screen
from tests.browser.conftest import OFFICE, PHONE, STOP_SECONDS, start

TOWN = Area("subdistrict", "210603008", "花园街道")


@pytest.fixture(scope="module")
def figure(demo_folder):
    """figure(metric, selection) -> the value in the library."""
    version = Warehouse(demo_folder).open()
    yield lambda metric, selection: version.catalogue.total(metric, selection)["value"]
    version.close()


@pytest.fixture(scope="module")
def fresh(demo_folder, tmp_path_factory):
    """A server that no browser has asked anything before the first test, and that the second one ends."""
    running = start(demo_folder, tmp_path_factory.mktemp("fresh") / "log.txt")
    yield running
    running.stop()


def test_the_first_request_to_a_fresh_server_may_be_a_deep_link_with_filters(fresh, page, figure):
    page.goto(f"{fresh.url}/performance?period=2025-05&town={TOWN.code}")
    screen.asked(page, "2025年5月 · 花园街道")
    assert screen.heading(page, "态势与绩效").is_visible()
    assert page.get_by_test_id("stSidebarNavLink").count() == len(screen.MENU)
    assert page.get_by_test_id("stMain").get_by_text("演示数据").first.is_visible()
    assert page.get_by_role("dialog").count() == 0
    asked = Selection(date(2025, 5, 1), date(2025, 5, 31), (TOWN,))
    assert screen.card(page, "order_reported") == f"{figure('order_reported', asked)}件"
    assert screen.card(page, "order_reported") != f"{figure('order_reported', asked.during(None, None))}件"


def test_an_address_outside_the_menu_leads_home_and_the_server_ends_when_told(fresh, page):
    for address in ("where", "overview/cockpit"):
        page.goto(f"{fresh.url}/{address}")
        screen.heading(page, "今日与我的镇街").wait_for()
        screen.settled(page)
        assert page.get_by_test_id("stSidebarNavLink").count() == len(screen.MENU)
        assert page.get_by_test_id("stFileUploader").count() == 0
        assert page.get_by_text("看到哪一级").count() == 0
    fresh.process.send_signal(signal.SIGTERM)  # while a reader is connected
    assert fresh.process.wait(STOP_SECONDS) in (0, -signal.SIGTERM)


def test_a_filter_changes_the_number_and_the_address_carries_it_to_another_reader(server, page, contexts, figure):
    screen.visit(page, f"{server.url}/performance", "态势与绩效")
    before = screen.card(page, "order_reported")
    screen.choose(page, "镇街", "花园街道")
    screen.asked(page, "2025年6月 · 花园街道")
    in_town = screen.card(page, "order_reported")
    page.keyboard.press("Escape")
    screen.choose(page, "统计时段", "2025年5月")
    screen.asked(page, "2025年5月 · 花园街道")
    in_may = screen.card(page, "order_reported")
    assert len({before, in_town, in_may}) == 3
    assert in_may == f"{figure('order_reported', Selection(date(2025, 5, 1), date(2025, 5, 31), (TOWN,)))}件"
    assert screen.address(page) == {"period": ["2025年5月"], "town": ["花园街道"]}
    other = contexts().new_page()
    screen.visit(other, page.url, "态势与绩效")
    screen.asked(other, "2025年5月 · 花园街道")
    assert screen.card(other, "order_reported") == in_may


def test_filters_stay_when_the_page_is_changed(server, page):
    screen.visit(page, f"{server.url}/performance?period=2025-05&town={TOWN.code}", "态势与绩效")
    reported = screen.card(page, "order_reported")
    screen.turn(page, "驾驶舱")
    screen.asked(page, "2025年5月 · 花园街道")
    assert screen.card(page, "order_reported") == reported


def test_clearing_the_filters_leads_back_to_the_opening_state(server, page):
    screen.visit(page, f"{server.url}/performance?period=2025-05&town={TOWN.code}", "态势与绩效")
    page.get_by_role("button", name="清除筛选").click()
    screen.asked(page, "2025年6月 · 振兴区")
    assert screen.address(page) == {}


@pytest.mark.parametrize("metric", ["order_reported", "order_on_time_rate"])
def test_the_passport_of_a_card_says_the_card_s_number(server, page, metric):
    screen.visit(page, f"{server.url}/cockpit?period=2025-05", "驾驶舱")
    value = screen.card(page, metric)
    page.locator(f".st-key-passport-{metric}").get_by_role("button", name="口径与明细").click()
    passport = page.get_by_role("dialog")
    passport.get_by_test_id("stDataFrame").first.wait_for()
    passport.get_by_text("查看 SQL").wait_for()
    told = passport.inner_text()
    assert value in re.split(r"\s+", passport.get_by_role("heading", level=4).inner_text())
    assert "范围：2025年5月 · 振兴区" in told and "按" in told and "计入的记录" in told
    assert not screen.complaints(page.context)


SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
  .filter(each => each.scrollWidth > each.clientWidth).map(each => `${each.tagName} ${each.scrollWidth} > ${each.clientWidth}`)"""


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_every_page_fits_the_screen_without_an_error_or_a_complaint(server, contexts, size):
    """One reader opens everything; `contexts` sees to it that no request left this machine."""
    page = contexts(size).new_page()
    for at, (address, title) in enumerate(screen.MENU.items()):
        if at and size == OFFICE:
            screen.turn(page, title)
        else:
            screen.visit(page, f"{server.url}/{address}", title)
        screen.drawn(page)
        assert page.locator(screen.BROKEN).count() == 0, f"{title}: {page.locator(screen.BROKEN).first.inner_text()}"
        assert page.evaluate(SIDEWAYS) == [], f"{title} scrolls sideways"
        assert not screen.complaints(page.context), title
    assert any("/app/static/boundaries/" in url for url in page.context.asked)
    assert "Traceback" not in server.said()


COUNTING = """() => { window.drawings = {}; new MutationObserver(changes => changes.filter(each => each.target.matches('.gtitle') && each.attributeName === 'data-unformatted').forEach(each => {
  const key = each.target.closest('[class*=st-key-card-]').className.match(/st-key-card-\\S+/)[0]; window.drawings[key] = (window.drawings[key] || 0) + 1; }))
  .observe(document.querySelector('[data-testid=stMain]'), {subtree: true, attributes: true}); }"""  # a drawing writes the title of its chart once


def test_after_a_click_a_chart_is_drawn_once(server, page):
    """Streamlit's page hands every figure to plotly a second time; what plotly takes for a change is drawn again."""
    screen.visit(page, f"{server.url}/performance", "态势与绩效")
    screen.drawn(page)
    page.evaluate(COUNTING)
    screen.choose(page, "统计时段", "2025年5月")
    screen.settled(page)
    page.wait_for_timeout(1500)
    drawings = page.evaluate("() => window.drawings")
    assert len(drawings) == 5 and drawings == dict.fromkeys(drawings, 1)


def test_a_row_of_the_table_below_the_map_asks_for_its_area(server, page, demo_folder):
    version = Warehouse(demo_folder).open()
    first = next(iter(version.catalogue.area_names("subdistrict").values()))
    version.close()
    screen.visit(page, f"{server.url}/map", "诉求分布图")
    table = page.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": 53})  # the box before the first row
    screen.asked(page, f"2025年6月 · {first}")
    assert "town" in screen.address(page)
