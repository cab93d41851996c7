"""Slips of the pen in area names: what a written form of no area can only be meant for."""

import re
from collections import defaultdict
from itertools import pairwise

import pandas as pd
from pypinyin import lazy_pinyin

SAME_SOUND, DOUBLED, TURNED = "同音字", "多写一字", "两字颠倒"
_LONGEST = 20  # characters; longer texts are no names
_MOST = 20_000  # forms of one level; where there are more, the column holds no names of areas
_AHEAD = re.compile(r"(?:.{2,8}?省)?(?:.{2,8}?市)?(?:[^社小]{2,6}?[区县])?")
_TELLING = frozenset("零一二三四五六七八九十0123456789东西南北中上下前后左右")  # areas are told apart by these: another one is another area


def slips(written: pd.DataFrame, spellings: pd.DataFrame) -> pd.DataFrame:
    """The areas that a written form names when one slip is forgiven: level, written, code, why.

    `written`: level and written, forms that match no area; `spellings`: level, code and written, the names of areas.
    Only slips that leave the name whole: one character for another that sounds the same (the usual slip of typing by sound), one typed twice, two
    neighbours turned round; none that touches a number or a direction, and none before 家 (余家村, 于家村). A character of another sound is another
    name (红房一社区, 白房一社区). Several areas may come out.
    """
    found = [row for level, forms in written.groupby("level") if len(forms) <= _MOST for row in _level(level, forms.written, spellings[spellings.level == level])]
    return pd.DataFrame(found, columns=["level", "written", "code", "why"]).astype("string")


def _level(level: str, forms: pd.Series, spellings: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    plain, sounds = defaultdict(set), defaultdict(set)
    for name, code in zip(spellings.written, spellings.code, strict=True):
        plain[name].add(code)
        sounds[sound(name)].add((name, code))
    found = []
    for written in forms[forms.str.len() <= _LONGEST]:
        for text in filter(None, dict.fromkeys([written, written[_AHEAD.match(written).end() :]])):
            codes = {code: TURNED for turned in _turned(text) for code in plain.get(turned, ())}
            codes |= {code: DOUBLED for once in _once(text) for code in plain.get(once, ())}
            codes |= {code: SAME_SOUND for name, code in sounds.get(sound(text), ()) if _one_other(text, name)}
            found += [(level, written, code, why) for code, why in codes.items()]
    return list(dict.fromkeys(found))


def sound(text: str) -> str:
    """The syllables of a text, without their tones."""
    return " ".join(lazy_pinyin(text))


def _one_other(text: str, name: str) -> bool:
    """Whether one character stands for another, and it is none that areas are told apart by."""
    other = [at for at, (one, own) in enumerate(zip(text, name, strict=False)) if one != own]
    return len(text) == len(name) and len(other) == 1 and not _TELLING & {text[other[0]], name[other[0]]} and not name.startswith("家", other[0] + 1)


def _once(text: str) -> list[str]:
    """A text without one of two equal neighbours, for every such pair."""
    return [text[:at] + text[at + 1 :] for at, (one, other) in enumerate(pairwise(text)) if one == other and one not in _TELLING]


def _turned(text: str) -> list[str]:
    """A text with every two neighbours turned round."""
    return [f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}" for at in range(len(text) - 1) if not _TELLING & {text[at], text[at + 1]}]
