"""How far people live from the nearest service station, in a straight line. No Streamlit, no SQL."""

import numpy as np
import pandas as pd

from govboard import spatial, wording

STEPS = (500, 1000)  # metres
FEWEST = 5  # people: a smaller group is never told as a number
TENS = 10  # people: to which groups are rounded
SHARED = 1000  # people of whom a share is told


def placed(places: pd.DataFrame, shapes: pd.Series) -> pd.DataFrame:
    """The places that have a boundary, each with lng and lat of a point inside it; `shapes` is WKT by code, WGS 84 degrees."""
    drawn = places[places.code.isin(shapes.index)]
    return drawn.assign(**dict(zip(("lng", "lat"), spatial.point_inside(shapes.reindex(drawn.code)), strict=True)))


def nearest(places: pd.DataFrame, stations: pd.DataFrame) -> pd.Series:
    """Metres from each place to the nearest station; both have lng and lat, WGS 84 degrees. Missing where there is no station."""
    if stations.empty:
        return pd.Series(np.nan, index=places.index)
    middle = np.radians(places.lat.mean())
    east = (places.lng.to_numpy()[:, None] - stations.lng.to_numpy()) * np.cos(middle)
    north = places.lat.to_numpy()[:, None] - stations.lat.to_numpy()
    return pd.Series(np.hypot(east, north).min(axis=1) * spatial.METRES, index=places.index)


def by_area(places: pd.DataFrame, elderly: pd.DataFrame, area: str) -> pd.DataFrame:
    """Residents of each area and how many of them live beyond each step: area, residents, far500, far1000, elderly (share 0–1), all sorted by the share beyond the last step.

    `places` has residents, metres and the column `area`; `elderly` has residents, elderly and the column `area`. An area none of whose places has residents has none that are known (missing).
    """
    residents = pd.to_numeric(places.residents).astype("float64")
    far = {f"far{step}": residents.where((places.metres > step) | residents.isna(), 0).groupby(places[area]).sum(min_count=1) for step in STEPS}
    found = pd.DataFrame({"residents": residents.groupby(places[area]).sum(min_count=1), **far})
    found["elderly"] = _share(elderly, area).reindex(found.index) if area in elderly else np.nan
    last = f"far{STEPS[-1]}"
    return found.assign(share=found[last] / found.residents.where(found.residents > 0)).sort_values(["share", last], ascending=False, kind="stable").drop(columns="share").reset_index(names="area")


def _share(elderly: pd.DataFrame, area: str) -> pd.Series:
    """The share of elderly by area; missing where they, or all others, are fewer than `FEWEST`."""
    told = elderly.dropna(subset=["residents", "elderly"]).groupby(area)[["residents", "elderly"]].sum().astype("float64")
    enough = (told.elderly >= FEWEST) & (told.residents - told.elderly >= FEWEST)
    return (told.elderly / told.residents.where(told.residents > 0)).where(enough)


def people(some: float, everybody: float = 0) -> str:
    """1200人（31%）: to the nearest ten, as rough as the distance is, so that no small group can be subtracted out; one below `FEWEST` is not told as a number. — where nothing is known.

    The share is told of `SHARED` people at least: one in a hundred of fewer would tell the group.
    """
    if pd.isna(some):
        return "—"
    if 0 < some < FEWEST:
        return f"<{FEWEST}人"
    return f"{int(some + TENS / 2) // TENS * TENS}人" + (f"（{wording.rounded(some / everybody * 100, 0)}%）" if everybody >= SHARED else "")
