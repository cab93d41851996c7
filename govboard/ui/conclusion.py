"""The written conclusion of a page, from the shared figures."""

import datetime as dt

import pandas as pd
import streamlit as st

from govboard import contract, periods, targets
from govboard.documents import narrative
from govboard.documents.narrative import Rate
from govboard.selection import BEFORE, BOTH, YEAR_AGO, Selection
from govboard.ui import board, marks
from govboard.warehouse import Version

ON_TIME = "order_on_time_rate"


class Figures:
    """The figures of one question, of the period before it and of the same period a year ago, in the 口径 the reader chose."""

    def __init__(self, of: Version, selection: Selection):
        self.of, self.now = of, selection
        self.before, self.against, self.ago = None, "", None
        if selection.start and selection.end and not board.not_delivered(of, selection, "work_order"):
            start, end, self.against = board.before(selection)
            self.before = selection.during(start, end)
            alike = periods.same_as_a_year_ago(selection.start, selection.end)
            if self.against != "上年同期" and alike and alike[0] == (selection.start, selection.end):
                self.ago = selection.during(*alike[1])

    def name(self, name: str) -> str:
        return self.of.catalogue.asked(name, self.now)

    def value(self, name: str, asked: Selection | None = None):
        return board.total(self.of, self.name(name), asked or self.now)["value"]

    def rate(self, name: str, asked: Selection | None = None) -> Rate:
        total = board.total(self.of, self.name(name), asked or self.now)
        return Rate(total["numerator"], total["denominator"])

    def earlier(self, name: str) -> Rate:
        """The rate of the period before; none where the reader wants no comparison with it."""
        return self.rate(name, self.before) if self.before and self.now.compared in (BOTH, BEFORE) else Rate(None, None)

    def compared(self, name: str) -> list[tuple]:
        """The figures a count is compared with, and the name of their period, as the reader chose."""
        asked = [(self.before, self.against)] if self.before and self.now.compared in (BOTH, BEFORE) else []
        asked += [(self.ago, "上年同期")] if self.ago and self.now.compared in (BOTH, YEAR_AGO) else []
        return [(self.value(name, each), words) for each, words in asked]

    def others(self, name: str) -> Rate:
        """All areas of the kind but the one asked for; what belongs to none is left out."""
        own = self.now.areas[0]
        found = board.values(self.of, self.name(name), own.level, self.now.among(()))
        rest = found[found.code.notna() & (found.code != own.code)]
        return Rate(float(rest.numerator.sum()), float(rest.denominator.sum()))

    def split(self, name: str, dimension: str, asked: Selection | None = None) -> pd.DataFrame:
        return board.values(self.of, self.name(name), dimension, asked or self.now)


def show(of: Version, selection: Selection, *parts) -> None:
    """One paragraph in a quiet card, made of `parts`; nothing when there is nothing to say."""
    if words := board.figure(of, _written, selection, tuple(parts)):
        with st.container(border=True, key="conclusion"):
            st.markdown(marks.plain(words))


def _written(of: Version, selection: Selection, parts: tuple) -> str:
    figures = Figures(of, selection)
    return "".join(part(figures) for part in parts)


def missing(of: Version, selection: Selection, table: str) -> list[str]:
    """A sentence on the areas that deliver a table by area and did not for the period; nothing when all did."""
    late = board.not_delivered(of, selection, table)
    if not late or selection.end is None or of.as_of is None:
        return []
    month = (selection.end.replace(day=1) + dt.timedelta(days=31)).replace(day=board.warehouse().settings.report_due_day)
    when = narrative.period(selection.start, selection.end, of.as_of, selection.hour).removesuffix("份")
    others = len(of.catalogue.expected("subdistrict", selection)) - len(late)
    return [narrative.not_delivered(late, when, contract.tables()[table].title, month, of.as_of, others, of.catalogue.words("subdistrict"))]


def _where(of: Version, selection: Selection) -> str:
    return "、".join(area.name for area in selection.areas) or ("全区" if of.district != "本辖区" else "")


def handled(figures: Figures) -> str:
    """How many came, how many were done in time, what is open."""
    of, now = figures.of, figures.now
    when = narrative.period(now.start, now.end, of.as_of, now.hour)
    label = of.catalogue.metric(figures.name(ON_TIME)).label
    clauses = [narrative.volume(when, _where(of, now), figures.value("order_reported"), figures.compared("order_reported")),
               narrative.on_time(figures.rate(ON_TIME), figures.earlier(ON_TIME), figures.against, label)]  # fmt: skip
    told = "；".join(filter(None, clauses))
    return f"{told}。" if clauses[0] and told else ""


