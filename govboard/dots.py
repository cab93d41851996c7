"""Points of a map: as many kinds as there are colours to tell apart, and no more points than a picture can bear."""

from math import cos, radians

import pandas as pd

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


def thinned(points: pd.DataFrame, group: str, most: int = MOST_POINTS) -> tuple[dict[str, list], str]:
    """Points as [lng, lat, count, label, code] per `group`, and a sentence that says so where they had to be merged.

    More than `most` are merged in squares of the smallest side that suffices, at the mean place of their points.
    """
    if len(points) <= most:
        counted, note = points.assign(count=1), ""
    else:
        counted, side = _merged(points, group, most)
        note = f"{len(points)}个点按{side}米方格合并，圆越大点越多"
    return {str(key): _rows(part) for key, part in sorted(counted.groupby(group), key=_rest_last)}, note


def _rest_last(group: tuple) -> tuple:
    return group[0] == REST, str(group[0])


def _merged(points: pd.DataFrame, group: str, most: int) -> tuple[pd.DataFrame, int]:
    metre = 1 / 111_320
    across = metre / cos(radians(points["lat"].mean()))
    for side in SQUARES:
        cells = points.assign(x=points["lng"] // (side * across), y=points["lat"] // (side * metre))
        if side == SQUARES[-1] or len(cells[["x", "y", group]].drop_duplicates()) <= most:
            break
    merged = cells.groupby(["x", "y", group], as_index=False).agg(
        lng=("lng", "mean"), lat=("lat", "mean"), count=("lng", "size"), code=("code", "first"), label=("label", "first"))
    return merged.assign(label=merged["label"].where(merged["count"] == 1, ""), code=merged["code"] if group == "code" else ""), side


def _rows(part: pd.DataFrame) -> list[list]:
    """Trailing empty words are not sent; four decimals of a degree are about ten metres, five about one."""
    rows = zip(part["lng"].round(5), part["lat"].round(5), part["count"], part["label"], part["code"])
    return [[x, y, int(count), label, code] if label or code else [x, y, int(count)] for x, y, count, label, code in rows]
