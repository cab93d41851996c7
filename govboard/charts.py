"""Charts as specs: a frame becomes a small frozen Chart, `to_plotly` draws it, `table` prints the same figures.

Units: "percent" means the frame holds shares 0–1 (as metrics give them); they are turned into per cent once, here, and
the chart's unit becomes "%". Any other unit is shown behind the figure as it is. A missing value stays missing.
"""

from dataclasses import dataclass, field, replace
from html import escape, unescape
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from govboard.wording import rounded

BLUE, PALE, DARK, GREY = "#2f6db5", "#a9c3e2", "#1f3b63", "#8b95a1"
GOOD, BAD = "#2e7d4f", "#c8102e"
INK, SOFT, LINE, EMPTY = "#1f2733", "#667080", "#e3e7ec", "#f1f3f5"
SERIES = ("#2f6db5", "#e08a1e", "#2a9187", "#8a63a8", "#7d8896", "#b3733d", "#6fb3e0", "#c46a93", "#8a9a2f", "#1f3b63")
RAMP = ("#e3edf7", "#c9dcee", "#92b8da", "#568dc0", "#295f94", "#1b4876")
TONES = {"": BLUE, "neutral": BLUE, "good": GOOD, "bad": BAD, "grey": GREY, "pale": PALE, "dark": DARK}
STEP_COLOURS = (BLUE, "#7fa8d6", "#b4bcc6", "#8b95a1", "#5b6673")
FONT = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"

NARROW = 340  # px inside the card of a 390 px screen: titles and stamps are broken to fit it
NO_DATA = "无数据"
STEPS = {
    "month": ("MS", "%Y-%m", "%Y年%-m月"),
    "week": ("7D", "%Y-%m-%d", "%Y-%m-%d起一周"),
    "day": ("D", "%Y-%m-%d", "%Y-%m-%d"),
}


@dataclass(frozen=True, eq=False)
class Reference:
    """A level drawn as a dashed line, in the unit of the chart: a mean, a target."""

    value: float
    label: str


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart, free of any library. `frame` is tidy; its columns depend on `kind`:

    ranking: label, value, state, tone, detail · trend: time, value, series, open, pale ·
    columns: label, value, series · waterfall: label, value, start, end, total, tone · heat: row, column, value.
    """

    kind: str
    frame: pd.DataFrame
    title: str
    unit: str
    stamp: str
    alt: str
    headers: dict[str, str] = field(default_factory=dict)
    reference: Reference | None = None
    stacked: bool = False
    step: str = "month"
    height: int = 250


# ---- figures as words ------------------------------------------------------------------------------------------------


def worded(value, unit: str) -> str:
    """A figure with its unit: 94.0%, 1523件, 2.5天; "—" where it is missing. No thousands separator."""
    if pd.isna(value):
        return "—"
    if unit == "%":
        return f"{rounded(value, 1)}%"
    whole = float(value) == int(value)
    return f"{rounded(value, 0 if whole else 1)}{unit}"


def width_of(text: str, size: int = 12) -> int:
    """Pixels a text takes at that font size: a Chinese character is square, others about 0.56 of it."""
    return ceil(sum(size if ord(each) > 0x2E80 else size * 0.56 for each in text))


def broken(text: str, size: int, room: int) -> list[str]:
    """The text in lines no wider than `room` px, parted at " · " where possible."""
    lines, line = [], ""
    for part in _parts(text, size, room):
        if line and width_of(line + part, size) > room:
            lines.append(line.rstrip(" ·"))
            line = ""
        line += part
    return [*lines, line.rstrip(" ·")] if line else lines


def headed(title: str, unit: str, room: int) -> list[str]:
    """A chart's title and its unit in lines; the unit is never torn apart."""
    lines = broken(title, 15, room) or [""]
    if width_of(lines[-1] + unit, 15) <= room:
        return [*lines[:-1], lines[-1] + unit]
    return [*lines, unit]


def _parts(text: str, size: int, room: int) -> list[str]:
    """The pieces between " · ", each with its separator; a piece wider than the room falls into characters."""
    pieces = [piece + " · " for piece in text.split(" · ")]
    return [part for piece in pieces for part in ([piece] if width_of(piece, size) <= room else piece)]


# ---- specs -----------------------------------------------------------------------------------------------------------


