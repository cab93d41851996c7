"""Conclusions in the office's sentences, from plain figures: rule-based, so that the same figures give the same words.

A clause whose figures are not there (None) is left out, so that nothing is said that was not counted.
"""

import datetime as dt
from typing import NamedTuple

import pandas as pd

from govboard import wording
from govboard.selection import period_words

LISTED = 4  # areas told by name in one sentence; more are counted


class Rate(NamedTuple):
    """A share as it is said: numerator and denominator; nothing is said of one without cases."""

    numerator: float | None
    denominator: float | None

    @property
    def value(self) -> float | None:
        return None if wording.missing(self.numerator) or not self.denominator else self.numerator / self.denominator

    @property
    def words(self) -> str:
        return wording.figure(self.value, "percent")


def _count(number: float) -> str:
    """A number of cases in full, however many; one that was weighed with one decimal."""
    return wording.figure(number, "")


def period(start: dt.date | None, end: dt.date | None, as_of: dt.datetime | None, hour: int = 0) -> str:
    """6月份 for a whole month of the year of the cut-off, else the period as officials write it."""
    words = period_words(start, end, hour)
    if start is None and end is None and as_of:
        return f"截至{wording.moment(as_of).partition('日')[0]}日"
    month = start and end and not hour and (start.year, start.month) == (end.year, end.month) and words.endswith("月")
    if not month:
        return words
    return f"{start.month}月份" if as_of and as_of.year == start.year else f"{words}份"


def volume(when: str, where: str, reported: int | None, compared=()) -> str:
    """6月份，全区共受理群众诉求1523件，环比增长6.1%，同比下降5.5%. `compared` are (figure before, 上月)."""
    if not reported:
        return ""
    changes = [wording.grown(reported, before, "件", against) for before, against in compared if not wording.missing(before)]
    return "，".join([when, f"{where}共受理群众诉求{reported}件", *changes])


def on_time(due: Rate, before: Rate, against: str, label: str = "按期办结率") -> str:
    """应办结1478件，按期办结1389件，按期办结率94.0%，较上月提高1.2个百分点."""
    if due.value is None:
        return ""
    told = f"应办结{_count(due.denominator)}件，按期办结{_count(due.numerator)}件，{label}{due.words}"
    return told if before.value is None else f"{told}，{wording.change(due.value, before.value, 'percent', against)}"


def flow(opening: int | None, reported: int | None, closed: int | None, open_: int | None, overdue: int | None, of: str = "月") -> str:
    """月初在办212件，本月受理1523件、办结1497件，月末在办238件，比月初增加26件，其中超期未办结17件. `of` is 月, or 期 for another period."""
    if None in (opening, reported, closed, open_, overdue):
        return ""
    more = open_ - opening
    moved = f"比{of}初{'增加' if more > 0 else '减少'}{abs(more)}件" if more else f"与{of}初持平"
    return f"{of}初在办{opening}件，本{of}受理{reported}件、办结{closed}件，{of}末在办{open_}件，{moved}，其中超期未办结{overdue}件"


def top_categories(values: pd.DataFrame) -> str:
    """诉求量居前三位的是…, with their share. `values` has label and value, largest first."""
    named = values[values.label != "未填写"].head(3)
    whole = values.value.sum()
    if len(named) < 3 or not whole:
        return ""
    listed = "、".join(f"{_apart(row.label)}{int(row.value)}件" for row in named.itertuples())
    first = int(named.value.sum())
    return f"诉求量居前三位的是{listed}，合计{first}件，占{wording.figure(first / whole, 'percent')}。"


def _apart(name: str) -> str:
    """A name that ends in a digit or Latin letter is kept apart from the count after it."""
    return f"{name} " if name[-1].isascii() else name


def area(name: str, own: Rate, before: Rate, against: str, others: Rate, peers: str, label: str = "按期办结率") -> str:
    """花园街道按期办结率91.5%（161/176），较上月下降1.4个百分点，比其他镇街合计水平低2.8个百分点。"""
    if own.value is None:
        return ""
    told = [f"{name}{label}{own.words}（{wording.parts(own.numerator, own.denominator)}）"]
    told += [wording.change(own.value, before.value, "percent", against)] if before.value is not None else []
    told += [wording.apart(own.value, others.value, peers)] if others.value is not None else []
    return f"{'，'.join(told)}。"


