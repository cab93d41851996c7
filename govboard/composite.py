"""The composite score of areas, by the weights that the office has entered; without weights there is none."""

import pandas as pd

from govboard.definitions import NOWHERE
from govboard.errors import WrongUse
from govboard.metrics import Catalogue
from govboard.selection import Selection


def scores(catalogue: Catalogue, weights: dict[str, float], dimension: str, selection: Selection = Selection()) -> pd.DataFrame:
    """One row per area, best first: code, label, one column per metric (0 to 1), score (0 to 100), state.

    A metric of which less is better counts as 1 minus its value. The weights need not sum to 1: they are taken in
    proportion. An area that lacks one of the figures, or has too few cases for it, has no score; state says why.
    Raises WrongUse when a metric is no share.
    """
    shares = [_share(catalogue, name, dimension, selection) for name in weights]
    whole = pd.concat([each.share for each in shares], axis=1, keys=list(weights))
    state = pd.concat([each.state for each in shares], axis=1).apply(lambda row: next(filter(None, row.fillna("没有应计记录")), ""), axis=1)
    total = sum(weights.values())
    score = sum(whole[name] * weight for name, weight in weights.items()) / total * 100
    labels = pd.concat([each.label for each in shares]).groupby(level=0).first()
    found = whole.assign(label=labels, score=score.mask(state != ""), state=state).rename_axis("code").reset_index()
    return found.sort_values(["score", "code"], ascending=[False, True], na_position="last", ignore_index=True)


def _share(catalogue: Catalogue, name: str, dimension: str, selection: Selection) -> pd.DataFrame:
    metric = catalogue.metric(name)
    if metric.unit != "percent":
        raise WrongUse(f"综合成绩只能由比率组成，“{metric.label}”不是比率。请改正 settings.toml 的 composite。")
    rows = catalogue.standing(metric.name, dimension, selection)
    rows = rows[rows.code.notna() & (rows.code != NOWHERE)].set_index("code")
    value = pd.to_numeric(rows.value)
    return rows.assign(share=1 - value if metric.good == "lower" else value)
