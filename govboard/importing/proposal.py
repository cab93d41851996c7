"""A format for an export nobody has described: a mapping proposed from its headers and its values, to be corrected by a person."""

import json
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

import pandas as pd

from govboard.importing import clean
from govboard.importing.formats import Format
from govboard.importing.layout import normalise

SAMPLED = 300  # rows whose values are looked at
SURE, POSSIBLE = 0.9, 0.62  # likeness of headers
_FITTING = 0.6  # of the values of a column that have to be of the field's kind
_CHECKED = frozenset(["time", "limit", "date", "integer", "number", "degrees", "share", "flag", "geometry"])  # kinds that not every text is
_PERSON = re.compile(r"姓名|联系人|来电人|诉求人|当事人|反映人|电话|手机|号码$|联系方式|身份证|证件号|住址|地址|户主|银行卡|车牌")
_COPIED = ("constant", "values", "blank", "only", "extract", "path", "pair", "stand_in", "nth", "infer", "hint")
_WHOLE = ("pair", "stand_in", "nth", "infer", "hint")  # of no single column


@dataclass
class Proposal:
    """The known format an export is most like, and for each of its headers the field and how sure that is (0 to 1)."""

    form: Format
    columns: dict[str, str] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    personal: list[str] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Required fields that no header was found for."""
        instead = self.form.raw.get("stand_in", {})
        return [each for each in self.form.raw["required"] if not {each, instead.get(each)} & set(self.columns.values())]


def propose(header: list[str], rows: list[list[str]], known: list[Format], table: str | None = None) -> Proposal:
    """The most fitting of the known formats (of `table`, where it is given) with a mapping of the headers."""
    sample = pd.DataFrame([(row + [""] * len(header))[: len(header)] for row in rows[:SAMPLED]], columns=range(len(header)), dtype=object)
    candidates = [each for each in known if table in (None, each.raw["table"])]
    found = [_mapped(header, sample, each) for each in candidates]
    return max(found, key=_worth)


def _worth(proposal: Proposal) -> tuple:
    """Required fields count most; then how much of the rest is known, and how surely."""
    required = proposal.form.raw["required"]
    return 1 - len(proposal.missing) / len(required), sum(proposal.sure.values()), -len(proposal.form.aliases)


def _mapped(header: list[str], sample: pd.DataFrame, form: Format) -> Proposal:
    pairs = [(_likeness(name, at, sample, form, wanted), name, wanted) for at, name in enumerate(header) if name for wanted in form.raw["columns"]]
    proposal = Proposal(form)
    for score, name, wanted in sorted(pairs, key=lambda each: -each[0]):
        if score >= POSSIBLE and name not in proposal.columns and wanted not in proposal.columns.values():
            proposal.columns[name], proposal.sure[name] = wanted, score
    for wanted in proposal.missing:
        _by_values(proposal, wanted, header, sample)
    proposal.columns = {name: proposal.columns[name] for name in header if name in proposal.columns}
    proposal.personal = [name for name in header if name not in proposal.columns and _PERSON.search(name)]
    return proposal


def _likeness(name: str, at: int, sample: pd.DataFrame, form: Format, wanted: str) -> float:
    """How much a header is like those known for a field; nothing when its values are of another kind."""
    said = normalise(name)
    alike = max(_alike(said, normalise(each)) for each in form.raw["columns"][wanted])
    return alike if alike >= POSSIBLE and _fits(sample[at], form, wanted) else 0.0


@lru_cache(maxsize=200_000)
def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(other) > 1 and len(one) > 1 and (one.endswith(other) or one.startswith(other) or other.endswith(one)):
        return 0.7 + 0.25 * min(len(one), len(other)) / max(len(one), len(other))
    return 0.95 * SequenceMatcher(None, one, other).ratio()


def _fits(cells: pd.Series, form: Format, wanted: str) -> bool:
    kind = form.kind(wanted)
    filled = cells[cells.str.strip() != ""]
    if kind not in _CHECKED or filled.empty:
        return True
    synonyms = {alias: own for own, aliases in form.raw.get("values", {}).get(wanted, {}).items() for alias in aliases}
    _, bad = clean.column(filled.reset_index(drop=True), kind, synonyms)
    return 1 - bad.mean() >= _FITTING


def _by_values(proposal: Proposal, wanted: str, header: list[str], sample: pd.DataFrame) -> None:
    """A column for a required field by its values alone: the first of times, or of codes that never recur."""
    kind = proposal.form.kind(wanted)
    for at, name in enumerate(header):
        cells = sample[at].str.strip()
        if not name or name in proposal.columns or cells.eq("").mean() > 0.1 or _PERSON.search(name):
            continue
        timed = kind in ("time", "limit", "date") and clean.half_width(cells).str.contains(r"\d{4}.?\d").mean() > 0.9 and _fits(sample[at], proposal.form, wanted)
        coded = kind == "code" and cells.is_unique and cells.str.fullmatch(r"[\w-]{3,40}").all() and cells.str.contains(r"\d").all()
        if timed or coded:
            proposal.columns[name], proposal.sure[name] = wanted, POSSIBLE / 2
            return


# --- as a file


def as_toml(title: str, proposal: Proposal) -> str:
    """The format file: what the known format says of key, arrival and values, with the headers of this export."""
    raw = proposal.form.raw
    lines = [f"# 按“{proposal.form.title}”推断的格式；标注“请核对”的列请看一遍。", f"title = {_value(title)}"]
    lines += [f"{name} = {_value(raw[name])}" for name in ("table", "arrives", "key", "period", "area", "snapshot", "sheet_is") if name in raw]
    lines += [f"required = {_value(raw['required'])}", *(f"# 还没有对应的列：{proposal.form.raw['columns'][each][0]}" for each in proposal.missing), "", "[columns]"]
    for wanted in dict.fromkeys(proposal.columns.values()):
        names = [name for name, said in proposal.columns.items() if said == wanted]
        doubt = "  # 请核对" if min(proposal.sure.get(name, 1) for name in names) < SURE else ""
        lines.append(f"{wanted} = {_value(names)}{doubt}")
    if proposal.personal:
        lines += ["", "[personal]", "# 读到即弃，任何地方都不保存。", f"headers = {_value(proposal.personal)}"]
    return "\n".join([*lines, *_sections(proposal)]) + "\n"


def _sections(proposal: Proposal) -> list[str]:
    """What the known format says of the values of these fields, and of columns that hold two things."""
    raw, used, lines = proposal.form.raw, set(proposal.columns.values()), []
    for section in _COPIED:
        told = {name: said for name, said in raw.get(section, {}).items() if section in _WHOLE or (name in used) == (section != "constant")}
        plain = {name: said for name, said in told.items() if not isinstance(said, dict)}
        lines += ["", f"[{section}]", *_entries(plain)] if plain else []
        for name, said in told.items():
            lines += ["", f"[{section}.{name}]", *_entries(said)] if isinstance(said, dict) else []
    return lines


def _entries(told: dict) -> list[str]:
    return [f"{name if re.fullmatch('[A-Za-z_]+', name) else _value(name)} = {_value(value)}" for name, value in told.items()]


def _value(value) -> str:
    """A TOML value: basic strings are written as in JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{{ {', '.join(_entries(value))} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)

