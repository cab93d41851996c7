"""The page that clicks are measured on by pages.py: all filters, eight cards, four charts, a map and a table, drawn by the functions the pages use."""

import streamlit as st

from govboard.ui import atlas, cards, conclusion, figures, frame, workload


def show() -> None:
    """One run for one reader, as in dashboard.py."""
    st.set_page_config(layout="wide")
    page = st.navigation([st.Page(_body, title="整页")])
    frame.draw(page, ("period", "area", "category", "source", "basis"))
    frame.run(page)


def _body() -> None:
    of, selection = frame.asked()
    frame.title("整页", of, selection)
    conclusion.show(of, selection, conclusion.handled, conclusion.stock, conclusion.kinds)
    cards.row(of, selection, ["order_reported", "order_on_time_rate", "order_open", "order_overdue_open"])
    cards.row(of, selection, ["order_satisfied_rate", "order_solved_rate", "order_returned_rate", "order_self_found_rate"])
    figures.side_by_side(lambda: figures.trend(of, selection, "order_reported"), lambda: figures.by_handler(of, selection, "order_on_time_rate"))
    figures.side_by_side(lambda: figures.top(of, selection, "order_reported", "category"), lambda: figures.hours(of, selection))
    atlas.area_map(of, selection, "order_reported")
    workload.units(of, selection, "handling_unit")
