"""Charts as specs: a frame becomes a small frozen Chart, `plots.to_plotly` draws it, `table` prints the same figures.

Units: "percent" means the frame holds shares 0–1 (as metrics give them); they are turned into per cent once, here, and
the chart's unit becomes "%". Any other unit is shown behind the figure as it is. A missing value stays missing.
"""

from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import NamedTuple

import pandas as pd

from govboard.wording import rounded

BLUE, PALE, DARK, GREY = "#2f6db5", "#a9c3e2", "#1f3b63", "#8b95a1"
GOOD, BAD = "#2e7d4f", "#c8102e"
INK, SOFT, LINE, EMPTY = "#1f2733", "#667080", "#e3e7ec", "#f1f3f5"
SERIES = ("#2f6db5", "#e08a1e", "#2a9187", "#8a63a8", "#7d8896", "#b3733d", "#6fb3e0", "#c46a93", "#8a9a2f", "#1f3b63")
RAMP = ("#e3edf7", "#c9dcee", "#92b8da", "#568dc0", "#295f94", "#1b4876")
TONES = {"": BLUE, "neutral": BLUE, "good": GOOD, "bad": BAD, "grey": GREY, "pale": PALE, "dark": DARK}
STEP_COLOURS = (BLUE, "#7fa8d6", "#b4bcc6", "#8b95a1", "#5b6673")
FONT = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, sans-serif"

NARROW, NO_DATA = 340, "无数据"  # px inside the card of a 390 px screen: titles and stamps are broken to fit it
STEPS = {
    "month": ("MS", "%Y-%m", "%Y年%-m月"),
    "week": ("7D", "%Y-%m-%d", "%Y-%m-%d起一周"),
    "day": ("D", "%Y-%m-%d", "%Y-%m-%d"),
}


class Reference(NamedTuple):
    """A level drawn as a dashed line, in the unit of the chart: a mean, a target."""

    value: float
    label: str


@dataclass(frozen=True, eq=False)
class Chart:
    """One chart, free of any library. `frame` is tidy; its columns depend on `kind`:

    ranking: label, value, state, tone, detail, place, move, code · trend: time, value, series, open, pale ·
    columns: label, value, series · waterfall: label, value, start, end, total, tone · heat: row, column, value.
    """

    kind: str
    frame: pd.DataFrame
    title: str
    unit: str
    stamp: str
    alt: str
    headers: dict[str, str] = field(default_factory=dict)
    reference: Reference | None = None
    stacked: bool = False
    clickable: bool = False
    step: str = "month"
    height: int = 250

    @cached_property
    def printed(self) -> pd.DataFrame:
        """`printed(chart)`, made once: a chart is shared by all readers. Never change the frame."""
        return printed(self)


# ---- figures as words ------------------------------------------------------------------------------------------------


def worded(value, unit: str) -> str:
    """A figure with its unit: 94.0%, 1523件, 2.5天; "—" where it is missing. No thousands separator."""
    if pd.isna(value):
        return "—"
    if unit == "%":
        return f"{rounded(value, 1)}%"
    whole = float(value) == int(value)
    return f"{rounded(value, 0 if whole else 1)}{unit}"


def width_of(text: str, size: int = 12) -> int:
    """Pixels a text takes at that font size: a Chinese character is square, others about 0.56 of it."""
    return ceil(sum(size if ord(each) > 0x2E80 else size * 0.56 for each in text))


def broken(text: str, size: int, room: int) -> list[str]:
    """The text in lines no wider than `room` px, parted at " · " where possible."""
    lines, line = [], ""
    for part in _parts(text, size, room):
        if line and width_of(line + part, size) > room:
            lines.append(line.rstrip(" ·"))
            line = ""
        line += part
    return [*lines, line.rstrip(" ·")] if line else lines


def headed(title: str, unit: str, room: int) -> list[str]:
    """A chart's title and its unit in lines; the unit is never torn apart."""
    lines = broken(title, 15, room) or [""]
    if width_of(lines[-1] + unit, 15) <= room:
        return [*lines[:-1], lines[-1] + unit]
    return [*lines, unit]


