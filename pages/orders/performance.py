"""态势与绩效: how many, of what kind, how well handled, by whom."""

import streamlit as st

from govboard.ui import cards, conclusion, figures, frame

RATES = ["order_on_time_rate", "order_returned_rate", "order_solved_rate", "order_satisfied_rate", "order_self_found_rate"]

of, selection = frame.asked()
frame.title("态势与绩效", of, selection)
conclusion.show(of, selection)
cards.row(of, selection, ["order_reported", "order_closed", "order_open", "order_overdue_open"])
cards.row(of, selection, RATES)
figures.side_by_side(
    lambda: figures.top(of, selection, "order_reported", "category"),
    lambda: figures.top(of, selection, "order_reported", "source"),
)

figures.hours(of, selection)

chosen = st.segmented_control("排名指标", RATES[:4], default=RATES[0], format_func=lambda name: of.catalogue.metric(name).label, key="rank", bind="query-params")
chosen = chosen or RATES[0]
figures.side_by_side(
    lambda: figures.by_handler(of, selection, chosen),
    lambda: figures.trend(of, selection, chosen),
)
figures.composite(of, selection)
figures.durations(of, selection)