def contributions(now: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    """How much each group moved a rate between two periods, in shares; they add up to the whole change.

    Each frame has code, numerator and denominator. With R the rate before and N the cases of a period, a group's part is the change of (numerator − R · denominator) / N: what
    its cases did better than the rate before, weighed by their share (source: decomposition of a difference of ratios with a fixed base).
    """
    base = before.numerator.sum() / before.denominator.sum()
    parts = [(each.set_index("code").numerator - base * each.set_index("code").denominator) / each.denominator.sum() for each in (now, before)]
    return parts[0].sub(parts[1], fill_value=0.0)


def behind(moves: pd.Series, late_units: pd.DataFrame, rises: bool) -> str:
    """从类别看，环境卫生类影响最大，拉低0.9个百分点；从主办单位看，××物业未按期办结5件，占15件的33.3%。

    `moves` is `contributions` by category; told is the category that moved the rate most in the direction it went. `late_units` has label and value: orders not done in time, most first.
    """
    told = []
    known = moves[[isinstance(each, str) and each != "" for each in moves.index]]
    if len(known):
        most = known.idxmax() if rises else known.idxmin()
        points = wording.percent(abs(known[most]))
        if points and (known[most] > 0) == rises:
            told.append(f"从类别看，{most}类影响最大，{'拉高' if rises else '拉低'}{points}个百分点")
    whole = int(late_units.value.sum())
    if whole and len(late_units) and (late_units.label.iloc[0] not in ("未填写", "")):
        first = late_units.iloc[0]
        told.append(f"从主办单位看，{first.label}未按期办结{int(first.value)}件，占{whole}件的{wording.figure(first.value / whole, 'percent')}")
    return f"{'；'.join(told)}。" if told else ""


def visits(valid: int | None, solved: Rate, satisfied: Rate, before: Rate, against: str) -> str:
    """有效回访362件，解决率80.4%（291件），满意率87.8%（318件），满意率较上月提高2.3个百分点。"""
    if not valid or satisfied.value is None:
        return ""
    told = [f"有效回访{valid}件"]
    told += [f"解决率{solved.words}（{_count(solved.numerator)}件）"] if solved.value is not None else []
    told.append(f"满意率{satisfied.words}（{_count(satisfied.numerator)}件）")
    told += [f"满意率{wording.change(satisfied.value, before.value, 'percent', against)}"] if before.value is not None else []
    return f"{'，'.join(told)}。"


def covered(day: str, where: str, org: Rate, work: Rate, eligible: Rate) -> str:
    """截至6月30日，全区42家物业企业中，22家已有党组织覆盖，20家已选派党建指导员，党的工作覆盖率100.0%；符合组建条件的62个企业和项目均已建立党组织。"""
    if org.value is None or work.value is None:
        return ""
    told = f"截至{day}，{where}{_count(org.denominator)}家物业企业中，{_count(org.numerator)}家已有党组织覆盖"
    sent, blank = work.numerator - org.numerator, work.denominator - work.numerator
    told += (f"，{_count(sent)}家已选派党建指导员" if sent else "") + (f"，{_count(blank)}家尚为空白" if blank else "") + f"，党的工作覆盖率{work.words}"
    if eligible.value is not None:
        left = eligible.denominator - eligible.numerator
        told += f"；符合组建条件的{_count(eligible.denominator)}个企业和项目" + ("均已建立党组织" if not left else f"中，{_count(eligible.numerator)}个已建立党组织，{_count(left)}个尚未建立")
    return f"{told}。"


def repeated(places: list[tuple[str, int]], came: int | None = None, gone: int | None = None, since: str = "上次会议", days: int = 90) -> str:
    """近90天同一点位诉求3件以上的共7处，较上次会议新增2处、消除1处；其中万达周边占道停车9件，居首位。 `places` are (name and kind, orders), most first."""
    if not places:
        return f"近{days}天没有同一点位诉求3件以上的情况。"
    told = f"近{days}天同一点位诉求3件以上的共{len(places)}处"
    moves = "、".join(filter(None, [f"新增{came}处" if came else "", f"消除{gone}处" if gone else ""]))
    told += "" if came is None else f"，较{since}{moves or '没有变化'}"
    return f"{told}；其中{_apart(places[0][0])}{places[0][1]}件，居首位。"


def not_delivered(names: list[str], when: str, ledger: str, due: dt.date, as_of: dt.datetime, others: int, kind: str = "镇街") -> str:
    """汤池镇6月服务活动台账未报送（应报7月3日，逾期4天），合计为8个镇街数，不与全口径数比较，该镇不参与排名。 `others` are the areas whose figures there are."""
    late = (as_of.date() - due).days
    told = f"{'、'.join(names)}{when}{ledger}未报送（应报{due.month}月{due.day}日{f'，逾期{late}天' if late > 0 else ''}）"
    who = f"这些{kind}" if len(names) > 1 else next((f"该{each}" for each in ("镇", "街道") if names[0].endswith(each)), f"该{kind}")
    return f"{told}，合计为{others}个{kind}数，不与全口径数比较，{who}不参与排名。" if others else f"{told}，{who}不参与排名。"


def thin(few: list[tuple[str, int]], least: int, ranked: list[float], target: float | None, kind: str = "镇街") -> str:
    """安民镇应办结22件、汤池镇应办结19件，均不足30件，单列不排名；其余7个镇街中，5个高于90.0%的目标值。"""
    told = []
    if len(few) > LISTED:
        told.append(f"{len(few)}个{kind}应办结均不足{least}件，单列不排名")
    elif few:
        told.append(f"{'、'.join(f'{name}应办结{count}件' for name, count in few)}，{'均' if len(few) > 1 else ''}不足{least}件，单列不排名")
    if target is not None and ranked:
        above = sum(each >= target for each in ranked)
        told.append(f"{'其余' if few else ''}{len(ranked)}个{kind}中，{above}个{'达到' if any(each == target for each in ranked) else '高于'}{wording.figure(target, 'percent')}的目标值")
    return f"{'；'.join(told)}。" if told else ""


def today(as_of: dt.datetime, where: str, overdue: int | None, due: int | None, longest=None) -> str:
    """截至6月30日8时，花园街道超期未办结6件，今日到期9件；最长一件已超期5个工作日，为表厂社区第3网格积水问题，主办单位为××物业。 `longest` is the row of the order that is overdue longest."""
    if overdue is None or due is None:
        return ""
    told = f"截至{wording.short_moment(as_of)}，{where}超期未办结{overdue}件，{_day(as_of)}到期{due}件"
    if longest is None:
        return f"{told}。"
    kind = "诉求" if wording.missing(longest.category) else f"{longest.category}问题"
    unit = "" if wording.missing(longest.handling_unit) else f"，主办单位为{longest.handling_unit}"
    place = next((each for each in (longest.grid, longest.community, longest.subdistrict) if not wording.missing(each)), "")
    late = f"{int(longest.workdays_overdue)}个工作日" if not wording.missing(longest.workdays_overdue) else f"{longest.days_overdue}天"
    return f"{told}；最长一件已超期{late}，为{place}{kind}{unit}。"


def _day(as_of: dt.datetime) -> str:
    """今日, or at 24时 the day that begins by its date: 7月1日."""
    begins = as_of + dt.timedelta(seconds=1)
    return "今日" if begins.date() == as_of.date() else f"{begins.month}月{begins.day}日"


def coverage(org: dict, work: dict) -> str:
    """The note under 组织覆盖率: how the others are covered."""
    if wording.missing(org["value"]) or wording.missing(work["value"]):
        return ""
    sent, blank = work["numerator"] - org["numerator"], work["denominator"] - work["numerator"]
    parts = ([f"其余{sent}家已派党建指导员"] if sent else []) + ([f"{blank}家空白"] if blank else [])
    return "；".join(parts) or "全部已有党组织覆盖"
