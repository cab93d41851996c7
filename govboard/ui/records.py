"""明细与透视: records under the current filters, what is called like something, any metric by two dimensions, a query of one's own."""

import html

import pandas as pd
import streamlit as st

from govboard import pivots, queries, wording
from govboard.definitions import SPANS, TIMES
from govboard.errors import GovboardError
from govboard.selection import Selection
from govboard.ui import board, drawing, filters, frame, marks, party, places, taking
from govboard.warehouse import Version

LISTS = {"工单": "list_work_order", "活动": "list_activity", "服务记录": "list_service_record", "小区": "estates", "党组织": "orgs", "站点与阵地": "stations", "在任人员": "posts", "项目与清单": "projects", "路段": "roads"}
SHOWN, TAKEN = 20_000, 300_000  # rows on the screen, rows in a file
WIDEST, LONGEST = 60, 2000  # columns and rows of a pivot


def find(of: Version) -> bool:
    """An order, an area, an estate, a company, an organisation by number or name; a line leads to its page. Whether something was asked."""
    asked = st.text_input("按编号或名称查找", key="find", bind="query-params", placeholder="工单编号、诉求摘要，或社区、网格、小区、物业企业、党组织的名称或代码")
    if not asked or not asked.strip():
        return False
    if not party.known(of, "find", "查找所需的台账"):
        return True
    found = board.report(of, "find", find=asked.strip())
    if found.empty:
        frame.empty(f"没有找到“{asked.strip()}”", "可只写名称的一部分，或去掉“街道”“社区”等字。")
        return True
    links = [_link(each) for each in found.itertuples()]
    st.html(drawing.table({"种类": list(found.kind), "编号": list(found.code)}, "查找结果", {"名称": links}))
    if len(found) == 50:
        st.caption("只列出前50条，请写得更完整些。")
    return True


def _link(row) -> str:
    name = html.escape(row.name or row.code)
    if not row.page:
        return name
    if row.page == "order":
        return f"<a href='order?no={frame.quoted(row.value)}&amp;back={frame.quoted(frame.here())}' target='_self'>{name}</a>"
    key = {level: key for key, level in filters.AREAS.items()}[row.page]
    return f"<a href='today?{key}={frame.quoted(row.value)}' target='_self'>{name}</a>"


def listed(of: Version, selection: Selection) -> None:
    """The records of one table inside the filters, lazily sent; the files hold the same rows."""
    kind = st.segmented_control("哪些记录", list(LISTS), default="工单", key="kind", bind="query-params") or "工单"
    if not party.known(of, LISTS[kind], f"{kind}的台账"):
        return
    words = st.text_input("筛选（编号、摘要、单位中含有）", key="with", bind="query-params", placeholder="不填为全部").strip() or None
    rows, found, uncounted = _rows(of, selection, kind, words, SHOWN)
    if rows.empty:
        frame.empty(f"所选范围内没有{kind}记录", "可放宽时段、区域、类别，或清空筛选的字。")
        return
    marks.caption(f"共{found}条" + (f"，其中{uncounted}条不计入统计（原因见“状态”）" if uncounted else "") + (f"，列出最近的{SHOWN}条" if found > len(rows) else "") + f"。{'按上报时间归期。' if kind == '工单' else ''}{frame.full_stamp(of, selection)}")
    st.dataframe(rows, hide_index=True, lazy=True, height=520, placeholder="—")
    taking.buttons(of, selection, lambda: _rows(of, selection, kind, words, TAKEN)[0], f"{kind}明细", "records")
    if found > TAKEN:
        st.caption(f"文件只含最近的{TAKEN}条，请缩小时段分几次导出。")


def _rows(of: Version, selection: Selection, kind: str, words: str | None, most: int) -> tuple[pd.DataFrame, int, int]:
    """The rows to show, how many there are, and how many of them no metric counts."""
    if kind == "工单":
        found = of.report("list_work_order", selection.parameters() | {"find": words, "most": most})
        return found.drop(columns=["found", "left_out"]), int(found.found.iloc[0]) if len(found) else 0, int(found.left_out.iloc[0]) if len(found) else 0
    found = places.readable(board.report(of, LISTS[kind], selection).drop(columns=["estate_code", "org_code", "parent"], errors="ignore"))
    if words:
        text = found.astype("string").fillna("").agg("".join, axis=1)
        found = found[text.str.contains(words, regex=False)]
    return found.head(most), len(found), 0


