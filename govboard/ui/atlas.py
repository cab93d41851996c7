"""The map several pages share: one metric by area, its orders as points, the figures below it. Each map is built once and shared by all readers."""

import pandas as pd
import streamlit as st

from govboard import maps, spatial, wording
from govboard.selection import Selection
from govboard.ui import board, drawing, figures, filters, frame, listing
from govboard.warehouse import Version

TILES = "方格示意，不表示位置、形状和面积"
COLOURED = {"kind": "类别", "state": "状态", "age": "未办结时长"}  # columns of queries/reports/points.sql
KINDS = {"state": {"已办结": "#7d8896", "在办": "#e0a13a", "超期未办结": "#c8102e"}, "age": {"已办结": "#7d8896", "7天以内": "#e9c46a", "8—30天": "#e07b39", "30天以上": "#9e1b22"}}  # the same colours in every selection


def area_map(of: Version, selection: Selection, name: str, level: str = "subdistrict", points: str = "", height: int = 460) -> None:
    """The metric on a map, its orders as points coloured by `points` (of COLOURED); a click on an area asks for it, on a point opens its order, on a circle of several lists theirs. Bars where there is nothing to draw on."""
    name = of.catalogue.asked(name, selection)
    spec, prepared = board.figure(of, _map, selection, name, level, points)
    if prepared is None:
        figures.by_area(of, selection, name, level)
        return
    what, clicked = show(spec, f"map-{level}", level, height, prepared)
    if what == "point":
        frame.open_order(clicked)
    if what == "square" and (numbers := maps.points_of(spec, clicked)):
        listing.here(of, selection, clicked.split(":", 3)[3], numbers)


def show(spec: maps.AreaMap, key: str, level: str, height: int = 460, prepared=None) -> tuple[str, str]:
    """A map whose areas filter; what else was clicked is given back."""
    return drawing.show_map(spec, key, height, prepared, on_area=figures.asking(level))


def hint(of: Version, selection: Selection, level: str, points: str) -> str:
    """What a click does, what the points are, and what the map is drawn on where that is not the office's own boundary."""
    ground, dots = board.figure(of, _ground, Selection(), level), board.report(of, "points", selection) if points else None
    told = "" if _flat(ground, dots) else "点地图上的一个区域，整页只看这个区域；再点一次这个区域，或点上方的区域名，恢复。" if ground else "点下表一行，整页只看这个区域。"
    if dots is not None:
        told += f"点位是本时段上报的工单，状态以数据截至的时刻为准{_unplaced(of, selection, len(dots))}；点一个点位，打开它的工单；同一处或相近的多件合并成圆，点一个圆，列出其中的工单。"
    if ground and ground[1]:
        told += f"没有导入{of.catalogue.words(level)}边界，{'图上只有点位' if _flat(ground, dots) else '按方格示意' if ground[1] == TILES else '用的是示意边界'}；到“数据 → 导入与报送”导入边界（GeoJSON、Shapefile、GeoPackage）后按实际边界显示。"
    return told


def thin(of: Version, selection: Selection, name: str, level: str) -> str:
    """What to do where no area has cases enough for a colour."""
    rows = board.standing(of, of.catalogue.asked(name, selection), level, peers(of, selection, level))
    if sure(rows).notna().any() or not (rows.state == "样本不足").any():
        return ""
    return f"各{of.catalogue.words(level)}的件数都太少，不着色；可选更长的时段，或看上一级。"


def _flat(ground, dots: pd.DataFrame | None) -> bool:
    """Whether only the points are drawn: tiles lie nowhere."""
    return dots is not None and not dots.empty and (ground is None or ground[1] == TILES)


def _unplaced(of: Version, selection: Selection, drawn: int) -> str:
    lacking = (board.total(of, "order_reported", selection)["value"] or 0) - drawn
    return f"，另有{lacking:.0f}件没有可用的坐标，未画出" if lacking > 0 else ""


def peers(of: Version, selection: Selection, level: str) -> Selection:
    """What a map of a level is asked about: of a chosen 镇街 all of them, so that it stands among its peers."""
    return figures.peers_of(of, selection, level)[1] if level == "subdistrict" else selection


def sure(rows: pd.DataFrame) -> pd.Series:
    """The values of `Catalogue.standing` that are coloured: a rate of few cases is none."""
    return rows.value.astype("float64").mask(rows.state == "样本不足")


def texts(rows: pd.DataFrame) -> list[str]:
    """分子/分母, and why an area has no colour."""
    told = [wording.parts(top, bottom) for top, bottom in zip(rows.numerator, rows.denominator, strict=True)]
    return [f"{state} {words}" if state == "样本不足" else state or words for state, words in zip(rows.state, told, strict=True)]


def _map(of: Version, selection: Selection, name: str, level: str, points: str):
    metric = of.catalogue.metric(name)
    rows = board.standing(of, name, level, peers(of, selection, level))
    shown = pd.DataFrame({"code": rows.code.fillna(""), "label": rows.label, "value": sure(rows), "text": texts(rows)})
    dots = board.report(of, "points", selection) if points else None
    if dots is not None and not dots.empty:
        dots = dots.assign(kind=dots[points])
    spec = area_spec(of, selection, level, shown, f"{metric.label}（按{of.catalogue.words(level)}）", unit=metric.unit, name=metric.label, points=dots, point_name="诉求点位", point_kinds=KINDS.get(points))
    return spec, maps.to_echarts(spec)


def area_spec(of: Version, selection: Selection, level: str, shown: pd.DataFrame, title: str, **more) -> maps.AreaMap:
    """The map of a level with what every map carries: ground, caption, stamp, the chosen area. Areas that are not in `shown` are there and say so. With points and no ground, only the points."""
    ground = board.figure(of, _ground, Selection(), level)
    flat = _flat(ground, more.get("points"))
    settings = board.warehouse().settings
    inside = set(shown.code)
    outside = [(code, label, None, maps.OUTSIDE) for code, label in of.catalogue.area_names(level).items() if code not in inside]
    whole = pd.concat([shown, pd.DataFrame(outside, columns=["code", "label", "value", "text"]).astype({"value": shown.value.dtype})], ignore_index=True)
    own = settings.map_review_number if ground and not ground[1] and settings.map_review_number else settings.map_caption
    return maps.AreaMap(**{
        "title": more.get("point_name", title) if flat else title, "stamp": frame.full_stamp(of, selection), "caption": TILES if ground and ground[1] == TILES and not flat else own,
        "boundary_url": None if flat or not ground else ground[0], "level": level, "frame": whole[whole.code != ""], "tiles": bool(ground and ground[1] == TILES),
        "highlight": selection.areas[0].code if len(selection.areas) == 1 else None, "inset": bool(ground) and ground[1] != TILES,
    } | {key: value for key, value in more.items() if key != "title"})  # fmt: skip


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
