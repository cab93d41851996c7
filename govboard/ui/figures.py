"""The charts several pages share, from a metric and a selection; each is built once and shared by all readers."""

import datetime as dt

import pandas as pd
import streamlit as st

from govboard import charts, contract, periods, plots, ranking, wording
from govboard.composite import scores
from govboard.definitions import DIMENSIONS
from govboard.errors import WrongUse
from govboard.selection import BOTH, YEAR_AGO, Area, Selection
from govboard.ui import board, drawing, filters, frame, marks
from govboard.warehouse import Version

MONTHS = 13
LONGEST = 20  # bars in one ranking; more cannot be read on one screen


def _show(of: Version, selection: Selection, key: str, nothing: tuple[str, ...], builder, name: str, *more, on_click=None) -> None:
    """A chart of a metric in the 口径 the reader chose, or in its place why there is none: `nothing` holds the words and perhaps an advice."""
    name = of.catalogue.asked(name, selection)
    metric = of.catalogue.metric(name)
    if words := board.lacking(of, name, selection):
        frame.empty(f"{metric.label}不分{words}统计", "请改选镇街，或点“清除筛选”。")
        return
    if board.report(of, "delivered", table=metric.table).empty:
        frame.empty(f"{metric.label}：还没有收到{contract.tables()[metric.table].title}", "请到“数据 → 导入与报送”导入。")
        return
    chart, figure = board.figure(of, builder, selection, name, *more)
    if chart is None:
        frame.empty(*nothing)
    else:
        drawing.show_chart(chart, key, figure, on_click)


def trend(of: Version, selection: Selection, name: str) -> None:
    """The metric by month up to the end of the period, the year before in pale."""
    _show(of, selection, f"trend-{name}", (f"{of.catalogue.metric(name).label}没有可画的月份",), _trend, name)


def _trend(of: Version, selection: Selection, name: str):
    metric, selection = of.catalogue.metric(name), selection.by_calendar()
    end = selection.end or of.as_of.date()
    start = min(selection.start or end, months_before(end, MONTHS - 1))
    months = pd.period_range(pd.Period(start, "M") - 12, end, freq="M")
    asked = board.fitted(metric, selection.during(months_before(start, 12), end))
    found = of.catalogue.monthly(name, [str(each) for each in months], asked)
    shown = pd.DataFrame({"月份": months[12:].to_timestamp(), metric.label: found.iloc[12:].to_numpy(), "上年同期": found.iloc[:-12].to_numpy()})
    if shown[metric.label].isna().all():
        return None, None
    open_from = of.as_of.replace(day=1) if periods.opening(of.as_of.date()) != f"{of.as_of:%Y-%m}" else None
    before = "上年同期" if shown["上年同期"].notna().any() and selection.compared in (BOTH, YEAR_AGO) else None
    chart = charts.trend(shown, "月份", metric.label, title=f"{metric.label}逐月变化", unit=metric.unit, name=metric.label,
                         previous=before, open_from=open_from, stamp=frame.full_stamp(of, selection.during(start, end)))  # fmt: skip
    return chart, plots.to_plotly(chart)