def _parts(text: str, size: int, room: int) -> list[str]:
    """The pieces between " · ", each with its separator; a piece wider than the room falls into characters."""
    pieces = [piece + " · " for piece in text.split(" · ")]
    return [part for piece in pieces for part in ([piece] if width_of(piece, size) <= room else piece)]


# ---- specs -----------------------------------------------------------------------------------------------------------


def ranking(
    frame: pd.DataFrame, label: str, value: str, *, title: str, unit: str, stamp: str, name: str = "", alt: str = "",
    state: str | None = None, tone: str | None = None, detail: str | None = None, place: str | None = None, move: str | None = None,
    code: str | None = None, highlight=(), reference: float | None = None,
    reference_label: str = "全区", ascending: bool = False, sort: bool = True,
) -> Chart:
    """Horizontal bars, best known value first; areas without a ranked value stay below, in words.

    `state` names a column saying why a row is not ranked (未报送, 样本不足), empty where it is; a row without value and
    state reads 无数据. `tone` names a column of good, bad, grey or neutral; `detail` one for the hover (分子/分母);
    `place` and `move` the place in the ranking (第2, 并列第2) and how it moved (↑1); `code` what a click on the bar gives, without it a bar is nothing to click.
    `highlight` holds labels drawn dark while the others turn pale. `reference` is in the unit of the values.
    """
    tidy = pd.DataFrame({
        "label": frame[label].astype("string"),
        "value": _numbers(frame[value], unit),
        "state": _words(frame, state),
        "tone": _words(frame, tone),
        "detail": _words(frame, detail),
        "place": _words(frame, place),
        "move": _words(frame, move),
        "code": _words(frame, code or label),
    }).reset_index(drop=True)
    tidy.loc[tidy["value"].isna() & (tidy["state"] == ""), "state"] = NO_DATA
    if highlight:
        tidy["tone"] = [_lit(each, row_tone, highlight) for each, row_tone in zip(tidy["label"], tidy["tone"])]
    tidy = _ordered(tidy, ascending, sort)
    level = None if reference is None else Reference(_number(reference, unit), reference_label)
    return _chart("ranking", tidy, title, unit, stamp, alt, {"label": label, "value": name or value}, reference=level,
                  clickable=code is not None, height=max(130, 26 * len(tidy) + 60))


def trend(
    frame: pd.DataFrame, time: str, value: str, series: str | None = None, *, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "", step: str = "month", open_from=None, previous: str | None = None,
    pale=(), reference: float | None = None, reference_label: str = "目标",
) -> Chart:
    """Lines over months, weeks or days (`step`); a period that is missing is a gap.

    `previous` names a column with the value of a year earlier, drawn as a pale line 上年同期; `pale` names more series
    to draw pale. Periods from `open_from` on are not closed yet and get hollow marks.
    """
    parts = [_line(group, time, value, key, unit, step) for key, group in _split(frame, series, name or value)]
    if previous:
        parts.append(_line(frame, time, previous, "上年同期", unit, step))
    tidy = pd.concat(parts, ignore_index=True)
    tidy["open"] = False if open_from is None else tidy["time"] >= pd.Timestamp(open_from)
    tidy["pale"] = tidy["series"].isin({*pale, *(["上年同期"] if previous else [])})
    level = None if reference is None else Reference(_number(reference, unit), reference_label)
    return _chart("trend", tidy, title, unit, stamp, alt, {"time": _time_word(step), "series": "", "value": name or value},
                  reference=level, step=step)


def columns(
    frame: pd.DataFrame, label: str, value: str, series: str | None = None, *, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "", stacked: bool = False, reference: float | None = None, reference_label: str = "全区",
) -> Chart:
    """Upright bars in the order of the frame, one colour a series, side by side or stacked."""
    keys = frame[series].astype("string") if series else pd.Series(name or value, index=frame.index, dtype="string")
    tidy = pd.DataFrame({"label": frame[label].astype("string"), "value": _numbers(frame[value], unit), "series": keys})
    level = None if reference is None else Reference(_number(reference, unit), reference_label)
    return _chart("columns", tidy.reset_index(drop=True), title, unit, stamp, alt,
                  {"label": label, "series": "", "value": name or value}, stacked=stacked, reference=level)


