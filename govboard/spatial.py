"""Geometry: boundary files for the maps. Coordinates are WGS 84 degrees, longitude first."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import shapely

from govboard import PROJECT
from govboard.errors import WrongUse

SCHEMATIC = PROJECT / "data" / "reference" / "schematic.geojson"
DECIMALS = 5  # about one metre
CORE_SHARE = 0.5  # the dense core holds at least this share of the areas ...
CORE_EXTENT = 0.3  # ... within at most this part of the whole extent
METRES = 111_320  # of a degree of latitude
SLIVER = 10  # metres between two areas that are drawn apart and are neighbours all the same


_AXIS, _FLATNESS = 6378245.0, 0.00669342162296594323  # of the ellipsoid GCJ-02 is reckoned on (Krasovsky 1940)


def from_gcj02(lng: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """WGS 84 degrees of points in GCJ-02, the shifted system of Amap and Tencent, to about a metre.

    The shift is a published formula of sines (eviltransform and others agree on it); it is taken at the shifted point
    itself and once more at the point found, which leaves centimetres.
    """
    found = lng, lat
    for _ in range(2):
        east, north = _shift(*found)
        found = lng - east, lat - north
    return found


def from_bd09(lng: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """WGS 84 degrees of points in BD-09, the system of Baidu: GCJ-02 moved by about 0.0065 and 0.006 degrees and turned a little."""
    turn = np.pi * 3000 / 180
    x, y = lng - 0.0065, lat - 0.006
    far = np.sqrt(x * x + y * y) - 0.00002 * np.sin(y * turn)
    angle = np.arctan2(y, x) - 0.000003 * np.cos(x * turn)
    return from_gcj02(far * np.cos(angle), far * np.sin(angle))


def to_gcj02(lng: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The other way round."""
    east, north = _shift(lng, lat)
    return lng + east, lat + north


def moved(text: str, change) -> str:
    """A geometry text, as WKT, with `change` (longitudes, latitudes -> the same moved) applied to each of its points."""
    return shapely.transform(_read(text), lambda points: np.column_stack(change(points[:, 0], points[:, 1]))).wkt


SYSTEMS = {"GCJ-02": from_gcj02, "BD-09": from_bd09}  # to WGS 84; CGCS2000 equals it to centimetres


