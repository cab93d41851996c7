"""服务活动: what was done, how often, for how many."""

import streamlit as st

from govboard.ui import board, cards, figures, frame

MONTHLY = ["邻里议事会", "帮帮日", "红色服务日", "党日"]

of, selection = frame.asked()
frame.title("服务活动", of, selection)
if late := board.not_delivered(of, selection, "activity"):
    st.warning(f"{'、'.join(late)}：所选时段的活动台账未报送，合计不含在内，不与全口径数比较，不参与排名。", icon=":material/report:")
cards.row(of, selection, ["service_times", "service_person_times", "activity_sessions", "activity_person_times"])
figures.side_by_side(
    lambda: figures.top(of, selection, "service_times", "category"),
    lambda: figures.top(of, selection, "activity_sessions", "category"),
)
figures.side_by_side(
    lambda: figures.trend(of, selection, "service_person_times"),
    lambda: figures.by_area(of, selection, "activity_sessions"),
)

kind = st.segmented_control("每月活动完成情况", MONTHLY, default=MONTHLY[0], key="kind", bind="query-params") or MONTHLY[0]
figures.monthly_activity(of, selection, kind)
