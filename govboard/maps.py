"""Area maps as specs: a frozen AreaMap becomes what streamlit-echarts needs, (options, events).

The painting itself is `maps.js`: it fetches the boundaries once by URL, registers them and repaints in place when the
figures change. So a run sends figures only. Coordinates are WGS 84 degrees.
"""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from govboard import dots, shades
from govboard.charts import EMPTY, FONT, GREY, INK, LINE, NARROW, NO_DATA, SOFT, broken, headed, worded
from govboard.wording import rounded

PAINTER = (Path(__file__).parent / "maps.js").read_text(encoding="utf-8")
LABELS_UP_TO = 20  # areas; more names than this would only cover each other
TILE_LABELS_UP_TO = 60
WIDE = 560  # px from which legend, map and enlargement stand side by side
BROAD = 900  # px from which the stamp fits on one or two long lines
ROW = 21
POINTS = "个百分点"
BLANK = "无数据或样本不足"
OUTSIDE, ASIDE = "不在所选范围", "#e9ecef"  # the detail of an area that was not asked for, and its colour
LEVELS = {"subdistrict": "镇街", "community": "社区", "grid": "网格", "estate": "小区"}


@dataclass(frozen=True, eq=False)
class AreaMap:
    """One map. `frame` has code, label, value and optionally text: a detail for the hover, or why a value is missing.
    `level` is subdistrict, community, grid, estate, or a Chinese word of its own.

    `points` has lng, lat and optionally label and kind. unit "percent" means shares 0–1. `caption` is
    示意图，非法定界线 or the 审图号. Without `boundary_url` the points stand on a plain plane. With `kinds` (key -> words,
    colour) the values are keys; a map of `differences` has classes around none; `tiles` are squares that stand for areas;
    `listed` stands in the table in place of the areas; `point_kinds` are kinds of points in their order, each with its colour.
    """

    title: str
    unit: str
    stamp: str
    caption: str
    boundary_url: str | None
    level: str
    frame: pd.DataFrame
    points: pd.DataFrame | None = None
    highlight: str | None = None
    inset: bool = False
    name: str = "数值"
    point_name: str = "点位"
    breaks: tuple[float, ...] | None = None
    alt: str = ""
    kinds: dict[str, tuple[str, str]] | None = None
    differences: bool = False
    tiles: bool = False
    listed: pd.DataFrame | None = None
    point_kinds: dict[str, str] | None = None

    @cached_property
    def printed(self) -> pd.DataFrame:
        """`table(spec)`, made once: a map is shared by all readers. Never change the frame."""
        return table(self)


def to_echarts(spec: AreaMap) -> tuple[dict, dict] | None:
    """Options and events for streamlit-echarts; the click event carries the code. None with nothing to draw on.

    The options stay the same from run to run; the figures travel with the click handler, which paints when it is bound.
    """
    payload = painting(spec)
    if payload is None:
        return None
    words = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return {"animation": False, "backgroundColor": "#ffffff"}, {"click": f"{PAINTER.strip()}(chart, echarts, {words})"}


def painting(spec: AreaMap) -> dict | None:
    """Everything the painter needs, as plain JSON values: option, areas, and where the shapes come from."""
    points = _points(spec.points)
    if not spec.boundary_url and points.empty:
        return None
    groups, side = point_groups(spec)
    plane = None if spec.boundary_url else _plane(points)
    rows = areas(spec)
    return {
        "map": spec.boundary_url or f"plane-{'-'.join(str(each) for each in plane)}",
        "plane": plane, "areas": rows, "name": spec.name, "pointName": spec.point_name,
        "wide": WIDE, "binned": max([row[2] for rows in groups.values() for row in rows], default=0),
        "side": side, "tiles": spec.tiles, "inset": spec.inset and plane is None, "highlight": spec.highlight if plane is None else None,
        "highlightStyle": {"borderColor": INK, "borderWidth": 2.4},
        "option": _option(spec, rows, groups, dots.note(groups, side), plane is not None),
    }


def outlook(spec: AreaMap) -> str:
    """The map in a sentence, for readers who do not see it."""
    if spec.alt:
        return spec.alt
    shown = [row for row in areas(spec) if row[2] is not None]
    if spec.kinds:
        counts = Counter(row[3] for row in shown if row[3])
        return f"地图：{spec.title}，{'、'.join(f'{words}{count}个' for words, count in counts.items())}。{spec.caption}。数据见旁边的表格。"
    reach = f"，最低{min(shown, key=_value)[3]}，最高{max(shown, key=_value)[3]}" if shown else ""
    level = LEVELS.get(spec.level, spec.level)
    return f"地图：{spec.title}，共{len(spec.frame)}个{level}{reach}。{spec.caption}。数据见旁边的表格。"


