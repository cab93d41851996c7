"""Buttons that take along exactly what is on the screen: a workbook, or CSV."""

import pandas as pd
import streamlit as st

from govboard.documents import tables
from govboard.selection import Selection
from govboard.ui import frame
from govboard.warehouse import Version


def buttons(of: Version, selection: Selection | None, table, title: str, key: str, note: str = "") -> None:
    """`table` is the frame, or a function that makes it when a button is pressed. The file is made then and not before.

    Without a selection the file says nothing of period and area; `note` is what else it has to say.
    """
    stamp, name = frame.full_stamp(of, selection) if selection else frame.stamp(of), f"{title}_{of.id}"

    def made() -> pd.DataFrame:
        return table() if callable(table) else table

    with st.container(horizontal=True, gap="small"):
        st.download_button("导出 Excel", data=lambda: tables.workbook(made(), title, stamp, note), file_name=f"{name}.xlsx", key=f"xlsx-{key}", on_click="ignore", icon=":material/table_view:",
                           mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")  # fmt: skip
        st.download_button("导出 CSV", data=lambda: tables.csv(made(), title, stamp, note), file_name=f"{name}.csv", mime="text/csv", key=f"csv-{key}", on_click="ignore", icon=":material/csv:")
