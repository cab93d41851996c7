"""What the local statistics found, in the office's sentences: one for the whole, one for every area that stands out."""

import pandas as pd

from govboard import hotspots, wording

CLASSES = {hotspots.HOT: "高于周边", hotspots.COLD: "低于全区", hotspots.APART: "高于相邻"}
TRENDS = {hotspots.NEW: "新出现", hotspots.LASTING: "持续", hotspots.FADING: "消退"}
KINDS = {hotspots.NEW: ("新出现", "#c8102e"), hotspots.LASTING: ("持续", "#7d1420"), hotspots.HOT: ("高于周边", "#c8102e"), hotspots.FADING: ("消退", "#e6b8a2"), hotspots.APART: ("高于相邻", "#e08a1e"),
         hotspots.COLD: ("低于全区", "#92b8da"), "none": ("不明显", "#eef1f4")}  # on the map: words and colour  # fmt: skip
_SAID = {hotspots.HOT: "聚集程度明显高于周边", hotspots.COLD: "连同相邻区域明显低于全区水平", hotspots.APART: "明显高于相邻的区域"}


def state(row) -> str:
    """新出现, 持续, 消退, 低于全区 or 高于相邻; empty for an area that does not stand out."""
    return TRENDS.get(row.trend) or CLASSES.get(row["class"], "")


def sentence(row) -> str:
    """锦绣社区第2网格诉求10件，每千户43.5件，聚集程度明显高于周边（持续）。 Empty for an area that does not stand out."""
    figures = f"{row.label}诉求{wording.figure(row['count'], '件')}，每千户{wording.rounded(row.rate, 1)}件"
    if row.trend == hotspots.FADING:
        return f"{figures}，上期聚集程度明显高于周边，本期不再明显（{TRENDS[hotspots.FADING]}）。"
    if not row["class"]:
        return ""
    return f"{figures}，{_SAID[row['class']]}{f'（{TRENDS[row.trend]}）' if row.trend else ''}。"


def whole(found: pd.DataFrame, level: str) -> str:
    """全区共561个网格参与分析，3个聚集程度明显高于周边，其中新出现2个、持续1个；另有1个消退，14个连同相邻区域明显低于全区水平。"""
    hot = found[found["class"] == hotspots.HOT]
    told = f"全区共{len(found)}个{level}参与分析，"
    counts = {words: int((found.trend == key).sum()) for key, words in TRENDS.items()}
    if len(hot):
        parts = "、".join(f"{words}{count}个" for words, count in counts.items() if count and words != TRENDS[hotspots.FADING])
        told += f"{len(hot)}个聚集程度明显高于周边" + (f"，其中{parts}" if parts else "")
    else:
        told += "没有聚集程度明显高于周边的"
    more = [f"{counts[TRENDS[hotspots.FADING]]}个消退"] if counts[TRENDS[hotspots.FADING]] else []
    more += [f"{count}个{_SAID[each]}" for each in (hotspots.APART, hotspots.COLD) if (count := int(((found["class"] == each) & (found.trend != hotspots.FADING)).sum()))]
    return told + (f"；另有{'，'.join(more)}" if more else "") + "。"


def sorted_rows(found: pd.DataFrame) -> pd.DataFrame:
    """The areas that stand out: high ones first, the surest in front."""
    rank = {hotspots.HOT: 0, hotspots.APART: 2, hotspots.COLD: 3}
    order = found["class"].map(rank).fillna(9).where(found.trend != hotspots.FADING, 1)
    return found.assign(order=order, size=-found.statistic.abs())[order < 9].sort_values(["order", "q", "size"], kind="stable").drop(columns=["order", "size"])
