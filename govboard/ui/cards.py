"""Cards: value, 分子/分母, change with its unit and period, and the passport one click away."""

import datetime as dt
import html

import streamlit as st

from govboard import periods, plots, targets, wording
from govboard.definitions import SPANS
from govboard.selection import BEFORE, BOTH, YEAR_AGO, Selection
from govboard.ui import board, passport
from govboard.warehouse import Version

ARROW = {1: "▲", -1: "▼", 0: "－"}
QUIET = "org_coverage"  # alone it looks like a failing: the others have an instructor
LIGHT = {"good": "✓", "bad": "✗", "near": "◐", "neutral": "○"}
TONE = {"good": "#1a7f5a", "bad": "#c8102e", "near": "#8a5a00", "neutral": "#5b6673"}


def row(of: Version, selection: Selection, names: list[str], notes: dict[str, str] | None = None) -> None:
    """A row of cards, one per metric, each in the 口径 the reader chose; they wrap on a narrow screen. `notes` replaces the change line of a card."""
    with st.container(horizontal=True, gap="small"):
        for name in names:
            _card(of, selection, of.catalogue.asked(name, selection), (notes or {}).get(name))


def _card(of: Version, selection: Selection, name: str, note: str | None) -> None:
    metric = of.catalogue.metric(name)
    with st.container(key=f"card-{name}", width="stretch", height="stretch"):
        st.html(board.figure(of, _face, selection, name, note))
        if st.button("口径与明细", key=f"passport-{name}", type="tertiary", help=f"{metric.label}是怎样算出来的"):
            passport.show(of, name, selection)


def _face(of: Version, selection: Selection, name: str, note: str | None) -> str:
    """What stands on a card, as HTML; made once for all readers."""
    metric, total = of.catalogue.metric(name), board.total(of, name, selection)
    value = wording.figure(total["value"], metric.unit, brief=True)
    known = total["value"] is not None
    small = wording.parts(total["numerator"], total["denominator"]) if known else _nothing(of, selection, name, total)
    lines = [note] if note else [*_beside(of, selection, metric), *comparisons(of, selection, name)] if known else []
    changes = "".join(line if line.startswith("<") else f"<div class='gb-change'>{html.escape(line)}</div>" for line in lines)
    return (f"<div class='gb-card'><div class='gb-label'>{html.escape(metric.label)}</div>"
            f"<div class='gb-value{' gb-quiet' if name == QUIET else ''}'>{value}<span class='gb-parts'>{small}</span></div>{_spark(of, selection, name) if known else ''}{changes}"
            f"<div class='gb-until'>{_until(of, selection, name if known else None)}</div></div>")  # fmt: skip


def _until(of: Version, selection: Selection, name: str | None) -> str:
    """The moment up to which a card counts: the end of the period, or the cut-off where that is earlier; of a ledger its day."""
    if name and of.catalogue.metric(name).shape == "snapshot":
        found = board.values(of, name, "day", selection.by_calendar().during(None, selection.end))
        return f"{wording.day(found.label.iloc[-1])}台账" if len(found) else ""
    stop = selection.parameters()["stop"]
    return f"截至{wording.short_moment(min(filter(None, [of.as_of, stop and stop - dt.timedelta(seconds=1)]), default=None))}"


def _spark(of: Version, selection: Selection, name: str) -> str:
    """The last twelve months of a metric as a small picture; nothing where months would have to be counted from millions of rows, or are fewer than two."""
    metric = of.catalogue.metric(name)
    if metric.query.notes.get("cubes") == "none" and metric.table == "work_order":
        return ""
    values = of.catalogue.twelve_months(name, board.fitted(metric, selection), selection.end or of.as_of.date(), of.month_starts_on)
    return plots.spark(values)