def waterfall(
    frame: pd.DataFrame, label: str, value: str, *, total: str, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "", tone: str | None = None,
) -> Chart:
    """Steps that add up, left to right, to the bar named `total`; a missing step leaves the total unknown."""
    tidy = pd.DataFrame({
        "label": frame[label].astype("string"), "value": _numbers(frame[value], unit), "tone": _words(frame, tone),
    }).reset_index(drop=True)
    tidy["end"] = tidy["value"].cumsum(skipna=False)
    tidy["start"] = tidy["end"] - tidy["value"]
    tidy["total"] = False
    whole = tidy["value"].sum(skipna=False)
    last = pd.DataFrame([{"label": total, "value": whole, "tone": "dark", "start": 0.0, "end": whole, "total": True}])
    return _chart("waterfall", pd.concat([tidy, last], ignore_index=True), title, unit, stamp, alt,
                  {"label": label, "value": name or value})


def heat(
    frame: pd.DataFrame, row: str, column: str, value: str, *, title: str, unit: str, stamp: str,
    name: str = "", alt: str = "",
) -> Chart:
    """Cells of rows × columns (星期 × 小时, 社区 × 月), both in order of appearance; an absent cell is blank."""
    tidy = pd.DataFrame({
        "row": frame[row].astype("string"), "column": frame[column].astype("string"), "value": _numbers(frame[value], unit),
    }).reset_index(drop=True)
    return _chart("heat", tidy, title, unit, stamp, alt, {"row": row, "column": column, "value": name or value},
                  height=max(200, 24 * tidy["row"].nunique() + 80))


def _chart(kind, tidy, title, unit, stamp, alt, headers, **more) -> Chart:
    shown = "%" if unit == "percent" else unit
    return Chart(kind, tidy, title, shown, stamp, alt or _described(kind, tidy, title, shown), headers, **more)


def _described(kind: str, tidy: pd.DataFrame, title: str, unit: str) -> str:
    """A sentence for readers who do not see the picture: form, title, lowest and highest value, what is missing."""
    form = {"ranking": "条形图", "trend": "折线图", "columns": "柱形图", "waterfall": "分解图", "heat": "热力图"}[kind]
    values = tidy["value"].where(tidy["state"] == "") if "state" in tidy else tidy["value"]
    known, missing = values.dropna(), int(values.isna().sum())
    reach = f"，最低{worded(known.min(), unit)}，最高{worded(known.max(), unit)}" if len(known) else ""
    return f"{form}：{title}，共{len(tidy)}项{reach}{f'，{missing}项无数值' if missing else ''}。数据见旁边的表格。"


def _numbers(column: pd.Series, unit: str) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    return (numbers * 100).round(9) if unit == "percent" else numbers


def _number(value: float, unit: str) -> float:
    return round(value * 100, 9) if unit == "percent" else value


def _words(frame: pd.DataFrame, column: str | None) -> pd.Series:
    words = frame[column] if column else pd.Series("", index=frame.index)
    return words.astype("string").fillna("")


def _lit(label: str, tone: str, highlight) -> str:
    if label in highlight:
        return tone if tone in ("bad", "good") else "dark"
    return tone or "pale"


def _ordered(tidy: pd.DataFrame, ascending: bool, sort: bool) -> pd.DataFrame:
    if not sort:
        return tidy
    apart = tidy["state"] != ""
    ranked = tidy[~apart].sort_values("value", ascending=ascending, kind="stable")
    return pd.concat([ranked, tidy[apart]], ignore_index=True)


def _split(frame: pd.DataFrame, series: str | None, name: str):
    return frame.groupby(series, sort=False, observed=True) if series else [(name, frame)]


