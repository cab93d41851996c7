"""The verbs about files and parts: read one without importing it, settle in which system its points are."""

import sys
from itertools import islice
from pathlib import Path

from govboard import settings, wording
from govboard.documents import returns as documents
from govboard.errors import Refused
from govboard.importing import archive, formats, proposal, reading
from govboard.verbs import say, say_version
from govboard.warehouse import Warehouse


def read(path: Path, sheet: str | None, table: int | None, out: Path, refused: Path | None, as_json: bool) -> int:
    """Write one table of a file as it is understood; what was found goes to standard error."""
    with archive.members(path, path.name, settings.Settings().max_file_mb << 20) as files:
        return _read(reading.open_reading(files, sheet, table), out, refused, as_json)


def _read(found: reading.Reading, out: Path, refused: Path | None, as_json: bool) -> int:
    if not as_json:
        print("\n".join(found.told), file=sys.stderr)
    count = reading.write(found, out, refused)
    if not as_json:
        print("\n".join([*found.closing(), f"写出{count}行，未写出{len(found.refused)}行"]), file=sys.stderr)
        return 0
    told = {"found": found.told, "header": found.header, "rows": count, "refused": found.refused, "totals": [number for number, _ in found.totals], "footers": [number for number, _ in found.footers]}
    return say(told, "", as_json)


def coordinates(home: Warehouse, confirm: bool, as_json: bool) -> int:
    """The coordinate systems that are proposed; carried out on demand."""
    if confirm:
        return say_version(home.confirm_systems(), "已换算为 WGS 84，生成（尚未发布）", as_json)
    found = home.proposed_systems()
    return say(found, "\n".join(wording.system_proposed(each) for each in found) or "没有待确认的坐标系。", as_json)


def returns(home: Warehouse, out: Path, as_json: bool) -> int:
    """Write a workbook with the refused rows for each of those who sent them."""
    made = documents.workbooks(home)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (out / name).write_bytes(content)
    return say({"files": list(made)}, "\n".join(f"已生成 {out / name}" for name in made) or "没有等待改正的行。", as_json)


def propose(path: Path, folder: Path, sheet: str | None, table: int | None, of: str | None, as_json: bool) -> int:
    """Print a format file proposed for a table that is not recognised."""
    with archive.members(path, path.name, settings.Settings().max_file_mb << 20) as files:
        found = reading.open_reading(files, sheet, table)
        if not found.header:
            raise Refused("这张表没有表头，无法推断各列是什么。", "请补上表头后再试。")
        rows = list(islice(found.rows(), proposal.SAMPLED))
    told = proposal.propose(found.header, rows, formats.load(folder), of)
    text = proposal.as_toml(f"{path.stem}（自定义）", told)
    return say({"table": told.form.raw["table"], "columns": told.columns, "sure": told.sure, "missing": told.missing, "personal": told.personal, "toml": text}, text.rstrip(), as_json)
