"""A map as a picture for papers, without a browser: the same spec as on screen, as SVG, and that as PNG."""

import html
import json
import math

from govboard import dots, maps
from govboard.charts import FONT, GREY, INK, LINE, SOFT, broken, width_of
from govboard.maps import AreaMap

WIDTH, HEIGHT, EDGE = 1000, 640, 16
HATCH = "<pattern id='hatch' width='6' height='6' patternUnits='userSpaceOnUse'><rect width='6' height='6' fill='#f1f3f5'/><path d='M-1 7L7 -1' stroke='#c3cad2'/></pattern>"


def svg(spec: AreaMap, shapes: bytes | None) -> str:
    """The map as SVG of 1000 × 640: title, areas, points, legend, caption and stamp inside. `shapes` is the boundary file the spec's address leads to; without it the points stand alone."""
    features = json.loads(shapes)["features"] if shapes else []
    areas = {row[0]: row for row in maps.areas(spec)}
    pieces = maps.classes(spec, list(areas.values()))
    groups, side = maps.point_groups(spec)
    foot = broken(" · ".join(filter(None, (spec.caption, dots.note(groups, side), spec.stamp))), 12, WIDTH - 2 * EDGE)
    top, bottom = 52, HEIGHT - 14 - 16 * len(foot)
    core = [each for each in features if each["properties"].get("core")] if spec.inset else []
    right = WIDTH * 0.58 if core else WIDTH - EDGE
    main = _Place(_box(features, groups), (150, top, right, bottom - 10))
    parts = [_layer(main, features, groups, areas, pieces, spec, named={each["properties"]["code"] for each in features} - {each["properties"]["code"] for each in core})]
    if core:
        near = _Place(_box(core, {}), (WIDTH * 0.62, top, WIDTH - EDGE, bottom - 10))
        parts += [f"<clipPath id='near'><rect {near.frame}/></clipPath><g clip-path='url(#near)'>{_layer(near, features, groups, areas, pieces, spec, named={each['properties']['code'] for each in core})}</g>",
                  main.outline(_box(core, {}))]  # fmt: skip
    parts += [_text(EDGE, 32, _title(spec), 20, INK, "600"), *_legend(pieces, maps.dot_colours(spec, groups), areas, bottom), *(_text(EDGE, bottom + 14 + 16 * at, line, 12, SOFT) for at, line in enumerate(foot))]
    return (f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' width='{WIDTH}' height='{HEIGHT}' font-family=\"{FONT}\" role='img' aria-label='{html.escape(maps.outlook(spec), quote=True)}'>"
            f"<defs>{HATCH}</defs><rect width='{WIDTH}' height='{HEIGHT}' fill='#ffffff'/>{''.join(parts)}</svg>")  # fmt: skip


def png(picture: str, scale: float = 2) -> bytes:
    """An SVG of `svg` as PNG, `scale` times as large."""
    import vl_convert

    return vl_convert.svg_to_png(picture, scale=scale)


def _title(spec: AreaMap) -> str:
    unit = maps.unit_of(spec)
    return f"{spec.title}（单位：{unit}）" if unit and spec.boundary_url else spec.title


class _Place:
    """Where a stretch of the earth (west, south, east, north in degrees) stands in the picture (left, top, right, bottom)."""

    def __init__(self, box: tuple, room: tuple):
        west, south, east, north = box
        left, top, right, bottom = room
        self.narrow = math.cos(math.radians((south + north) / 2))
        self.scale = min((right - left) / max((east - west) * self.narrow, 1e-9), (bottom - top) / max(north - south, 1e-9))
        self.left = left + ((right - left) - (east - west) * self.narrow * self.scale) / 2
        self.top = top + ((bottom - top) - (north - south) * self.scale) / 2
        self.west, self.north = west, north
        self.frame = f"x='{self.left - 4:.1f}' y='{self.top - 4:.1f}' width='{(east - west) * self.narrow * self.scale + 8:.1f}' height='{(north - south) * self.scale + 8:.1f}'"

    def at(self, lng: float, lat: float) -> tuple[float, float]:
        return self.left + (lng - self.west) * self.narrow * self.scale, self.top + (self.north - lat) * self.scale

    def path(self, rings: list) -> str:
        return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (self.at(*point[:2]) for point in ring)) + "Z" for ring in rings)

    def outline(self, box: tuple) -> str:
        """The frame of the enlargement on the whole map."""
        (left, bottom), (right, top) = self.at(box[0], box[1]), self.at(box[2], box[3])
        return f"<rect x='{left - 3:.1f}' y='{top - 3:.1f}' width='{right - left + 6:.1f}' height='{bottom - top + 6:.1f}' fill='none' stroke='{SOFT}' stroke-dasharray='4 3'/>"


