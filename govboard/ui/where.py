"""诉求分布图: the parts of the page. Where orders come from, where they gather, what changed, what comes back from one place, who lives far from a station."""

import pandas as pd
import streamlit as st

from govboard import maps, periods, shades, wording
from govboard.selection import Selection
from govboard.ui import atlas, board, cards, figures, filters, frame, marks
from govboard.warehouse import Version

METRICS = ["order_reported", "order_per_households", "order_open", "order_overdue_open", "order_on_time_rate", "order_satisfied_rate"]
AGAINST = {"上期": "before", "上年同期": "year"}


def spread(of: Version, selection: Selection) -> None:
    """One figure by area, month by month if wanted, with the orders as points."""
    with st.container(horizontal=True):
        name, level = _what(of)
        dotted = st.toggle("显示诉求点位", key="points", bind="query-params")
        points = st.segmented_control("点位颜色", list(atlas.COLOURED), default="kind", format_func=atlas.COLOURED.get, key="colour", bind="query-params") if dotted else ""
    _months(of)
    points = (points or "kind") if dotted else ""
    atlas.area_map(of, selection, name, level, points, height=560)
    marks.caption(atlas.hint(of, selection, level, points) + atlas.thin(of, selection, name, level))
    cards.row(of, selection, METRICS[:3])
    cards.row(of, selection, METRICS[3:])
    if selection.areas:
        figures.top(of, selection, "order_reported", "category")
    atlas.area_list(of, selection, name, level)


def _what(of: Version) -> tuple[str, str]:
    """The metric and the level of the map."""
    levels = [each for each in ("subdistrict", "community", "grid") if of.catalogue.area_names(each)] or ["subdistrict"]
    name = st.segmented_control("看什么", METRICS, default=METRICS[0], format_func=lambda each: of.catalogue.metric(each).label, key="show", bind="query-params")
    level = st.segmented_control("看到哪一级", levels, default=levels[0], format_func=of.catalogue.words, key="level", bind="query-params")
    return name or METRICS[0], level or levels[0]


def _months(of: Version) -> None:
    """A slider over the last twelve months; it asks for the period, so that title, figures and all parts follow."""
    months, now = filters.months(of), filters.period_words(of)
    options = list(months) if now in months else [*months, now]
    if len(options) < 2:
        return
    st.session_state["month"] = now

    def _moved() -> None:
        if st.session_state["month"] in months:
            filters.ask_period(months[st.session_state["month"]])

    st.select_slider("按月看", options, key="month", on_change=_moved, help="拖动可逐月查看，左侧的统计时段随之改变。")


def compared(of: Version, selection: Selection) -> None:
    """The same figure in two periods side by side, in the same classes, and the difference between them."""
    with st.container(horizontal=True):
        name, level = _what(of)
        against = st.segmented_control("与哪一期比", list(AGAINST), default="上期", key="against", bind="query-params") or "上期"
    asked = _asked(selection, AGAINST[against])
    if asked is None:
        january = selection.start and selection.start.month == 1 and selection.end.month == 1
        frame.empty("1月不单独与上年同期比" if january else "所选时段没有可比的一期", "春节错月，1月与2月合并比较：请在左侧选2月或第一季度，或与上期比。" if january else "请在左侧选一个月、季度或年份。")
        return
    chosen, (selection, other, words) = selection, asked
    if selection != chosen:
        marks.caption(f"春节错月，按{selection.sentence().partition(' ')[0]}合并与上年同期比较。")
    name = of.catalogue.asked(name, selection)
    now, then, apart = board.figure(of, _compared, selection, other, words, name, level)
    figures.side_by_side(lambda: atlas.show(*_keyed(now, "now", level)), lambda: atlas.show(*_keyed(then, "then", level)))
    atlas.show(*_keyed(apart, "apart", level), 520)


def _keyed(spec, which: str, level: str) -> tuple:
    return spec, f"map-{which}-{level}", level


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
    rows = [board.standing(of, name, level, atlas.peers(of, each, level)).dropna(subset="code").set_index("code") for each in (selection, other)]
    values = [atlas.sure(each) for each in rows]
    displayed = [maps.displayed(each, metric.unit) for each in pd.concat(values).dropna()]
    breaks = shades.cuts(displayed)
    specs = [_map_of(of, each, level, shown, f"{metric.label}（{each.sentence('').partition(' ')[0]}）", metric, breaks=breaks) for each, shown in zip((selection, other), rows, strict=True)]
    apart = _apart(values[0], metric.unit) - _apart(values[1].reindex(values[0].index), metric.unit)
    told = [wording.change(now, before, metric.unit, words) if not (pd.isna(now) or pd.isna(before)) else "不可比" for now, before in zip(values[0], values[1].reindex(values[0].index), strict=True)]
    shown = pd.DataFrame({"code": apart.index, "label": rows[0].label.to_numpy(), "value": apart.to_numpy(), "text": told})
    return (*specs, atlas.area_spec(of, selection, level, shown, f"{metric.label}的变化（较{words}）", unit=metric.unit, name="变化", differences=True))


def _map_of(of: Version, selection: Selection, level: str, rows: pd.DataFrame, title: str, metric, **more) -> maps.AreaMap:
    shown = pd.DataFrame({"code": rows.index, "label": rows.label.to_numpy(), "value": atlas.sure(rows).to_numpy(), "text": atlas.texts(rows)})
    return atlas.area_spec(of, selection, level, shown, title, unit=metric.unit, name=metric.label, **more)
