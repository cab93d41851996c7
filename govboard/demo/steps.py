"""How orders that were sent back went from hand to hand: the platform's log of the year 2025."""

from pathlib import Path

import pandas as pd

from .files import write_csv
from .handling import END

HEADER = ("工单编号", "流转类型", "流转时间", "转出单位", "转入单位", "操作人")
CENTRE = "区综合治理中心"


def write(table: pd.DataFrame, out: Path) -> Path:
    """One line a hand-over, in order of time."""
    sent_back = table[(table["year"] == 2025) & (table["part"] == "") & (table["returned"] > 0) & table["dispatched"].notna()]
    rows = sorted((row for order in sent_back.itertuples() for row in _of(order)), key=lambda row: (row[2], row[0]))
    return write_csv(out / "23工单流转2025年.csv", HEADER, rows, "gb18030")


def _of(order) -> list[tuple]:
    """Sent out, sent back and out again as often as the order says, and answered if it is finished."""
    answered = not pd.isna(order.finished)
    moves = [("派单", CENTRE, order.unit), *[("回退", order.unit, CENTRE), ("回退再派", CENTRE, order.unit)] * order.returned]
    moves += [("办结回复", order.unit, CENTRE)] if answered else []
    span = (order.finished if answered else pd.Timestamp(END)) - order.dispatched
    pause = span / (len(moves) - 1 if answered else len(moves))
    return [(order.number, kind, f"{(order.dispatched + at * pause).floor('s')}", source, to, "值班员") for at, (kind, source, to) in enumerate(moves)]
