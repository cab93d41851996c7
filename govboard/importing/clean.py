"""One column of text cells to typed values; what cannot be understood is marked, never guessed."""

import re
import unicodedata
from functools import lru_cache, partial

import pandas as pd

from govboard import coordinates, spatial
from govboard.importing import scrub, times

BLANK = frozenset(["", "不详", "未知", "无", "/", "-", "—", "——", "n/a", "null", "none", "nan", "空", "保密"])
YES = frozenset(["是", "√", "✓", "✔", "☑", "1", "y", "yes", "true", "有", "已建", "已建立", "符合"])
NO = frozenset(["否", "×", "✗", "✘", "x", "0", "n", "no", "false", "未建", "未建立", "不符合"])
SAID = {  # words that answer yes or no where only that is asked; in a column of numbers they are a mistake
    "有效": True, "已联系": True, "已响应": True, "已解决": True, "已覆盖": True, "具备": True,
    "无效": False, "未联系": False, "未响应": False, "未解决": False, "未覆盖": False, "不具备": False,
}  # fmt: skip
NOBODY = frozenset(["否", "×", "0", "没有", "暂无", "未派", "未选派", "未配备"])
# The forms that platforms and spreadsheets write, many times faster than one by one; the last resort is `times.parse`.
_USUAL = [partial(pd.to_datetime, format=form, errors="coerce") for form in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d")]
_DAMAGED = re.compile(r"^约?-?\d(\.\d+)?[eE]\+?\d+$")
_CLOCKED = r"[:时点]|\d{8}\s*\d{2}"  # 2025-06-10 00:00, 20250610000000, Unix seconds
_EARLIEST = pd.Timestamp(1990, 1, 1)
_COUNTED = "人次|次|人|名|位|户|个|件|家|项|处|条|起|场|批|份|座|栋|支"
_MEASURED = f"{_COUNTED}|平方米|平米|m2|°"

REASON = {
    "time": "不是可识别的日期时间", "limit": "不是可识别的日期时间", "date": "不是可识别的日期", "integer": "不是整数", "number": "不是数值", "degrees": "不是经纬度（度，或度分秒）", "share": "不是数值或百分数",
    "flag": "不是“是/否”", "code": "编码超过15位或成了科学计数法，已被软件改动，请将该列设为文本后重新导出",
}  # fmt: skip


def column(cells: pd.Series, kind: str, synonyms: dict, blank: bool | None = None) -> tuple[pd.Series, pd.Series]:
    """Typed values and a mask of cells that are filled but not understood.

    `kind` is a type of tables.toml; `synonyms` maps written values to the field's own; `blank` is what an empty flag means.
    """
    codes, distinct = pd.factorize(cells)  # most columns say the same few things over and over
    values, bad = _understood(pd.Series(distinct, dtype=object), kind, synonyms, blank)
    return values.take(codes).set_axis(cells.index), bad.take(codes).set_axis(cells.index)


def _understood(cells: pd.Series, kind: str, synonyms: dict, blank: bool | None) -> tuple[pd.Series, pd.Series]:
    if kind == "free":
        return _prose(cells)
    if kind == "geometry":
        return _geometry(cells)
    text = half_width(cells)
    nothing = BLANK | NOBODY if kind == "person" else BLANK
    empty = text.map(lambda each: each.lower() in nothing).astype(bool)
    values = _TYPED[kind](text.mask(empty, None), synonyms)
    bad = values.isna() & ~empty
    if kind == "flag" and blank is not None:
        values = values.mask(empty, blank)
    return values, bad


def reason(kind: str, value: str) -> str:
    """Why `value` is no value of this kind, to be read after the value itself."""
    return spatial.fault(value) or "" if kind == "geometry" else REASON.get(kind, "无法识别")


def half_width(cells: pd.Series) -> pd.Series:
    """Half-width forms, no odd spaces; ASCII cells are left alone because most are."""
    return cells.map(lambda each: (each if each.isascii() else _nfkc(each)).strip())


@lru_cache(maxsize=100_000)
def _nfkc(text: str) -> str:
    return re.sub(r"[​\ufeff\ufe0f\xa0]", "", unicodedata.normalize("NFKC", text))


def _prose(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    text = cells.map(lambda each: scrub.text(" ".join(each.split())))
    return text.mask(text == "", None), pd.Series(False, index=cells.index)


def _geometry(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    text = cells.str.strip()
    text = text.mask(text == "", None)
    bad = text.map(spatial.fault, na_action="ignore").notna()
    return text.mask(bad, None).map(spatial.wkt, na_action="ignore"), bad


def _text(text: pd.Series, synonyms: dict) -> pd.Series:
    return text.map(lambda value: synonyms.get(value, value), na_action="ignore").map(scrub.text, na_action="ignore")


def _person(text: pd.Series, _) -> pd.Series:
    return text.map(scrub.person, na_action="ignore")


def _code(text: pd.Series, _) -> pd.Series:
    text = text.str.lstrip("'")
    return text.mask(text.str.match(_DAMAGED, na=False), None)


def _time(text: pd.Series, _) -> pd.Series:
    moments = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    for read in (*_USUAL, lambda rest: pd.to_datetime(rest.map(times.parse))):
        rest = moments.isna() & text.notna()
        if rest.any():
            moments[rest] = read(text[rest]).astype("datetime64[us]")
    return moments.mask(moments < _EARLIEST)


def _limit(text: pd.Series, _) -> pd.Series:
    """A time by which something is to be done; a day without a clock lasts until its last second."""
    moments = _time(text, _)
    whole_day = text.notna() & (moments == moments.dt.normalize()) & ~text.str.contains(_CLOCKED, na=False)
    return moments.mask(whole_day, moments + pd.Timedelta(days=1, seconds=-1))


def _date(text: pd.Series, _) -> pd.Series:
    return _time(text, _).dt.normalize()


def _number(text: pd.Series, _, units: str = _MEASURED) -> pd.Series:
    plain = text.str.replace(",", "", regex=False)
    numbers = pd.to_numeric(plain, errors="coerce").astype("float64")
    rest = numbers.isna() & plain.notna()
    if rest.any():
        numbers[rest] = plain[rest].map(lambda written: _amount(written, units)).astype("float64")
    return numbers.mask(numbers.abs() == float("inf"))  # “inf” and 1e999 are no measurements


@lru_cache(maxsize=10_000)
def _amount(written: str, units: str) -> float | None:
    """A number with its counter, in ten thousands or as a lower bound: 12人, 1.2万, 100余人次."""
    match = re.fullmatch(rf"([+-]?\d+(?:\.\d+)?)\s*([余多]?[万亿]?|[万亿][余多])\s*(?:{units})?", written)
    if not match:
        return None
    return float(match[1] + ("e4" if "万" in match[2] else "e8" if "亿" in match[2] else ""))


def _degrees(text: pd.Series, _) -> pd.Series:
    """Degrees, also written with minutes and seconds."""
    numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    rest = numbers.isna() & text.notna()
    if rest.any():
        numbers[rest] = text[rest].map(coordinates.degrees).astype("float64")
    return numbers.mask(numbers.abs() > 180)


def _share(text: pd.Series, _) -> pd.Series:
    """A number or a share: 92% and 0.92 are the same."""
    percent = text.str.extract(r"^([+-]?\d+(?:\.\d+)?)\s*%$", expand=False)
    return (pd.to_numeric(percent, errors="coerce") / 100).round(9).fillna(_number(text.mask(percent.notna(), None), _))


def _integer(text: pd.Series, _) -> pd.Series:
    numbers = _number(text, _, _COUNTED)
    flagged = text.map(_tick, na_action="ignore").map({True: 1.0, False: 0.0})
    numbers = numbers.fillna(pd.to_numeric(flagged, errors="coerce"))
    exact = (numbers % 1 == 0) & (numbers.abs() <= 2**53)  # a phone or code in the wrong column must not stop the file
    return numbers.where(exact).astype("Int64")


def _flag(text: pd.Series, synonyms: dict) -> pd.Series:
    said = {written: _tick(own) for written, own in synonyms.items()}
    return text.map(lambda value: said.get(value, SAID.get(value, _tick(value))), na_action="ignore").astype("boolean")


def _tick(value: str) -> bool | None:
    value = value.lower()
    return True if value in YES else False if value in NO else None


_TYPED = {
    "text": _text, "name": _text, "person": _person, "code": _code, "key": _code, "time": _time, "limit": _limit, "date": _date,
    "integer": _integer, "number": _number, "degrees": _degrees, "share": _share, "flag": _flag,
}  # fmt: skip
