"""态势与绩效: how many, of what kind, how well handled, by whom."""

import streamlit as st

from govboard import charts
from govboard.ui import board, cards, conclusion, drawing, figures, frame

WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
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

hours = board.report(of, "weekday_hour", selection)
if len(hours):
    shown = hours.assign(星期=[WEEKDAYS[day - 1] for day in hours.weekday], 时=[f"{hour}时" for hour in hours.hour], 件数=hours.n)
    shown = shown.sort_values(["hour", "weekday"])
    drawing.show_chart(charts.heat(shown, "星期", "时", "件数", title="诉求高发时段（上报时间）", unit="件", stamp=frame.full_stamp(of, selection)), "hours")

chosen = st.segmented_control("排名指标", RATES[:4], default=RATES[0], format_func=lambda name: of.catalogue.metric(name).label, key="rank", bind="query-params")
figures.side_by_side(
    lambda: figures.ranking(of, selection, chosen or RATES[0], "handling_subdistrict"),
    lambda: figures.trend(of, selection, chosen or RATES[0]),
)
