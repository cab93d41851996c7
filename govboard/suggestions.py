"""“Did you mean”: for written area names that match no area the ones that are meant, and for refused cells what to write instead."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from govboard.warehouse import Version

LIKE, CLEAR = 0.6, 0.15  # least likeness of a name, and by how much it has to be the likest
_CHECKS = re.compile(r"check_\w+_unknown_area|check_order_unknown_community")
_ADVICE = (
    (re.compile("不是可识别的日期时间"), "写成 2025-06-01 09:30"), (re.compile("不是可识别的日期"), "写成 2025-06-01"), (re.compile("不是整数"), "只写数字，如 12"),
    (re.compile("不是数值或百分数"), "写成 92% 或 0.92"), (re.compile("不是数值"), "只写数字，如 12.5"), (re.compile("不是“是/否”"), "写“是”或“否”"), (re.compile("不是“经度,纬度”|不是经纬度"), "写成 124.37,40.11"),
    (re.compile("科学计数法"), "在原系统里把该列设为文本后重新导出"), (re.compile("晚于导入时刻"), "核对年份"), (re.compile("无法对齐|引号|编码损坏"), "核对本行的分隔符、引号，或重新导出"), (re.compile("缺少"), "补上这一项"),
)  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """A written name of no area, how many records say it, and the areas it is like, the likest first."""

    written: str
    count: int
    meant: tuple[str, ...]

    @property
    def sentence(self) -> str:
        if len(self.meant) == 1:
            return f"“{self.written}”（{self.count}条）不在名录里，是不是“{self.meant[0]}”？是的话，请把它写进名录的“曾用名”列。"
        return f"“{self.written}”（{self.count}条）不在名录里，可能是{'、'.join(f'“{each}”' for each in self.meant)}。" if self.meant else f"“{self.written}”（{self.count}条）不在名录里。"


def of_areas(version: Version) -> list[Suggestion]:
    """For every written name that matches no area of the registers, most frequent first."""
    names = [each for each in version.report("areas").query("listed").name.dropna().unique()]
    counts: Counter = Counter()
    for table in sorted(each for each in version.tables if _CHECKS.fullmatch(each)):
        for written in version.engine.run(f"select value from {table} where value is not null").value:
            counts[written.rpartition(" / ")[2].strip()] += 1
    return [Suggestion(written, count, meant(written, names)) for written, count in counts.most_common() if written] if names else []


def applied(version: Version) -> list[str]:
    """For every written name with a slip that only one area can have been meant by: a sentence that says where its records are counted and how many they are."""
    if "mart_area_read_as" not in version.tables:  # a version of an earlier program
        return []
    found = version.engine.run("select level, written, code, name, why from mart_area_read_as order by level, written")
    told = []
    for level, names in found.groupby("level", sort=False):
        files = _files(version, level, dict(zip(names.written, names.code, strict=True)))
        told += [f"“{each.written}”（{each.why}）已按“{each.name}”计入：{_counted(files[each.written])}。不是的话，请在原来的台账里改正后重新导入。" for each in names.itertuples()]
    return told


def _files(version: Version, level: str, meant: dict[str, str]) -> dict[str, Counter]:
    """How many records of each file name their area so and are counted there. `meant`: written name -> code of the area."""
    files: dict[str, Counter] = {each: Counter() for each in meant}
    asked = {"own": level, "written": f"{level}_written"}
    tables = version.engine.run("select table_name from duckdb_columns() where table_name like 'mart!_%' escape '!' and column_name in ($own, $written, 'source_file') group by 1 having count(*) = 3", asked).table_name
    for table in tables:
        query = f"select {level}_written as written, {level} as code, source_file, count(*) as n from {table} where list_contains($written, {level}_written) group by 1, 2, 3"
        for each in version.engine.run(query, {"written": list(meant)}).itertuples():
            if each.code == meant[each.written]:
                files[each.written][each.source_file] += each.n
    return files


def _counted(files: Counter) -> str:
    more = f"等{len(files)}个文件" if len(files) > 1 else ""
    return f"{sum(files.values())}条，见“{files.most_common(1)[0][0]}”{more}" if files else "0条"


def meant(written: str, names: list[str]) -> tuple[str, ...]:
    """The one name that is clearly likest, else up to three; none when nothing is like it."""
    ranked = sorted(((SequenceMatcher(None, written, each).ratio(), each) for each in names), reverse=True)
    near = [(ratio, each) for ratio, each in ranked if ratio >= LIKE][:3]
    if len(near) > 1 and near[0][0] - near[1][0] >= CLEAR:
        near = near[:1]
    return tuple(each for _, each in near)


def advice(reason: str) -> str:
    """What to write instead of a refused cell."""
    return "；".join(dict.fromkeys(said for each in reason.split("；") if (said := next((words for pattern, words in _ADVICE if pattern.search(each)), None))))
