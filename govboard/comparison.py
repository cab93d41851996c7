"""What a version says otherwise than the one before it: changed definitions and corrected figures of published months."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from govboard import queries, wording
from govboard.deliveries import days
from govboard.selection import Selection

MONTHS = 12
REDEFINED = "口径调整"
RULES = "数据整理规则调整"  # staging or marts of the program differ


@dataclass(frozen=True)
class Change:
    """One figure of one month (2025-05) in two versions. Values are None where there is none; `why` is read out."""

    metric: str
    label: str
    unit: str
    month: str
    old: float | None
    new: float | None
    why: str
    version: str

    @property
    def sentence(self) -> str:
        """5月按期办结率由92.8%更正为92.6%（7月3日补报14件），原通报数见版本V12。"""
        old, new = (wording.figure(each, self.unit) for each in (self.old, self.new))
        year, month = self.month.split("-")
        return f"{year}年{int(month)}月{self.label}由{old}更正为{new}（{self.why}），原通报数见版本{self.version}。"


def redefined(live, other) -> list[str]:
    """Names of the metrics whose definition differs between two versions."""
    mine, theirs = live.catalogue.metrics, other.catalogue.metrics
    return [name for name in theirs if name in mine and queries.meaning(mine[name].query.sql) != queries.meaning(theirs[name].query.sql)]


def over_twelve_months(live, other, name: str) -> pd.DataFrame:
    """One metric by month in both versions: columns month, old, new."""
    months = _months(live)
    columns = [each.catalogue.monthly(name, months, _over(months)).tolist() for each in (live, other)]
    return pd.DataFrame({"month": months, "old": columns[0], "new": columns[1]})


def changes(live, other) -> list[Change]:
    """Every figure of the last twelve complete months of `live` that `other` gives otherwise, in the order of the catalogue.

    A metric that does not settle (`-- settles: no`: how many of a month's orders are closed by now) moves without being corrected.
    """
    anew = set(redefined(live, other))
    told = [name for name, metric in live.catalogue.metrics.items() if name in other.catalogue.metrics and _known(metric.table, live, other)]
    told = [name for name in told if name in anew or other.catalogue.metric(name).query.notes.get("settles") != "no"]
    return [change for name in told for change in _of(name, live, other, name in anew)]


def _known(table: str, *versions) -> bool:
    """Whether any of the versions has anything of a table: else there is nothing to compare."""
    return any(each.catalogue.deliveries.known(table) for each in versions)


def _of(name: str, live, other, anew: bool) -> list[Change]:
    metric = live.catalogue.metric(name)
    found = []
    for month, old, new in over_twelve_months(live, other, name).itertuples(index=False):
        if wording.figure(old, metric.query.notes["unit"]) != wording.figure(new, metric.query.notes["unit"]):  # what was read out, not its last digits
            why = REDEFINED if anew else _why(name, month, live, other)
            found.append(Change(name, metric.label, metric.query.notes["unit"], month, _number(old), _number(new), why, live.id))
    return found


def _why(name: str, month: str, live, other) -> str:
    """Rows that came late, were put right or were taken back, counted among the records of both."""
    old, new = (_records(each, name, month) for each in (live, other))
    late, gone = len(new.index.difference(old.index)), len(old.index.difference(new.index))
    both = old.index.intersection(new.index)
    corrected = int((old.loc[both] != new.loc[both]).any(axis=1).sum())
    counter = "件" if live.catalogue.metric(name).table == "work_order" else "条"
    told = [f"{words}{count}{counter}" for words, count in (("补报", late), ("更正", corrected), ("不再计入", gone)) if count]
    rules = [RULES] if queries.differing(live.folder / "queries", other.folder / "queries", "staging", "marts") else []
    made = dt.datetime.fromisoformat(other.manifest["created"])
    day = f"{'' if other.manifest['parent'] == live.id else '截至'}{made.month}月{made.day}日"  # with versions between, their imports count too
    return "、".join([*rules, *([f"{day}{'、'.join(told)}"] if told else [])]) or "名录或台账更新"


def _records(version, name: str, month: str) -> pd.DataFrame:
    records = version.catalogue.passport(name, Selection().during(*days(month)))["records"]
    return records.drop_duplicates("record").set_index("record")[["numerator", "denominator"]].fillna(0)


def _months(live) -> list[str]:
    """The last twelve months that were complete at the cut-off of `live`."""
    if live.as_of is None:
        return []
    last = pd.Period(live.as_of + pd.Timedelta(seconds=1), "M") - 1
    return [str(last - back) for back in reversed(range(MONTHS))]


def _over(months: list[str]) -> Selection:
    return Selection().during(days(months[0])[0], days(months[-1])[1]) if months else Selection()


def _number(value) -> float | None:
    return None if wording.missing(value) else float(value)
