"""两个覆盖: where is no organisation, by name."""

import streamlit as st

from govboard import charts
from govboard.documents import narrative
from govboard.ui import board, cards, conclusion, drawing, figures, frame

ORDER = ["单独覆盖", "联合覆盖", "仅指导员", "空白"]

of, selection = frame.asked()
frame.title("两个覆盖", of, selection)
org, work = board.total(of, "org_coverage", selection), board.total(of, "work_coverage", selection)
conclusion.show(of, selection, conclusion.covered)
cards.row(of, selection, ["org_eligible_coverage", "work_coverage", "org_coverage", "grid_org_coverage"], {"org_coverage": narrative.coverage(org, work)})

companies = board.report(of, "company_coverage", selection)
if words := board.lacking(of, "org_coverage", selection):
    frame.empty(f"物业企业台账不分{words}统计", "请改选镇街，或点“清除筛选”。")
elif companies.empty:
    frame.empty("所选时段和区域内没有物业企业台账", "请导入物业企业党建台账，或放宽时段。")
else:
    counts = companies.coverage.value_counts().reindex(ORDER, fill_value=0).rename_axis("覆盖方式").reset_index(name="企业数")
    steps = charts.waterfall(counts, "覆盖方式", "企业数", total="企业总数", title="物业企业怎样被覆盖", unit="家", stamp=frame.full_stamp(of, selection))
    figures.side_by_side(
        lambda: drawing.show_chart(steps, "waterfall"),
        lambda: figures.by_area(of, selection, "org_coverage"),
    )
    gaps = companies[companies.coverage.isin(ORDER[2:])].assign(镇街=lambda each: each.subdistrict.map(of.catalogue.area_names("subdistrict")))
    st.markdown(f"##### 尚无党组织的物业企业　{len(gaps)}家")
    shown = gaps.rename(columns={"name": "物业企业", "coverage": "现状", "members": "党员数", "instructor": "党建指导员", "staff": "从业人数"})
    st.dataframe(shown[["镇街", "物业企业", "现状", "党建指导员", "党员数", "从业人数"]], hide_index=True)

levels = board.report(of, "org_levels", selection)
if len(levels):
    chart = charts.columns(levels, "level", "organisations", title="党组织（按层级）", unit="个", name="党组织数", stamp=frame.full_stamp(of, selection))
    figures.side_by_side(lambda: drawing.show_chart(chart, "levels"), lambda: figures.by_area(of, selection, "grid_org_coverage"))