def came(figures: Figures) -> str:
    """How many came; and, unless `place` tells it of the one area chosen, how many were done in time."""
    of, now = figures.of, figures.now
    if not _one(figures):
        return handled(figures)
    told = narrative.volume(narrative.period(now.start, now.end, of.as_of, now.hour), _where(of, now), figures.value("order_reported"), figures.compared("order_reported"))
    return f"{told}。" if told else ""


def _one(figures: Figures) -> bool:
    return len(figures.now.areas) == 1 and figures.now.areas[0].level in ("subdistrict", "community")


def so_far(figures: Figures) -> str:
    """The same of the year up to the month that was asked for; nothing for January and for what is no month."""
    now = figures.now
    if not (now.start and now.end) or now.hour or now.start.day != 1 or now.start.month == 1 or (now.start.year, now.start.month) != (now.end.year, now.end.month):
        return ""
    return handled(Figures(figures.of, now.during(now.start.replace(month=1), now.end)))


def stock(figures: Figures) -> str:
    """What was open at the start, came, went, is open at the end."""
    now = figures.now
    if not now.start or not now.end or figures.value("order_reported") is None:
        return ""
    month = now.start.day == 1 and (now.end + dt.timedelta(days=1)).day == 1 and (now.start.year, now.start.month) == (now.end.year, now.end.month)
    opening = figures.value("order_open", now.during(None, now.start - dt.timedelta(days=1)))
    told = narrative.flow(opening, *(figures.value(each) for each in ("order_reported", "order_closed", "order_open", "order_overdue_open")), "月" if month else "期")
    return f"{told}。" if told else ""


def kinds(figures: Figures) -> str:
    """The three most frequent kinds."""
    return narrative.top_categories(figures.split("order_reported", "category"))


def place(figures: Figures) -> str:
    """One area beside all others of its kind together."""
    if not _one(figures):
        return ""
    own = figures.now.areas[0]
    label = figures.of.catalogue.metric(figures.name(ON_TIME)).label
    return narrative.area(own.name, figures.rate(ON_TIME), figures.earlier(ON_TIME), figures.against, figures.others(ON_TIME), f"其他{figures.of.catalogue.words(own.level)}合计水平", label)


def reasons(figures: Figures) -> str:
    """Which category moved the rate most, which unit had most of what was late."""
    if figures.before is None or figures.now.compared not in (BOTH, BEFORE):
        return ""
    now, before = (figures.split(ON_TIME, "category", each) for each in (figures.now, figures.before))
    if not now.denominator.sum() or not before.denominator.sum():
        return ""
    rises = now.numerator.sum() / now.denominator.sum() >= before.numerator.sum() / before.denominator.sum()
    units = figures.split(ON_TIME, "handling_unit")
    late = units.assign(value=units.denominator - units.numerator).sort_values("value", ascending=False, kind="stable")
    return narrative.behind(narrative.contributions(now, before), late, rises)


def visited(figures: Figures) -> str:
    """What callers said when they were asked."""
    satisfied = figures.rate("order_satisfied_rate")
    return narrative.visits(satisfied.denominator, figures.rate("order_solved_rate"), satisfied, figures.earlier("order_satisfied_rate"), figures.against)


def thin(figures: Figures) -> str:
    """Who has too few cases to be ranked, and how many of the others reach the target; nothing where the reader asked for some areas only."""
    of, now = figures.of, figures.now
    if now.areas:
        return ""
    dimension = "handling_subdistrict" if of.catalogue.handling_known else "subdistrict"
    metric = of.catalogue.metric(figures.name(ON_TIME))
    rows = board.standing(of, metric.name, dimension, now)
    rows = rows[rows.code.isin(list(of.catalogue.area_names("subdistrict"))) & rows.denominator.notna()]
    few, ranked = rows[rows.state == "样本不足"], rows[(rows.state == "")]
    goal = targets.of(board.report(of, "targets"), metric, now) if "mart_target" in of.tables else None
    return narrative.thin([(each.label, int(each.denominator)) for each in few.itertuples()], metric.rank_from, list(ranked.value.astype(float)), goal and goal.value, of.catalogue.words("subdistrict"))


def covered(figures: Figures) -> str:
    """How property companies are covered."""
    last = min(filter(None, [figures.of.as_of, figures.now.end and dt.datetime.combine(figures.now.end, dt.time())]), default=None)
    day = f"{last.month}月{last.day}日" if last else "目前"
    return narrative.covered(day, _where(figures.of, figures.now), *(figures.rate(each) for each in ("org_coverage", "work_coverage", "org_eligible_coverage")))
