"""诉求分布图: where the problems are."""

import streamlit as st

from govboard.selection import Area
from govboard.ui import cards, figures, filters, frame, marks

METRICS = ["order_reported", "order_per_households", "order_open", "order_overdue_open", "order_on_time_rate", "order_satisfied_rate"]

of, selection = frame.asked()
frame.title("诉求分布图", of, selection)
levels = [each for each in ("subdistrict", "community", "grid") if of.catalogue.area_names(each)]

with st.container(horizontal=True):
    name = st.segmented_control("看什么", METRICS, default=METRICS[0], format_func=lambda each: of.catalogue.metric(each).label, key="show", bind="query-params")
    level = st.segmented_control("看到哪一级", levels, default=levels[0], format_func=of.catalogue.words, key="level", bind="query-params") if levels else "subdistrict"
    points = st.toggle("显示诉求点位", key="points", bind="query-params")
name, level = name or METRICS[0], level or levels[0]

clicked = figures.area_map(of, selection, name, level, points, height=560)
code = filters.remembered("place", clicked)
names = of.catalogue.area_names(level)
if code in names:
    here = selection.among((Area(level, code, names[code]),))
    st.markdown(f"##### {marks.plain(names[code])}")
    cards.row(of, here, METRICS)
    figures.top(of, here, "order_reported", "category")
else:
    st.caption(figures.map_hint(of, selection, level))
figures.area_list(of, selection, name, level)
