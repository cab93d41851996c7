"""What is wrong with boundaries and could be put right, or has to be known: outlines that cross themselves, areas that overlap."""

import numpy as np
import pandas as pd
import shapely

from govboard import spatial

COLUMNS = ["level", "code", "name", "fault", "other"]
CROSSED, OVERLAP = "crossed", "overlap"
SHARE = 0.01  # of the smaller area: slivers of drawing are no overlap


def faults(bounds: pd.DataFrame) -> pd.DataFrame:
    """One row a fault: `COLUMNS`. `bounds` has level, code, name, geometry (WKT); `other` is the name of the area overlapped, with the share of the smaller one in percent."""
    found = [row for level, of in bounds.groupby("level", sort=True) for row in _level(level, of.reset_index(drop=True))]
    return pd.DataFrame(found, columns=COLUMNS).astype("string")


def _level(level: str, bounds: pd.DataFrame) -> list[tuple]:
    drawn = shapely.from_wkt(bounds.geometry.to_numpy(dtype=object))
    crossed = ~shapely.is_valid(drawn)
    rows = [(level, bounds.code[at], bounds["name"][at], CROSSED, shapely.is_valid_reason(drawn[at])) for at in np.flatnonzero(crossed)]
    whole = spatial.repaired(bounds.geometry)
    first, second = shapely.STRtree(whole).query(whole, predicate="intersects")
    codes, size = bounds.code.to_numpy(dtype=object), np.maximum(shapely.area(whole), 1e-15)
    once = (first < second) & (codes[first] != codes[second])
    first, second = first[once], second[once]
    common = shapely.area(shapely.intersection(whole[first], whole[second])) / np.minimum(size[first], size[second])
    return rows + [(level, codes[first[at]], bounds["name"][first[at]], OVERLAP, f"{bounds['name'][second[at]]}（{common[at] * 100:.0f}%）") for at in np.flatnonzero(common > SHARE)]