def ranking(
    frame: pd.DataFrame, label: str, value: str, *, title: str, unit: str, stamp: str, name: str = "", alt: str = "",
    state: str | None = None, tone: str | None = None, detail: str | None = None, highlight=(),
    reference: float | None = None, reference_label: str = "全区", ascending: bool = False, sort: bool = True,
) -> Chart:
    """Horizontal bars, best known value first; areas without a ranked value stay below, in words.

    `state` names a column saying why a row is not ranked (未报送, 样本不足), empty where it is; a row without value and
    state reads 无数据. `tone` names a column of good, bad, grey or neutral; `detail` one for the hover (分子/分母).
    `highlight` holds labels drawn dark while the others turn pale. `reference` is in the unit of the values.
    """
    tidy = pd.DataFrame({
        "label": frame[label].astype("string"),
        "value": _numbers(frame[value], unit),
        "state": _words(frame, state),
        "tone": _words(frame, tone),
        "detail": _words(frame, detail),
    }).reset_index(drop=True)
    tidy.loc[tidy["value"].isna() & (tidy["state"] == ""), "state"] = NO_DATA
    if highlight:
        tidy["tone"] = [_lit(each, row_tone, highlight) for each, row_tone in zip(tidy["label"], tidy["tone"])]
    tidy = _ordered(tidy, ascending, sort)
    level = None if reference is None else Reference(_number(reference, unit), reference_label)
    return _chart("ranking", tidy, title, unit, stamp, alt, {"label": label, "value": name or value}, reference=level,
                  height=max(130, 26 * len(tidy) + 60))


def trend(
    frame: pd.DataFrame, time: str, value: str, series: str | None = None, *, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "", step: str = "month", open_from=None, previous: str | None = None,
    pale=(), reference: float | None = None, reference_label: str = "目标",
) -> Chart:
    """Lines over months, weeks or days (`step`); a period that is missing is a gap.

    `previous` names a column with the value of a year earlier, drawn as a pale line 上年同期; `pale` names more series
    to draw pale. Periods from `open_from` on are not closed yet and get hollow marks.
    """
    parts = [_line(group, time, value, key, unit, step) for key, group in _split(frame, series, name or value)]
    if previous:
        parts.append(_line(frame, time, previous, "上年同期", unit, step))
    tidy = pd.concat(parts, ignore_index=True)
    tidy["open"] = False if open_from is None else tidy["time"] >= pd.Timestamp(open_from)
    tidy["pale"] = tidy["series"].isin({*pale, *(["上年同期"] if previous else [])})
    level = None if reference is None else Reference(_number(reference, unit), reference_label)
    return _chart("trend", tidy, title, unit, stamp, alt, {"time": _time_word(step), "series": "", "value": name or value},
                  reference=level, step=step)


def columns(
    frame: pd.DataFrame, label: str, value: str, series: str | None = None, *, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "", stacked: bool = False, reference: float | None = None, reference_label: str = "全区",
) -> Chart:
    """Upright bars in the order of the frame, one colour a series, side by side or stacked."""
    keys = frame[series].astype("string") if series else pd.Series(name or value, index=frame.index, dtype="string")
    tidy = pd.DataFrame({"label": frame[label].astype("string"), "value": _numbers(frame[value], unit), "series": keys})
    level = None if reference is None else Reference(_number(reference, unit), reference_label)
    return _chart("columns", tidy.reset_index(drop=True), title, unit, stamp, alt,
                  {"label": label, "series": "", "value": name or value}, stacked=stacked, reference=level)


def waterfall(
    frame: pd.DataFrame, label: str, value: str, *, total: str, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "", tone: str | None = None,
) -> Chart:
    """Steps that add up, left to right, to the bar named `total`; a missing step leaves the total unknown."""
    tidy = pd.DataFrame({
        "label": frame[label].astype("string"), "value": _numbers(frame[value], unit), "tone": _words(frame, tone),
    }).reset_index(drop=True)
    tidy["end"] = tidy["value"].cumsum(skipna=False)
    tidy["start"] = tidy["end"] - tidy["value"]
    tidy["total"] = False
    whole = tidy["value"].sum(skipna=False)
    last = pd.DataFrame([{"label": total, "value": whole, "tone": "dark", "start": 0.0, "end": whole, "total": True}])
    return _chart("waterfall", pd.concat([tidy, last], ignore_index=True), title, unit, stamp, alt,
                  {"label": label, "value": name or value})


