"""Periods a reader can choose, and those they are compared with."""

import calendar
import datetime as dt
from dataclasses import dataclass

DAY = dt.timedelta(days=1)
_QUARTERS = {"Q1": "一", "Q2": "二", "Q3": "三", "Q4": "四"}
_NAMED = {"12m": "近12个月", "all": "全部时间", "custom": "自选日期"}


@dataclass(frozen=True)
class Period:
    """A choice of the period filter: stable key for the address, first and last day (both included), words."""

    key: str
    start: dt.date | None
    end: dt.date | None
    hour: int = 0

    @property
    def words(self) -> str:
        """Stands in the address, so it stays the same when the cut-off moves on."""
        year, _, part = self.key.partition("-")
        if part.startswith("Q"):
            return f"{year}年第{_QUARTERS[part]}季度"
        if part.startswith("1~"):
            return f"{year}年1—{int(part[2:])}月"
        if part.endswith("k"):
            return f"{year}年{int(part[:-1])}月考核月"
        if year == "daily":
            return f"日报（前日{self.hour}时至当日{self.hour}时）" if self.hour else "日报（当日）"
        return _NAMED.get(self.key) or (f"{year}年{int(part)}月" if part else f"{year}年")


def choices(as_of: dt.date, earliest: dt.date, month_starts_on: int = 1, daily: Period | None = None) -> list[Period]:
    """Months (newest first), the day of the daily report, assessment months, quarters, years, 1—N月, the last twelve months, everything; never past the cut-off.

    An assessment month is there only when it does not start on the first: that of June runs from 19 May to 18 June.
    """
    months = [_month(day, as_of) for day in _months_back(as_of, earliest)]
    years = [Period(str(year), dt.date(year, 1, 1), min(dt.date(year, 12, 31), as_of)) for year in range(as_of.year, earliest.year - 1, -1)]
    twelve = Period("12m", _shift(as_of.replace(day=1), -11), as_of)
    quarters = [_quarter(day, as_of) for day in _months_back(as_of, earliest) if day.month % 3 == 1]
    assessed = [] if month_starts_on == 1 else _assessed(as_of, earliest, month_starts_on)
    return [*months[:24], *filter(None, [daily]), *assessed, *quarters, *years, *_since_january(as_of, earliest), twelve, *months[24:], Period("all", None, None), Period("custom", None, None)]


def daily(as_of: dt.datetime, hour: int) -> Period:
    """The latest day of the daily report that is over: cut at `hour`, from that hour of the day before (0: the calendar day)."""
    over = as_of.hour >= hour if hour else as_of + dt.timedelta(seconds=1) >= dt.datetime.combine(as_of.date() + DAY, dt.time())
    day = as_of.date() if over else as_of.date() - DAY
    return Period("daily", day, day, hour)


def opening(as_of: dt.date, month_starts_on: int = 1) -> str:
    """Key of the last complete month (of assessment, where there are such), where every reader who has not chosen begins."""
    if month_starts_on > 1:
        first = (as_of + DAY).replace(day=1)
        return f"{first if (as_of + DAY).day >= month_starts_on else _shift(first, -1):%Y-%m}k"
    complete = (as_of + DAY).day == 1
    return f"{as_of:%Y-%m}" if complete else f"{_shift(as_of.replace(day=1), -1):%Y-%m}"


def spans(as_of: dt.date, month_starts_on: int = 1) -> dict[str, tuple[dt.date, dt.date]]:
    """What a street is looked at for: the month (of assessment) up to the cut-off, the last whole one, the year so far; first and last day by name."""
    now, last = reversed(last_months(as_of, 2, month_starts_on))
    month = "考核月" if month_starts_on > 1 else "月"
    return {f"本{month}至今": (now.start, as_of), f"上{'一' if month_starts_on > 1 else ''}{month}": (last.start, last.end), "今年以来": (as_of.replace(month=1, day=1), as_of)}


