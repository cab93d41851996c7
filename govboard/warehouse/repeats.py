"""Places from which the same kind of problem comes again and again."""

import numpy as np
import pandas as pd
import shapely

NEAR = 50.0  # metres between two orders of one place
FEW = 3  # fewer orders make no place
_METRES = 111_320.0  # of one degree of latitude


def repeats(orders: pd.DataFrame) -> pd.DataFrame:
    """Orders of one category that lie within `NEAR` metres of each other, directly or through others, `FEW` at least.

    `orders`: order_no, category, lng, lat (degrees, WGS 84). Returns order_no and place, the smallest order_no of the place.
    """
    found = [_of_one_kind(each) for _, each in orders.sort_values("order_no").groupby("category", dropna=False)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame({"order_no": [], "place": []}, dtype=object)


def _of_one_kind(orders: pd.DataFrame) -> pd.DataFrame:
    narrowing = np.cos(np.radians(orders.lat.median()))  # one for all: a district is small
    points = shapely.points(orders.lng.to_numpy() * narrowing * _METRES, orders.lat.to_numpy() * _METRES)
    first, second = shapely.STRtree(points).query(points, predicate="dwithin", distance=NEAR)
    place = _linked(len(points), first, second)
    orders_there = np.bincount(place, minlength=len(points))[place]
    numbers = orders.order_no.to_numpy(dtype=object)
    return pd.DataFrame({"order_no": numbers, "place": numbers[place]})[orders_there >= FEW]


def _linked(count: int, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """For each of `count` points the smallest index that can be reached over the pairs."""
    place = np.arange(count)
    while True:
        nearer = place.copy()
        np.minimum.at(nearer, first, place[second])
        nearer = nearer[nearer]  # where the neighbour itself leads
        if (nearer == place).all():
            return place
        place = nearer
