"""Charts drawn: a spec of charts.py becomes a plotly figure, a row of values a small line."""

from base64 import b64encode
from dataclasses import replace
from html import escape, unescape
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from govboard.charts import BLUE, FONT, GREY, INK, LINE, NARROW, NO_DATA, RAMP, SERIES, SOFT, STEP_COLOURS, STEPS, TONES, Chart, Reference, broken, headed, width_of, worded
from govboard.charts import grid as charts_grid


def spark(values: pd.Series, width: int = 88, height: int = 22) -> str:
    """Values in order as a small line with a dot on the last one, as an image of HTML; a gap where one is missing, nothing with fewer than two.

    It says no figure that does not stand elsewhere, so it has no words for readers that speak the page.
    """
    known = pd.to_numeric(values).astype("float64")
    if known.notna().sum() < 2:
        return ""
    low, span = known.min(), (known.max() - known.min()) or 1
    spots = [(2 + at * (width - 6) / (len(known) - 1), height - 3 - (each - low) / span * (height - 6)) for at, each in enumerate(known)]
    path = "".join(f"{'M' if at == 0 or pd.isna(spots[at - 1][1]) else 'L'}{x:.1f} {y:.1f}" for at, (x, y) in enumerate(spots) if not pd.isna(y))
    x, y = [spot for spot in spots if not pd.isna(spot[1])][-1]
    drawn = (f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 {width} {height}'>"
             f"<path d='{path}' fill='none' stroke='{GREY}' stroke-width='1.3'/><circle cx='{x:.1f}' cy='{y:.1f}' r='2.2' fill='{BLUE}'/></svg>")  # fmt: skip
    return f"<img class='gb-spark' alt='' src='data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}'>"


def to_plotly(chart: Chart) -> go.Figure:
    """The finished figure: title above, stamp below, both inside, readable from 340 px upwards."""
    figure, chart = go.Figure(), replace(chart, frame=_escaped(chart.frame))
    figure.layout.template = None  # a template, and values without a revision, make Streamlit's page draw every chart a second time
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
    blank = "空白格为无数据" if chart.kind == "heat" and charts_grid(chart).isna().any(axis=None) else ""
    stamp = broken(" · ".join(each for each in (blank, chart.stamp) if each), 11, NARROW - 20)
    top = 18 + 21 * len(title) + 22 * legend + above
    foot = bottom + 10 + 15 * len(stamp)
    figure.update_layout(
        datarevision=1, height=chart.height + top + foot, autosize=True, hovermode="closest",
        dragmode="pan" if chart.clickable else False, clickmode="event+select" if chart.clickable else None,  # else the page sets them, and draws again
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
    known = chart.frame["value"].dropna()
    few = chart.unit != "%" and known.max() <= 5 and (known % 1 == 0).all()  # half a case is none
    return _axis(ticksuffix="%" if chart.unit == "%" else "", **({"dtick": 1} if few else {"nticks": 6}), **more)


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
    notes = [f"{label}<br>{chart.headers['value']}：{state or worded(value, chart.unit)}{'<br>' + detail if detail else ''}{'<br>' + place if place else ''}"
             for label, value, state, detail, place in zip(frame["label"], frame["value"], frame["state"], frame["detail"], frame["place"])]
    figures = [f"{worded(value, chart.unit)} {move}".rstrip() if known else "" for value, known, move in zip(bars, ranked, frame["move"])]
    names = [f"{place.replace('第', '')} {_short(each)}".strip() for place, each in zip(frame["place"], frame["label"])]
    left = 18 + max([width_of(each) for each in names], default=30)
    reach = _reach(bars, chart.reference, _room_behind(figures, NARROW - left - 18))
    figure.add_bar(  # figures and states are the bars' own text: a trace of its own for them costs as much time as the bars
        x=_plain(bars.fillna(0.0).where(bars.notna() | ~ranked)), y=places, orientation="h", marker={"color": [TONES.get(each, BLUE) for each in frame["tone"]]},
        width=min(0.62, 22 * count / chart.height), customdata=list(frame["code"]), hovertext=notes, hovertemplate="%{hovertext}<extra></extra>",
        text=[shown or state for shown, state in zip(figures, frame["state"])], textposition="outside", textangle=0, cliponaxis=False,
        textfont={"color": [INK if each else GREY for each in ranked]})
    if chart.reference:
        _upright(figure, chart)
    figure.update_xaxes(_axis(range=reach, showgrid=False, showticklabels=False))
    figure.update_yaxes(_axis(range=[0.4, count + 0.6], tickvals=places, ticktext=names, showgrid=False))
    return {"left": left, "bottom": 6, "above": 18 * bool(chart.reference)}


def _room_behind(figures: list[str], room: int) -> float:
    """How much of the bars' span stays free behind them, so that in a plot of `room` px the figures touch no bar."""
    need = 10 + max(map(width_of, figures), default=0)
    return need / max(room - need, need)


def _upright(figure: go.Figure, chart: Chart) -> None:
    """The reference level of a ranking, named with its figure above the bars."""
    level = chart.reference
    figure.add_shape(type="line", x0=level.value, x1=level.value, y0=0, y1=1, yref="paper",
                     line={"color": "#c6ced7", "width": 1, "dash": "dash"}, layer="below")  # it may pass under a figure
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
    grid = charts_grid(chart)
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
