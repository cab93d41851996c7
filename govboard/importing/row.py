"""One row of a sheet, as every reader hands it on."""

from typing import NamedTuple


class Row(NamedTuple):
    """Row number from 1 and its cells as text; `fault` says why the row cannot be trusted, its one cell is then the line as it stands."""

    number: int
    cells: list[str]
    fault: str | None = None
