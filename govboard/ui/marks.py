"""Words of people and offices for Streamlit, which reads markdown in every text: in them it is only text."""

import re

import streamlit as st

from govboard import wording


def plain(value) -> str:
    """As text for Streamlit: markdown in what people wrote is only text. Empty where a value is missing."""
    return "" if wording.missing(value) else re.sub(r"([\\`*_\[\]<>$~:|#])", r"\\\1", str(value))


def caption(words: str) -> None:
    """A quiet line below a table or chart; names in it are only text."""
    st.caption(plain(words))
