"""Specs onto the page. No data work here: a figure is built once per spec and shared by every reader."""

import html
import os
import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit_echarts import st_echarts

from govboard import PROJECT, charts, maps, plots
from govboard.spatial import content_name

BOUNDARIES = PROJECT / "static" / "boundaries"


def show_chart(chart: charts.Chart, key: str, figure=None, on_click=None) -> None:
    """A white card with the chart and, folded away, its table. `figure` hands over one built earlier from the same spec.

    `on_click(code)` is called with the code of a bar that was clicked, before the page is run anew.
    """

    def _clicked() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points and "customdata" in points[0]:
            given = points[0]["customdata"]
            on_click(given[0] if isinstance(given, list) else given)

    chosen = {"on_select": _clicked, "selection_mode": "points"} if on_click else {}
    with st.container(key=f"card-{key}", height="stretch"):
        st.plotly_chart(figure or plots.to_plotly(chart), width="stretch", theme=None, key=key, alt=chart.alt,
                        config={"displayModeBar": False, "displaylogo": False}, **chosen)
        _table(chart.printed, chart.title, key)


def show_map(spec: maps.AreaMap, key: str, height: int = 520, prepared=None, on_area=None) -> tuple[str, str]:
    """A white card with the map; gives what was clicked in this run: ("point", label), ("square", one for `maps.points_of`) or ("", ""). `on_area(code)` is called before the run that a click on an area causes.

    `prepared` is `maps.to_echarts(spec)` built earlier. Without boundaries and points nothing is drawn.
    """
    ready = prepared or maps.to_echarts(spec)
    if ready is None:
        return "", ""

    def _clicked() -> None:
        what, code = _told(st.session_state[key].get("chart_event"))
        if on_area and what == "area":
            on_area(code)

    options, events = ready
    with st.container(key=f"card-{key}"):
        answer = st_echarts(options, events=events, height=f"{height}px", key=key, on_change=_clicked)
        _table(spec.printed, spec.title, key)
    what, which = _told(answer.get("chart_event"))
    return (what, which) if what != "area" else ("", "")


def _told(event: str | None) -> tuple[str, str]:
    """What maps.js says was clicked: area:CODE, point:LABEL or square:SIDE:X:Y:GROUP."""
    what, _, which = str(event or "").partition(":")
    return (what, which) if which else ("", "")


def _table(shown: pd.DataFrame, title: str, key: str) -> None:
    with st.popover("表格", key=f"table-{key}"):
        st.html(table({head: ["" if pd.isna(each) else each for each in shown[head]] for head in shown}, f"{title}的数据"))


def table(columns: dict[str, list], words: str, marked: dict[str, list[str]] | None = None) -> str:
    """A table as HTML that is readable on a phone and by a screen reader: header -> cells in words, `marked` with cells that are HTML already. `words` says what it is."""
    cells = {head: [html.escape(str(each)) for each in column] for head, column in columns.items()} | (marked or {})
    head = "".join(f"<th scope='col'>{html.escape(each)}</th>" for each in cells)
    body = "".join("<tr>" + "".join(f"<td data-label='{html.escape(each)}'>{cell}</td>" for each, cell in zip(cells, row, strict=True)) + "</tr>" for row in zip(*cells.values(), strict=True))
    return f"<table class='gb-list' aria-label='{html.escape(words)}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def tall(rows: int, most: int = 420):
    """The height of a table on a canvas: as many rows as it has, and a scroll bar from `most` points on."""
    return "content" if 36 + 35 * rows <= most else most


def publish_boundaries(content: bytes, folder: Path = BOUNDARIES) -> str:
    """Put a boundary file where the browser can fetch it, once per content, and return its URL."""
    name = content_name(content)
    if not (folder / name).exists():
        folder.mkdir(parents=True, exist_ok=True)
        _place(content, folder / name)
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"{'/' + base if base else ''}/app/static/boundaries/{name}"


def _place(content: bytes, target: Path) -> None:
    """Written beside and renamed, so that no reader ever fetches half a file."""
    handle, draft = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(draft, 0o644)
    os.replace(draft, target)