def table(spec: AreaMap) -> pd.DataFrame:
    """The figures of the map as words under Chinese headers."""
    if spec.listed is not None:
        return spec.listed
    rows = [(label, shown if value is not None else "—", text) for _, label, value, shown, text in areas(spec)]
    shown = pd.DataFrame(rows, columns=[LEVELS.get(spec.level, spec.level), spec.name, "说明"])
    return shown if (shown["说明"] != "").any() else shown.drop(columns="说明")


# ---- figures ---------------------------------------------------------------------------------------------------------


def _value(row: list) -> float:
    return row[2]


def areas(spec: AreaMap) -> list[list]:
    """[code, label, displayed number or None, figure in words, detail], as short as it can be sent."""
    if spec.kinds:
        return _kinds(spec)
    numbers = pd.to_numeric(spec.frame["value"], errors="coerce") * (100 if spec.unit == "percent" else 1)
    unit = unit_of(spec)
    texts = spec.frame["text"].fillna("") if "text" in spec.frame else [""] * len(spec.frame)
    return [
        [str(code), str(label), None, "", str(text) or NO_DATA] if pd.isna(number)
        else [str(code), str(label), _displayed(number, unit), _in_words(spec, number, unit), str(text)]
        for code, label, number, text in zip(spec.frame["code"], spec.frame["label"], numbers, texts)
    ]


def _in_words(spec: AreaMap, number: float, unit: str) -> str:
    """94.0%, 1523件; of a difference +3件, -1.2个百分点."""
    words = f"{rounded(number, 1)}{unit}" if unit == POINTS else worded(number, unit)
    return f"{'+' * (spec.differences and number > 0)}{words}"


def _kinds(spec: AreaMap) -> list[list]:
    """The place of each area's kind among all kinds from the last, and its words."""
    place = {key: at for at, key in enumerate(reversed(spec.kinds))}
    words = [each for each, _ in reversed(spec.kinds.values())]
    texts = spec.frame["text"].fillna("") if "text" in spec.frame else [""] * len(spec.frame)
    return [[str(code), str(label), place[key], words[place[key]], str(text)] if key in place else [str(code), str(label), None, "", str(text) or NO_DATA]
            for code, label, key, text in zip(spec.frame["code"], spec.frame["label"], spec.frame["value"], texts)]  # fmt: skip


def classes(spec: AreaMap, rows: list[list]) -> list[dict]:
    """The classes of the map with their colours, lowest first."""
    values = [row[2] for row in rows]
    if spec.kinds:
        return shades.kinds(spec.kinds, values)
    return shades.differences(values, unit_of(spec)) if spec.differences else shades.classes(values, unit_of(spec), spec.breaks)


def unit_of(spec: AreaMap) -> str:
    """The unit of the figures in words."""
    if spec.differences and spec.unit == "percent":
        return POINTS
    return "%" if spec.unit == "percent" else spec.unit


def displayed(value: float, unit: str) -> float | int:
    """The number people read of a value of a metric with this unit ("percent": a share 0–1)."""
    return _displayed(value * 100, "%") if unit == "percent" else _displayed(value, unit)


def _displayed(number: float, unit: str) -> float | int:
    """The number people read; classes are cut on it, so that a figure never stands in a class it does not show."""
    whole = unit not in ("%", POINTS) and float(number) == int(number)
    return int(number) if whole else float(rounded(number, 1))


# ---- points ----------------------------------------------------------------------------------------------------------


def _points(points: pd.DataFrame | None) -> pd.DataFrame:
    """lng, lat, label, kind; points without a place are left to the caller to count."""
    if points is None:
        return pd.DataFrame(columns=["lng", "lat", "label", "kind"])
    words = {each: points[each].astype("string").fillna("") if each in points else "" for each in ("label", "kind")}
    return points[["lng", "lat"]].assign(**words).dropna(subset=["lng", "lat"]).reset_index(drop=True)


def point_groups(spec: AreaMap) -> tuple[dict[str, list], int]:
    """The points by kind, and the side of the squares in which they were merged."""
    groups, side = dots.thinned(dots.few_kinds(_points(spec.points)))
    order = list(spec.point_kinds or {})
    return {key: groups[key] for key in sorted(groups, key=lambda key: (order.index(key) if key in order else len(order), key == dots.REST))}, side


def points_of(spec: AreaMap, square: str) -> list[str]:
    """The labels of the points behind a circle that was clicked."""
    return list(dots.inside(dots.few_kinds(_points(spec.points)), square).label)


