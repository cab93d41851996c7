"""Invented exports small enough to count by hand, and data folders built from them by the real import."""

import csv
from pathlib import Path

from govboard.warehouse import Version, Warehouse

JUNE = "统计时间：2025年6月1日至2025年6月30日"
ORDER = {
    "工单编号": "", "上报时间": "", "办结时限": "", "处置完成时间": "", "结案时间": "", "回访时间": "", "所属街道": "东街", "网格编码": "",
    "一级分类": "市容环卫", "诉求来源": "12345热线", "退回次数": "0", "是否有效回访": "", "是否解决": "", "是否满意": "", "工单状态": "处置中",
}  # fmt: skip


def table(path: Path, header: list[str], rows: list, title: str = JUNE) -> Path:
    """An export as offices save it: a title line, the header, the rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(f"{title}\n" if title else "")
        csv.writer(file).writerows([header, *([*row, *[""] * (len(header) - len(row))] for row in rows)])
    return path


def orders(path: Path, rows: list[dict], title: str = JUNE) -> Path:
    """A work order export; each row says only what differs from an ordinary open order."""
    whole = [{**ORDER, "工单编号": f"G{number:03d}", **row} for number, row in enumerate(rows, 1)]
    header = list(dict.fromkeys([*ORDER, *(name for row in rows for name in row)]))
    return table(path, header, [[row.get(name, "") for name in header] for row in whole], title)


def ordinary(count: int, month: str = "2025-06", **more) -> list[dict]:
    """Open orders reported at noon, one a day from the first of the month on."""
    return [{"上报时间": f"{month}-{day % 28 + 1:02d} 12:00", "办结时限": f"{month}-28 12:00", **more} for day in range(count)]


def imported(folder: Path, *files: Path, settings: str = "") -> Version:
    """The files imported into `folder` and published, opened."""
    folder.mkdir(parents=True, exist_ok=True)
    if settings:
        (folder / "settings.toml").write_text(settings, encoding="utf-8")
    home = Warehouse(folder)
    report = home.import_files(list(files))
    assert report.published and not report.refused_files, [each.reason for each in report.refused_files]
    return home.open()
