"""指标口径: every metric, its definition, formula in words, source, SQL and records."""

import pandas as pd
import streamlit as st

from govboard import wording
from govboard.definitions import DIMENSIONS
from govboard.ui import board, conformance, figures, frame, passport

of, selection = frame.asked()
frame.title("指标口径", of, selection)
frame.complaints(of.catalogue.broken.values(), "有{}个指标按现行数据版本算不出来，多半是程序更新后新增的：到“导入与报送”按新口径重新生成并发布后就有")
if board.warehouse().settings.demonstration:
    conformance.offer(of)
metrics = of.catalogue.metrics
rows = [(each.label, name, wording.figure(board.total(of, name, selection)["value"], each.unit), each.definition, "、".join(DIMENSIONS[d] for d in each.dimensions)) for name, each in metrics.items()]
table = pd.DataFrame(rows, columns=["指标", "英文名", "本时段", "口径", "可按"])
st.dataframe(table, hide_index=True, height=280, column_config={"口径": st.column_config.TextColumn(width="large")})

name = st.selectbox("查看一个指标", list(metrics), format_func=lambda each: metrics[each].label, key="metric", bind="query-params")
with st.container(border=True):
    passport.body(of, name, selection)
figures.trend(of, selection, name)
