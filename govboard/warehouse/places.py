"""Points to areas: which boundary of each level holds each point."""

import numpy as np
import pandas as pd
import shapely

from govboard import spatial


def locate(points: pd.DataFrame, bounds: pd.DataFrame) -> pd.DataFrame:
    """Boundary code of each point, per level.

    `points`: import_id, source_row, lng, lat (degrees); `bounds`: level, code, geometry (WKT, same datum).
    Returns import_id, source_row, level, code; a point outside every boundary has no row, one in two boundaries
    counts for the first. A slice by bounding box before the exact test is several times faster than a spatial join.
    """
    found = [_level(points.reset_index(drop=True), level, of) for level, of in bounds.groupby("level")]
    columns = ["import_id", "source_row", "level", "code"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns).astype({"source_row": "int64"})


def shifted(points: pd.DataFrame, bounds: pd.DataFrame, hits: pd.DataFrame) -> pd.DataFrame:
    """The points outside every boundary that lie inside one when they are taken for GCJ-02: import_id, source_row."""
    key = ["import_id", "source_row"]
    outside = points.merge(hits[key].drop_duplicates(), on=key, how="left", indicator=True)
    outside = outside[(outside._merge == "left_only") & outside.lng.between(73, 136) & outside.lat.between(3, 54)]
    lng, lat = spatial.from_gcj02(outside.lng.to_numpy(), outside.lat.to_numpy())
    return locate(outside.assign(lng=lng, lat=lat), bounds)[key].drop_duplicates()


def _level(points: pd.DataFrame, level: str, bounds: pd.DataFrame) -> pd.DataFrame:
    order = np.argsort(points.lng.to_numpy())
    lng, lat = points.lng.to_numpy()[order], points.lat.to_numpy()[order]
    holder = np.full(len(points), -1)
    for at, geometry in enumerate(spatial.repaired(bounds.geometry)):
        west, south, east, north = geometry.bounds
        first, last = np.searchsorted(lng, [west, east])
        inside = np.flatnonzero((lat[first:last] >= south) & (lat[first:last] <= north)) + first
        shapely.prepare(geometry)
        inside = inside[shapely.contains_xy(geometry, lng[inside], lat[inside])]
        holder[order[inside[holder[order[inside]] < 0]]] = at
    hit = holder >= 0
    codes = bounds.code.to_numpy(dtype=object)[holder[hit]]
    return points.loc[hit, ["import_id", "source_row"]].assign(level=level, code=codes)
