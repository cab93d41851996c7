"""The forms in which people write down one value: every few rows another. The importer has to read them as the same."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_DAY_ZERO = date(1899, 12, 30)  # spreadsheets count days from here
YES, _NOTHING = ("是", "√", "Y", "有", "✔", "1"), ("", "—", "/", "无", "不详")


def untidy(rows: Iterable[Sequence], header: Sequence[str], forms: dict[str, Callable]) -> list[tuple]:
    """The rows with each named column rewritten: a form takes the value and the number of its row."""
    rewrite = {header.index(column): form for column, form in forms.items()}
    return [tuple(rewrite[at](value, number) if at in rewrite else value for at, value in enumerate(row)) for number, row in enumerate(rows)]


def amount(value, number: int):
    """1234 · 1,234 · １２３４"""
    if value == "":
        return value
    return (value, value, f"{value:,}", value, str(value).translate(_WIDE))[number % 5]


def counted(unit: str) -> Callable:
    """12 · 12人次"""
    return lambda value, number: f"{value}{unit}" if number % 11 == 7 else value


def yes(value, number: int):
    """What stands for yes; anything else stays."""
    return YES[number % len(YES)] if value in YES else value


def nothing(value, number: int):
    """An empty cell, or what people write into one."""
    return _NOTHING[number % len(_NOTHING)] if value == "" else value


def day(value: str, number: int):
    """2025-03-08 · 2025.3.8 · 20250308 · 45724 · 2025年3月8日 · 2025/3/8"""
    if value == "":
        return value
    at = date.fromisoformat(value)
    return (value, f"{at.year}.{at.month}.{at.day}", f"{at:%Y%m%d}", (at - _DAY_ZERO).days, f"{at.year}年{at.month}月{at.day}日", f"{at.year}/{at.month}/{at.day}")[number % 6]


def spaced(header: Sequence[str]) -> list[str]:
    """Headers as they are typed to fill a narrow column: 所属　社区, 有\\n场地."""
    return [f"{each[:2]}　{each[2:]}" if len(each) == 4 else f"{each[:1]}\n{each[1:]}" if len(each) == 3 else each for each in header]
