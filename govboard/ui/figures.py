"""The charts several pages share, from a metric and a selection; each is built once and shared by all readers."""

import datetime as dt

import pandas as pd
import streamlit as st

from govboard import charts, maps, periods, spatial, wording
from govboard.metrics import DIMENSIONS
from govboard.selection import Selection
from govboard.ui import board, drawing, frame
from govboard.warehouse import Version

MONTHS = 13


def trend(of: Version, selection: Selection, name: str) -> None:
    """The metric by month up to the end of the period, the year before in pale."""
    chart, figure = board.figure(of, _trend, selection, name)
    if chart is None:
        frame.empty(f"{of.catalogue.metric(name).label}没有可画的月份")
    else:
        drawing.show_chart(chart, f"trend-{name}", figure)


def _trend(of: Version, selection: Selection, name: str):
    metric = of.catalogue.metric(name)
    end = selection.end or of.as_of.date()
    start = min(selection.start or end, _months_before(end, MONTHS - 1))
    found = board.values(of, name, "month", selection.during(_months_before(start, 12), end)).set_index("code").value
    months = pd.period_range(start, end, freq="M")
    shown = pd.DataFrame({
        "月份": months.to_timestamp(),
        metric.label: [_at(found, each) for each in months],
        "上年同期": [_at(found, each - 12) for each in months],
    })  # fmt: skip
    if shown[metric.label].isna().all():
        return None, None
    open_from = of.as_of.replace(day=1) if periods.opening(of.as_of.date()) != f"{of.as_of:%Y-%m}" else None
    before = "上年同期" if shown["上年同期"].notna().any() else None
    chart = charts.trend(shown, "月份", metric.label, title=f"{metric.label}逐月变化", unit=metric.unit, name=metric.label,
                         previous=before, open_from=open_from, stamp=frame.full_stamp(of, selection.during(start, end)))  # fmt: skip
    return chart, charts.to_plotly(chart)


def _at(values: pd.Series, month: pd.Period):
    return values.get(str(month))


def _months_before(day: dt.date, months: int) -> dt.date:
    return (pd.Timestamp(day).to_period("M") - months).start_time.date()


def ranking(of: Version, selection: Selection, name: str, dimension: str = "subdistrict") -> None:
    """The metric by area: best first, thin samples and 未报送 apart, the whole as a line."""
    chart, figure = board.figure(of, _ranking, selection, name, dimension)
    if chart is None:
        frame.empty(f"{of.catalogue.metric(name).label}没有可比较的{DIMENSIONS[dimension]}")
    else:
        drawing.show_chart(chart, f"ranking-{name}-{dimension}", figure)


def _ranking(of: Version, selection: Selection, name: str, dimension: str):
    metric = of.catalogue.metric(name)
    rows = board.standing(of, name, dimension, selection)
    if rows.empty:
        return None, None
    whole = board.total(of, name, selection)["value"] if metric.is_rate else None
    shown = pd.DataFrame({
        DIMENSIONS[dimension]: rows.label,
        metric.label: rows.value,
        "state": rows.state,
        "detail": [wording.parts(top, bottom) for top, bottom in zip(rows.numerator, rows.denominator, strict=True)],
    })  # fmt: skip
    chart = charts.ranking(shown, DIMENSIONS[dimension], metric.label, title=f"{metric.label}（按{DIMENSIONS[dimension]}）", unit=metric.unit, name=metric.label,
                           state="state", detail="detail", ascending=metric.good == "lower", reference=whole, stamp=frame.full_stamp(of, selection),
                           highlight=[area.name for area in selection.areas])  # fmt: skip
    return chart, charts.to_plotly(chart)


def top(of: Version, selection: Selection, name: str, dimension: str, most: int = 10) -> None:
    """The largest groups of a dimension, the rest summed as 其他."""
    chart, figure = board.figure(of, _top, selection, name, dimension, most)
    if chart is None:
        frame.empty(f"所选范围内没有{DIMENSIONS[dimension]}数据")
    else:
        drawing.show_chart(chart, f"top-{name}-{dimension}", figure)


