"""The list of what is stuck, in words: for the page 今日与我的镇街 and as the text of a 督办清单."""

import datetime as dt

import pandas as pd

from govboard import wording

LONGEST = 20  # characters of a summary on the list
OVERDUE, TODAY, NEXT = "超期", "今日到期", "下一工作日到期"


def worded(rows: pd.DataFrame, with_apart: bool = False) -> pd.DataFrame:
    """The rows of queries/reports/todo.sql that are to be listed, in the words of the list: 情况, 诉求, 小区·网格, 主办, 环节, 反复, 督办, 工单编号, and the tone of the light.

    What is held or extended is left out, or listed with its reason behind the light.
    """
    listed = rows if with_apart else rows[rows.apart.isna()]
    return pd.DataFrame({
        "tone": [_tone(each) for each in listed.itertuples()],
        "情况": [light(each) + ("" if pd.isna(each.apart) else f"（{each.apart}）") for each in listed.itertuples()],
        "诉求": [_short(each.title, each.category) for each in listed.itertuples()],
        "小区·网格": [place(each) for each in listed.itertuples()],
        "主办": [handler(each) for each in listed.itertuples()],
        "环节": [f"{each.stage}（停留{each.days_in_stage}天）" for each in listed.itertuples()],
        "反复": ["、".join(_again(each)) for each in listed.itertuples()],
        "督办": ["督办中" if each.supervised else "" for each in listed.itertuples()],
        "工单编号": listed.order_no.to_list(),
    })  # fmt: skip


def _tone(row) -> str:
    return {OVERDUE: "bad", TODAY: "near", NEXT: "neutral"}.get(row.light, "neutral")


def light(row) -> str:
    """已超期3个工作日, 今日17时到期, 6月30日10时到期; an order without a due time that is near is on the list for another reason. At 24时 the day that begins is named."""
    if row.light == OVERDUE:
        if pd.isna(row.workdays_overdue):
            return f"已超期{row.days_overdue}天"
        return f"已超期{int(row.workdays_overdue)}个工作日" if row.workdays_overdue else "已超期，不足1个工作日"
    if pd.isna(row.due_at):
        return "无时限"
    due = wording.short_moment(row.due_at.to_pydatetime())
    return f"今日{due.partition('日')[2]}到期" if row.light == TODAY and row.day_begun else f"{due}到期"


def _short(title, category) -> str:
    told = str(title) if not pd.isna(title) and title else f"{'' if pd.isna(category) else category}诉求"
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def place(row) -> str:
    """Estate and grid, the community where the grid is not known, 未归属 where nothing is."""
    where = next((each for each in (row.grid, row.community, row.subdistrict) if not pd.isna(each)), "未归属")
    return f"{row.estate}·{where}" if not pd.isna(row.estate) and row.estate else where


def handler(row) -> str:
    """主办单位·岗位; who has only the part of 主办 needs no second word."""
    unit = "未写明" if pd.isna(row.handling_unit) else row.handling_unit
    return f"{unit}·{row.handling_role}" if not pd.isna(row.handling_role) and row.handling_role not in ("主办", "") else unit


def _again(row) -> list[str]:
    told = [f"退回{row.returned}次"] if row.returned else []
    told += [f"催办{row.urged}次"] if row.urged else []
    return told + ([f"同址{int(row.same_place)}件"] if not pd.isna(row.same_place) else [])


def apart(rows: pd.DataFrame) -> str:
    """另有挂账4件、延期7件未列入。"""
    counts = rows.apart.value_counts()
    told = [f"{words}{counts[key]}件" for key, words in (("挂账", "挂账"), ("经批准延期", "延期")) if key in counts]
    return f"另有{'、'.join(told)}未列入。" if told else ""


def inside(rows: pd.DataFrame) -> str:
    """Of a count that includes them: 其中挂账4件、延期7件，未列入下表。"""
    told = apart(rows)
    return told.replace("另有", "其中").replace("未列入", "，未列入下表")


def text(rows: pd.DataFrame, head: str) -> str:
    """The 督办清单 to paste into a message: de-identified, one numbered line an order; only what is overdue, due today or supervised."""
    urgent = rows[rows.light.isin([OVERDUE, TODAY]) | rows.supervised]
    lines = [f"{at}. {each.情况}　{each.诉求}　{each[4]}　主办：{each.主办}　{each.环节}{'　' + each.反复 if each.反复 else ''}{'　督办中' if each.督办 else ''}　工单{each.工单编号}"
             for at, each in enumerate(worded(urgent).itertuples(), 1)]  # fmt: skip
    return "\n".join([f"督办清单（{head}）", *(lines or ["没有超期、今日到期或督办中的工单。"]), *filter(None, [apart(urgent)])])


def moved(now: set[str], before: set[str], version: str, cut_off: dt.datetime) -> str:
    """What changed since an earlier version: 与V3（数据截至6月29日24时）相比：新增超期2件、消除3件。"""
    came, left = len(now - before), len(before - now)
    told = "、".join(filter(None, [f"新增超期{came}件" if came else "", f"消除{left}件" if left else ""])) or "超期工单没有变化"
    return f"与{version}（数据截至{wording.short_moment(cut_off)}）相比：{told}。"