def _plane(points: pd.DataFrame) -> list[float]:
    """West, south, east, north around the points, with some air and never empty."""
    (west, east), (south, north) = ((points[each].min(), points[each].max()) for each in ("lng", "lat"))
    wide, high = max(east - west, 0.002) * 0.05, max(north - south, 0.002) * 0.05
    return [round(float(each), 5) for each in (west - wide, south - high, east + wide, north + high)]


# ---- the ECharts option ----------------------------------------------------------------------------------------------


def _option(spec: AreaMap, areas: list[list], groups: dict[str, list], note: str, plane: bool) -> dict:
    """The option before the painter adds what only the browser knows: aspect, hatching, enlargement, formatters."""
    pieces = [] if plane else classes(spec, areas)
    blank = not plane and any(row[2] is None and row[4] != OUTSIDE for row in areas)
    series = [*([] if plane else [_shades(areas)]), *([_blank()] if blank else []), *_dots(spec, groups), *([_names()] if _named(spec) and not plane else [])]
    kinds = [each["name"] for each in series if each["type"] == "scatter" and each["name"]]
    return {
        "animation": False, "backgroundColor": "#ffffff", "textStyle": {"fontFamily": FONT, "color": INK},
        "aria": {"enabled": True, "label": {"description": outlook(spec)}},
        "title": [{"id": "title"}, {"id": "stamp"}],
        "geo": [_geo("main", spec, plane), _geo("near", spec, plane)], "series": series,
        "visualMap": [] if plane else [_key(pieces or [_NO_CLASS])],
        "legend": {"data": [{"name": each, "icon": "rect" if each == BLANK else "circle"} for each in kinds],
                   "show": bool(kinds), "orient": "vertical", "itemWidth": 14, "itemHeight": 11, "itemGap": 7,
                   "padding": 0, "left": 14, "textStyle": {"fontSize": 12, "color": INK, "width": 140, "overflow": "truncate"}, "selectedMode": len(kinds) > blank},
        "tooltip": {"backgroundColor": "#ffffff", "borderColor": LINE, "confine": True,
                    "textStyle": {"color": INK, "fontSize": 13, "fontFamily": FONT}},
        "toolbox": {"right": 12, "itemSize": 13, "itemGap": 10, "iconStyle": {"color": SOFT, "borderWidth": 0},
                    "emphasis": {"iconStyle": {"color": INK, "textFill": INK}}},
        "media": _layouts(spec, note, sum(bool(each["label"]) for each in pieces), len(kinds)),
    }


_NO_CLASS = {"value": -1, "label": "", "color": GREY}  # where no area has a figure: without any class ECharts draws no area in a colour of its own


def _geo(key: str, spec: AreaMap, plane: bool) -> dict:
    border = {"borderColor": "#7a8796", "borderWidth": 0.8} if _named(spec) else {"borderColor": "#ffffff", "borderWidth": 0.4}
    return {
        "id": key, "map": spec.boundary_url or "", "nameProperty": "code", "roam": True, "scaleLimit": {"min": 1, "max": 40},
        "selectedMode": False, "silent": plane, "clip": True, "preserveAspect": "contain",
        "itemStyle": {"areaColor": "#f7f8fa", "borderColor": LINE, "borderWidth": 1} if plane else {"areaColor": EMPTY, **border},
        "label": {"show": False}, "emphasis": {"label": {"show": False}, "itemStyle": {"areaColor": "inherit", "borderColor": INK, "borderWidth": 1.6}},
    }


def _named(spec: AreaMap) -> bool:
    """Whether the areas are few enough to bear their names."""
    return len(spec.frame) <= (TILE_LABELS_UP_TO if spec.tiles else LABELS_UP_TO)


def _names() -> dict:
    """The names of the areas, where the painter puts them; of two that would cover each other that of the larger area is shown until the map is enlarged."""
    words = {"show": True, "position": "inside", "opacity": 1, "fontSize": 12, "lineHeight": 15, "color": INK, "textBorderColor": "#ffffff", "textBorderWidth": 3}
    return {"id": "names", "type": "scatter", "coordinateSystem": "geo", "geoIndex": 0, "name": "", "silent": True, "symbolSize": 1, "z": 6, "data": [],
            "itemStyle": {"color": "transparent"}, "label": words, "labelLayout": {"hideOverlap": True}}


def _shades(areas: list[list]) -> dict:
    data = [{"name": row[0], "value": row[2], **({"itemStyle": {"areaColor": ASIDE, "color": ASIDE}} if row[4] == OUTSIDE else {})} for row in areas]
    return {"id": "areas", "type": "map", "geoIndex": 0, "name": "", "selectedMode": False, "data": data}


