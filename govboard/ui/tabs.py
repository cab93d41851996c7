"""Parts of a page behind a row of choices: only the chosen one is computed, and the address says which."""

import streamlit as st

from govboard.selection import Selection
from govboard.warehouse import Version


def show(parts: dict, of: Version, selection: Selection, key: str = "tab") -> None:
    """`parts` are words -> draw(of, selection), the one that is open at first in front; `key` is the name in the address."""
    first = next(iter(parts))
    chosen = st.segmented_control("内容", list(parts), default=first, key=key, bind="query-params", label_visibility="collapsed")
    parts[chosen or first](of, selection)
