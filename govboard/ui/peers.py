"""The tab 对比: one area beside the whole district, all its peers together (itself left out) and one of them by name."""

import html
from base64 import b64encode

import pandas as pd
import streamlit as st

from govboard import periods, ranking, wording
from govboard.selection import Area, Selection
from govboard.ui import board, filters, frame, marks
from govboard.warehouse import Version

METRICS = ["order_reported", "order_per_households", "order_on_time_rate", "order_overdue_open", "order_solved_rate", "order_satisfied_rate", "order_returned_rate",
           "order_extension_rate", "order_self_found_rate", "activity_monthly_rate", "org_coverage", "grid_org_coverage", "estate_branch_rate"]  # fmt: skip
COUNTS = {"件", "个", "家", "人", "次", "场"}


def show(of: Version, selection: Selection) -> None:
    """A table with a line per metric; of two areas side by side the second is chosen here."""
    if len(selection.areas) != 1 or of.as_of is None:
        frame.empty("先选一个区域", "在左侧选一个镇街、社区、网格、小区或物业企业，就能与全区、与同级合计水平对比。")
        return
    own, days = selection.areas[0], periods.spans(of.as_of.date(), of.month_starts_on)
    others = {code: label for code, label in _peers(of, own).items() if code != own.code}
    words = of.catalogue.words(own.level)
    left, right = st.columns(2, gap="small")
    span = left.segmented_control("统计时段", list(days), default=next(iter(days)), key="span", bind="query-params") or next(iter(days))
    selection = selection.during(*days[span])
    other = right.selectbox("与谁并列", ["", *others], format_func=lambda code: others.get(code, f"不并列（选一个{words}）"), key="beside", bind="query-params")
    other = Area(own.level, other, others[other]) if other in others else None
    st.html(board.figure(of, _table, selection, other))
    marks.caption(f"“其他{words}”不含{own.name}：率为合计水平，数为平均数；诉求按发生地统计，“绩效”里的排名按承办单位所在镇街。位次：同级中的次序，{ranking.SAID}；件数太少的不排名。灰点为同级各{words}（不标名），深点为{own.name}。{frame.full_stamp(of, selection)}")


def _peers(of: Version, own: Area) -> dict[str, str]:
    """Code -> name of the areas of the same kind: of communities those of the same 镇街, of grids those of the same community."""
    listed = filters.places(of)
    same, around = listed[listed.level == own.level], _parent(of, own)
    if around is not None:
        same = same[same[around.level] == around.code]
    return dict(zip(same.code, same.label, strict=True))


def _parent(of: Version, own: Area) -> Area | None:
    level = {"community": "subdistrict", "grid": "community", "estate": "subdistrict"}.get(own.level)
    listed = filters.places(of)
    found = listed[(listed.level == own.level) & (listed.code == own.code)]
    if level is None or found.empty or pd.isna(found[level].iloc[0]):
        return None
    code = found[level].iloc[0]
    return Area(level, code, of.catalogue.area_names(level).get(code, code))


def _table(of: Version, selection: Selection, other: Area | None) -> str:
    own = selection.areas[0]
    words = of.catalogue.words(own.level)
    names = [of.catalogue.asked(name, selection) for name in METRICS if name in of.catalogue.metrics]
    lines = [_line(of, selection, own, other, name) for name in names if own.level in of.catalogue.metric(name).dimensions]
    heads = ["指标", own.name, "较上期", *([other.name] if other else []), "全区", f"其他{words}", "位次", "同级分布"]
    head = "".join(f"<th scope='col'>{html.escape(each)}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(_cell(each, title) for each, title in zip(line, heads, strict=True))}</tr>" for line in lines if line)
    return f"<table class='gb-list' aria-label='{html.escape(own.name)}与同级对比'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(content: str, title: str) -> str:
    if title == "指标":
        return f"<th scope='row'>{content}</th>"
    return f"<td data-label='{html.escape(title)}'>{content}</td>"


def _line(of: Version, selection: Selection, own: Area, other: Area | None, name: str) -> list[str] | None:
    """The cells of one metric, or None where nobody has a figure."""
    metric, around = of.catalogue.metric(name), _parent(of, own)
    rows = board.standing(of, name, own.level, selection.among((around,) if around else ())).drop_duplicates("code").set_index("code")
    if rows.value.isna().all() and own.code not in rows.index:
        return None
    mine = board.total(of, name, selection)
    whole = board.total(of, name, selection.among(()))
    beside = [_figure(metric, board.total(of, name, selection.among((other,))))] if other else []
    return [html.escape(metric.label), _figure(metric, mine), _change(of, selection, metric, mine), *beside, _figure(metric, whole), _others(metric, rows, own), _place(metric, rows, own), _dots(rows, own)]


def _figure(metric, total: dict) -> str:
    small = wording.parts(total["numerator"], total["denominator"]) if metric.is_rate else ""
    return f"{wording.figure(total['value'], metric.unit)}{f' <small>{small}</small>' if small and total['value'] is not None else ''}"


def _change(of: Version, selection: Selection, metric, mine: dict) -> str:
    if selection.start is None or metric.shape == "snapshot" or mine["value"] is None:
        return "—"
    start, end, against = board.before(selection)
    before = board.total(of, metric.name, selection.during(start, end))["value"]
    tone = wording.better(mine["value"], before, metric.unit, metric.good)
    return f"<span class='gb-{tone}'>{html.escape(wording.change(mine['value'], before, metric.unit, against))}</span>"


def _others(metric, rows: pd.DataFrame, own: Area) -> str:
    """All the others together: a rate from their sums, a count as their mean."""
    rest = rows[(rows.index != own.code) & rows.index.notna() & rows.value.notna()]
    if rest.empty:
        return "—"
    if metric.is_rate or metric.per_households:
        top, bottom = (pd.to_numeric(rest[each]).sum() for each in ("numerator", "denominator"))
        scale = 1000 if metric.per_households else 1
        return wording.figure(top / bottom * scale, metric.unit) if bottom else "—"
    return f"平均{wording.figure(float(wording.rounded(pd.to_numeric(rest.value).mean(), 1)), metric.unit)}"


def _place(metric, rows: pd.DataFrame, own: Area) -> str:
    if own.code not in rows.index:
        return "—"
    places = ranking.places(rows, metric)
    place = places.get(own.code)
    if not pd.isna(place) and ranking.undecided(places):
        return "不分先后"
    if pd.isna(place):
        return html.escape(rows.state.get(own.code) or ("不排名" if metric.good == "neutral" else "—"))
    return f"{ranking.words(place, (places == place).sum() > 1)}<small>／{places.notna().sum()}</small>"


def _dots(rows: pd.DataFrame, own: Area, width: int = 120, height: int = 16) -> str:
    """Every peer as a grey dot between the lowest and the highest, the own one dark: anonymous, and said in the cells beside."""
    values = pd.to_numeric(rows.value).dropna()
    if own.code not in values.index or len(values) < 2:
        return ""
    low, span = values.min(), (values.max() - values.min()) or 1
    spots = {code: 6 + (each - low) / span * (width - 12) for code, each in values.items()}
    drawn = "".join(f"<circle cx='{x:.1f}' cy='{height / 2}' r='3.2' fill='#b4bcc6'/>" for code, x in spots.items() if code != own.code)
    drawn += f"<circle cx='{spots[own.code]:.1f}' cy='{height / 2}' r='4.6' fill='#9e1b22'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><line x1='4' x2='{width - 4}' y1='{height / 2}' y2='{height / 2}' stroke='#dfe3e8'/>{drawn}</svg>"
    return f"<img alt='' src='data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}'>"
