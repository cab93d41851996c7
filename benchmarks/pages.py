"""What pages cost: build, report queries, page runs, a filter click until it is drawn, the first load. Every figure beside a reference of the same run.

    python benchmarks/pages.py [--millions 1 10] [--rounds 9] [--json OUT.json] [--keep DIR]

Makes a district with that many million work orders (kept in DIR, `data/bench` by default, and used again), and prints one table; the references are plain
DuckDB over the same Parquet and an empty Streamlit page with one select box. Read the ratios: machines differ. 0 stands for the demonstration as it is.
"""

import argparse
import json
import os
import statistics
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from govboard import queries  # noqa: E402
from govboard.demo import make_exports  # noqa: E402
from govboard.selection import Area, Selection  # noqa: E402
from govboard.warehouse import Warehouse  # noqa: E402

PER_MILLION = 17  # times the demonstration's ordinary orders
EMPTY = 'import streamlit as st\nchosen = st.sidebar.selectbox("统计时段", ["2025年5月", "2025年4月"])\nst.markdown(chosen)\n'
ASKED = {"table": "work_order", "level": "grid", "kind": "帮帮日", "records": ["ZX2025-0009056"], "numbers": ["ZX2025-0009056"], "order_no": "ZX2025-0009056", "find": "锦绣", "most": 1000}  # what reports ask besides a selection
MONTHS = ("2025年5月", "2025年4月")
PAGES = {"overview/cockpit": "驾驶舱", "orders/performance": "态势与绩效", "overview/today": "今日与我的镇街"}
WATCH = """() => { window.last = 0; new MutationObserver(() => { window.last = performance.now(); })
  .observe(document.querySelector("[data-testid=stMain]"), {subtree: true, childList: true, attributes: true, characterData: true}); }"""
PRESSED = "() => { window.asked = performance.now(); window.pressed = Infinity; document.addEventListener('mousedown', () => { window.pressed = performance.now(); }, {once: true, capture: true}); }"
QUIET = "() => window.last > window.pressed && performance.now() - window.last > 700"


POINTS = 50_000
PAINT = """window.painted = 0;
for (const name of ["fill", "stroke", "fillText", "drawImage"]) {
  const was = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...given) { window.painted = performance.now(); return was.apply(this, given); };
}"""  # a canvas is no part of the page that a watcher of its changes sees
PAINTED = "since => window.painted > since && performance.now() - window.painted > 700"


def main() -> None:
    given = _arguments()
    rows = []
    for millions in given.millions:
        folder = _district(given.keep, millions)
        rows += [{"orders": f"{millions}M" if millions else "demonstration", **each} for each in (*_build(folder), *_reports(folder, given.rounds), *_runs(folder, given.rounds), *_screens(folder, given.rounds))]
    for row in rows:
        print(f"{row['orders']:>14}  {row['what']:<44}{row['seconds']:9.3f} s   {row['beside']:<34}{row['reference']:9.3f} s   ratio {row['seconds'] / row['reference']:7.2f}")
    if given.json:
        given.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--millions", nargs="+", type=int, default=[1, 10])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path, default=PROJECT / "data" / "bench")
    return parser.parse_args()


def _district(keep: Path, millions: int) -> Path:
    """A published district with so many orders; made once."""
    folder = keep.resolve() / f"{millions}m"
    if not (folder / "warehouse" / "CURRENT").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.toml").write_text('district = "振兴区"\ndemonstration = true\n', encoding="utf-8")
        Warehouse(folder).import_files(make_exports(folder / "exports", scale=max(1, PER_MILLION * millions), parquet=millions > 0))
    return folder


def _line(what: str, seconds: float, beside: str, reference: float) -> dict:
    return {"what": what, "seconds": seconds, "beside": beside, "reference": reference}


def _timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _plain(folder: Path, sql: str, rounds: int = 1) -> float:
    """A statement of plain DuckDB over the Parquet parts of the orders."""
    parts = str(folder / "raw" / "work_order" / "*.parquet")
    with duckdb.connect() as connection:
        return statistics.median(_timed(lambda: connection.execute(sql, {"parts": parts}).fetchall()) for _ in range(rounds))


