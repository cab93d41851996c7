"""Where cases gather more than chance would have them: Gi* and local Moran's I of cases against households, with a control of false discoveries. No Streamlit, no SQL.

What chance does is played out: all cases fall on the households of the district at random, `PLAYS` times. Permuting the areas' values instead, as is common, can never tell a single grid
that stands out: among n areas a window of k holds the highest value with odds k / n, which is no small p, however high the value is (decision 0023).

Values are Pearson residuals: cases less those that the households let expect, over the root of these, so that an area with few households does not stand out by a case or two. Gi* (Ord and
Getis 1995) of an area and its neighbours tells high from low; local Moran (Anselin 1995) tells an area unlike its neighbours. p is two-sided and is that of both before they are divided by
the spread of the values seen, which chance knows and in which one extreme place would hide itself. q is that of Benjamini and Hochberg (1995) over all areas looked at.
"""

import numpy as np
import pandas as pd

from govboard import spatial

PLAYS = 19_999  # the smallest p is 1 in 10000, two-sided: with 999 fewer than 23 of 561 grids could never be told
AT_ONCE = 500_000  # figures worked on together, plays x pairs of neighbours: few enough to stay near the processor
SEED = 20250630
ALPHA = 0.05  # the share of false finds among all finds, at most
MARKED = 1.5  # times the rate of the whole, or its inverse: less is no finding, however sure
FEWEST = 30  # cases in all areas together
FEWEST_AREAS = 10
MOST_AREAS = 20_000  # some forty seconds a period
FEWEST_OWN = 3  # cases in an area, to be told high
FEWEST_NEAR = 5  # cases in an area and its neighbours, to be told high; expected there, to be told low
HOT, COLD, APART = "hot", "cold", "outlier"
NEW, LASTING, FADING = "new", "persistent", "fading"
METHOD = (PLAYS, SEED, ALPHA, MARKED, FEWEST, FEWEST_AREAS, FEWEST_OWN, FEWEST_NEAR, "residuals")  # kept figures of another method are not used
COLUMNS = ("area", "label", "count", "households", "rate", "smoothed", "statistic", "p", "q", "class", "moran", "moran_p", "moran_q")


def found(areas: pd.DataFrame, shapes: pd.Series, plays: int = PLAYS) -> pd.DataFrame:
    """The local statistics of every area that has households and a boundary.

    `areas` has code, label, count and households; `shapes` is WKT by code, WGS 84 degrees. Columns of the answer: `COLUMNS`. rate and smoothed are cases per 1000 households, the latter
    drawn towards the whole by empirical Bayes; statistic is Gi* as a standard score; class is hot, cold, outlier or empty. Empty where `why_not` says why.
    """
    known = usable(areas, shapes)
    if why_not(areas, shapes):
        return pd.DataFrame(columns=list(COLUMNS))
    count, households = known["count"].to_numpy(), known.households.to_numpy()
    near = spatial.touching(shapes.loc[known.code])
    told = known.rename(columns={"code": "area"}).assign(rate=count / households * 1000, smoothed=smoothed(count, households) * 1000)
    away = residuals(count[None], households)
    told["statistic"], told["moran"] = gi_star(away, near)[0], moran(away, near)[0]
    told["p"], told["moran_p"] = _played(count, households, near, plays)
    told["q"], told["moran_q"] = discovered(told.p), discovered(told.moran_p)
    return told.assign(**{"class": _classes(told, near)})[list(COLUMNS)].reset_index(drop=True)


def usable(areas: pd.DataFrame, shapes: pd.Series) -> pd.DataFrame:
    """The areas that can be looked at: with a count, households and a boundary."""
    numbers = areas.assign(count=pd.to_numeric(areas["count"]).astype("float64"), households=pd.to_numeric(areas.households).astype("float64"))
    return numbers[numbers["count"].notna() & (numbers.households > 0) & numbers.code.isin(shapes.index)]


def why_not(areas: pd.DataFrame, shapes: pd.Series) -> str:
    """Why nothing can be told of these areas, in Chinese; empty where it can."""
    known = usable(areas, shapes)
    if not len(shapes):
        return "没有这一级的边界，不能判断哪些区域相邻，不做聚集分析。"
    if len(known) < FEWEST_AREAS:
        return f"有边界、户数和数据的区域只有{len(known)}个，不足{FEWEST_AREAS}个，不做聚集分析。"
    if len(known) > MOST_AREAS:
        return f"共{len(known)}个区域，超过{MOST_AREAS}个，不做聚集分析。可改看上一级。"
    if known["count"].sum() < FEWEST:
        return f"所选范围内共{int(known['count'].sum())}件，不足{FEWEST}件，不做聚集分析。"
    return ""


def course(now: pd.DataFrame, before: list[pd.DataFrame]) -> pd.Series:
    """How it went, by area, from the statistics of this period and of those before it, the nearest first.

    new: high now and never before; persistent: high now and before; fading: high in the period just before and no more; else empty. Empty everywhere where nothing is known of before.
    """
    hot = now.set_index("area")["class"] == HOT
    past = [each.set_index("area")["class"].reindex(hot.index) == HOT for each in before if len(each)]
    if not past:
        return pd.Series("", index=hot.index)
    ever = np.logical_or.reduce(past)
    last = past[0] if len(before[0]) else np.zeros(len(hot), dtype=bool)
    return pd.Series(np.select([hot & ~ever, hot & ever, ~hot & last], [NEW, LASTING, FADING], ""), index=hot.index)


