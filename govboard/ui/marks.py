"""Words of people and offices for Streamlit, which reads markdown in every text: in them it is only text. And the mark of few cases."""

import re

import streamlit as st

from govboard import wording

FEW = "※"  # behind a rate of fewer cases than its metric asks for, wherever the words would fill every cell
FEW_SAID = f"{FEW}样本不足，仅供参考。"


def plain(value) -> str:
    """As text for Streamlit: markdown in what people wrote is only text. Empty where a value is missing."""
    return "" if wording.missing(value) else re.sub(r"([\\`*_\[\]<>$~:|#])", r"\\\1", str(value))


def caption(words: str) -> None:
    """A quiet line below a table or chart; names in it are only text."""
    st.caption(plain(words))


def text(words: str) -> None:
    """A paragraph; names in it are only text."""
    st.markdown(plain(words))