def _build(folder: Path) -> list[dict]:
    """A whole build of the version, beside reading the orders' Parquet into a table; what follows is measured on it."""
    home = Warehouse(folder)
    seconds = _timed(home.build)
    home.publish()
    return [_line("build of a version", seconds, "DuckDB reads the orders into a table", _plain(folder, "create table t as select * from read_parquet($parts, union_by_name = true)"))]


def _reports(folder: Path, rounds: int) -> list[dict]:
    """Every report with the parameters of one month and one street, beside a count by category over the Parquet."""
    version = Warehouse(folder).open()
    month = Selection(*(date(2025, 6, day) for day in (1, 30)), (Area("subdistrict", "210603003", "临江街道"),))
    given = month.parameters() | ASKED
    other = _plain(folder, "select count(*) from read_parquet($parts, union_by_name = true) group by category", rounds)
    found = []
    for path in sorted((queries.FOLDER / "reports").glob("*.sql")):
        version.report(path.stem, given)
        found.append(_line(f"report {path.stem}", statistics.median(_timed(lambda name=path.stem: version.report(name, given)) for _ in range(rounds)), "DuckDB counts by category", other))
    version.close()
    return found


def _runs(folder: Path, rounds: int) -> list[dict]:
    """One run of a page in the process: of a selection that nobody asked for before, and of one that is known; beside a run of the empty page."""
    from streamlit.testing.v1 import AppTest

    os.environ["GOVBOARD_DATA"] = str(folder)
    empty = AppTest.from_string(EMPTY, default_timeout=120).run()
    other = statistics.median(_timed(empty.run) for _ in range(rounds))
    found = []
    for script, title in PAGES.items():
        at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=300).run()
        at.switch_page(f"pages/{script}.py").run()
        fresh = [_timed(partial(_asked, at, name)) for name in ("210603002", "210603003", "210603005", "210603006", "210603007")]
        found += [_line(f"run of {title}, not asked before", statistics.median(fresh), "run of an empty page", other),
                  _line(f"run of {title}, known", statistics.median(_timed(at.run) for _ in range(rounds)), "run of an empty page", other)]  # fmt: skip
    return found


def _asked(at, town: str) -> None:
    at.multiselect(key="town").set_value([town]).run()


