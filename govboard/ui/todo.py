"""The tab 今日: what is overdue or due at the cut-off, in one list, and what changed since the version before."""

import html

import pandas as pd
import streamlit as st

from govboard import queries
from govboard.documents import narrative, supervision
from govboard.selection import Selection
from govboard.ui import board, cards, frame, listing, marks
from govboard.warehouse import Version

COUNTS = ["order_overdue_open", "order_due_today", "order_due_next_workday", "order_returned_open"]
FIRST, MOST = 8, 200  # rows at first, rows at most
ICON = {"bad": "●", "near": "◐", "neutral": "○"}


def show(of: Version, selection: Selection) -> None:
    """One sentence, four counts, what changed, the list, two ways to take it along."""
    if not queries.report("todo").marts <= of.tables:
        frame.empty("这一数据版本由较早的程序生成，没有今日清单", "请到“数据 → 导入与报送”按现行口径重新生成并发布。")
        return
    rows = board.report(of, "todo", selection.during(None, None))
    if words := board.figure(of, _sentence, selection):
        with st.container(border=True, key="conclusion"):
            st.markdown(marks.plain(words + board.figure(of, _changed, selection)))
    cards.row(of, selection, COUNTS, {"order_overdue_open": supervision.inside(rows[rows.light == supervision.OVERDUE])} if _apart(rows) else None)
    _list(of, selection, rows)


def bookmark(selection: Selection) -> None:
    """How to make an area one's own: the address holds it."""
    if len(selection.areas) == 1:
        marks.caption(f"本页地址已带上{selection.areas[0].name}：存为书签，每天打开就是它；也可存入左侧的“常用视图”。")


def _apart(rows: pd.DataFrame) -> bool:
    return bool(rows.apart[rows.light == supervision.OVERDUE].notna().any())


def heading(of: Version) -> str:
    """今日 while the data are fresh, else what they are: 待办（截至6月28日18时）."""
    return f"待办（截至{board.short_cut_off(of)}）" if frame.stale(of) else "今日"


def _where(of: Version, selection: Selection) -> str:
    return "、".join(area.name for area in selection.areas) or ("全区" if of.district != "本辖区" else "")


def _sentence(of: Version, selection: Selection) -> str:
    rows = board.report(of, "todo", selection.during(None, None))
    overdue = rows[(rows.light == supervision.OVERDUE) & rows.apart.isna()].sort_values("days_overdue", ascending=False)
    counts = [board.total(of, name, selection)["value"] for name in COUNTS[:2]]
    return narrative.today(of.as_of, _where(of, selection), *counts, next(overdue.itertuples(), None))


def _changed(of: Version, selection: Selection) -> str:
    """Against the newest earlier version whose data end earlier: what was put right on the same day is no change of the day."""
    if of.as_of is None:
        return ""
    before = next((each for each in map(board.opened, [each["id"] for each in board.earlier()]) if each.as_of and each.as_of < of.as_of), None)
    if before is None:
        return ""
    now, then = (_overdue(each, selection.during(None, each.as_of.date())) for each in (of, before))
    return supervision.moved(now, then, before.id, before.as_of)


def _overdue(of: Version, selection: Selection) -> set[str]:
    return set(of.catalogue.passport("order_overdue_open", selection)["records"].record)


def _list(of: Version, selection: Selection, rows: pd.DataFrame) -> None:
    with_apart = rows.apart.notna().any() and st.session_state.get("apart", False)
    listed = supervision.worded(rows, bool(with_apart))
    if listed.empty and not rows.apart.notna().any():
        frame.empty("没有超期、临期、多次退回或督办中的工单", supervision.apart(rows) or "所选区域当前没有需要催办的工单。")
        return
    more = len(listed) - FIRST
    all_of_them = more > 0 and st.session_state.get("all", False)
    if len(listed):
        st.html(_table(listed.head(MOST if all_of_them else FIRST), grey=frame.stale(of)))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if more > 0:
            st.toggle(f"显示全部{len(listed)}件", key="all", bind="query-params")
        if rows.apart.notna().any():
            st.toggle("列出挂账和延期", key="apart", bind="query-params")
        st.html(listing.copy("复制督办清单", supervision.text(rows, f"{selection.sentence(of.district)}，{frame.stamp(of)}")), width="content")
        st.caption(("" if with_apart else supervision.apart(rows)) + (f"只列出前{MOST}件，其余见“明细与透视”。" if len(listed) > MOST else ""))


def _table(listed: pd.DataFrame, grey: bool) -> str:
    columns = [each for each in listed.columns if each != "tone"]
    head = "".join(f"<th scope='col'>{each}</th>" for each in columns)
    body = "".join(_row(dict(zip(listed.columns, each, strict=True)), columns, grey) for each in listed.itertuples(index=False, name=None))
    return f"<table class='gb-list' aria-label='待办清单'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: dict, columns: list[str], grey: bool) -> str:
    light = f"<span class='gb-light gb-{'neutral' if grey else row['tone']}' aria-hidden='true'>{ICON[row['tone']]}</span> {html.escape(row['情况'])}"
    nowrap = {"情况", "环节", "督办", "工单编号"}
    cells = {each: html.escape(str(row[each])) for each in columns} | {"情况": light, "工单编号": listing.number(row["工单编号"])}
    return "<tr>" + "".join(f"<td data-label='{each}'{' class=gb-nowrap' if each in nowrap else ''}>{cells[each]}</td>" for each in columns) + "</tr>"
