"""Which areas of a version stand out in a selection, and how it went before: the figures for `hotspots`, kept for the opening month when a version is built."""

import json
from functools import lru_cache
from pathlib import Path

import pandas as pd

from govboard import hotspots, periods, spatial
from govboard.errors import WrongUse
from govboard.selection import Selection

METRIC = "order_per_households"
LEVELS = ("grid", "community")
PAST = 2  # periods before the one asked for
KEPT = 2_000  # areas up to which a build works them out ahead: a few seconds
_FILE = "hotspots.json"


def told(version, level: str, selection: Selection, progress=lambda done, of: None) -> pd.DataFrame:
    """`hotspots.found` of a period, all areas of a level, with `trend` from the periods before. The areas of the selection are left aside: a place is compared with all others.

    Raises WrongUse for a level without households. Empty where `why_not` says why.
    """
    spans = spans_of(version, selection)
    tables = []
    for at, span in enumerate(spans):
        progress(at, len(spans))
        tables.append(one(version, level, span))
        if tables[0].empty:
            return tables[0].assign(trend="")
    return joined(tables)


def joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """The statistics of a period with `trend`, from those of the periods before it, the nearest first."""
    now = tables[0]
    return now.assign(trend=hotspots.course(now, tables[1:]).to_numpy()) if len(now) else now.assign(trend="")


def spans_of(version, selection: Selection) -> list[Selection]:
    """The period asked for and `PAST` before it; an open period has none before."""
    asked = [selection.among(()).counted()]
    while len(asked) <= PAST and asked[-1].start and asked[-1].end:
        start, end, _ = periods.before(asked[-1].start, asked[-1].end, selection.hour, version.month_starts_on)
        asked.append(asked[-1].during(start, end))
    return asked


def one(version, level: str, selection: Selection) -> pd.DataFrame:
    """`hotspots.found` of one period, from what the build kept where it did."""
    kept = _kept(version.folder).get(_key(level, selection))
    if kept is not None:
        return pd.DataFrame(kept, columns=list(hotspots.COLUMNS))
    return hotspots.found(counted(version, level, selection), shapes(version, level))


def is_kept(version, level: str, selection: Selection) -> bool:
    """Whether the build kept the statistics of this question."""
    return _key(level, selection) in _kept(version.folder)


def why_not(version, level: str, selection: Selection) -> str:
    """Why nothing is told, in Chinese; empty where it is."""
    return hotspots.why_not(counted(version, level, selection.among(())), shapes(version, level))


def counted(version, level: str, selection: Selection) -> pd.DataFrame:
    """code, label, count, households of every area of a level; an area that did not deliver has no count."""
    found = version.catalogue.standing(METRIC, level, selection.only(version.catalogue.metric(METRIC).dimensions))
    found = found[found.code.isin(version.catalogue.area_names(level))]
    count = pd.to_numeric(found.numerator).where(found.state != "未报送")
    return pd.DataFrame({"code": found.code, "label": found.label, "count": count, "households": pd.to_numeric(found.denominator)})


def shapes(version, level: str) -> pd.Series:
    """WKT by code: the boundaries of a level, all parts of an area together."""
    return spatial.united(version.report("boundaries", {"level": level}))


def within(version, level: str, selection: Selection) -> set[str]:
    """The areas of a level that the areas of the selection are, hold or lie in; all where none is chosen."""
    listed = version.report("areas")
    finer = listed[listed.code.isin([each.code for each in selection.areas])]
    around = set(finer[level].dropna()) if level in finer else set()
    return set(version.catalogue.expected(level, selection)) | around


def keep(version) -> None:
    """Work out what the map shows at first, into a file beside the database: the last complete month and those before it, where there are boundaries."""
    if version.as_of is None or METRIC not in version.catalogue.metrics or "mart_boundary" not in version.tables:
        return
    kept = {}
    for level in LEVELS:
        if 0 < len(shapes(version, level)) <= KEPT:
            for span in spans_of(version, opening(version)):
                kept[_key(level, span)] = one(version, level, span).to_dict("records")
    _kept.cache_clear()  # of the folder in which versions are built one after the other
    (version.folder / _FILE).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def opening(version, selection: Selection = Selection()) -> Selection:
    """The question about the last complete month (of assessment, where there are such). Raises WrongUse where there are no orders."""
    if version.as_of is None:
        raise WrongUse("还没有工单，不做聚集分析。请先导入工单。")
    key, last = periods.opening(version.as_of.date(), version.month_starts_on), version.as_of.date()
    month = next(each for each in reversed(periods.last_months(last, 2, version.month_starts_on)) if each.key == key)
    return selection.during(month.start, month.end)


@lru_cache(maxsize=4)
def _kept(folder: Path) -> dict:
    """What the build kept, read once: a version never changes. Nothing yet while it is being built."""
    path = folder / _FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _key(level: str, selection: Selection) -> str:
    return repr((hotspots.METHOD, level, selection.counted()))