def heat(
    frame: pd.DataFrame, row: str, column: str, value: str, *, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "",
) -> Chart:
    """Cells of rows × columns (星期 × 小时, 社区 × 月), both in order of appearance; an absent cell is blank."""
    tidy = pd.DataFrame({
        "row": frame[row].astype("string"), "column": frame[column].astype("string"), "value": _numbers(frame[value], unit),
    }).reset_index(drop=True)
    return _chart("heat", tidy, title, unit, stamp, alt, {"row": row, "column": column, "value": name or value},
                  height=max(200, 24 * tidy["row"].nunique() + 80))


def _chart(kind, tidy, title, unit, stamp, alt, headers, **more) -> Chart:
    shown = "%" if unit == "percent" else unit
    return Chart(kind, tidy, title, shown, stamp, alt or _described(kind, tidy, title, shown), headers, **more)


def _described(kind: str, tidy: pd.DataFrame, title: str, unit: str) -> str:
    """A sentence for readers who do not see the picture: form, title, lowest and highest value, what is missing."""
    form = {"ranking": "条形图", "trend": "折线图", "columns": "柱形图", "waterfall": "分解图", "heat": "热力图"}[kind]
    values = tidy["value"].where(tidy["state"] == "") if "state" in tidy else tidy["value"]
    known, missing = values.dropna(), int(values.isna().sum())
    reach = f"，最低{worded(known.min(), unit)}，最高{worded(known.max(), unit)}" if len(known) else ""
    return f"{form}：{title}，共{len(tidy)}项{reach}{f'，{missing}项无数值' if missing else ''}。数据见旁边的表格。"


def _numbers(column: pd.Series, unit: str) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    return (numbers * 100).round(9) if unit == "percent" else numbers


def _number(value: float, unit: str) -> float:
    return round(value * 100, 9) if unit == "percent" else value


def _words(frame: pd.DataFrame, column: str | None) -> pd.Series:
    words = frame[column] if column else pd.Series("", index=frame.index)
    return words.astype("string").fillna("")


def _lit(label: str, tone: str, highlight) -> str:
    if label in highlight:
        return tone if tone in ("bad", "good") else "dark"
    return tone or "pale"


def _ordered(tidy: pd.DataFrame, ascending: bool, sort: bool) -> pd.DataFrame:
    if not sort:
        return tidy
    apart = tidy["state"] != ""
    ranked = tidy[~apart].sort_values("value", ascending=ascending, kind="stable")
    return pd.concat([ranked, tidy[apart]], ignore_index=True)


def _split(frame: pd.DataFrame, series: str | None, name: str):
    return frame.groupby(series, sort=False, observed=True) if series else [(name, frame)]


def _line(frame: pd.DataFrame, time: str, value: str, key: str, unit: str, step: str) -> pd.DataFrame:
    """One series on a full calendar, so that an absent period is a gap and not a bridge."""
    numbers = pd.Series(_numbers(frame[value], unit).to_numpy(), index=pd.to_datetime(frame[time]))
    if len(numbers):
        numbers = numbers.reindex(pd.date_range(numbers.index.min(), numbers.index.max(), freq=STEPS[step][0]))
    return pd.DataFrame({"time": numbers.index, "value": numbers.to_numpy(), "series": str(key)})


def _time_word(step: str) -> str:
    return {"month": "月份", "week": "周（起始日）", "day": "日期"}[step]


# ---- the same figures as a table -------------------------------------------------------------------------------------


def table(chart: Chart) -> pd.DataFrame:
    """The figures of the chart under Chinese headers, unit in the header, numbers as numbers and gaps as gaps."""
    return {"ranking": _ranking_table, "trend": _trend_table, "columns": _wide_table,
            "waterfall": _plain_table, "heat": _heat_table}[chart.kind](chart)


def printed(chart: Chart) -> pd.DataFrame:
    """`table` in words, ready to be read: one decimal for per cent, no separators, "—" for a gap."""
    shown = table(chart)
    for column in shown.columns:
        if pd.api.types.is_float_dtype(shown[column]):
            shown[column] = [worded(each, "%" if chart.unit == "%" else "").rstrip("%") for each in shown[column]]
    return shown


def _head(chart: Chart, text: str = "") -> str:
    text = text or chart.headers.get("value", "")
    return f"{text}（{chart.unit}）" if chart.unit else text


