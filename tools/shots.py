"""Pictures of every page and every part of it, at three sizes, to be looked at.

    python tools/shots.py [--data DIR] [--out DIR] [PAGE …]

Starts a server of its own on the data folder (the program's by default), opens every page as a whole in Debian's Chromium at 1366×768, 1920×1080 and
390×844 and puts the pictures into `data/shots/`, which is not committed. A page is an address as in the browser: today?tab=对比.
"""

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright  # noqa: E402

from govboard import PROJECT, settings  # noqa: E402
from tests.browser import screen  # noqa: E402
from tests.browser.conftest import CHROMIUM, FLAGS, start  # noqa: E402

SIZES = {"office": (1366, 768), "wide": (1920, 1080), "phone": (390, 844)}
PAGES = ["today", "today?tab=对比&town=花园街道", "today?tab=底数", "cockpit", "performance", "performance?tab=绩效", "performance?tab=单位与企业", "performance?tab=热点难点", "map", "map?tab=聚集", "map?tab=对比", "map?tab=重复点位", "map?tab=服务半径", "coverage",
         "coverage?tab=四级组织", "people", "people?tab=队伍", "services", "services?tab=站点小区", "services?tab=商圈路段", "imports", "records", "records?tab=透视", "records?tab=SQL 查询", "metrics",
         "cockpit?town=安民镇&category=车辆充电&source=党员上报&period=2022-01", "performance?town=安民镇&category=车辆充电&source=党员上报&period=2022-01"]  # the last two match nothing  # fmt: skip
HIGHEST = 6000  # pixels of one picture


def main() -> None:
    given = _arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    server = start(settings.data_folder(given.data), given.out / "server.log")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, (width, height) in SIZES.items():
                page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce").new_page()
                for address in given.pages or PAGES:
                    print(_picture(page, f"{server.url}/{address}", given.out / f"{name}_{re.sub(r'[^0-9A-Za-z一-鿿]+', '_', address)}.png", width, height), flush=True)
                page.close()
            browser.close()
    finally:
        server.stop()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", help="data folder")
    parser.add_argument("--out", type=Path, default=PROJECT / "data" / "shots")
    parser.add_argument("pages", nargs="*")
    return parser.parse_args()


def _picture(page, url: str, out: Path, width: int, height: int) -> str:
    """The first screen and, beside it, the whole page; says when the page broke."""
    page.goto(url)
    page.get_by_test_id("stMain").locator("h3").first.wait_for()
    screen.settled(page)
    screen.drawn(page)
    page.screenshot(path=str(out))
    whole = min(page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") + 10, HIGHEST)
    page.set_viewport_size({"width": width, "height": whole})
    page.wait_for_timeout(500)
    page.screenshot(path=str(out.with_stem(f"{out.stem}_whole")))
    page.set_viewport_size({"width": width, "height": height})
    return f"{out.name}{'  BROKEN' if page.locator(screen.BROKEN).count() else ''}"


if __name__ == "__main__":
    main()
