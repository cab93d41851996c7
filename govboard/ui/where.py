"""诉求分布图: the parts of the page. Where orders come from, where they gather, what changed, what comes back from one place, who lives far from a station."""

import pandas as pd
import streamlit as st

from govboard import maps, periods, shades, wording
from govboard.selection import Selection
from govboard.ui import atlas, board, cards, figures, frame, marks
from govboard.warehouse import Version

METRICS = ["order_reported", "order_per_households", "order_open", "order_overdue_open", "order_on_time_rate", "order_satisfied_rate"]
AGAINST = {"上期": "before", "上年同期": "year"}
WHOLE = "所选时段"


def spread(of: Version, selection: Selection) -> None:
    """One figure by area, month by month if wanted, with the orders as points."""
    with st.container(horizontal=True):
        name, level = _what(of)
        dotted = st.toggle("显示诉求点位", key="points", bind="query-params")
        points = st.segmented_control("点位颜色", list(atlas.COLOURED), default="kind", format_func=atlas.COLOURED.get, key="colour", bind="query-params") if dotted else ""
    asked = _month(of, selection)
    points = (points or "kind") if dotted else ""
    atlas.area_map(of, asked, name, level, points, height=560)
    marks.caption(atlas.hint(of, asked, level, points))
    cards.row(of, asked, METRICS[:3])
    cards.row(of, asked, METRICS[3:])
    if asked.areas:
        figures.top(of, asked, "order_reported", "category")
    atlas.area_list(of, asked, name, level)


def _what(of: Version) -> tuple[str, str]:
    """The metric and the level of the map."""
    levels = [each for each in ("subdistrict", "community", "grid") if of.catalogue.area_names(each)] or ["subdistrict"]
    name = st.segmented_control("看什么", METRICS, default=METRICS[0], format_func=lambda each: of.catalogue.metric(each).label, key="show", bind="query-params")
    level = st.segmented_control("看到哪一级", levels, default=levels[0], format_func=of.catalogue.words, key="level", bind="query-params")
    return name or METRICS[0], level or levels[0]


def _month(of: Version, selection: Selection) -> Selection:
    """The selection, or one month of the last twelve by the slider."""
    if of.as_of is None:
        return selection
    months = {each.words: each for each in periods.last_months(of.as_of.date(), 12)}
    chosen = st.select_slider("按月看", [WHOLE, *months], key="month", bind="query-params", help="拖动可逐月查看；“所选时段”按左侧的统计时段。")
    return selection.by_calendar().during(months[chosen].start, months[chosen].end) if chosen in months else selection


def compared(of: Version, selection: Selection) -> None:
    """The same figure in two periods side by side, in the same classes, and the difference between them."""
    with st.container(horizontal=True):
        name, level = _what(of)
        against = st.segmented_control("与哪一期比", list(AGAINST), default="上期", key="against", bind="query-params") or "上期"
    asked = _asked(selection, AGAINST[against])
    if asked is None:
        frame.empty("所选时段没有可比的一期", "请在左侧选一个月、季度或年份；1月不单独同比（春节错月），与2月合并比较。")
        return
    selection, other, words = asked
    name = of.catalogue.asked(name, selection)
    now, then, apart = board.figure(of, _compared, selection, other, words, name, level)
    figures.side_by_side(lambda: atlas.show(*_keyed(now, "now", name, level)), lambda: atlas.show(*_keyed(then, "then", name, level)))
    atlas.show(*_keyed(apart, "apart", name, level), 520)


def _keyed(spec, which: str, name: str, level: str) -> tuple:
    return spec, f"map-{which}-{name}-{level}", level


def _asked(selection: Selection, which: str) -> tuple[Selection, Selection, str] | None:
    """The period, the one it is compared with, and what that is called; January and February are compared together with a year ago."""
    if selection.start is None or selection.end is None:
        return None
    if which == "before":
        start, end, words = board.before(selection)
        return selection, selection.during(start, end), words
    found = periods.same_as_a_year_ago(selection.start, selection.end)
    return found and (selection.during(*found[0]), selection.during(*found[1]), found[2])


def _apart(values: pd.Series, unit: str) -> pd.Series:
    """The values as they are displayed, for people subtract what they see."""
    return values.map(lambda each: maps.displayed(each, unit) / (100 if unit == "percent" else 1), na_action="ignore").astype("float64")


def _compared(of: Version, selection: Selection, other: Selection, words: str, name: str, level: str) -> tuple:
    """The maps of both periods and of the difference; areas that lack one of the figures have no difference."""
    metric = of.catalogue.metric(name)
    rows = [board.standing(of, name, level, each).dropna(subset="code").set_index("code") for each in (selection, other)]
    values = [each.value.astype("float64") for each in rows]
    displayed = [maps.displayed(each, metric.unit) for each in pd.concat(values).dropna()]
    breaks = shades.cuts(displayed)
    specs = [_map_of(of, each, level, shown, f"{metric.label}（{each.sentence('').partition(' ')[0]}）", metric, breaks=breaks) for each, shown in zip((selection, other), rows, strict=True)]
    apart = _apart(values[0], metric.unit) - _apart(values[1].reindex(values[0].index), metric.unit)
    told = [wording.change(now, before, metric.unit, words) if not (pd.isna(now) or pd.isna(before)) else "两期有一期没有数据" for now, before in zip(values[0], values[1].reindex(values[0].index), strict=True)]
    shown = pd.DataFrame({"code": apart.index, "label": rows[0].label.to_numpy(), "value": apart.to_numpy(), "text": told})
    return (*specs, atlas.area_spec(of, selection, level, shown, f"{metric.label}的变化", unit=metric.unit, name="变化", differences=True))


def _map_of(of: Version, selection: Selection, level: str, rows: pd.DataFrame, title: str, metric, **more) -> maps.AreaMap:
    texts = [state or wording.parts(top, bottom) for state, top, bottom in zip(rows.state, rows.numerator, rows.denominator, strict=True)]
    shown = pd.DataFrame({"code": rows.index, "label": rows.label.to_numpy(), "value": rows.value.astype("float64").to_numpy(), "text": texts})
    return atlas.area_spec(of, selection, level, shown, title, unit=metric.unit, name=metric.label, **more)
