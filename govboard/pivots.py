"""One metric by two of its dimensions at once."""

import pandas as pd

from govboard import spine
from govboard.definitions import SPANS
from govboard.errors import WrongUse
from govboard.selection import Selection


def pivot(catalogue, name: str, rows: str, columns: str, selection: Selection = Selection()) -> pd.DataFrame:
    """A flow, stock or snapshot by two dimensions: row, column (codes, None for a null group), numerator, denominator, value. Raises WrongUse for what cannot be split so."""
    metric = catalogue.metric(name)
    for each in (rows, columns, *selection.dimensions()):
        metric.need(each)
    if metric.shape in SPANS or metric.per_households:
        raise WrongUse(f"{metric.label}不能同时按两个维度展开，请改选其他指标。")
    asked = selection.during(None, selection.end) if metric.shape in ("stock", "snapshot") else selection
    extra = {"dimension": rows, "across": columns, "lasting": metric.shape == "snapshot"}
    found = catalogue.engine.run(spine.statement(metric, "pivot"), asked.parameters() | extra)
    rate = found.numerator.astype("float64") / found.denominator.where(found.denominator != 0) if metric.is_rate else found.numerator
    return found.rename(columns={"label": "row", "across": "column"}).assign(value=rate)