def _ranking_table(chart: Chart) -> pd.DataFrame:
    shown = pd.DataFrame({chart.headers["label"]: chart.frame["label"], _head(chart): chart.frame["value"]})
    for column, header in (("detail", "说明"), ("state", "备注")):
        if (chart.frame[column] != "").any():
            shown[header] = chart.frame[column]
    return shown


def _plain_table(chart: Chart) -> pd.DataFrame:
    return pd.DataFrame({chart.headers["label"]: chart.frame["label"], _head(chart): chart.frame["value"]})


def _trend_table(chart: Chart) -> pd.DataFrame:
    frame = chart.frame.assign(label=chart.frame["time"].dt.strftime(STEPS[chart.step][1]))
    shown = _spread(frame, chart, chart.headers["time"], sort=True)
    still_open = set(frame.loc[frame["open"], "label"])
    if still_open:
        shown["备注"] = ["未满期" if each in still_open else "" for each in shown[chart.headers["time"]]]
    return shown


def _wide_table(chart: Chart) -> pd.DataFrame:
    return _spread(chart.frame, chart, chart.headers["label"], sort=False)


def _spread(frame: pd.DataFrame, chart: Chart, header: str, sort: bool) -> pd.DataFrame:
    wide = frame.pivot_table("value", "label", "series", aggfunc="first", sort=False, dropna=False, observed=True)
    wide = wide.reindex(list(dict.fromkeys(frame["label"])))[list(dict.fromkeys(frame["series"]))]
    wide = wide.sort_index() if sort else wide
    wide.columns = [_head(chart, str(each)) for each in wide.columns]
    return wide.rename_axis(header).reset_index()


def _heat_table(chart: Chart) -> pd.DataFrame:
    grid = _grid(chart)
    corner = f"{chart.headers['row']}（单位：{chart.unit}）" if chart.unit else chart.headers["row"]
    return grid.rename_axis(corner).rename_axis(None, axis=1).reset_index()


def _grid(chart: Chart) -> pd.DataFrame:
    """Rows × columns of a heat chart in order of appearance, NaN where nothing was delivered."""
    frame = chart.frame
    return frame.pivot(index="row", columns="column", values="value").reindex(
        index=list(dict.fromkeys(frame["row"])), columns=list(dict.fromkeys(frame["column"])))


# ---- plotly ----------------------------------------------------------------------------------------------------------


def to_plotly(chart: Chart) -> go.Figure:
    """The finished figure: title above, stamp below, both inside, readable from 340 px upwards."""
    figure, chart = go.Figure(), replace(chart, frame=_escaped(chart.frame))
    room = {"ranking": _draw_ranking, "trend": _draw_trend, "columns": _draw_columns,
            "waterfall": _draw_waterfall, "heat": _draw_heat}[chart.kind](figure, chart)
    _frame(figure, chart, **room)
    return figure


def _escaped(frame: pd.DataFrame) -> pd.DataFrame:
    """Names with markup in them are names: plotly would read <b> and <br> as orders."""
    words = [each for each in ("label", "row", "column", "series", "detail") if each in frame]
    return frame.assign(**{each: frame[each].map(lambda text: escape(str(text), quote=False)) for each in words})


def _frame(figure: go.Figure, chart: Chart, left=48, right=18, bottom=26, legend=0, above=0) -> None:
    """Everything around the plot; margins are counted in text, because automatic ones would move the stamp."""
    unit = f"（单位：{chart.unit}）" if chart.unit else ""
    title = headed(chart.title, unit, NARROW - 24)
    blank = "空白格为无数据" if chart.kind == "heat" and _grid(chart).isna().any(axis=None) else ""
    stamp = broken(" · ".join(each for each in (blank, chart.stamp) if each), 11, NARROW - 20)
    top = 18 + 21 * len(title) + 22 * legend + above
    foot = bottom + 10 + 15 * len(stamp)
    figure.update_layout(
        template="none", height=chart.height + top + foot, autosize=True, dragmode=False, hovermode="closest",
        font={"family": FONT, "size": 12, "color": INK}, paper_bgcolor="#ffffff", plot_bgcolor="#ffffff",
        separators=".", margin={"l": left, "r": right, "t": top, "b": foot, "pad": 2},
        title={"text": "<br>".join(title), "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
               "yanchor": "top", "pad": {"l": 12, "t": 12 + 10 * (len(title) - 1)}, "font": {"size": 15, "weight": 600}},
        hoverlabel={"bgcolor": "#ffffff", "bordercolor": LINE, "align": "left", "namelength": -1,
                    "font": {"family": FONT, "size": 13, "color": INK}},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "xref": "paper",
                "traceorder": "normal", "itemclick": False, "itemdoubleclick": False, "font": {"size": 12}},
        showlegend=legend > 0,
    )
    if stamp:
        figure.add_annotation(
            text="<br>".join(stamp), x=0, xref="paper", xanchor="left", xshift=12 - left, y=0, yref="paper",
            yanchor="bottom", yshift=8 - foot, align="left", showarrow=False, font={"size": 11, "color": SOFT})


