"""Saved views in the side bar: keep what is on the screen under a name, open it again."""

import streamlit as st

from govboard import views
from govboard.errors import GovboardError
from govboard.importing import scrub
from govboard.ui import board, marks


def draw(page, pages: dict) -> None:
    """Folded; drawn only while it is open. `pages` are address -> page."""
    with st.sidebar:
        box = st.expander("常用视图", key="views", on_change="rerun", icon=":material/bookmark:")
        if box.open:
            with box:
                _open(page, pages)


def _open(page, pages: dict) -> None:
    folder = board.warehouse().folder
    try:
        found = views.saved(folder)
    except GovboardError as problem:
        st.warning(str(problem))
        return
    for number, (name, view) in enumerate(found.items()):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if st.button(marks.plain(name), key=f"view-{number}", type="tertiary") and view["page"] in pages:
                st.switch_page(pages[view["page"]], query_params=view["query"])
            if st.button("删除", key=f"unview-{number}", type="tertiary", help=f"删除“{name}”"):
                views.remove(folder, name)
                st.rerun()
    name = st.text_input("把当前页面和筛选存为", key="view-name", max_chars=views.LONGEST, placeholder="如：花园街道月报")
    if st.button("保存", key="view-save", disabled=not name):
        try:
            views.save(folder, scrub.text(name), page.url_path, {key: st.query_params.get_all(key) for key in st.query_params})
        except GovboardError as problem:
            st.warning(str(problem))
        else:
            st.rerun()
