"""Points of a map: as many kinds as there are colours to tell apart, and no more points than a picture can bear."""

import re
from math import cos, radians

import pandas as pd

from govboard import spatial

MOST_POINTS = 3000  # above this, points are merged in squares: canvas and message stay light
SQUARES = (50, 100, 150, 200, 300, 500, 1000, 2000, 5000)  # metres
REST = "其他"
COLOURS = ("#c2571a", "#1f7a5c", "#7b4fa3", "#b0892a", "#4a4f57")


def few_kinds(points: pd.DataFrame) -> pd.DataFrame:
    """As many kinds as there are colours to tell apart; the rarer ones become 其他."""
    common = points["kind"].value_counts().index
    if len(common) <= len(COLOURS):
        return points
    return points.assign(kind=points["kind"].where(points["kind"].isin(common[: len(COLOURS) - 1]), REST))


def thinned(points: pd.DataFrame, group: str, most: int = MOST_POINTS) -> tuple[dict[str, list], int]:
    """Points as [lng, lat, count, label] per `group`, and the side of the squares in metres in which they had to be merged; 0 where every point stands alone.

    More than `most` are merged in squares of the smallest side that suffices, at the mean place of their points; the label of several is then their square, for `inside`.
    """
    side = _side(points, group, most)
    counted = _merged(points, group, side) if side else points.assign(count=1)
    return {str(key): _rows(part) for key, part in sorted(counted.groupby(group), key=_rest_last)}, side


def note(groups: dict[str, list], side: int) -> str:
    """What was done to the points, in words; empty where nothing was."""
    return f"{sum(row[2] for rows in groups.values() for row in rows)}个点按{side}米方格合并，圆越大点越多" if side else ""


def inside(points: pd.DataFrame, group: str, square: str) -> pd.DataFrame:
    """The points behind one circle: `square` is side:x:y:group as the picture tells it. None for anything else."""
    asked = re.fullmatch(r"(\d{1,5}):(-?\d{1,9}):(-?\d{1,9}):(.*)", square, re.DOTALL)
    if not asked or not int(asked[1]) or points.empty:
        return points.head(0)
    cells = _squared(points, int(asked[1]))
    return points[(cells.x == int(asked[2])) & (cells.y == int(asked[3])) & (points[group].astype(str) == asked[4])]


def _rest_last(group: tuple) -> tuple:
    return group[0] == REST, str(group[0])


def _side(points: pd.DataFrame, group: str, most: int) -> int:
    if len(points) <= most:
        return 0
    counts = ((side, len(_squared(points, side).assign(group=points[group]).drop_duplicates())) for side in SQUARES)
    return next((side for side, count in counts if count <= most), SQUARES[-1])


def _squared(points: pd.DataFrame, side: int) -> pd.DataFrame:
    """The square of each point: x and y in sides from 0° 0°."""
    high = side / spatial.METRES
    wide = high / cos(radians(points["lat"].mean()))
    return pd.DataFrame({"x": (points["lng"] // wide).astype("int64"), "y": (points["lat"] // high).astype("int64")})


def _merged(points: pd.DataFrame, group: str, side: int) -> pd.DataFrame:
    cells = points.join(_squared(points, side))
    merged = cells.groupby(["x", "y", group], as_index=False).agg(lng=("lng", "mean"), lat=("lat", "mean"), count=("lng", "size"), label=("label", "first"))
    square = merged["x"].astype(str) + ":" + merged["y"].astype(str)
    return merged.assign(label=merged["label"].where(merged["count"] == 1, square))


def _rows(part: pd.DataFrame) -> list[list]:
    """A trailing empty word is not sent; five decimals of a degree are about one metre."""
    rows = zip(part["lng"].round(5), part["lat"].round(5), part["count"], part["label"])
    return [[x, y, int(count), label] if label else [x, y, int(count)] for x, y, count, label in rows]
