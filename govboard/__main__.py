"""The command line: python -m govboard VERB, over the same library as the pages."""

import argparse
import datetime as dt
import json
import os
import re
import sys
import traceback
from pathlib import Path

from govboard import areas, file_verbs, settings, verbs
from govboard.definitions import DIMENSIONS
from govboard.errors import GovboardError, Unknown, WrongUse
from govboard.selection import Selection
from govboard.usage import Misuse, Parser
from govboard.warehouse import Warehouse, gathering


def parser() -> Parser:
    """All verbs; options come after the verb."""
    top = Parser(prog="python -m govboard", description="网格化治理数据看板的命令行。")
    add = top.add_subparsers(dest="verb", required=True, metavar="VERB", title="命令", parser_class=Parser).add_parser
    for name, (_, words, arguments) in VERBS.items():
        verb = add(name, help=words, description=words)
        verb.add_argument("--data", metavar="DIR", help="数据目录（默认取环境变量 GOVBOARD_DATA，再默认 data/）")
        verb.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")
        for flags, options in arguments:
            verb.add_argument(*flags, **options)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exit status: 0 done, 2 wrong use, 3 a file (or a version) was refused."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        given = parser().parse_args(arguments)
        return VERBS[given.verb][0](given) or 0
    except KeyboardInterrupt:
        print("\n已取消，没有留下任何内容。", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of the output (head, less) has seen enough
        sys.stderr.close()
        return 0
    except Misuse as problem:
        return _complain(str(problem), problem.status, arguments, problem.usage)
    except GovboardError as problem:
        return _complain(str(problem), problem.status, arguments)
    except Exception as problem:  # the last guard: people get a sentence, whoever mends it sets GOVBOARD_DEBUG
        if os.environ.get("GOVBOARD_DEBUG"):
            traceback.print_exc()
        return _complain(_broken(problem), 2, arguments)


def _complain(words: str, status: int, arguments: list[str], usage: str = "") -> int:
    if "--json" in arguments:
        print(json.dumps({"error": words}, ensure_ascii=False))
    print(words, *filter(None, [usage]), sep="\n", file=sys.stderr)
    return status


def _broken(problem: Exception) -> str:
    """What went wrong where nobody foresaw it."""
    what = "出错了，没有完成"
    if isinstance(problem, json.JSONDecodeError):
        what = "数据目录 warehouse 里的 CURRENT 或某个版本的 manifest.json 已损坏，无法读取，请从备份恢复"
    elif isinstance(problem, OSError):
        what = "文件或文件夹无法读写"
    return f"{what}：{problem or type(problem).__name__}。（设环境变量 GOVBOARD_DEBUG=1 可看到出错的位置）"


def _folder(given) -> Path:
    folder = settings.data_folder(given.data)
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"数据目录 {folder} 是一个文件，不是文件夹。")
    return folder


def _warehouse(given) -> Warehouse:
    """The data folder, which only `import` and `demo` may create: a mistyped one is not made."""
    folder = _folder(given)
    if given.verb != "import" and not folder.exists():
        raise WrongUse(f"数据目录 {folder} 不存在，请核对 --data 或 GOVBOARD_DATA。第一次使用请先导入导出文件，或运行 demo 生成演示数据。")
    return Warehouse(folder)


def _selection(given, version) -> Selection:
    chosen = areas.resolve(areas.listed(version), given.areas or [], version.report("area_names"))
    if given.start and given.end and given.start > given.end:
        raise WrongUse(f"开始日期{given.start}晚于结束日期{given.end}。")
    return Selection(given.start, given.end, chosen, _known(version, "category", "类别", given.categories), _known(version, "source", "来源", given.sources), hour=given.hour)


def _known(version, which: str, words: str, given: list[str] | None) -> tuple[str, ...]:
    """Values of a filter as they stand in the orders. Raises Unknown with the closest ones."""
    found = version.report("choices")
    values = list(found.value[found["filter"] == which])
    for each in given or []:
        if each not in values:
            raise Unknown(words, each, values)
    return tuple(given or ())