def _box(features: list, groups: dict) -> tuple[float, float, float, float]:
    points = [point for each in features for polygon in each["geometry"]["coordinates"] for ring in polygon for point in ring]
    points = points or [row[:2] for rows in groups.values() for row in rows] or [[0, 0], [1, 1]]
    across, along = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(along), max(across), max(along)


def _layer(place: _Place, features: list, groups: dict, areas: dict, pieces: list, spec: AreaMap, named: set) -> str:
    """Areas in the colour of their class, points, and names where there are few enough."""
    line, wide = ("#7a8796", 0.8) if len(features) <= maps.LABELS_UP_TO else ("#ffffff", 0.5)
    drawn = [f"<path d='{''.join(place.path(rings) for rings in each['geometry']['coordinates'])}' fill='{_fill(areas.get(each['properties']['code']), pieces)}' fill-rule='evenodd' stroke='{line}' stroke-width='{wide}'/>" for each in features]
    chosen = [each for each in features if each["properties"]["code"] == spec.highlight]
    drawn += [f"<path d='{''.join(place.path(rings) for rings in each['geometry']['coordinates'])}' fill='none' stroke='{INK}' stroke-width='2.4'/>" for each in chosen]
    colours = maps.dot_colours(spec, groups)
    for key, rows in sorted(groups.items(), key=lambda each: each[0] != dots.REST):
        drawn += [_dot(*place.at(*row[:2]), row[2], colours[key]) for row in rows]
    if len(features) <= maps.LABELS_UP_TO:
        drawn += _names(place, [each for each in features if each["properties"]["code"] in named], areas)
    return "".join(drawn)


def _fill(row: list | None, pieces: list) -> str:
    if row is not None and row[4] == maps.OUTSIDE:
        return maps.ASIDE
    if row is None or row[2] is None:
        return "url(#hatch)"
    return next((each["color"] for each in pieces if (each["value"] == row[2] if "value" in each else each["min"] <= row[2] <= each["max"])), GREY)


def _dot(x: float, y: float, count: int, colour: str) -> str:
    return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{min(9, 2 + math.sqrt(count)):.1f}' fill='{colour}' fill-opacity='0.75' stroke='#ffffff' stroke-width='0.4'/>"


def _names(place: _Place, features: list, areas: dict) -> list[str]:
    """The names and figures of the areas, the larger areas first; a name that would cover one of them is left out."""
    drawn, taken = [], []
    for each in sorted(features, key=lambda each: -_extent(_box([each], {}))):
        x, y = place.at(*each["properties"]["cp"])
        row = areas.get(each["properties"]["code"])
        lines = [each["properties"]["label"], *([row[3] or row[4]] if row and (row[3] or row[4]) else [])]
        half = max(width_of(line, 12) for line in lines) / 2
        box = (x - half, y - 12, x + half, y + 14 * len(lines) - 11)
        if not any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in taken):
            taken.append(box)
            drawn += [_text(x, y + 14 * at, line, 12, INK, anchor="middle", halo=True) for at, line in enumerate(lines)]
    return drawn


def _extent(box: tuple) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _legend(pieces: list, points: dict, areas: dict, bottom: float) -> list[str]:
    """From the bottom upwards."""
    rows = [(each["label"], each["color"], "rect") for each in pieces if each["label"]]
    rows += [(maps.BLANK, "url(#hatch)", "rect")] if any(row[2] is None and row[4] != maps.OUTSIDE for row in areas.values()) else []
    rows += [(key, colour, "circle") for key, colour in points.items() if key]
    drawn = []
    for at, (words, colour, shape) in enumerate(rows):
        y = bottom - 14 - 20 * at
        mark = f"<rect x='{EDGE}' y='{y - 9}' width='14' height='11' fill='{colour}' stroke='{LINE}'/>" if shape == "rect" else f"<circle cx='{EDGE + 7}' cy='{y - 4}' r='5' fill='{colour}'/>"
        drawn += [mark, _text(EDGE + 22, y, words, 12, INK)]
    return drawn


def _text(x: float, y: float, words: str, size: int, colour: str, weight: str = "400", anchor: str = "start", halo: bool = False) -> str:
    around = " stroke='#ffffff' stroke-width='3' paint-order='stroke' stroke-linejoin='round'" if halo else ""
    return f"<text x='{x:.1f}' y='{y:.1f}' font-size='{size}' font-weight='{weight}' fill='{colour}' text-anchor='{anchor}'{around}>{html.escape(words)}</text>"
