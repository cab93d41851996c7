"""Rows of one found table, judged: accepted with typed values, or refused with the reason."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd

from govboard import coordinates, spatial
from govboard.importing import clean, formats, scrub
from govboard.importing.formats import Format
from govboard.importing.layout import Layout, normalise

BATCH = 50_000
_ARROW = re.compile(r"\s*(?:[-—=－]+>|→|⇒|»|(?<=[一-鿿)])\s*>\s*(?=[一-鿿]))\s*")
_DAY = re.compile(r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_STEPS = re.compile(r"[一-鿿（）()、]+(?:\s*([-/])\s*[一-鿿（）()、]+)(?:\s*\1\s*[一-鿿（）()、]+)+")  # 甲/乙/丙, 甲-乙-丙
REFUSED = ["source_row", "column", "value", "reason", "row"]


@dataclass
class Judged:
    """One batch: accepted rows, refused rows (columns REFUSED) and the counts that must add up."""

    accepted: pd.DataFrame
    refused: pd.DataFrame
    read: int
    totals: int
    footers: list[str] = field(default_factory=list)
    turned: int = 0  # points whose longitude and latitude stood in each other's place
    lower_bounds: dict[str, int] = field(default_factory=dict)  # numbers like 100余, by field


@dataclass(frozen=True)
class Context:
    """What is known outside the rows: the sheet's name, the declared last day, the secret behind which persons stand, what sheet and file are called."""

    sheet: str | None
    snapshot: object
    now: pd.Timestamp
    secret: bytes = b""
    period: tuple = (None, None)  # first and last day declared, where both lie in one year
    called: tuple[str, ...] = ()


def judge(layout: Layout, form: Format, context: Context) -> Iterator[Judged]:
    """Judge the table batch by batch, so that memory does not grow with the file."""
    body = layout.body()
    while batch := list(islice(body, BATCH)):
        yield _batch(batch, layout, form, context)


def _batch(batch: list, layout: Layout, form: Format, context: Context) -> Judged:
    width, kinds = len(layout.header), _kinds(layout.header, form)
    rows = [(number, cells) for kind, number, cells in batch if kind == "row"]
    broken = [_broken(number, cells[0], cells[1:], layout, form) for kind, number, cells in batch if kind == "broken"]
    uneven = {number: cells for number, cells in rows if len(cells) != width}
    even = [(number, cells + [""] * (width - len(cells))) for number, cells in rows if len(cells) == width or _cut_short(cells, kinds)]
    accepted, refused = _accept(even, layout, form, context)
    refused = refused[~refused.source_row.isin(list(uneven))]
    ragged = broken + [_ragged(number, uneven[number], layout, form) for number in uneven.keys() - set(accepted.source_row)]
    refused = pd.concat([refused, pd.DataFrame(sorted(ragged), columns=REFUSED)]) if ragged else refused
    totals = sum(kind == "total" for kind, _, _ in batch)
    footers = [scrub.text(" ".join(filter(None, cells))) for kind, _, cells in batch if kind == "footer"]
    return Judged(accepted, refused, len(rows) + len(broken) + totals, totals, footers, accepted.attrs.get("turned", 0), accepted.attrs.get("lower_bounds", {}))


def _kinds(header: list[str], form: Format) -> list[str | None]:
    """The type of each column; None of one that is not stored."""
    return [form.kind(form.aliases.get(normalise(each), "")) for each in header]


def _cut_short(cells: list[str], kinds: list) -> bool:
    """Whether a row lacks nothing but empty cells at its end, which some tools leave out, and no cell in the middle.

    A cell lost in the middle moves a person under another header. Where the table has people, a phone, an ID or a name
    alone in a cell of words, areas or codes gives that away.
    """
    return len(cells) < len(kinds) and (_nobodys(kinds) or not any(map(_misplaced, cells, kinds)))


def _nobodys(kinds: list) -> bool:
    """Whether every column is one that is stored as it is written."""
    return not {None, "person", "key"} & set(kinds)


def _misplaced(cell: str, kind: str | None) -> bool:
    number_alone = kind in ("text", "name", "free") and not re.search(r"[一-鿿]", cell) and scrub.text(cell) != cell
    return number_alone or (kind in ("name", "code") and scrub.person(cell) != cell)


def _ragged(number: int, cells: list[str], layout: Layout, form: Format) -> tuple:
    return _broken(number, f"本行有{len(cells)}列，表头有{len(layout.header)}列，无法对齐；请检查多余或缺少的分隔符、引号", cells, layout, form)