def _shift(lng: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Degrees by which GCJ-02 lies east and north of WGS 84."""
    x, y = lng - 105.0, lat - 35.0
    common = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x)) + common
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi) + 160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x)) + common
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi) + 150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    curved = 1 - _FLATNESS * np.sin(np.radians(lat)) ** 2
    meridian = _AXIS * (1 - _FLATNESS) / curved**1.5
    return np.degrees(east / (_AXIS / np.sqrt(curved) * np.cos(np.radians(lat)))), np.degrees(north / meridian)


def boundary_file(frame: pd.DataFrame, geometry: str = "geometry") -> bytes:
    """A compact GeoJSON FeatureCollection of code, label and the WKT or GeoJSON text in column `geometry`.

    Each feature has the properties code, label, cp (where its label stands) and, in the dense core, core = 1. Rows
    without an area are left out, rows of one code become one feature; the order of the rows does not matter. Raises
    WrongUse, naming the area, where a geometry cannot be read.
    """
    drawn = frame[frame[geometry].notna() & (frame[geometry] != "")].sort_values(["code", geometry])
    areas = [(code, rows["label"].iloc[0], _area(rows[geometry], code)) for code, rows in drawn.groupby("code", sort=True)]
    areas = [each for each in areas if not each[2].is_empty]
    shapes = np.array([shape for *_, shape in areas], dtype=object)
    features = [_feature(*area, near) for area, near in zip(areas, core(shapes))]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def fault(text: str) -> str | None:
    """Why a geometry text is no boundary, to be read after the text itself; None when it is one."""
    try:
        shape = _read(text)
    except (shapely.errors.ShapelyError, TypeError):
        return "不是有效的图形，应为 WKT 或 GeoJSON 的面（Polygon）"
    if shape is None or shape.is_empty:
        return "是空的图形，没有坐标"
    return _misplaced(shapely.get_coordinates(shape)) or _no_area(shape)


def _misplaced(coordinates: np.ndarray) -> str | None:
    if not np.isfinite(coordinates).all():
        return "的坐标不是数值"
    lng, lat = np.abs(coordinates).max(axis=0)
    if lng <= 90 < lat <= 180:
        return "的经纬度写反了，应经度在前、纬度在后"
    return "的坐标不是经纬度（可能是投影坐标，单位米）" if lng > 180 or lat > 90 else None


def _no_area(shape) -> str | None:
    if not _polygons(shape):
        return "不是面（Polygon），边界须为面"
    return None if _polygons(_valid(shape)) else "没有面积，可能各点在一条线上，或洞占满了整个面"


def is_line(text: str) -> bool:
    """Whether a geometry text is a line, or several."""
    return _kind(text) in ("LineString", "MultiLineString")


def is_area(text: str) -> bool:
    """Whether a geometry text is a polygon, or several."""
    return _kind(text) in ("Polygon", "MultiPolygon")


def _kind(text: str) -> str | None:
    try:
        return _read(text).geom_type
    except (shapely.errors.ShapelyError, TypeError, AttributeError):
        return None


def wkt(text: str) -> str:
    """A geometry text as WKT; what is WKT already stays as it is written."""
    return _read(text).wkt if text.startswith("{") else text


def content_name(content: bytes) -> str:
    """The name of a file after its content, so that a changed boundary is a new URL: "<16 hex digits>.json"."""
    return f"{hashlib.sha256(content).hexdigest()[:16]}.json"


def core(shapes: np.ndarray) -> np.ndarray:
    """Which shapes lie in the dense core that a map enlarges, as many as it can hold; none where areas are spread evenly."""
    flags = np.zeros(len(shapes), dtype=bool)
    if len(shapes) < 5:
        return flags
    middles = shapely.get_coordinates(shapely.centroid(shapes))
    away = np.hypot(*(middles - np.median(middles, axis=0)).T)
    order, whole = np.argsort(away, kind="stable"), _extent(shapes)
    for count in range(len(shapes) - 1, round(CORE_SHARE * len(shapes)) - 1, -1):
        if _extent(shapes[order[:count]]) <= CORE_EXTENT * whole:
            flags[order[:count]] = True
            break
    return flags


def _extent(shapes: np.ndarray) -> float:
    west, south, east, north = shapely.total_bounds(shapes)
    return (east - west) * (north - south)


def _read(text: str):
    with np.errstate(invalid="ignore"):  # NaN is found and told, not warned of
        return (shapely.from_geojson if text.lstrip().startswith("{") else shapely.from_wkt)(text)


def _area(texts: pd.Series, code: str):
    """The area that all texts of one code cover together; empty where they are lines, points or not finite."""
    try:
        shapes = [_read(str(text)) for text in texts]
    except (shapely.errors.ShapelyError, TypeError) as problem:
        raise WrongUse(f"区域 {code} 的边界无法读取，应为 WKT 或 GeoJSON 文本。") from problem
    finite = [each for each in shapes if np.isfinite(shapely.get_coordinates(each)).all()]
    return shapely.union_all([polygon for each in finite for polygon in _polygons(_valid(each))])


def _polygons(shape) -> list:
    """The polygons of a shape; lines and points that repairing left over are dropped."""
    return [each for each in shapely.get_parts(shapely.get_parts(shape)) if each.geom_type == "Polygon" and not each.is_empty]


def united(frame: pd.DataFrame) -> pd.Series:
    """WKT by code of rows code, geometry (WKT): several rows of one code together."""
    once = frame[~frame.duplicated("code", keep=False)].set_index("code").geometry
    several = frame[frame.duplicated("code", keep=False)].groupby("code").geometry.agg(lambda texts: shapely.union_all(repaired(texts)).wkt)
    return pd.concat([once, several]).sort_index()


def repaired(texts: pd.Series) -> np.ndarray:
    """Geometries of WKT texts; an outline that crosses itself becomes the areas it goes around, parts that lie one over the other become one."""
    drawn = shapely.from_wkt(texts.to_numpy(dtype=object))
    crossed = ~shapely.is_valid(drawn)
    drawn[crossed] = [shapely.union_all(_polygons(_valid(each))) for each in drawn[crossed]]
    return drawn


def _valid(shape):
    """The shape as it was meant; the other method of GEOS would make a hole where two parts lie one over the other."""
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _feature(code: str, label: str, shape, in_core: bool) -> dict:
    properties = {"code": str(code), "label": str(label), "cp": _roomiest(shape)}
    if in_core:
        properties["core"] = 1
    return {"type": "Feature", "properties": properties, "geometry": {"type": "MultiPolygon", "coordinates": [_rings(each) for each in _polygons(shape)]}}


def _roomiest(shape) -> list[float]:
    """The middle of the largest circle inside the largest polygon: where a name has most room."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    east, north = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, tolerance=largest.length / 500))[0]
    return [round(float(east), DECIMALS), round(float(north), DECIMALS)]


def _rings(polygon) -> list:
    return [np.round(np.asarray(ring.coords)[:, :2], DECIMALS).tolist() for ring in (polygon.exterior, *polygon.interiors)]


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Which areas touch, as pairs of their places: every pair both ways, sorted by `first`. `count` is the number of areas."""

    first: np.ndarray
    second: np.ndarray
    count: int

    @cached_property
    def degree(self) -> np.ndarray:
        """How many neighbours each area has."""
        return np.bincount(self.first, minlength=self.count)

    def totals(self, values: np.ndarray) -> np.ndarray:
        """The sum over the neighbours of each area, for every row of `values` (rows x areas); 0 for an area without neighbours."""
        found = np.zeros(values.shape)
        some = self.degree > 0
        starts = np.concatenate([[0], np.cumsum(self.degree)[:-1]])[some]
        if len(starts):
            found[:, some] = np.add.reduceat(np.take(values, self.second, axis=1), starts, axis=1)
        return found


def touching(shapes: pd.Series) -> Neighbours:
    """The neighbours among areas in the order of `shapes`, WKT in WGS 84 degrees. Drawn apart by up to `SLIVER` metres, or one over the other, counts as touching."""
    drawn = repaired(shapes)
    north = np.radians(shapely.get_coordinates(drawn)[:, 1].mean())
    flat = shapely.transform(drawn, lambda points: points * (METRES * np.cos(north), METRES))
    wide = shapely.buffer(flat, SLIVER / 2, quad_segs=1)
    first, second = shapely.STRtree(wide).query(wide, predicate="intersects")
    pairs = np.unique(np.column_stack([first, second])[first != second], axis=0)
    return Neighbours(pairs[:, 0], pairs[:, 1], len(wide))


def point_inside(shapes: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Longitude and latitude of a point inside each area of WKT texts."""
    points = shapely.get_coordinates(shapely.point_on_surface(repaired(shapes))) if len(shapes) else np.empty((0, 2))
    return points[:, 0], points[:, 1]


def schematic(names: dict[str, str]) -> pd.DataFrame:
    """code, label, geometry (WKT) of the areas that the schematic boundaries of the program know by code."""
    features = json.loads(SCHEMATIC.read_text(encoding="utf-8"))["features"]
    drawn = {each["properties"]["code"]: shapely.from_geojson(json.dumps(each["geometry"])).wkt for each in features}
    return pd.DataFrame([(code, label, drawn[code]) for code, label in names.items() if code in drawn], columns=["code", "label", "geometry"])


def tiles(areas: pd.DataFrame) -> pd.DataFrame:
    """A square for every area, in rows from north to south and from west to east where a middle is known (lng, lat), else in the order given: code, label, geometry (WKT).

    Squares lie at the equator, so that nobody takes them for places.
    """
    count = len(areas)
    across = max(1, int(np.ceil(np.sqrt(count * 1.6))))
    known, rest = areas[areas.lng.notna()].sort_values("lat", ascending=False), areas[areas.lng.isna()]
    rows = [known.iloc[start : start + across].sort_values("lng") for start in range(0, len(known), across)]
    ordered = pd.concat([*rows, rest])
    squares = [shapely.box(at % across, -(at // across), at % across + 0.94, -(at // across) + 0.94) for at in range(count)]
    return pd.DataFrame({"code": ordered.code.to_numpy(), "label": ordered.label.to_numpy(), "geometry": [shapely.transform(each, lambda points: points * 0.01).wkt for each in squares]})
