"""公开报道数据核对（演示）: the figures of the published article beside those computed from the demonstration records."""

import pandas as pd
import streamlit as st

from govboard.ui import board
from govboard.warehouse import Version


def offer(of: Version) -> None:
    """A switch that opens the comparison; only a demonstration folder calls this."""
    if st.toggle("公开报道数据核对（演示）", key="facts", bind="query-params", help="公开报道中的数字，与演示数据逐条算出的数字对照"):
        _table(board.facts(of))


def _table(facts: list[dict]) -> None:
    held = sum(each["holds"] for each in facts)
    st.markdown(f"共{len(facts)}条，相符{held}条。右列的数字由演示数据中的记录逐条算出，没有一个是填上去的。")
    rows = [(each["id"], each["words"], _said(each), f"{each['computed']}{each['unit']}", "✓ 相符" if each["holds"] else "✗ 不符", each["shown"]) for each in facts]
    table = pd.DataFrame(rows, columns=["序号", "报道原文", "报道数字", "算得", "核对", "依据的记录"])
    st.dataframe(table, hide_index=True, height=420, column_config={"报道原文": st.column_config.TextColumn(width="large"), "依据的记录": st.column_config.TextColumn(width="large")})


def _said(fact: dict) -> str:
    """The figure as the article gives it: exact, with 余 (within a band), as a limit, or none."""
    if fact["expected"] == "–":
        return "没有数字"
    if fact["upper"]:
        return f"{fact['expected']}余（不超过{fact['upper']:.0f}）"
    return {">=": "至少", "<": "少于", ">": "超过"}.get(fact["operator"], "") + str(fact["expected"]).removeprefix("≥")