def smoothed(count: np.ndarray, households: np.ndarray) -> np.ndarray:
    """Cases per household, each drawn towards that of the whole the more, the fewer households it rests on (empirical Bayes by moments, Marshall 1991)."""
    whole, rates = count.sum() / households.sum(), count / households
    spread = (households * (rates - whole) ** 2).sum() / households.sum()
    between = max(0.0, spread - whole / households.mean())
    return whole + (rates - whole) * between / (between + whole / households)


def residuals(counts: np.ndarray, households: np.ndarray) -> np.ndarray:
    """Cases less those that the households let expect, over the root of these. `counts`: one row a play, one column an area."""
    expected = counts.sum(axis=1, keepdims=True) * households / households.sum()
    return (counts - expected) / np.sqrt(expected)


def gi_star(values: np.ndarray, near: spatial.Neighbours, spread: float | None = None) -> np.ndarray:
    """Gi* as a standard score, for every row of values. An area counts among its own neighbours. `spread` is that of the values seen where it is not given."""
    n, members = near.count, near.degree + 1
    mean, spread = values.mean(axis=1, keepdims=True), values.std(axis=1, keepdims=True) if spread is None else spread
    scale = spread * np.sqrt((n * members - members**2) / (n - 1))
    return np.divide(values + near.totals(values) - members * mean, scale, out=np.zeros(np.broadcast_shapes(values.shape, np.shape(scale))), where=scale > 1e-12)  # 0 for an area that touches all others


def moran(values: np.ndarray, near: spatial.Neighbours, spread: float | None = None) -> np.ndarray:
    """Local Moran's I, for every row of values: an area's deviation times the mean deviation of its neighbours, over the variance with n - 1. 0 for an area without neighbours."""
    away = values - values.mean(axis=1, keepdims=True)
    mean_near = near.totals(away) / np.maximum(near.degree, 1)
    variance = (away**2).sum(axis=1, keepdims=True) / (values.shape[1] - 1) if spread is None else spread**2
    return np.divide(away * mean_near, variance, out=np.zeros_like(away), where=np.broadcast_to(np.asarray(variance) > 1e-12, away.shape))


def _played(count: np.ndarray, households: np.ndarray, near: spatial.Neighbours, plays: int) -> tuple[np.ndarray, np.ndarray]:
    """Two-sided p of Gi* and of Moran's I: how often chance goes as far, itself counted once."""
    rng, odds = np.random.default_rng(SEED), households / households.sum()
    away = residuals(count[None], households)
    seen = [statistic(away, near, 1.0)[0] - 1e-9 for statistic in (gi_star, moran)], [statistic(away, near, 1.0)[0] + 1e-9 for statistic in (gi_star, moran)]
    reached = np.ones((2, 2, len(count)))  # statistic x direction x area
    at_once = max(1, AT_ONCE // (len(near.first) + near.count))
    for start in range(0, plays, at_once):
        played = residuals(rng.multinomial(int(count.sum()), odds, size=min(at_once, plays - start)), households)
        for at, statistic in enumerate((gi_star, moran)):
            chance = statistic(played, near, 1.0)
            reached[at] += (chance >= seen[0][at]).sum(axis=0), (chance <= seen[1][at]).sum(axis=0)
    return tuple(np.minimum(1, 2 * each.min(axis=0) / (plays + 1)) for each in reached)


def discovered(p: pd.Series) -> np.ndarray:
    """q of each p: the smallest share of false finds at which it is told (Benjamini and Hochberg 1995)."""
    order = np.argsort(p.to_numpy())[::-1]
    ranks = np.arange(len(p), 0, -1)
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate(p.to_numpy()[order] * len(p) / ranks)
    return np.minimum(q, 1)


def _classes(told: pd.DataFrame, near: spatial.Neighbours) -> np.ndarray:
    """hot and cold by Gi*, where the area itself goes the same way as far; outlier where local Moran finds an area unlike its neighbours and Gi* tells nothing."""
    whole, both = told["count"].sum() / told.households.sum(), told[["count", "households"]].to_numpy().T
    count, expected = (both + near.totals(both)) * [[1], [whole]]
    own = told.rate.to_numpy() / 1000
    sure = (told.q < ALPHA).to_numpy()
    hot = sure & (told.statistic > 0) & (count >= FEWEST_NEAR) & (count >= MARKED * expected) & (own >= MARKED * whole) & (told["count"] >= FEWEST_OWN)
    cold = sure & (told.statistic < 0) & (expected >= FEWEST_NEAR) & (count * MARKED <= expected) & (own * MARKED <= whole)
    apart = (told.moran_q < ALPHA) & (told.moran < 0) & (told["count"] >= FEWEST_NEAR) & (own >= MARKED * whole)
    return np.select([hot, cold, apart], [HOT, COLD, APART], "")
