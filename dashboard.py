"""The frame: page settings, the menu, shared filters, run the page.

To add a page: one file under pages/<section>/ and one line in MENU. Never put a script directly into pages/.
"""

import streamlit as st

from govboard.ui import frame

ORDERS = ("period", "area", "category", "source")
PLACES = ("period", "area")

# section -> (script, title, address, icon, shared filters)
MENU = {
    "总览": [("overview/cockpit", "驾驶舱", "cockpit", "dashboard", ORDERS)],
    "诉求": [
        ("orders/performance", "态势与绩效", "performance", "monitoring", ORDERS),
        ("orders/where", "诉求分布图", "map", "map", ORDERS),
    ],
    "党建": [("party/coverage", "两个覆盖", "coverage", "account_tree", PLACES)],
    "服务": [("services/activities", "服务活动", "services", "volunteer_activism", PLACES)],
    "数据": [
        ("data/imports", "导入与报送", "imports", "upload_file", ()),
        ("data/definitions", "指标口径", "metrics", "menu_book", PLACES),
    ],
}

st.set_page_config("网格化治理数据看板", "static/icon.png", layout="wide")
pages = {
    section: [(st.Page(f"pages/{script}.py", title=title, icon=f":material/{icon}:", url_path=address, default=address == "cockpit"), wanted)
              for script, title, address, icon, wanted in entries]
    for section, entries in MENU.items()
}  # fmt: skip
page = st.navigation({section: [each for each, _ in entries] for section, entries in pages.items()})
frame.draw(page, next(wanted for entries in pages.values() for each, wanted in entries if each.url_path == page.url_path))
frame.run(page)
