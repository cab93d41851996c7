"""Names and codes that people give for areas, resolved against the areas of a version."""

from govboard.errors import Unknown, WrongUse
from govboard.selection import Area


def resolve(listed, given: list[str]) -> tuple[Area, ...]:
    """Areas for codes or names. `listed` has columns level, code, name, label.

    Raises Unknown with the closest names, WrongUse where a name stands for several areas.
    """
    return tuple(_one(listed, text) for text in given)


def _one(listed, text: str) -> Area:
    found = listed[(listed.code == text) | (listed.name == text) | (listed.label == text)]
    if len(found) == 0:
        raise Unknown("区域", text, listed.label)
    if len(found) > 1 and found.level.nunique() == 1:
        raise WrongUse(f"“{text}”对应{len(found)}个区域，请改用代码：{'、'.join(found.label)}。")
    first = found.iloc[0]  # the coarsest level comes first
    return Area(first.level, first.code, first.label)
