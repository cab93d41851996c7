"""Parts of a page behind a row of choices: only the chosen one is computed, and the address says which."""

import streamlit as st


def show(parts: dict, *given, key: str = "tab") -> None:
    """`parts` are words -> draw(*given), the one that is open at first in front; `key` is the name in the address."""
    first = next(iter(parts))
    chosen = st.segmented_control("内容", list(parts), default=first, key=key, bind="query-params", label_visibility="collapsed")
    parts[chosen or first](*given)
