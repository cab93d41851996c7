"""The command line: python -m govboard VERB, over the same library as the pages."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from govboard import areas, settings, verbs
from govboard.errors import GovboardError, WrongUse
from govboard.selection import Selection
from govboard.warehouse import Warehouse


class Parser(argparse.ArgumentParser):
    """argparse whose complaints are a Chinese sentence and exit status 2."""

    def error(self, message: str):
        print(f"用法有误：{message}\n用法：{self.format_usage().removeprefix('usage: ').strip()}", file=sys.stderr)
        raise SystemExit(2)


def parser() -> Parser:
    """All verbs; options come after the verb."""
    top = Parser(prog="python -m govboard", description="网格化治理数据看板的命令行。")
    add = top.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=Parser).add_parser
    for name, (_, words, arguments) in VERBS.items():
        verb = add(name, help=words, description=words)
        verb.add_argument("--data", metavar="DIR", help="数据目录（默认取环境变量 GOVBOARD_DATA，再默认 data/）")
        verb.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")
        for flags, options in arguments:
            verb.add_argument(*flags, **options)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exit status: 0 done, 2 wrong use, 3 a file (or a version) was refused."""
    given = parser().parse_args(arguments)
    try:
        return VERBS[given.verb][0](given) or 0
    except BrokenPipeError:  # the reader of the output (head, less) has seen enough
        sys.stderr.close()
        return 0
    except GovboardError as problem:
        if given.json:
            print(json.dumps({"error": str(problem)}, ensure_ascii=False))
        print(str(problem), file=sys.stderr)
        return problem.status


def _warehouse(given) -> Warehouse:
    return Warehouse(settings.data_folder(given.data))


def _selection(given, version) -> Selection:
    chosen = areas.resolve(version.report("areas"), given.areas or [])
    if given.start and given.end and given.start > given.end:
        raise WrongUse(f"开始日期{given.start}晚于结束日期{given.end}。")
    return Selection(given.start, given.end, chosen)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2025-06-30") from problem


def _demo(given) -> int:
    return verbs.demo(settings.data_folder(given.data), given.only_exports, given.if_empty, given.json)


def _import(given) -> int:
    return verbs.import_files(_warehouse(given), given.path, given.hold, given.json)


def _publish(given) -> int:
    return verbs.say_version(_warehouse(given).publish(given.version), "已发布", given.json)


def _build(given) -> int:
    return verbs.say_version(_warehouse(given).build(), "已生成（尚未发布）", given.json)


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
    version = _warehouse(given).open()
    return verbs.passport(version, given.name, _selection(given, version), given.json)


def _check(given) -> int:
    return verbs.check(_warehouse(given).open(), given.json)


_NAME = (("name",), {"metavar": "NAME", "help": "指标名，如 order_reported 或 诉求量"})
_ASKED = [
    (("--from",), {"dest": "start", "type": _date, "metavar": "DATE", "help": "开始日期（含）"}),
    (("--to",), {"dest": "end", "type": _date, "metavar": "DATE", "help": "结束日期（含）"}),
    (("--areas",), {"nargs": "+", "metavar": "CODE_OR_NAME", "help": "区域的代码或名称"}),
]
VERBS = {
    "demo": (_demo, "生成演示数据的导出文件，导入并发布", [(("--only-exports",), {"metavar": "OUT", "type": Path, "help": "只生成导出文件，放到 OUT"}),
             (("--if-empty",), {"action": "store_true", "help": "已有数据版本时什么也不做"})]),
    "import": (_import, "导入文件或文件夹，生成版本、检查并发布", [(("path",), {"nargs": "+", "type": Path, "metavar": "PATH"}),
               (("--hold",), {"action": "store_true", "help": "生成版本但不发布"})]),
    "publish": (_publish, "发布一个版本（默认最新生成的）", [(("version",), {"nargs": "?", "metavar": "VERSION"})]),
    "build": (_build, "用现有数据和现行口径重新生成版本", []),
    "versions": (_versions, "列出所有版本", []),
    "rollback": (_rollback, "回退到某个版本", [(("version",), {"metavar": "VERSION"})]),
    "metrics": (_metrics, "列出所有指标及口径", []),
    "metric": (_metric, "计算一个指标", [_NAME, (("--by",), {"metavar": "DIMENSION", "help": "按维度展开，如 subdistrict、month"}), *_ASKED]),
    "passport": (_passport, "一个数字由哪些记录得来，哪些被排除", [_NAME, *_ASKED]),
    "check": (_check, "现行版本的数据检查结果", []),
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
