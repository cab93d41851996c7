"""服务活动: what was done, how often, for how many; stations and estates; the business circle and its roads."""

import streamlit as st

from govboard.ui import cards, conclusion, figures, frame, places, tabs

MONTHLY = ["邻里议事会", "帮帮日", "红色服务日", "党日"]


def activities(of, selection):
    frame.complaints(conclusion.missing(of, selection, "activity"))
    cards.row(of, selection, ["service_times", "service_person_times", "activity_sessions", "activity_person_times"])
    cards.row(of, selection, ["activity_monthly_rate", "topics_settled_rate", "meeting_three_sides_rate", "meeting_core_sides_rate"])
    figures.side_by_side(lambda: figures.top(of, selection, "service_times", "category"), lambda: figures.top(of, selection, "activity_sessions", "category"))
    figures.side_by_side(lambda: figures.trend(of, selection, "service_person_times"), lambda: figures.by_area(of, selection, "activity_sessions"))
    kind = st.segmented_control("每月活动完成情况", MONTHLY, default=MONTHLY[0], key="kind", bind="query-params") or MONTHLY[0]
    places.monthly_activity(of, selection, kind)


def stations(of, selection):
    cards.row(of, selection, ["stations_open", "friendly_estates", "estate_renewed_rate", "estate_managed_rate", "elderly_rate"])
    places.stations(of, selection)
    places.estates(of, selection)


def circle(of, selection):
    cards.row(of, selection, ["project_done_rate", "road_chief_rate", "partners_joined"])
    places.circle(of, selection)


of, selection = frame.asked()
frame.title("服务活动", of, selection)
tabs.show({"活动": activities, "站点小区": stations, "商圈路段": circle}, of, selection)
