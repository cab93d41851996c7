"""The shared filters: drawn once by the frame, bound to the address, read as one Selection."""

import datetime as dt

import pandas as pd
import streamlit as st

from govboard import areas, periods
from govboard.selection import BEFORE, BOTH, HOMES, LEVELS, NONE, YEAR_AGO, Area, Selection
from govboard.ui import board, marks
from govboard.warehouse import Version

AREAS = {"town": "subdistrict", "community": "community", "grid": "grid", "estate": "estate", "company": "company"}  # key in the address -> level, the coarsest first
PLACEHOLDER = {"town": "全部", "community": "全部社区（村）", "grid": "全部网格", "estate": "全部小区", "company": "全部物业企业", "category": "全部类别", "source": "全部来源"}
COMPARED = {BOTH: "环比和同比", BEFORE: "只看环比", YEAR_AGO: "只看同比", NONE: "不对比"}


def draw(of: Version, wanted: tuple[str, ...]) -> Selection:
    """Draw the filters a page uses in the side bar and give what the reader asked."""
    with st.sidebar:
        start, end, hour = _period(of) if "period" in wanted else (None, None, 0)
        areas = _areas(of, "home" in wanted) if "area" in wanted else ()
        categories = _choices(of, "category", "类别") if "category" in wanted else ()
        sources = _choices(of, "source", "来源") if "source" in wanted else ()
        compared, basis = _more(of) if "basis" in wanted else (BOTH, ())
        if wanted:
            st.button("清除筛选", on_click=clear, args=(of,), type="tertiary", icon=":material/filter_alt_off:")
    return Selection(start, end, areas, categories, sources, hour=hour, basis=basis, compared=compared)


def spell_out(of: Version, page) -> None:
    """Let an address carry codes (period=2025-05, town=210603008): turned into the words that bound widgets keep there."""
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    words = {key: [_word(of, key, value) for value in values] for key, values in given.items()}
    if words != given:
        st.switch_page(page, query_params=words)


def unknown(of: Version, wanted: tuple[str, ...]) -> list[str]:
    """What the address asks for and these data do not have; the filters leave it aside."""
    found = board.report(of, "choices")
    known = {"period": {word for key, each in _periods(of).items() for word in (key, each.words)}} | {key: set(found.value[found["filter"] == key]) for key in ("category", "source")}
    known = {key: words for key, words in known.items() if key in wanted}
    if "area" in wanted:
        listed = places(of)
        known |= {key: set(listed.label[listed.level == level]) for key, level in AREAS.items() if level in LEVELS or "home" in wanted}
    return [value for key, words in known.items() if key in st.query_params for value in st.query_params.get_all(key) if value not in words]


def _word(of: Version, key: str, value: str) -> str:
    if key == "period":
        return _periods(of)[value].words if value in _periods(of) else value
    if key in AREAS:
        return of.catalogue.area_names(AREAS[key]).get(value, value)
    if key in ("level", "by"):
        return of.catalogue.words(value) if value in LEVELS else value
    return of.catalogue.metrics[value].label if value in of.catalogue.metrics else value


def clear(of: Version) -> None:
    """Back to the opening state. Bound widgets that are given their opening value leave the address by themselves."""
    st.session_state["period"] = _opening(of)
    st.session_state["from"], st.session_state["to"] = _opening_days(of)
    for key in PLACEHOLDER:
        st.session_state[key] = []
    st.session_state["compared"] = BOTH
    for kin in _families(of).values():
        st.session_state[_basis_key(of, kin)] = kin[0]


def choose(key: str, values: list[str]) -> None:
    """Ask for other values of a filter: for a click on a chart or a chip, before the filters are drawn. Another area leaves what lay inside the last one."""
    if key in AREAS and key not in st.session_state:  # a filter not drawn yet does not put itself into the address
        names = board.version().catalogue.area_names(AREAS[key])
        st.query_params[key] = [names.get(value, value) for value in values]
    st.session_state[key] = values
    if key in AREAS:
        for coarser in _elsewhere(key, values):
            st.session_state[coarser] = []
        for finer in list(AREAS)[list(AREAS).index(key) + 1 :]:
            st.session_state[finer] = []


