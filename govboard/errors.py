"""The error family. Every message is a Chinese sentence that a user can act on."""

from difflib import get_close_matches


class GovboardError(Exception):
    """Base of all errors meant for people; `status` is the exit status of the command line."""

    status = 2


class WrongUse(GovboardError):
    """The request itself cannot be carried out (unknown name, missing dimension, wrong date)."""


class NothingPublished(WrongUse):
    """The data folder holds no published version yet."""

    def __init__(self, folder):
        super().__init__(f"数据目录 {folder} 中还没有已发布的数据版本。请先导入导出文件，或运行 demo 生成演示数据。")


class Unknown(WrongUse):
    """A name that is not known, with the closest known ones; those in `first` before others, and alone in a list."""

    def __init__(self, what: str, name: str, known, first=()):
        known, first = sorted({str(each) for each in known}), list(dict.fromkeys(map(str, first)))
        near = [each for some in (first, [each for each in known if each not in first]) for each in get_close_matches(name, some, n=3, cutoff=0.4)]
        hint = f"您是否要找：{'、'.join(near[:3])}？" if near else f"可用：{'、'.join((first or known)[:30]) or '无'}。"
        super().__init__(f"没有名为“{name}”的{what}。{hint}")


class Refused(GovboardError):
    """A whole file or sheet that cannot be taken in; nothing of it is stored."""

    status = 3

    def __init__(self, reason: str, advice: str = "", sheet: str | None = None, row: int | None = None):
        self.reason, self.advice, self.sheet, self.row = reason, advice, sheet, row
        place = "".join([f"工作表“{sheet}”：" if sheet else "", f"第{row}行：" if row else ""])
        super().__init__(f"{place}{reason}{advice}")


class ChecksFailed(GovboardError):
    """A built version breaks a rule that must hold, so it is not published."""

    status = 3
