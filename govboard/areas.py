"""Names and codes that people give for areas, resolved against the areas of a version."""

import pandas as pd

from govboard import queries
from govboard.errors import Unknown, WrongUse
from govboard.selection import Area


def listed(version) -> pd.DataFrame:
    """Every area of a version, then its estates and companies: level, code, name, label and the divisions around them. A version of an earlier program knows no homes."""
    known, homes = version.report("areas"), queries.report("homes").marts <= version.tables
    return pd.concat([known, version.report("homes")], ignore_index=True) if homes else known


def resolve(listed, given: list[str], spelled) -> tuple[Area, ...]:
    """Areas for codes, names or any spelling of a name; what stands for areas of two levels is the coarser one.

    `listed` has columns level, code, name, label, the coarsest level first; `spelled` has level, written, code.
    Raises Unknown with the closest names, WrongUse where a name stands for several areas of one level.
    """
    return tuple(_one(listed, text.strip(), spelled) for text in given)


def _one(listed, text: str, spelled) -> Area:
    found = listed[(listed.code == text) | (listed.name == text) | (listed.label == text)]
    if len(found) == 0:
        found = listed.merge(spelled.loc[spelled.written == text, ["level", "code"]], on=["level", "code"])
    if len(found) == 0:
        raise Unknown("区域", text, listed.label, listed.label[listed.level == "subdistrict"])
    first = found.iloc[0]
    same = found[found.level == first.level]
    if len(same) > 1:
        raise WrongUse(f"“{text}”对应{len(same)}个区域，请改用代码：{'、'.join(same.label)}。")
    return Area(first.level, first.code, first.label)
