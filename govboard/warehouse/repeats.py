"""Places from which the same kind of problem comes again and again."""

import numpy as np
import pandas as pd
import shapely

NEAR = 50.0  # metres from the middle of a place to its orders
FEW = 3  # fewer orders make no place
_METRES = 111_320.0  # of one degree of latitude
_DECIMALS = 5  # about one metre: orders at one door are one point


def repeats(orders: pd.DataFrame) -> pd.DataFrame:
    """Orders of one category within `NEAR` metres of the point that has most of them around it, `FEW` at least.

    `orders`: order_no, category, lng, lat (degrees, WGS 84). Returns order_no and place, the smallest order_no of the place.
    """
    found = [_of_one_kind(each) for _, each in orders.sort_values("order_no").groupby("category", dropna=False)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame({"order_no": [], "place": []}, dtype=object)


def _of_one_kind(orders: pd.DataFrame) -> pd.DataFrame:
    numbers = orders.order_no.to_numpy(dtype=object)
    spots, spot_of, count = np.unique(orders[["lng", "lat"]].to_numpy().round(_DECIMALS), axis=0, return_inverse=True, return_counts=True)
    smallest = pd.Series(numbers).groupby(spot_of).first().to_numpy(dtype=object)
    centre = _places(spots, count, smallest)
    place = pd.Series(numbers).groupby(centre[spot_of]).transform("first")
    return pd.DataFrame({"order_no": numbers, "place": place})[centre[spot_of] >= 0]


def _places(spots: np.ndarray, count: np.ndarray, smallest: np.ndarray) -> np.ndarray:
    """For each spot that of the place it belongs to, −1 where it belongs to none: the spots with most orders around them first."""
    narrowing = np.cos(np.radians(np.median(spots[:, 1])))  # one for all: a district is small
    points = shapely.points(spots[:, 0] * narrowing * _METRES, spots[:, 1] * _METRES)
    around, near = shapely.STRtree(points).query(points, predicate="dwithin", distance=NEAR)
    order = np.argsort(around, kind="stable")
    neighbours = np.split(near[order], np.cumsum(np.bincount(around, minlength=len(points)))[:-1])
    strength = np.array([count[each].sum() for each in neighbours])
    centre = np.full(len(points), -1)
    for at in np.lexsort((smallest.astype(str), -strength)):
        if strength[at] < FEW:
            break
        free = neighbours[at][centre[neighbours[at]] < 0]
        if centre[at] < 0 and count[free].sum() >= FEW:
            centre[free] = at
    return centre
