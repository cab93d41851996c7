"""What is wrong with boundaries and could be put right, or has to be known: outlines that cross themselves, areas that overlap."""

import re
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pandas as pd
import shapely

from govboard import spatial

COLUMNS = ["level", "code", "name", "fault", "other"]
CROSSED, OVERLAP = "crossed", "overlap"
SHARE = 0.01  # of the smaller area: slivers of drawing are no overlap
AT_ONCE = 2_000  # pairs looked at together
MOST = 1_000  # overlaps of one level: a layer with more is wrong as a whole


def faults(bounds: pd.DataFrame) -> pd.DataFrame:
    """One row a fault: `COLUMNS`. `bounds` has level, code, name, geometry (WKT); `other` is the name of the area overlapped, with the share of the smaller one in percent, at most `MOST` of a level."""
    found = [row for level, of in bounds.groupby("level", sort=True) for row in _level(level, of.reset_index(drop=True))]
    return pd.DataFrame(found, columns=COLUMNS).astype("string")


def _level(level: str, bounds: pd.DataFrame) -> list[tuple]:
    drawn = shapely.from_wkt(bounds.geometry.to_numpy(dtype=object))
    codes, names = bounds.code.to_numpy(dtype=object), bounds["name"].to_numpy(dtype=object)
    crossed = [(level, codes[at], names[at], CROSSED, _where(drawn[at])) for at in np.flatnonzero(~shapely.is_valid(drawn))]
    overlaps = ((level, codes[one], names[one], OVERLAP, f"{names[two]}（{share * 100:.0f}%）") for one, two, share in _overlaps(spatial.repaired(bounds.geometry)) if codes[one] != codes[two])
    return [*crossed, *islice(overlaps, MOST)]


def _where(shape) -> str:
    """Where an outline crosses itself, in words: 位置 124.01, 40.01."""
    place = re.search(r"\[([-\d.]+) ([-\d.]+)\]", shapely.is_valid_reason(shape))
    return f"位置 {float(place[1]):.5f}, {float(place[2]):.5f}" if place else "位置不明"


def _overlaps(shapes: np.ndarray) -> Iterator[tuple[int, int, float]]:
    """Places of two shapes and the share of the smaller one that they have in common, where it is more than `SHARE`. Shapes drawn twice are told once each."""
    _, first_of, same = np.unique(shapely.to_wkb(shapes), return_index=True, return_inverse=True)
    yield from ((first_of[kind], at, 1.0) for at, kind in enumerate(same) if first_of[kind] != at)
    once = shapes[first_of]
    size = np.maximum(shapely.area(once), 1e-15)
    one, two = shapely.STRtree(once).query(once, predicate="intersects")
    one, two = one[one < two], two[one < two]
    for start in range(0, len(one), AT_ONCE):
        left, right = one[start : start + AT_ONCE], two[start : start + AT_ONCE]
        share = shapely.area(shapely.intersection(once[left], once[right])) / np.minimum(size[left], size[right])
        yield from ((first_of[left[at]], first_of[right[at]], share[at]) for at in np.flatnonzero(share > SHARE))
