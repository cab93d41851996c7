"""How far people live from the nearest service station, in a straight line. No Streamlit, no SQL."""

import numpy as np
import pandas as pd

from govboard import spatial, wording

STEPS = (500, 1000)  # metres
FEWEST = 5  # people: a smaller group is never told as a number


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

    `places` has residents, metres and the column `area`; `elderly` has residents, elderly and the column `area`. The places without residents count as none.
    """
    known = places.assign(residents=pd.to_numeric(places.residents).fillna(0))
    beyond = {f"far{step}": known.residents.where(known.metres > step, 0).groupby(known[area]).sum() for step in STEPS}
    found = pd.DataFrame({"residents": known.residents.groupby(known[area]).sum(), **beyond})
    found["elderly"] = _share(elderly, area).reindex(found.index) if area in elderly else np.nan
    last = f"far{STEPS[-1]}"
    return found.assign(share=found[last] / found.residents.where(found.residents > 0)).sort_values(["share", last], ascending=False, kind="stable").drop(columns="share").reset_index(names="area")


def _share(elderly: pd.DataFrame, area: str) -> pd.Series:
    """The share of elderly by area; missing where they, or all others, are fewer than `FEWEST`."""
    told = elderly.dropna(subset=["residents", "elderly"]).groupby(area)[["residents", "elderly"]].sum().astype("float64")
    enough = (told.elderly >= FEWEST) & (told.residents - told.elderly >= FEWEST)
    return (told.elderly / told.residents.where(told.residents > 0)).where(enough)


def beyond(everybody: float, far: float, farther: float) -> tuple[str, str]:
    """How many live beyond either step, in words; neither where one of the three groups could be subtracted out as one below `FEWEST`."""
    if any(0 < group < FEWEST for group in (everybody - far, far - farther, farther)):
        return "人数过少，不列", "人数过少，不列"
    return people(far, everybody), people(farther, everybody)


def people(some: float, everybody: float) -> str:
    """1200人（30.5%）; a group below `FEWEST` is not told as a number."""
    if 0 < some < FEWEST:
        return f"<{FEWEST}人"
    return f"{some:.0f}人" + (f"（{wording.figure(some / everybody, 'percent')}）" if everybody else "")
