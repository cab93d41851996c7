"""The map several pages share: one metric by area, its orders as points, the figures below it. Each map is built once and shared by all readers."""

import pandas as pd
import streamlit as st

from govboard import maps, spatial, wording
from govboard.selection import Selection
from govboard.ui import board, drawing, figures, filters, frame, listing
from govboard.warehouse import Version

TILES = "方格示意，不表示位置、形状和面积"
COLOURED = {"kind": "类别", "state": "状态", "age": "未办结时长"}  # columns of queries/reports/points.sql


def area_map(of: Version, selection: Selection, name: str, level: str = "subdistrict", points: str = "", height: int = 460) -> None:
    """The metric on a map, its orders as points coloured by `points` (of COLOURED); a click on an area asks for it, on a point opens its order, on a circle of several lists theirs. Bars where there is nothing to draw on."""
    name = of.catalogue.asked(name, selection)
    spec, prepared = board.figure(of, _map, selection, name, level, points)
    if prepared is None:
        figures.by_area(of, selection, name, level)
        return
    what, clicked = show(spec, f"map-{name}-{level}", level, height, prepared)
    if what == "point":
        frame.open_order(clicked)
    if what == "square":
        listing.here(of, selection, maps.points_of(spec, clicked))


def show(spec: maps.AreaMap, key: str, level: str, height: int = 460, prepared=None) -> tuple[str, str]:
    """A map whose areas filter; what else was clicked is given back."""
    return drawing.show_map(spec, key, height, prepared, on_area=figures.asking(level))


def hint(of: Version, selection: Selection, level: str, points: str) -> str:
    """What a click does, and what the map is drawn on where that is not the office's own boundary."""
    ground = board.figure(of, _ground, Selection(), level)
    told = "点地图上的一个区域，整页只看这个区域；再点一次恢复。" if ground else "点下表一行，整页只看这个区域。"
    told += "点一个点位，打开它的工单；点位多时合并成圆，点一个圆，列出其中的工单。" if points or not ground else ""
    if ground and ground[1]:
        told += f"没有导入{of.catalogue.words(level)}边界，{'按方格示意' if ground[1] == TILES else '用的是示意边界'}；到“数据 → 导入与报送”导入边界（GeoJSON、Shapefile、GeoPackage）后按实际边界显示。"
    return told


def _map(of: Version, selection: Selection, name: str, level: str, points: str):
    metric = of.catalogue.metric(name)
    asked = figures.peers_of(of, selection, level)[1] if level == "subdistrict" else selection
    rows = board.standing(of, name, level, asked)
    shown = pd.DataFrame({"code": rows.code.fillna(""), "label": rows.label, "value": rows.value.astype("float64"), "text": _texts(rows)})
    dots = board.report(of, "points", selection) if points else None
    if dots is not None and not dots.empty:
        dots = dots.assign(kind=dots[points])
    spec = area_spec(of, selection, level, shown, f"{metric.label}（按{of.catalogue.words(level)}）", unit=metric.unit, name=metric.label, points=dots, point_name="诉求点位")
    return spec, maps.to_echarts(spec)


def area_spec(of: Version, selection: Selection, level: str, shown: pd.DataFrame, title: str, **more) -> maps.AreaMap:
    """The map of a level with what every map carries: ground, caption, stamp, the chosen area. Areas that are not in `shown` are there and say so. With points and no ground, only the points."""
    ground = board.figure(of, _ground, Selection(), level)
    flat = more.get("points") is not None and not more["points"].empty and (ground is None or ground[1] == TILES)
    settings = board.warehouse().settings
    inside = set(shown.code)
    outside = [(code, label, None, "不在所选范围") for code, label in of.catalogue.area_names(level).items() if code not in inside]
    whole = pd.concat([shown, pd.DataFrame(outside, columns=["code", "label", "value", "text"]).astype({"value": shown.value.dtype})], ignore_index=True)
    own = settings.map_review_number if ground and not ground[1] and settings.map_review_number else settings.map_caption
    return maps.AreaMap(**{
        "title": more.get("point_name", title) if flat else title, "stamp": frame.full_stamp(of, selection), "caption": TILES if ground and ground[1] == TILES and not flat else own,
        "boundary_url": None if flat or not ground else ground[0], "level": level, "frame": whole[whole.code != ""], "tiles": bool(ground and ground[1] == TILES),
        "highlight": selection.areas[0].code if len(selection.areas) == 1 else None, "inset": bool(ground) and ground[1] != TILES,
    } | {key: value for key, value in more.items() if key != "title"})  # fmt: skip


def _texts(rows: pd.DataFrame) -> list[str]:
    told = [wording.parts(top, bottom) for top, bottom in zip(rows.numerator, rows.denominator, strict=True)]
    return [state or words for state, words in zip(rows.state, told, strict=True)]


def _ground(of: Version, _: Selection, level: str) -> tuple[str, str] | None:
    """The address of what a level is drawn on, and what it is where it is not the office's own: the schematic, else tiles. None where no area is known."""
    own = of.report("boundaries", {"level": level})
    if len(own):
        return drawing.publish_boundaries(spatial.boundary_file(own)), ""
    names = of.catalogue.area_names(level)
    listed = of.report("areas")
    drawn = spatial.schematic(names)
    if len(drawn) and set(listed.code[(listed.level == level) & listed.listed]) <= set(drawn.code):
        return drawing.publish_boundaries(spatial.boundary_file(drawn)), "示意"
    if not names:
        return None
    placed = pd.DataFrame({"code": list(names), "label": list(names.values())}).merge(of.report("area_middles", {"level": level}), on="code", how="left")
    return drawing.publish_boundaries(spatial.boundary_file(spatial.tiles(placed))), TILES


def area_list(of: Version, selection: Selection, name: str, level: str) -> None:
    """The figures of the map in a table; a row that is chosen asks for its area, chosen again for all."""
    codes, key = list(board.standing(of, of.catalogue.asked(name, selection), level, selection).code), f"areas-{name}-{level}"

    def _chosen() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows and isinstance(codes[rows[0]], str):
            filters.toggle({each: word for word, each in filters.AREAS.items()}[level], codes[rows[0]])

    st.dataframe(area_table(of, selection, name, level), hide_index=True, key=key, on_select=_chosen, selection_mode="single-row")


def area_table(of: Version, selection: Selection, name: str, level: str) -> pd.DataFrame:
    """The figures of the map for reading and copying: area, value, 分子/分母, why a value is missing."""
    name = of.catalogue.asked(name, selection)
    metric, rows = of.catalogue.metric(name), board.standing(of, name, level, selection)
    table = pd.DataFrame({
        of.catalogue.words(level): rows.label,
        metric.label: [wording.figure(value, metric.unit) for value in rows.value],
        "分子/分母": [wording.parts(top, bottom) for top, bottom in zip(rows.numerator, rows.denominator, strict=True)],
        "说明": [f"{state}{also}".strip() for state, also in zip(rows.state, wording.besides(board.beside(of, name, selection, level), rows.code), strict=True)],
    })  # fmt: skip
    spare = [] if metric.is_rate else ["分子/分母"]
    return table.drop(columns=spare if table["说明"].any() else [*spare, "说明"])
