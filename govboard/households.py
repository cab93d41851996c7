"""Households of areas, estates and companies: what rates per 1000 households are divided by."""

import pandas as pd

from govboard import queries
from govboard.selection import HOMES, LEVELS, Selection


def of(engine, codes: pd.Series, dimension: str, selection: Selection) -> pd.Series:
    """Households of each area, or of all that was asked where the split is not by place. Missing where no register gives them."""
    level = "subdistrict" if dimension == "handling_subdistrict" else dimension
    at_home = bool(selection.dimensions() & set(HOMES))
    known = engine.run(queries.report("estate_households" if level in HOMES or at_home else "households").sql, selection.parameters())
    if level in LEVELS or level in HOMES:
        return codes.map(known[known.level == level].set_index("code").households).astype("float64")
    return pd.Series(_all(known, at_home), index=codes.index, dtype="float64")


def _all(known: pd.DataFrame, at_home: bool) -> float | None:
    if not at_home:
        return known.households[known.level == "everything"].astype("float64").iloc[0]
    homes = known.households[known.level == "estate"]
    return homes.sum() if len(homes) and homes.notna().all() else None
