"""Dates and times as offices write them."""

import calendar
import datetime as dt
import re
import unicodedata

_DATE = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_CLOCK = r"(?:[T\s]*(上午|下午|AM|PM)?\s*(\d{1,2})\s*(?:[时点]|[:时点]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})(?:\.\d+)?)?\s*[分秒]?))?"
_FULL = re.compile(rf"^{_DATE}{_CLOCK}$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2})?)?$")
_SERIAL = re.compile(r"^(\d{5})(\.\d+)?$")
_EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
_EXCEL_START = dt.datetime(1899, 12, 30)


def parse(text: str) -> dt.datetime | None:
    """One written date or time, or None when it is none. Reads 2025年3月8日, 2025.3.8, 20250308, Excel serials, Unix seconds."""
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        for pattern, build in _FORMS:
            match = pattern.match(text)
            if match:
                return build(match)
    except (ValueError, OverflowError):
        return None
    return None


def _full(match) -> dt.datetime:
    year, month, day, half, hour, minute, second = match.groups()
    hour = int(hour or 0)
    if half in ("下午", "PM") and hour < 12:
        hour += 12
    clock = (hour, int(minute or 0), int(second or 0))
    day_end = clock == (24, 0, 0)
    return dt.datetime(int(year), int(month), int(day), *((0, 0, 0) if day_end else clock)) + dt.timedelta(days=day_end)


def _compact(match) -> dt.datetime:
    return dt.datetime(*(int(each or 0) for each in match.groups()))


def _serial(match) -> dt.datetime:
    moment = _EXCEL_START + dt.timedelta(days=float(match[0]))
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def _epoch(match) -> dt.datetime:
    seconds = int(match[0][:10])
    return dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds, hours=8)


_FORMS = ((_FULL, _full), (_COMPACT, _compact), (_SERIAL, _serial), (_EPOCH, _epoch))

_DAY = r"\d{4}\s*[年\-./]\s*\d{1,2}\s*[月\-./]\s*\d{1,2}\s*日?"
_RANGE = re.compile(rf"({_DAY})\s*(?:至|到|—|-|~|～)+\s*({_DAY})")
_ONE = re.compile(rf"({_DAY})")
_MONTHS = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*(?:[至到—~-]+\s*(\d{1,2})\s*)?月(?!\s*\d)")


def declared(lines: list[str]) -> tuple[dt.date | None, dt.date | None]:
    """The period that title and note lines declare: (first day or None, last day or None)."""
    text = unicodedata.normalize("NFKC", " ".join(lines))
    span = _RANGE.search(text)
    if span:
        return _day(span[1]), _day(span[2])
    single, months = _ONE.search(text), _MONTHS.search(text)
    if single:
        return None, _day(single[1])
    return _whole_months(months) if months else (None, None)


def _whole_months(match) -> tuple[dt.date | None, dt.date | None]:
    year, first, last = int(match[1]), int(match[2]), int(match[3] or match[2])
    if not 1 <= first <= last <= 12:
        return None, None
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _day(text: str) -> dt.date | None:
    moment = parse(text)
    return moment.date() if moment else None
