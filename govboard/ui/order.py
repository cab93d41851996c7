"""The page of one order: what it is, where it stands, who had it when, what was said of it."""

import html
import re

import pandas as pd
import streamlit as st

from govboard import queries, wording
from govboard.documents import supervision
from govboard.ui import board, frame, listing, marks, todo
from govboard.warehouse import Version

STEPS = {"上报": "reported_at", "受理": "accepted_at", "派遣": "dispatched_at", "处置完成": "finished_at", "结案": "closed_at", "回访": "visited_at"}
_YES = {True: "是", False: "否"}


def asked() -> str:
    """The number in the address."""
    return st.query_params.get("no", "").strip()


def way_back() -> None:
    """A link to the page that led here, with all that was chosen on it."""
    came = st.query_params.get("back", "")
    if re.fullmatch(r"[a-z]+(\?[^#]*)?", came):
        st.html(f"<a class='gb-back' href='{html.escape(came)}' target='_self'>‹ 返回刚才的页面</a>")


def show(of: Version, number: str) -> None:
    """Everything known of one order; one that is not there is said so, with what to do."""
    found = _found(of, number)
    if found is None:
        return
    st.markdown(f"#### {marks.plain(found.title) or '（无摘要）'}")
    st.html(f"<p class='gb-state'>{_state(found)}</p>")
    left, right = st.columns([3, 2], gap="small")
    with left:
        _way(found)
        _chain(of, number)
    with right:
        _facts(found)
    _content(found)
    _same_place(of, number)
    marks.caption(f"来源：{found.source_file}{f' / {found.source_sheet}' if not pd.isna(found.source_sheet) else ''} 第{found.source_row}行 · {frame.stamp(of)}")


def _found(of: Version, number: str):
    if not queries.report("order").marts <= of.tables:
        frame.empty("这一数据版本由较早的程序生成，不能逐单查看", "请到“数据 → 导入与报送”按现行口径重新生成并发布。")
        return None
    rows = board.report(of, "order", order_no=number)
    if rows.empty:
        frame.empty(f"没有编号为“{number}”的工单" if number else "没有写明工单编号", "请核对编号；也可能在更新的数据版本里，或已由来源平台删除。到“数据 → 明细与透视”可按编号、摘要查找。")
        return None
    return rows.iloc[0]


def _state(found) -> str:
    """Light, stage and the words that matter most."""
    told = [html.escape(found.status) if not pd.isna(found.status) else ("已办结" if not pd.isna(found.closed_at) else "未办结")]
    tone, light = _light(found)
    told += [f"<span class='gb-{tone}'>{todo.ICON.get(tone, '✓')} {light}</span>"] if light else []
    told += [words for words, shown in (("督办中", found.supervised), ("挂账", found.on_hold), ("经批准延期", not pd.isna(found.extended_to)), ("热点难点", found.is_hot)) if _yes(shown)]
    told += [f"不计入统计：{html.escape(found.left_out)}"] if not pd.isna(found.left_out) else []
    return "　·　".join(told)


def _yes(value) -> bool:
    """Whether a mark is set; an export that has no such column says nothing."""
    return not pd.isna(value) and bool(value)


def _light(found) -> tuple[str, str]:
    if pd.isna(found.due_at):
        return "neutral", "无时限"
    until = found.as_of if pd.isna(found.closed_at) else found.closed_at
    if until <= found.due_at:
        return ("good", "按期办结") if not pd.isna(found.closed_at) else ("neutral", f"{wording.short_moment(found.due_at.to_pydatetime())}到期")
    days = f"{int(found.workdays_overdue)}个工作日" if not pd.isna(found.workdays_overdue) else f"{(until - found.due_at).days}天"
    return "bad", f"{'已超期' if pd.isna(found.closed_at) else '超期'}{days}"