def _date(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2025-06-30") from problem
    if not 1900 <= day.year <= 2200:
        raise argparse.ArgumentTypeError(f"“{text}”不在1900年至2200年之间")
    return day


def _scale(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是1到9999之间的整数")
    return int(text)


def _hour(text: str) -> int:
    if not re.fullmatch(r"[01]?\d|2[0-3]", text):
        raise argparse.ArgumentTypeError(f"“{text}”不是0到23之间的整点")
    return int(text)


def _dimension(text: str) -> str:
    """By name or in Chinese; one that is not known is told apart later, with what the metric has."""
    if not text.strip():
        raise argparse.ArgumentTypeError(f"维度不能为空，可用：{'、'.join(DIMENSIONS.values())}")
    return {words: name for name, words in DIMENSIONS.items()}.get(text, text)


def _version(text: str) -> str:
    found = re.fullmatch(r"[vV]0*([1-9][0-9]*)", text)
    return f"V{found[1]}" if found else text


def _demo(given) -> int:
    if given.only_exports and given.only_exports.exists() and not given.only_exports.is_dir():
        raise WrongUse(f"{given.only_exports} 是一个文件，不是文件夹，导出文件无处可放。")
    return verbs.demo(_folder(given), given.only_exports, given.if_empty, given.scale, given.parquet, given.json)


def _import(given) -> int:
    return verbs.import_files(_warehouse(given), given.path, given.hold, given.json)


def _read(given) -> int:
    return file_verbs.read(given.file, given.sheet, given.table, given.csv, given.refused, given.json)


def _coordinates(given) -> int:
    return file_verbs.coordinates(_warehouse(given), given.confirm, given.json)


def _returns(given) -> int:
    return file_verbs.returns(_warehouse(given), given.out, given.json)


def _undo(given) -> int:
    return verbs.say_version(_warehouse(given).undo(given.version), f"已撤销{given.version}的导入，生成（尚未发布）", given.json)


def _propose(given) -> int:
    return file_verbs.propose(given.file, _folder(given), given.sheet, given.table, given.of, given.json)


def _publish(given) -> int:
    return verbs.say_version(_warehouse(given).publish(given.version), "已发布", given.json)


def _build(given) -> int:
    home = _warehouse(given)
    version = home.build()
    verbs.say_version(version, "已生成（尚未发布）", given.json)
    if home.pointers()["live"] and not given.json:
        verbs.compare(home.open(), home.open(version), False)
    return 0


def _rollback(given) -> int:
    return verbs.say_version(_warehouse(given).rollback(given.version), "已回退到", given.json)


def _versions(given) -> int:
    return verbs.versions(_warehouse(given), given.json)


def _metrics(given) -> int:
    return verbs.metrics(_warehouse(given).open(), given.json)


def _metric(given) -> int:
    version = _warehouse(given).open()
    return verbs.metric(version, given.name, given.by, _selection(given, version), given.json)


def _passport(given) -> int:
    home = _warehouse(given)
    version = home.open()
    before = home.previous(version)
    return verbs.passport(version, home.open(before) if before else None, given.name, _selection(given, version), given.json)


def _hotspots(given) -> int:
    version = _warehouse(given).open()
    return verbs.hotspots(version, given.by, _selection(given, version), given.json)


def _check(given) -> int:
    return verbs.check(_warehouse(given).open(), given.json)


def _compare(given) -> int:
    home = _warehouse(given)
    return verbs.compare(home.open(), home.open(given.version or home.pointers()["head"]), given.json)


def _facts(given) -> int:
    warehouse = _warehouse(given)
    if not warehouse.settings.demonstration:
        raise WrongUse("公开报道数据核对只用于演示数据，不在正式数据上进行。")
    return verbs.facts(warehouse.open(), given.json)


_NAME = (("name",), {"metavar": "NAME", "help": "指标名，如 order_reported 或 诉求量"})
_ASKED = [
    (("--from",), {"dest": "start", "type": _date, "metavar": "DATE", "help": "开始日期（含）"}),
    (("--to",), {"dest": "end", "type": _date, "metavar": "DATE", "help": "结束日期（含）"}),
    (("--hour",), {"type": _hour, "default": 0, "metavar": "HOUR", "help": "每日的截止整点：12 表示前一日12时至当日12时（默认0，自然日）"}),
    (("--areas",), {"nargs": "+", "action": "extend", "metavar": "AREA", "help": "区域（镇街、社区、网格、小区、物业企业）的代码或名称，可写多个"}),
    (("--categories",), {"nargs": "+", "action": "extend", "metavar": "CATEGORY", "help": "诉求类别，可写多个"}),
    (("--sources",), {"nargs": "+", "action": "extend", "metavar": "SOURCE", "help": "诉求来源，可写多个"}),
]
VERBS = {
    "demo": (_demo, "生成演示数据的导出文件，导入并发布", [(("--only-exports",), {"metavar": "OUT", "type": Path, "help": "只生成导出文件，放到 OUT"}),
             (("--if-empty",), {"action": "store_true", "help": "已有数据版本时什么也不做"}),
             (("--scale",), {"type": _scale, "default": 1, "metavar": "N", "help": "普通工单乘以N（其余不变）；167约为1000万件，1667约为1亿件"}),
             (("--parquet",), {"action": "store_true", "help": "工单写成 Parquet 文件，而不是 CSV"})]),
    "import": (_import, "导入文件或文件夹，生成版本、检查并发布（口径有变化时等待发布）", [(("path",), {"nargs": "+", "type": Path, "metavar": "PATH"}),
               (("--hold",), {"action": "store_true", "help": "生成版本但不发布"})]),
    "read": (_read, "按读懂的样子写出文件里的一张表（不识别、不遮蔽、不导入），读不准的行另列", [
        (("file",), {"type": Path, "metavar": "FILE"}), (("--csv",), {"type": Path, "required": True, "metavar": "OUT", "help": "表写到这个 CSV 文件"}),
        (("--refused",), {"type": Path, "metavar": "OUT.json", "help": "读不准的行写到这个文件：行号、原文、原因"}),
        (("--sheet",), {"metavar": "NAME", "help": "工作表名（默认第一张有内容的）"}), (("--table",), {"type": _scale, "metavar": "N", "help": "第几张表（默认1）"})]),
    "coordinates": (_coordinates, "坐标系：按坐标落在所写区域里的比例推断，列出待确认的", [
        (("--confirm",), {"action": "store_true", "help": "确认：把列出的换算为 WGS 84，生成新版本"})]),
    "returns": (_returns, "为每个报送单位把没有接收的行做成退回工作簿，改正后再导入，只替换这些行", [(("out",), {"type": Path, "metavar": "DIR"})]),
    "propose": (_propose, "为认不出的导出推断一个格式（TOML），存到数据目录的 formats/ 下即可识别", [
        (("file",), {"type": Path, "metavar": "FILE"}), (("--sheet",), {"metavar": "NAME", "help": "工作表名"}), (("--table",), {"type": _scale, "metavar": "N", "help": "第几张表（默认1）"}),
        (("--of",), {"metavar": "TABLE", "help": "按哪种台账推断，如 work_order（默认自己判断）"})]),
    "publish": (_publish, "发布一个版本（默认最新生成的）", [(("version",), {"nargs": "?", "type": _version, "metavar": "VERSION"})]),
    "compare": (_compare, "一个版本（默认最新生成的）与现行版本相比，哪些口径和数字变了", [(("version",), {"nargs": "?", "type": _version, "metavar": "VERSION"})]),
    "build": (_build, "用现有数据和现行口径重新生成版本", []),
    "versions": (_versions, "列出所有版本", []),
    "undo": (_undo, "撤销一次导入：去掉那次导入带来的内容，重新生成版本（不发布）", [(("version",), {"type": _version, "metavar": "VERSION", "help": "那次导入生成的版本"})]),
    "rollback": (_rollback, "回退到某个版本", [(("version",), {"type": _version, "metavar": "VERSION"})]),
    "metrics": (_metrics, "列出所有指标及口径", []),
    "metric": (_metric, "计算一个指标", [_NAME, (("--by",), {"type": _dimension, "metavar": "DIMENSION", "help": "按维度展开，如 镇街（subdistrict）、月（month）"}), *_ASKED]),
    "passport": (_passport, "一个数字由哪些记录得来，哪些被排除", [_NAME, *_ASKED]),
    "hotspots": (_hotspots, "诉求聚集分析：哪些区域的诉求（与户数相比）明显高于周边，或低于全区水平，附统计量、p 值和 q 值（默认最近一个完整月）", [
        (("--by",), {"choices": gathering.LEVELS, "default": gathering.LEVELS[0], "help": "grid 网格（默认）或 community 社区"}), *_ASKED]),
    "check": (_check, "现行版本的数据检查结果", []),
    "facts": (_facts, "公开报道数据核对：报道中的数字与演示数据算出的数字（只用于演示数据）", []),
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
