"""诉求分布图: places from which the same comes again and again, and who lives far from a service station."""

import pandas as pd
import streamlit as st

from govboard import dots, maps, queries, reach, wording
from govboard.selection import Selection
from govboard.ui import atlas, board, drawing, figures, frame, listing, marks
from govboard.warehouse import Version, gathering

AGAIN = "重复诉求点位"
KINDS = {"3件": (3, 3), "4—5件": (4, 5), "6件及以上": (6, None)}
FAR = {"near": ("500米以内", "#c9dcee"), "middle": ("500—1000米", "#e6c6a0"), "far": ("1000米以外", "#b3733d")}
STATION_KINDS = "便民维修服务站、幸福小站"


def again(of: Version, selection: Selection) -> None:
    """Places within 50 m and 90 days on the map, and the orders of one of them."""
    if not queries.report("repeat_places").marts <= of.tables:
        frame.empty("这一数据版本由较早的程序生成，没有重复点位", "请到“数据 → 导入与报送”重新生成并发布。")
        return
    found = board.report(of, "repeat_places", selection)
    if found.empty:
        frame.empty("没有重复诉求点位", "近90天50米以内同类诉求3件以上的算一处；没有坐标的工单不能判断。")
        return
    st.markdown(f"**{AGAIN}**　截至{board.short_cut_off(of)}的近90天内，50米以内同类诉求3件以上，共{len(found)}处（不随左侧的统计时段变化）")
    spec = board.figure(of, _again, selection)
    what, clicked = drawing.show_map(spec, "map-again", 520)
    behind = {clicked} if what == "point" else set(maps.points_of(spec, clicked)) if what == "square" else set()
    if chosen := [each for each in found["工单编号"] if each in behind]:
        st.session_state["place"] = chosen[0]  # of several the one with most orders
    named = {row["工单编号"]: _named(row) for _, row in found.iterrows()}
    place = st.selectbox("看哪一处的工单（也可点图上的点）", list(named), format_func=named.get, key="place", bind="query-params")
    listing.orders(board.report(of, "order_same_place", selection, order_no=place), "这一处的工单")
    marks.caption(frame.stamp(of))


def _named(row) -> str:
    where = "未归属" if pd.isna(row["社区"]) else row["社区"]
    return f"{'未填写' if pd.isna(row['类别']) else row['类别']}　{where}　{row['件数']}件　最近{row['最近上报'].month}月{row['最近上报'].day}日　{row['工单编号']}"


def _again(of: Version, selection: Selection) -> maps.AreaMap:
    found = board.report(of, "repeat_places", selection)
    kind = [next(words for words, (low, high) in KINDS.items() if count >= low and (high is None or count <= high)) for count in found["件数"]]
    places = pd.DataFrame({"lng": found.lng, "lat": found.lat, "kind": kind, "label": found["工单编号"]})
    level = "subdistrict"
    shown = pd.DataFrame({"code": list(of.catalogue.area_names(level)), "label": list(of.catalogue.area_names(level).values()), "value": "plain", "text": ""})
    listed = pd.DataFrame({"点位": [_named(row) for _, row in found.iterrows()]})
    return atlas.area_spec(of, selection, level, shown, f"{AGAIN}（近90天50米以内同类3件以上）", unit="", name="", points=places, point_name=AGAIN, kinds={"plain": ("", "#eef1f4")},
                           stamp=_timeless(of, selection, "近90天"), alt=f"地图：{AGAIN}{len(found)}处。逐处见“表格”。", listed=listed, point_kinds=dict(zip(KINDS, dots.COLOURS)))


def _timeless(of: Version, selection: Selection, period: str = "") -> str:
    """The stamp of a picture that does not follow the chosen period."""
    return " · ".join(filter(None, [period, selection.sentence(of.district).partition(" · ")[2], frame.stamp(of)]))


