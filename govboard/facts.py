"""The figures of the published article, each computed from the demonstration records by a query of its own."""

from pathlib import Path

from govboard import queries

FOLDER = queries.FOLDER / "facts"
_WORDED = {"多": 2.0}  # 多名: two at least


def compare(engine, folder: Path = FOLDER) -> list[dict]:
    """Every figure: id, words, expected, operator, upper, unit, computed, shown (the records in words), holds.

    `expected` is a number, or what stands for one where the article gives none. Where it gives no figure at all,
    the fact holds when there are records that stand for it.
    """
    return [_compared(query, engine.run(query.sql).to_dict("records")) for query in queries.read_folder(folder).values()]


def _compared(query: queries.Query, rows: list[dict]) -> dict:
    found = rows[0] if rows else {"computed": None, "shown": None}
    notes = query.notes
    computed, upper = _plain(found["computed"]), float(notes["upper"]) if "upper" in notes else None
    return {
        "id": query.name, "words": notes["报道"], "expected": _expected(notes["expected"]), "operator": notes["operator"], "upper": upper,
        "unit": notes["unit"], "computed": computed, "shown": _words(found["shown"]),
        "holds": computed is not None and _holds(computed, notes["operator"], _bound(notes["expected"]), upper),
    }  # fmt: skip


def _holds(computed: float, operator: str, bound: float | None, upper: float | None) -> bool:
    """Without a bound there is no figure in the article: records must be there, a trend must rise."""
    if bound is None:
        return computed > 0
    meets = {">=": computed >= bound, "<": 0 < computed < bound, ">": computed > bound}
    return meets.get(operator, computed == bound) and (upper is None or computed <= upper)


def _expected(text: str) -> float | str:
    number = _number(text)
    return text if number is None else int(number) if number.is_integer() else number


def _bound(text: str) -> float | None:
    return _WORDED.get(text, _number(text.removeprefix("≥")))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _plain(value) -> float | int | None:
    if value is None or value != value:  # NaN is what is not known
        return None
    return int(value) if float(value).is_integer() else float(value)


def _words(value) -> str:
    return value if isinstance(value, str) else ""