def _broken(number: int, reason: str, cells: list[str], layout: Layout, form: Format) -> tuple:
    # out of line, the caller's name may stand under any header
    kept = cells if _nobodys(_kinds(layout.header, form)) else []
    return number, "（整行）", "", reason, kept_row(layout.header, kept, form)


def _accept(rows: list, layout: Layout, form: Format, context: Context) -> tuple[pd.DataFrame, pd.DataFrame]:
    cells = pd.DataFrame([cells for _, cells in rows], columns=range(len(layout.header)), dtype=object)
    numbers = pd.Series([number for number, _ in rows], dtype="int64")
    written = {name: cells[index] for name, index in form.mapping(layout.header).items()}
    if (own := form.raw.get("sheet_is")) in written and context.sheet:
        written[own] = written[own].where(written[own].str.strip() != "", context.sheet)
    for name, other in form.raw.get("stand_in", {}).items():
        if {name, other} <= set(written):
            written[name] = written[name].where(written[name].str.strip() != "", written[other])
    written |= _constants(form, context, cells, written)
    values, problems = {}, _paired(written, layout, form, cells)
    for name, text in written.items():
        values[name], bad = _field(name, text, form)
        if bad.any() and context.period[1] and form.kind(name) in ("time", "limit", "date"):
            values[name], bad = _dated(name, text, form, context.period, values[name], bad)
        if form.kind(name) == "key":
            values[name] = values[name].map(lambda number: scrub.pseudonym(number, context.secret), na_action="ignore")
        values[name], bad = _among(values[name], bad, form.raw.get("only", {}).get(name))
        problems += [(index, name, text[index], _reason(name, text[index], form)) for index in bad[bad].index]
    frame = _completed(_gathered(values, form), cells.index, form, context)
    problems += _absent(frame, problems, form) + _impossible(frame, form, context)
    refused = _refused(problems, cells, numbers, layout, form)
    frame.attrs["lower_bounds"] = {said(name, form): count for name, text in written.items() if form.kind(name) in ("integer", "number") and (count := int(text.str.contains(r"[\d万亿]\s*[余多]").sum()))}
    keep = ~cells.index.isin([index for index, *_ in problems])
    return frame[keep].assign(source_row=numbers[keep]), refused


def _constants(form: Format, context: Context, cells: pd.DataFrame, written: dict) -> dict:
    fixed = dict(form.raw.get("constant", {}))
    if form.raw.get("sheet_is") and context.sheet and form.raw["sheet_is"] not in written:
        fixed[form.raw["sheet_is"]] = context.sheet
    return {name: pd.Series(value, index=cells.index, dtype=object) for name, value in fixed.items()}


def _field(name: str, text: pd.Series, form: Format) -> tuple[pd.Series, pd.Series]:
    synonyms = {alias: own for own, aliases in form.raw.get("values", {}).get(name, {}).items() for alias in aliases}
    return clean.column(text, form.kind(name), synonyms, form.raw.get("blank", {}).get(name.partition(".")[0]))