def _axis(**more) -> dict:
    return {"fixedrange": True, "zeroline": False, "showline": False, "gridcolor": LINE, "linecolor": LINE, "ticks": "",
            "ticklabelstandoff": 3, "exponentformat": "none", "separatethousands": False, "automargin": False,
            "tickfont": {"size": 12}, **more}


def _value_axis(chart: Chart, **more) -> dict:
    return _axis(ticksuffix="%" if chart.unit == "%" else "", nticks=6, **more)


def _reach(values: pd.Series, level: Reference | None, spare: float) -> list[float]:
    """From zero (or below) to the highest figure, with `spare` of the span left for labels."""
    known = [*values.dropna(), 0.0, *([level.value] if level else [])]
    low, high = min(known), max(known)
    span = (high - low) or 1
    return [low - (span * spare if low < 0 else 0), high + span * spare]


def _draw_ranking(figure: go.Figure, chart: Chart) -> dict:
    frame, count = chart.frame, len(chart.frame)
    places = list(range(count, 0, -1))
    ranked = frame["state"] == ""
    bars = frame["value"].where(ranked)
    notes = [f"{label}<br>{chart.headers['value']}：{state or worded(value, chart.unit)}{'<br>' + detail if detail else ''}"
             for label, value, state, detail in zip(frame["label"], frame["value"], frame["state"], frame["detail"])]
    figures = [worded(value, chart.unit) if known else "" for value, known in zip(bars, ranked)]
    names = [_short(each) for each in frame["label"]]
    left = 18 + max([width_of(each) for each in names], default=30)
    reach = _reach(bars, chart.reference, _room_behind(figures, NARROW - left - 18))
    figure.add_bar(
        x=_plain(bars), y=places, orientation="h", marker={"color": [TONES.get(each, BLUE) for each in frame["tone"]]},
        width=min(0.62, 22 * count / chart.height), customdata=notes, hovertemplate="%{customdata}<extra></extra>")
    _write(figure, [reach[1]] * count, places, figures, notes, "middle left", INK)
    _write(figure, [0] * count, places, list(" " + frame["state"]), notes, "middle right", GREY)
    if chart.reference:
        _upright(figure, chart)
    figure.update_xaxes(_axis(range=reach, showgrid=False, showticklabels=False))
    figure.update_yaxes(_axis(range=[0.4, count + 0.6], tickvals=places, ticktext=names, showgrid=False))
    return {"left": left, "bottom": 6, "above": 18 * bool(chart.reference)}


def _room_behind(figures: list[str], room: int) -> float:
    """How much of the bars' span stays free behind them, so that in a plot of `room` px the figures touch no bar."""
    need = 10 + max(map(width_of, figures), default=0)
    return need / max(room - need, need)


def _write(figure: go.Figure, x: list, y: list, words: list, notes: list, where: str, colour: str) -> None:
    """Words on the plot: figures in one column at the right, states in place of a bar."""
    rows = [row for row in zip(x, y, words, notes) if row[2].strip()]
    if rows:
        x, y, words, notes = map(list, zip(*rows))
        figure.add_scatter(x=x, y=y, mode="text", text=words, textposition=where, textfont={"color": colour}, customdata=notes,
                           hovertemplate="%{customdata}<extra></extra>", showlegend=False, cliponaxis=False)


