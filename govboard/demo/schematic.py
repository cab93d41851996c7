"""The schematic map: 镇街 polygons divided into communities and grids, and points drawn inside them."""

import json

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon, shape

from .reference import REFERENCE

DEGREE = 111_320.0  # metres of one degree of latitude
SQUEEZE = np.cos(np.radians(40.08))  # a degree of longitude is this much shorter here
GRID = 1e-5
STEPS = 3


def subdistrict_polygons() -> dict[str, Polygon]:
    """The committed 镇街 outlines by code."""
    collection = json.loads((REFERENCE / "schematic.geojson").read_text(encoding="utf-8"))
    return {one["properties"]["code"]: shape(one["geometry"]) for one in collection["features"]}


def area_m2(polygon) -> int:
    """Area on the ground, near enough for a schematic."""
    return round(polygon.area * DEGREE**2 * SQUEEZE)


def divide(polygon, count: int, rng, seats: dict[int, tuple] | None = None) -> list:
    """Parts of the polygon around seats; parts without a known seat settle by Lloyd steps."""
    flat = shapely.transform(polygon, lambda points: points * (SQUEEZE, 1))
    centres = _scatter(flat, count, rng)
    known = seats or {}
    for step in range(STEPS + 1):
        for index, (lng, lat) in known.items():
            centres[index] = (lng * SQUEEZE, lat)
        parts = _cells(flat, centres)
        if step < STEPS:
            centres = shapely.get_coordinates(shapely.centroid(parts))
    return _tidy([shapely.transform(part, lambda points: points / (SQUEEZE, 1)) for part in parts])


def _scatter(polygon, count: int, rng) -> np.ndarray:
    low_x, low_y, high_x, high_y = polygon.bounds
    drawn = rng.uniform((low_x, low_y), (high_x, high_y), size=(60 * count, 2))
    return drawn[shapely.contains_xy(polygon, drawn[:, 0], drawn[:, 1])][:count]


def _cells(polygon, centres) -> list:
    if len(centres) == 1:
        return [polygon]
    cells = shapely.voronoi_polygons(MultiPoint(centres), extend_to=polygon, ordered=True)
    return [cell.intersection(polygon) for cell in cells.geoms]


def _tidy(parts: list) -> list:
    """Rounded parts of one piece each: a stray fragment joins the neighbour it touches longest."""
    parts = list(shapely.set_precision(parts, GRID))
    strays = []
    for index, part in enumerate(parts):
        pieces = sorted(_polygons(part), key=lambda piece: -piece.area)
        parts[index] = pieces[0]
        strays += pieces[1:]
    for stray in strays:
        touching = shapely.length(shapely.intersection(shapely.boundary(parts), stray.boundary))
        nearest = int(np.argmax(touching))
        parts[nearest] = shapely.union(parts[nearest], stray, grid_size=GRID)
    return parts


def seamless(polygons) -> list:
    """The same polygons with exactly shared edges: rounding alone leaves slivers where three meet."""
    lines = shapely.union_all(shapely.boundary(polygons), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    owners = shapely.STRtree(polygons).nearest(shapely.point_on_surface(faces))
    return [shapely.union_all(faces[owners == owner]) for owner in range(len(polygons))]


def merged(polygons) -> Polygon:
    """The outline of neighbouring polygons with shared edges."""
    return shapely.union_all(list(polygons), grid_size=GRID)


def _polygons(geometry) -> list:
    return [piece for piece in getattr(geometry, "geoms", [geometry]) if piece.geom_type == "Polygon"]


class PointSampler:
    """Even points inside numbered polygons, a little away from their edges."""

    MARGIN = 0.00006

    def __init__(self, polygons) -> None:
        corners, owners = [], []
        for owner, polygon in enumerate(polygons):
            triangles = shapely.constrained_delaunay_triangles(self._inner(polygon)).geoms
            corners += [shapely.get_coordinates(triangle)[:3] for triangle in triangles]
            owners += [owner] * len(triangles)
        self.corners = np.array(corners)
        self.ends = np.cumsum(shapely.area(shapely.polygons(self.corners)))
        last = np.searchsorted(owners, np.arange(len(polygons)), side="right") - 1
        self.upper = self.ends[last]
        self.lower = np.concatenate([[0.0], self.upper[:-1]])

    def _inner(self, polygon):
        inner = polygon.buffer(-self.MARGIN)
        return polygon if inner.is_empty else inner

    def draw(self, owners, rng) -> np.ndarray:
        """One point per owner named."""
        at = self.lower[owners] + rng.random(len(owners)) * (self.upper[owners] - self.lower[owners])
        a, b, c = np.moveaxis(self.corners[np.searchsorted(self.ends, at).clip(max=len(self.ends) - 1)], 1, 0)
        u, v = rng.random((2, len(owners), 1))
        over = u + v > 1
        u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
        return a + u * (b - a) + v * (c - a)
