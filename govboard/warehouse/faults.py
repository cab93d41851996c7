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
    pairs = [(one, two) for one, two in zip(first, second, strict=True) if one < two and bounds.code[one] != bounds.code[two]]
    for one, two in pairs:
        common = shapely.area(shapely.intersection(whole[one], whole[two])) / max(min(shapely.area(whole[one]), shapely.area(whole[two])), 1e-15)
        if common > SHARE:
            rows.append((level, bounds.code[one], bounds["name"][one], OVERLAP, f"{bounds['name'][two]}（{common * 100:.0f}%）"))
    return rows