def _upright(figure: go.Figure, chart: Chart) -> None:
    """The reference level of a ranking, named with its figure above the bars."""
    level = chart.reference
    figure.add_shape(type="line", x0=level.value, x1=level.value, y0=0, y1=1, yref="paper",
                     line={"color": SOFT, "width": 1, "dash": "dash"}, layer="above")
    figure.add_annotation(x=level.value, y=1, yref="paper", yanchor="bottom", xanchor="center", showarrow=False,
                          text=f"{level.label} {worded(level.value, chart.unit)}", font={"size": 11, "color": SOFT})


def _draw_trend(figure: go.Figure, chart: Chart) -> dict:
    names = list(dict.fromkeys(chart.frame["series"]))
    strong = [each for each in names if not chart.frame.loc[chart.frame["series"] == each, "pale"].any()]
    told = _apart(chart.frame[chart.frame["series"].isin(strong)], _floor(chart))
    for name in sorted(names, key=strong.__contains__):
        colour = SERIES[strong.index(name) % len(SERIES)] if name in strong else "#b7c0cb"
        _add_line(figure, chart, name, colour, name in strong, name in told)
    _level(figure, chart)
    times = chart.frame["time"].drop_duplicates().sort_values()
    _, ticks, words = STEPS[chart.step]
    figure.update_xaxes(_axis(type="date", tickformat=ticks, hoverformat=words, showgrid=False, range=_span(times, chart.step),
                              **_every(times, chart.step)))
    figure.update_yaxes(_value_axis(chart, rangemode=_floor(chart)))
    figure.update_layout(hovermode="x unified")
    figures = chart.frame["value"]
    return {"left": 22 + _tick_width(chart, figures), "right": 22 + width_of(worded(figures.max(), chart.unit)),
            "legend": _legend_rows(names)}


def _floor(chart: Chart) -> str:
    """Counts start at zero; rates may start higher, because a line shows change and not size."""
    return "normal" if chart.unit == "%" and chart.frame["value"].min() > 0 else "tozero"


def _apart(frame: pd.DataFrame, floor: str) -> set[str]:
    """Series whose last figure can be written beside its mark without covering another one."""
    last = frame.dropna(subset=["value"]).groupby("series", sort=False)["value"].last()
    low = frame["value"].min() if floor == "normal" else min(frame["value"].min(), 0)
    near = 0.07 * (frame["value"].max() - low)
    told = {}
    for name, value in last.items():
        if all(abs(value - other) >= near for other in told.values()):
            told[name] = value
    return set(told)


def _add_line(figure: go.Figure, chart: Chart, name: str, colour: str, strong: bool, told: bool) -> None:
    frame = chart.frame[chart.frame["series"] == name]
    figure.add_scatter(
        x=list(frame["time"]), y=_plain(frame["value"]), name=name, mode="lines+markers+text" if told else "lines+markers",
        legendrank=1000 if strong else 1100,
        connectgaps=False, line={"color": colour, "width": 2.5 if strong else 1.5},
        marker={"size": 7 if strong else 4, "color": ["#ffffff" if each else colour for each in frame["open"]],
                "line": {"color": colour, "width": 1.8 if strong else 1}},
        text=_last_only(frame["value"], chart.unit) if told else None, textposition="middle right", textfont={"color": colour},
        cliponaxis=False,
        customdata=[_open_word(value, still, chart.unit) for value, still in zip(frame["value"], frame["open"])],
        hovertemplate=f"{name} %{{customdata}}<extra></extra>")


def _last_only(values: pd.Series, unit: str) -> list[str]:
    last = values.last_valid_index()
    return [" " + worded(value, unit) if place == last else "" for place, value in values.items()]


def _open_word(value: float, still: bool, unit: str) -> str:
    return worded(value, unit) + ("（未满期）" if still else "")


def _span(times: pd.Series, step: str) -> list | None:
    """Half a period of air on both sides, so that the first and last marks and their figures are whole."""
    if times.empty:
        return None
    air = pd.Timedelta(days={"month": 13, "week": 4, "day": 0.6}[step])
    return [times.iloc[0] - air, times.iloc[-1] + air]


def _every(times: pd.Series, step: str) -> dict:
    """At most five dates along the axis, counted back from the last one."""
    if times.empty:
        return {}
    apart = ceil(len(times) / 5)
    return {"tickangle": 0, "tickmode": "array", "tickvals": list(times.iloc[::-1].iloc[::apart])}


