"""Work orders of 振兴零距离, exported year by year."""

import itertools
from collections.abc import Iterable
from math import isnan
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from . import city, faults, more, steps
from .files import write_csv, write_parquet
from .handling import END, handle
from .places import District
from .reports import report
from .truths import TRUTHS
from .wording import word

COLUMNS = {
    "工单编号": "number", "诉求来源": "source", "工单类型": "type", "一级分类": "first", "二级分类": "second",
    "标题": "title", "主要内容": "content", "所属街道": "subdistrict", "所属社区": "community", "网格编码": "grid",
    "小区名称": "estate", "经度": "lng", "纬度": "lat", "上报时间": "reported", "受理时间": "accepted",
    "派单时间": "dispatched", "办结时限": "due", "处置完成时间": "finished", "结案时间": "closed", "回访时间": "visited",
    "主办单位": "unit", "主办类别": "side", "承办街道": "handling", "工单状态": "status", "是否热点难点": "hot",
    "退回次数": "returned", "催办次数": "urged", "是否有效回访": "valid", "是否联系": "contacted", "是否解决": "solved",
    "是否满意": "satisfied", "来电人": "caller", "联系电话": "phone",
    "是否有图片": "photo", "诉求标签": "tags", "是否挂账": "held", "延期后时限": "extended",
    **city.COLUMNS, **city.CONTACT,
}
TIMES = ("reported", "accepted", "dispatched", "due", "finished", "closed", "visited", "extended", *city.TIMES)
ABOVE = ("振兴零距离平台工单明细", "统计时间：2025年1月1日至2025年6月30日")
HOT = {"房屋维修": 4, "停车秩序": 3, "车辆充电": 3, "排水积水": 4, "供暖": 3, "物业服务": 2, "消防通道": 2}
PLAIN_TYPES = ["咨询", "表扬"]
PICTURED = {"微信": 0.72, "一键找社区": 0.66, "一键找物业": 0.69, "网格员上报": 0.93, "党员上报": 0.88, "巡查发现": 0.95}
RIDERS = ("进门难", "找楼难", "停车难")  # what people of the new trades meet with


def write(district: District, firms: pd.DataFrame, rng, out: Path, scale: int = 1, parquet: bool = False) -> list[Path]:
    """One file a year, refused rows among the good ones, and the log of hand-overs. `scale` multiplies ordinary orders."""
    table = orders(district, firms, rng)
    years = [(file, table[table["year"] == file["year"]], out / name) for name, file in _files().items()]
    export = _parquet if parquet else _export
    beside = rng.spawn(1)[0]  # what is drawn here moves nothing that is drawn elsewhere
    return [*(export(itertools.chain([of, city.unfiled(of, file["voided"], beside)], more.copies(of, file["accepted"], scale, rng)), file, path) for file, of, path in years), steps.write(table, out)]


def orders(district: District, firms: pd.DataFrame, rng) -> pd.DataFrame:
    """All orders as the platform knows them at the end."""
    counts = {file["year"]: file["accepted"] + sum(file["refused"].values()) for file in _files().values()}
    table = report(counts, district, rng)
    table["part"] = faults.cast(table, district, rng)
    table = handle(table, _must_end(table["part"]), rng)
    table["number"] = [f"ZX{year}-{turn + 1:07d}" for year, turn in zip(table["year"].tolist(), table.groupby("year").cumcount().tolist())]
    table["hot"] = _hot(table, rng)
    return city.noted(_extended(faults.plant(word(table, district, firms, rng), district, rng), rng), rng.spawn(1)[0])


def _extended(table: pd.DataFrame, rng) -> pd.DataFrame:
    """Pictures, tags, and of the slow orders a few with an approved later limit or put on hold."""
    drawn, late = rng.random(len(table)), (table["closed"] > table["due"]) | (table["open"] & (table["due"] <= END))
    usual = (table["part"] == "") & late
    table["photo"] = np.where(rng.random(len(table)) < table["source"].map(PICTURED).fillna(0.1), "是", "否")
    table["tags"] = table["second"].where(table["second"].isin(RIDERS), "")
    table["held"] = np.where(usual & table["open"] & (drawn < 0.25), "是", "")
    longer = usual & ~table["open"] & (drawn < 0.06)
    table["extended"] = (table["due"] + (table["closed"] - table["due"]).dt.ceil("D") + pd.Timedelta(days=1)).where(longer)
    return table


