"""Points of a map: as many kinds as there are colours to tell apart, and no more points than a picture can bear."""

import re
from math import cos, radians

import pandas as pd

from govboard import spatial

MOST_POINTS = 3000  # above this, points are merged in squares: canvas and message stay light
SQUARES = (50, 100, 150, 200, 300, 500, 1000, 2000, 5000)  # metres
DOOR = 0  # the side of a square that is one place: about a metre
REST = "其余类别"
COLOURS = ("#c2571a", "#1f7a5c", "#7b4fa3", "#b0892a", "#4a4f57")
_DEGREE = 100_000  # doors in a degree


def few_kinds(points: pd.DataFrame) -> pd.DataFrame:
    """As many kinds as there are colours to tell apart; the rarer ones become 其他."""
    common = points["kind"].value_counts().index
    if len(common) <= len(COLOURS):
        return points
    return points.assign(kind=points["kind"].where(points["kind"].isin(common[: len(COLOURS) - 1]), REST))


def thinned(points: pd.DataFrame, most: int = MOST_POINTS) -> tuple[dict[str, list], int]:
    """Points as [lng, lat, count, label] by kind, and the side of the squares in metres in which they are merged, `DOOR` for those of one place.

    The squares are the smallest of which there are at most `most`; a circle stands at the mean place of its points and bears its square for a label, for `inside`.
    """
    side = next((each for each in (DOOR, *SQUARES) if len(_squares(points, each)) <= most), SQUARES[-1])
    merged = points.join(_squared(points, side)).groupby(["x", "y", "kind"], as_index=False).agg(lng=("lng", "mean"), lat=("lat", "mean"), count=("lng", "size"), label=("label", "first"))
    square = merged["x"].astype(str) + ":" + merged["y"].astype(str)
    counted = merged.assign(label=merged["label"].where(merged["count"] == 1, square))
    return {str(key): _rows(part) for key, part in sorted(counted.groupby("kind"), key=_rest_last)}, side


def note(groups: dict[str, list], side: int) -> str:
    """What was done to the points, in words; empty where every point stands alone."""
    counts = [row[2] for rows in groups.values() for row in rows]
    if max(counts, default=1) == 1:
        return ""
    return f"{sum(counts)}个点{f'按{side}米方格' if side else '中同一处的'}合并，圆越大点越多"


def inside(points: pd.DataFrame, square: str) -> pd.DataFrame:
    """The points behind one circle: `square` is side:x:y:kind as the picture tells it. None for anything else."""
    asked = re.fullmatch(r"(\d{1,5}):(-?\d{1,9}):(-?\d{1,9}):(.*)", square, re.DOTALL)
    if not asked or points.empty or int(asked[1]) not in (DOOR, *SQUARES):
        return points.head(0)
    cells = _squared(points, int(asked[1]))
    return points[(cells.x == int(asked[2])) & (cells.y == int(asked[3])) & (points["kind"] == asked[4])]


def _squares(points: pd.DataFrame, side: int) -> pd.DataFrame:
    return _squared(points, side).assign(kind=points["kind"]).drop_duplicates()


def _squared(points: pd.DataFrame, side: int) -> pd.DataFrame:
    """The square of each point: x and y in sides from 0° 0°."""
    if side == DOOR:
        return pd.DataFrame({"x": (points["lng"] * _DEGREE).round().astype("int64"), "y": (points["lat"] * _DEGREE).round().astype("int64")})
    high = side / spatial.METRES
    wide = high / cos(radians(points["lat"].mean()))
    return pd.DataFrame({"x": (points["lng"] // wide).astype("int64"), "y": (points["lat"] // high).astype("int64")})


def _rest_last(group: tuple) -> tuple:
    return group[0] == REST, str(group[0])


def _rows(part: pd.DataFrame) -> list[list]:
    """A trailing empty word is not sent; five decimals of a degree are about one metre."""
    rows = zip(part["lng"].round(5), part["lat"].round(5), part["count"], part["label"])
    return [[x, y, int(count), label] if label else [x, y, int(count)] for x, y, count, label in rows]
