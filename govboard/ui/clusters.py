"""聚集: which areas stand out from chance, how it went over the periods before, and the figures behind each."""

import html
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from govboard import hotspots, maps
from govboard.documents import gathered
from govboard.selection import LEVELS, Selection
from govboard.ui import atlas, board, drawing, filters, frame, marks
from govboard.warehouse import Version, gathering

METHOD = (
    f"统计量为局部 Gi*（标准化值），另算局部莫兰指数找出与相邻区域不同的单个区域；诉求件数与按户数应有的件数相比（皮尔逊残差）；表中另列经验贝叶斯平滑后的每千户件数。"
    f"p 为双侧：把全部诉求按户数随机落到各区域{hotspots.PLAYS}次，与实际相比；q 为 Benjamini–Hochberg 错误发现率，q 低于{hotspots.ALPHA}的才列出，"
    f"且本区域、连同相邻区域的比率都须为全区水平的{hotspots.MARKED}倍以上（低的为其倒数以下），高的本区域不少于{hotspots.FEWEST_OWN}件、连同相邻区域不少于{hotspots.FEWEST_NEAR}件。"
    f"“高于周边”指本区域连同相邻区域高于全区其余的区域。新出现：本期明显、前{gathering.PAST}期都不明显（没有以前数据的不判断）；持续：前{gathering.PAST}期也有明显的；消退：上期明显、本期不再明显。相邻指边界相接。不含任何原因判断。"
)


def show(of: Version, selection: Selection) -> None:
    """The map of classes, one sentence for the whole and one for each area; the figures and the method one click away."""
    levels = [each for each in gathering.LEVELS if of.catalogue.area_names(each)]
    if not levels or "mart_boundary" not in of.tables:
        frame.empty("没有社区和网格名录，不做聚集分析", "请导入社区（村）名录、网格台账和边界。")
        return
    level = st.segmented_control("看到哪一级", levels, default=levels[0], format_func=of.catalogue.words, key="by", bind="query-params") or levels[0]
    if reason := board.figure(of, _why_not, selection, level):
        frame.empty("不做聚集分析", reason)
        return
    found = _found(of, selection, level)
    with st.container(border=True, key="conclusion"):
        marks.text(gathered.whole(found, LEVELS[level]))
    spec, prepared = board.figure(of, _map, selection, level)
    atlas.show(spec, f"map-clusters-{level}", level, 560, prepared)
    _listed(of, selection, level, found)


def _why_not(of: Version, selection: Selection, level: str) -> str:
    return gathering.why_not(of, level, selection)


def _found(of: Version, selection: Selection, level: str) -> pd.DataFrame:
    """The statistics of the periods, each shared by all readers once it is made; what the build kept is there at once."""
    spans = gathering.spans_of(of, selection)
    ready = gathering.is_kept(of, level, spans[0])
    bar = None if ready else st.progress(0.0, "正在计算聚集情况……")
    tables = []
    for at, span in enumerate(spans):
        tables.append(board.figure(of, _one, span, level))
        if bar:
            bar.progress((at + 1) / len(spans), f"正在计算聚集情况……（{at + 1}/{len(spans)}期）")
    if bar:
        bar.empty()
    return gathering.joined(tables)


def _one(of: Version, selection: Selection, level: str) -> pd.DataFrame:
    return gathering.one(of, level, selection)


def _map(of: Version, selection: Selection, level: str):
    found = gathering.joined([board.figure(of, _one, span, level) for span in gathering.spans_of(of, selection)])
    kind = found.trend.where(found.trend != "", found["class"]).replace("", "none")
    words = [gathered.sentence(row) or f"诉求{row['count']:.0f}件，户数{row.households:.0f}" for _, row in found.iterrows()]
    shown = pd.DataFrame({"code": found.area, "label": found.label, "value": kind.astype(object), "text": words})
    spec = atlas.area_spec(of, selection, level, shown, f"诉求聚集情况（按{of.catalogue.words(level)}）", unit="", name="情况", kinds=gathered.KINDS)
    return spec, maps.to_echarts(spec)


def _listed(of: Version, selection: Selection, level: str, found: pd.DataFrame) -> None:
    """The areas that stand out inside the selection, each with a way to its orders; the low ones apart."""
    rows = gathered.sorted_rows(found[found.area.isin(gathering.within(of, level, selection))])
    low = (rows["class"] == hotspots.COLD) & (rows.trend != hotspots.FADING)
    if rows[~low].empty:
        frame.empty("所选区域内没有明显的聚集", "全区的情况见上图；可选更长的时段或某一个诉求类别。" if selection.areas else "可选更长的时段或某一个诉求类别。")
    else:
        _table(rows[~low], level, "诉求聚集的区域")
    if low.any():
        with st.expander(f"连同相邻区域明显低于全区水平的{int(low.sum())}个"):
            _table(rows[low], level, "诉求少的区域")
    with st.popover("口径与方法"):
        marks.text(METHOD)
    marks.caption(frame.full_stamp(of, selection))


def _table(rows: pd.DataFrame, level: str, words: str) -> None:
    each = [row for _, row in rows.iterrows()]
    st.html(drawing.table({"情况": [gathered.state(row) for row in each], "说明": [gathered.sentence(row) for row in each], "平滑后每千户": [f"{row.smoothed:.1f}件" for row in each],
                           "Gi*": [f"{row.statistic:.2f}" for row in each], "p": [f"{row.p:.4f}" for row in each], "q": [f"{row.q:.4f}" for row in each]}, words, {"工单": [_orders(level, row.label) for row in each]}))  # fmt: skip


def _orders(level: str, label: str) -> str:
    """A link to the orders of an area under the same filters, as HTML."""
    asked = {key: st.query_params.get_all(key) for key in ("period", "from", "to", "category", "source") if key in st.query_params}
    key = next(key for key, of_level in filters.AREAS.items() if of_level == level)
    return f"<a href='records?{html.escape(urlencode(asked | {key: label}, doseq=True))}' target='_self'>看工单</a>"