def _level(figure: go.Figure, chart: Chart) -> None:
    """The reference of an upright chart, named at its left end."""
    if not chart.reference:
        return
    level = chart.reference
    figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=level.value, y1=level.value,
                     line={"color": SOFT, "width": 1, "dash": "dash"})
    figure.add_annotation(x=0, xref="paper", xanchor="left", y=level.value, yanchor="bottom", showarrow=False,
                          text=f"{level.label} {worded(level.value, chart.unit)}", font={"size": 11, "color": SOFT})


def _draw_columns(figure: go.Figure, chart: Chart) -> dict:
    labels, names = (list(dict.fromkeys(chart.frame[each])) for each in ("label", "series"))
    places = {label: place for place, label in enumerate(labels)}
    crowded = len(labels) * len(names) > 14
    for number, name in enumerate(names):
        frame = chart.frame[chart.frame["series"] == name]
        words = [worded(each, chart.unit) for each in frame["value"]]
        figure.add_bar(
            x=[places[each] for each in frame["label"]], y=_plain(frame["value"]), name=name, width=None,
            marker={"color": SERIES[number % len(SERIES)]}, text=None if crowded else words, cliponaxis=False,
            textposition="inside" if chart.stacked else "outside", textangle=0, customdata=list(zip(frame["label"], words)),
            hovertemplate=f"%{{customdata[0]}}<br>{name}：%{{customdata[1]}}<extra></extra>")
    _say_missing(figure, chart, places)
    if chart.stacked and len(labels) <= 12:
        _say_whole(figure, chart)
    _level(figure, chart)
    figure.update_layout(barmode="stack" if chart.stacked else "group", bargap=0.35, bargroupgap=0.06,
                         uniformtext={"minsize": 9, "mode": "hide"})
    return {**_upright_axes(figure, chart, labels, _tops(chart)), "legend": _legend_rows(names)}


def _say_missing(figure: go.Figure, chart: Chart, places: dict) -> None:
    """A label without any figure says so at its place instead of looking like zero."""
    known = set(chart.frame.loc[chart.frame["value"].notna(), "label"])
    blank = [place for label, place in places.items() if label not in known]
    if blank:
        figure.add_scatter(x=blank, y=[0] * len(blank), mode="text", text=[NO_DATA] * len(blank), showlegend=False,
                           textposition="top center", textfont={"color": GREY, "size": 11}, hoverinfo="skip")


def _say_whole(figure: go.Figure, chart: Chart) -> None:
    """The sum of each stack above it."""
    tops = _tops(chart)
    figure.add_scatter(x=list(range(len(tops))), y=_plain(tops), mode="text", text=[worded(each, "") for each in tops],
                       textposition="top center", showlegend=False, cliponaxis=False, hoverinfo="skip")


def _tops(chart: Chart) -> pd.Series:
    """The heights the value axis must hold: single bars, or whole stacks."""
    if not chart.stacked:
        return chart.frame["value"]
    return chart.frame.groupby("label", sort=False)["value"].sum(min_count=1)


def _upright_axes(figure: go.Figure, chart: Chart, labels: list[str], values: pd.Series) -> dict:
    """Axes shared by columns and waterfall; returns the room they need."""
    words, angle, height = _fitted(labels)
    figure.update_xaxes(_axis(tickvals=list(range(len(labels))), ticktext=words, tickangle=angle, showgrid=False,
                              range=[-0.6, len(labels) - 0.4]))
    figure.update_yaxes(_value_axis(chart, range=_reach(values, chart.reference, 0.12)))
    return {"left": 22 + _tick_width(chart, values), "bottom": 12 + height}


def _fitted(labels: list[str]) -> tuple[list[str], int, int]:
    """Axis labels for the narrowest card: level, in two lines, or slanted; with the height they take, px."""
    room = (NARROW - 60) / max(len(labels), 1)
    longest = max([width_of(each) for each in labels], default=12)
    if longest <= room:
        return labels, 0, 16
    if longest / 2 + 6 <= room:
        return [each if width_of(each) <= room else _halved(each) for each in labels], 0, 32
    short = [_short(each) for each in labels]
    return short, -45, ceil(0.75 * max(width_of(each) for each in short)) + 12


def _halved(label: str) -> str:
    middle = ceil(len(label) / 2)
    return f"{label[:middle]}<br>{label[middle:]}"


