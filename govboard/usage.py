"""argparse in Chinese: headings, and complaints as a sentence that says what to change."""

import argparse
import re

from govboard.errors import WrongUse

# What argparse says -> what people read. Wordings differ a little between versions of Python; what fits none is shown as it is.
_SAID = [
    (r"the following arguments are required: (?P<what>.*)", "缺少{what}"),
    (r"unrecognized arguments: (?P<what>.*)", "不认识“{what}”"),
    (r"argument (?P<at>\S+): invalid choice: '?(?P<what>[^'(]*)'? \(choose from (?P<known>.*)\)", "{at}没有“{what}”，可用：{known}"),
    (r"argument (?P<at>\S+): expected one argument", "{at}后面要写一个值"),
    (r"argument (?P<at>\S+): expected at least one argument", "{at}后面至少要写一个值"),
    (r"argument (?P<at>\S+): ignored explicit argument '(?P<what>.*)'", "{at}后面不能写值（“{what}”）"),
    (r"argument (?P<at>\S+): not allowed with argument (?P<what>.*)", "{at}不能与{what}同用"),
    (r"argument (?P<at>\S+): (?P<what>.*)", "{at}：{what}"),
]


class Misuse(WrongUse):
    """A command line that cannot be understood; `usage` shows the form it should have."""

    def __init__(self, words: str, usage: str):
        super().__init__(words)
        self.usage = usage


class Formatter(argparse.HelpFormatter):
    """Help with a Chinese heading for the usage line."""

    def add_usage(self, usage, actions, groups, prefix=None):
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Options in full only; a complaint is raised as Misuse."""

    def __init__(self, **options):
        super().__init__(**options, formatter_class=Formatter, allow_abbrev=False, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str):
        raise Misuse(f"用法有误：{said(message)}。", self.format_usage().strip())


def said(message: str) -> str:
    """One complaint of argparse in Chinese."""
    for pattern, words in _SAID:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            told = words.format(**{key: each.strip().replace("'", "").replace(", ", "、") for key, each in found.groupdict().items()})
            return told + _order(told)
    return message


def _order(told: str) -> str:
    """Options that take several values swallow a name behind them."""
    return "。指标名要写在选项之前，如：metric 诉求量 --areas 站前街道" if told.startswith("缺少NAME") else ""