def _elsewhere(key: str, values: list[str]) -> list[str]:
    """The coarser area filters inside which the new values do not lie: of a click on another part of the map."""
    of = board.version()
    rows = places(of)[lambda each: (each.level == AREAS[key]) & each.code.isin(values)] if of else None
    coarser = [each for each in list(AREAS)[: list(AREAS).index(key)] if st.session_state.get(each) and rows is not None and AREAS[each] in rows]
    return [each for each in coarser if not rows[AREAS[each]].isin(st.session_state[each]).all()]


def toggle(key: str, value: str) -> None:
    """Ask for one value of a filter, or for all again where it was the one asked for."""
    choose(key, [] if list(st.session_state.get(key, [])) == [value] else [value])


def trail(of: Version, selection: Selection) -> None:
    """The way up from the chosen area and a chip to clear for every other filter; nothing where nothing is chosen."""
    steps, chips = _steps(of, selection), _chips(of, selection)
    if not steps and not chips:
        return
    with st.container(horizontal=True, gap="small", key="trail", vertical_alignment="center"):
        for at, (words, key, values) in enumerate(steps):
            st.button(marks.plain(words), key=f"up-{at}", on_click=choose, args=(key, values), type="tertiary", icon=":material/chevron_right:" if at else None)
        for words, key, values in chips:
            st.button(marks.plain(words), key=f"chip-{key}-{words}", on_click=choose, args=(key, values), icon=":material/close:", icon_position="right", help="清除这个条件")


def _steps(of: Version, selection: Selection) -> list[tuple[str, str, list[str]]]:
    """The areas around the one chosen, the whole district first, as (words, key, values); several of one level have no way of their own."""
    if len(selection.areas) != 1:
        return []
    area, keys = selection.areas[0], {level: key for key, level in AREAS.items()}
    around = _around(of, area)
    names = [(of.district if of.district != "本辖区" else "全部", "town", [])]
    names += [(of.catalogue.area_names(level).get(code, code), keys[level], [code]) for level, code in around]
    return names


def _around(of: Version, area: Area) -> list[tuple[str, str]]:
    """Levels and codes of the divisions an area lies in, itself left out."""
    listed = places(of)
    found = listed[(listed.level == area.level) & (listed.code == area.code)]
    if found.empty:
        return []
    above = {level: found[level].iloc[0] for level in LEVELS if level in found and level != area.level}
    return [(level, code) for level, code in above.items() if not pd.isna(code) and list(LEVELS).index(level) < ([*LEVELS, *HOMES].index(area.level))]


def _chips(of: Version, selection: Selection) -> list[tuple[str, str, list[str]]]:
    keys = {level: key for key, level in AREAS.items()}
    asked = [(area.name, keys[area.level], area.code) for area in selection.areas]
    asked += [(each, "category", each) for each in selection.categories] + [(each, "source", each) for each in selection.sources]
    left = {key: [value for _, other, value in asked if other == key] for _, key, _ in asked}
    return [(words, key, [each for each in left[key] if each != value]) for words, key, value in asked]


def places(of: Version) -> pd.DataFrame:
    """`areas.listed`, shared; never change the frame."""
    return board.figure(of, _places, Selection())


def _places(of: Version, _: Selection) -> pd.DataFrame:
    return areas.listed(of)


def months(of: Version) -> dict[str, str]:
    """Words and keys of the last twelve months on offer (of assessment, where there are such), the oldest first."""
    found = _periods(of)
    return {found[each.key].words: each.key for each in periods.last_months(_last(of), 12, board.warehouse().settings.month_starts_on) if each.key in found}


def period_words(of: Version) -> str:
    """What the chosen period is called."""
    return _periods(of)[st.session_state["period"]].words


