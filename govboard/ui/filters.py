"""The shared filters: drawn once by the frame, bound to the address, read as one Selection."""

import datetime as dt

import pandas as pd
import streamlit as st

from govboard import periods
from govboard.selection import LEVELS, Area, Selection
from govboard.ui import board
from govboard.warehouse import Version

PLACEHOLDER = {"town": "全部", "community": "全部社区（村）", "category": "全部类别", "source": "全部来源"}


def draw(of: Version, wanted: tuple[str, ...]) -> Selection:
    """Draw the filters a page uses in the side bar and give what the reader asked."""
    with st.sidebar:
        start, end, hour = _period(of) if "period" in wanted else (None, None, 0)
        areas = _areas(of) if "area" in wanted else ()
        categories = _choices(of, "category", "类别") if "category" in wanted else ()
        sources = _choices(of, "source", "来源") if "source" in wanted else ()
        if wanted:
            st.button("清除筛选", on_click=clear, args=(of,), type="tertiary", icon=":material/filter_alt_off:")
    return Selection(start, end, areas, categories, sources, hour=hour)


def spell_out(of: Version, page) -> None:
    """Let an address carry codes (period=2025-05, town=210603008): turned into the words that bound widgets keep there."""
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    words = {key: [_word(of, key, value) for value in values] for key, values in given.items()}
    if words != given:
        st.switch_page(page, query_params=words)


def _word(of: Version, key: str, value: str) -> str:
    if key == "period":
        return _periods(of)[value].words if value in _periods(of) else value
    if key in ("town", "community"):
        return of.catalogue.area_names("subdistrict" if key == "town" else key).get(value, value)
    if key == "level":
        return of.catalogue.words(value) if value in LEVELS else value
    return of.catalogue.metrics[value].label if value in of.catalogue.metrics else value


def clear(of: Version) -> None:
    """Back to the opening state. Bound widgets that are given their opening value leave the address by themselves."""
    st.session_state["period"] = _opening(of)
    st.session_state["from"], st.session_state["to"] = _opening_days(of)
    for key in PLACEHOLDER:
        st.session_state[key] = []


def _periods(of: Version) -> dict[str, periods.Period]:
    """The periods on offer by key, from the first event to the cut-off."""
    first, last = board.report(of, "span").first_at.iloc[0], _last(of)
    settings, earliest = board.warehouse().settings, last if pd.isna(first) else min(first.date(), last)
    daily = periods.daily(of.as_of, settings.day_cut_hour) if of.as_of else None
    return {each.key: each for each in periods.choices(last, earliest, settings.month_starts_on, daily)}


def _last(of: Version) -> dt.date:
    return (of.as_of or dt.datetime(1970, 1, 1)).date()


def _opening(of: Version) -> str:
    found, key = _periods(of), periods.opening(_last(of), board.warehouse().settings.month_starts_on)
    return key if key in found else next(iter(found))


def _opening_days(of: Version) -> tuple[dt.date, dt.date]:
    last = _last(of)
    return last.replace(day=1), last


def _period(of: Version) -> tuple[dt.date | None, dt.date | None, int]:
    """First and last day, and the hour at which days are cut."""
    found = _periods(of)
    keys = list(found)
    chosen = st.selectbox("统计时段", keys, index=keys.index(_opening(of)),
                          format_func=lambda key: found[key].words, key="period", bind="query-params")  # fmt: skip
    if chosen == "custom":
        first, last = _opening_days(of)
        start = st.date_input("开始日期", value=first, key="from", bind="query-params", format="YYYY-MM-DD")
        end = st.date_input("结束日期", value=last, key="to", bind="query-params", format="YYYY-MM-DD")
        return min(start, end), max(start, end), 0
    return found[chosen].start, found[chosen].end, found[chosen].hour


def _areas(of: Version) -> tuple[Area, ...]:
    listed = board.report(of, "areas")
    towns = listed[listed.level == "subdistrict"]
    chosen = _multiselect(of.catalogue.words("subdistrict"), "town", dict(zip(towns.code, towns.label, strict=True)))
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
