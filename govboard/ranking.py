"""Places in a ranking: equal where the difference may be chance, and how they moved since the period before."""

from math import sqrt

import pandas as pd

from govboard import wording
from govboard.definitions import NOWHERE

CHANCE = 1.96  # standard errors: a smaller difference of two rates is one that chance makes in 5 of 100 comparisons
SAID = "两个率的差异经检验不显著（双比例z检验，95%）的并列"


def places(rows: pd.DataFrame, metric) -> pd.Series:
    """The place of every row, missing where it is not ranked: a neutral metric, too few cases, no value.

    `rows` has numerator, denominator, value and state, as `Catalogue.standing` gives them, and the code as its index: what belongs to no area (departments) is not ranked. The place counts who is really ahead: rows of which no
    two differ significantly stand together (two-proportion z-test with the pooled share, 95 %). Means and counts are equal where they are displayed alike.
    """
    found = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    if metric.good == "neutral" or not metric.rank_from:
        return found
    ranked = rows[(rows.state == "") & rows.value.notna() & rows.index.notna() & (rows.index != NOWHERE)]
    order = ranked.value.astype("float64").sort_values(ascending=metric.good == "lower", kind="stable").index
    group = []
    for ahead, at in enumerate(order):
        if not group or any(_apart(rows.loc[each], rows.loc[at], metric) for each in group):
            group, place = [], ahead + 1
        group.append(at)
        found[at] = place
    return found


def _apart(best: pd.Series, other: pd.Series, metric) -> bool:
    if metric.unit != "percent":
        return wording.figure(best.value, metric.unit) != wording.figure(other.value, metric.unit)
    pooled = (best.numerator + other.numerator) / (best.denominator + other.denominator)
    error = sqrt(pooled * (1 - pooled) * (1 / best.denominator + 1 / other.denominator))
    return abs(best.value - other.value) > CHANCE * error


def undecided(found: pd.Series) -> bool:
    """Whether nobody is ahead of anybody: several are ranked and all share one place."""
    return found.notna().sum() > 1 and found.dropna().nunique() == 1


def moves(now: pd.Series, before: pd.Series) -> pd.Series:
    """How many places each went up (positive) or down; missing where it had none or shared one, then or now: what shares a place may stand anywhere in it."""
    alone = [each.where(~each.duplicated(keep=False)) for each in (now, before)]
    return alone[1].reindex(now.index) - alone[0]


def words(place, shared: bool) -> str:
    """第2, 并列第2; nothing where there is no place."""
    return "" if pd.isna(place) else f"{'并列' if shared else ''}第{place}"


def move_words(move) -> str:
    """↑2, ↓1; nothing where it stayed or is not known."""
    return "" if pd.isna(move) or not move else f"{'↑' if move > 0 else '↓'}{abs(move)}"