def ask_period(key: str) -> None:
    """Ask for another period: before the filters are drawn."""
    st.session_state["period"] = key
    for day in ("from", "to"):
        st.query_params.pop(day, None)


def _periods(of: Version) -> dict[str, periods.Period]:
    """The periods on offer by key, from the first event to the cut-off; never change it."""
    return board.figure(of, _offered, Selection())


def _offered(of: Version, _: Selection) -> dict[str, periods.Period]:
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


def _areas(of: Version, with_homes: bool) -> tuple[Area, ...]:
    """The cascade 镇街→社区→网格, and where a page can answer it estates and companies; the finest level chosen counts."""
    asked = {"town": _multiselect(of.catalogue.words("subdistrict"), "town", _options(of, "subdistrict"))}
    communities = _options(of, "community", asked["town"])
    asked["community"] = _multiselect("社区（村）", "community", communities) if communities else []
    if asked["community"] or _given("grid"):  # hundreds are no choice before a community is known
        grids = _options(of, "grid", asked["town"], asked["community"])
        asked["grid"] = _multiselect("网格", "grid", grids) if grids else []
    for key in HOMES if with_homes else ():
        listed = _options(of, key)
        asked[key] = _multiselect(HOMES[key], key, listed) if listed else []
    key = next((key for key in reversed(AREAS) if asked.get(key)), "town")
    names = _options(of, AREAS[key])
    return tuple(Area(AREAS[key], code, names[code]) for code in asked[key])


def _options(of: Version, level: str, towns=(), communities=()) -> dict[str, str]:
    """Code -> name of what can be asked for on a level, inside the chosen areas; never change it."""
    return board.figure(of, _listed, Selection(), level, tuple(towns), tuple(communities))


def _listed(of: Version, _: Selection, level: str, towns: tuple, communities: tuple) -> dict[str, str]:
    listed = places(of)
    found = listed[listed.level == level]
    if towns or communities:
        found = found[(found.subdistrict.isin(towns) | (not towns)) & (found.community.isin(communities) | (not communities))]
    elif level == "community" and found.listed.any():
        found = found[found.listed.astype(bool)]
    return dict(zip(found.code, found.label, strict=True))


def _given(key: str) -> bool:
    return bool(st.session_state.get(key)) or key in st.query_params


def _choices(of: Version, which: str, words: str) -> tuple[str, ...]:
    found = board.report(of, "choices")
    values = list(found.value[found["filter"] == which])
    return tuple(_multiselect(words, which, {each: each for each in values})) if values else ()


def _more(of: Version) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What figures are compared with, and the 口径 of every rate that has several."""
    with st.expander("对比与口径", expanded=any(key in st.query_params for key in ("compared", *(_basis_key(of, kin) for kin in _families(of).values())))):  # only what is not usual stands in the address
        compared = st.selectbox("对比", list(COMPARED), format_func=COMPARED.get, key="compared", bind="query-params")
        chosen = [st.selectbox(f"{of.catalogue.metric(kin[0]).label}口径", kin, format_func=lambda each: of.catalogue.metric(each).label,
                               key=_basis_key(of, kin), bind="query-params") for kin in _families(of).values()]  # fmt: skip
    usual = {kin[0] for kin in _families(of).values()}
    return compared, tuple((name, of.catalogue.metric(name).label) for name in chosen if name not in usual)


def _families(of: Version) -> dict[str, list[str]]:
    """The families that pages show by their usual member, with all their members, the usual one first."""
    found = [of.catalogue.family(name) for name in ("order_reported", "order_on_time_rate", "order_returned_rate", "order_satisfied_rate") if name in of.catalogue.metrics]
    return {kin[0]: kin for kin in found if len(kin) > 1}


def _basis_key(of: Version, kin: list[str]) -> str:
    return of.catalogue.metric(kin[0]).query.notes["family"]


def _multiselect(words: str, key: str, options: dict) -> list[str]:
    return st.multiselect(words, list(options), format_func=options.get, key=key, bind="query-params", placeholder=PLACEHOLDER[key])
