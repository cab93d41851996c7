"""The tab 数据质量 of 导入与报送: what was accepted and sent back, by who sent it and by table; how complete orders are, by town."""

import pandas as pd
import streamlit as st

from govboard import contract, filings, wording
from govboard.selection import Selection
from govboard.ui import board, frame, marks

MONTHS = 12


def show() -> None:
    """Both tables; nothing to say before the first import."""
    of, parts = board.version(), board.warehouse().parts()
    if of is None or not parts:
        st.caption("还没有导入过数据。")
        return
    st.markdown("**接收与退回**　按报送单位和台账")
    st.dataframe(_accepted(parts, filings.units(parts, of.district, filings.official(of))), hide_index=True, height=300)
    if "mart_work_order" not in of.tables or of.as_of is None:
        return
    end = of.as_of.date()
    recent = Selection((pd.Period(end, "M") - MONTHS + 1).start_time.date(), end)
    found = board.report(of, "quality_orders", recent)
    if len(found):
        st.markdown(f"**工单完整程度**　近{MONTHS}个月，按镇街")
        shares = found.columns[2:]
        st.dataframe(found.assign(**{each: [wording.figure(value, "percent") for value in found[each]] for each in shares}), hide_index=True)
        marks.caption(frame.full_stamp(of, recent))


def _accepted(parts: list[dict], whose: dict[str, str]) -> pd.DataFrame:
    rows = pd.DataFrame([(whose[each["id"]], contract.tables()[each["table"]].title, each["accepted"], each["refused"]) for each in parts], columns=["报送单位", "台账", "接收行", "退回行"])
    told = rows.groupby(["报送单位", "台账"], as_index=False).sum()
    told["接收率"] = [wording.figure(accepted / (accepted + refused) if accepted + refused else None, "percent") for accepted, refused in zip(told["接收行"], told["退回行"], strict=True)]
    return told.sort_values("退回行", ascending=False, kind="stable")
