"""The tab 底数: people, organisations, estates, stations and blank spots of the chosen areas, by name."""

import pandas as pd
import streamlit as st

from govboard import queries, wording
from govboard.selection import Selection
from govboard.ui import board, frame, marks
from govboard.warehouse import Version

# what a blank spot is called, the metric whose records without numerator are the blank spots
BLANKS = {"没有党组织的物业企业": "org_coverage", "既无党组织也无指导员的物业企业": "work_coverage", "没有党支部的小区": "estate_branch_rate", "没有党组织的网格": "grid_org_coverage",
          "没有书记的物业企业党组织": "org_secretary_coverage", "“六有”不全的活动场所": "venue_complete_rate", "路长不到位的路段": "road_chief_rate", "没有民警兼职委员的社区": "police_community_rate"}  # fmt: skip
LISTS = {"人员": "posts", "党组织": "orgs", "小区": "estates", "站点与阵地": "stations"}
_CODES = ["estate_code", "org_code", "parent"]


def show(of: Version, selection: Selection) -> None:
    """Blank spots first: they are what has to be done; then what is there."""
    blanks(of, selection)
    chosen = st.segmented_control("底数", list(LISTS), default="人员", key="list", bind="query-params") or "人员"
    listed(of, selection, LISTS[chosen], chosen)


def blanks(of: Version, selection: Selection) -> None:
    """How many blank spots of each kind there are, and the names of the kind that is opened."""
    found = {words: spots for words, name in BLANKS.items() if (spots := gaps(of, selection, name)) is not None}
    if not found:
        return
    none = [words for words, spots in found.items() if spots.empty]
    some = [words for words, spots in found.items() if len(spots)]
    st.markdown("##### 空白点　" + ("、".join(f"{words}{len(found[words])}{_unit(words)}" for words in some) or "没有"))
    if none:
        st.caption(f"已无空白：{'、'.join(none)}")
    chosen = st.pills("空白点", some, key="blank", bind="query-params", label_visibility="collapsed") if some else None
    if chosen:
        st.dataframe(found[chosen], hide_index=True, placeholder="—")


def _unit(words: str) -> str:
    return "家" if words.endswith("企业") else "条" if words.endswith("路段") else "个"


def gaps(of: Version, selection: Selection, name: str) -> pd.DataFrame | None:
    """The records of a coverage rate that are not covered, by name; None where the metric does not know the chosen kind of area or nothing was delivered."""
    if name not in of.catalogue.metrics or board.lacking(of, name, selection) or board.total(of, name, selection)["denominator"] is None:
        return None
    if not queries.report("record_names").marts <= of.tables:
        return None
    return board.figure(of, _gaps, selection, name)


def _gaps(of: Version, selection: Selection, name: str) -> pd.DataFrame:
    metric = of.catalogue.metric(name)
    records = of.catalogue.passport(name, board.fitted(metric, selection))["records"]
    names = board.report(of, "record_names")
    table = metric.table if metric.name != "police_community_rate" else "post"
    known = names[names.table_name == table].drop_duplicates("record").set_index("record")
    open_ = records.record[records.numerator < records.denominator]
    areas = {level: of.catalogue.area_names(level) for level in ("subdistrict", "community")}
    return pd.DataFrame({
        "名称": [known.name.get(each, each) for each in open_],
        "镇街": [areas["subdistrict"].get(known.subdistrict.get(each), "") for each in open_],
        "社区": [areas["community"].get(known.community.get(each), "") for each in open_],
    })  # fmt: skip


def listed(of: Version, selection: Selection, report: str, words: str) -> None:
    """One register, by name, with how many there are."""
    if not queries.report(report).marts <= of.tables:
        frame.empty(f"这一数据版本没有{words}", "请按现行口径重新生成并发布。")
        return
    rows = board.report(of, report, selection)
    if rows.empty:
        frame.empty(f"所选区域没有{words}记录", "可改选上一级区域；还没有台账的，请到“数据 → 导入与报送”导入。")
        return
    marks.caption(f"共{len(rows)}行。{frame.full_stamp(of, selection)}")
    st.dataframe(_readable(rows), hide_index=True, placeholder="—")


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    shown = rows.drop(columns=_CODES, errors="ignore")
    if "老年人口占比" in shown:
        shown = shown.assign(老年人口占比=[wording.figure(each, "percent") for each in shown["老年人口占比"]])
    return shown
