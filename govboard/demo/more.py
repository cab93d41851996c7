"""More of the same: copies of ordinary orders, for data folders of any size. What is planted or counted exactly is never copied."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from .handling import END

TIMES = ["reported", "accepted", "dispatched", "due", "finished", "closed", "visited", "extended"]
ALSO = ["filed", "file_due", "dispatch_due", "verified", "verify_due", "checked", "check_due", "first_contact"]
MOST = 2 * 86400  # seconds by which a copy is moved, earlier or later


def copies(table: pd.DataFrame, count: int, scale: int, rng) -> Iterator[pd.DataFrame]:
    """`scale` − 1 tables of `count` orders of one year, drawn from the ordinary closed ones and moved by up to two days."""
    ordinary = table[(table["part"] == "") & ~table["open"] & (table["hot"] == "否")]
    for turn in range(1, scale):
        drawn = ordinary.iloc[rng.integers(0, len(ordinary), count)].reset_index(drop=True)
        moved = _moved(drawn, rng)
        yield moved.assign(number=[f"ZX{year}-{turn:04d}-{at:07d}" for at, year in enumerate(moved["year"].tolist(), 1)])


def _moved(drawn: pd.DataFrame, rng) -> pd.DataFrame:
    """Every time of an order by the same span, inside its year and before the end of the data."""
    year_start = drawn["reported"].dt.to_period("Y").dt.start_time
    year_end = np.minimum(year_start + pd.DateOffset(years=1) - pd.Timedelta(seconds=1), pd.Timestamp(END))
    latest = drawn[["finished", "closed", "visited"]].max(axis=1)
    back = (drawn["reported"] - year_start).dt.total_seconds().clip(0, MOST)
    room = np.minimum((year_end - drawn["reported"]).dt.total_seconds(), (pd.Timestamp(END) - latest).dt.total_seconds()).clip(0, MOST)
    span = pd.to_timedelta(np.floor(-back + rng.random(len(drawn)) * (back + room)), unit="s")
    return drawn.assign(**{each: drawn[each] + span for each in [*TIMES, *(later for later in ALSO if later in drawn)]})
