"""Dates and times as offices write them."""

import calendar
import datetime as dt
import re
import unicodedata

_DATE = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_HALF = r"(上午|下午|AM|PM)?"
_ZONE = r"(Z|[+-]\d{2}:?\d{2})?"
_CLOCK = rf"(?:[T\s]*{_HALF}\s*(\d{{1,2}})\s*(?:[时点]|[:时点]\s*(\d{{1,2}})(?:\s*[:分]\s*(\d{{1,2}})(?:\.\d+)?)?\s*[分秒]?)\s*{_HALF}\s*{_ZONE})?"
_FULL = re.compile(rf"^{_DATE}{_CLOCK}$", re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2}):?(\d{2})?)?$")
_SERIAL = re.compile(r"^(\d{5})(\.\d+)?$")
_EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
_EXCEL_START = dt.datetime(1899, 12, 30)
_SHANGHAI = dt.timedelta(hours=8)


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
    year, month, day, before, hour, minute, second, after, zone = match.groups()
    clock = (_hour(int(hour or 0), (before or after or "").upper()), int(minute or 0), int(second or 0))
    day_end = clock == (24, 0, 0)
    moment = dt.datetime(int(year), int(month), int(day), *((0, 0, 0) if day_end else clock)) + dt.timedelta(days=day_end)
    return moment + _SHANGHAI - _offset(zone) if zone else moment


def _hour(hour: int, half: str) -> int:
    """The hour of the day; twelve opens each half: 上午12:05 is five past midnight."""
    if half in ("上午", "AM"):
        return 0 if hour == 12 else hour
    return hour + 12 if half and hour < 12 else hour


def _offset(zone: str) -> dt.timedelta:
    if zone in "Zz":
        return dt.timedelta()
    east = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -east if zone[0] == "-" else east


def _compact(match) -> dt.datetime:
    return dt.datetime(*(int(each or 0) for each in match.groups()))