def _draw_waterfall(figure: go.Figure, chart: Chart) -> dict:
    frame = chart.frame
    calm = [STEP_COLOURS[place % len(STEP_COLOURS)] for place in range(len(frame))]
    colours = [TONES.get(tone, BLUE) if tone else own for tone, own in zip(frame["tone"], calm)]
    words = [worded(each, chart.unit) for each in frame["value"]]
    figure.add_bar(
        x=list(range(len(frame))), y=_plain(frame["end"] - frame["start"]), base=_plain(frame["start"].fillna(0)), width=0.6,
        marker={"color": colours}, text=words, textposition="outside", cliponaxis=False,
        customdata=list(zip(frame["label"], words)), hovertemplate="%{customdata[0]}：%{customdata[1]}<extra></extra>")
    for place in range(len(frame) - 1):
        height = frame["end"].iloc[place]
        if pd.notna(height):
            figure.add_shape(type="line", x0=place + 0.3, x1=place + 0.7, y0=height, y1=height, line={"color": GREY, "width": 1})
    _say_missing(figure, chart, {label: place for place, label in enumerate(frame["label"])})
    return _upright_axes(figure, chart, list(frame["label"]), pd.concat([frame["start"], frame["end"]]))


def _draw_heat(figure: go.Figure, chart: Chart) -> dict:
    grid = _grid(chart)
    roomy = grid.shape[1] <= 8
    words = [[worded(each, chart.unit) for each in row] for row in grid.to_numpy()]
    if roomy:
        _say_blank(figure, grid)
    figure.add_heatmap(
        z=[_plain(row) for row in grid.to_numpy()], x=list(range(grid.shape[1])), y=list(range(grid.shape[0])),
        colorscale=[[place / (len(RAMP) - 1), colour] for place, colour in enumerate(RAMP)], xgap=1, ygap=1,
        text=[[each.rstrip("%") if each != "—" else "" for each in row] for row in words] if roomy else None,
        texttemplate="%{text}" if roomy else None, textfont={"size": 11}, hoverongaps=False,
        customdata=[[f"{row} {column}<br>{chart.headers['value']}：{word}" for column, word in zip(grid.columns, line)]
                    for row, line in zip(grid.index, words)],
        hovertemplate="%{customdata}<extra></extra>",
        colorbar={"thickness": 10, "len": 1, "outlinewidth": 0, "nticks": 5, "tickfont": {"size": 11}, "exponentformat": "none",
                  "ticksuffix": "%" if chart.unit == "%" else "", "xpad": 6})
    names = [_short(each) for each in grid.index]
    left = 16 + max([width_of(each) for each in names], default=30)
    widest = max([width_of(each) for each in grid.columns], default=12) + 8
    apart = max(1, ceil(grid.shape[1] * widest / (NARROW - left - 62)))
    figure.update_xaxes(_axis(tickvals=list(range(0, grid.shape[1], apart)), ticktext=list(grid.columns)[::apart], showgrid=False,
                              tickangle=0))
    figure.update_yaxes(_axis(tickvals=list(range(len(names))), ticktext=names, showgrid=False, autorange="reversed"))
    return {"left": left, "right": 62}


def _say_blank(figure: go.Figure, grid: pd.DataFrame) -> None:
    rows, places = grid.isna().to_numpy().nonzero()
    figure.add_scatter(x=places.tolist(), y=rows.tolist(), mode="text", text=["—"] * len(rows), textfont={"color": GREY},
                       hoverinfo="skip", showlegend=False)


def _plain(values) -> list:
    """Numbers for JSON, with None for a gap: plotly draws nothing there."""
    return [None if pd.isna(each) else float(each) for each in values]


def _short(text: str, room: int = 110) -> str:
    """The text cut to `room` px, nine Chinese characters or about sixteen Latin ones; of escaped text no sign is cut in two."""
    text = unescape(text)
    if width_of(text) > room:
        text = next(text[:length] for length in range(len(text), 0, -1) if width_of(text[:length]) <= room - 12).rstrip() + "…"
    return escape(text, quote=False)


def _tick_width(chart: Chart, values: pd.Series) -> int:
    known = values.dropna()
    return max(width_of(worded(known.max(), "%" if chart.unit == "%" else "") if len(known) else "0"), 20)


def _legend_rows(names: list[str]) -> int:
    """Rows the legend needs on the narrowest card; a single series needs no legend."""
    return ceil(sum(width_of(each) + 44 for each in names) / (NARROW - 60)) if len(names) > 1 else 0
