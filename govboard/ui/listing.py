"""Orders in a list: number with a link and a button that copies it, what it is about, when, how it stands, who handles it."""

import html

import pandas as pd
import streamlit as st

from govboard import wording
from govboard.selection import Selection
from govboard.ui import drawing, frame, marks
from govboard.warehouse import Version

MOST = 200  # orders of one circle


def number(order_no: str) -> str:
    """The number of an order as a link to its page, and a button that copies it, as HTML."""
    shown = html.escape(order_no)
    return f"<a href='order?no={html.escape(frame.quoted(order_no))}&amp;back={html.escape(frame.quoted(frame.here()))}' target='_self'>{shown}</a> {copy('复制', order_no, f'复制工单编号{order_no}')}"


def copy(words: str, text: str, told: str = "") -> str:
    """A button that puts `text` on the clipboard, as HTML; `doorway.js` listens for it. `told` is what a screen reader says instead of the words."""
    label = f" aria-label='{html.escape(told)}'" if told else ""
    return f"<button type='button' class='gb-copy' data-copy='{html.escape(text)}'{label}>{html.escape(words)}</button>"


def orders(rows: pd.DataFrame, words: str) -> None:
    """A table of orders: order_no, title, category, reported_at, closed_at, handling_unit. `words` says what it is."""
    st.html(drawing.table({
        "诉求": [str(each) for each in rows.title.fillna(rows.category).fillna("—")], "上报": [wording.moment(each.to_pydatetime()) for each in rows.reported_at],
        "状态": ["未办结" if pd.isna(each) else "已办结" for each in rows.closed_at], "主办": ["—" if pd.isna(each) else str(each) for each in rows.handling_unit],
    }, words, {"工单编号": [number(each) for each in rows.order_no]}))  # fmt: skip


@st.dialog("这里的工单", width="large")
def here(of: Version, selection: Selection, kind: str, numbers: list[str]) -> None:
    """The orders behind one circle of a map, all of one kind, over the page; asked for rarely, so not shared."""
    rows = of.report("some_orders", selection.parameters() | {"numbers": numbers, "most": MOST})
    more = f"，列出最近上报的{MOST}件；其余的请缩小时段或区域后再看" if len(numbers) > MOST else ""
    st.markdown(marks.plain(f"{kind}　共{len(numbers)}件{more}"))
    orders(rows, "这里的工单")
    marks.caption(frame.full_stamp(of, selection))