def _serial(match) -> dt.datetime:
    moment = _EXCEL_START + dt.timedelta(days=float(match[0]))
    return (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def _epoch(match) -> dt.datetime:
    seconds = int(match[0][:10])
    return dt.datetime(1970, 1, 1) + _SHANGHAI + dt.timedelta(seconds=seconds)


_FORMS = ((_FULL, _full), (_COMPACT, _compact), (_SERIAL, _serial), (_EPOCH, _epoch))

# --- periods declared in titles and in names of files

Period = tuple[dt.date | None, dt.date | None]

# y1 m1 d1 are the first day, y2 m2 d2 the last: what the last leaves out it has from the first, and a day that is not
# named is the first or the last of its month.
_YEAR, _LAST_YEAR = r"(?<!\d)(?P<y1>(?:19|20)\d\d)", r"(?P<y2>(?:19|20)\d\d)"
_MONTH, _LAST_MONTH = r"\s*(?P<m1>\d{1,2})\s*", r"\s*(?P<m2>\d{1,2})\s*"
_DAY, _LAST_DAY = r"\s*(?P<d1>\d{1,2})(?!\d)\s*日?", r"\s*(?P<d2>\d{1,2})(?!\d)\s*"
_YEAR_MONTH = rf"{_YEAR}\s*[年\-./]{_MONTH}"
_WHOLE_DAY = rf"{_YEAR_MONTH}[月\-./]{_DAY}"
_HOURS = r"(?:[T\s]*\d{1,2}(?:[:时点分]\d{0,2}){1,3}秒?)?"
_TO = r"\s*起?\s*(?:至|到|[-~—–―〜])+\s*"
_ALONE = r"(?<![至到])(?<!\d{4}[-~—–])(?<!年[-~—–])"  # not the end of 2023—2025年度
_FORMS_OF = {
    "range": (
        rf"{_WHOLE_DAY}{_HOURS}{_TO}(?:{_LAST_YEAR}\s*[年\-./])?{_LAST_MONTH}[月\-./]{_LAST_DAY}",  # 2025年6月1日至6月30日
        rf"{_WHOLE_DAY}{_HOURS}{_TO}{_LAST_DAY}日",  # 2025年6月1日至30日
        rf"{_YEAR}(?P<m1>\d\d)(?P<d1>\d\d)(?:\d{{6}})?{_TO}{_LAST_YEAR}(?P<m2>\d\d)(?P<d2>\d\d)(?:\d{{6}})?(?!\d)",  # 20250601-20250630
        rf"{_YEAR}\s*(?:年度?|\.){_MONTH}月?份?{_TO}(?:{_LAST_YEAR}\s*年)?{_LAST_MONTH}月份?(?:{_LAST_DAY}日)?(?!\s*\d)",  # 2025年1-6月
        rf"{_YEAR}[\-./]{_MONTH}{_TO}{_LAST_YEAR}[\-./]{_LAST_MONTH}(?![\-./]?\d)",  # 2025-01至2025-06
    ),
    "month": (
        rf"{_ALONE}{_YEAR}\s*年度?{_MONTH}月(?!\s*\d|[、和及]\s*\d)",  # 2025年6月
        rf"{_ALONE}(?<![\-./]){_YEAR}[\-./]{_MONTH}(?![\-./]?\d|[号期])",  # 2025-06
    ),
    "part": (rf"{_ALONE}{_YEAR}\s*年度?\s*第?(?P<part>上半年|下半年|前三季度|[一二三四1-4]季度)(?!{_TO}[\d第一二三四])",),
    "year": (rf"{_ALONE}{_YEAR}\s*年?\s*(?P<part>年度|全年)(?!{_TO}\d)",),
    "until": (rf"(?:截至|截止)[至到]?(?:日期|时间|日)?\s*:?\s*{_YEAR_MONTH}(?:[月\-./]{_DAY}|月?[底末]?(?!\d))", rf"{_WHOLE_DAY}\s*止"),
    "day": (_WHOLE_DAY,),
}
_PERIODS = {name: [re.compile(each) for each in forms] for name, forms in _FORMS_OF.items()}
_MONTHS_OF = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "年度": (1, 12), "全年": (1, 12)} | {
    f"{written}季度": (3 * at - 2, 3 * at) for at, both in enumerate(("一1", "二2", "三3", "四4"), start=1) for written in both
}
# the day on which a table was printed or a rule was issued says nothing about the period of its rows; a range does
_MADE = re.compile(rf"(?:打印|制表|填报|导出|下载|生成|报送)(?:日期|时间)\s*:?\s*(?>(?:19|20)\d\d\s*[年\-./]?\s*\d{{1,2}}(?:\s*[月\-./]?\s*\d{{1,2}})?\s*[日月]?{_HOURS})(?!{_TO}\d)")
_WEEKDAY = re.compile(r"\((?:星期|周)[一二三四五六日天]\)")
_ISSUED = re.compile(rf"{_WHOLE_DAY}[的《(]?(?:通知|文件|印发|会议|打印|导出|下载|生成)")


def declared(lines: list[str]) -> Period:
    """The period that title and note lines declare: (first day or None, last day or None).

    A range comes before a whole month, half, quarter or year, and these before a single day, which is the last one.
    A range that ends before it starts declares nothing.
    """
    lines = [_MADE.sub(" ", _WEEKDAY.sub("", unicodedata.normalize("NFKC", each))) for each in lines]
    first, last = _first_of("range", lines)
    if first or last:
        return (None, None) if first and last and first > last else (first, last)
    first, last = _whole(lines)
    day = _last_day(lines)
    return first, day if day and (not first or first < day <= last) else last


def _whole(lines: list[str]) -> Period:
    rest = [_PERIODS["until"][0].sub(" ", each) for each in lines]
    return next(filter(any, (_first_of(name, rest) for name in ("month", "part", "year"))), (None, None))


def _last_day(lines: list[str]) -> dt.date | None:
    return _first_of("until", lines)[1] or _first_of("day", [_ISSUED.sub(" ", each) for each in lines])[1]


def _first_of(name: str, lines: list[str]) -> Period:
    spans = (_span(match.groupdict()) for line in lines for form in _PERIODS[name] for match in form.finditer(line))
    return next(filter(any, spans), (None, None))


def _span(named: dict[str, str | None]) -> Period:
    part = named.pop("part", None)
    given = {name: int(written) for name, written in named.items() if written}
    if part:
        given["m1"], given["m2"] = _MONTHS_OF[part]
    first = _day(given["y1"], given["m1"], given.get("d1", 1))
    end = given.get("d2", None if "m2" in given else given.get("d1"))
    return first, _day(given.get("y2", given["y1"]), given.get("m2", given["m1"]), end)


def _day(year: int, month: int, day: int | None) -> dt.date | None:
    """A day, the last of its month when none is given; None when there is no such day."""
    try:
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None