def _top(of: Version, selection: Selection, name: str, dimension: str, most: int):
    metric = of.catalogue.metric(name)
    found = board.values(of, name, dimension, selection)
    if found.empty:
        return None, None
    rest = pd.DataFrame({"label": [f"其他{len(found) - most}类"], "value": [found.value[most:].sum()]})
    shown = pd.concat([found.head(most), rest]) if len(found) > most else found
    share = [f"占{wording.figure(value / found.value.sum(), 'percent')}" for value in shown.value]
    shown = pd.DataFrame({DIMENSIONS[dimension]: shown.label, metric.label: shown.value, "detail": share})
    chart = charts.ranking(shown, DIMENSIONS[dimension], metric.label, title=f"{metric.label}按{DIMENSIONS[dimension]}", unit=metric.unit, name=metric.label,
                           detail="detail", sort=False, stamp=frame.full_stamp(of, selection))  # fmt: skip
    return chart, charts.to_plotly(chart)


def area_map(of: Version, selection: Selection, name: str, level: str = "subdistrict", points: bool = False, height: int = 460) -> str | None:
    """The metric on a map; gives the code of the area clicked in this run. Without boundaries and points, bars instead."""
    spec, prepared = board.figure(of, _map, selection, name, level, points)
    if prepared is None:
        ranking(of, selection, name, level)
        return None
    return drawing.show_map(spec, f"map-{name}-{level}", height, prepared)


def _map(of: Version, selection: Selection, name: str, level: str, points: bool):
    metric = of.catalogue.metric(name)
    url = board.figure(of, _boundary_url, Selection(), level)
    rows = board.standing(of, name, level, selection)
    shown = pd.DataFrame({"code": rows.code.fillna(""), "label": rows.label, "value": rows.value.astype("float64"), "text": _texts(rows)})
    settings = board.warehouse().settings
    spec = maps.AreaMap(title=f"{metric.label}（按{DIMENSIONS[level]}）", unit=metric.unit, stamp=frame.full_stamp(of, selection),
                        caption=settings.map_review_number or settings.map_caption, boundary_url=url, level=level, frame=shown[shown.code != ""],
                        points=board.report(of, "points", selection) if points or not url else None, name=metric.label, point_name="诉求点位",
                        highlight=selection.areas[0].code if len(selection.areas) == 1 else None, inset=bool(url))  # fmt: skip
    return spec, maps.to_echarts(spec)


def _texts(rows: pd.DataFrame) -> list[str]:
    told = [wording.parts(top, bottom) for top, bottom in zip(rows.numerator, rows.denominator, strict=True)]
    return [state or words for state, words in zip(rows.state, told, strict=True)]


def _boundary_url(of: Version, _: Selection, level: str) -> str | None:
    found = of.report("boundaries", {"level": level})
    return drawing.publish_boundaries(spatial.boundary_file(found)) if len(found) else None


def monthly_activity(of: Version, selection: Selection, kind: str) -> None:
    """Communities that held an activity, by 镇街 and month; within chosen 镇街, sessions by community and month."""
    chart, figure = board.figure(of, _monthly_activity, selection, kind)
    if chart is None:
        frame.empty(f"所选范围内没有{kind}的记录")
    else:
        drawing.show_chart(chart, "monthly-activity", figure)


def _monthly_activity(of: Version, selection: Selection, kind: str):
    end = selection.end or of.as_of.date()
    recent = selection.during(min(selection.start or end, _months_before(end, 5)), end)
    found = board.report(of, "activity_months", recent, kind=kind)
    if found.empty:
        return None, None
    level, value, unit = ("community", "n", "场") if selection.areas else ("subdistrict", "communities", "个")
    months = [str(each) for each in pd.period_range(recent.start, recent.end, freq="M")]
    table = found.assign(communities=1).pivot_table(index=level, columns="month", values=value, aggfunc="sum").reindex(columns=months)
    row = DIMENSIONS[level]
    tidy = table.rename(index=of.catalogue.area_names(level)).rename_axis(row).reset_index().melt(row, var_name="月份", value_name="数")
    words = f"{kind}逐月场次" if selection.areas else f"每月开展{kind}的社区（村）数"
    chart = charts.heat(tidy, row, "月份", "数", title=f"{words}（空白为未见记录）", unit=unit, stamp=frame.full_stamp(of, recent))
    return chart, charts.to_plotly(chart)


def side_by_side(*draw) -> None:
    """Two charts beside each other; one below the other on a narrow screen."""
    for column, each in zip(st.columns(len(draw), gap="small"), draw, strict=True):
        with column:
            each()