def pivot(of: Version, selection: Selection) -> None:
    """Any metric by any two of its dimensions, with its totals."""
    metrics = [name for name, each in of.catalogue.metrics.items() if each.shape not in SPANS and not each.per_households]
    left, middle, right = st.columns(3, gap="small")
    name = left.selectbox("指标", metrics, index=metrics.index("order_reported") if "order_reported" in metrics else 0, format_func=lambda each: of.catalogue.metric(each).label, key="pivot", bind="query-params")
    metric = of.catalogue.metric(name)
    known = [each for each in metric.dimensions if each not in TIMES or metric.shape == "flow"]
    rows = middle.selectbox("行", known, format_func=of.catalogue.words, key="rows", bind="query-params")
    others = [each for each in known if each != rows]
    columns = right.selectbox("列", others, index=others.index("category") if "category" in others else 0, format_func=of.catalogue.words, key="columns", bind="query-params")
    if words := board.lacking(of, name, selection):
        frame.empty(f"{metric.label}不分{words}统计", "请改选镇街，或点“清除筛选”。")
        return
    table = board.figure(of, _pivoted, selection, name, rows, columns)
    if table is None:
        frame.empty("所选范围内没有记录")
        return
    if table.shape[1] > WIDEST + 2 or len(table) > LONGEST + 1:
        frame.empty(f"表太大（{len(table) - 1}行、{table.shape[1] - 2}列）", f"最多{LONGEST}行、{WIDEST}列：请把行和列对调，或缩小时段、区域。")
        return
    st.dataframe(table, hide_index=True, height=drawing.tall(len(table), 560), placeholder="")
    marks.caption(f"{metric.definition}。{'' if metric.unit == 'percent' else f'单位：{metric.unit}。'}合计按记录计算，不是各格相加的平均。{frame.full_stamp(of, selection)}")
    taking.buttons(of, selection, table, f"{metric.label}_按{of.catalogue.words(rows)}和{of.catalogue.words(columns)}", "pivot")


def _pivoted(of: Version, selection: Selection, name: str, rows: str, columns: str) -> pd.DataFrame | None:
    metric, asked = of.catalogue.metric(name), board.fitted(of.catalogue.metric(name), selection)
    found = pivots.pivot(of.catalogue, name, rows, columns, asked)
    if found.empty:
        return None
    along, down = (board.values(of, name, each, selection) for each in (columns, rows))
    cells = found.set_index(["row", "column"]).value
    table = pd.DataFrame({of.catalogue.words(rows): list(down.label)})
    for column in along.itertuples():
        table[_head(table, column.label)] = [_cell(metric, cells, row, column.code) for row in down.code]
    table["合计"] = [_written(metric, each) for each in down.value]
    whole = board.total(of, name, selection)["value"]
    table.loc[len(table)] = ["合计", *(_written(metric, each) for each in along.value), _written(metric, whole)]
    return table if metric.unit == "percent" else table.astype(dict.fromkeys(table.columns[1:], _number(table)))


def _number(table: pd.DataFrame) -> str:
    """Whole numbers stay whole in the table and in the file."""
    known = [each for column in table.columns[1:] for each in table[column].dropna()]
    return "Int64" if all(float(each).is_integer() for each in known) else "Float64"


def _written(metric, value):
    """A rate in words, a count as the number it is, so that a file can be summed."""
    return wording.figure(value, metric.unit) if metric.unit == "percent" else None if wording.missing(value) else float(wording.rounded(value, 1))


def _head(table: pd.DataFrame, label: str) -> str:
    return label if label not in table.columns else f"{label}（列）"


def _cell(metric, cells: pd.Series, row, column) -> str:
    at = tuple(None if pd.isna(each) else each for each in (row, column))
    return _written(metric, cells[at]) if at in cells.index else "" if metric.unit == "percent" else None


def query(of: Version, _: Selection) -> None:
    """A read-only query of one's own over the tables of the version; the filters are not its own."""
    st.caption("只能运行一条 SELECT，最多15秒、5000行；不能读写文件、不能访问网络；左侧的筛选不作用于查询。个人信息在导入时已遮蔽。")
    with st.form("sql", border=False):
        sql = st.text_area("SQL", "select category, count(*) as n\nfrom mart_work_order\nwhere not voided\ngroup by category\norder by n desc", key="sql-text", height=160)
        wanted = st.form_submit_button("运行")
    if wanted:
        try:
            found, cut = of.engine.ask(sql)
        except GovboardError as problem:
            st.error(str(problem), icon=":material/block:")
        else:
            st.caption(f"{len(found)}行" + ("（只列出前5000行）" if cut else ""))
            st.dataframe(found, hide_index=True)
            taking.buttons(of, None, found, "查询结果", "query", f"查询：{sql.strip()}")
    with st.expander("可用的表"):
        st.markdown("\n".join(f"- `{each.name}`：{each.doc}" for each in queries.read_folder(queries.FOLDER / "marts").values() if each.name in of.tables))


