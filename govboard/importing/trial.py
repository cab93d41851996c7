"""An old workbook (.xls) is opened first in a process of its own: a damaged one can hold its reader for ever or fill the memory."""

import subprocess
import sys
from pathlib import Path

from govboard.errors import Refused

SECONDS, SECONDS_PER_MB = 10, 3
_OPENED = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
except ImportError:
    pass
import python_calamine
book = python_calamine.CalamineWorkbook.from_filelike(sys.stdin.buffer)
for sheet in book.sheets_metadata:
    if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet:
        book.get_sheet_by_name(sheet.name)
"""


def try_out(path: Path) -> None:
    """Raises Refused when the workbook cannot be opened in reasonable time or brings its reader down. Any other fault shows when it is opened in earnest."""
    limit = SECONDS + SECONDS_PER_MB * (path.stat().st_size >> 20)
    with path.open("rb") as stream:
        try:
            done = subprocess.run([sys.executable, "-I", "-c", _OPENED], stdin=stream, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit, check=False)
        except subprocess.TimeoutExpired as problem:
            raise Refused("工作簿已损坏，长时间无法打开。", "请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。") from problem
    if done.returncode < 0:  # it was ended by the system: in earnest this process would be
        raise Refused("工作簿已损坏，无法打开。", "请在 WPS 或 Excel 中打开并另存为 .xlsx 后再导入。")
