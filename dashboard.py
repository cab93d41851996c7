"""The frame: page settings, the menu, shared filters, run the page.

To add a page: one file under pages/<section>/ and one line in MENU. Never put a script directly into pages/.
"""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

ORDERS = ("period", "area", "category", "source", "basis")
PLACES = ("period", "area")
HIDDEN = ("order",)  # pages with an address and no line in the menu

# section -> (script, title, address, icon, shared filters)
MENU = {
    "总览": [
        ("overview/today", "今日与我的镇街", "today", "today", ("area", "home", "basis")),
        ("overview/cockpit", "驾驶舱", "cockpit", "dashboard", ORDERS),
    ],
    "诉求": [
        ("orders/performance", "态势与绩效", "performance", "monitoring", (*ORDERS, "home")),
        ("orders/where", "诉求分布图", "map", "map", ORDERS),
        ("orders/order", "工单", "order", "receipt_long", ()),
    ],
    "党建": [
        ("party/coverage", "两个覆盖", "coverage", "account_tree", PLACES),
        ("party/people", "物业与队伍", "people", "groups", PLACES),
    ],
    "服务": [("services/activities", "服务活动", "services", "volunteer_activism", PLACES)],
    "数据": [
        ("data/imports", "导入与报送", "imports", "upload_file", ()),
        ("data/records", "明细与透视", "records", "table_rows", (*ORDERS, "home")),
        ("data/definitions", "指标口径", "metrics", "menu_book", PLACES),
    ],
}


def show() -> None:
    """One run for one reader: the menu, the shared filters, the page."""
    st.set_page_config("网格化治理数据看板", "static/icon.png", layout="wide")
    pages = {section: [_page(entry) for entry in entries] for section, entries in MENU.items()}
    home = st.Page(_home, title="首页", url_path="home", default=True, visibility="hidden")  # so that every page has an address of its own
    page = st.navigation({"": [home], **{section: [each for each, _ in entries] for section, entries in pages.items()}})
    if page == home:
        st.switch_page(pages["总览"][0][0], query_params=st.query_params.to_dict())
    frame.draw(page, next(filters for entries in pages.values() for each, filters in entries if each.url_path == page.url_path))
    keeping.draw(page, {each.url_path: each for entries in pages.values() for each, _ in entries})
    frame.run(page)


def _page(entry: tuple):
    script, title, address, icon, filters = entry
    visibility = "hidden" if address in HIDDEN else "visible"
    return st.Page(f"pages/{script}.py", title=title, icon=f":material/{icon}:", url_path=address, visibility=visibility), filters


def _home() -> None:
    """What the bare address leads to is decided in `show`."""


def sorry(problem: Exception) -> bool:
    """A page that breaks says so in Chinese and leaves its traceback in the log."""
    from govboard.ui import frame

    return frame.sorry(problem)


if __name__ == "__main__":
    from govboard.ui import frame, keeping  # need the running server, which is not there yet when the other branch is taken

    show()
else:
    # `streamlit run` finds the app and imports this file once, before any reader comes. Left alone, a fresh process takes
    # the folder pages/ for the old way of making pages and answers the first deep link with "Page not found".
    from starlette.middleware import Middleware

    from govboard import maps, plots  # noqa: F401 - they and what they need take a second to load: better now than while the first reader waits
    from govboard.ui import warming
    from govboard.ui.doorway import Doorway

    addresses = frozenset({"", *(entry[2] for entries in MENU.values() for entry in entries)})
    app = st.App(__file__, on_script_error=sorry, middleware=[Middleware(Doorway, known=addresses, base=st.get_option("server.baseUrlPath"))], lifespan=warming.lifespan)
    PagesManager.uses_pages_directory = False
