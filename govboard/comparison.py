"""What a version says otherwise than the one before it: changed definitions and corrected figures of published months."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from govboard import periods, queries, wording
from govboard.definitions import NOWHERE
from govboard.selection import Selection

MONTHS = 12
REDEFINED = "口径调整"
RULES = "数据整理规则调整"  # staging or marts of the program differ


@dataclass(frozen=True)
class Change:
    """One figure of one month (2025-05, of assessment 2025-05k) in two versions, of the whole or of one area. Values are None where there is none; `why` is read out."""

    metric: str
    label: str
    unit: str
    month: str
    old: float | None
    new: float | None
    why: str
    version: str
    area: str = ""

    @property
    def sentence(self) -> str:
        """5月按期办结率由92.8%更正为92.6%（7月3日补报14件），原通报数见版本V12。"""
        old, new = (wording.figure(each, self.unit) for each in (self.old, self.new))
        return f"{periods.Period(self.month, None, None).words}{self.area}{self.label}由{old}更正为{new}（{self.why}），原通报数见版本{self.version}。"


def redefined(live, other) -> list[str]:
    """Names of the metrics whose definition differs between two versions."""
    mine, theirs = live.catalogue.metrics, other.catalogue.metrics
    return [name for name in theirs if name in mine and queries.meaning(mine[name].query.sql) != queries.meaning(theirs[name].query.sql)]


def over_twelve_months(live, other, name: str) -> pd.DataFrame:
    """One metric by month in both versions: columns month, old, new."""
    months = _months(live, live.catalogue.metric(name).month_starts_on(live.month_starts_on))
    columns = [each.catalogue.through(name, months).tolist() if months else [] for each in (live, other)]
    return pd.DataFrame({"month": [each.key for each in months], "old": columns[0], "new": columns[1]})


def changes(live, other) -> list[Change]:
    """Every figure of the last twelve complete months of `live` that `other` gives otherwise, in the order of the catalogue.

    A metric that does not settle (`-- settles: no`: how many of a month's orders are closed by now) moves without being corrected.
    """
    anew = set(redefined(live, other))
    told = [name for name, metric in live.catalogue.metrics.items() if name in other.catalogue.metrics and _known(metric.table, live, other)]
    told = [name for name in told if name in anew or other.catalogue.metric(name).query.notes.get("settles") != "no"]
    ranked = [name for name in told if _ranked(live.catalogue.metric(name)) and _ranked(other.catalogue.metric(name))]
    whole = [change for name in told for change in _of(name, live, other, name in anew)]
    return whole + [change for name in ranked for change in _of_areas(name, live, other, name in anew)]


def _known(table: str, *versions) -> bool:
    """Whether any of the versions has anything of a table: else there is nothing to compare."""
    return any(each.catalogue.deliveries.known(table) for each in versions)


def _ranked(metric) -> bool:
    """Whether the figures of single areas are read out too: those of the rankings."""
    return bool(metric.rank_from) and metric.shape == "flow" and metric.query.notes.get("cubes") != "none"


def _of(name: str, live, other, anew: bool) -> list[Change]:
    metric = live.catalogue.metric(name)
    found = []
    spans = {each.key: each for each in _months(live, live.catalogue.metric(name).month_starts_on(live.month_starts_on))}
    for month, old, new in over_twelve_months(live, other, name).itertuples(index=False):
        if wording.figure(old, metric.query.notes["unit"]) != wording.figure(new, metric.query.notes["unit"]):  # what was read out, not its last digits
            why = REDEFINED if anew else _why(live, other, metric.table, *(_records(each, name, spans[month]) for each in (live, other)))
            found.append(Change(name, metric.label, metric.query.notes["unit"], month, _number(old), _number(new), why, live.id))
    return found


def _of_areas(name: str, live, other, anew: bool) -> list[Change]:
    """The same for every area of the ranking."""
    dimension, spans = "handling_subdistrict" if live.catalogue.handling_known else "subdistrict", _months(live, live.month_starts_on)
    metric, names, found = live.catalogue.metric(name), live.catalogue.area_names("subdistrict"), []
    old, new = (each.catalogue.table(name, dimension, spans) for each in (live, other))
    codes = [*names, *sorted(old.index.union(new.index).difference([*names, NOWHERE]))]
    old, new = (each.reindex(codes) for each in (old, new))
    for span in spans:
        changed = [code for code in codes if _said(old, code, span, metric) != _said(new, code, span, metric)]
        whys = _reasons(name, live, other, dimension, span, changed) if changed and not anew else {}
        found += [_of_area(metric, live.id, span, names.get(code, code), old.at[code, span.key], new.at[code, span.key], whys.get(code, REDEFINED)) for code in changed]
    return found


def _said(table: pd.DataFrame, code: str, span: periods.Period, metric) -> str:
    return wording.figure(table.at[code, span.key], metric.query.notes["unit"])


def _of_area(metric, version: str, span: periods.Period, area: str, old, new, why: str) -> Change:
    return Change(metric.name, metric.label, metric.query.notes["unit"], span.key, _number(old), _number(new), why, version, area)


def _reasons(name: str, live, other, dimension: str, span: periods.Period, codes: list[str]) -> dict[str, str]:
    """Why the figures of these areas changed in one month, from the records of both versions, read once."""
    table, whole = live.catalogue.metric(name).table, [each.catalogue.grouped(name, dimension, Selection(span.start, span.end)) for each in (live, other)]
    everybody = [_counted(each) for each in whole]
    return {code: _why(live, other, table, *(_counted(each[each.label == code]) for each in whole), *everybody) for code in codes}


def _why(live, other, table: str, old: pd.DataFrame, new: pd.DataFrame, all_old: pd.DataFrame | None = None, all_new: pd.DataFrame | None = None) -> str:
    """Rows that came late, were put right or were taken back, counted among the records of both. Of an area `all_old` and `all_new` are those of all areas: what moved between them was put right."""
    came, left = new.index.difference(old.index), old.index.difference(new.index)
    late = len(came if all_old is None else came.difference(all_old.index))
    gone = len(left if all_new is None else left.difference(all_new.index))
    both = old.index.intersection(new.index)
    corrected = int((old.loc[both] != new.loc[both]).any(axis=1).sum()) + len(came) - late + len(left) - gone
    counter = "件" if table == "work_order" else "条"
    told = [f"{words}{count}{counter}" for words, count in (("补报", late), ("更正", corrected), ("不再计入", gone)) if count]
    rules = [RULES] if queries.differing(live.folder / "queries", other.folder / "queries", "staging", "marts") else []
    made = dt.datetime.fromisoformat(other.manifest["created"])
    day = f"{'' if other.manifest['parent'] == live.id else '截至'}{made.month}月{made.day}日"  # with versions between, their imports count too
    return "、".join([*rules, *([f"{day}{'、'.join(told)}"] if told else [])]) or "名录或台账更新"


def _records(version, name: str, span: periods.Period) -> pd.DataFrame:
    return _counted(version.catalogue.passport(name, Selection(span.start, span.end))["records"])


def _counted(records: pd.DataFrame) -> pd.DataFrame:
    return records.drop_duplicates("record").set_index("record")[["numerator", "denominator"]].fillna(0)


def _months(live, starts_on: int) -> list[periods.Period]:
    """The last twelve months that were complete at the cut-off of `live`."""
    if live.as_of is None:
        return []
    over = (live.as_of + dt.timedelta(seconds=1)).date() - periods.DAY  # the last day that is over
    months = periods.last_months(over, MONTHS + 1, starts_on)
    return months[1:] if months[-1].end <= over else months[:-1]


def _number(value) -> float | None:
    return None if wording.missing(value) else float(value)