def _nothing(of: Version, selection: Selection, name: str, total: dict) -> str:
    """Why there is no figure: no such split, no record that counts, or nothing delivered."""
    if words := board.lacking(of, name, selection):
        return f"不分{words}统计"
    if of.catalogue.precedes(name, board.fitted(of.catalogue.metric(name), selection)):
        return "当时没有台账"
    if of.catalogue.metric(name).per_households and total["numerator"] is not None:
        return "没有户数"
    return "没有应计记录" if total["denominator"] == 0 else "未报送"


def comparisons(of: Version, selection: Selection, name: str) -> list[str]:
    """Lines for 环比 and 同比 as HTML: arrow for direction, colour for better or worse, words for both."""
    if of.catalogue.metric(name).shape == "snapshot":
        return _ledger(of, selection, name)
    if selection.start is None or selection.end is None:
        return []
    if late := board.not_delivered(of, selection, of.catalogue.metric(name).table):
        return [f"{'、'.join(late)}未报送，不与全口径数比较"]
    metric, now = of.catalogue.metric(name), board.total(of, name, selection)["value"]
    start, end, against = board.before(selection)
    lines = []
    if selection.compared in (BOTH, BEFORE) or (against == "上年同期" and selection.compared == YEAR_AGO):
        lines.append(_line(metric, now, board.total(of, name, selection.during(start, end))["value"], against))
    if selection.compared in (BOTH, YEAR_AGO) and against != "上年同期":
        lines.append(_year_ago(of, selection, metric))
    return [*lines, *_target(of, selection, metric, now)]


def _beside(of: Version, selection: Selection, metric) -> list[str]:
    """What must not be forgotten when the figure is read: the metric that its file names as `beside`."""
    found = board.beside(of, metric.name, selection)
    return [wording.beside(*found)] if found and found[1] else []


def _target(of: Version, selection: Selection, metric, now) -> list[str]:
    """A light with its words, where a target was set."""
    goal = targets.of(board.report(of, "targets"), metric, selection) if "mart_target" in of.tables else None
    if goal is None:
        return []
    words, tone = targets.said(metric, now, goal)
    return [f"<div class='gb-change' style='color:{TONE[tone]}'>{LIGHT[tone]} {html.escape(words)}</div>"]


def _year_ago(of: Version, selection: Selection, metric) -> str:
    """同比; January and February are compared together, because Spring Festival moves between them."""
    days = selection.start, selection.end
    compared = (days, periods.year_ago(*days), "上年同期") if metric.shape in ("stock", *SPANS) else periods.same_as_a_year_ago(*days)
    if compared is None:
        return "1月不单独同比（春节错月），与2月合并比较"
    now, ago, against = compared
    return _line(metric, *(board.total(of, metric.name, selection.during(*days))["value"] for days in (now, ago)), against)


def _ledger(of: Version, selection: Selection, name: str) -> list[str]:
    """A ledger is compared with the one before it, by its date; towns whose last one is older are named."""
    found = board.values(of, name, "day", selection.by_calendar().during(None, selection.end))
    if found.empty:
        return []
    metric = of.catalogue.metric(name)
    lines = _older(of, selection, metric.table)
    if len(found) > 1:
        lines.append(_line(metric, found.value.iloc[-1], found.value.iloc[-2], wording.day(found.label.iloc[-2])))
    return [*lines, *_target(of, selection, metric, found.value.iloc[-1])]


def _older(of: Version, selection: Selection, table: str) -> list[str]:
    dates = board.report(of, "ledgers", selection, table=table)
    behind = dates[dates.snapshot < dates.snapshot.max()]
    names = of.catalogue.area_names("subdistrict")
    return [f"{names.get(row.area, row.area)}为{wording.day(f'{row.snapshot:%Y-%m-%d}')}台账" for row in behind.itertuples()]


def _line(metric, now, before, against: str) -> str:
    words = wording.change(now, before, metric.unit, against)
    tone, arrow = wording.better(now, before, metric.unit, metric.good), ARROW[wording.direction(now, before, metric.unit)]
    return f"<div class='gb-change' style='color:{TONE[tone]}'>{arrow} {html.escape(words)}</div>"
