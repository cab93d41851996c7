"""Rows that were sent back to be put right: which rows of which part a returned workbook speaks of."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from govboard.errors import Refused
from govboard.importing.layout import Layout, normalise
from govboard.importing.part import refused_rows
from govboard.importing.rows import Judged

NUMBER, REASON = "退回编号", "退回原因"
_WRITTEN = re.compile(r"([0-9a-f]{16})-(\d+)")


@dataclass(frozen=True)
class Return:
    """A returned sheet: the part its rows were refused in, and the row numbers they had there, by their row on this sheet."""

    part: str
    rows: dict[int, int]
    file: str  # in which they stood, and on which sheet
    sheet: str | None

    def renumbered(self, judged: Judged) -> Judged:
        """Rows with the numbers that they had where they were refused first, so that what comes back again is known to be the same row."""
        accepted, refused = (each.assign(source_row=each.source_row.map(self.rows)) for each in (judged.accepted, judged.refused))
        return replace(judged, accepted=accepted, refused=refused)


def number(part: str, row: int) -> str:
    """What a row that is sent back is known by."""
    return f"{part}-{row}"


def recognised(found: Layout, folder: Path) -> Return | None:
    """What a sheet with 退回编号 returns; None of any other sheet. Raises Refused when a row has no number or one of another folder."""
    at = next((index for index, header in enumerate(found.header) if normalise(header) == NUMBER), None)
    if at is None:
        return None
    parts, rows, seen = set(), {}, set()
    for kind, row, cells in found.body():
        if kind not in ("row", "broken"):
            continue
        cells = cells[1:] if kind == "broken" else cells
        written = _WRITTEN.fullmatch(cells[at].strip()) if at < len(cells) else None
        if not written:
            raise Refused(f"没有{NUMBER}，或编号被改动。", "只改正退回的行，不要改动编号、不要增加行；新的数据请另行导出。", row=row)
        if int(written[2]) in seen:
            raise Refused(f"{NUMBER}出现了两次。", "一行只能发回一次，不要复制行；新的数据请另行导出。", row=row)
        parts.add(written[1])
        rows[row] = int(written[2])
        seen.add(rows[row])
    if not rows:
        raise Refused("这张退回的表里没有行。", "没有要改正的行时，不必发回这张表。")
    if len(parts) != 1 or not (folder / "refused" / f"{next(iter(parts))}.parquet").exists():
        raise Refused(f"{NUMBER}不属于这个数据目录里的同一张表。", "请核对是否发错了文件；一张工作表只放同一次退回的行。")
    part = parts.pop()
    sent = refused_rows(folder, [part])
    strange = seen - set(sent.source_row)
    if strange:
        raise Refused(f"{NUMBER}被改动，没有退回过这样的行。", "请不要拖动填充或改写退回编号，从原来的退回工作簿里恢复它。", row=min(row for row, told in rows.items() if told in strange))
    sheet = sent.source_sheet.iloc[0]
    return Return(part, rows, sent.source_file.iloc[0], sheet if isinstance(sheet, str) else None)


def day(returns: Return, folder: Path, table: str, column: str):
    """The day for which the list was that a row is put right in; None where no row of it was accepted."""
    path = folder / "raw" / table / f"{returns.part}.parquet"
    days = pq.read_table(path, columns=[column])[column].drop_null().value_counts().to_pylist() if path.exists() else []
    return max(days, key=lambda each: each["counts"])["values"] if days else None


def attached(parts: list[dict], there: list[dict], manifests: list[dict]) -> list[dict]:
    """Parts of returned workbooks made parts of the files they put right; others stay as they are.

    `there` are the parts they may belong to, those of this import included; `manifests` are those of all versions, which know the parts of earlier readings.
    A part that puts right what is not there (taken back, replaced) is left out: its rows would stand alone.
    """
    known = {each["id"]: each for each in [*(one for manifest in manifests for one in manifest["parts"]), *there]}
    places = {(each["sha"], each["sheet"]): each for each in there if "corrects" not in each and "returns" not in each}
    found = []
    for each in parts:
        if "returns" not in each or "corrects" in each:
            found.append(each)
        elif (first := known.get(each["returns"]["part"])) and (root := places.get(_place(first))):
            found.append(_attached(each, first, root))
    return found


def _place(part: dict) -> tuple[str, str | None]:
    """File and sheet that a part was read from, or those that it puts right."""
    return part["sha"], part["corrects"]["sheet"] if "corrects" in part else part["sheet"]


def _attached(part: dict, first: dict, root: dict) -> dict:
    sheet, returns = f"{first['sheet'] or '表'}（更正{part['sha'][:6]}）", part["returns"]
    told = {"sheet": root["sheet"], "rows": list(returns["rows"].values()), "accepted": returns["accepted"]}
    return part | {"sha": root["sha"], "sheet": sheet, "areas": root["areas"], "streets": root.get("streets", []), "corrects": told}


def roots(parts: list[dict]) -> dict[str, str]:
    """Part -> the part that it puts right, else itself."""
    first = {(each["sha"], each["sheet"]): each["id"] for each in parts if "corrects" not in each}
    return {each["id"]: first.get(_place(each), each["id"]) for each in parts}


def outdated(parts: list[dict]) -> dict[str, list[int]]:
    """Returned part -> its rows that a later one has put right again: of a row that comes back twice the last good one counts."""
    found, better = {}, defaultdict(set)
    for each in reversed([each for each in parts if "corrects" in each]):
        found[each["id"]] = sorted(better[_place(each)] & set(each["corrects"]["rows"]))
        better[_place(each)].update(each["corrects"]["accepted"])
    return found


def pending(folder: Path, parts: list[dict]) -> pd.DataFrame:
    """The refused rows of a version's parts that nobody has put right yet, the newest part first. A row that came back is told as it came last."""
    spoken, frames = defaultdict(set), []
    for each in [*reversed([each for each in parts if "corrects" in each]), *reversed([each for each in parts if "corrects" not in each])]:
        if each["refused"]:
            rows = refused_rows(folder, [each["id"]])
            frames.append(rows[~rows.source_row.isin(list(spoken[_place(each)]))])
        if "corrects" in each:
            spoken[_place(each)].update(each["corrects"]["rows"])
    return pd.concat(frames, ignore_index=True) if frames else refused_rows(folder, [])


def without(parts: list[dict], taken: list[dict], before: list[dict]) -> list[dict]:
    """Parts without those of one import: where a sheet was read again its earlier reading comes back, and corrections go with the rows they correct."""
    gone, places = {each["id"] for each in taken}, {(each["sha"], each["sheet"]) for each in taken}
    earlier = {(each["sha"], each["sheet"]): each for each in before if each["id"] not in gone and (each["sha"], each["sheet"]) in places}
    kept = [earlier.get((each["sha"], each["sheet"])) if each["id"] in gone else each for each in parts]
    sheets = {(each["sha"], each["sheet"]) for each in kept if each}
    return [each for each in kept if each and ("corrects" not in each or (each["sha"], each["corrects"]["sheet"]) in sheets)]
