"""两个覆盖 and 物业与队伍: companies and how they are covered, the tree of organisations, the people."""

import pandas as pd
import streamlit as st

from govboard import charts, plots, queries, wording
from govboard.selection import Selection
from govboard.ui import board, drawing, figures, frame, marks
from govboard.warehouse import Version

ORDER = ["单独覆盖", "联合覆盖", "仅指导员", "空白"]
SIX = ["场地", "设施", "标志", "党旗", "书报", "制度"]
BOARD = ["order_per_households", "order_on_time_rate", "order_satisfied_rate"]
FEW = 5  # fewer persons of a group are not told apart
_HELD = {True: "✓", False: "—"}


def known(of: Version, report: str, words: str) -> bool:
    """Whether the version has the tables of a report; if not it is said."""
    if queries.report(report).marts <= of.tables:
        return True
    frame.empty(f"这一数据版本没有{words}", "它由较早的程序生成：到“数据 → 导入与报送”按现行口径重新生成并发布。")
    return False


def companies(of: Version, selection: Selection) -> None:
    """How property companies are covered, and those without an organisation by name."""
    found = board.report(of, "company_coverage", selection)
    if words := board.lacking(of, "org_coverage", selection):
        frame.empty(f"物业企业台账不分{words}统计", "请改选镇街，或点“清除筛选”。")
        return
    if found.empty:
        frame.empty("所选时段和区域内没有物业企业台账", "请导入物业企业党建台账，或放宽时段。")
        return
    figures.side_by_side(lambda: drawing.show_chart(*board.figure(of, _steps, selection)), lambda: figures.by_area(of, selection, "org_coverage"))
    gaps = found[found.coverage.isin(ORDER[2:])].assign(镇街=lambda each: each.subdistrict.map(of.catalogue.area_names("subdistrict")))
    st.markdown(f"##### 尚无党组织的物业企业　{len(gaps)}家")
    shown = gaps.rename(columns={"name": "物业企业", "coverage": "现状", "members": "党员数", "instructor": "党建指导员", "staff": "从业人数"})
    st.dataframe(shown[["镇街", "物业企业", "现状", "党建指导员", "党员数", "从业人数"]], hide_index=True, placeholder="—")


def _steps(of: Version, selection: Selection):
    found = board.report(of, "company_coverage", selection)
    counts = found.coverage.value_counts().reindex(ORDER, fill_value=0).rename_axis("覆盖方式").reset_index(name="企业数")
    chart = charts.waterfall(counts, "覆盖方式", "企业数", total="企业总数", title="物业企业怎样被覆盖", unit="家", stamp=frame.full_stamp(of, selection))
    return chart, "waterfall", plots.to_plotly(chart)


def tree(of: Version, selection: Selection) -> None:
    """四级组织: of communities, estates and grids how many have an organisation, town by town; what is missing is counted."""
    if not known(of, "org_tree", "四级组织所需的名册"):
        return
    found = board.report(of, "org_tree", selection)
    if found.empty:
        frame.empty("所选区域没有社区、小区、网格的名册")
        return
    names = of.catalogue.area_names("subdistrict")
    towns = found.drop_duplicates("code").set_index("code").town
    levels = {level: found[found.level == level].set_index("code") for level in dict.fromkeys(found.level)}
    codes = [code for code in names if code in towns.index]
    columns = {of.catalogue.words("subdistrict"): [names[code] for code in codes], "本级党（工）委": ["✓" if towns[code] else "缺" for code in codes]}
    columns |= {f"{level}党组织": [_held(rows, code) for code in codes] for level, rows in levels.items()}
    st.markdown("##### 四级组织　镇街→社区→小区→网格")
    st.html(drawing.table(columns, "四级组织的覆盖情况"))
    marks.caption(f"格内为已建/应有，括号内为缺的个数；缺在哪里，见“今日与我的镇街 → 底数 → 空白点”。{frame.full_stamp(of, selection)}")


def _held(rows: pd.DataFrame, code: str) -> str:
    if code not in rows.index:
        return "—"
    nodes, held = int(rows.nodes[code]), int(rows.held[code])
    return f"{held}/{nodes}" + (f"（缺{nodes - held}）" if nodes > held else "")


def levels(of: Version, selection: Selection) -> None:
    """Organisations by level, and how grids stand town by town."""
    chart, key, figure = board.figure(of, _levels, selection)
    if chart is not None:
        figures.side_by_side(lambda: drawing.show_chart(chart, key, figure), lambda: figures.by_area(of, selection, "grid_org_coverage"))