def _line(frame: pd.DataFrame, time: str, value: str, key: str, unit: str, step: str) -> pd.DataFrame:
    """One series on a full calendar, so that an absent period is a gap and not a bridge."""
    numbers = pd.Series(_numbers(frame[value], unit).to_numpy(), index=pd.to_datetime(frame[time]))
    if len(numbers):
        numbers = numbers.reindex(pd.date_range(numbers.index.min(), numbers.index.max(), freq=STEPS[step][0]))
    return pd.DataFrame({"time": numbers.index, "value": numbers.to_numpy(), "series": str(key)})


def _time_word(step: str) -> str:
    return {"month": "月份", "week": "周（起始日）", "day": "日期"}[step]


# ---- the same figures as a table -------------------------------------------------------------------------------------


def table(chart: Chart) -> pd.DataFrame:
    """The figures of the chart under Chinese headers, unit in the header, numbers as numbers and gaps as gaps."""
    return {"ranking": _ranking_table, "trend": _trend_table, "columns": _wide_table,
            "waterfall": _plain_table, "heat": _heat_table}[chart.kind](chart)


def printed(chart: Chart) -> pd.DataFrame:
    """`table` in words, ready to be read: one decimal for per cent, no separators, "—" for a gap."""
    shown = table(chart)
    for column in shown.columns:
        if pd.api.types.is_float_dtype(shown[column]):
            shown[column] = [worded(each, "%" if chart.unit == "%" else "").rstrip("%") for each in shown[column]]
    return shown


def _head(chart: Chart, text: str = "") -> str:
    text = text or chart.headers.get("value", "")
    return f"{text}（{chart.unit}）" if chart.unit else text


def _ranking_table(chart: Chart) -> pd.DataFrame:
    shown = pd.DataFrame({chart.headers["label"]: chart.frame["label"], _head(chart): chart.frame["value"]})
    for column, header in (("place", "位次"), ("move", "位次变化"), ("detail", "说明"), ("state", "备注")):
        if (chart.frame[column] != "").any():
            shown[header] = chart.frame[column]
    return shown


def _plain_table(chart: Chart) -> pd.DataFrame:
    return pd.DataFrame({chart.headers["label"]: chart.frame["label"], _head(chart): chart.frame["value"]})


def _trend_table(chart: Chart) -> pd.DataFrame:
    frame = chart.frame.assign(label=chart.frame["time"].dt.strftime(STEPS[chart.step][1]))
    shown = _spread(frame, chart, chart.headers["time"], sort=True)
    still_open = set(frame.loc[frame["open"], "label"])
    if still_open:
        shown["备注"] = ["未满期" if each in still_open else "" for each in shown[chart.headers["time"]]]
    return shown


def _wide_table(chart: Chart) -> pd.DataFrame:
    return _spread(chart.frame, chart, chart.headers["label"], sort=False)


def _spread(frame: pd.DataFrame, chart: Chart, header: str, sort: bool) -> pd.DataFrame:
    wide = frame.pivot_table("value", "label", "series", aggfunc="first", sort=False, dropna=False, observed=True)
    wide = wide.reindex(list(dict.fromkeys(frame["label"])))[list(dict.fromkeys(frame["series"]))]
    wide = wide.sort_index() if sort else wide
    wide.columns = [_head(chart, str(each)) for each in wide.columns]
    return wide.rename_axis(header).reset_index()


def _heat_table(chart: Chart) -> pd.DataFrame:
    wide = grid(chart)
    corner = f"{chart.headers['row']}（单位：{chart.unit}）" if chart.unit else chart.headers["row"]
    return wide.rename_axis(corner).rename_axis(None, axis=1).reset_index()


def grid(chart: Chart) -> pd.DataFrame:
    """Rows × columns of a heat chart in order of appearance, NaN where nothing was delivered."""
    found, rows, columns = chart.frame, *(list(dict.fromkeys(chart.frame[each])) for each in ("row", "column"))
    return found.pivot(index="row", columns="column", values="value").reindex(index=rows, columns=columns)
