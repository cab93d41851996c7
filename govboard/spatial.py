"""Geometry: boundary files for the maps. Coordinates are WGS 84 degrees, longitude first."""

import hashlib
import json

import numpy as np
import pandas as pd
import shapely

from govboard.errors import WrongUse

DECIMALS = 5  # about one metre
CORE_SHARE = 0.5  # the dense core holds at least this share of the areas ...
CORE_EXTENT = 0.3  # ... within at most this part of the whole extent


def boundary_file(frame: pd.DataFrame, geometry: str = "geometry") -> bytes:
    """A compact GeoJSON FeatureCollection of code, label and the WKT or GeoJSON text in column `geometry`.

    Each feature has the properties code, label, cp (where its label stands) and, in the dense core, core = 1. Rows
    without geometry are left out, rows of one code become one feature; the order of the rows does not matter. Raises
    WrongUse, naming the area, where a geometry cannot be read.
    """
    drawn = frame[frame[geometry].notna() & (frame[geometry] != "")].sort_values(["code", geometry])
    areas = list(drawn.groupby("code", sort=True))
    shapes = np.array([shapely.union_all([_shape(text, code) for text in rows[geometry]]) for code, rows in areas], dtype=object)
    labels = [(code, rows["label"].iloc[0]) for code, rows in areas]
    features = [_feature(*names, shape, near) for names, shape, near in zip(labels, shapes, core(shapes))]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


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


def _shape(text: str, code: str):
    read = shapely.from_geojson if str(text).lstrip().startswith("{") else shapely.from_wkt
    try:
        return shapely.make_valid(read(text))
    except (shapely.errors.ShapelyError, TypeError) as problem:
        raise WrongUse(f"区域 {code} 的边界无法读取，应为 WKT 或 GeoJSON 文本。") from problem


def _feature(code: str, label: str, shape, in_core: bool) -> dict:
    properties = {"code": str(code), "label": str(label), "cp": _roomiest(shape)}
    if in_core:
        properties["core"] = 1
    return {"type": "Feature", "properties": properties, "geometry": _areas(shape)}


def _roomiest(shape) -> list[float]:
    """The middle of the largest circle inside the largest polygon: where a name has most room."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    east, north = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, tolerance=largest.length / 500))[0]
    return [round(float(east), DECIMALS), round(float(north), DECIMALS)]


def _areas(shape) -> dict:
    """The polygons of a shape, rounded; lines and points that repairing left over are dropped."""
    parts = [each for each in shapely.get_parts(shape).ravel() if each.geom_type in ("Polygon", "MultiPolygon")]
    polygons = [polygon for part in parts for polygon in shapely.get_parts(part)]
    return {"type": "MultiPolygon", "coordinates": [_rings(each) for each in polygons]}


def _rings(polygon) -> list:
    return [np.round(np.asarray(ring.coords)[:, :2], DECIMALS).tolist() for ring in (polygon.exterior, *polygon.interiors)]
