"""One row of a sheet, as every reader hands it on."""

import re
from typing import NamedTuple

_LONE, _ESCAPED = re.compile("[\ud800-\udfff]"), re.compile("[\udc80-\udcff]+")


class Row(NamedTuple):
    """Row number from 1 and its cells as text; `fault` says why the row cannot be trusted, its one cell is then the line as it stands."""

    number: int
    cells: list[str]
    fault: str | None = None


def printable(text: str) -> str:
    """`text` without lone surrogates, which can be neither printed nor stored: bytes of a GBK file name are read as GBK."""
    found = "".join(_LONE.findall(text))
    if _ESCAPED.fullmatch(found):
        return text.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return text.encode("utf-8", "replace").decode() if found else text