def _blank() -> dict:
    """An empty series that only gives the hatching its line in the legend."""
    return {"id": "blank", "type": "scatter", "coordinateSystem": "geo", "geoIndex": 0, "name": BLANK, "data": []}


def dot_colours(spec: AreaMap, groups: dict[str, list]) -> dict[str, str]:
    """The colour of every kind of points: its own where it has one, else by place."""
    own = spec.point_kinds or {}
    return {key: own.get(key) or (dots.COLOURS[-1] if key == dots.REST else dots.COLOURS[place % len(dots.COLOURS)]) for place, key in enumerate(groups)}


def _dots(spec: AreaMap, groups: dict[str, list]) -> list[dict]:
    colours = dot_colours(spec, groups)
    return [{
        "id": f"points-{key}", "type": "scatter", "coordinateSystem": "geo", "geoIndex": 0, "data": rows,
        "name": key or spec.point_name, "symbolSize": 6, "z": 4 if key == dots.REST else 5,
        "itemStyle": {"color": colours[key], "opacity": 0.72, "borderColor": "#ffffff", "borderWidth": 0.4},
    } for key, rows in groups.items()]


def _key(pieces: list[dict]) -> dict:
    """The classes, highest on top, in one colour each; `seriesIndex` 0 is the layer of areas."""
    return {"type": "piecewise", "pieces": pieces, "seriesIndex": [0], "orient": "vertical", "left": 14, "padding": 0,
            "itemWidth": 14, "itemHeight": 11, "itemGap": 7, "itemSymbol": "rect", "showLabel": True, "show": any(each["label"] for each in pieces), "selectedMode": False,
            "hoverLink": True, "textStyle": {"fontSize": 12, "color": INK}, "outOfRange": {"color": GREY}}


def _layouts(spec: AreaMap, note: str, pieces: int, kinds: int) -> list[dict]:
    """Layouts that ECharts chooses by width: one below the other, side by side, and side by side with long lines."""
    reaches = ({"maxWidth": WIDE - 1}, {"minWidth": WIDE, "maxWidth": BROAD - 1}, {"minWidth": BROAD})
    return [{"query": reach, **_layout(spec, note, pieces, kinds, room, wide=room > NARROW)}
            for reach, room in zip(reaches, (NARROW - 24, WIDE - 40, BROAD - 40))]


def _layout(spec: AreaMap, note: str, pieces: int, kinds: int, room: int, wide: bool) -> dict:
    unit = f"（单位：{unit_of(spec)}）" if spec.unit and spec.boundary_url else ""
    head = headed(spec.title, unit, room - 90)
    foot = broken(" · ".join(each for each in (spec.caption, note, spec.stamp) if each), 11, room)
    top, bottom = 18 + 21 * len(head), 18 + 15 * len(foot)
    keys = ROW * (pieces + kinds) + 4
    texts = {
        "title": [{"id": "title", "text": "\n".join(head), "left": 12, "top": 12, "padding": 0,
                   "textStyle": {"fontSize": 15, "fontWeight": 600, "lineHeight": 21, "color": INK}},
                  {"id": "stamp", "text": "\n".join(foot), "left": 12, "bottom": 8, "padding": 0,
                   "textStyle": {"fontSize": 11, "fontWeight": 400, "lineHeight": 15, "color": SOFT}}],
        "toolbox": {"top": 7},
        "visualMap": [{"bottom": bottom}] if pieces else [],
        "legend": {"bottom": bottom + ROW * pieces + 2},
    }
    places = _wide_places(top, bottom) if wide else _narrow_places(top, bottom, keys)
    both, alone = ([{"id": key, **place} for key, place in zip(("main", "near"), each)] for each in places)
    return {"option": {**texts, "geo": both}, "plain": {**texts, "geo": alone}}


def _wide_places(top: int, bottom: int) -> tuple[list[dict], list[dict]]:
    """With and without enlargement: where the map and the enlargement stand, px or part of the card."""
    high = {"top": top + 6, "bottom": bottom + 4}
    return ([{"left": 128, "right": "43%", **high}, {"left": "59%", "right": 16, **high}], [{"left": 128, "right": 24, **high}])


def _narrow_places(top: int, bottom: int, keys: int) -> tuple[list[dict], list[dict]]:
    beside = max(keys, 190)
    main = {"left": 12, "right": 12, "top": top + 8, "roam": "scale"}
    near = {**main, "left": 112, "top": None, "height": beside, "bottom": bottom}
    return ([{**main, "bottom": bottom + beside + 12}, near],
            [{**main, "bottom": bottom + keys + 8}])