def _files() -> dict[str, dict]:
    return TRUTHS["orders"]["files"]


def _must_end(parts: pd.Series) -> pd.Series:
    """Counts of open orders stay exact only if no planted row is among them."""
    return parts != ""


def _hot(table: pd.DataFrame, rng) -> np.ndarray:
    """Hard problems: so many solved, a few still open."""
    hot = np.full(len(table), "否", object)
    weight = table["first"].map(HOT).fillna(1.0).values
    usual = (table["part"] == "") & ~table["type"].isin(PLAIN_TYPES)
    for count, group in ((TRUTHS["orders"]["hot_closed"], ~table["open"]), (TRUTHS["orders"]["hot_open"], table["open"])):
        among = np.flatnonzero(usual & group)
        odds = weight[among] / weight[among].sum()
        hot[rng.choice(among, count, replace=False, p=odds)] = "是"
    return hot


def _export(tables: Iterable[pd.DataFrame], file: dict, path: Path) -> Path:
    above = ABOVE if file["lines_before_header"] else ()
    rows = itertools.chain.from_iterable(zip(*_texts(_pathed(each) if file["year"] == 2024 else each, file["year"] == 2023).values()) for each in tables)
    return write_csv(path, list(COLUMNS), rows, file["encoding"], above)


def _pathed(table: pd.DataFrame) -> pd.DataFrame:
    """The export of 2024 writes both levels of the class in one cell: 房屋维修->门窗损坏."""
    return table.assign(first=[f"{first}->{second}" if second else first for first, second in zip(table["first"], table["second"])], second="")


def _texts(table: pd.DataFrame, slashed: bool) -> dict[str, list]:
    cells = {column: _cells(table[column], slashed) for column in COLUMNS.values()}
    for header, text in faults.REFUSED.items():
        for row in np.flatnonzero(table["part"] == header):
            cells[COLUMNS[header]][row] = text
    return cells


def _parquet(tables: Iterable[pd.DataFrame], file: dict, path: Path) -> Path:
    """The same orders with typed columns, as a data office hands them over; rows that a text would have to refuse are left out."""
    typed = (each[~each["part"].isin(list(faults.REFUSED))][list(COLUMNS.values())].set_axis(list(COLUMNS), axis=1) for each in tables)
    return write_parquet(path.with_suffix(".parquet"), (pa.Table.from_pandas(each, _schema(), preserve_index=False) for each in typed))


def _schema() -> pa.Schema:
    """Times and coordinates as such, counts as whole numbers, everything else as text."""
    kinds = dict.fromkeys(TIMES, pa.timestamp("s")) | {"lng": pa.float64(), "lat": pa.float64(), "returned": pa.int64(), "urged": pa.int64()}
    return pa.schema([(header, kinds.get(column, pa.string())) for header, column in COLUMNS.items()])


def _cells(column: pd.Series, slashed: bool) -> list:
    """A column as the file will show it."""
    if column.name in TIMES:
        return _slashed(column) if slashed else _plain(column)
    if column.name in ("lng", "lat"):
        return ["" if isnan(value) else f"{value:.6f}" for value in column.tolist()]
    return column.tolist()


def _plain(times: pd.Series) -> list[str]:
    return [text.replace("NaT", "").replace("T", " ") for text in _spelled(times, "s")]


def _slashed(times: pd.Series) -> list[str]:
    """The export of 2023 shows times the way a spreadsheet does: 2023/3/8 9:05."""
    return [_unpadded(text) for text in _spelled(times, "m")]


def _unpadded(text: str) -> str:
    if text == "NaT":
        return ""
    return f"{text[:4]}/{int(text[5:7])}/{int(text[8:10])} {int(text[11:13])}{text[13:]}"


def _spelled(times: pd.Series, unit: str) -> list[str]:
    return np.datetime_as_string(times.values.astype(f"datetime64[{unit}]")).tolist()