def _screens(folder: Path, rounds: int) -> list[dict]:
    """A click on a filter until the last change of the page, and the first load, in Chromium; beside the same of an empty page, turn by turn."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, FLAGS, start

    scripts = _scripts(folder)
    servers = {"empty": start(folder, folder / "empty.log", "empty.py", scripts), "full": start(folder, folder / "full.log", "full.py", scripts), "board": start(folder, folder / "board.log")}
    addresses = {"empty": servers["empty"].url, "full": servers["full"].url, "cockpit": f"{servers['board'].url}/cockpit"}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            cold = _first_load(browser, addresses["cockpit"])
            loads = {name: statistics.median(_first_load(browser, addresses[name]) for _ in range(5)) for name in ("empty", "cockpit")}
            clicks = _clicks(browser, addresses, rounds)
            maps = _map(browser, f"{servers['board'].url}/map?level=grid", folder, rounds)
            browser.close()
    finally:
        for each in servers.values():
            each.stop()
    return [_line("first load of 驾驶舱, the first reader's", cold, "first load of an empty page", loads["empty"]),
            _line("first load of 驾驶舱 in a new browser", loads["cockpit"], "first load of an empty page", loads["empty"]),
            *(_line(f"{words}, {what}", clicks[name][at], f"{words}, empty page", clicks["empty"][at])
              for at, words in enumerate(("click to drawn", "press to drawn")) for name, what in (("cockpit", "驾驶舱"), ("full", "8 cards, 4 charts, map, table"))),
            _line("first draw of the grids with 50000 points", maps["first"], "first draw of the grids alone", maps["alone"]),
            _line("grids coloured anew after a filter click", maps["anew"], "click to drawn, empty page", clicks["empty"][0])]  # fmt: skip


def _map(browser, url: str, folder: Path, rounds: int) -> dict[str, float]:
    """Median seconds from the address to the last stroke of the map of all grids, alone and with `POINTS` orders on it, and from a click on another month to the last stroke of the new colours."""
    first = _first_day(folder)
    with_points = f"{url}&points=true&period=自选日期&from={first}&to=2025-06-30"
    seconds = {name: statistics.median(_first_paint(browser, address) for _ in range(3)) for name, address in (("alone", url), ("first", with_points))}
    page = _reader(browser)
    page.add_init_script(PAINT)
    page.goto(f"{url}&period=2025-06")
    page.wait_for_function(PAINTED, arg=0, timeout=120_000)
    clicks = [_recoloured(page, MONTHS[number % 2]) for number in range(rounds + 2)]
    page.context.close()
    return seconds | {"anew": statistics.median(clicks[2:])}


def _first_day(folder: Path) -> str:
    """The day from which on the district has so many orders."""
    with duckdb.connect() as connection:
        found = connection.execute("select cast(reported_at as date) as day, count(*) as n from read_parquet($parts, union_by_name = true) where reported_at < '2025-07-01' group by day order by day desc",
                                   {"parts": str(folder / "raw" / "work_order" / "*.parquet")}).df()  # fmt: skip
    enough = found[found.n.cumsum() >= POINTS]
    return str((enough if len(enough) else found).day.iloc[0 if len(enough) else -1])[:10]


def _first_paint(browser, url: str) -> float:
    page = _reader(browser)
    page.add_init_script(PAINT)
    page.goto(url)
    page.wait_for_function(PAINTED, arg=0, timeout=120_000)
    seconds = page.evaluate("window.painted / 1000")
    page.context.close()
    return seconds


def _recoloured(page, option: str) -> float:
    _choose(page, option)
    page.wait_for_function("() => window.painted > window.pressed && performance.now() - window.painted > 700", timeout=60_000)
    return page.evaluate("() => (window.painted - window.asked) / 1000")


def _scripts(folder: Path) -> Path:
    """A folder with the empty page and the full one, which runs under this project's settings and files."""
    scripts = folder / "scripts"
    (scripts / ".streamlit").mkdir(parents=True, exist_ok=True)
    (scripts / ".streamlit" / "config.toml").write_text((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (scripts / "empty.py").write_text(EMPTY, encoding="utf-8")
    (scripts / "full.py").write_text(f"import sys\n\nsys.path.insert(0, {str(PROJECT)!r})\nfrom benchmarks.full_page import show\n\nshow()\n", encoding="utf-8")
    if not (scripts / "static").exists():
        (scripts / "static").symlink_to(PROJECT / "static")
    return scripts


def _reader(browser):
    return browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()


def _first_load(browser, url: str) -> float:
    from tests.browser import screen

    page = _reader(browser)
    seconds = _timed(lambda: (page.goto(url), screen.settled(page), screen.drawn(page)))
    page.context.close()
    return seconds


def _clicks(browser, addresses: dict[str, str], rounds: int) -> dict[str, list[float]]:
    """Median seconds from the click on an option, and from the press that the page feels of it, to the last change; to and fro between two months that are known after the first time.

    The click is what a person's hand and the browser's own way to the page are in: some 40 ms here. `press` leaves them out.
    """
    from tests.browser import screen

    pages, found = {name: _reader(browser) for name in addresses}, {name: [] for name in addresses}
    for name, page in pages.items():
        page.goto(addresses[name])
        screen.settled(page)
        page.evaluate(WATCH)
    for number in range(rounds + 2):
        for name, page in pages.items():
            found[name].append(_click(page, MONTHS[(number + 1) % 2]))
    for page in pages.values():
        page.context.close()
    return {name: [statistics.median(each) for each in zip(*seconds[2:], strict=True)] for name, seconds in found.items()}


def _choose(page, option: str) -> None:
    """A period by a click, the moment of which the page keeps."""
    page.get_by_test_id("stSidebar").get_by_label("统计时段", exact=True).fill(option)
    shown = page.get_by_role("option", name=option, exact=True)
    shown.wait_for()
    page.wait_for_timeout(150)
    page.evaluate(PRESSED)
    shown.click()


def _click(page, option: str) -> tuple[float, float]:
    _choose(page, option)
    page.wait_for_function(QUIET, timeout=60_000)
    return tuple(page.evaluate("() => [(window.last - window.asked) / 1000, (window.last - window.pressed) / 1000]"))


if __name__ == "__main__":
    main()
