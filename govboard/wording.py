"""How figures are said: rounding as on paper, counts in %, rates in 个百分点, differences between displayed values."""

import datetime as dt
import time
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

FLAT = Decimal("0.05")  # a smaller change is 持平
FEW = 20  # below this a percentage of change says nothing: the two counts are given


def rounded(value: float, digits: int) -> Decimal:
    """Half up, as people round on paper; binary dust is brushed off first."""
    return Decimal(repr(round(float(value), 9))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def missing(value) -> bool:
    return value is None or pd.isna(value)


def percent(value: float) -> Decimal:
    """A share from 0 to 1 as the percentage that is displayed."""
    return rounded(value * 100, 1)


def figure(value, unit: str, brief: bool = False) -> str:
    """94.0%, 1523件; with `brief` 1.5万件 from 10 000; “—” where it is missing."""
    if missing(value):
        return "—"
    if unit == "percent":
        return f"{percent(value)}%"
    if brief and abs(value) >= 10_000:
        return f"{rounded(value / 10_000, 2)}万{unit}"
    return f"{int(value) if float(value).is_integer() else rounded(value, 1)}{unit}"


def parts(numerator, denominator) -> str:
    """分子/分母 behind a rate, or nothing for a count."""
    return "" if missing(denominator) else f"{_plain(numerator)}/{_plain(denominator)}"


def _plain(number) -> str:
    """Whole numbers without a point, weighted ones with one decimal."""
    return f"{number:.0f}" if float(number).is_integer() else f"{number:.1f}"


def beside(metric, value) -> str:
    """另有历史超期未结5件：what must not be forgotten when the figure above it is read."""
    return f"另有{metric.label}{figure(value, metric.unit)}"


def besides(found: tuple | None, codes) -> list[str]:
    """The same for each of some areas, behind their figures: `found` holds the metric and its values by code. Empty where it is nothing."""
    if found is None:
        return [""] * len(codes)
    metric, values = found
    return [f"　{beside(metric, values[code])}" if values.get(code) else "" for code in codes]


def _displayed(value, unit: str) -> Decimal:
    """A figure as it is displayed: per cent and what is not whole with one decimal."""
    return percent(value) if unit == "percent" else rounded(value, 0 if float(value).is_integer() else 1)


def direction(now, before, unit: str) -> int:
    """Whether a displayed figure rose (1), fell (-1), or is said to have stayed (0), as `change` says it."""
    if missing(now) or missing(before):
        return 0
    new, old = _displayed(now, unit), _displayed(before, unit)
    moved = abs(new - old) >= FLAT if unit == "percent" else new != old and (old < FEW or rounded(abs(new - old) / old * 100, 1) >= FLAT)
    return (1 if new > old else -1) if moved else 0


def change(now, before, unit: str, against: str) -> str:
    """A change in the office's words. `against` names the period compared: 上月, 上年同期.

    Counts grow in %, rates in 个百分点; the difference is that of the displayed values, because people subtract in the room.
    """
    if missing(now) or missing(before):
        return f"{against}无可比数据"
    return _rate_change(now, before, against) if unit == "percent" else _count_change(now, before, unit, against)


def grown(now, before, unit: str, against: str) -> str:
    """A count's change as monthly reports say it: 环比增长6.1%, 同比下降5.5%; of few, of none and of other periods as `change` says it."""
    word = {"上月": "环比", "上年同期": "同比"}.get(against)
    told = change(now, before, unit, against)
    return told.replace(f"较{against}", word) if word and told.startswith(f"较{against}") else told


def _rate_change(now, before, against: str) -> str:
    way = direction(now, before, "percent")
    return f"较{against}{'提高' if way > 0 else '下降'}{abs(percent(now) - percent(before))}个百分点" if way else f"与{against}持平"


def apart(value, other, words: str) -> str:
    """How a rate stands to another one at the same time: 比其他镇街合计水平低2.8个百分点."""
    points = percent(value) - percent(other)
    return f"比{words}{'高' if points > 0 else '低'}{abs(points)}个百分点" if abs(points) >= FLAT else f"与{words}持平"


def _count_change(now, before, unit: str, against: str) -> str:
    new, old, way = _displayed(now, unit), _displayed(before, unit), direction(now, before, unit)
    if old == 0:
        return f"{against}为0" if new else f"{against}也为0"
    if not way:
        return f"与{against}持平"
    if old < FEW:
        return f"由{against}{figure(before, unit)}{'增' if way > 0 else '减'}至{figure(now, unit)}"
    return f"较{against}{'增长' if way > 0 else '下降'}{rounded(abs(new - old) / old * 100, 1)}%"


def better(now, before, unit: str, good: str) -> str:
    """Tone of a change: good, bad or neutral by the metric's `good` (higher, lower, neutral)."""
    way = direction(now, before, unit)
    if not way or good == "neutral":
        return "neutral"
    return "good" if (way > 0) == (good == "higher") else "bad"


def moment(time: dt.datetime | None) -> str:
    """2025年6月30日18时; the last second of a day is that day's 24时."""
    if time is None:
        return "—"
    day = f"{time.year}年{time.month}月{time.day}日"
    if (time.hour, time.minute, time.second) == (23, 59, 59):
        return f"{day}24时"
    return f"{day}{time.hour}时" if time.minute == 0 else f"{day}{time.hour}时{time.minute}分"


def day(written: str) -> str:
    """2025-06-30 as officials write it: 2025年6月30日."""
    found = dt.date.fromisoformat(written)
    return f"{found.year}年{found.month}月{found.day}日"


def short_moment(time: dt.datetime | None) -> str:
    """The same without the year, for the corner of a card: 6月30日24时."""
    return moment(time).partition("年")[2] or "—"


def system_proposed(found: dict) -> str:
    """A proposal of coordinate systems in a sentence: of which file, what fits, what it is read as, how many points say so."""
    area = {"subdistrict": "镇街", "community": "社区"}[found["level"]]
    points, boundaries = found["points"], found["boundaries"]
    file = f"“{found['file']}”的" if "file" in found else ""
    if points == boundaries:
        return f"{file}坐标和{area}边界都像是{points}，要一并换算：{found['share']:.1%}的点落在所写{area}内（试了{found['count']}个点），而按其他边界或其他文件的坐标，它们不是 WGS 84。"
    moved = [f"{file}坐标像是{points}"] if points != "WGS 84" else []
    moved += [f"{area}边界像是{boundaries}"] if boundaries != "WGS 84" else []
    tried = f"试了{'' if moved[0].startswith(file) else file}{found['count']}个点"
    return f"{'，'.join(moved)}：这样{found['share']:.1%}的点落在所写{area}内，按 WGS 84 只有{found['as_is']:.1%}（{tried}）。"


def effect(found: dict[str, int]) -> str:
    """What an import did to a table: 新增3条、更新1条、重复8条、退出0条; what did not happen is left out."""
    said = {"added": "新增", "changed": "更新", "repeated": "重复", "gone": "退出"}
    return "、".join(f"{word}{found[name]}条" for name, word in said.items() if found[name]) or "没有变化"


class Pace:
    """How far an import is and how long it will take, by the pace of the file at hand."""

    def __init__(self, clock=time.monotonic):
        self.clock, self.file, self.start = clock, None, 0.0

    def told(self, file: str, read: int, count: int | None) -> str:
        """工单.csv：已读150000行，共1000000行，约剩1分20秒."""
        now = self.clock()
        if file != self.file:
            self.file, self.start = file, now
            return f"{file}：已读{read}行" + (f"，共{count}行" if count else "")
        left = (now - self.start) / max(1, read) * (count - read) if count and read < count else None
        return f"{file}：已读{read}行" + (f"，共{count}行" if count else "") + (f"，约剩{duration(left)}" if left else "")


def duration(seconds: float) -> str:
    """80秒以内说秒，更长说分秒."""
    whole = max(1, round(seconds))
    return f"{whole}秒" if whole < 80 else f"{whole // 60}分{whole % 60}秒"
