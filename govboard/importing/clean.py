"""One column of text cells to typed values; what cannot be understood is marked, never guessed."""

import re
import unicodedata
from functools import lru_cache

import pandas as pd

from govboard.importing import scrub, times

BLANK = frozenset(["", "不详", "未知", "无", "/", "-", "—", "——", "n/a", "null", "none", "nan", "空", "保密"])
YES = frozenset(["是", "√", "✓", "1", "y", "yes", "true", "有", "已建", "已建立", "符合"])
NO = frozenset(["否", "×", "x", "0", "n", "no", "false", "未建", "未建立", "不符合"])
_ISO = "%Y-%m-%d %H:%M:%S"
_DAMAGED = re.compile(r"^\d(\.\d+)?[eE]\+\d+$")
_EARLIEST = pd.Timestamp(1990, 1, 1)

REASON = {
    "time": "不是可识别的日期时间", "date": "不是可识别的日期", "integer": "不是整数", "number": "不是数值",
    "flag": "不是“是/否”", "code": "编码已被软件改成科学计数法，请将该列设为文本后重新导出", "geometry": "不是有效的图形",
}  # fmt: skip


def column(cells: pd.Series, kind: str, synonyms: dict, blank: bool | None = None) -> tuple[pd.Series, pd.Series]:
    """Typed values and a mask of cells that are filled but not understood.

    `kind` is a type of tables.toml; `synonyms` maps written values to the field's own; `blank` is what an empty flag means.
    """
    if kind in ("free", "geometry"):
        return _prose(cells, kind)
    text = half_width(cells)
    empty = text.str.lower().isin(BLANK)
    values = _TYPED[kind](text.mask(empty, None), synonyms)
    bad = values.isna() & ~empty
    if kind == "flag" and blank is not None:
        values = values.mask(empty, blank)
    return values, bad


def half_width(cells: pd.Series) -> pd.Series:
    """Half-width forms, no odd spaces; ASCII cells are left alone because most are."""
    odd = ~cells.map(str.isascii)
    cells = cells.where(~odd, cells[odd].map(_nfkc))
    return cells.str.strip()


@lru_cache(maxsize=100_000)
def _nfkc(text: str) -> str:
    return re.sub(r"[​\ufeff\xa0]", "", unicodedata.normalize("NFKC", text))


def _prose(cells: pd.Series, kind: str) -> tuple[pd.Series, pd.Series]:
    text = cells.str.strip()
    if kind == "free":
        text = text.str.replace(r"\s+", " ", regex=True).map(scrub.text)
    return text.mask(text == "", None), pd.Series(False, index=cells.index)


def _text(text: pd.Series, synonyms: dict) -> pd.Series:
    return text.map(lambda value: synonyms.get(value, value), na_action="ignore").map(scrub.text, na_action="ignore")


def _code(text: pd.Series, _) -> pd.Series:
    text = text.str.lstrip("'")
    return text.mask(text.str.match(_DAMAGED, na=False), None)


def _time(text: pd.Series, _) -> pd.Series:
    moments = pd.to_datetime(text, format=_ISO, errors="coerce").astype("datetime64[us]")
    rest = moments.isna() & text.notna()
    if rest.any():
        moments[rest] = pd.to_datetime(text[rest].map(times.parse)).astype("datetime64[us]")
    return moments.mask(moments < _EARLIEST)


def _date(text: pd.Series, _) -> pd.Series:
    return _time(text, _).dt.normalize()


def _number(text: pd.Series, _) -> pd.Series:
    numbers = pd.to_numeric(text.str.replace(",", "", regex=False), errors="coerce").astype("float64")
    return numbers.mask(numbers.abs() == float("inf"))  # “inf” and 1e999 are no measurements


def _integer(text: pd.Series, _) -> pd.Series:
    numbers = _number(text, _)
    flagged = text.map(_flag_value, na_action="ignore").map({True: 1.0, False: 0.0})
    numbers = numbers.fillna(pd.to_numeric(flagged, errors="coerce"))
    exact = (numbers % 1 == 0) & (numbers.abs() <= 2**53)  # a phone or code in the wrong column must not stop the file
    return numbers.where(exact).astype("Int64")


def _flag(text: pd.Series, _) -> pd.Series:
    return text.map(_flag_value, na_action="ignore").astype("boolean")


def _flag_value(value: str) -> bool | None:
    value = value.lower()
    return True if value in YES else False if value in NO else None


_TYPED = {
    "text": _text, "name": _text, "code": _code, "time": _time, "date": _date,
    "integer": _integer, "number": _number, "flag": _flag,
}  # fmt: skip