def before(start: dt.date, end: dt.date, hour: int = 0, month_starts_on: int = 1) -> tuple[dt.date, dt.date, str]:
    """The period just before, of equal kind: last month or quarter (equal days when open), last year, or as many days. With its name.

    January and February together are compared with those of the year before. `month_starts_on` is the first day of assessment months.
    """
    if start == end and (hour or start.day > 1):
        return start - DAY, end - DAY, "前一日"
    if start.day == 1 and _same_month(start, end):
        first = _shift(start, -1)
        last = _month_end(first) if end == _month_end(start) else min(first + (end - start), _month_end(first))
        return first, last, "上月" if end == _month_end(start) else f"上月前{end.day}天"
    if start.day == 1 and start.month % 3 == 1 and start.year == end.year and start.month < end.month <= start.month + 2 and (start.month, end.month) != (1, 2):
        first = _shift(start, -3)
        whole = end == _month_end(_shift(start, 2))
        return (first, start - DAY, "上季度") if whole else (first, min(first + (end - start), start - DAY), f"上季度前{(end - start).days + 1}天")
    if 1 < start.day <= 28 and end == _on_day(_shift(start.replace(day=1), 1), start.day) - DAY:
        return _on_day(_shift(start.replace(day=1), -1), start.day), start - DAY, "上一考核月"
    if month_starts_on > 1 and start.day == month_starts_on and end < _on_day(_shift(start.replace(day=1), 1), start.day):
        first = _on_day(_shift(start.replace(day=1), -1), start.day)
        return first, min(first + (end - start), start - DAY), f"上一考核月前{(end - start).days + 1}天"
    if (start.month, start.day) == (1, 1) and start.year == end.year:
        return (*year_ago(start, end), "上年同期")
    return start - (end - start) - DAY, start - DAY, "前一时段"


def year_ago(start: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
    """The same days a year earlier; a month's last day stays its last day."""
    last = end.replace(year=end.year - 1, day=28) if (end.month, end.day) == (2, 29) else end.replace(year=end.year - 1)
    return _year_back(start), _month_end(last) if end == _month_end(end) else last


def _year_back(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def same_as_a_year_ago(start: dt.date, end: dt.date) -> tuple[tuple, tuple, str] | None:
    """What is compared for 同比: the days now, those a year earlier, their name. None for January alone.

    Spring Festival moves between January and February: both are compared together (source: the rule of the statistics bureau).
    """
    if start == end:
        return (start, end), year_ago(start, end), "上年同期"
    if _same_month(start, end) and start.month == 1 and start.day == 1:
        return None
    if _same_month(start, end) and start.month == 2 and start.day == 1:
        start = start.replace(month=1)
        return (start, end), year_ago(start, end), "上年1—2月（合并比较）"
    return (start, end), year_ago(start, end), "上年同期"


def last_months(until: dt.date, count: int, month_starts_on: int = 1) -> list[Period]:
    """The last `count` months up to the one in which `until` lies, oldest first and whole: calendar months, or months of assessment where they start on another day."""
    named = until.replace(day=1) if until.day < month_starts_on or month_starts_on == 1 else _shift(until.replace(day=1), 1)
    firsts = [_shift(named, -back) for back in reversed(range(count))]
    if month_starts_on == 1:
        return [Period(f"{each:%Y-%m}", each, _month_end(each)) for each in firsts]
    return [Period(f"{each:%Y-%m}k", _on_day(_shift(each, -1), month_starts_on), _on_day(each, month_starts_on) - DAY) for each in firsts]


def _quarter(first: dt.date, as_of: dt.date) -> Period:
    return Period(f"{first.year}-Q{first.month // 3 + 1}", first, min(_month_end(_shift(first, 2)), as_of))


def _since_january(as_of: dt.date, earliest: dt.date) -> list[Period]:
    """1—N月 of this year and the last, as monthly reports count them: from January on, two months at least; twelve are the year."""
    since = max(earliest, dt.date(as_of.year - 1, 1, 1))
    return [Period(f"{each.year}-1~{each.month:02d}", each.replace(month=1), min(_month_end(each), as_of)) for each in _months_back(as_of, since) if 1 < each.month < 12]


def _assessed(as_of: dt.date, earliest: dt.date, starts_on: int) -> list[Period]:
    """Assessment months, newest first, named after the month in which they end."""
    named = as_of.replace(day=1) if as_of.day < starts_on else _shift(as_of.replace(day=1), 1)
    spans = [(each, _on_day(_shift(each, -1), starts_on), _on_day(each, starts_on) - DAY) for each in _months_back(named, earliest)]
    return [Period(f"{each:%Y-%m}k", start, min(end, as_of)) for each, start, end in spans if end >= earliest]


def _on_day(first: dt.date, day: int) -> dt.date:
    return first.replace(day=day)


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
