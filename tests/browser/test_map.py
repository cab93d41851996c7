"""The map in Chromium: it draws, an area filters, a point opens its order and a circle lists those of its points, every part is there, nothing leaves the machine."""

from datetime import date

import pytest

from govboard.selection import Area, Selection
from govboard.warehouse import Warehouse
from tests.browser import screen

MAP = "[class*=st-key-card-map] canvas"
# Where on the last canvas a small square is of colours between two: the middle of it in parts of the canvas; null where there is none.
SOUGHT = """([canvas, low, high, side]) => {
  const { width, height } = canvas, data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const fits = (x, y) => { const at = 4 * (y * width + x); return [0, 1, 2].every(each => data[at + each] >= low[each] && data[at + each] <= high[each]); };
  for (let y = 40; y < height - 60; y += 2) for (let x = 160; x < width - 20; x += 2)
    if ([[0, 0], [side, 0], [0, side], [side, side]].every(([east, south]) => fits(x + east, y + south))) return [(x + side / 2) / width, (y + side / 2) / height];
  return null;
}"""
POINT = [185, 80, 20], [225, 135, 95], 0  # the first colour of points over any blue
CIRCLE = [96, 117, 138], [148, 162, 177], 6  # closed orders over any blue, so many that their circle is large
CLASS = [35, 89, 142], [47, 101, 154], 12  # an area in the second darkest blue
DRAWN = [20, 60, 20], [245, 244, 246], 2


@pytest.fixture(scope="module")
def version(demo_folder):
    opened = Warehouse(demo_folder).open()
    yield opened
    opened.close()


def spot(page, sought) -> dict:
    """A place on the map with such a colour, once it is painted."""
    canvas = page.locator(MAP).last
    handle = canvas.element_handle()
    page.wait_for_function(SOUGHT, arg=[handle, *sought])
    across, along = page.evaluate(SOUGHT, [handle, *sought])
    box = canvas.bounding_box()
    return {"x": box["width"] * across, "y": box["height"] * along}


def test_a_click_on_an_area_filters_the_page_and_a_second_one_shows_all_again(server, page, version):
    screen.visit(page, f"{server.url}/map", "诉求分布图")
    screen.drawn(page)
    at = spot(page, CLASS)
    page.locator(MAP).last.click(position=at)
    page.wait_for_function("() => location.search.includes('town=')")
    screen.settled(page)
    name = screen.address(page)["town"][0]
    code = {label: code for code, label in version.catalogue.area_names("subdistrict").items()}[name]
    asked = Selection(date(2025, 6, 1), date(2025, 6, 30), (Area("subdistrict", code, name),))
    assert screen.card(page, "order_reported") == f"{version.catalogue.total('order_reported', asked)['value']}件"
    assert screen.card(page, "order_open") == f"{version.catalogue.total('order_open', asked)['value']}件"
    page.locator(MAP).last.click(position=at)
    screen.asked(page, "2025年6月 · 振兴区")
    assert "town" not in screen.address(page)
    assert not screen.complaints(page.context)


def test_a_grid_that_was_clicked_stands_in_the_address_and_the_month_slider_moves_the_period(server, page):
    screen.visit(page, f"{server.url}/map?level=grid", "诉求分布图")
    screen.drawn(page)
    page.locator(MAP).last.click(position=spot(page, CLASS))
    page.wait_for_function("() => location.search.includes('grid=')")
    grid = screen.address(page)["grid"][0]
    screen.asked(page, f"2025年6月 · {grid}")
    page.get_by_role("slider", name="按月看").press("ArrowLeft")
    screen.asked(page, f"2025年5月 · {grid}")
    page.reload()
    screen.asked(page, f"2025年5月 · {grid}")
    assert screen.address(page)["period"] == ["2025年5月"] and not screen.complaints(page.context)


def test_a_click_on_a_point_opens_its_order_and_the_way_back_leads_to_the_same_map(server, page, version):
    screen.visit(page, f"{server.url}/map?town=210603102&points=true", "诉求分布图")
    screen.drawn(page)
    page.locator(MAP).last.click(position=spot(page, POINT))
    page.get_by_test_id("stMain").locator("h3").filter(has_text="工单 ").wait_for()
    screen.settled(page)
    number = screen.address(page)["no"][0]
    points = version.report("points", Selection(date(2025, 6, 1), date(2025, 6, 30), (Area("subdistrict", "210603102", "安民镇"),)).parameters())
    assert number in set(points.label)
    page.get_by_text("返回刚才的页面").click()
    screen.heading(page, "诉求分布图").wait_for()
    screen.settled(page)
    assert screen.address(page)["town"] == ["安民镇"] and screen.address(page)["points"] == ["true"]
    assert not screen.complaints(page.context)


def test_a_click_on_a_circle_of_many_points_lists_their_orders_each_a_click_away(server, page, version):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.visit(page, f"{server.url}/map?period=2024年&points=true&colour=状态", "诉求分布图")
    screen.drawn(page)
    page.locator(MAP).last.click(position=spot(page, CIRCLE))
    listed = page.get_by_role("dialog").locator("tbody tr")
    listed.first.wait_for()
    numbers = listed.locator("a").all_inner_texts()
    points = version.report("points", Selection(date(2024, 1, 1), date(2024, 12, 31)).parameters()).set_index("label")
    assert len(numbers) > 1 and set(points.state[numbers]) == {"已办结"}
    assert page.get_by_role("dialog").get_by_text(f"共{len(numbers)}件").is_visible()
    listed.first.get_by_role("button", name=f"复制工单编号{numbers[0]}").click()
    page.wait_for_function("number => navigator.clipboard.readText().then(text => text === number)", arg=numbers[0])
    listed.first.locator("a").click()
    screen.heading(page, f"工单 {numbers[0]}").wait_for()
    assert not screen.complaints(page.context)


@pytest.mark.parametrize("address, words", [
    ("map?level=grid", "按网格"), ("map?level=community&period=2025年3月", "2025年3月"), ("map?tab=聚集", "参与分析"), ("map?tab=聚集&by=community&category=停车秩序", "90个社区参与分析"),
    ("map?tab=对比&level=community", "的变化"), ("map?tab=重复点位", "这一处"), ("map?tab=服务半径", "1000米以外"),
])  # fmt: skip
def test_every_part_of_the_map_is_drawn_from_its_address(server, page, address, words):
    screen.visit(page, f"{server.url}/{address}", "诉求分布图")
    screen.drawn(page)
    spot(page, DRAWN)
    shown = page.get_by_test_id("stMain").inner_text() + "".join(page.locator("[aria-label]").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))"))
    assert words in shown
    assert page.locator(screen.BROKEN).count() == 0 and not screen.complaints(page.context)