def reach_part(of: Version, selection: Selection) -> None:
    """Who lives beyond 500 and 1000 metres of a station, beside the share of elderly."""
    if not {"mart_grid", "mart_boundary", "mart_station", "mart_community"} <= of.tables:
        frame.empty("缺少网格、边界或站点台账", "请导入网格台账、网格边界和服务站点台账。")
        return
    places, stations = board.figure(of, _reach, selection)
    if places.empty or stations.empty:
        frame.empty("缺少有坐标的服务站点" if len(places) else "缺少网格边界", f"需要网格台账、网格边界，以及有坐标的{STATION_KINDS}。")
        return
    level = {"subdistrict": "community"}.get(selection.areas[0].level, "grid") if selection.areas else "subdistrict"
    table = reach.by_area(places.assign(grid=places.code), board.report(of, "reach_elderly"), level)
    with st.container(border=True, key="conclusion"):
        marks.text(f"{_said(of, selection, places, stations)}不随左侧的统计时段、类别和来源变化。")
    drawing.show_map(board.figure(of, _reach_map, selection), "map-reach", 520, on_area=figures.asking("grid"))
    names = of.catalogue.area_names(level)
    st.html(drawing.table({of.catalogue.words(level): [names.get(each, each) for each in table.area], "常住人口": [reach.people(each) for each in table.residents],
                           "500米以外": [reach.people(*each) for each in zip(table.far500, table.residents, strict=True)], "1000米以外": [reach.people(*each) for each in zip(table.far1000, table.residents, strict=True)],
                           "老年人口占比": [wording.figure(each, "percent") if not pd.isna(each) else "—" for each in table.elderly]}, "服务半径"))  # fmt: skip
    marks.caption(f"直线距离，按网格内一点到最近的{STATION_KINDS}计，不是步行路程；人数取整到十位；老年人口占比取社区（村）名录。{_left_out(of, selection, places, stations)}{frame.stamp(of)}")


def _left_out(of: Version, selection: Selection, places: pd.DataFrame, stations: pd.DataFrame) -> str:
    counts = {"个站点没有坐标": len(board.report(of, "reach_stations")) - len(stations), "个网格没有边界": len(board.report(of, "reach_places", selection)) - len(places), "个网格没有常住人口": int(places.residents.isna().sum())}
    told = [f"{count}{words}" for words, count in counts.items() if count]
    return f"另有{'、'.join(told)}，未计入。" if told else ""


def _reach(of: Version, selection: Selection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Grids with their metres to the nearest station, and the stations with a point."""
    places, stations = reach.placed(board.report(of, "reach_places", selection), gathering.shapes(of, "grid")), board.report(of, "reach_stations").dropna(subset=["lng", "lat"])
    return places.assign(metres=reach.nearest(places, stations)), stations


def _said(of: Version, selection: Selection, places: pd.DataFrame, stations: pd.DataFrame) -> str:
    where = "、".join(each.name for each in selection.areas) or "全区"
    residents = pd.to_numeric(places.residents)
    told = f"{where}有坐标的{STATION_KINDS}共{len(stations)}个" if not selection.areas else f"全区有坐标的{STATION_KINDS}共{len(stations)}个；{where}"
    if residents.notna().sum() == 0:
        return f"{told}；网格台账没有常住人口，不能计算人数。" if not selection.areas else f"{told}的网格台账没有常住人口，不能计算人数。"
    parts = [f"{step}米以外的约{reach.people(residents[places.metres > step].sum(), residents.sum())}" for step in reach.STEPS]
    return f"{told}{'；' * (not selection.areas)}常住人口约{reach.people(residents.sum())}中，离最近的站点直线距离{'，'.join(parts)}。"


def _reach_map(of: Version, selection: Selection) -> maps.AreaMap:
    places, stations = board.figure(of, _reach, selection)
    kind = pd.cut(places.metres, [-1, *reach.STEPS, float("inf")], labels=list(FAR)).astype(object)
    words = [f"最近的站点{each:.0f}米" for each in places.metres]
    shown = pd.DataFrame({"code": places.code, "label": places.label, "value": kind, "text": words})
    placed = stations.assign(label=stations.name)
    return atlas.area_spec(of, selection, "grid", shown, "到最近服务站点的直线距离（按网格）", unit="", name="距离", points=placed, point_name="站点", kinds=FAR, stamp=_timeless(of, selection))