def _way(found) -> None:
    """上报→受理→派遣→处置→结案→回访, with the time between."""
    lines, before = [], None
    for words, column in STEPS.items():
        at = found[column]
        took = f"（{_span(at - before)}）" if not pd.isna(at) and before is not None and at >= before else ""
        lines.append(f"<tr><th scope='row'>{words}</th><td data-label='时间'>{'—' if pd.isna(at) else wording.moment(at.to_pydatetime())}</td><td data-label='距上一步'>{took.strip('（）')}</td></tr>")
        before = before if pd.isna(at) else at
    due = "" if pd.isna(found.due_at) else f"<tr><th scope='row'>办结时限</th><td data-label='时间'>{wording.moment(found.due_at.to_pydatetime())}</td><td data-label='依据'>{html.escape(str(found.due_basis))}</td></tr>"
    st.html(f"<table class='gb-list' aria-label='办理环节'><thead><tr><th scope='col'>环节</th><th scope='col'>时间</th><th scope='col'>距上一步</th></tr></thead><tbody>{''.join(lines)}{due}</tbody></table>")
    if _yes(found.times_reversed):
        st.caption("这件工单的时间先后颠倒，不计入办理时长。")


def _span(delta: pd.Timedelta) -> str:
    minutes = int(delta.total_seconds() // 60)
    return f"{minutes}分钟" if minutes < 60 else f"{minutes // 60}小时{minutes % 60}分" if minutes < 2880 else f"{minutes // 1440}天{minutes % 1440 // 60}小时"


def _chain(of: Version, number: str) -> None:
    """Who handed it to whom; without a log of hand-overs nothing is drawn."""
    steps = board.report(of, "order_steps", order_no=number)
    if steps.empty:
        return
    st.markdown("**流转记录**")
    shown = pd.DataFrame({"序": steps.seq, "环节": steps.kind.fillna("—"), "由": steps.from_unit.fillna("—"), "至": steps.to_unit.fillna("—"), "时间": [wording.moment(each.to_pydatetime()) if not pd.isna(each) else "—" for each in steps.moved_at]})
    st.table(shown, hide_index=True, alt="流转记录")


def _facts(found) -> None:
    place = "　".join(str(each) for each in (found.subdistrict, found.community, found.grid, found.estate) if not pd.isna(each) and each)
    rows = {"工单编号": listing.number(found.order_no), "类别": _joined(found.category, found.subcategory), "来源": _joined(found.source, found.order_type), "地点": html.escape(place) or "未归属",
            "主办": html.escape(supervision.handler(found)), "主办类别": _joined(found.handling_side), "物业企业": _joined(found.company), "退回": _times(found.returned), "催办": _times(found.urged), "紧急程度": _joined(found.urgency), "批示": _joined(found.instruction),
            "回访": _visit(found), "标签": _joined(found.tags)}  # fmt: skip
    body = "".join(f"<tr><th scope='row'>{words}</th><td>{shown}</td></tr>" for words, shown in rows.items() if shown)
    st.html(f"<table class='gb-list' aria-label='工单信息'><tbody>{body}</tbody></table>")


def _joined(*values) -> str:
    return html.escape(" / ".join(str(each) for each in values if not pd.isna(each) and each))


def _times(value) -> str:
    return "" if pd.isna(value) or not value else f"{int(value)}次"


def _visit(found) -> str:
    said = {"是否联系": found.contacted, "是否解决": found.solved, "是否满意": found.satisfied}
    return "、".join(f"{words}：{_YES.get(value, html.escape(str(value)))}" for words, value in said.items() if not pd.isna(value))


def _content(found) -> None:
    if not pd.isna(found.content) and found.content:
        with st.container(border=True, key="conclusion"):
            st.markdown(f"**诉求内容（已脱敏）**　{marks.plain(found.content)}")


def _same_place(of: Version, number: str) -> None:
    place = board.report(of, "order_same_place", order_no=number)
    others = place[place.order_no != number]
    if len(others):
        st.markdown(f"**同一点位同类诉求**　近90天50米以内另有{len(others)}件")
        listing.orders(others, "同一点位同类诉求")