def _levels(of: Version, selection: Selection):
    found = board.report(of, "org_levels", selection)
    if found.empty:
        return None, "levels", None
    chart = charts.columns(found, "level", "organisations", title="党组织（按层级）", unit="个", name="党组织数", stamp=frame.full_stamp(of, selection))
    return chart, "levels", plots.to_plotly(chart)


def company_board(of: Version, selection: Selection) -> None:
    """Every property company in a line: organisation, secretary, instructor, 六有, star, orders per 1000 households, satisfaction."""
    if not known(of, "company_board", "物业企业、任职和阵地的台账"):
        return
    found = board.report(of, "company_board", selection)
    if found.empty:
        frame.empty("所选时段和区域内没有物业企业台账", "请导入物业企业党建台账，或放宽时段、改选镇街。")
        return
    st.markdown(f"##### 物业企业一览　{len(found)}家")
    st.dataframe(board.figure(of, _lines, selection), hide_index=True, height=drawing.tall(len(found), 700), column_config={f"有{each}": st.column_config.TextColumn(width=64) for each in SIX}, placeholder="—")
    marks.caption(f"{marks.FEW_SAID}“六有”取自该企业党组织活动场所的台账；诉求按小区所属企业归集。{frame.full_stamp(of, selection)}")


def _lines(of: Version, selection: Selection) -> pd.DataFrame:
    found = board.report(of, "company_board", selection)
    table = pd.DataFrame({"物业企业": found.name, "镇街": found.town, "覆盖": found.coverage, "党组织": found.organisation, "书记": found.led.map(_HELD), "指导员": found.instructed.map(_HELD), "星级": found.star, "党员": found.members})
    for each in SIX:
        table[f"有{each}"] = ["—" if pd.isna(written) else "✓" if f"有{each}" in written else "✗" for written in found.standards]
    for name in BOARD:
        name = of.catalogue.asked(name, selection)
        metric, values = of.catalogue.metric(name), board.values(of, name, "company", selection.among(())).drop_duplicates("label").set_index("label")
        table[metric.label] = [_of_company(metric, values, each) for each in found.name]
    return table


def _of_company(metric, values: pd.DataFrame, company: str) -> str:
    if company not in values.index or wording.missing(values.value[company]):
        return "—"
    few = metric.is_rate and values.denominator[company] < metric.rank_from
    return f"{wording.figure(values.value[company], metric.unit)}{marks.FEW if few else ''}"


def people(of: Version, selection: Selection) -> None:
    """People by post; minors are counted for the whole district only."""
    if not known(of, "posts", "任职台账"):
        return
    found = board.report(of, "posts", selection)
    if found.empty:
        frame.empty("所选区域没有在任的任职记录", "请导入任职台账，或改选上一级区域。")
        return
    heads = board.values(of, "building_heads", "category", selection) if "building_heads" in of.catalogue.metrics else pd.DataFrame()
    if len(heads):
        figures.side_by_side(lambda: figures.top(of, selection, "building_heads", "category"), lambda: figures.top(of, selection, "posts_held", "category"))
    st.markdown("##### 在任人员")
    st.dataframe(found, hide_index=True, placeholder="—")
    marks.caption(f"人数按岗位计，一人可任多岗；少年楼栋长只计全区总数，不列名。{frame.full_stamp(of, selection)}")


def crossed(of: Version, selection: Selection) -> None:
    """双向进入、交叉任职: who serves on the other side, as a table of sides and posts."""
    if not known(of, "cross_posts", "任职台账"):
        return
    found = board.report(of, "cross_posts", selection)
    st.markdown("##### 双向进入、交叉任职")
    if found.empty:
        frame.empty("没有交叉任职的记录")
        return
    wide = found.pivot_table(index="side", columns="role", values="people", aggfunc="sum", fill_value=0)
    st.html(drawing.table({"来自": list(wide.index)} | {role: [each or "—" for each in wide[role]] for role in wide.columns}, "交叉任职"))


def trained(of: Version, selection: Selection) -> None:
    """Training of the period, and how many people have come to each stage of joining the party."""
    st.markdown("##### 培训与发展党员")
    figures.trend(of, selection, "training_person_times")
    if known(of, "trainings", "培训签到") and len(found := board.report(of, "trainings", selection)):
        st.dataframe(found, hide_index=True)
    if not known(of, "development", "发展党员记录"):
        return
    stages = board.report(of, "development", selection)
    told = "、".join(f"{each.stage}{f'{each.people}人' if each.people >= FEW else f'不足{FEW}人'}" for each in stages.itertuples())
    marks.caption(f"本期发展党员各阶段：{told or '没有记录'}。只计数，不列名。{frame.full_stamp(of, selection)}")
