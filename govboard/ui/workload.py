"""态势与绩效 below its cards: the way of the orders, who handles how much how well, places that come again, the curve of hot problems."""

import pandas as pd
import streamlit as st

from govboard import charts, plots, queries, wording
from govboard.definitions import DIMENSIONS
from govboard.selection import Selection
from govboard.ui import board, drawing, figures, frame, listing, marks
from govboard.warehouse import Version

SHOWN = ["order_due", "order_on_time_rate", "order_overdue_open", "order_solved_rate", "order_satisfied_rate", "order_returned_rate", "order_extension_rate"]
MOST = 20  # units in one table
PLACES = 10


def funnel(of: Version, selection: Selection) -> None:
    """Of the orders reported in the period, how many have come to each step."""
    chart, figure = board.figure(of, _funnel, selection)
    if chart is None:
        frame.empty("所选范围内没有上报的工单")
    else:
        drawing.show_chart(chart, "funnel", figure)


def _funnel(of: Version, selection: Selection):
    found = board.report(of, "funnel", selection)
    whole = found.orders.iloc[0]
    if not whole:
        return None, None
    told = [f"占{wording.figure(each.orders / whole, 'percent')}" + ("" if pd.isna(each.hours) else f"，距上一步中位{figures.hours_words(each.hours)}") for each in found.itertuples()]
    shown = pd.DataFrame({"环节": found.step, "件数": found.orders, "detail": told})
    chart = charts.ranking(shown, "环节", "件数", title="本期上报的工单走到哪一步", unit="件", name="件数", detail="detail", sort=False, stamp=frame.full_stamp(of, selection))
    return chart, plots.to_plotly(chart)


def units(of: Version, selection: Selection, dimension: str) -> None:
    """Who handles how much and how well, most cases first; rates of few cases say so. In reading order, never a ranking of last places."""
    table, more = board.figure(of, _units, selection, dimension)
    words = DIMENSIONS[dimension]
    if table.empty:
        frame.empty(f"所选范围内没有{words}的记录", "导出里没有这一列的，无法按它展开。")
        return
    st.markdown(f"**按{words}**　应办结件数多的在前" + (f"，另有{more}个未列" if more else ""))
    st.html(drawing.table({head: list(table[head]) for head in table}, f"按{words}的办理情况"))
    few = table.apply(lambda cells: cells.str.contains(marks.FEW, regex=False)).any(axis=None)
    marks.caption(f"{marks.FEW_SAID if few else ''}{frame.full_stamp(of, selection)}")


def _units(of: Version, selection: Selection, dimension: str) -> tuple[pd.DataFrame, int]:
    names = [of.catalogue.asked(name, selection) for name in SHOWN]
    split = {name: board.values(of, name, dimension, selection).dropna(subset="code").set_index("code") for name in names}
    order = split[names[0]].sort_values("value", ascending=False, kind="stable")
    shown = order.head(MOST)
    columns = {DIMENSIONS[dimension]: list(shown.label)}
    for name in names:
        metric, found = of.catalogue.metric(name), split[name].reindex(shown.index)
        columns[metric.label] = [_cell(metric, each) for each in found.itertuples()]
    return pd.DataFrame(columns), len(order) - len(shown)


def _cell(metric, row) -> str:
    if wording.missing(row.value):
        return "0件" if not metric.is_rate else "—"
    few = marks.FEW if metric.is_rate and row.denominator < metric.rank_from else ""
    parts = f"\u00a0\u00a0{wording.parts(row.numerator, row.denominator)}" if metric.is_rate else ""
    return f"{wording.figure(row.value, metric.unit)}{few}{parts}"


def again(of: Version, selection: Selection) -> None:
    """Places from which the same kind of problem came three times or more in ninety days, as they stand at the cut-off."""
    if not queries.report("repeat_places").marts <= of.tables:
        return
    found = board.report(of, "repeat_places", selection)
    st.markdown(f"**重复诉求点位**　近90天50米以内同类诉求3件以上，共{len(found)}处" + (f"，列出前{PLACES}处" if len(found) > PLACES else ""))
    if found.empty:
        frame.empty("没有重复诉求点位", "没有坐标的工单不能判断。")
        return
    shown = found.head(PLACES)
    day = {each: [wording.moment(at.to_pydatetime()).partition("日")[0] + "日" for at in shown[each]] for each in ("最早上报", "最近上报")}
    st.html(drawing.table({each: [str(value) if not pd.isna(value) else "未归属" for value in shown[each]] for each in ("类别", "镇街", "社区", "件数")} | day, "重复诉求点位", {"其中一件": [listing.number(each) for each in shown["工单编号"]]}))
    marks.caption(f"以数据截至的时刻为准，不随统计时段变化。{frame.stamp(of)}")


def hot(of: Version, selection: Selection) -> None:
    """How many hot problems were solved, added up month by month."""
    chart, figure = board.figure(of, _hot, selection)
    if chart is None:
        frame.empty("没有标为热点难点的工单", "导出里有“热点难点”一列并填写“是”的才计入。")
    else:
        drawing.show_chart(chart, "hot", figure)


def _hot(of: Version, selection: Selection):
    found = board.values(of, "order_hot_closed", "month", selection.during(None, selection.end).by_calendar())
    if found.empty or not found.value.sum():
        return None, None
    months = pd.period_range(found.code.iloc[0], found.code.iloc[-1], freq="M")
    summed = found.set_index("code").value.reindex(months.astype(str), fill_value=0).cumsum()
    metric = of.catalogue.metric("order_hot_closed")
    shown = pd.DataFrame({"月份": months.to_timestamp(), "累计": summed.to_numpy()})
    chart = charts.trend(shown, "月份", "累计", title=f"{metric.label}（累计）", unit=metric.unit, name="累计", stamp=frame.full_stamp(of, selection.during(None, selection.end)))
    return chart, plots.to_plotly(chart)
