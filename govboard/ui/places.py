"""服务活动 by place: stations and estates, the business circle and its roads."""

import pandas as pd
import streamlit as st

from govboard import wording
from govboard.selection import Selection
from govboard.ui import board, frame, marks, party
from govboard.warehouse import Version


def stations(of: Version, selection: Selection) -> None:
    """Stations with what they did; one without a record in the period says 未见记录, not that nothing was done."""
    _register(of, selection, "station_services", "站点及其服务", "服务站点台账")


def estates(of: Version, selection: Selection) -> None:
    """Estates by way of management, and the renovated ones before and after."""
    _register(of, selection, "estate_modes", "小区（按管理方式）", "小区台账")
    _register(of, selection, "renovations", "老旧小区改造前后的诉求量", "小区台账和工单", "只列改造完成前后各满180天的小区；前后季节不同，仅供参考。")


def circle(of: Version, selection: Selection) -> None:
    """Projects paid by shops, the rotating chair, road sections with their chiefs."""
    _register(of, selection, "projects", "实事与清单", "民生实事台账")
    _register(of, selection, "chairs", "商圈轮值主席", "任职台账", "只列来自哪一方，不列名。")
    _register(of, selection, "roads", "路段与路长", "路段台账")


def _register(of: Version, selection: Selection, report: str, title: str, source: str, note: str = "") -> None:
    if not party.known(of, report, source):
        return
    found = board.report(of, report, selection)
    st.markdown(f"##### {title}　{len(found)}项")
    if found.empty:
        frame.empty(f"所选范围没有{title}的记录", f"没有导入过的，请导入{source}；或放宽时段、改选上一级区域。")
        return
    st.dataframe(readable(found), hide_index=True, height=min(420, 38 + 35 * len(found)), placeholder="未见记录")
    marks.caption(f"{note}{frame.full_stamp(of, selection)}")


def readable(found: pd.DataFrame) -> pd.DataFrame:
    """Days without a time, whole numbers without a point, rates with one decimal."""
    shown = found.copy()
    for column in shown.columns:
        if pd.api.types.is_datetime64_any_dtype(shown[column]):
            shown[column] = shown[column].dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_float_dtype(shown[column]):
            digits = 0 if (shown[column].dropna() % 1 == 0).all() else 1
            shown[column] = [None if pd.isna(each) else str(wording.rounded(each, digits)) for each in shown[column]]
    return shown
