"""Periods a reader can choose, and those they are compared with."""

import calendar
import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
_NAMED = {"12m": "近12个月", "all": "全部时间", "custom": "自选日期"}


@dataclass(frozen=True)
class Period:
    """A choice of the period filter: stable key for the address, first and last day (both included), words."""

    key: str
    start: dt.date | None
    end: dt.date | None

    @property
    def words(self) -> str:
        """Stands in the address, so it stays the same when the cut-off moves on."""
        year, _, month = self.key.partition("-")
        return _NAMED.get(self.key) or (f"{year}年{int(month)}月" if month else f"{year}年")


def choices(as_of: dt.date, earliest: dt.date) -> list[Period]:
    """Months (newest first), year to date, the last twelve months, whole years, everything; never past the cut-off."""
    months = [_month(day, as_of) for day in _months_back(as_of, earliest)]
    years = [Period(str(year), dt.date(year, 1, 1), min(dt.date(year, 12, 31), as_of)) for year in range(as_of.year, earliest.year - 1, -1)]
    twelve = Period("12m", _shift(as_of.replace(day=1), -11), as_of)
    return [*months[:24], *years, twelve, *months[24:], Period("all", None, None), Period("custom", None, None)]


def opening(as_of: dt.date) -> str:
    """Key of the last complete month, where every reader who has not chosen begins."""
    complete = (as_of + DAY).day == 1
    return f"{as_of:%Y-%m}" if complete else f"{_shift(as_of.replace(day=1), -1):%Y-%m}"


def before(start: dt.date, end: dt.date) -> tuple[dt.date, dt.date, str]:
    """The period just before, of equal kind: last month (equal days when open), last year, or as many days. With its name."""
    if start.day == 1 and _same_month(start, end):
        first = _shift(start, -1)
        last = _month_end(first) if end == _month_end(start) else min(first + (end - start), _month_end(first))
        return first, last, "上月" if end == _month_end(start) else f"上月前{end.day}天"
    if (start.month, start.day) == (1, 1) and start.year == end.year:
        return (*year_ago(start, end), "上年同期")
    return start - (end - start) - DAY, start - DAY, "前一时段"


def year_ago(start: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
    """The same days a year earlier; a month's last day stays its last day."""
    last = end.replace(year=end.year - 1, day=28) if (end.month, end.day) == (2, 29) else end.replace(year=end.year - 1)
    return _year_back(start), _month_end(last) if end == _month_end(end) else last


def _year_back(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _month(first: dt.date, as_of: dt.date) -> Period:
    return Period(f"{first:%Y-%m}", first, min(_month_end(first), as_of))


def _months_back(as_of: dt.date, earliest: dt.date):
    month = as_of.replace(day=1)
    while month >= earliest.replace(day=1):
        yield month
        month = _shift(month, -1)


def _shift(first: dt.date, months: int) -> dt.date:
    """The first day of the month `months` later."""
    index = first.year * 12 + first.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _same_month(start: dt.date, end: dt.date) -> bool:
    return (start.year, start.month) == (end.year, end.month)
