"""服务活动: what was done, how often, for how many."""

import pandas as pd
import streamlit as st

from govboard import charts
from govboard.ui import board, cards, drawing, figures, frame

MONTHLY = ["邻里议事会", "帮帮日", "红色服务日", "党日"]

of, selection = frame.asked()
frame.title("服务活动", of, selection)
late = board.report(of, "not_delivered", selection, table="activity")
if len(late):
    names = of.catalogue.area_names("subdistrict")
    st.warning(f"{'、'.join(names.get(code, code) for code in late.code)}：所选时段的活动台账未报送，合计不含该镇街，不与全口径数比较。", icon=":material/report:")
cards.row(of, selection, ["service_times", "service_person_times", "activity_sessions", "activity_person_times"])
figures.side_by_side(
    lambda: figures.top(of, selection, "service_times", "category"),
    lambda: figures.top(of, selection, "activity_sessions", "category"),
)
figures.side_by_side(
    lambda: figures.trend(of, selection, "service_person_times"),
    lambda: figures.ranking(of, selection, "activity_sessions"),
)

kind = st.segmented_control("每月活动完成情况", MONTHLY, default=MONTHLY[0], key="kind", bind="query-params") or MONTHLY[0]
start = (pd.Timestamp(selection.end or of.as_of).to_period("M") - 5).start_time.date()
recent = selection.during(min(start, selection.start or start), selection.end or of.as_of.date())
found = board.report(of, "activity_months", recent, kind=kind)
if found.empty:
    frame.empty(f"所选范围内没有{kind}的记录")
else:
    names = of.catalogue.area_names("community")
    months = [str(each) for each in pd.period_range(recent.start, recent.end, freq="M")]
    whole = found.pivot(index="community", columns="month", values="n").reindex(columns=months)
    tidy = whole.rename(index=names).rename_axis("社区").reset_index().melt("社区", var_name="月份", value_name="场次")
    drawing.show_chart(charts.heat(tidy, "社区", "月份", "场次", title=f"{kind}逐月场次（空白为未见记录）", unit="场", stamp=frame.full_stamp(of, recent)), "monthly")
