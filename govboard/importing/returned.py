"""Rows that were sent back to be put right: which rows of which part a returned workbook speaks of."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from govboard.errors import Refused
from govboard.importing.layout import Layout, normalise
from govboard.importing.part import refused_rows

NUMBER, REASON = "退回编号", "退回原因"
_WRITTEN = re.compile(r"([0-9a-f]{16})-(\d+)")


@dataclass(frozen=True)
class Return:
    """A returned sheet: the part its rows were refused in, and the row numbers they had there."""

    part: str
    rows: list[int]
    sheet: str | None  # on which they stood


def number(part: str, row: int) -> str:
    """What a row that is sent back is known by."""
    return f"{part}-{row}"


def recognised(found: Layout, folder: Path) -> Return | None:
    """What a sheet with 退回编号 returns; None of any other sheet. Raises Refused when a row has no number or one of another folder."""
    at = next((index for index, header in enumerate(found.header) if normalise(header) == NUMBER), None)
    if at is None:
        return None
    parts, rows = set(), []
    for kind, row, cells in found.body():
        if kind != "row":
            continue
        written = _WRITTEN.fullmatch(cells[at].strip()) if at < len(cells) else None
        if not written:
            raise Refused(f"没有{NUMBER}，或编号被改动。", "只改正退回的行，不要改动编号、不要增加行；新的数据请另行导出。", row=row)
        parts.add(written[1])
        rows.append(int(written[2]))
    if len(parts) != 1 or not (folder / "refused" / f"{next(iter(parts))}.parquet").exists():
        raise Refused(f"{NUMBER}不属于这个数据目录里的同一张表。", "请核对是否发错了文件；一张工作表只放同一次退回的行。")
    part = parts.pop()
    return Return(part, rows, refused_rows(folder, [part]).source_sheet.iloc[0])


def attached(parts: list[dict], manifests: list[dict]) -> list[dict]:
    """Parts of returned workbooks made parts of the files they put right; `manifests` are those of all versions. Others stay as they are."""
    known = {each["id"]: each for manifest in manifests for each in manifest["parts"]}
    return [_attached(each, known[each["returns"]["part"]]) if each.get("returns", {}).get("part") in known else each for each in parts]


def _attached(part: dict, first: dict) -> dict:
    sheet = f"{first['sheet'] or '表'}（更正{part['sha'][:6]}）"
    return part | {"sha": first["sha"], "sheet": sheet, "areas": first["areas"], "whose": first.get("whose"), "corrects": {"sheet": first["sheet"], "rows": part["returns"]["rows"]}}


def pending(folder: Path, parts: list[dict]) -> pd.DataFrame:
    """The refused rows of a version's parts that nobody has put right yet, the newest part first."""
    done = defaultdict(set)
    for each in parts:
        if "corrects" in each:
            done[each["sha"], each["corrects"]["sheet"]].update(each["corrects"]["rows"])
    frames = []
    for each in reversed(parts):
        if each["refused"]:
            rows = refused_rows(folder, [each["id"]])
            frames.append(rows[~rows.source_row.isin(list(done[each["sha"], each["sheet"]]))])
    return pd.concat(frames, ignore_index=True) if frames else refused_rows(folder, [])


def without(parts: list[dict], taken: list[dict], before: list[dict]) -> list[dict]:
    """Parts without those of one import: where a sheet was read again its earlier reading comes back, and corrections go with the rows they correct."""
    gone, places = {each["id"] for each in taken}, {(each["sha"], each["sheet"]) for each in taken}
    earlier = {(each["sha"], each["sheet"]): each for each in before if each["id"] not in gone and (each["sha"], each["sheet"]) in places}
    kept = [earlier.get((each["sha"], each["sheet"])) if each["id"] in gone else each for each in parts]
    sheets = {(each["sha"], each["sheet"]) for each in kept if each}
    return [each for each in kept if each and ("corrects" not in each or (each["sha"], each["corrects"]["sheet"]) in sheets)]
