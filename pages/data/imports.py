"""导入与报送: bring files, see what was understood, what was refused and why, publish."""

import streamlit as st

from govboard.ui import frame, importing, mapping, quality

frame.title("导入与报送", frame.maybe_opened())
importing.bring_files()
mapping.new_format()
importing.waiting_version()
importing.coordinate_systems()
importing.changed_definitions()
tabs = st.tabs(["退回的行", "数据检查", "数据质量", "报送情况", "更正", "版本"])
for tab, draw in zip(tabs, [importing.refused, importing.checks, quality.show, importing.deliveries, importing.corrections, importing.versions], strict=True):
    with tab:
        draw()
