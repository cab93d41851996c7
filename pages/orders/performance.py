"""态势与绩效: how many, of what kind, how well handled, by whom."""

import streamlit as st

from govboard.ui import cards, conclusion, figures, frame, tabs, workload

RATES = ["order_on_time_rate", "order_returned_rate", "order_solved_rate", "order_satisfied_rate", "order_self_found_rate"]
MORE = ["order_first_time_rate", "order_extension_rate", "order_response_rate", "order_disposal_rate"]  # 结案率 stands in 指标口径: 办结 and 结案 never on one page


def volume(of, selection):
    cards.row(of, selection, ["order_reported", "order_closed", "order_open", "order_overdue_open"])
    figures.side_by_side(lambda: figures.top(of, selection, "order_reported", "category"), lambda: figures.top(of, selection, "order_reported", "source"))
    figures.side_by_side(lambda: workload.funnel(of, selection), lambda: figures.trend(of, selection, "order_reported"))
    figures.hours(of, selection)
    workload.again(of, selection)


def quality(of, selection):
    cards.row(of, selection, RATES)
    cards.row(of, selection, MORE)
    name = st.segmented_control("排名指标", RATES[:4], default=RATES[0], format_func=lambda each: of.catalogue.metric(each).label, key="rank", bind="query-params") or RATES[0]
    figures.side_by_side(lambda: figures.by_handler(of, selection, name), lambda: figures.trend(of, selection, name))
    workload.units(of, selection, "handling_subdistrict")
    figures.composite(of, selection)
    figures.durations(of, selection)


def who(of, selection):
    workload.units(of, selection, "handling_unit")
    workload.units(of, selection, "company")
    workload.units(of, selection, "estate")


def hot(of, selection):
    cards.row(of, selection, ["order_hot_closed", "order_supervised", "order_returned_often", "order_repeat_places"])
    workload.hot(of, selection)


of, selection = frame.asked()
frame.title("态势与绩效", of, selection)
conclusion.show(of, selection, conclusion.came, conclusion.place, conclusion.reasons, conclusion.visited, conclusion.thin)
tabs.show({"态势": volume, "绩效": quality, "单位与企业": who, "热点难点": hot}, of, selection)