def months_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months earlier."""
    return (pd.Timestamp(day).to_period("M") - months).start_time.date()


def by_handler(of: Version, selection: Selection, name: str) -> None:
    """The ranking by who handles it; where the export does not say, by where it happened."""
    by_area(of, selection, name, "handling_subdistrict" if of.catalogue.handling_known else "subdistrict")


def by_area(of: Version, selection: Selection, name: str, dimension: str = "subdistrict") -> None:
    """The metric by area: best first, thin samples and 未报送 apart, the whole as a line; chosen areas stand among their peers."""
    chosen, dimension, selection = tuple(area.name for area in selection.areas), *peers_of(of, selection, dimension)
    words = f"{of.catalogue.metric(name).label}：各{of.catalogue.words(dimension)}的件数都太少或没有记录，不排名"
    _show(of, selection, f"ranking-{name}-{dimension}", (words, "可选更长的时段，或放宽区域、类别。"), _ranking, name, dimension, chosen, on_click=asking(dimension))


def asking(dimension: str):
    """What a click on a bar does: the page asks for that area, category or source; a second click for all again. None where no filter knows the dimension."""
    keys = {level: key for key, level in filters.AREAS.items()} | {"category": "category", "source": "source"}
    key = keys.get(dimension)
    return key and (lambda code: code and filters.toggle(key, code))


def peers_of(of: Version, selection: Selection, dimension: str) -> tuple[str, Selection]:
    """What chosen areas are ranked among: all 镇街, or the communities of their own 镇街."""
    if not selection.areas or dimension not in ("subdistrict", "handling_subdistrict"):
        return dimension, selection
    if selection.areas[0].level == "subdistrict":
        return dimension, selection.among(())
    if dimension == "handling_subdistrict":
        return dimension, selection
    listed, names = board.report(of, "areas"), of.catalogue.area_names("subdistrict")
    towns = listed.subdistrict[listed.code.isin([area.code for area in selection.areas])].dropna().unique()
    return "community", selection.among(tuple(Area("subdistrict", code, names.get(code, code)) for code in towns) or selection.areas)


def _ranking(of: Version, selection: Selection, name: str, dimension: str, chosen: tuple[str, ...]):
    metric = of.catalogue.metric(name)
    rows = board.standing(of, name, dimension, selection)
    if rows.empty or rows.value.isna().all() or (metric.is_rate and (rows.state != "").all()):
        return None, None
    more = "，差异不显著、不分先后" if ranking.undecided(ranking.places(rows.set_index("code"), metric)) else ""
    rows, left = _shown(rows)
    whole = board.total(of, name, selection)["value"] if metric.is_rate else None
    word = of.catalogue.words(dimension)
    shown = pd.DataFrame({
        word: rows.label,
        metric.label: rows.value,
        "code": rows.code.fillna(""),
        "state": _states(of, selection, name, dimension, rows),
        **_places(of, selection, name, dimension, rows),
        "detail": [f"{wording.parts(top, bottom)}{also}" for top, bottom, also in zip(rows.numerator, rows.denominator, wording.besides(board.beside(of, name, selection, dimension), rows.code), strict=True)],
    })  # fmt: skip
    chart = charts.ranking(shown, word, metric.label, title=f"{metric.label}（按{word}{left}{more}）", unit=metric.unit, name=metric.label,
                           state="state", detail="detail", place="place", move="move", code="code" if asking(dimension) else None, ascending=metric.good == "lower", reference=whole, stamp=frame.full_stamp(of, selection),
                           reference_label="全部" if selection.areas else "全区", highlight=chosen)  # fmt: skip
    return chart, plots.to_plotly(chart)


def _states(of: Version, selection: Selection, name: str, dimension: str, rows: pd.DataFrame) -> list[str]:
    """Why rows are not ranked; thin samples with their figure of three months, where that is longer than what was asked and no longer thin."""
    start = selection.end and months_before(selection.end, 2)
    if not start or not selection.start or start >= selection.start or (rows.state != "样本不足").all():
        return list(rows.state)
    longer = board.standing(of, name, dimension, selection.by_calendar().during(start, selection.end)).set_index("code")
    told = {code: f"，近三个月{wording.figure(each.value, 'percent')}" for code, each in longer.iterrows() if each.state == ""}
    return [f"{state}{told.get(code, '')}" if state == "样本不足" else state for code, state in zip(rows.code, rows.state, strict=True)]


def _places(of: Version, selection: Selection, name: str, dimension: str, rows: pd.DataFrame) -> dict[str, list[str]]:
    """The place of every row and how it moved since the period before; a snapshot has no period before."""
    metric = of.catalogue.metric(name)
    now = ranking.places(board.standing(of, name, dimension, selection).set_index("code"), metric)
    if ranking.undecided(now):
        return {"place": [""] * len(rows), "move": [""] * len(rows)}
    shared = now.duplicated(keep=False)
    moved = now - now
    if selection.start and selection.end and metric.shape != "snapshot":
        before = board.standing(of, name, dimension, selection.during(*board.before(selection)[:2]))
        moved = ranking.moves(now, ranking.places(before.set_index("code"), metric))
    return {"place": [ranking.words(now.get(code, pd.NA), shared.get(code, False)) for code in rows.code], "move": [ranking.move_words(moved.get(code, pd.NA)) for code in rows.code]}


def _shown(rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """At most `LONGEST` bars: ranked areas first, the others counted in words."""
    if len(rows) <= LONGEST:
        return rows, ""
    ranked = rows.sort_values(["state", "value"], key=lambda each: each != "" if each.name == "state" else -pd.to_numeric(each), kind="stable")
    return ranked.head(LONGEST), f"，另有{len(rows) - LONGEST}个未列"


def top(of: Version, selection: Selection, name: str, dimension: str, most: int = 10) -> None:
    """The largest groups of a dimension, the rest summed as 其他."""
    _show(of, selection, f"top-{name}-{dimension}", (f"{of.catalogue.metric(name).label}：所选范围内没有{DIMENSIONS[dimension]}数据",), _top, name, dimension, most, on_click=asking(dimension))


def _top(of: Version, selection: Selection, name: str, dimension: str, most: int):
    metric = of.catalogue.metric(name)
    found = board.values(of, name, dimension, selection)
    if found.empty:
        return None, None
    rest = pd.DataFrame({"code": [""], "label": [f"其他{len(found) - most}类"], "value": [found.value[most:].sum()]})
    shown = pd.concat([found.head(most), rest]) if len(found) > most else found
    share = [f"占{wording.figure(value / found.value.sum(), 'percent')}" for value in shown.value]
    shown = pd.DataFrame({DIMENSIONS[dimension]: shown.label, metric.label: shown.value, "detail": share, "code": shown.code.fillna("")})
    chart = charts.ranking(shown, DIMENSIONS[dimension], metric.label, title=f"{metric.label}按{DIMENSIONS[dimension]}", unit=metric.unit, name=metric.label,
                           detail="detail", code="code" if asking(dimension) else None, sort=False, stamp=frame.full_stamp(of, selection))  # fmt: skip
    return chart, plots.to_plotly(chart)


def hours(of: Version, selection: Selection) -> None:
    """When problems are reported: weekday × hour."""
    chart, figure = board.figure(of, _hours, selection)
    if chart is not None:
        drawing.show_chart(chart, "hours", figure)


def _hours(of: Version, selection: Selection):
    found = board.report(of, "weekday_hour", selection)
    if found.empty:
        return None, None
    whole = found.set_index(["weekday", "hour"]).n.reindex(pd.MultiIndex.from_product([range(1, 8), range(24)]), fill_value=0)
    tidy = pd.DataFrame({"星期": [f"周{'一二三四五六日'[day - 1]}" for day, _ in whole.index], "时": [f"{hour}时" for _, hour in whole.index], "件数": whole.to_numpy()})
    chart = charts.heat(tidy, "星期", "时", "件数", title="诉求高发时段（上报时间）", unit="件", stamp=frame.full_stamp(of, selection))
    return chart, plots.to_plotly(chart)


def durations(of: Version, selection: Selection) -> None:
    """Medians and P90, which cannot be summed: for all and by who handles, in hours."""
    found = board.report(of, "durations", selection)
    if found.empty or not found.orders.iloc[0]:
        return
    names = of.catalogue.area_names("subdistrict")
    behind = found[found.code == ""] if of.catalogue.handling_known else found[:0]  # departments behind the 镇街
    found = pd.concat([found[found.code != ""], behind])
    who = ["全部", *(names.get(code, code or "责任单位（部门）") for code in found.code.iloc[1:])]
    hours = {"响应中位数": "answered", "处置中位数": "handled", "处置P90": "handled_p90", "全程中位数": "whole", "全程P90": "whole_p90"}
    table = pd.DataFrame({of.catalogue.words("handling_subdistrict"): who, "办结件数": found.orders.astype(int), **{words: [hours_words(each) for each in found[column]] for words, column in hours.items()}})
    with st.container(border=True, key="durations"):
        st.markdown("**办理时长**")
        marks.caption(f"按办结时间归期；时间颠倒的不计。{frame.full_stamp(of, selection)}")
        st.dataframe(table, hide_index=True, height="content")


def hours_words(hours) -> str:
    """Minutes below an hour, hours below two days, else days of 24 hours."""
    if wording.missing(hours):
        return "—"
    if hours < 1:
        return f"{wording.rounded(hours * 60, 0)}分钟"
    return f"{wording.rounded(hours, 1)}小时" if hours < 48 else f"{wording.rounded(hours / 24, 1)}天"


def composite(of: Version, selection: Selection) -> None:
    """The composite score by who handles, as the office weighs it; nothing while it has entered no weights."""
    weights = board.warehouse().settings.composite
    if not weights:
        return
    dimension = "handling_subdistrict" if of.catalogue.handling_known else "subdistrict"
    try:
        found = board.figure(of, _composite, selection.among(()), dimension, tuple(weights.items()))
    except WrongUse as problem:  # a metric that is none, or no rate
        frame.complaints([f"综合成绩没有计算：{problem}"])
        return
    names = {name: of.catalogue.metric(name) for name in weights}
    shown = pd.DataFrame({of.catalogue.words(dimension): found.label, "综合成绩": ["—" if wording.missing(each) else f"{wording.rounded(each, 1)}分" for each in found.score]}
                         | {each.label: [wording.figure(value, "percent") for value in _as_read(found[name], each)] for name, each in names.items()}
                         | {"说明": found.state})  # fmt: skip
    with st.container(border=True, key="composite"):
        st.markdown("**综合成绩**")
        weighed = "、".join(f"{each.label}{wording.figure(weights[name] / sum(weights.values()), 'percent')}" for name, each in names.items())
        marks.caption(f"权重：{weighed}；越低越好的按1减去该率计。{frame.full_stamp(of, selection)}")
        st.dataframe(shown, hide_index=True)


def _composite(of: Version, selection: Selection, dimension: str, weights: tuple[tuple[str, float], ...]):
    return scores(of.catalogue, dict(weights), dimension, selection)


def _as_read(share: pd.Series, metric) -> pd.Series:
    return 1 - share if metric.good == "lower" else share


def side_by_side(*draw) -> None:
    """Two charts beside each other; one below the other on a narrow screen."""
    for column, each in zip(st.columns(len(draw), gap="small"), draw, strict=True):
        with column:
            each()
