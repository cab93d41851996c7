"""服务活动 by place: communities by month, stations and estates, the business circle and its roads."""

import pandas as pd
import streamlit as st

from govboard import charts, plots, wording
from govboard.definitions import DIMENSIONS
from govboard.selection import Selection
from govboard.ui import board, drawing, figures, frame, marks, party
from govboard.warehouse import Version


def stations(of: Version, selection: Selection) -> None:
    """Stations with what they did; one without a record in the period says 未见记录, not that nothing was done."""
    _register(of, selection, "station_services", "站点及其服务", "个", "服务站点台账", timed=True)


def estates(of: Version, selection: Selection) -> None:
    """Estates by way of management, and the renovated ones before and after."""
    _register(of, selection, "estate_modes", "小区（按管理方式）", "类", "小区台账")
    _register(of, selection, "renovations", "老旧小区改造前后的诉求量", "个", "小区台账和工单", "只列改造完成前后各满180天的小区；前后季节不同，仅供参考。")


def circle(of: Version, selection: Selection) -> None:
    """Projects paid by shops, the rotating chair, road sections with their chiefs."""
    _register(of, selection, "projects", "实事与清单", "项", "民生实事台账", "各年份的都列出。")
    _register(of, selection, "chairs", "商圈轮值主席", "任", "任职台账", "只列来自哪一方，不列名。")
    _register(of, selection, "roads", "路段与路长", "条", "路段台账")


def _register(of: Version, selection: Selection, report: str, title: str, unit: str, source: str, note: str = "", timed: bool = False) -> None:
    """A register as it stands at the cut-off; `timed` where its figures are of the period asked for."""
    if not party.known(of, report, source):
        return
    found = board.report(of, report, selection)
    st.markdown(f"##### {title}　{len(found)}{unit}")
    if found.empty:
        frame.empty(f"所选范围没有{title}的记录", f"没有导入过的，请导入{source}；或放宽时段、改选上一级区域。")
        return
    st.dataframe(readable(found), hide_index=True, height=drawing.tall(len(found)), placeholder="未见记录")
    asked = selection if timed or of.as_of is None else selection.during(None, of.as_of.date())
    marks.caption(f"{note}{frame.full_stamp(of, asked)}")


def readable(found: pd.DataFrame) -> pd.DataFrame:
    """Days without a time, whole numbers without a point, rates with one decimal."""
    shown = found.copy()
    for column in shown.columns:
        if pd.api.types.is_datetime64_any_dtype(shown[column]):
            shown[column] = shown[column].dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(shown[column]):
            whole = (shown[column].dropna() % 1 == 0).all()
            shown[column] = shown[column].astype("Int64") if whole else [None if pd.isna(each) else float(wording.rounded(each, 1)) for each in shown[column]]
    return shown


def monthly_activity(of: Version, selection: Selection, kind: str) -> None:
    """Communities that held an activity, by 镇街 and month; within chosen 镇街, sessions by community and month."""
    chart, figure = board.figure(of, _monthly_activity, selection, kind)
    if chart is None:
        frame.empty(f"所选范围内没有{kind}的记录")
    else:
        drawing.show_chart(chart, "monthly-activity", figure)


def _monthly_activity(of: Version, selection: Selection, kind: str):
    end = selection.end or of.as_of.date()
    recent = selection.during(min(selection.start or end, figures.months_before(end, 5)), end)
    found = board.report(of, "activity_months", recent, kind=kind)
    if found.empty:
        return None, None
    level, value, unit = ("community", "n", "场") if selection.areas else ("subdistrict", "communities", "个")
    months = [str(each) for each in pd.period_range(recent.start, recent.end, freq="M")]
    table = found.assign(communities=1).pivot_table(index=level, columns="month", values=value, aggfunc="sum")
    codes = of.catalogue.expected(level, selection)
    table = of.catalogue.deliveries.zero_where_delivered("activity", table.reindex(index=[*codes, *table.index.difference(codes)], columns=months))
    row = DIMENSIONS[level]
    tidy = table.rename(index=of.catalogue.area_names(level)).rename_axis(row).reset_index().melt(row, var_name="月份", value_name="数")
    words = f"{kind}逐月场次" if selection.areas else f"每月开展{kind}的社区（村）数"
    chart = charts.heat(tidy, row, "月份", "数", title=words, unit=unit, stamp=frame.full_stamp(of, recent))
    return chart, plots.to_plotly(chart)