def _dated(name: str, text: pd.Series, form: Format, period: tuple, values: pd.Series, bad: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Days written without their year (3月8日) in the year that the file declares; one outside its period stays unclear."""
    short = bad & text.map(lambda each: bool(_DAY.match(each))).astype(bool)
    if short.any():
        first, last = (pd.Timestamp(each) if each else None for each in period)
        anew, wrong = _field(name, f"{last.year}年" + text[short].str.strip(), form)
        wrong |= (anew < (first or pd.Timestamp(last.year, 1, 1))) | (anew >= last + pd.Timedelta(days=1))
        values, bad = values.copy(), bad.copy()
        values[short], bad[short] = anew, wrong
    return values, bad


def _gathered(values: dict, form: Format) -> dict:
    """The yes/no columns that the format tells together: one field with the words said yes to, one with those said no to."""
    told = {name: column for name, column in values.items() if "." not in name}
    for one in form.raw.get("gather", {}):
        flags = {name.partition(".")[2]: column for name, column in values.items() if name.startswith(f"{one}.")}
        told |= {one: _words(flags, True), formats.lacking(one): _words(flags, False)} if flags else {}
    return told


def _words(flags: dict[str, pd.Series], answer: bool) -> list[str | None]:
    rows = zip(*flags.values(), strict=True)
    return ["、".join(word for word, said_so in zip(flags, row, strict=True) if said_so is not pd.NA and said_so is not None and said_so == answer) or None for row in rows]


def _among(values: pd.Series, bad: pd.Series, only: list | None) -> tuple[pd.Series, pd.Series]:
    """Where the format names all values a field may have, any other is not understood."""
    return (values, bad | (values.notna() & ~values.isin(only))) if only else (values, bad)


def _completed(values: dict, index: pd.Index, form: Format, context: Context) -> pd.DataFrame:
    frame = pd.DataFrame(values, index=index)
    for name, rule in form.raw.get("extract", {}).items():
        frame[name] = frame[rule["from"]].map(lambda text, rule=rule: _first_match(rule["patterns"], text), na_action="ignore")
    for name, below in form.raw.get("path", {}).items():
        if name in frame:
            _split(frame, name, below)
    for name, rules in form.raw.get("infer", {}).items():
        _infer(frame, name, rules, context)
    for name, of in form.raw.get("nth", {}).items():
        if set(of) <= set(frame.columns):
            place = frame.groupby(of, dropna=False).cumcount()
            frame[name] = place.where(place > 0).astype("Int64")
    _turn(frame)
    _placed(frame)
    dated = form.raw.get("snapshot")
    if dated and context.snapshot is not None:
        given = frame[dated] if dated in frame else pd.Series(pd.NaT, index=index)
        day = min(pd.Timestamp(context.snapshot), context.now.normalize())  # “2025年度” in June is the state of June
        frame[dated] = given.fillna(day).astype("datetime64[us]")
    return frame


def _infer(frame: pd.DataFrame, name: str, rules: list[dict], context: Context) -> None:
    """A field that is empty, by what the first fitting rule sees in another field or in what sheet and file are called."""
    values = list(frame[name]) if name in frame else [None] * len(frame)
    for rule in rules:
        said = next(filter(None, (_said(rule, each) for each in context.called)), None)
        texts = [said] * len(frame) if rule["from"] == "file" else [_said(rule, each) for each in frame[rule["from"]]] if rule["from"] in frame else values
        values = [text if pd.isna(value) else value for value, text in zip(values, texts, strict=True)]
    frame[name] = pd.Series(values, index=frame.index, dtype=object)


def _said(rule: dict, text) -> str | None:
    """What a rule says of a text; None where it does not fit, or where there is none."""
    match = re.fullmatch(rule["is"], text) if isinstance(text, str) else None
    return match and match.expand(rule["then"])


def _split(frame: pd.DataFrame, name: str, below: str) -> None:
    """A path of classes in one cell (房屋维修->门窗->破损): the first to `name`, the rest to `below` where that is empty."""
    parts = frame[name].map(_path, na_action="ignore")
    deep = parts.map(len, na_action="ignore").fillna(1) > 1
    if deep.any():
        rest = parts[deep].map(lambda found: "/".join(found[1:]))
        frame[below] = frame[below].where(frame[below].notna(), rest.reindex(frame.index)) if below in frame else rest.reindex(frame.index)
        frame.loc[deep, name] = parts[deep].map(lambda found: found[0])


def _path(text: str) -> list[str]:
    found = [each.strip() for each in _ARROW.split(text)]
    if len(found) == 1 and _STEPS.fullmatch(text):
        found = [each.strip() for each in re.split("[-/]", text)]
    return [each for each in found if each] or [text]


def _placed(frame: pd.DataFrame) -> None:
    """Points and boundaries that say in which system they are given, in WGS 84."""
    if "coordinate_system" not in frame:
        return
    for system, to_wgs84 in spatial.SYSTEMS.items():
        given = frame["coordinate_system"] == system
        if "geometry" in frame and (shapes := given & frame["geometry"].notna()).any():
            frame.loc[shapes, "geometry"] = frame.loc[shapes, "geometry"].map(lambda text, change=to_wgs84: spatial.moved(text, change))
        if {"lng", "lat"} <= set(frame.columns) and (points := given & frame["lng"].notna() & frame["lat"].notna()).any():
            frame.loc[points, "lng"], frame.loc[points, "lat"] = to_wgs84(frame.loc[points, "lng"].to_numpy(dtype=float), frame.loc[points, "lat"].to_numpy(dtype=float))


def _paired(written: dict[str, pd.Series], layout: Layout, form: Format, cells: pd.DataFrame) -> list[tuple]:
    """Longitude and latitude out of one cell, where they have no column of their own. Returns the cells that hold something else."""
    at = next((index for index, header in enumerate(layout.header) if normalise(header) in form.pairs), None)
    if at is None or "lng" in written:
        return []
    found = cells[at].map(lambda text: None if text.strip().lower() in clean.BLANK else coordinates.pair(text) or ())
    for place, name in enumerate(("lng", "lat")):
        written[name] = found.map(lambda both, place=place: repr(both[place]) if both else "").astype(object)
    return [(index, layout.header[at], cells[at][index], f"{layout.header[at]}“{scrub.text(cells[at][index].strip())[:40]}”不是“经度,纬度”") for index in found.index[found.map(lambda both: both == ())]]


def _turn(frame: pd.DataFrame) -> None:
    """Longitude and latitude back in their places, where they stand in each other's; `attrs` keeps how many were."""
    frame.attrs["turned"] = 0
    if {"lng", "lat"} <= set(frame.columns):
        wrong = coordinates.swapped(frame["lng"], frame["lat"]).fillna(False).astype(bool)
        frame.attrs["turned"] = int(wrong.sum())
        if wrong.any():
            frame.loc[wrong, ["lng", "lat"]] = frame.loc[wrong, ["lat", "lng"]].to_numpy(copy=True)


def _first_match(patterns: list[str], text: str) -> str | None:
    return next((match[0] for pattern in patterns if (match := re.search(pattern, text))), None)


def _absent(frame: pd.DataFrame, problems: list, form: Format) -> list:
    told, wrong = {(index, name) for index, name, *_ in problems}, {index for index, *_ in problems}
    found = []
    for name in sorted(form.table.required):
        lacking = frame.index[frame[name].isna()] if name in frame else frame.index
        reason, hint = f"缺少{said(name, form)}", form.raw.get("hint", {}).get(name)
        found += [(index, name, "", f"{reason}，{hint}" if hint and index not in wrong else reason) for index in lacking if (index, name) not in told]
    return found


def _impossible(frame: pd.DataFrame, form: Format, context: Context) -> list:
    found = []
    for name in form.raw.get("period", []):
        if name in frame:
            late = frame.index[frame[name] > context.now]
            found += [(index, name, str(frame.at[index, name]), f"{said(name, form)}晚于导入时刻，不可能") for index in late]
    return found


def _reason(name: str, value: str, form: Format) -> str:
    only = form.raw.get("only", {}).get(name)
    shown = scrub.text(value.strip()[:200])[:40]
    return f"{said(name, form)}“{shown}”{_none_of(name, only, form) if only else clean.reason(form.kind(name), value)}"


def _none_of(name: str, only: list[str], form: Format) -> str:
    words = form.raw.get("values", {}).get(name, {})
    return f"不是{'、'.join(words.get(each, [each])[0] for each in only)}之一"


def said(name: str, form: Format) -> str:
    """A field in the words of the export: its first known header."""
    return form.raw["columns"].get(name, [name.rpartition(".")[2]])[0]


def _refused(problems: list, cells: pd.DataFrame, numbers: pd.Series, layout: Layout, form: Format) -> pd.DataFrame:
    by_row: dict[int, list] = {}
    for index, *problem in problems:
        by_row.setdefault(index, []).append(problem)
    rows = []
    for index, found in sorted(by_row.items()):
        columns = "、".join(dict.fromkeys(said(name, form) for name, _, _ in found))
        values = "、".join(scrub.text(value.strip()) for _, value, _ in found if value.strip())
        reasons = "；".join(dict.fromkeys(reason for _, _, reason in found))
        rows.append((numbers[index], columns, values, reasons, kept_row(layout.header, list(cells.loc[index]), form)))
    return pd.DataFrame(rows, columns=REFUSED)


def kept_row(header: list[str], cells: list[str], form: Format) -> str:
    """A refused row as JSON, personal columns left out, the rest scrubbed: nothing is lost, nobody is exposed."""
    kept = {}
    for name, value in zip(header, cells, strict=False):
        if normalise(name) in form.aliases or normalise(name) in form.pairs:
            kept.setdefault(name, _masked(name, value, form))  # of two equal headers the first is used, so the first is kept
    more = [scrub.text(value) for value in cells[len(header) :] if value.strip()]
    return json.dumps(kept | ({"（多出）": "、".join(more)} if more else {}), ensure_ascii=False)


def _masked(header: str, value: str, form: Format) -> str:
    kind = _kinds([header], form)[0]
    return "***" if kind == "key" and value.strip() else scrub.person(value) if kind == "person" else scrub.text(value)
