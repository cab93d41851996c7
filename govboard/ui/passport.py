"""The passport of a number: definition, the sum, exclusions with reasons, the records, the SQL."""

import pandas as pd
import streamlit as st

from govboard import queries, ranking, wording
from govboard.selection import Selection
from govboard.ui import board, frame
from govboard.warehouse import Version

SHOWN = 500


@st.dialog("这个数字是怎样算出来的", width="large")
def show(of: Version, name: str, selection: Selection) -> None:
    """In a dialog over the page."""
    body(of, name, selection)


def body(of: Version, name: str, selection: Selection) -> None:
    """The passport itself, for the dialog and for 指标口径."""
    metric = of.catalogue.metric(name)
    if words := board.lacking(of, name, selection):
        frame.empty(f"{metric.label}不分{words}统计", "请改选镇街，或点“清除筛选”。")
        return
    selection = board.fitted(metric, selection)
    found = of.catalogue.passport(name, selection)  # not shared: records are many and asked for rarely
    total = found["total"]
    shown = wording.figure(total["value"], metric.unit)
    st.markdown(f"#### {metric.label}　{shown}　{wording.parts(total['numerator'], total['denominator'])}")
    st.markdown(f"**口径**　{metric.definition}")
    st.caption(f"依据：{metric.query.notes.get('source', '—')}　·　范围：{selection.sentence(of.district)}　·　数据截至{wording.moment(of.as_of)}　·　数据版本{of.id}")
    if metric.rank_from and metric.good != "neutral":
        st.caption(f"排名：应计不足{metric.rank_from}件的单列，不排名；{ranking.SAID}。")
    if other := board.beside(of, name, selection):
        st.markdown(wording.beside(*other))
    _exclusions(found)
    _caveats(of, metric.table)
    _records(of, metric, selection, found)
    _history(of, metric, selection, total)
    with st.expander("查看 SQL"):
        st.code(metric.query.sql, language="sql")


def _exclusions(found: dict) -> None:
    counts = found["exclusions"]
    if len(counts):
        st.markdown("**未计入**　" + "、".join(f"{reason}{count}条" for reason, count in zip(counts.reason, counts["count"], strict=True)))


def _caveats(of: Version, table: str) -> None:
    told = [f"{each['sentence']}（{each['count']}条）" for each in of.caveats(table)]
    if told:
        with st.expander(f"数据质量提示 {len(told)} 项"):
            st.markdown("\n".join(f"- {each}" for each in told))


def _records(of: Version, metric, selection: Selection, found: dict) -> None:
    rows = found["records"]
    st.markdown(f"**计入的记录**　{len(rows)}条{_people(of, metric, rows)}" + (f"，下面列出前{SHOWN}条" if len(rows) > SHOWN else ""))
    if len(rows):
        st.dataframe(detailed(of, metric, selection, rows.head(SHOWN)), hide_index=True, height=260)


def _people(of: Version, metric, rows: pd.DataFrame) -> str:
    """How many different persons stand behind the records, where a table knows persons."""
    if not (queries.FOLDER / "reports" / f"people_{metric.table}.sql").exists():
        return ""
    people = of.report(f"people_{metric.table}", {"records": list(rows.record)}).people.iloc[0]
    return f"，不同人员{people}人"


def _history(of: Version, metric, selection: Selection, total: dict) -> None:
    """The last twelve months, and what the version before said of the same period."""
    with st.expander("近12个月与上一版本"):
        before = board.previous(of)
        if before and metric.name in before.catalogue.metrics:
            old = board.total(before, metric.name, selection)["value"]
            same = wording.figure(old, metric.unit) == wording.figure(total["value"], metric.unit)
            st.markdown(f"上一版本{before.id}：{wording.figure(old, metric.unit)}" + ("，没有变化" if same else "，有变化，原因见“数据 → 导入与报送”"))
        values = of.catalogue.twelve_months(metric.name, selection, selection.end or of.as_of.date(), of.month_starts_on)
        st.dataframe(pd.DataFrame({"月份": values.index, metric.label: [wording.figure(each, metric.unit) for each in values]}), hide_index=True, height=210)


def detailed(of: Version, metric, selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    """Records with the columns people know them by, and whether each is in the numerator."""
    told = rows.rename(columns={"record": "编号", "at": "归期时间", "numerator": "计入分子" if metric.is_rate else "计数", "denominator": "计入分母"})
    told = told if metric.is_rate else told.drop(columns="计入分母")
    if not (queries.FOLDER / "reports" / f"details_{metric.table}.sql").exists():
        return told
    if not queries.report(f"details_{metric.table}").marts <= of.tables:  # built by an earlier program
        return told
    details = of.report(f"details_{metric.table}", selection.parameters() | {"records": list(rows.record)})
    words = details.select_dtypes(exclude=["number", "datetime", "bool"]).columns
    return told.merge(details.assign(**{each: details[each].fillna("") for each in words}).rename(columns={"record": "编号"}), on="编号", how="left")
