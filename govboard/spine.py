"""The statement behind a figure: the rows of a metric, or the smallest cube of it, behind a body of queries/spine."""

import re

from govboard import queries
from govboard.definitions import SPANS, STORED, TIMES, Metric
from govboard.selection import Selection


def statement(metric: Metric, body: str, cube: str | None = None, few: str | None = None) -> str:
    """One file of queries/spine over the records of a metric, or over one of its cubes; `few` is read instead of the mart of its table."""
    source = f"select * from {cube}" if cube else metric.query.sql.rstrip().rstrip(";")
    source = re.sub(rf"\bmart_{metric.table}\b", few, source) if few else source
    text = (queries.FOLDER / "spine" / f"{body}.sql").read_text(encoding="utf-8")
    return _records(source, metric, bool(cube)) + _joined(text)


def smallest_cube(metric: Metric, dimension: str, selection: Selection) -> str | None:
    """The smallest cube that carries the asked dimensions, or None for the rows themselves."""
    if selection.hour:
        return None
    needed = (selection.dimensions() | {dimension}) - {*TIMES, "everything"}
    by_day = dimension == "day" or metric.shape == "snapshot" or not _on_month_edges(selection)
    fit = [each for each in metric.cubes if needed <= set(each["dimensions"]) and not (by_day and each["grain"] == "month")]
    return min(fit, key=lambda each: each["rows"])["table"] if fit else None


def few(metric: Metric, dimension: str, selection: Selection, cut_off) -> str | None:
    """The mart that a stock as a whole may be read from at the cut-off, as its file says: what that leaves out came in and went out before, and sums to nothing."""
    named, stop = metric.query.notes.get("at_cut_off"), selection.parameters()["stop"]
    return named if named and dimension == "everything" and cut_off is not None and (stop is None or stop > cut_off) else None


def read_at_end(metric: Metric, selection: Selection) -> Selection:
    """A snapshot is what stands at the end of the period, whenever its ledger was written."""
    return selection.during(None, selection.end) if metric.shape == "snapshot" else selection


def _records(source: str, metric: Metric, is_cube: bool) -> str:
    """The common table `records`: every dimension present, filtered by the selection. Identifiers only from DIMENSIONS."""
    columns = [each if each in metric.dimensions else f"cast(null as varchar) as {each}" for each in STORED]
    if is_cube:
        carried = next(set(each["dimensions"]) for each in metric.cubes if source.endswith(each["table"]))
        columns = [each if each in carried else f"cast(null as varchar) as {each}" for each in STORED]
    denominator = "denominator" if metric.is_rate or is_cube else "cast(null as bigint) as denominator"
    until = "until" if metric.shape in ("snapshot", *SPANS) else "cast(null as timestamp) as until"
    record = "cast(null as varchar) as record" if is_cube else "record"
    frame = (queries.FOLDER / "spine" / "records.sql").read_text(encoding="utf-8")
    return frame.replace("/*source*/", source).replace("/*columns*/", ", ".join([record, *columns, denominator, until]))


def _joined(body: str) -> str:
    """A spine body behind the `records` table: its own `with` continues the list."""
    statement = "\n".join(line for line in body.splitlines() if not line.startswith("--")).strip()
    return ",\n" + statement.removeprefix("with\n") if statement.startswith("with\n") else "\n" + statement


def _on_month_edges(selection: Selection) -> bool:
    edges = (selection.parameters()[each] for each in ("start", "stop"))
    return all(each is None or each.day == 1 for each in edges)
