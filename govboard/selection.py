"""What the reader asked: one frozen object gives the SQL parameters and the sentence, so they cannot disagree."""

import datetime as dt
from dataclasses import dataclass, replace

LEVELS = {"subdistrict": "镇街", "community": "社区", "grid": "网格"}
HOMES = {"estate": "小区", "company": "物业企业"}  # what an order can lie in besides the divisions
BOTH, BEFORE, YEAR_AGO, NONE = "both", "before", "year", "none"  # with which period figures are compared


@dataclass(frozen=True, order=True)
class Area:
    """One division, estate or company: its level (of LEVELS or HOMES), code and name. The code of a home is what mart_estate calls it."""

    level: str
    code: str
    name: str


@dataclass(frozen=True)
class Selection:
    """Period (both days included; None is open), areas, categories, sources and the reader's scope.

    `hour` cuts the days: with 12 a day runs from noon of the day before to noon; 0 is the calendar day.
    `basis` are the 口径 chosen in place of the usual ones: (metric, label); `compared` is BOTH, BEFORE, YEAR_AGO or NONE.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    areas: tuple[Area, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    scope: tuple[Area, ...] | None = None
    hour: int = 0
    basis: tuple[tuple[str, str], ...] = ()
    compared: str = BOTH

    def parameters(self) -> dict:
        """Values for the declared `$parameters` of the spine and the reports."""
        return {
            "start": self._cut(self.start and self.start - dt.timedelta(days=self.hour > 0)),
            "stop": self._cut(self.end and self.end + dt.timedelta(days=self.hour == 0)),
            "categories": list(self.categories) or None,
            "sources": list(self.sources) or None,
            "everywhere": not self.areas,
            "unscoped": self.scope is None,
            **{f"{level}_codes": _codes(self.areas, level) for level in (*LEVELS, *HOMES)},
            **{f"scope_{level}_codes": _codes(self.scope or (), level) for level in LEVELS},
        }

    def _cut(self, day: dt.date | None) -> dt.datetime | None:
        return dt.datetime.combine(day, dt.time(self.hour)) if day else None

    def dimensions(self) -> set[str]:
        """Dimensions that the filters need."""
        needed = {area.level for area in (*self.areas, *(self.scope or ()))}
        return needed | ({"category"} if self.categories else set()) | ({"source"} if self.sources else set())

    def sentence(self, district: str = "全部区域") -> str:
        """The selection in words: period, areas, category, source."""
        where = "、".join(area.name for area in self.areas) or district
        parts = [period_words(self.start, self.end, self.hour), where]
        parts += [f"类别：{'、'.join(self.categories)}"] if self.categories else []
        parts += [f"来源：{'、'.join(self.sources)}"] if self.sources else []
        parts += [f"口径：{'、'.join(label for _, label in self.basis)}"] if self.basis else []
        return " · ".join(parts)

    def during(self, start: dt.date | None, end: dt.date | None) -> "Selection":
        """The same question about another period."""
        return replace(self, start=start, end=end)

    def by_calendar(self) -> "Selection":
        """The same question about calendar days, for months are never cut at an hour."""
        return replace(self, hour=0)

    def among(self, areas: tuple[Area, ...]) -> "Selection":
        """The same question about other areas; the reader's scope stays."""
        return replace(self, areas=areas)

    def counted(self) -> "Selection":
        """What the figures of one metric depend on: which 口径 was chosen and what it is compared with is settled before."""
        return replace(self, basis=(), compared=BOTH)

    def member(self, kin: list[str]) -> str:
        """The metric of a family (the usual one first) that was asked for."""
        return next((name for name, _ in self.basis if name in kin), kin[0])

    def only(self, dimensions) -> "Selection":
        """Without the category and source filters that a metric has no dimension for."""
        return replace(
            self,
            categories=self.categories if "category" in dimensions else (),
            sources=self.sources if "source" in dimensions else (),
        )


def period_words(start: dt.date | None, end: dt.date | None, hour: int = 0) -> str:
    """A period as officials write it: 2025年6月, 2025年1—6月, 2025年, 2025年6月3日至8日, 2025年6月29日12时至2025年6月30日12时."""
    if hour and start and end:
        return f"{_day(start - dt.timedelta(days=1))}{hour}时至{_day(end)}{hour}时"
    if start is None and end is None:
        return "全部时间"
    if start is None or end is None:
        return f"截至{_day(end)}" if end else f"{_day(start)}以来"
    last = (end + dt.timedelta(days=1)).day == 1
    if start.day == 1 and last and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return f"{start.year}年"
        return f"{start.year}年{start.month}月" if start.month == end.month else f"{start.year}年{start.month}—{end.month}月"
    if start == end:
        return _day(start)
    said = _day(end) if start.year != end.year else f"{end.month}月{end.day}日" if start.month != end.month else f"{end.day}日"
    return f"{_day(start)}至{said}"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _codes(areas: tuple[Area, ...], level: str) -> list[str] | None:
    return [area.code for area in areas if area.level == level] or None
