"""Conclusions in the office's sentences, written from the same figures as the cards."""

from govboard import wording
from govboard.selection import period_words


def conclusion(figure, selection, district: str) -> str:
    """One paragraph on orders. `figure(name, which)` gives a total; which is now, before or ago; see `Figures`.

    Each clause is left out when its figures are not there, so that nothing is said that was not counted.
    """
    clauses = [_volume(figure), _on_time(figure), _stock(figure)]
    told = [each for each in clauses if each]
    if not told:
        return ""
    return f"{period_words(selection.start, selection.end, selection.hour)}，{district}" + "；".join(told) + "。"


def _volume(figure) -> str:
    now = figure("order_reported", "now")["value"]
    if not now:
        return ""
    changes = [wording.change(now, figure("order_reported", which)["value"], "件", words) for which, words in figure.against]
    return "，".join([f"共受理群众诉求{now}件", *[each for each in changes if "无可比" not in each]])


def _on_time(figure) -> str:
    now = figure("order_on_time_rate", "now")
    if not now["denominator"]:
        return ""
    words = f"应办结{now['denominator']}件，按期办结{now['numerator']}件，按期办结率{wording.figure(now['value'], 'percent')}"
    which, against = figure.against[0] if figure.against else (None, None)
    before = figure("order_on_time_rate", which)["value"] if which else None
    told = [words] if wording.missing(before) else [words, wording.change(now["value"], before, "percent", against)]
    return "，".join([*told, *_among_peers(figure, now)])


def _among_peers(figure, now: dict) -> list[str]:
    """How an area stands to all others together, itself left out."""
    if not figure.peers:
        return []
    on_time, cases = figure.others("order_on_time_rate")
    return [wording.apart(now["value"], on_time / cases, figure.peers)] if cases else []


def _stock(figure) -> str:
    open_now, overdue = figure("order_open", "now")["value"], figure("order_overdue_open", "now")["value"]
    return "" if open_now is None else f"期末在办{open_now}件，其中超期未办结{overdue}件"


def today(as_of, where: str, overdue: int | None, due: int | None, longest=None) -> str:
    """截至…，…超期未办结6件，今日到期9件；最长一件已超期5个工作日，为…问题，主办单位为…. `longest` is the row of the order that is overdue longest.

    None stands for what was not delivered; of that nothing is said.
    """
    if overdue is None or due is None:
        return ""
    told = f"截至{wording.short_moment(as_of)}，{where}超期未办结{overdue}件，今日到期{due}件"
    if longest is None:
        return f"{told}。"
    kind = "诉求" if wording.missing(longest.category) else f"{longest.category}问题"
    unit = "" if wording.missing(longest.handling_unit) else f"，主办单位为{longest.handling_unit}"
    place = next((each for each in (longest.grid, longest.community, longest.subdistrict) if not wording.missing(each)), "")
    late = f"{int(longest.workdays_overdue)}个工作日" if not wording.missing(longest.workdays_overdue) else f"{longest.days_overdue}天"
    return f"{told}；最长一件已超期{late}，为{place}{kind}{unit}。"


def top_categories(values) -> str:
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


def coverage(org: dict, work: dict) -> str:
    """The note under 组织覆盖率: how the others are covered."""
    if wording.missing(org["value"]) or wording.missing(work["value"]):
        return ""
    sent, blank = work["numerator"] - org["numerator"], work["denominator"] - work["numerator"]
    parts = ([f"其余{sent}家已派党建指导员"] if sent else []) + ([f"{blank}家空白"] if blank else [])
    return "；".join(parts) or "全部已有党组织覆盖"
