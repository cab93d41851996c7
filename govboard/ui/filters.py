"""The shared filters: drawn once by the frame, bound to the address, read as one Selection."""

import datetime as dt

import streamlit as st

from govboard import periods
from govboard.selection import Area, Selection
from govboard.ui import board
from govboard.warehouse import Version

KEYS = ("period", "town", "community", "category", "source", "from", "to")
PLACEHOLDER = {"town": "全部镇街", "community": "全部社区（村）", "category": "全部类别", "source": "全部来源"}


def draw(of: Version, wanted: tuple[str, ...]) -> Selection:
    """Draw the filters a page uses in the side bar and give what the reader asked."""
    with st.sidebar:
        start, end = _period(of) if "period" in wanted else (None, None)
        areas = _areas(of) if "area" in wanted else ()
        categories = _choices(of, "category", "类别") if "category" in wanted else ()
        sources = _choices(of, "source", "来源") if "source" in wanted else ()
        if wanted:
            st.button("清除筛选", on_click=clear, type="tertiary", icon=":material/filter_alt_off:")
    return Selection(start, end, areas, categories, sources)


def clear() -> None:
    """Back to the opening state; bound parameters leave the address by themselves."""
    for key in KEYS:
        st.session_state.pop(key, None)


def _period(of: Version) -> tuple[dt.date | None, dt.date | None]:
    span = board.report(of, "span").iloc[0]
    last = (of.as_of or dt.datetime(1970, 1, 1)).date()
    found = {each.key: each for each in periods.choices(last, min(span.first_at.date(), last) if span.first_at == span.first_at else last)}
    opening = periods.opening(last)
    keys = list(found)
    chosen = st.selectbox("统计时段", keys, index=keys.index(opening) if opening in keys else 0,
                          format_func=lambda key: found[key].words, key="period", bind="query-params")  # fmt: skip
    if chosen == "custom":
        start = st.date_input("开始日期", value=last.replace(day=1), key="from", bind="query-params", format="YYYY-MM-DD")
        end = st.date_input("结束日期", value=last, key="to", bind="query-params", format="YYYY-MM-DD")
        return min(start, end), max(start, end)
    return found[chosen].start, found[chosen].end


def _areas(of: Version) -> tuple[Area, ...]:
    listed = board.report(of, "areas")
    towns = listed[listed.level == "subdistrict"]
    chosen = _multiselect("镇街", "town", dict(zip(towns.code, towns.label, strict=True)))
    communities = listed[(listed.level == "community") & (listed.subdistrict.isin(chosen) if chosen else listed.listed)]
    below = _multiselect("社区（村）", "community", dict(zip(communities.code, communities.label, strict=True))) if len(communities) else []
    level, codes = ("community", below) if below else ("subdistrict", chosen)
    names = dict(zip(listed.code[listed.level == level], listed.label[listed.level == level], strict=True))
    return tuple(Area(level, code, names[code]) for code in codes)


def _choices(of: Version, which: str, words: str) -> tuple[str, ...]:
    found = board.report(of, "choices")
    values = list(found.value[found["filter"] == which])
    return tuple(_multiselect(words, which, {each: each for each in values})) if values else ()


def _multiselect(words: str, key: str, options: dict) -> list[str]:
    return st.multiselect(words, list(options), format_func=options.get, key=key, bind="query-params", placeholder=PLACEHOLDER[key])


def remembered(key: str, value: str | None) -> str | None:
    """A value that a click gave, kept in the address so that the link shows the same; the last one when None."""
    if value:
        st.query_params[key] = value
    return st.query_params.get(key)
